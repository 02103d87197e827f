# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The second step: a code from an app or a recovery code. Outside the example nobody works without."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from baken.access.models import SecondFactorSecret
from baken.kernel.models import AuditEntry
from tests.access.signing_in import account, log_in, signed_in, who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_hasher")]
REALLY = pytest.mark.django_db(transaction=True)
"""What follows a second step is done when it is stored for good."""
SET_UP = "/accounts/tweede-stap/instellen/"


@pytest.fixture
def half_minute(monkeypatch):
    """Which half minute it is for codes; call it to let that many pass."""
    held = {"now": time.time()}
    monkeypatch.setattr(time, "time", lambda: held["now"])

    def passes(count=1):
        held["now"] += 30 * count

    return passes


def code_of(secret, shift=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + shift))


def set_up(user, client=None):
    """Set up the second step by the page; return the secret."""
    client = client or signed_in(user)
    page = client.get(SET_UP)
    secret = page.context["form"].secret
    reply = client.post(SET_UP, {"code": code_of(secret)})
    assert (reply.status_code, reply["Location"]) == (302, "/accounts/herstelcodes/")
    return secret


def half_in(name="adviseur"):
    client = Client()
    reply = log_in(client, name)
    assert reply["Location"].startswith("/accounts/tweede-stap/code/")
    return client


def give(client, code):
    return client.post("/accounts/tweede-stap/code/", {"code": code})


def test_after_the_password_comes_the_code(half_minute):
    secret = set_up(account())
    half_minute(5)
    client = half_in()
    assert who(client) == ""
    assert give(client, code_of(secret)).status_code == 302
    assert who(client) == "adviseur"


def test_a_wrong_code_lets_nobody_in_and_five_lock_the_account(half_minute):
    secret = set_up(account())
    half_minute(5)
    client = half_in()
    for _ in range(5):
        assert give(client, "000000").status_code == 200
    locked = give(client, code_of(secret))
    assert "kwartier" in locked.content.decode()
    assert who(client) == ""
    assert log_in(Client(), "adviseur").status_code == 200


def test_a_code_counts_once_and_not_after_its_time(half_minute):
    secret = set_up(account())
    half_minute(5)
    code = code_of(secret)
    assert give(half_in(), code).status_code == 302
    assert give(half_in(), code).status_code == 200
    half_minute(5)
    old = code_of(secret, -2)
    assert give(half_in(), old).status_code == 200
    assert give(half_in(), code_of(secret, -1)).status_code == 302, "a phone may run half a minute behind"


@REALLY
def test_the_code_of_the_set_up_counted_and_does_not_once_more(half_minute):
    secret = set_up(account())
    assert give(half_in(), code_of(secret)).status_code == 200
    assert give(half_in(), code_of(secret, -1)).status_code == 200, "nor one from before it"
    half_minute()
    assert give(half_in(), code_of(secret)).status_code == 302


def test_an_older_code_than_the_last_one_used_is_refused(half_minute):
    secret = set_up(account())
    half_minute(5)
    assert give(half_in(), code_of(secret, 1)).status_code == 302
    assert give(half_in(), code_of(secret)).status_code == 200


def test_a_recovery_code_works_once(half_minute):
    user = account()
    client = signed_in(user)
    set_up(user, client)
    codes = re.findall(r"<code>(\d{8})</code>", client.get("/accounts/herstelcodes/").content.decode())
    assert len(codes) == 10
    assert give(half_in(), codes[0]).status_code == 302
    assert give(half_in(), codes[0]).status_code == 200
    file = client.get("/accounts/herstelcodes/bestand/")
    assert set(file.content.decode().split()) & set(codes) == set(codes[1:])


def test_the_page_shows_a_code_to_scan_without_inline_style(half_minute):
    page = signed_in(account()).get(SET_UP).content.decode()
    assert '<svg class="qr"' in page
    assert "style=" not in page
    assert "data:" not in page


def test_the_database_alone_holds_no_secret(half_minute):
    user = account()
    secret = set_up(user)
    kept = [str(row.data) for row in Authenticator.objects.all()]
    kept += [str(value) for value in SecondFactorSecret.objects.values_list("secret", flat=True)]
    assert len(kept) == 4
    assert all(secret not in text for text in kept)


@REALLY
def test_switching_it_off_is_possible_in_the_example_only_and_leaves_nothing(half_minute, settings):
    user = account()
    client = signed_in(user)
    set_up(user, client)
    settings.DEMO = False
    client.post("/accounts/tweede-stap/uitzetten/")
    assert Authenticator.objects.count() == 2
    settings.DEMO = True
    client.post("/accounts/tweede-stap/uitzetten/")
    assert not Authenticator.objects.exists()
    assert not SecondFactorSecret.objects.exists()


@REALLY
def test_setting_it_up_ends_the_sessions_that_had_a_password_only(half_minute):
    user = account()
    other, client = signed_in(user), signed_in(user)
    set_up(user, client)
    assert (who(client), who(other)) == ("adviseur", "")
    entry = AuditEntry.objects.filter(action="account.second_factor_added", detail__kind_of_factor="totp").get()
    assert (entry.actor_id, entry.resource_id) == (user.pk, str(user.pk))


@REALLY
def test_outside_the_example_one_can_do_nothing_but_set_it_up(half_minute, settings):
    settings.DEMO = False
    user = account()
    client = Client()
    assert log_in(client, "adviseur")["Location"] == "/"
    for path in (
        "/",
        "/waarnemen/",
        "/account/",
        "/toezicht/accounts/",
        "/accounts/password/change/",
        "/zoeken/?q=x",
        "/veld/token",
    ):
        assert client.get(path).get("Location") == SET_UP, path
        assert client.post(path).get("Location") == SET_UP, path
    for path in (
        "/openbaar/",
        "/over-baken/privacy/",
        "/gezond/",
        "/veld/",
        "/veld/sw.js",
        SET_UP,
        "/accounts/logout/",
    ):
        assert client.get(path).status_code in (200, 503), path
    set_up(user, client)
    assert client.get("/account/").status_code == 200


def test_outside_the_example_a_session_without_code_ends_once_there_is_a_second_step(half_minute, settings):
    user = account()
    early = signed_in(user)
    set_up(user, signed_in(user))
    settings.DEMO = False
    assert early.get("/account/")["Location"] == "/accounts/login/"
    assert who(early) == ""


def test_in_the_example_a_password_is_enough(half_minute):
    client = Client()
    account(fictitious=True)
    assert log_in(client, "adviseur").status_code == 302
    assert client.get("/account/").status_code == 200


def test_setting_it_up_asks_again_who_one_is(half_minute):
    client = signed_in(account(), confirmed=False)
    assert client.get(SET_UP)["Location"].startswith("/accounts/bevestigen/?next=")


def test_pages_about_it_are_for_whoever_is_logged_in():
    for path in (SET_UP, "/accounts/tweede-stap/", "/accounts/herstelcodes/", "/accounts/tweede-stap/code/"):
        assert Client().get(path)["Location"].startswith("/accounts/login/"), path
