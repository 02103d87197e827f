# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping the register per address: a row for each measure on premises that took effect. Part of the steps of the measure."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from baken.access.facade import Actor
from baken.kernel import audit
from baken.kernel.actions import require_run
from baken.kernel.moment import now

from ..models import AddressMeasure, Instrument, Measure, Remedy
from ..remedies.standing import stretch_on

ABOUT_PREMISES = frozenset(
    {Instrument.OPIUM_CLOSING, Instrument.DISTURBANCE_CLOSING, Instrument.COERCION, Instrument.PENALTY}
)
"""Instruments that are told by address. Orders to persons never are, nor warnings: what holds at an address is what counts."""


def note(measure: Measure) -> AddressMeasure | None:
    """Write what holds at the address of a measure as it stands now; None where it is about a person or never took effect.

    Call it in the action after each step, with the measure as saved. While a judge has it suspended it doesn't hold: until
    when is kept with it, so that it holds again on that day without anybody doing something.
    """
    require_run("register per address")
    if measure.instrument not in ABOUT_PREMISES or not measure.address.strip() or measure.in_force_from is None:
        return None
    found = AddressMeasure.objects.filter(municipality_id=measure.municipality_id, measure_key=measure.pk)
    row = found.locked().first() or AddressMeasure(
        municipality_id=measure.municipality_id, measure_key=measure.pk, since=measure.in_force_from
    )
    suspended = stretch_on(Remedy.objects.filter(measure=measure), timezone.localdate(now()))
    row.instrument, row.area, row.fictitious = measure.instrument, measure.area, measure.fictitious
    row.address, row.address_hash = measure.address, measure.address_hash
    row.since, row.until = measure.in_force_from, measure.in_force_until
    row.ended_on = measure.ended_on
    row.suspended_from, row.suspended_until = suspended or (None, None)
    row.published = measure.published_on is not None
    row.save()
    return row


def after_step(measure: Measure, actor: Actor, at: datetime, purpose: str) -> None:
    """Keep the register after a step of the measure."""
    note(measure)


def forget(keys: Iterable[UUID]) -> int:
    """Take measures out of the register: their files are destroyed. Part of an action; return how many went."""
    require_run("register per address")
    gone, _each = AddressMeasure.objects.filter(measure_key__in=list(keys)).delete()
    if gone:
        audit.record("measure.address_forgotten", resource_type="measures.addressmeasure", resource_id="", rows=gone)
    return gone
