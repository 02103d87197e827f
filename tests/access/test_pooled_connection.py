# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A pooler hands one connection to many, a transaction each: nobody inherits what another could see."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from baken.access.authorization.sight import NAMES, opened
from baken.access.facade import Actor, GuardedRecord, Participation, User, Vault, VaultAdmission
from baken.kernel.database.roles import facts
from tests.kernel.towns import do, town

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def two() -> list[tuple[Actor, UUID]]:
    """Two people of one municipality, each with a record of which the other knows nothing."""
    velsen = town()
    vault = Vault(municipality=velsen, slug="v", name="V", controller="mayor", basis="-", purposes=["order"])
    people = [User(username=f"u{n}", display_name=f"U{n}", password="!") for n in range(2)]
    records = [GuardedRecord(municipality=velsen, vault=vault, level=2) for _ in people]

    def store() -> None:
        vault.save()
        VaultAdmission(municipality=velsen, vault=vault, role="inspector", purposes=["order"]).save()
        User.objects.bulk_create(people)
        for user, record in zip(people, records, strict=True):
            record.save()
            since = NOW - timedelta(days=1)
            Participation(municipality=velsen, guarded=record, vault=vault, user=user, since=since).save()

    do(store, velsen)
    roles = frozenset({"inspector"})
    return [
        (Actor(id=user.id, municipality_id=velsen.id, roles=roles, at=NOW), record.id)
        for user, record in zip(people, records, strict=True)
    ]


def seen() -> set[UUID]:
    """The guarded records that the database gives, asked without any rule of ours."""
    return set(GuardedRecord.objects.values_list("pk", flat=True))


def context() -> set[str]:
    """What the session says of who looks."""
    with connection.cursor() as cursor:
        names = (*NAMES, "inside")
        cursor.execute("SELECT " + ", ".join(f"coalesce(current_setting('baken.{name}', true), '')" for name in names))
        return set(cursor.fetchone())


def session() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def test_the_role_under_test_is_held_to_the_rows():
    held = facts(connection)
    assert not held.superuser
    assert not held.bypasses_row_security


def test_two_who_take_turns_on_one_connection_see_their_own_and_in_between_nobody_sees_a_thing(two):
    number = session()
    for actor, own in two * 3:
        with opened(actor, "order"):
            assert seen() == {own}
        assert context() == {""}
        assert seen() == set()
        with transaction.atomic():
            assert seen() == set()
    assert session() == number


def test_another_purpose_on_the_same_connection_is_another_sight(two):
    [(actor, own), _] = two
    for purpose, found in (("order", {own}), ("care", set()), ("", set()), ("order", {own})):
        with opened(actor, purpose):
            assert seen() == found


def test_after_an_error_nothing_is_left(two):
    for actor, own in two:
        with pytest.raises(ZeroDivisionError), opened(actor, "order"):
            assert 1 / (seen() != {own})
        assert context() == {""}
        assert seen() == set()


def test_within_anothers_sight_ones_own_comes_first_and_then_the_others_again(two):
    [(one, of_one), (other, of_other)] = two
    with opened(one, "order"):
        with opened(other, "order"):
            assert seen() == {of_other}
        assert seen() == {of_one}
        with pytest.raises(ZeroDivisionError), opened(other, "order"):
            raise ZeroDivisionError
        assert seen() == {of_one}
    assert seen() == set()


def test_what_is_asked_inside_and_looked_at_outside_finds_nothing(two):
    [(actor, own), _] = two
    with opened(actor, "order"):
        lazy = GuardedRecord.objects.all()
        assert {record.pk for record in lazy.all()} == {own}
    assert list(lazy) == []
