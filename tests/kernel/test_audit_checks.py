# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever somebody does to the log who has the database but not the key, the check sees it and says where."""

import json
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from django.conf import settings as installation
from django.db import connection, transaction
from django.test import TestCase
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.access.facade import system_actor
from baken.kernel import audit
from baken.kernel.audit_log import anchor
from baken.kernel.audit_log.checks import check_all
from baken.kernel.keys import ring
from baken.kernel.models import AuditChain, AuditEntry, AuditPersonal

from .tampering import TABLE, write_round_the_lock
from .towns import NOW, doing, town

pytestmark = pytest.mark.django_db

ROWS = 9
places = st.integers(1, ROWS)


def written(*numbers):
    """Two rows in one action; each has a personal part. With the action's own that makes three."""
    for number in numbers:
        about = {"resource_type": "thing", "resource_id": str(number)}
        audit.record("t", **about, number=number, personal={"name": f"name {number}"})


def log(*owners):
    """Chains of ROWS rows, committed as far as the anchor can tell."""
    for owner in owners:
        for number in range(0, ROWS, 3):
            with TestCase.captureOnCommitCallbacks(execute=True):
                doing(actor=system_actor(owner), at=NOW, what=partial(written, number, number + 1))


@contextmanager
def world():
    """Velsen, another municipality and the installation, each with a chain and an anchor; gone afterwards."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(installation, "AUDIT_ANCHOR", Path(folder) / "anchor")
        velsen, elsewhere = town(), town("GM9001", "Elders")
        log(velsen, elsewhere, None)
        yield velsen, elsewhere
        transaction.set_rollback(True)


def problems():
    """Per chain what is wrong: numbers of rows and words."""
    return {c.chain: [(p.sequence, p.what) for p in c.problems] for c in check_all() if c.problems}


def entry(owner, sequence):
    return AuditEntry.objects.get(municipality_id=owner.id, sequence=sequence)


def head_at(owner, sequence):
    """Put a chain's head where it was, as whoever cuts off the tail would."""
    last = AuditEntry.objects.filter(municipality_id=owner.id, sequence=sequence).first()
    AuditChain.objects.filter(municipality_id=owner.id).update(length=sequence, last_hash=last.hash if last else "")


