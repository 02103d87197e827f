# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way of a measure, step by step: what each asks, what it leaves behind, and every reason at once."""

from __future__ import annotations

from typing import Any

import pytest

from baken.access.facade import DeskTerm, opened
from baken.act.measures.models import Instrument, Measure, MeasureEvent, Status
from baken.kernel.errors import Refused

from .builders import SINCE, WAY, World, purpose_of

pytestmark = pytest.mark.django_db


def slugs(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.slug for reason in refused.value.reasons]


def terms(world: World, measure: Measure) -> dict[str, tuple[Any, Any]]:
    actor = world.actor("adviser")
    with opened(actor, purpose_of(measure)):
        rows = DeskTerm.objects.filter(guarded=measure.guarded_id)
        return {row.rule or row.label: (row.due, row.done_on) for row in rows}


@pytest.mark.parametrize("instrument", Instrument.values)
def test_every_instrument_goes_the_whole_way(world: World, instrument: str) -> None:
    measure = world.measure(instrument, Status.SETTLED)
    assert measure.status == Status.SETTLED
    assert measure.closed_on == world.day(99)
    assert measure.guarded.retention_from == world.day(99)
    with opened(world.actor("adviser"), purpose_of(measure)):
        events = MeasureEvent.objects.filter(measure=measure).order_by("on", "at")
        assert list(events.values_list("kind", flat=True)) == list(WAY)
        assert list(events.values_list("on", flat=True)) == [world.day(SINCE[name]) for name in WAY]

