# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of a desk and the page of one concern, with the toets vooraf: what is shown to whom, and how much it asks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baken.access.facade import opened
from baken.act.concerns.models import Check, Concern
from tests.kernel.towns import do

from .builders import World

LIST = "/uitvoeren/signalen/"
ClientOf = Callable[[str], Any]


def page(concern: Concern) -> str:
    return f"{LIST}{concern.reference}/"


def now(world: World, concern: Concern) -> Concern:
    with opened(world.system, system=True):
        return Concern.objects.get(pk=concern.pk)


def answers(concern: Concern, **more: Any) -> dict[str, Any]:
    return {
        "personal_data": "yes", "basis": "AVG 6(1)(e)", "reasons": "Past bij de taak.", "version": concern.version,
        "oordeel": "admit", **more,
    }  # fmt: skip


def test_the_list_tells_nothing_of_what_was_told_nor_who_told_it(world: World, client_of: ClientOf) -> None:
    concern = world.receive("undermining", "Een geheimzinnige loods.")
    html = client_of("coordinator").get(LIST, {"doel": "signal_undermining"}).content.decode()
    assert concern.reference in html
    assert "Witwassen of ondermijning" in html
    assert "loods" not in html


def test_those_outside_the_register_find_nothing(world: World, client_of: ClientOf) -> None:
    concern = world.receive("trafficking-labour")
    for name in ("coordinator", "care", "youth", "port"):
        client = client_of(name)
        assert concern.reference not in client.get(LIST).content.decode()
        assert client.get(page(concern)).status_code == 404
        assert client.get(f"{page(concern)}?doel=signal_trafficking").status_code == 404
        assert client.get(LIST, {"doel": "signal_trafficking", "woorden": concern.reference}).status_code == 200
    assert client_of("officer").get(page(concern)).status_code == 200
    for name in ("privacy", "council", "adviser", "police"):
        assert client_of(name).get(page(concern)).status_code in (403, 404)


def test_until_it_was_tested_the_page_offers_the_test_and_nothing_else(world: World, client_of: ClientOf) -> None:
    concern = world.receive("undermining", "Bel Jan de Boer op 06-12345678 over de loods.")
    html = client_of("coordinator").get(page(concern)).content.decode()
    assert "Nog niet getoetst" in html
    assert '<mark title="telefoonnummer">06-12345678</mark>' in html
    assert html.count('method="post" action="/uitvoeren/signalen/') == 1
    assert "lijkt hierop" not in html.lower()


def test_who_may_look_but_not_handle_gets_no_form(world: World, client_of: ClientOf) -> None:
    concern = world.receive("undermining")
    client = client_of("port")
    assert 'name="oordeel"' not in client.get(page(concern)).content.decode()
    assert client.post(f"{page(concern)}toets/", answers(concern)).status_code in (403, 404)
    assert now(world, concern).status == "received"


def test_the_test_is_passed_or_not_and_says_why(world: World, client_of: ClientOf) -> None:
    client, first, second = client_of("coordinator"), world.receive("undermining"), world.receive("undermining")
    assert client.post(f"{page(first)}toets/", answers(first)).status_code == 302
    assert client.post(f"{page(second)}toets/", answers(second, oordeel="refuse")).status_code == 302
    assert (now(world, first).status, now(world, second).status) == ("admitted", "refused")
    assert "Past bij de taak" in client.get(page(first)).content.decode()
    again = client.get(page(second)).content.decode()
    assert "mag niet worden behandeld" in again
    sent = {"reason": "Er is nu een grondslag.", "version": now(world, second).version}
    assert client.post(f"{page(second)}opnieuw-toetsen/", sent).status_code == 302
    assert now(world, second).status == "received"


@pytest.mark.parametrize(
    ("more", "status", "told"),
    [
        ({"personal_data": ""}, 422, "Staan er persoonsgegevens in"),
        ({"basis": ""}, 409, "grondslag"),
        ({"basis": "other"}, 422, "welke grondslag"),
        ({"secrecy": "on"}, 409, "geheimhoudingsplicht"),
        ({"police_data": "on"}, 409, "opsporingsonderzoek"),
    ],
)
def test_what_is_lacking_is_told_and_nothing_is_lost(
    world: World, client_of: ClientOf, more: dict[str, str], status: int, told: str
) -> None:
    concern = world.receive("undermining")
    answer = client_of("coordinator").post(f"{page(concern)}toets/", answers(concern, **more))
    assert answer.status_code == status
    html = answer.content.decode()
    assert told in html
    assert "Past bij de taak." in html
    assert now(world, concern).status == "received"


def test_two_at_once_the_second_is_told(world: World, client_of: ClientOf) -> None:
    concern = world.receive("undermining")
    client = client_of("coordinator")
    assert client.post(f"{page(concern)}toets/", answers(concern)).status_code == 302
    late = client.post(f"{page(concern)}toets/", answers(concern, oordeel="refuse"))
    assert late.status_code == 409
    assert "Iemand was u voor" in late.content.decode()
    with opened(world.system, system=True):
        assert Check.objects.count() == 1


def test_what_a_boa_must_have_goes_to_the_other_register(world: World, client_of: ClientOf) -> None:
    concern = world.receive("undermining", "Iets uit een onderzoek.")
    client = client_of("coordinator")
    assert client.post(f"{page(concern)}toets/", answers(concern, oordeel="police")).status_code == 302
    html = client.get(page(concern)).content.decode()
    assert "Iets uit een onderzoek" not in html
    with opened(world.system, system=True):
        assert Concern.objects.filter(vault__slug="signals-wpg").count() == 1


