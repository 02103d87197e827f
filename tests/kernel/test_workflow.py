# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workflows: a table that is checked when it is made, and one way to take a step."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baken.access.facade import system_actor
from baken.cores.terms import EventKind, find
from baken.kernel import clocks, workflow
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import AuditEntry, ClockEvent
from baken.kernel.workflow import ClockMark, Status, Transition, Workflow, WorkflowError, perform, workflows
from baken.registry.facade import Organisation

from .towns import NOW, do, town

RULE = find("decision_on_application", date(2026, 1, 5))


def step(name="send", source="draft", target="sent", **more):
    sources = frozenset({source} if source else ())
    return Transition(name, name.title(), sources, target, more.pop("permission", "test.it.send"), "it.sent", **more)


def table(statuses=("draft", "sent"), transitions=None, initial="draft", **more):
    made = tuple(s if isinstance(s, Status) else Status(s, s.title(), "someone") for s in statuses)
    return Workflow("it", initial, made, tuple(transitions or [step()]), field="kind", **more)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"statuses": ["draft", "sent", "lost"]}, "lost is unreachable"),
        ({"statuses": ["draft", "sent", "sent"]}, "two statuses share a name"),
        ({"statuses": ["draft", Status("sent", "Sent", "")]}, "no owner for sent"),
        ({"statuses": ["draft", Status("sent", "", "someone")]}, "no label for sent"),
        ({"initial": "new"}, "it starts in unknown status new"),
        ({"transitions": [step(target="gone")]}, "send: unknown status gone"),
        ({"transitions": [step(source="gone"), step("again")]}, "send: unknown status gone"),
        ({"transitions": [step(source=None), step("again")]}, "send: starts in no status"),
        ({"transitions": [step(), step()]}, "two transitions share a name"),
        ({"transitions": [replace(step(), audit="")]}, "send: no audit type or permission"),
        ({"transitions": [step(permission="")]}, "send: no audit type or permission"),
    ],
)
def test_a_wrong_table_is_refused_when_it_is_made(wrong, told):
    with pytest.raises(WorkflowError, match=told):
        table(**wrong)


def test_every_fault_of_a_table_is_told_at_once():
    with pytest.raises(WorkflowError) as refused:
        table(statuses=["draft", Status("sent", "Sent", ""), "lost"])
    assert str(refused.value) == "workflow it: lost is unreachable; no owner for sent"


def test_the_diagram_is_the_table():
    flow = table(["draft", "sent", "back"], [step(), step("return", "sent", "back"), step("redo", "back", "draft")])
    assert flow.mermaid().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> draft",
        "    draft --> sent: send",
        "    sent --> back: return",
        "    back --> draft: redo",
    ]
    assert [t.name for t in flow.leaving("sent")] == ["return"]
    with pytest.raises(WorkflowError, match="no transition 'fly'"):
        flow.transition("fly")


def test_a_status_that_left_the_table_still_has_a_name():
    assert table().status("archived") == Status("archived", "archived", "")
    assert table().status("sent").label == "Sent"


def test_the_installed_workflows_are_found_and_no_two_share_a_name(monkeypatch):
    from baken.account import workflow as account

    assert account.PACK in workflows()
    monkeypatch.setattr(account, "SECOND", replace(table(), slug=account.PACK.slug), raising=False)
    with pytest.raises(WorkflowError, match="two workflows"):
        workflows()


def stored(kind="draft"):
    organisation = Organisation(municipality=town(), slug="it", name="It", kind=kind)
    do(organisation.save)
    return organisation


def go(record, flow=None, name="send", reasons=(), **more):
    flow = flow or table()
    actor = system_actor(record.municipality)
    return perform(
        actor=actor, at=NOW, workflow=flow, record=record, name=name,
        unauthorized=lambda permission, fresh: tuple(reasons), **more,
    )  # fmt: skip


@pytest.mark.django_db
def test_a_step_writes_status_and_audit_row():
    done = go(stored())
    assert (done.kind, Organisation.objects.get().kind, done.version) == ("sent", "sent", 2)
    entry = AuditEntry.objects.get(action="it.sent")
    assert entry.resource_id == str(done.pk)
    assert entry.detail == {"before": "draft", "after": "sent"}


