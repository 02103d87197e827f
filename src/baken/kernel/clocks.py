# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Statutory clocks of records: the ledger in the database, the arithmetic in `baken.cores.terms`."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import models

from baken.cores.terms import Calendar, Computation, Event, EventKind, Rule, Unit, explain

from .actions import require_run
from .models import ClockEvent, Record


def tell(
    record: Record,
    rule: Rule,
    kind: EventKind,
    *,
    on: date,
    basis: str,
    amount: int | None = None,
    unit: Unit | None = None,
    until: date | None = None,
) -> ClockEvent:
    """Write one event in the ledger of `record`'s clock `rule`. Part of an action.

    `amount` is in `unit`, by default the rule's own; `until` is the first day on which the clock runs again by itself, where
    the law caps a pause.
    """
    require_run("clock event")
    event = ClockEvent(
        municipality_id=record.municipality_id,
        resource_type=record._meta.label_lower,
        resource_id=record.pk,
        rule=rule.slug,
        kind=kind,
        on=on,
        basis=basis,
        amount=amount,
        unit=(unit or rule.unit) if amount else "",
        until=until,
    )
    event.save()
    return event


def forget(record: Record) -> None:
    """Delete every event of `record`'s clocks: for who writes a corrected ledger. Part of an action."""
    forget_many(type(record), [record.pk])


def forget_many(model: type[models.Model], keys: Iterable[UUID]) -> None:
    """Delete every event of the clocks of these records: no foreign key does, when they are destroyed. Part of an action."""
    require_run("clock event")
    ClockEvent.objects.filter(resource_type=model._meta.label_lower, resource_id__in=list(keys)).delete()


def ledger(record: models.Model, rule: Rule) -> tuple[Event, ...]:
    """Return the events of `record`'s clock `rule`, oldest first."""
    return ledgers(type(record), [record.pk]).get(record.pk, {}).get(rule.slug, ())


def ledgers(model: type[models.Model], keys: Iterable[UUID]) -> dict[UUID, dict[str, tuple[Event, ...]]]:
    """Return the ledgers of several records: key -> slug of the rule -> events, oldest first. One query; none without clocks.

    Ask it of records that the reader may see: whoever may see a record may see its clocks.
    """
    rows = ClockEvent.objects.filter(resource_type=model._meta.label_lower, resource_id__in=list(keys))
    found: dict[UUID, dict[str, tuple[Event, ...]]] = {}
    for row in rows:
        mine = found.setdefault(row.resource_id, {})
        mine[row.rule] = (*mine.get(row.rule, ()), _event(row))
    return found


def _event(row: ClockEvent) -> Event:
    return Event(
        kind=EventKind(row.kind),
        at=row.on,
        basis=row.basis,
        amount=row.amount,
        unit=Unit(row.unit) if row.unit else None,
        until=row.until,
    )


def standing(record: models.Model, rule: Rule, calendar: Calendar) -> Computation:
    """Return when the term of `rule` ends for `record`, with the sum shown step by step."""
    return explain(rule, ledger(record, rule), calendar)
