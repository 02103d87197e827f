# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The personal calendar address: who gets one, what it tells, and when it stops."""

from datetime import date

import pytest
from django.test import Client

from baken.access.accounts import identity
from baken.access.facade import RoleAssignment, actor_for
from baken.kernel.errors import Denied
from baken.kernel.models import AuditEntry
from baken.terms import feeds
from baken.terms.models import CalendarFeed
from baken.terms.views import FETCHES
from tests.privacy.builders import account, acting

from .builders import question, request
from .conftest import NOW


def fetch(token):
    return Client().get(f"/termijnen/agenda/{token}.ics")


@pytest.fixture
def token(actor):
    return feeds.make_feed(actor=actor("privacy_officer"), at=NOW)


def test_days_and_kinds_and_nothing_else(town, token):
    question(town, title="Geheime titel", ago=10, days=20)
    request(town, name="P. Geheim", ago=20)
    answer = fetch(token)
    text = answer.content.decode()
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert "DTSTART;VALUE=DATE:20261204" in text
    assert "SUMMARY:Termijn: raadsvraag\r\n" in text
    assert "SUMMARY:Termijn: verzoek van een betrokkene\r\n" in text
    assert not [word for word in ("Geheim", "AVG-2026", "adviseur", "privacy officer") if word in text]
    assert text.count("BEGIN:VEVENT") == 2
    assert "/toezicht/verzoeken/\r\n" in text, "the address of a request would tell which one it is"


def test_it_is_kept_by_no_cache_and_sets_no_cookie(token):
    answer = fetch(token)
    assert "private" in answer["Cache-Control"]
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_only_the_hash_of_the_secret_is_kept(token):
    (row,) = CalendarFeed.objects.all()
    assert token not in str(vars(row))
    assert row.digest == feeds.digest(token)
    assert token not in str(list(AuditEntry.objects.values_list("detail", flat=True)))


def test_a_new_address_ends_the_old_one(actor, token):
    newer = feeds.make_feed(actor=actor("privacy_officer"), at=NOW)
    assert (fetch(token).status_code, fetch(newer).status_code) == (404, 200)
    feeds.end_feed(actor=actor("privacy_officer"), at=NOW, feed=CalendarFeed.objects.get())
    assert fetch(newer).status_code == 404
    told = AuditEntry.objects.filter(action__startswith="calendar_feed.").order_by("sequence")
    assert [it.action for it in told] == ["calendar_feed.made", "calendar_feed.renewed", "calendar_feed.ended"]


@pytest.mark.parametrize("wrong", ["x", "A" * 43, "..%2f", "é" * 43, "A" * 500])
def test_a_wrong_secret_is_no_page(town, token, wrong):
    assert fetch(wrong).status_code == 404


def test_it_tells_what_its_owner_may_see_at_that_moment(town, people, token):
    request(town)
    assert "BEGIN:VEVENT" in fetch(token).content.decode()
    rows = RoleAssignment.objects.filter(user=people("privacy_officer"))
    acting(town, lambda: rows.update(role="council_member"))
    answer = fetch(token)
    assert answer.status_code == 200
    assert "BEGIN:VEVENT" not in answer.content.decode()
    acting(town, lambda: rows.update(valid_to=date(2026, 11, 1)))
    assert fetch(token).status_code == 404


def test_it_ends_with_the_account_and_does_not_come_back(town, people, actor, token):
    desk = account(town, "administrator", name="beheer")
    account(town, "administrator", name="beheer-2")
    account(town, "privacy_officer", name="collega")
    keeper = actor_for(desk, on=NOW.date(), at=NOW, municipality_id=town.id)
    identity.leave(actor=keeper, at=NOW, user=people("privacy_officer"), reason="Uit dienst gegaan")
    assert not CalendarFeed.objects.exists()
    assert fetch(token).status_code == 404
    (entry,) = AuditEntry.objects.filter(action="account.left")
    assert entry.detail["ended"]["calendar_feeds"] == 1


def test_a_closed_account_reads_nothing(town, people, token):
    user = people("privacy_officer")
    user.is_active = False
    user.save()
    assert fetch(token).status_code == 404


def test_one_calendar_asks_so_often_and_no_more(monkeypatch, token):
    monkeypatch.setattr("baken.terms.views.FETCHES", type(FETCHES)("calendar feed", 2, 3600))
    assert [fetch(token).status_code for _n in range(3)] == [200, 200, 429]


def test_guessing_is_cut_off(monkeypatch, town):
    monkeypatch.setattr("baken.terms.views.GUESSES", type(FETCHES)("calendar feed guessed", 2, 3600))
    assert [fetch("A" * 43).status_code for _n in range(3)] == [404, 404, 429]


def test_who_sees_no_terms_gets_no_address(actor):
    with pytest.raises(Denied):
        feeds.make_feed(actor=actor("administrator"), at=NOW)


def test_the_address_is_shown_once(logged_in):
    browser = logged_in("mayor")
    assert "nog geen agenda-adres" in browser.get("/termijnen/agenda/").content.decode()
    made = browser.post("/termijnen/agenda/maken/")
    (row,) = CalendarFeed.objects.all()
    assert ".ics</textarea>" in made.content.decode()
    assert ".ics" not in browser.get("/termijnen/agenda/").content.decode()
    assert browser.post("/termijnen/agenda/stoppen/").status_code == 302
    assert browser.post("/termijnen/agenda/stoppen/").status_code == 404
    assert not CalendarFeed.objects.filter(pk=row.pk).exists()


def test_a_calendar_cannot_be_ended_by_another(actor, token):
    with pytest.raises(Denied):
        feeds.end_feed(actor=actor("mayor"), at=NOW, feed=CalendarFeed.objects.get())
    assert feeds.feed_of(actor("mayor")) is None


def test_what_was_done_is_not_in_it(town, actor):
    question(town, ago=40, answered=10)
    token = feeds.make_feed(actor=actor("mayor"), at=NOW)
    assert "BEGIN:VEVENT" not in fetch(token).content.decode()
