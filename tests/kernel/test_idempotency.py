# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A key counts once: whatever the order, however many at once, and only where what it was for was kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.access.facade import system_actor
from baken.kernel import keys
from baken.kernel.errors import OutsideAction
from baken.kernel.idempotency import BadKey, OtherBody, take
from baken.kernel.ids import uuid7
from baken.kernel.models import AuditEntry, Idempotency
from baken.privacy.nightly import clear_logbook

from .towns import NOW, do, town

pytestmark = pytest.mark.django_db


def taken(key, body=b"{}", *, scope="test", municipality=None, record=None, at=NOW):
    """Take a key as an action of its own: None where it is new, else the record made by it before."""
    where = (municipality or town()).pk
    return do(lambda: take(municipality_id=where, scope=scope, key=key, body=body, record_id=record or uuid7()), at=at)


senders = st.tuples(
    st.sampled_from(["a", "b"]),
    st.sampled_from(["test", "other"]),
    st.sampled_from([0, 1]),
    st.sampled_from([b"", b"{}"]),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(senders, max_size=12))
def test_whatever_comes_in_whatever_order_each_key_of_each_sender_makes_one_thing(steps):
    with transaction.atomic():
        towns = (town(), town("GM9000", "Noorderdam"))
        made = {}
        for key, scope, where, body in steps:
            known, record = made.get((key, scope, where)), uuid7()
            if known is not None and known[0] != body:
                with pytest.raises(OtherBody):
                    taken(key, body, scope=scope, municipality=towns[where], record=record)
                continue
            found = taken(key, body, scope=scope, municipality=towns[where], record=record)
            assert found == (known[1] if known else None)
            made.setdefault((key, scope, where), (body, record))
        transaction.set_rollback(True)


@pytest.mark.parametrize("key", ["", " ", "a b", "a\n", "é", "x" * 256, "\x7f", "\0"])
def test_what_is_no_key_is_refused_before_anything_is_kept(key):
    with pytest.raises(BadKey):
        taken(key)
    assert not Idempotency.objects.exists()


def test_the_longest_key_and_every_visible_sign_are_keys():
    for key in ("x" * 255, "".join(map(chr, range(0x21, 0x7F)))):
        assert taken(key) is None


def test_what_is_rolled_back_gives_its_key_back():
    def fails():
        take(municipality_id=town().pk, scope="test", key="k", body=b"", record_id=uuid7())
        raise ZeroDivisionError

    town()
    with pytest.raises(ZeroDivisionError):
        do(fails)
    assert taken("k") is None


def test_neither_key_nor_body_can_be_read_and_a_key_is_taken_in_an_action_alone(django_assert_num_queries):
    taken("my-own-key", b"Somebody told me")
    stored = str(Idempotency.objects.values().get())
    assert "my-own-key" not in stored
    assert "Somebody" not in stored
    assert Idempotency.objects.get().at == NOW
    with pytest.raises(OutsideAction):
        take(municipality_id=town().pk, scope="test", key="other", body=b"", record_id=uuid7())


def test_keys_of_long_ago_are_forgotten_at_night_those_of_yesterday_are_not():
    velsen = town()
    for key, days in (("old", 401), ("kept", 399)):
        taken(key, at=NOW - timedelta(days=days))
    taken("other", municipality=town("GM9000", "Noorderdam"), at=NOW - timedelta(days=500))
    clear_logbook(actor=system_actor(velsen), at=NOW, municipality=velsen)
    assert taken("kept") is not None
    assert taken("old") is None
    assert taken("other", municipality=town("GM9000", "Noorderdam")) is not None
    assert AuditEntry.objects.filter(action="logbook.cleared").latest("sequence").detail["keys"] == 1


WRITERS = 8


@pytest.mark.postgresql  # SQLite in memory refuses a second writer at once; tests/campaign sends many to a file
@pytest.mark.django_db(transaction=True)
def test_of_many_who_come_at_once_with_one_key_one_makes_it_and_all_get_the_same():
    velsen, start = town(), Barrier(WRITERS)

    def run(number):
        try:
            start.wait(timeout=20)
            record, body = uuid7(), b"other" if number == WRITERS - 1 else b"{}"
            try:
                return number, record, taken("k", body, municipality=velsen, record=record)
            except OtherBody:
                return number, record, "other body"
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        told = list(pool.map(run, range(WRITERS)))
    [(first, made, _)] = [one for one in told if one[2] is None]
    others = {answer for number, _, answer in told if number not in (first, WRITERS - 1)}
    if first == WRITERS - 1:
        assert others == {"other body"}
    else:
        assert (others, told[-1][2]) == ({made}, "other body")
    assert Idempotency.objects.get().record_id == made


def test_a_key_is_known_again_after_the_audit_key_was_changed(monkeypatch):
    before = taken("k")
    newer = keys.ring().with_key(keys.new_key("audit"))
    monkeypatch.setattr(keys, "ring", lambda: newer)
    assert (before, taken("k") is None) == (None, False)
