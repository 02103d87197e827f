# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The audit log: only ever added to, one chain a municipality, and whoever gets round the lock is seen."""

from datetime import datetime
from itertools import pairwise
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.access.facade import Actor, system_actor
from baken.kernel import audit
from baken.kernel.audit_log.seal import seal
from baken.kernel.errors import OutsideAction
from baken.kernel.keys import ring
from baken.kernel.models import AuditChain, AuditEntry

from .tampering import key, write_round_the_lock
from .towns import NOW, doing, make_partner, town

pytestmark = pytest.mark.django_db

TABLE = "kernel_auditentry"
REFUSED = "append-only|permission denied"


def chain(municipality, length=5):
    for number in range(length):
        doing(actor=system_actor(municipality), at=NOW, what=lambda number=number: audit.record("t", number=number))
    return list(AuditEntry.objects.filter(municipality_id=municipality.id).order_by("-sequence")[:length])[::-1]


@pytest.mark.parametrize(
    "statement", [f"UPDATE {TABLE} SET action = 'x'", f"DELETE FROM {TABLE}", f"DELETE FROM {TABLE} WHERE sequence = 1"]
)
def test_the_database_refuses_to_change_or_remove_rows(statement):
    chain(town())
    before = list(AuditEntry.objects.values())
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(AuditEntry.objects.values()) == before


def test_the_framework_can_t_change_or_remove_rows_either():
    entry = chain(town())[0]
    entry.action = "x"
    for write in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
            write()


def test_without_an_action_nothing_is_logged():
    with pytest.raises(OutsideAction):
        audit.record("t")
    assert not AuditEntry.objects.exists()


def test_a_row_says_who_did_what_to_which_when_and_why():
    partner = make_partner(town())
    actor = Actor(id=uuid4(), municipality_id=partner.municipality_id)
    entry = doing(actor=actor, at=NOW, what=lambda: audit.record("partner.seen", partner, purpose="test", more=[1]))
    entry.refresh_from_db()
    assert (entry.actor_id, entry.at, entry.action, entry.purpose) == (actor.id, NOW, "partner.seen", "test")
    assert (entry.resource_type, entry.resource_id, entry.detail) == ("access.partner", str(partner.pk), {"more": [1]})
    assert entry.municipality_id == partner.municipality_id


def test_each_municipality_and_the_installation_have_a_chain_of_their_own():
    velsen, elsewhere = town(), town("GM9001", "Elders")
    for municipality in (velsen, elsewhere, velsen):
        chain(municipality, 1)
    doing(actor=system_actor(None), at=NOW, what=lambda: audit.record("t"))
    for owner, length in ((velsen.id, 4), (elsewhere.id, 2), (audit.INSTALLATION, 2)):
        rows = list(AuditEntry.objects.filter(municipality_id=owner).order_by("sequence"))
        assert [row.sequence for row in rows] == list(range(1, length + 1))
        assert all(row.previous_hash == before.hash for before, row in pairwise(rows))
        assert rows[0].previous_hash == ""
        assert list(audit.broken_links(owner)) == []


@pytest.mark.parametrize("column", ["action", "resource_type", "resource_id", "purpose", "hash", "previous_hash"])
def test_a_changed_row_shows(column):
    velsen = town()
    entry = chain(velsen)[2]
    write_round_the_lock(f"UPDATE {TABLE} SET {column} = 'x' WHERE id = %s", key(entry.id))
    assert entry.sequence in audit.broken_links(velsen.id)


@pytest.mark.parametrize(
    ("column", "value"),
    [("at", "2020-01-01 00:00:00+00:00"), ("detail", '{"number": 9}'), ("actor_id", None)],
)
def test_a_changed_moment_detail_or_actor_shows(column, value):
    velsen = town()
    actor = Actor(id=uuid4(), municipality_id=velsen.id)
    entry = doing(actor=actor, at=NOW, what=lambda: audit.record("t", number=1))
    write_round_the_lock(f"UPDATE {TABLE} SET {column} = %s WHERE id = %s", value, key(entry.id))
    assert entry.sequence in audit.broken_links(velsen.id)


def test_a_changed_row_with_a_hash_that_fits_shows_in_the_next():
    velsen = town()
    entry = chain(velsen)[2]
    entry.action = "x"
    write_round_the_lock(
        f"UPDATE {TABLE} SET action = 'x', hash = %s WHERE id = %s", seal(entry, ring().current("audit")), key(entry.id)
    )
    assert list(audit.broken_links(velsen.id)) == [entry.sequence + 1]


@pytest.mark.parametrize("place", [0, 2, -1])
def test_a_removed_row_shows(place):
    velsen = town()
    entry = chain(velsen)[place]
    write_round_the_lock(f"DELETE FROM {TABLE} WHERE id = %s", key(entry.id))
    assert list(audit.broken_links(velsen.id)) != []


def test_an_emptied_log_shows():
    velsen = town()
    chain(velsen)
    write_round_the_lock(f"DELETE FROM {TABLE}")
    assert list(audit.broken_links(velsen.id)) == [1]


def test_a_cut_off_tail_shows_also_when_the_head_is_gone():
    velsen = town()
    entry = chain(velsen)[-1]
    write_round_the_lock(f"DELETE FROM {TABLE} WHERE id = %s", key(entry.id))
    AuditChain.objects.filter(municipality_id=velsen.id).delete()
    assert list(audit.broken_links(velsen.id)) == [entry.sequence - 1]


@pytest.mark.parametrize("fits", [True, False])
def test_a_row_put_in_shows(fits):
    velsen = town()
    last = chain(velsen)[-1]
    extra = AuditEntry(
        municipality_id=velsen.id, sequence=last.sequence + 1, at=NOW, action="t",
        resource_type="", resource_id="", key_id=ring().current("audit").id, previous_hash=last.hash if fits else "x",
    )  # fmt: skip
    extra.hash = seal(extra, ring().current("audit"))
    extra.save(force_insert=True)
    assert extra.sequence in audit.broken_links(velsen.id)


def test_the_same_moment_told_in_another_zone_keeps_the_chain_whole():
    velsen = town()
    at = datetime(2026, 7, 1, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
    doing(actor=system_actor(velsen), at=at, what=lambda: None)
    assert AuditEntry.objects.get().at == at
    assert list(audit.broken_links(velsen.id)) == []


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcæ€", max_size=4), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(detail=st.dictionaries(st.text("abcdefg", min_size=1, max_size=5), json_values, max_size=4))
def test_whatever_the_detail_the_stored_row_still_has_its_hash(db, detail):
    velsen = town()
    doing(actor=system_actor(velsen), at=NOW, what=lambda: audit.record("t", **detail))
    assert list(audit.broken_links(velsen.id)) == []


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_json_is_refused(value):
    with pytest.raises(ValueError, match="JSON"):
        doing(actor=system_actor(town()), at=NOW, what=lambda: audit.record("t", value=value))
