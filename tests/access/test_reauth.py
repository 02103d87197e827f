# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking again who is there: within ten minutes not, after that always, and nothing that was being sent is lost."""

import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from baken.access.login import reauth
from baken.config.urls import handler404  # noqa: F401 - the test's addresses are the house's and one
from baken.config.urls import urlpatterns as house
from tests.access.signing_in import PASSWORD, account, confirm, log_in, signed_in, who

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("quick_hasher"),
    pytest.mark.urls("tests.access.test_reauth"),
]
SECRET = "JBSWY3DPEHPK3PXP"


@reauth.recent
def heavy(request):
    """A view that can't be undone: tells what it was sent."""
    return HttpResponse(f"{request.method} done {sorted(request.POST.lists())}")


urlpatterns = [path("test/heavy/", heavy, name="heavy"), *house]
HEAVY = "/test/heavy/?a=1"


def asks(reply):
    return reply.status_code in (200, 422) and "Bevestig dat u het bent" in reply.content.decode()


def text(reply):
    assert reply.status_code == 200
    return reply.content.decode()


def test_a_login_of_just_now_is_enough():
    account()
    client = Client()
    log_in(client, "adviseur")
    assert text(client.get(HEAVY)) == "GET done []"


@pytest.mark.parametrize(("ago", "asked"), [(0, False), (590, False), (601, True), (-60, True)])
def test_ten_minutes_count_and_a_moment_to_come_does_not(ago, asked):
    user = account()
    client = signed_in(user, confirmed=False)
    confirm(client, user, ago=ago)
    assert asks(client.get(HEAVY)) is asked


def test_a_visitor_is_sent_to_log_in():
    assert Client().get(HEAVY)["Location"] == "/accounts/login/?next=/test/heavy/%3Fa%3D1"


def test_looking_asks_for_the_password_and_goes_on_to_the_page():
    client = signed_in(account(), confirmed=False)
    assert asks(client.get(HEAVY))
    sent = {"confirm_step": "look", "confirm_password": PASSWORD}
    reply = client.post(HEAVY, sent)
    assert (reply.status_code, reply["Location"]) == (302, HEAVY)
    assert text(client.get(HEAVY)) == "GET done []"


def test_what_was_being_sent_travels_along_and_then_arrives_without_the_password():
    client = signed_in(account(), confirmed=False)
    asked = client.post(HEAVY, {"reason": "<b>quotes \"'</b>", "pick": ["one", "two"]})
    page = asked.content.decode()
    assert asks(asked)
    assert 'name="pick" value="one"' in page
    assert 'name="pick" value="two"' in page
    assert "<b>quotes" not in page
    again = {"reason": "r", "pick": ["one", "two"], "confirm_step": "send", "confirm_password": PASSWORD}
    assert text(client.post(HEAVY, again)) == "POST done [('pick', ['one', 'two']), ('reason', ['r'])]"
    assert text(client.post(HEAVY, {"reason": "x"})) == "POST done [('reason', ['x'])]"


def test_a_wrong_password_does_nothing_and_five_lock():
    client = signed_in(account(), confirmed=False)
    sent = {"reason": "r", "confirm_step": "send", "confirm_password": "guessed-it"}
    for _ in range(5):
        reply = client.post(HEAVY, sent)
        assert asks(reply)
        assert 'name="reason" value="r"' in reply.content.decode()
        assert "guessed-it" not in reply.content.decode()
    assert asks(client.post(HEAVY, {**sent, "confirm_password": PASSWORD}))
    assert log_in(Client(), "adviseur").status_code == 200


def test_with_a_second_step_both_are_asked():
    user = account()
    TOTP.activate(user, SECRET)
    client = signed_in(user, confirmed=False)
    confirm(client, user, methods=("password",))
    assert asks(client.get(HEAVY))
    code = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
    sent = {"confirm_step": "look"}
    assert asks(client.post(HEAVY, {**sent, "confirm_password": PASSWORD}))
    assert asks(client.post(HEAVY, {**sent, "confirm_code": code}))
    assert asks(client.post(HEAVY, {**sent, "confirm_password": "wrong", "confirm_code": code}))
    assert client.post(HEAVY, {**sent, "confirm_password": PASSWORD, "confirm_code": code}).status_code == 302
    assert text(client.get(HEAVY)) == "GET done []"


def test_the_proof_of_another_account_in_this_browser_is_worth_nothing():
    one, other = account(), account("tweede")
    client = signed_in(other, confirmed=False)
    confirm(client, one)
    assert asks(client.get(HEAVY))


def test_the_page_for_allauth_goes_on_where_one_was_and_never_elsewhere():
    client = signed_in(account(), confirmed=False)
    asked = client.get("/accounts/tweede-stap/instellen/")["Location"]
    assert asked == "/accounts/bevestigen/?next=%2Faccounts%2Ftweede-stap%2Finstellen%2F"
    reply = client.post(asked, {"confirm_password": PASSWORD})
    assert reply["Location"] == "/accounts/tweede-stap/instellen/"
    away = client.post("/accounts/bevestigen/?next=https://elsewhere.example/", {"confirm_password": PASSWORD})
    assert away["Location"] == "/account/"
    assert who(client) == "adviseur"


def test_the_token_of_the_page_is_still_needed():
    user = account()
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    assert client.post(HEAVY, {"confirm_step": "send", "confirm_password": PASSWORD}).status_code == 403