@pytest.mark.django_db
def test_a_refusal_gathers_every_reason_and_stores_nothing():
    asked = []

    def guard(slug):
        def look(record, given):
            asked.append((slug, record.kind, given))
            return None if slug == "fine" else Reason(slug, slug)

        return look

    guards = tuple(guard(slug) for slug in ("first", "fine", "second"))
    record = stored("sent")
    before = AuditEntry.objects.count()
    with pytest.raises(Refused) as refused:
        go(record, table(transitions=[step(guards=guards)]), reasons=[Reason("role", "no")], given={"a": 1})
    assert [reason.slug for reason in refused.value.reasons] == ["role", "wrong_status", "first", "second"]
    assert asked == [(slug, "sent", {"a": 1}) for slug in ("first", "fine", "second")]
    assert Organisation.objects.get().version == 1
    assert AuditEntry.objects.count() == before


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["role", "guard"])
def test_one_reason_is_enough(reason):
    guards = (lambda record, given: Reason("guard", "no"),) if reason == "guard" else ()
    with pytest.raises(Refused):
        go(
            stored(),
            table(transitions=[step(guards=guards)]),
            reasons=[Reason("role", "no")] if reason == "role" else [],
        )
    assert Organisation.objects.get().kind == "draft"


@pytest.mark.django_db
def test_the_record_is_read_again_so_an_old_copy_decides_nothing():
    stored()
    old = Organisation.objects.get()
    go(Organisation.objects.get())
    with pytest.raises(Refused) as refused:
        go(old)
    assert [reason.slug for reason in refused.value.reasons] == ["wrong_status"]
    asked = []
    old.name = "unsaved"
    go(
        old,
        table(transitions=[step(), step("back", "sent", "draft", guards=(lambda r, g: asked.append(r.name),))]),
        name="back",
    )
    assert asked == ["It"]
    assert Organisation.objects.get().name == "It"


@pytest.mark.django_db
@pytest.mark.postgresql
def test_the_row_is_locked_before_anything_is_decided():
    record = stored()
    with CaptureQueriesContext(connection) as told:
        go(record)
    reads = [query["sql"] for query in told if 'FROM "registry_organisation"' in query["sql"]]
    assert "FOR UPDATE" in reads[0]


@pytest.mark.django_db
def test_a_step_marks_the_statutory_clock_on_the_dutch_day():
    mark = ClockMark(RULE, EventKind.STARTED, "Awb 4:13")
    record = stored()
    actor = system_actor(record.municipality)
    perform(
        actor=actor, at=datetime(2026, 11, 24, 23, 30, tzinfo=UTC), workflow=table(transitions=[step(clock=(mark,))]),
        record=record, name="send", unauthorized=lambda permission, fresh: (),
    )  # fmt: skip
    (event,) = clocks.ledger(record, RULE)
    assert (event.kind, event.at, event.basis) == (EventKind.STARTED, date(2026, 11, 25), "Awb 4:13")


@pytest.mark.django_db
def test_a_step_that_happened_earlier_marks_that_day_and_an_extension_says_how_long():
    rule = find("bibob_advice", date(2026, 1, 5))
    marks = (ClockMark(rule, EventKind.STARTED, "15"), ClockMark(rule, EventKind.EXTENDED, "15(3)", amount="weeks"))
    record = stored()
    perform(
        actor=system_actor(record.municipality), at=datetime(2026, 11, 24, 9, tzinfo=UTC),
        workflow=table(transitions=[step(clock=marks)]), record=record, name="send",
        unauthorized=lambda permission, fresh: (), given={"on": date(2026, 11, 20), "weeks": 4},
    )  # fmt: skip
    first, longer = clocks.ledger(record, rule)
    assert (first.at, longer.at) == (date(2026, 11, 20), date(2026, 11, 20))
    assert (longer.amount, longer.unit) == (4, rule.unit)


@pytest.mark.django_db
def test_a_step_that_fails_halfway_leaves_no_trace(monkeypatch):
    mark = ClockMark(RULE, EventKind.STARTED, "Awb 4:13")
    record = stored()

    def fails(*args, **kwargs):
        raise RuntimeError("log")

    monkeypatch.setattr(workflow.audit, "record", fails)
    with pytest.raises(RuntimeError, match="log"):
        go(record, table(transitions=[step(clock=(mark,))]))
    assert Organisation.objects.get().kind == "draft"
    assert not ClockEvent.objects.exists()


@pytest.mark.django_db
def test_a_record_in_a_status_that_left_the_table_can_t_move_but_is_told_why():
    with pytest.raises(Refused) as refused:
        go(stored("archived"))
    assert refused.value.reasons[0].slug == "wrong_status"
    assert "archived" in str(refused.value)


@pytest.mark.django_db
@pytest.mark.parametrize("flow", workflows(), ids=lambda flow: flow.slug)
def test_each_installed_workflow_has_roles_as_owners_and_permissions_that_somebody_holds(flow):
    from baken.access.facade import ROLES

    assert {status.owner for status in flow.statuses} <= set(ROLES)
    held = frozenset().union(*(role.permissions for slug, role in ROLES.items() if slug != "system"))
    assert {transition.permission for transition in flow.transitions} <= held
