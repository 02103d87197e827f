# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests of data subjects: their way, their clock, who sees them, and how they go."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.kernel.errors import Denied, StaleVersion
from baken.kernel.models import AuditEntry, ClockEvent
from baken.privacy.models import DataRequest
from baken.privacy.requests import actions as requests
from baken.privacy.requests.workflow import REQUEST
from baken.privacy.retention.rows import REQUESTS, destroy_rows

from .builders import acting, slugs
from .conftest import NOW, TODAY

RECEIVED = date(2026, 11, 2)


@pytest.fixture
def officer(actor):
    return actor("privacy_officer")


@pytest.fixture
def asked(town, officer):
    def one(received=RECEIVED, **more):
        told = {"kind": "access", "handler": "privacy officer", "name": "P. Geheim", "contact": "06 00000000", **more}
        return requests.add_request(actor=officer, at=NOW, municipality=town, received_on=received, **told)

    return one


@pytest.fixture
def step(officer):
    def one(row, name, on=None, **more):
        return requests.step_request(actor=officer, at=NOW, request=row, seen=row.version, name=name, on=on, **more)

    return one


def due(row):
    return requests.sums([row])[row.pk].due


def test_the_term_of_a_month_starts_on_receipt(asked):
    row = asked()
    assert (row.reference, row.status, due(row)) == ("AVG-2026-001", "received", date(2026, 12, 2))
    assert asked().reference == "AVG-2026-002"
    assert asked(date(2025, 12, 30)).reference == "AVG-2025-001"


def test_asking_who_it_is_stops_the_clock(asked, step):
    row = step(asked(), "ask_identity", RECEIVED + timedelta(days=3))
    assert due(row) is None
    row = step(row, "identity_shown", RECEIVED + timedelta(days=10))
    assert (row.status, due(row)) == ("handling", date(2026, 12, 9))


def test_an_extension_gives_two_months_more_and_says_why(asked, step):
    row = step(asked(), "take_up")
    row = step(row, "extend", TODAY, months=2, reason="Veel gegevens.")
    assert (row.status, due(row), row.extended_because) == ("extended", date(2027, 2, 2), "Veel gegevens.")
    assert slugs(lambda: step(row, "extend", TODAY, months=1, reason="Nog meer.")) == {"wrong_status", "extension"}


def test_an_extension_comes_within_the_month_with_a_reason_and_two_months_at_most(asked, step):
    row = step(asked(), "take_up")
    for months in (None, 0, 3):
        assert "extension" in slugs(lambda months=months: step(row, "extend", TODAY, months=months, reason="Veel."))
    assert slugs(lambda: step(row, "extend", TODAY, months=2, reason=" ")) == {"no_reason"}
    late = step(asked(TODAY - timedelta(days=60)), "take_up")
    assert slugs(lambda: step(late, "extend", TODAY, months=2, reason="Veel.")) == {"extension"}


def test_the_end_stops_the_clock_and_closing_starts_the_retention(asked, step):
    row = step(step(asked(), "take_up"), "answer", TODAY - timedelta(days=1))
    assert (row.decided_on, due(row)) == (TODAY - timedelta(days=1), None)
    row = step(row, "close")
    assert (row.status, row.closed_at) == ("closed", NOW)
    told = AuditEntry.objects.filter(resource_id=str(row.pk)).order_by("sequence").values_list("action", flat=True)
    assert [action.partition(".")[2] for action in told] == ["received", "taken_up", "answered", "closed"]


def test_a_refusal_tells_why(asked, step):
    row = asked()
    assert slugs(lambda: step(row, "refuse", TODAY)) == {"no_reason"}
    assert step(row, "refuse", TODAY, reason="Kennelijk ongegrond.").refused_because == "Kennelijk ongegrond."


def test_a_step_happened_between_the_last_one_and_today(asked, step):
    row = step(asked(), "ask_identity", RECEIVED + timedelta(days=5))
    assert slugs(lambda: step(row, "identity_shown", RECEIVED + timedelta(days=4))) == {"day_before"}
    assert slugs(lambda: step(row, "identity_shown", TODAY + timedelta(days=1))) == {"day_to_come"}
    assert slugs(lambda: step(row, "answer", TODAY)) == {"wrong_status"}
    assert slugs(lambda: asked(TODAY + timedelta(days=1), name=" ")) == {"day_to_come", "empty"}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([it.name for it in REQUEST.transitions]), max_size=6))
def test_whatever_is_tried_the_ledger_can_be_computed(asked, step, names):
    row = asked()
    for name in names:
        if name in {it.name for it in REQUEST.leaving(row.status)}:
            row = step(row, name, TODAY, reason="Omdat.", months=1)
    found = requests.sums([row])[row.pk]
    assert (found.due is not None) == (row.status in {"received", "handling", "extended"})


