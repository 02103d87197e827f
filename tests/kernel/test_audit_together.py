# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many who write at once keep one unbroken chain."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from baken.access.facade import Partner, system_actor
from baken.kernel import audit
from baken.kernel.errors import Refused, StaleVersion
from baken.kernel.models import AuditChain, AuditEntry
from baken.kernel.workflow import Status, Transition, Workflow, perform
from baken.registry.facade import Organisation

from .towns import NOW, do, doing, make_partner, town

WRITERS, EACH = 8, 12

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def together(work):
    """Run `work(number)` in threads that start at the same moment, each with a connection of its own."""
    start = Barrier(WRITERS)

    def run(number):
        try:
            start.wait(timeout=20)
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(run, range(WRITERS)))


def test_writers_at_once_make_one_unbroken_chain_from_its_very_first_row():
    velsen = town()

    def write(number):
        for turn in range(EACH):
            what = lambda turn=turn: audit.record("t", writer=number, turn=turn)  # noqa: E731
            doing(actor=system_actor(velsen), at=NOW, what=what)

    together(write)
    rows = AuditEntry.objects.filter(municipality_id=velsen.id).order_by("sequence")
    assert [row.sequence for row in rows] == list(range(1, 2 * WRITERS * EACH + 1))
    assert list(audit.broken_links(velsen.id)) == []
    assert AuditChain.objects.get().length == 2 * WRITERS * EACH
    told = {(row.detail["writer"], row.detail["turn"]) for row in rows if row.action == "t"}
    assert len(told) == WRITERS * EACH


def test_of_writers_who_start_from_the_same_copy_one_wins_and_all_others_are_told():
    velsen = town()
    copies = [make_partner(velsen)] + [Partner.objects.get() for _ in range(WRITERS - 1)]

    def write(number):
        copies[number].name = f"by {number}"
        try:
            doing(actor=system_actor(velsen), at=NOW, what=copies[number].save)
        except StaleVersion:
            return None
        return number

    winners = [number for number in together(write) if number is not None]
    stored = Partner.objects.get()
    assert [stored.name] == [f"by {number}" for number in winners]
    assert stored.version == 2
    assert AuditEntry.objects.count() == 2  # the first save and the winner's


def test_of_those_who_take_the_same_step_at_once_one_does_and_all_others_are_refused():
    velsen = town()
    pack = Organisation(municipality=velsen, slug="it", name="It", kind="draft")
    do(pack.save)
    flow = Workflow(
        "it", "draft", (Status("draft", "Draft", "x"), Status("sent", "Sent", "x")),
        (Transition("send", "Send", frozenset({"draft"}), "sent", "test.it.send", "it.sent"),), field="kind",
    )  # fmt: skip

    def write(number):
        try:
            perform(
                actor=system_actor(velsen), at=NOW, workflow=flow, record=pack, name="send",
                unauthorized=lambda permission, record: (),
            )  # fmt: skip
        except Refused as refused:
            return [reason.slug for reason in refused.reasons]
        return []

    assert sorted(together(write)) == [[], *[["wrong_status"]] * (WRITERS - 1)]
    assert AuditEntry.objects.filter(action="it.sent").count() == 1
