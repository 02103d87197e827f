# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Audit rows are gathered and written at the end of the transaction, and only those of what really happened."""

import re
from contextlib import suppress

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from baken.access.facade import Partner, system_actor
from baken.kernel import audit
from baken.kernel.actions import action, together
from baken.kernel.errors import OutsideAction
from baken.kernel.models import AuditChain, AuditEntry

from .towns import NOW, doing, town

pytestmark = pytest.mark.django_db


def fail():
    raise ZeroDivisionError


def told():
    return list(AuditEntry.objects.order_by("sequence").values_list("action", flat=True))


def test_the_head_is_locked_last_and_once_however_many_rows_there_are():
    velsen = town()
    doing(actor=system_actor(velsen), at=NOW, what=lambda: None)  # the chain is there

    def work():
        for number in range(20):
            audit.record("t", number=number)
        Partner(municipality=velsen, slug="a", name="A").save()

    with CaptureQueriesContext(
        connection,
    ) as captured:
        doing(actor=system_actor(velsen), at=NOW, what=work)
    statements = [q["sql"] for q in captured if not re.match(r"(RELEASE )?SAVEPOINT", q["sql"])]
    audited = [n for n, sql in enumerate(statements) if "kernel_audit" in sql]
    assert len(audited) == 3, statements  # the head is read, the rows are put in, the head is written
    partner = next(n for n, sql in enumerate(statements) if "access_partner" in sql and sql.startswith("INSERT"))
    assert partner < audited[0]
    assert audited == list(range(len(statements) - 3, len(statements)))


def test_an_entry_gets_its_place_at_the_end():
    velsen = town()
    seen = []

    def work():
        entry = audit.record("t")
        seen.append((entry.sequence, entry.hash))
        assert told() == []
        return entry

    entry = doing(actor=system_actor(velsen), at=NOW, what=work)
    assert seen == [(None, "")]
    assert (entry.sequence, len(entry.hash)) == (1, 64)
    assert AuditEntry.objects.get(sequence=1) == entry


def test_a_savepoint_that_is_rolled_back_takes_its_rows_along():
    velsen = town()

    def work():
        audit.record("before")
        with suppress(ZeroDivisionError), transaction.atomic():
            audit.record("within")
            fail()
        audit.record("after")

    doing(actor=system_actor(velsen), at=NOW, what=work)
    assert told() == ["before", "after", "test.done"]
    assert list(audit.broken_links(velsen.id)) == []


def test_an_action_whose_rows_were_all_rolled_back_is_undone():
    velsen = town()

    @action
    def sly(*, actor, at):
        Partner(municipality=velsen, slug="a", name="A").save()
        with suppress(ZeroDivisionError), transaction.atomic():
            audit.record("within")
            fail()

    with pytest.raises(OutsideAction, match="sly wrote no audit row"):
        sly(actor=system_actor(velsen), at=NOW)
    assert not Partner.objects.exists()


def test_actions_together_are_one_and_lock_the_head_once():
    velsen = town()
    with CaptureQueriesContext(connection) as captured, together():
        for _ in range(3):
            doing(actor=system_actor(velsen), at=NOW, what=lambda: audit.record("t"))
        assert told() == []
    assert told() == ["t", "test.done"] * 3
    assert sum("INSERT INTO" in q["sql"] and "kernel_auditentry" in q["sql"] for q in captured) == 1
    with suppress(ZeroDivisionError), together():
        doing(actor=system_actor(velsen), at=NOW, what=lambda: None)
        fail()
    assert len(told()) == 6


def test_an_inner_action_that_failed_leaves_no_row_in_the_outer_one():
    velsen = town()

    def work():
        with pytest.raises(ZeroDivisionError):
            doing(actor=system_actor(velsen), at=NOW, what=lambda: (audit.record("inner"), 1 / 0))

    doing(actor=system_actor(velsen), at=NOW, what=work)
    assert told() == ["test.done"]


def test_one_action_may_write_in_several_chains():
    velsen, elsewhere = town(), town("GM9001", "Elders")
    doing(
        actor=system_actor(None), at=NOW,
        what=lambda: [audit.record("t", municipality_id=m.id) for m in (elsewhere, velsen, elsewhere)],
    )  # fmt: skip
    lengths = dict(AuditChain.objects.values_list("municipality_id", "length"))
    assert lengths == {velsen.id: 1, elsewhere.id: 2, audit.INSTALLATION: 1}


def test_a_refused_action_within_a_larger_transaction_costs_only_itself():
    """A page may open the transaction, and answer with what was refused."""
    velsen = town()
    with together():
        with pytest.raises(ZeroDivisionError):
            doing(actor=system_actor(velsen), at=NOW, what=lambda: (audit.record("t"), fail()))
        Partner.objects.count()  # the transaction can still be used
    assert told() == []
