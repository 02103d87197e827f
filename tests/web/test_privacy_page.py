# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public page on privacy tells what the register says, to everybody, of one municipality."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from baken.access.facade import system_actor
from baken.privacy.facade import load_defaults, set_contacts
from baken.privacy.models import ProcessingActivity
from tests.kernel.towns import do
from tests.kernel.towns import town as make

PAGE = "/over-baken/privacy/"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def velsen(db):
    town = make()
    load_defaults(actor=system_actor(town), at=NOW, municipality=town)
    return town


def text(client=None, query="", **more):
    return " ".join((client or Client()).get(f"{PAGE}{query}", **more).content.decode().split())


def test_it_tells_every_public_entry_with_what_the_law_asks(velsen):
    page = text()
    for it in ProcessingActivity.objects.filter(public=True):
        for line in f"{it.name}\n{it.purpose}\n{it.basis}\n{it.persons}\n{it.retention}".splitlines():
            assert line.replace("'", "&#x27;") in page, (it.slug, line)
    assert "strafrechtelijke gegevens van de politie" in page
    assert "geen gegevens in over verdachten" not in page


def test_what_isn_t_public_stays_away(velsen):
    hidden = ProcessingActivity.objects.get(slug="casework-premises")
    do(lambda: ProcessingActivity.objects.filter(pk=hidden.pk).update(public=False), velsen)
    assert hidden.name not in text()


def test_it_says_whom_to_reach_and_which_rights_one_has(velsen):
    assert "De gemeente heeft dit nog niet ingevuld" in text()
    values = {
        "controllers": "Burgemeester en college", "officer": "fg@voorbeeld.example", "requests": "Schrijf een brief.",
        "example": True,
    }  # fmt: skip
    set_contacts(actor=system_actor(velsen), at=NOW, municipality=velsen, seen=None, values=values)
    page = text()
    for word in ("fg@voorbeeld.example", "Schrijf een brief.", "verzonnen", "artikel 15", "artikel 21", "een maand"):
        assert word in page, word
    assert "autoriteitpersoonsgegevens.nl" in page


def test_of_several_municipalities_one_is_chosen(velsen):
    other = make("GM9000", "Noorderdam")
    assert "Kies eerst een gemeente" in text()
    assert "Aanpak van overlast" in text(query=f"?gemeente={velsen.slug}")
    page = text(query=f"?gemeente={other.slug}")
    assert "Aanpak van overlast" not in page
    assert "De gemeente liet hier nog niets van zien" in page
    assert "Kies eerst een gemeente" in text(query="?gemeente=nergens")


def test_in_english_the_municipality_s_own_words_are_marked_dutch(velsen):
    client = Client()
    client.cookies["baken_language"] = "en"
    page = text(client)
    assert '<summary lang="nl">Aanpak van overlast' in page