def test_a_selection_narrows_and_words_find_only_what_was_tested(world: World, client_of: ClientOf) -> None:
    client = client_of("coordinator")
    tested = world.admitted("undermining", "Vreemde vaten in een schuur.")
    waiting = world.receive("undermining", "Vreemde vaten op een boot.")

    def found(**asked: str) -> set[str]:
        html = client.get(LIST, {"doel": "signal_undermining", **asked}).content.decode()
        return {one.reference for one in (tested, waiting) if one.reference in html}

    assert found(woorden="vaten") == {tested.reference}
    assert found(woorden=waiting.reference.lower()) == {waiting.reference}
    assert found(keuze="test") == {waiting.reference}
    assert found(keuze="weigh") == {tested.reference}
    assert found(keuze="closed") == set()
    assert found(keuze="mine") == set()
    assert found(keuze="team") == {tested.reference, waiting.reference}
    today = world.now.date()
    assert found(vanaf=f"{today:%Y-%m-%d}") == {tested.reference, waiting.reference}
    assert found(vanaf=f"{today + timedelta(days=1):%Y-%m-%d}") == set()
    assert found(tot=f"{today - timedelta(days=1):%Y-%m-%d}") == set()
    assert found(soort=str(world.categories["undermining"].pk)) == {tested.reference, waiting.reference}
    assert found(kanaal="staff") == set()


def test_of_words_that_are_everywhere_the_newest_are_shown_and_that_there_are_more(
    world: World, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of("coordinator")
    told = [world.admitted("undermining", "Vreemde vaten.") for _n in range(5)]
    asked = {"doel": "signal_undermining", "woorden": "vaten", "keuze": "all"}
    html = client.get(LIST, asked).content.decode()
    assert "5 signalen" in html
    assert "Er zijn er meer." not in html
    monkeypatch.setattr("baken.access.desks.newest.LOOKED", 3)
    monkeypatch.setattr("baken.access.desks.newest.LISTED", 3)
    monkeypatch.setattr("baken.access.desks.newest.ENOUGH", 2)
    html = client.get(LIST, asked).content.decode()
    assert "3+ signalen" in html
    assert "Er zijn er meer." in html
    newest = sorted(told, key=lambda one: one.pk, reverse=True)
    assert [one.reference in html for one in newest] == [True, True, True, False, False]


def test_overdue_by_the_term_that_runs(world: World, client_of: ClientOf) -> None:
    concern = world.receive("undermining")
    client = client_of("coordinator")
    asked = {"doel": "signal_undermining", "keuze": "overdue"}
    assert concern.reference not in client.get(LIST, asked).content.decode()
    with opened(world.system, system=True):
        concern.test_due = world.now.date() - timedelta(days=4)
        do(concern.save)
    html = client.get(LIST, asked).content.decode()
    assert concern.reference in html
    assert "te laat" in html


def test_the_number_of_statements_doesnt_follow_the_number_of_rows(world: World, client_of: ClientOf) -> None:
    client = client_of("coordinator")
    world.admitted("undermining", "Vaten.")
    asked = {"doel": "signal_undermining", "woorden": "vaten"}
    client.get(LIST, asked)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST, asked)
    for _time in range(5):
        world.admitted("undermining", "Vaten.")
    with CaptureQueriesContext(connection) as many:
        assert "6 signalen" in client.get(LIST, asked).content.decode()
    assert len(many) == len(few)
    assert len(few) < 40


def test_a_photo_opens_by_itself_and_leaves_a_line(world: World, client_of: ClientOf) -> None:
    from baken.kernel.models import AuditEntry
    from baken.kernel.papers.kept import CheckedPaper

    data = b"tekst"
    paper = CheckedPaper("foto.txt", "text/plain", len(data), hashlib.sha256(data).hexdigest(), data)
    concern = world.receive("undermining", files=[paper])
    client = client_of("coordinator")
    html = client.get(page(concern)).content.decode()
    with opened(world.system, system=True):
        key = concern.attachments.get().pk
    assert f"bijlage/{key}/" in html
    before = AuditEntry.objects.filter(action="guarded.read").count()
    assert b"".join(client.get(f"{page(concern)}bijlage/{key}/").streaming_content) == data
    assert AuditEntry.objects.filter(action="guarded.read").count() == before + 1
    assert client_of("care").get(f"{page(concern)}bijlage/{key}/").status_code == 404


def now_part(html: str) -> str:
    """The part of a page that says what is next."""
    return html[html.index('<section class="now"') :].split("</section>")[0]


def test_a_tested_concern_says_first_what_is_next_and_by_when(world: World, client_of: ClientOf) -> None:
    concern = world.admitted("undermining")
    html = client_of("coordinator").get(page(concern)).content.decode()
    next_ = now_part(html)
    assert html.index('<section class="now"') < html.index("Wat er is verteld")
    assert "Wegen uiterlijk" in next_
    assert f'href="{page(concern)}wegen/"' in next_
    assert html.count("Weeg dit signaal") == 1
    assert "wegen/" not in now_part(client_of("port").get(page(concern)).content.decode())


def test_the_list_says_at_the_top_what_is_late(world: World, client_of: ClientOf) -> None:
    concern = world.receive("undermining")
    client = client_of("coordinator")
    asked = {"doel": "signal_undermining"}
    assert "Begin daarmee" not in client.get(LIST, asked).content.decode()
    with opened(world.system, system=True):
        concern.test_due = world.now.date() - timedelta(days=4)
        do(concern.save)
    html = client.get(LIST, asked).content.decode()
    assert "Begin daarmee" in html
    assert "keuze=overdue" in html.split("Begin daarmee")[0].rsplit("<p class", 1)[1]
    assert "Begin daarmee" not in client.get(LIST, {**asked, "keuze": "test"}).content.decode()
