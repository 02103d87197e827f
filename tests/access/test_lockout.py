# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Guessing passwords: five failures from one address or twenty from everywhere, then a quarter of an hour nothing helps."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import authenticate
from django.db.models import F
from django.test import Client

from baken.access.login import trail as login_trail
from tests.access.signing_in import PASSWORD, account, log_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_hasher")]
HOME, AWAY = "192.0.2.1", "198.51.100.7"


def tries(name, password=PASSWORD, address=HOME, **more):
    return log_in(Client(), name, password, REMOTE_ADDR=address, **more)


def fail(name, times, address=HOME):
    return [tries(name, "wrong", address) for _ in range(times)][-1]


def text(reply):
    return str(reply.context["form"].non_field_errors()[0])


def later(**more):
    """Let time pass for what is counted."""
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(**more))


def test_after_five_failures_the_right_password_does_not_help_for_a_quarter_of_an_hour():
    account()
    fail("adviseur", 4)
    assert tries("adviseur").status_code == 302
    fail("adviseur", 5)
    assert tries("adviseur").status_code == 200
    later(minutes=14)
    assert tries("adviseur").status_code == 200
    later(minutes=2)
    assert tries("adviseur").status_code == 302


def test_a_success_begins_the_count_anew():
    account()
    for _ in range(3):
        fail("adviseur", 4)
        assert tries("adviseur").status_code == 302


def test_trying_while_locked_does_not_make_it_longer():
    account()
    fail("adviseur", 5)
    later(minutes=10)
    fail("adviseur", 5)
    later(minutes=6)
    assert tries("adviseur").status_code == 302


def test_a_locked_name_is_told_as_a_wrong_password_with_when_to_try_again_known_or_not():
    account()
    answers = []
    for name in ("adviseur", "nobody"):
        wrong = text(fail(name, 4))
        last = text(fail(name, 1))
        locked = text(tries(name))
        assert wrong == "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar."
        assert last == locked
        assert locked.startswith(wrong)
        assert "probeer het later" in locked
        answers.append((wrong, locked))
    assert answers[0] == answers[1]


def test_a_name_that_is_there_takes_the_same_path_as_one_that_is_not(django_assert_num_queries, monkeypatch):
    from django.contrib.auth import hashers
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    account()
    hashed = []
    md5 = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", lambda *a, **k: hashed.append(1) or md5(*a, **k))
    seen = {}
    for name in ("adviseur", "nobody"):
        hashed.clear()
        with CaptureQueriesContext(connection) as queries:
            # what is written once the answer has gone out differs, and isn't seen by whoever tries
            monkeypatch.setattr(login_trail, "write_refusal", lambda it, n=queries: seen.setdefault(it.name, len(n)))
            tries(name, "wrong")
        assert seen[name] == len(queries) > 0, "nothing else is asked after the answer"
        seen[name] = (len(hashed), len(queries))
    assert seen["adviseur"] == seen["nobody"]
    assert seen["nobody"][0] == 1


def test_others_are_not_locked_out_by_it_nor_the_same_person_elsewhere():
    account()
    account("tweede")
    fail("adviseur", 5)
    assert tries("tweede").status_code == 302
    assert tries("adviseur", address=AWAY).status_code == 302


def test_capitals_and_spaces_are_the_same_name():
    account()
    for name in ("ADVISEUR", "adviseur ", "Adviseur", "adviseur", "aDviseur"):
        tries(name, "wrong")
    assert tries("adviseur").status_code == 200


def test_twenty_failures_from_everywhere_lock_the_name_where_it_never_logged_in():
    account()
    for n in range(20):
        tries("adviseur", "wrong", f"203.0.113.{n}")
    assert tries("adviseur", address=AWAY).status_code == 200


def test_who_logged_in_from_an_address_before_is_not_locked_out_from_outside():
    account()
    assert tries("adviseur").status_code == 302
    for n in range(25):
        tries("adviseur", "wrong", f"203.0.113.{n}")
    assert tries("adviseur").status_code == 302
    assert tries("adviseur", address=AWAY).status_code == 200


def test_behind_a_proxy_the_address_is_what_the_proxy_saw_and_a_visitor_cannot_make_one_up(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    account()
    for n in range(5):
        tries("adviseur", "wrong", "10.0.0.1", HTTP_X_FORWARDED_FOR=f"198.51.100.{n}, {HOME}")
    assert tries("adviseur", address="10.0.0.1", HTTP_X_FORWARDED_FOR=HOME).status_code == 200
    assert tries("adviseur", address="10.0.0.1", HTTP_X_FORWARDED_FOR=AWAY).status_code == 302


def test_of_ipv6_the_subscriber_counts():
    account()
    for n in range(5):
        tries("adviseur", "wrong", f"2001:db8:1:2::{n + 1}")
    assert tries("adviseur", address="2001:db8:1:2:ffff::1").status_code == 200
    assert tries("adviseur", address="2001:db8:1:3::1").status_code == 302


def test_nothing_of_what_was_typed_is_kept_but_the_name():
    tries("nobody", "a password that was typed")
    row = AccessAttempt.objects.get()
    kept = (row.username, row.ip_address, row.user_agent, row.path_info, row.http_accept, row.get_data, row.post_data)
    assert kept == ("nobody", HOME, "", "", "", "", "")


@pytest.mark.parametrize("name", ["a\0b", "x" * 10_000, "ü" * 60])
def test_odd_names_are_refused_and_break_nothing(name):
    assert tries(name, "wrong").status_code == 200


def test_a_check_without_request_is_not_counted():
    account()
    for _ in range(6):
        assert authenticate(None, username="adviseur", password="wrong") is None
    assert authenticate(None, username="adviseur", password=PASSWORD) is not None


@pytest.fixture
def limits(settings):
    """Limits per address as they are outside the example."""
    from django.core.cache import cache

    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"login": "", "login_failed": "30/m/ip"}
    yield
    cache.clear()


def test_a_town_hall_behind_one_address_logs_in_all_at_once(limits):
    people = [f"mens{n}" for n in range(35)]
    for name in people:
        account(name)
    assert {tries(name).status_code for name in people} == {302}


def test_who_tries_many_names_is_slowed_down_and_a_colleague_behind_the_same_address_is_not(limits):
    account()
    account("nieuw")
    assert tries("adviseur").status_code == 302
    for n in range(31):
        reply = tries(f"naam{n}", "wrong")
    assert "Vanaf dit netwerk" in text(reply)
    assert "Vanaf dit netwerk" in text(tries("nieuw")), "never in from here: waits a minute"
    assert tries("adviseur").status_code == 302
    assert tries("nieuw", address=AWAY).status_code == 302
    fail("adviseur", 5)
    assert tries("adviseur").status_code == 200, "the lock-out of the name counts as always"
