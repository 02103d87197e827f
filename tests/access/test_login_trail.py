# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logging in and out in the audit log: who and when, in the right municipality, and never more rows than the lock-out lets."""

import logging
import time
from datetime import date, timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axes.models import AccessAttempt
from django.db.models import F
from django.test import Client

from baken.access.login import trail as login_trail
from baken.access.models import Ending, RoleAssignment, UserSession
from baken.kernel.audit import INSTALLATION
from baken.kernel.audit_log.checks import check_all
from baken.kernel.models import AuditEntry
from baken.kernel.moment import now
from tests.access.signing_in import PASSWORD, account, log_in, role_of, signed_in
from tests.kernel.towns import do, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_hasher")]
TRAIL = (
    "account.logged_in", "account.logged_out", "account.login_refused", "account.code_refused", "account.locked_out",
)  # fmt: skip


def rows(**more):
    return list(AuditEntry.objects.filter(action__in=TRAIL, **more).order_by("municipality_id", "sequence"))


def slugs(**more):
    return [row.action.removeprefix("account.") for row in rows(**more)]


def fails(name, times, address="192.0.2.1"):
    for _ in range(times):
        assert log_in(Client(), name, "wrong", REMOTE_ADDR=address).status_code == 200


def test_logging_in_and_out_are_written_by_whom_about_whom_and_when(client):
    user, before = account(), now()
    log_in(client, "adviseur")
    client.post("/accounts/logout/")
    came, went = rows()
    assert (came.action, came.detail, went.action, went.detail) == (
        "account.logged_in", {"second_step": False}, "account.logged_out", {},
    )  # fmt: skip
    for row in (came, went):
        assert (row.actor_id, row.resource_type, row.resource_id) == (user.pk, "access.user", str(user.pk))
        assert row.municipality_id == town().pk
        assert before <= row.at <= now()


def test_a_session_that_was_over_already_is_no_log_out():
    user = account()
    client = signed_in(user)
    UserSession.objects.update(seen_at=F("seen_at") - timedelta(hours=2))
    client.get("/")
    assert UserSession.objects.get().ended_for == Ending.IDLE
    assert slugs() == ["logged_in"]


def test_a_refused_log_in_names_the_account_and_nobody_as_who_did_it():
    user = account()
    fails("ADVISEUR ", 1)
    (row,) = rows()
    assert (row.action, row.actor_id, row.resource_id) == ("account.login_refused", None, str(user.pk))
    assert (row.municipality_id, row.detail, row.personal_digest) == (town().pk, {}, "")
    assert "192.0.2" not in str(row.__dict__)


def test_a_name_that_does_not_exist_leaves_no_row_and_a_line_in_the_log_without_the_name(caplog):
    account()
    before = AuditEntry.objects.count()
    with caplog.at_level(logging.WARNING):
        fails("geheime.naam", 6)
    assert AuditEntry.objects.count() == before
    told = [record.getMessage() for record in caplog.records if record.name == login_trail.__name__]
    assert len(told) == 5
    assert "a quarter of an hour" in told[-1]
    assert "geheime" not in caplog.text


def test_after_the_lock_out_there_is_one_row_for_it_and_none_for_each_further_try():
    account()
    fails("adviseur", 30)
    assert slugs() == ["login_refused"] * 5 + ["locked_out"]
    assert log_in(Client(), "adviseur", PASSWORD, REMOTE_ADDR="192.0.2.1").status_code == 200
    assert len(rows()) == 6
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=16))
    fails("adviseur", 1)
    assert slugs()[6:] == ["login_refused"]


def test_from_many_addresses_the_rows_stop_as_well():
    account()
    for n in range(40):
        fails("adviseur", 1, f"203.0.113.{n}")
    assert slugs() == ["login_refused"] * 20 + ["locked_out"]


def test_who_may_not_log_in_at_all_is_refused_in_the_log_too(settings):
    settings.DEMO = False
    account("verzonnen", fictitious=True)
    account("weg", is_active=False)
    for name in ("verzonnen", "weg"):
        assert log_in(Client(), name).status_code == 200
    assert slugs() == ["login_refused"] * 2


