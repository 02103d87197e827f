# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The home page: the loop, how the priorities stand, what is due, and what this role can do next."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from baken.demo.supervision.people import STAFF
from baken.privacy.overview import Attention


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
    # one or two for each of the places that may have something for this reader (each desk with signals is one); supervision
    # asks one more for each kind of rows with a term
    most = 52 if username in {"privacy", "fg"} else 42
    most += 10 if connection.vendor == "postgresql" else 0  # what looks at records tells the database first who looks
    with django_assert_max_num_queries(most) as asked:
        assert someone.get("/").status_code == 200
    told = [query["sql"] for query in asked.captured_queries if query["sql"].startswith("SELECT")]
    twice = {sql for sql in told if told.count(sql) > 1 and "set_config" not in sql}
    assert not twice, "what the page asked it knows"


def test_a_partner_sees_its_own_efforts_only(as_: Any) -> None:
    text = words(as_("partner-ggz").get("/"))
    assert "Uw organisatie doet mee aan" in text
    assert "Integrale controles bedrijventerrein en haven" not in text


def own(reply: Any) -> str:
    """What stands under "Voor u"."""
    found = re.search(r"<h2>Voor u</h2>.*?</section>", reply.content.decode(), re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", found[0]))) if found else ""


@pytest.mark.parametrize("username", ["privacy", "fg"])
def test_supervision_sees_what_waits_for_it_the_late_first(as_: Any, username: str) -> None:
    reply = as_(username).get("/")
    text = own(reply)
    assert "inspanningen zijn over hun datum" not in text
    assert "raadsvragen" not in text
    overview = words(as_(username).get("/toezicht/"))
    shown = re.findall(r'<li><a href="[^"]*">([^<]*)</a> <span class="stand', reply.content.decode())
    assert shown
    assert all(html.unescape(title) in overview for title in shown if "DPIA" not in title)


def test_what_is_late_in_supervision_stands_first_and_the_assessments_are_one_line(
    as_: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [
        Attention("2 dossiers moeten worden vernietigd", "", "/toezicht/bewaren/", "behind"),
        Attention("DPIA A", "", "/toezicht/dpia/a/", "behind"),
        Attention("1 keer noodtoegang te beoordelen", "", "/toezicht/noodtoegang/"),
        Attention("DPIA B", "", "/toezicht/dpia/b/"),
        *(Attention(f"Convenant {number}", "", "/toezicht/convenanten/") for number in range(5)),
    ]
    monkeypatch.setattr("baken.privacy.facade.attention", lambda actor, at: asked)
    text = own(as_("privacy").get("/"))
    told = [
        "2 dossiers moeten worden vernietigd te laat", "2 DPIA’s vragen aandacht te laat",
        "1 keer noodtoegang te beoordelen te doen", "Convenant 0 te doen", "Nog 2 dingen vragen aandacht.",
    ]  # fmt: skip
    assert [text.index(line) for line in told] == sorted(text.index(line) for line in told)
    assert "Convenant 3" not in text
    monkeypatch.setattr("baken.privacy.facade.attention", lambda actor, at: [])
    assert "Niets in het toezicht vraagt nu uw aandacht." in own(as_("fg").get("/"))


def test_nobody_else_sees_what_supervision_must_do(as_: Any) -> None:
    for username in ("adviseur", "beheer", "piket", "ondermijning", "raadslid"):
        assert "vernietigd" not in own(as_(username).get("/"))


def test_who_is_on_call_is_led_to_emergency_access_first(as_: Any) -> None:
    text = own(as_("piket").get("/"))
    assert "acuut gevaar" in text.split(".")[0] + text.split("?")[0]
    assert "Naar noodtoegang" in text
    assert "over hun datum" not in text
    assert "Naar noodtoegang" not in own(as_("adviseur").get("/"))


def test_the_administrator_has_accounts_in_the_header_and_no_list_of_efforts(as_: Any) -> None:
    text = as_("beheer").get("/").content.decode()
    assert '<a href="/toezicht/accounts/">Accounts</a>' in text
    assert "Naar de accounts" in text
    assert "Wat eraan komt" not in text
    assert ">Accounts</a>" not in as_("adviseur").get("/").content.decode()
    here = as_("beheer").get("/toezicht/accounts/").content.decode()
    assert '<a href="/toezicht/accounts/" aria-current="true">Accounts</a>' in here


def test_a_partner_sees_its_efforts(as_: Any) -> None:
    assert "Uw organisatie doet mee aan" in own(as_("partner-ggz").get("/"))


def test_a_visitor_is_shown_the_way_to_the_public_page(example: Any, db: None) -> None:
    reply = Client().get("/")
    assert reply.status_code == 200
    assert 'href="/openbaar/velsen/"' in reply.content.decode()
    assert "Inloggen" in words(reply)


def test_the_loop_leads_only_where_the_role_may_go(as_: Any) -> None:
    assert 'href="/besluiten/inlezen/"' in as_("adviseur").get("/").content.decode()
    assert 'href="/besluiten/inlezen/"' not in as_("raadslid").get("/").content.decode()


def test_who_keeps_sources_is_told_whether_somebody_asks_for_a_name(as_: Any) -> None:
    text = own(as_("bronbeheer").get("/"))
    assert "Naar herkomst" in text
    assert "over hun datum" not in text
    assert "Naar herkomst" not in own(as_("mensenhandel").get("/"))