def test_the_privacy_officer_handles_and_the_fg_reads(town, actor, asked, logged_in):
    row = asked()
    fg = actor("data_protection_officer")
    assert list(requests.requests(fg)) == [row]
    with pytest.raises(Denied):
        requests.step_request(actor=fg, at=NOW, request=row, seen=row.version, name="take_up")
    for role in ("mayor", "safety_adviser", "administrator"):
        assert list(requests.requests(actor(role))) == []
        with pytest.raises(Denied):
            requests.add_request(
                actor=actor(role), at=NOW, municipality=town, kind="access", received_on=TODAY, handler="x", name="y"
            )
    page = logged_in("data_protection_officer").get(row.get_absolute_url()).content.decode()
    assert "P. Geheim" in page
    assert "/stap/" not in page


def test_a_name_is_encrypted_and_on_no_list(asked, logged_in, django_assert_max_num_queries):
    from django.db import connection

    for _n in range(4):
        asked()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, contact FROM privacy_datarequest")
        assert "Geheim" not in str(cursor.fetchall())
    assert "Geheim" not in str(list(AuditEntry.objects.values_list("detail", flat=True)))
    browser = logged_in("privacy_officer")
    with django_assert_max_num_queries(14):
        page = browser.get("/toezicht/verzoeken/").content.decode()
    assert "AVG-2026-004" in page
    assert "Geheim" not in page


def test_the_register_by_its_pages(asked, logged_in):
    browser = logged_in("privacy_officer")
    given = {"kind": "erasure", "received_on": "2026-11-20", "handler": "privacy officer", "name": "P. Geheim"}
    made = browser.post("/toezicht/verzoeken/nieuw/", given)
    assert made.status_code == 302
    page = browser.get(made.url).content.decode()
    assert "Verzoek: wissing" in page
    assert "1 maand na 20 nov 2026" in page
    row = DataRequest.objects.get()
    taken = browser.post(f"{made.url}stap/take_up/", {"on": "2026-11-23", "version": row.version})
    assert (taken.status_code, DataRequest.objects.get().status) == (302, "handling")
    again = browser.post(f"{made.url}stap/answer/", {"on": "2026-11-23", "version": row.version})
    assert again.status_code == 409
    assert browser.get(f"{made.url}stap/close/").status_code == 404
    assert "in behandeling" in browser.get("/toezicht/verzoeken/?stand=open").content.decode()
    assert "Niets gevonden" in browser.get("/toezicht/verzoeken/?stand=closed").content.decode()


def test_two_who_change_one_request(asked, officer):
    row = asked()
    requests.change_request(actor=officer, at=NOW, request=row, seen=row.version, values={"handler": "jurist"})
    with pytest.raises(StaleVersion):
        requests.change_request(actor=officer, at=NOW, request=row, seen=row.version, values={"handler": "griffier"})


def test_closed_requests_go_after_their_term_with_their_clocks(town, officer, asked, step):
    old, young = (step(step(asked(), "withdraw"), "close") for _n in range(2))
    acting(town, lambda: DataRequest.objects.filter(pk=old.pk).update(closed_at=NOW - timedelta(days=800)))
    certificate = destroy_rows(actor=officer, at=NOW, municipality=town, kind=REQUESTS)
    assert certificate.counts["data_request"] == 1
    assert list(DataRequest.objects.all()) == [young]
    assert not ClockEvent.objects.filter(resource_id=old.pk).exists()
    assert ClockEvent.objects.filter(resource_id=young.pk).exists()


def test_supervision_hears_of_late_requests(asked, logged_in):
    asked(TODAY - timedelta(days=60))
    page = logged_in("privacy_officer").get("/toezicht/").content.decode()
    assert "Verzoek AVG-2026-001" in page
    assert "Had beantwoord moeten zijn op" in page


def test_a_form_sent_twice_notes_one_request(town, logged_in):
    browser = logged_in("privacy_officer")
    page = browser.get("/toezicht/verzoeken/nieuw/").content.decode()
    token = page.partition('name="once" value="')[2].partition('"')[0]
    given = {"kind": "access", "received_on": "2026-11-20", "handler": "jurist", "name": "P. Geheim", "once": token}
    assert [browser.post("/toezicht/verzoeken/nieuw/", given).status_code for _n in range(2)] == [302, 302]
    assert DataRequest.objects.count() == 1


def test_a_step_sent_twice_is_taken_once(asked, logged_in):
    row, browser = asked(), logged_in("privacy_officer")
    where, given = f"{row.get_absolute_url()}stap/take_up/", {"on": "2026-11-23", "version": row.version}
    first, second = browser.post(where, given), browser.post(where, given, follow=True)
    assert (first.status_code, second.redirect_chain) == (302, [(row.get_absolute_url(), 302)])
    assert "Deze stap past niet meer bij het verzoek" in second.content.decode()
    assert AuditEntry.objects.filter(action="data_request.taken_up").count() == 1
