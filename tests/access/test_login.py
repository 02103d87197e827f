# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logging in at /accounts/login/: in the example with the example's accounts, elsewhere never with those."""

from datetime import date

import pytest
from django.contrib.auth import authenticate
from django.urls import NoReverseMatch, reverse

from baken.access.facade import User, actor_for, make_account, system_actor
from tests.kernel.towns import NOW, town

pytestmark = pytest.mark.django_db
PASSWORD = "four words make one"


def account(**more):
    velsen = town()
    given = {"username": "adviseur", "role": "safety_adviser", "fictitious": False, **more}
    return make_account(
        actor=system_actor(velsen), at=NOW, municipality=velsen, password=PASSWORD, display_name="A",
        since=date(2020, 1, 1), **given,
    )  # fmt: skip


def log_in(client, login="adviseur", password=PASSWORD, **more):
    return client.post("/accounts/login/", {"login": login, "password": password, **more})


def who(client):
    key = client.session.get("_auth_user_id")
    return User.objects.get(pk=key).username if key else None


def refused(response):
    return response.status_code == 200 and bool(response.context["form"].errors)


@pytest.mark.parametrize("demo", [True, False])
def test_name_and_password_are_enough(client, settings, demo):
    settings.DEMO = demo
    user = account()
    response = log_in(client)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert who(client) == "adviseur"
    assert actor_for(user, on=NOW.date()).may("decide.framework.import")


def test_one_goes_on_to_the_page_that_was_asked_for_but_never_to_another_host(client):
    account()
    assert log_in(client, next="/waarnemen/")["Location"] == "/waarnemen/"
    client.logout()
    assert log_in(client, next="https://elsewhere.example/")["Location"] == "/"


def test_an_example_account_logs_in_where_the_example_is(client, settings):
    settings.DEMO = True
    account(fictitious=True)
    log_in(client)
    assert who(client) == "adviseur"


def test_an_example_account_is_refused_elsewhere_as_if_its_password_were_wrong(client, settings):
    settings.DEMO = False
    account(fictitious=True)
    right, wrong = log_in(client), log_in(client, password="not it")
    assert refused(right)
    assert right.context["form"].errors == wrong.context["form"].errors
    assert who(client) is None
    assert authenticate(None, username="adviseur", password=PASSWORD) is None


def test_a_session_of_an_example_account_ends_when_the_example_does(client, settings):
    settings.DEMO = True
    account(fictitious=True)
    log_in(client)
    assert client.get("/").wsgi_request.user.is_authenticated
    settings.DEMO = False
    assert not client.get("/").wsgi_request.user.is_authenticated


@pytest.mark.parametrize(
    ("login", "password"), [("adviseur", "wrong"), ("nobody", PASSWORD), ("adviseur", ""), ("", PASSWORD)]
)
def test_a_wrong_name_or_password_is_refused(client, login, password):
    account()
    assert refused(log_in(client, login, password))
    assert who(client) is None


def test_an_inactive_account_is_refused_as_if_its_password_were_wrong(client):
    user = account()
    user.is_active = False
    user.save()
    right, wrong = log_in(client), log_in(client, password="not it")
    assert refused(right)
    assert right.context["form"].errors == wrong.context["form"].errors
    assert who(client) is None


def test_logging_out_takes_a_post(client):
    account()
    log_in(client)
    assert client.get("/accounts/logout/").status_code == 200
    assert who(client) == "adviseur"
    assert client.post("/accounts/logout/").status_code == 302
    assert who(client) is None


def test_forms_need_the_token_of_the_page():
    from django.test import Client

    account()
    strict = Client(enforce_csrf_checks=True)
    assert log_in(strict).status_code == 403
    assert who(strict) is None


def test_nobody_signs_up(client):
    for path in ("/accounts/signup/", "/accounts/", "/accounts/email/", "/accounts/password/reset/", "/admin/"):
        for response in (client.get(path), client.post(path, {"username": "x", "password1": PASSWORD})):
            assert response.status_code == 404, path
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert not User.objects.exists()


def test_a_new_session_key_is_given_on_login(client):
    account()
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key
    log_in(client)
    assert client.session.session_key != before


def test_failures_of_others_do_not_slow_down_who_logs_in_often_from_the_same_address(client):
    account()
    for n in range(12):
        refused(log_in(client, f"other-{n % 2}", password="wrong"))
    for _ in range(12):
        assert log_in(client).status_code == 302
        client.logout()
