# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages: the list and its filter, the rules, the calculator, and why a term was missed."""

import pytest

from baken.cores.terms import HOUR_RULES, RULES, SPREAD_RULES
from baken.terms.models import MissedReason

from .builders import question, request


def text(answer):
    return answer.content.decode()


def test_the_list_shows_what_was_missed_with_its_sum(town, logged_in):
    it = question(town, ago=40, title="Hoe staat het met het plan?")
    page = text(logged_in("safety_adviser").get("/termijnen/"))
    assert "Eén termijn is gemist" in page
    assert "Hoe staat het met het plan?" in page
    assert "30 dagen na 15 okt 2026 (afgesproken datum): 14 nov 2026." in page
    assert f"/termijnen/gemist/council-question/{it.pk}/" in page
    assert "te controleren" in page


def test_a_reader_who_may_not_act_is_not_asked_why(town, logged_in):
    question(town, ago=40)
    page = text(logged_in("council_member").get("/termijnen/"))
    assert "reden nog niet opgeschreven" in page
    assert "/termijnen/gemist/" not in page


def test_the_list_is_narrowed_to_mine_and_to_a_kind(town, logged_in):
    question(town, title="Van mij", owner="privacy officer")
    question(town, title="Van een ander")
    request(town)
    browser = logged_in("privacy_officer")
    mine = text(browser.get("/termijnen/?wie=mij"))
    assert "Van mij" in mine
    assert "Van een ander" not in mine
    kind = text(browser.get("/termijnen/?soort=data-request"))
    assert "AVG-2026-001, inzage" in kind
    assert "Van mij" not in kind
    assert browser.get("/termijnen/?wie=%00&soort=onbekend").status_code in (200, 404)


def test_an_empty_list_says_what_to_do(town, logged_in):
    assert "Er loopt nu geen termijn die u mag zien." in text(logged_in("mayor").get("/termijnen/"))


def test_the_why_is_written_on_its_page_and_shown_on_the_list(town, logged_in):
    it, browser = question(town, ago=40), logged_in("safety_adviser")
    where = f"/termijnen/gemist/council-question/{it.pk}/"
    page = text(browser.get(where))
    assert "de laatste dag was 14 nov 2026" in page
    assert it.title in page
    assert browser.post(where, {"reason": ""}).status_code == 422
    assert browser.post(where, {"reason": "De cijfers kwamen later."}).status_code == 302
    assert "De cijfers kwamen later." in text(browser.get("/termijnen/"))
    assert MissedReason.objects.get().reason == "De cijfers kwamen later."


def test_no_page_for_what_was_not_missed_or_may_not_be_seen(town, logged_in):
    running, asked = question(town), request(town, ago=60)
    browser = logged_in("safety_adviser")
    for kind, it in (("council-question", running), ("data-request", asked), ("onbekend", running)):
        assert browser.get(f"/termijnen/gemist/{kind}/{it.pk}/").status_code == 404


def test_every_rule_is_on_the_page_of_rules(logged_in):
    page = text(logged_in("mayor").get("/termijnen/regels/"))
    for rule in (*RULES, *HOUR_RULES, *SPREAD_RULES):
        assert rule.title in page
        assert rule.article in page
    unverified = sum(not rule.verified for rule in (*RULES, *HOUR_RULES, *SPREAD_RULES))
    assert page.count("te controleren</span>") == unverified
    assert f"Bij {unverified} regels staat te controleren" in page


def calculated(browser, **asked):
    return browser.get("/termijnen/rekenhulp/", {"reken": "1", "regel": "bibob_advice", "begin": "2026-03-03", **asked})


def test_the_calculator_shows_the_sum_and_keeps_nothing(logged_in, django_assert_max_num_queries):
    browser = logged_in("mayor")
    pause = {"stil_van": "2026-03-20", "stil_tot": "2026-03-30"}
    page = text(calculated(browser, **pause, verlengd_op="2026-04-10", verlenging="4", eenheid="weeks"))
    assert "De laatste dag is 5 jun 2026" in page
    assert "Stond 10 dagen stil vanaf 20 mrt 2026: 8 mei 2026." in page
    assert "Op 10 apr 2026 met 4 weken verlengd: 5 jun 2026." in page
    with django_assert_max_num_queries(12) as asked:
        calculated(browser)
    assert not [it for it in asked.captured_queries if it["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_a_pause_that_lasts_has_no_last_day(logged_in):
    assert "er is nu geen laatste dag" in text(calculated(logged_in("mayor"), stil_van="2026-03-20"))


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"begin": "morgen"}, "geldige datum"),
        ({"begin": "1899-01-01"}, "tussen 2000 en 2100"),
        ({"regel": "onbekend"}, "geldige keuze"),
        ({"stil_tot": "2026-03-30"}, "vanaf wanneer de termijn stilstaat"),
        ({"stil_van": "2026-03-01"}, "ligt vóór het begin"),
        ({"stil_van": "2026-03-20", "stil_tot": "2026-03-10"}, "vóór het begin van de stilstand"),
        ({"verlenging": "4"}, "wanneer is verlengd"),
        ({"verlengd_op": "2026-03-10"}, "met hoeveel is verlengd"),
        ({"verlengd_op": "2026-03-10", "verlenging": "5", "eenheid": "weeks"}, "hoogstens 4 weken"),
        ({"verlengd_op": "2026-08-10", "verlenging": "4", "eenheid": "weeks"}, "na het einde van de termijn"),
        ({"regel": "objection", "verlengd_op": "2026-03-10", "verlenging": "1"}, "kan niet worden verlengd"),
        ({"gestuit_op": "2026-03-01"}, "ligt vóór het begin"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(logged_in, asked, says):
    answer = calculated(logged_in("mayor"), **asked)
    assert answer.status_code == 422
    assert says in text(answer)


def test_from_the_rules_to_the_calculator(logged_in):
    page = text(logged_in("mayor").get("/termijnen/rekenhulp/?regel=objection"))
    assert '<option value="objection" selected>' in page
