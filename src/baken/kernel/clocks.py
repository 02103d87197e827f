# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Statutory clocks of records: the ledger in the database, the arithmetic in `baken.cores.terms`."""

from datetime import date

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

    `amount` is in `unit`, by default the rule's own; `until` is the first day on which the clock runs again where the law caps a pause.
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


def ledger(record: models.Model, rule: Rule) -> tuple[Event, ...]:
    """Return the events of `record`'s clock `rule`, oldest first."""
    rows = ClockEvent.objects.filter(resource_type=record._meta.label_lower, resource_id=record.pk, rule=rule.slug)
    return tuple(
        Event(
            kind=EventKind(row.kind),
            at=row.on,
            basis=row.basis,
            amount=row.amount,
            unit=Unit(row.unit) if row.unit else None,
            until=row.until,
        )
        for row in rows
    )


def standing(record: models.Model, rule: Rule, calendar: Calendar) -> Computation:
    """Return when the term of `rule` ends for `record`, with the sum shown step by step."""
    return explain(rule, ledger(record, rule), calendar)
