# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who reads the table of sessions can't take one over: it holds a hash of the key that the cookie carries."""

import hashlib

import pytest
from django.contrib.sessions.backends.base import CreateError, UpdateError
from django.contrib.sessions.models import Session
from django.test import Client

from baken.access.login.session_store import LENGTH, SessionStore, stored
from baken.access.models import UserSession
from tests.access.signing_in import account, signed_in, who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_hasher")]


def cookie_of(client):
    return client.cookies["baken_session"].value


def test_the_table_holds_the_hash_and_what_it_holds_opens_nothing():
    client = signed_in(account())
    row = Session.objects.get()
    assert row.session_key == hashlib.sha256(cookie_of(client).encode()).hexdigest()[:LENGTH]
    assert len(row.session_key) == Session._meta.get_field("session_key").max_length
    everything = f"{row.session_data} {row.get_decoded()} {list(UserSession.objects.values())}"
    assert cookie_of(client) not in everything
    thief = Client()
    thief.cookies["baken_session"] = row.session_key
    assert who(thief) == ""
    assert who(client) == "adviseur"


def test_logging_out_takes_the_row_away():
    client = signed_in(account())
    client.post("/accounts/logout/")
    assert not Session.objects.exists()


def test_a_session_is_kept_found_renewed_and_emptied():
    store = SessionStore()
    store["one"] = 1
    store.save()
    first = store.session_key
    assert store.exists(first)
    assert not store.exists(stored(first))
    assert SessionStore(first)["one"] == 1
    store.cycle_key()
    assert store.session_key != first
    assert not store.exists(first)
    again = SessionStore(store.session_key)
    assert again["one"] == 1
    again.flush()
    assert not Session.objects.exists()
    assert SessionStore("nothing-of-this-name").load() == {}


def test_what_is_gone_is_not_made_anew_and_what_is_there_not_twice():
    store = SessionStore()
    store.create()
    with pytest.raises(CreateError):
        SessionStore(store.session_key).save(must_create=True)
    other = SessionStore(store.session_key)
    store.delete()
    other["late"] = 1
    other._session_key = store.session_key
    with pytest.raises(UpdateError):
        other.save()
    SessionStore().delete()  # of no session: nothing