def examples(number=30):
    return settings(max_examples=number, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_an_untouched_log_is_whole_and_counted():
    with world() as (velsen, elsewhere):
        found = list(check_all())
        assert [c.rows for c in found] == [ROWS] * 3
        assert {c.chain for c in found} == {velsen.id, elsewhere.id, audit.INSTALLATION}
        assert [(c.problems, c.told) for c in found] == [([], [])] * 3


OTHER = {
    "action": "x", "kind": "read", "resource_type": "x", "resource_id": "x", "purpose": "x", "basis": "x",
    "personal_digest": "0" * 64, "hash": "0" * 64, "previous_hash": "0" * 64, "key_id": "x",
    "at": "2020-01-01 00:00:00+00:00", "detail": '{"number": 99}',
}  # fmt: skip


@examples()
@given(place=places, column=st.sampled_from(sorted(OTHER)))
def test_a_change_shows_at_its_row(place, column):
    with world() as (velsen, _):
        write_round_the_lock(
            f"UPDATE {TABLE} SET {column} = %s WHERE municipality_id = %s AND sequence = %s",
            OTHER[column], velsen.id, place,
        )  # fmt: skip
        found = problems()
        assert set(found) == {velsen.id}
        assert (place, "changed") in {(sequence, what[:7]) for sequence, what in found[velsen.id]}


@examples(10)
@given(place=places, column=st.sampled_from(["id", "actor_id", "vault_id"]))
def test_another_key_in_a_row_shows(place, column):
    with world() as (velsen, _):
        write_round_the_lock(
            f"UPDATE {TABLE} SET {column} = %s WHERE municipality_id = %s AND sequence = %s", uuid4(), velsen.id, place
        )
        assert place in {sequence for sequence, _ in problems()[velsen.id]}


@examples()
@given(gone=st.sets(places, min_size=1, max_size=4).filter(lambda gone: ROWS not in gone))
def test_a_gap_shows_where_it_begins(gone):
    with world() as (velsen, _):
        for place in gone:
            write_round_the_lock(f"DELETE FROM {TABLE} WHERE municipality_id = %s AND sequence = %s", velsen.id, place)
        begins = [place for place in sorted(gone) if place - 1 not in gone]
        assert [s for s, what in problems()[velsen.id] if what.startswith("gap")] == begins


def renumber(owner, was, becomes):
    write_round_the_lock(
        f"UPDATE {TABLE} SET sequence = %s WHERE municipality_id = %s AND sequence = %s", becomes, owner.id, was
    )


@examples()
@given(gone=st.integers(1, ROWS - 1))
def test_a_gap_that_is_closed_by_renumbering_shows_from_there_on(gone):
    with world() as (velsen, _):
        write_round_the_lock(f"DELETE FROM {TABLE} WHERE municipality_id = %s AND sequence = %s", velsen.id, gone)
        for place in range(gone + 1, ROWS + 1):
            renumber(velsen, place, place - 1)
        head_at(velsen, ROWS - 1)
        assert {s for s, _ in problems()[velsen.id]} >= set(range(gone, ROWS))


@examples()
@given(pair=st.lists(places, min_size=2, max_size=2, unique=True))
def test_rows_that_changed_places_show_as_such(pair):
    with world() as (velsen, _):
        one, other = pair
        renumber(velsen, one, 1000)
        renumber(velsen, other, one)
        renumber(velsen, 1000, other)
        told = {s: what for s, what in problems()[velsen.id] if what.startswith("reordered")}
        assert told == {one: f"reordered: this is row {other}", other: f"reordered: this is row {one}"}


@examples()
@given(left=st.integers(1, ROWS - 1), head=st.sampled_from(["fits", "stays", "gone"]))
def test_a_cut_off_tail_shows_by_the_anchor_also_when_the_head_fits(left, head):
    with world() as (velsen, _):
        write_round_the_lock(f"DELETE FROM {TABLE} WHERE municipality_id = %s AND sequence > %s", velsen.id, left)
        if head == "fits":
            head_at(velsen, left)
        elif head == "gone":
            AuditChain.objects.filter(municipality_id=velsen.id).delete()
        assert (left + 1, "cut off: the anchor") in {(s, what[:19]) for s, what in problems()[velsen.id]}


@examples(8)
@given(owner=st.sampled_from(["velsen", "installation"]))
def test_a_chain_that_is_gone_altogether_shows(owner):
    with world() as (velsen, _):
        chain = velsen.id if owner == "velsen" else audit.INSTALLATION
        write_round_the_lock(f"DELETE FROM {TABLE} WHERE municipality_id = %s", chain)
        AuditChain.objects.filter(municipality_id=chain).delete()
        assert problems() == {chain: [(1, f"deleted: the whole chain, {ROWS} rows")]}


def test_a_chain_that_was_begun_anew_shows():
    """Whoever empties a chain and lets Baken itself write new rows has true seals, but not the anchor."""
    with world() as (velsen, _):
        write_round_the_lock(f"DELETE FROM {TABLE} WHERE municipality_id = %s", velsen.id)
        AuditChain.objects.filter(municipality_id=velsen.id).delete()
        log(velsen)
        assert problems() == {
            velsen.id: [(1, "deleted or replaced: the anchor knows this chain with another first row")]
        }


@examples(10)
@given(place=places)
def test_a_row_made_up_with_another_key_shows(place):
    with world() as (velsen, _):
        write_round_the_lock(
            f"UPDATE {TABLE} SET action = 'x', key_id = %s, hash = %s WHERE municipality_id = %s AND sequence = %s",
            ring().current("field").id, "ab" * 32, velsen.id, place,
        )  # fmt: skip
        assert place in {sequence for sequence, _ in problems()[velsen.id]}


def test_a_row_of_another_municipality_put_in_shows():
    with world() as (velsen, elsewhere):
        write_round_the_lock(
            f"UPDATE {TABLE} SET municipality_id = %s, sequence = %s WHERE municipality_id = %s AND sequence = %s",
            velsen.id, ROWS + 1, elsewhere.id, ROWS,
        )  # fmt: skip
        found = problems()
        assert (ROWS + 1) in {s for s, _ in found[velsen.id]}
        assert ROWS in {s for s, _ in found[elsewhere.id]}


@pytest.mark.parametrize("column", ["length", "first_id"])
def test_a_changed_head_shows(column):
    with world() as (velsen, _):
        AuditChain.objects.filter(municipality_id=velsen.id).update(**{column: 3 if column == "length" else uuid4()})
        assert set(problems()) == {velsen.id}


@examples(20)
@given(number=st.sampled_from([0, 1, 3, 4, 6, 7]), how=st.sampled_from(["other", "garbage", "opened", "gone", "moved"]))
def test_a_personal_part_that_was_changed_or_removed_shows_at_its_row(number, how):
    with world() as (velsen, _):
        row = AuditEntry.objects.get(municipality_id=velsen.id, action="t", resource_id=str(number))
        part = AuditPersonal.objects.filter(entry_id=row.id)
        if how == "other":
            with connection.cursor() as cursor:
                other = AuditPersonal.objects.exclude(entry_id=row.id).values_list("content", flat=True)[0]
                cursor.execute(
                    "UPDATE kernel_auditpersonal SET content = %s WHERE resource_id = %s", [other, str(number)]
                )
        elif how == "garbage":
            with connection.cursor() as cursor:
                cursor.execute("UPDATE kernel_auditpersonal SET content = 'x' WHERE resource_id = %s", [str(number)])
        elif how == "opened":  # by someone who got hold of the key of the field as well
            kept = part.get()
            kept.content = json.dumps({**json.loads(kept.content), "part": {"name": "another"}})
            kept.save()
        elif how == "gone":
            part.delete()
        else:
            part.update(resource_id="x")
        told = dict(problems()[velsen.id])
        assert told[row.sequence].startswith("personal part")


def test_the_installation_s_chain_of_another_database_is_told_and_no_fault():
    with world() as (_, _elsewhere):
        other = anchor.Head(audit.INSTALLATION, uuid4(), 500, "0" * 64, NOW.isoformat())
        nobody = anchor.Head(uuid4(), uuid4(), 7, "0" * 64, NOW.isoformat())
        anchor.keep([other, nobody])
        told = {c.chain: c.told for c in check_all() if c.told}
        assert problems() == {}
        assert set(told) == {audit.INSTALLATION, nobody.chain}


def test_rows_whose_anchor_was_never_written_are_no_fault():
    with world() as (velsen, _):
        doing(actor=system_actor(velsen), at=NOW, what=lambda: None)  # killed between commit and anchor
        assert problems() == {}
        assert anchor.heads(velsen.id)[-1].sequence == ROWS < AuditChain.objects.get(municipality_id=velsen.id).length


def test_a_log_without_anchor_is_told():
    with world() as (velsen, _):
        (anchor.folder() / f"{velsen.id}.jsonl").unlink()
        assert {c.chain for c in check_all() if c.told} == {velsen.id}
        assert problems() == {}
