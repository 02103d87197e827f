# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The interface is Dutch, unless the reader chose English by the switch or for the account."""

import pytest

from baken.access.facade import User

pytestmark = pytest.mark.django_db
PAGE = "/over-baken/"


def language(response):
    assert response.status_code == 200
    return response["Content-Language"]


def reader(client, language):
    user = User.objects.create_user("lezer", None, display_name="Lezer", language=language)
    client.force_login(user)


def test_dutch_first_whatever_the_browser_says(client):
    response = client.get(PAGE, headers={"accept-language": "en-GB,en"})
    assert language(response) == "nl"
    assert '<html lang="nl"' in response.content.decode()


@pytest.mark.parametrize("own", ["nl", "en"])
def test_the_account_has_a_language(client, own):
    reader(client, own)
    response = client.get(PAGE)
    assert language(response) == own
    assert f'<html lang="{own}"' in response.content.decode()


@pytest.mark.parametrize("own", ["nl", "en"])
def test_the_switch_wins_and_is_remembered(client, own):
    reader(client, own)
    other = {"nl": "en", "en": "nl"}[own]
    response = client.post("/taal/", {"language": other, "next": PAGE})
    assert (response.status_code, response["Location"]) == (302, PAGE)
    cookie = response.cookies["baken_language"]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == (other, "Lax", True)
    assert language(client.get(PAGE)) == other


def test_an_unknown_language_is_not_taken(client):
    assert "baken_language" not in client.post("/taal/", {"language": "xx"}).cookies
    client.cookies["baken_language"] = "../../etc"
    assert language(client.get(PAGE)) == "nl"


def test_the_switch_takes_a_post_and_never_leads_to_another_host(client):
    assert client.get("/taal/").status_code == 405
    response = client.post("/taal/", {"language": "en", "next": "//elsewhere.example/"})
    assert response["Location"] == "/"