def test_a_wrong_code_is_told_apart_from_a_wrong_password(monkeypatch):
    held = {"now": time.time()}
    monkeypatch.setattr(time, "time", lambda: held["now"])
    user = account()
    page = signed_in(user)
    secret = page.get("/accounts/tweede-stap/instellen/").context["form"].secret
    page.post(
        "/accounts/tweede-stap/instellen/", {"code": format_hotp_value(hotp_value(secret, int(held["now"]) // 30))}
    )
    held["now"] += 150
    client = Client()
    log_in(client, "adviseur")
    assert slugs() == ["logged_in"], "the password alone is no log-in"
    client.post("/accounts/tweede-stap/code/", {"code": "000000"})
    client.post("/accounts/tweede-stap/code/", {"code": format_hotp_value(hotp_value(secret, int(held["now"]) // 30))})
    assert slugs() == ["logged_in", "code_refused", "logged_in"]
    refused, came = rows()[1:]
    assert (refused.actor_id, refused.resource_id) == (None, str(user.pk))
    assert (came.actor_id, came.detail) == (user.pk, {"second_step": True})


def test_a_wrong_password_when_asked_again_tells_who_was_there():
    user = account("beheer", "administrator")
    client = signed_in(user, confirmed=False)
    client.post("/toezicht/accounts/nieuw/", {"confirm_step": "look", "confirm_password": "wrong"})
    row = rows()[-1]
    assert (row.action, row.actor_id, row.detail) == ("account.login_refused", user.pk, {"again": True})


def test_it_stands_in_the_municipality_of_the_account_and_in_each_where_it_works(client):
    elsewhere = town("GM9001", "Elders")
    account()
    account("elders", "mayor", elsewhere)
    log_in(client, "elders")
    assert [row.municipality_id for row in rows()] == [elsewhere.pk]
    role_of(account("beide"), "mayor", municipality=elsewhere)
    fails("beide", 1)
    assert {row.municipality_id for row in rows(action="account.login_refused")} == {town().pk, elsewhere.pk}


def test_who_has_no_role_any_more_stands_where_the_last_one_was_and_who_never_had_one_with_the_installation():
    user = account()
    do(lambda: RoleAssignment.objects.filter(user=user).update(valid_to=date(2021, 1, 1)))
    fails("adviseur", 1)
    assert rows()[-1].municipality_id == town().pk
    do(lambda: RoleAssignment.objects.all().delete())
    fails("adviseur", 1)
    assert [row.action for row in rows(municipality_id=INSTALLATION)] == ["account.login_refused"]


def test_a_row_that_cannot_be_written_lets_the_answer_go_out(monkeypatch, caplog):
    account()

    def fails_to(**given):
        raise OSError("disk")

    monkeypatch.setattr(login_trail, "_note", fails_to)
    fails("adviseur", 1)
    assert "could NOT be written" in caplog.text


def test_nobody_gets_in_when_the_log_in_cannot_be_written(monkeypatch):
    account()

    def fails_to(**given):
        raise OSError("disk")

    monkeypatch.setattr(login_trail, "_note", fails_to)
    client = Client(raise_request_exception=False)
    assert log_in(client, "adviseur").status_code == 500
    monkeypatch.undo()
    assert not client.get("/over-baken/").wsgi_request.user.is_authenticated


@pytest.mark.django_db(transaction=True)
def test_the_chain_verifies_with_all_of_it(client, settings, tmp_path):
    settings.AUDIT_ANCHOR = tmp_path  # others whose rows were flushed left theirs
    account()
    log_in(client, "adviseur")
    fails("adviseur", 6)
    client.post("/accounts/logout/")
    assert [problem for it in check_all() for problem in it.problems] == []
    assert slugs() == ["logged_in", *["login_refused"] * 5, "locked_out", "logged_out"]
