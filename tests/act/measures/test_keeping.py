# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file goes on its date with all that hangs on it; who worked on it has a task in it; it is found again with a new key."""

from __future__ import annotations

import pytest

from baken.access.facade import DeskTerm, GuardedRecord, opened
from baken.act.measures.keeping import destruction, indexing, involved
from baken.act.measures.models import AddressMeasure, Instrument, Measure, MeasureEvent, MeasureParty, Status
from baken.kernel import clocks
from baken.kernel.errors import Refused
from baken.kernel.models import ClockEvent
from tests.kernel.towns import do

from .builders import World

pytestmark = pytest.mark.django_db


def gone(world: World, measure: Measure) -> dict[str, int]:
    with opened(world.system, system=True):
        guarded = GuardedRecord.objects.get(pk=measure.pk)
        return do(lambda: destruction.destroy(guarded), world.municipality)


def test_a_closed_file_goes_with_all_that_hangs_on_it(world: World) -> None:
    other = world.measure(status=Status.IN_FORCE, address="Andere kade 3")
    measure = world.measure(status=Status.SETTLED)
    with opened(world.system, system=True):
        assert AddressMeasure.objects.filter(measure_key=measure.pk).exists()
    counts = gone(world, measure)
    assert counts["measures"] == 1
    assert counts["parties"] == 1
    assert counts["address_lines"] == 1
    with opened(world.system, system=True):
        for model in (MeasureEvent, MeasureParty):
            assert not model.objects.filter(measure=measure.pk).exists()
            assert model.objects.filter(measure=other.pk).exists()
        assert not DeskTerm.objects.filter(guarded=measure.pk).exists()
        assert not ClockEvent.objects.filter(resource_id=measure.pk).exists()
        assert clocks.ledgers(Measure, [other.pk])
    assert gone(world, measure) == {"measures": 0}


@pytest.mark.parametrize("status", [Status.IN_FORCE, Status.ENDED])
def test_an_open_file_stays(world: World, status: str) -> None:
    measure = world.measure(status=status)
    with pytest.raises(Refused):
        gone(world, measure)


def test_who_took_a_step_has_a_task_and_who_only_sees_it_has_none(world: World) -> None:
    received, drafted = world.measure(), world.measure(status=Status.DRAFTED, address="Elders 4")
    signed = world.measure(Instrument.PENALTY, Status.SIGNED)
    with opened(world.system, system=True):
        found = involved.involved([received.pk, drafted.pk, signed.pk])
    people = {name: world.users[name].pk for name in ("adviser", "mayor", "executive")}
    assert (received.pk, people["adviser"]) in found
    assert (received.pk, people["mayor"]) not in found
    assert (drafted.pk, people["mayor"]) in found
    assert (signed.pk, people["executive"]) in found
    assert (signed.pk, people["mayor"]) not in found


def test_addresses_are_hashed_anew(world: World) -> None:
    measure = world.measure(status=Status.IN_FORCE)
    with opened(world.system, system=True):
        do(lambda: Measure.objects.filter(pk=measure.pk).update(address_hash="old"), world.municipality)
    indexing.index_anew()
    assert world.seen(measure).file.address_hash == measure.address_hash
