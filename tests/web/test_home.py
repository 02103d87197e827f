# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The home page: the loop, how the priorities stand, what is due, and what this role can do next."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client

from baken.demo.people import STAFF


def words(reply: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", reply.content.decode())))


def test_it_works(as_: Any) -> None:
    text = words(as_("adviseur").get("/"))
    assert "De veiligheid van Velsen, in één ronde" in text
    steps = [
        text.index(step)
        for step in ("Wat is er aan de hand?", "Wat vinden we belangrijk?", "Wie doet wat, en wanneer?")
    ]
    assert steps == sorted(steps)


def test_every_priority_has_its_standing_with_the_reason(as_: Any) -> None:
    text = words(as_("raadslid").get("/"))
    assert re.search(r"Ondermijning aandacht nodig 2 van 9 inspanningen zijn over hun datum\. 7 van 9", text)
    assert re.search(r"Cybercriminaliteit niet te beoordelen De 4 inspanningen hebben nog geen einddatum\.", text)
    assert "Minstens 80% van de inspanningen ligt op tijd" in text


@pytest.mark.parametrize("username", [person.username for person in STAFF])
def test_each_role_has_a_home_without_a_query_per_row(
    as_: Any, username: str, django_assert_max_num_queries: Any
) -> None:
    someone = as_(username)
    with django_assert_max_num_queries(40):
        assert someone.get("/").status_code == 200


def test_a_partner_sees_its_own_efforts_only(as_: Any) -> None:
    text = words(as_("partner-ggz").get("/"))
    assert "Uw organisatie doet mee aan" in text
    assert "Integrale controles bedrijventerrein en haven" not in text


def test_what_supervision_offers_is_for_supervision(as_: Any) -> None:
    assert "Open het logboek" in words(as_("fg").get("/"))
    assert "Open het logboek" not in words(as_("adviseur").get("/"))


def test_a_visitor_is_shown_the_way_to_the_public_page(example: Any, db: None) -> None:
    reply = Client().get("/")
    assert reply.status_code == 200
    assert 'href="/openbaar/velsen/"' in reply.content.decode()
    assert "Inloggen" in words(reply)


def test_the_loop_leads_only_where_the_role_may_go(as_: Any) -> None:
    assert 'href="/besluiten/inlezen/"' in as_("adviseur").get("/").content.decode()
    assert 'href="/besluiten/inlezen/"' not in as_("raadslid").get("/").content.decode()
