# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A session holds an hour without a request, ten hours in all, three at once; and it can be ended from elsewhere."""

from datetime import timedelta

import pytest
from django.test import Client

from baken.access.login import sessions
from baken.access.models import Ending, UserSession
from baken.kernel import moment
from baken.kernel.models import AuditEntry
from tests.access.signing_in import PASSWORD, account, log_in, signed_in, who
from tests.kernel.towns import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_hasher")]


@pytest.fixture
def clock(monkeypatch):
    """The moment that pages see; add to it to let time pass."""
    held = {"now": NOW}

    def passes(**more):
        held["now"] += timedelta(**more)

    monkeypatch.setattr(moment, "now", lambda: held["now"])
    return passes


def endings(user):
    return sorted(UserSession.objects.filter(user=user).values_list("ended_for", flat=True))


def test_whoever_works_on_stays_in_until_ten_hours_are_over(clock):
    user = account()
    client = signed_in(user)
    for _ in range(11):
        clock(minutes=54)
        assert who(client) == "adviseur"
    clock(minutes=6)
    assert who(client) == ""
    assert endings(user) == [Ending.AGE]


def test_an_hour_without_a_request_is_the_end_and_a_minute_less_is_not(clock):
    user = account()
    client = signed_in(user)
    clock(minutes=59, seconds=59)
    assert who(client) == "adviseur"
    clock(minutes=60)
    assert who(client) == ""
    assert endings(user) == [Ending.IDLE]


def test_a_session_that_is_over_says_so_and_its_cookie_is_worth_nothing_again(clock):
    client = signed_in(account())
    cookie = client.cookies["baken_session"].value
    clock(minutes=61)
    page = client.get("/accounts/login/").content.decode()
    assert "U bent afgemeld: een uur niets gedaan." in page
    thief = Client()
    thief.cookies["baken_session"] = cookie
    assert who(thief) == ""


def test_a_session_whose_row_is_gone_or_of_another_account_does_not_hold():
    one, other = account(), account("tweede")
    client, second = signed_in(one), signed_in(other)
    session = client.session
    session[sessions.KEY] = second.session[sessions.KEY]
    session.save()
    assert who(client) == ""
    UserSession.objects.all().delete()
    assert who(second) == ""


def test_the_fourth_login_ends_the_oldest(clock):
    user = account()
    clients = []
    for _ in range(4):
        clients.append(signed_in(user))
        clock(seconds=1)
    assert [who(client) for client in clients] == ["", "adviseur", "adviseur", "adviseur"]
    assert endings(user) == ["", "", "", Ending.LIMIT]


def test_accounts_of_the_example_are_shared_by_many():
    user = account(fictitious=True)
    clients = [signed_in(user) for _ in range(6)]
    assert [who(client) for client in clients] == ["adviseur"] * 6


def test_logging_out_is_noted():
    user = account()
    client = signed_in(user)
    client.post("/accounts/logout/")
    assert endings(user) == [Ending.LOGOUT]


def test_one_sees_where_one_is_logged_in_and_signs_off_elsewhere():
    user = account()
    here, there = signed_in(user), Client()
    log_in(there, "adviseur", HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    page = here.get("/account/").content.decode()
    assert "U bent op 2 plekken ingelogd" in page
    assert "Firefox, Windows" in page
    key = there.session[sessions.KEY]
    assert here.post(f"/account/sessies/{key}/afmelden/").status_code == 302
    assert (who(here), who(there)) == ("adviseur", "")
    assert AuditEntry.objects.filter(action="account.session_ended", resource_id=key, actor_id=user.pk).count() == 1


def test_nobody_ends_the_session_of_another():
    other = signed_in(account("tweede"))
    key = other.session[sessions.KEY]
    client = signed_in(account())
    assert client.post(f"/account/sessies/{key}/afmelden/").status_code == 404
    assert who(other) == "tweede"


def test_a_new_password_ends_every_session_and_is_audited():
    user = account()
    clients = [signed_in(user) for _ in range(2)]
    new = "another four words"
    reply = clients[0].post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert (reply.status_code, reply["Location"]) == (302, "/accounts/login/")
    assert [who(client) for client in clients] == ["", ""]
    assert endings(user) == [Ending.PASSWORD, Ending.PASSWORD]
    entry = AuditEntry.objects.get(action="account.password_changed")
    assert (entry.actor_id, entry.resource_id, entry.detail) == (user.pk, str(user.pk), {"by_link": False})
    assert log_in(Client(), "adviseur").status_code == 200
    assert log_in(Client(), "adviseur", new).status_code == 302


def test_a_wrong_old_password_changes_nothing():
    client = signed_in(account())
    new = "another four words"
    reply = client.post("/accounts/password/change/", {"oldpassword": "no", "password1": new, "password2": new})
    assert reply.status_code == 200
    assert who(client) == "adviseur"
    assert not AuditEntry.objects.filter(action="account.password_changed").exists()


def test_the_check_costs_one_query_and_is_written_once_a_minute(clock, django_assert_num_queries, monkeypatch):
    client = signed_in(account())
    client.get("/over-baken/")
    statements = []

    from django.db import connection

    def watch(execute, sql, params, many, context):
        if "usersession" in sql:
            statements.append(sql.split()[0])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        client.get("/over-baken/")
        assert statements == ["SELECT"]
        clock(seconds=61)
        client.get("/over-baken/")
        client.get("/over-baken/")
    assert statements == ["SELECT", "SELECT", "UPDATE", "SELECT"]


def test_visitors_cost_no_query(django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        Client().get("/over-baken/")
    assert not [query for query in seen.captured_queries if "usersession" in query["sql"]]


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
            "Chrome, Linux",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit Version/19.0 Safari/604.1",
            "Safari, iPhone",
        ),
        ("curl/8", ""),
        ("\0" * 100_000, ""),
    ],
)
def test_a_browser_is_told_by_its_kind_only(agent, words):
    assert sessions.browser_of(agent) == words
