# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days as people read them: the last day on which somebody takes part, and the day on which a closed case must be gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone

from baken.access.facade import Covenant, GuardedRecord, system_actor
from baken.act.cases import facade as cases
from baken.privacy.facade import load_defaults
from baken.ui.format import day
from tests.privacy.builders import acting

from .builders import World, add, open_case
from .test_pages import home, text


def midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time()))


def test_who_takes_part_until_midnight_takes_part_until_the_day_before(
    world: World, client_of: Callable[..., Any]
) -> None:
    rows = Covenant.objects.filter(pk=world.covenant.pk)
    acting(world.municipality, lambda: rows.update(until=midnight(date(2029, 1, 1))))
    add(world, world.other, role="mayor", until=midnight(date(2028, 7, 1)), premises=1)
    page = text(client_of("lead").get(home(world.other)))
    assert "31 dec 2028" in page, "the covenant of the housing association"
    assert "30 jun 2028" in page
    assert "1 jan 2029" not in page
    assert "1 jul 2028" not in page


@pytest.mark.parametrize("held", [False, True])
def test_the_lead_of_a_closed_case_sees_until_when_it_is_kept(
    world: World, client_of: Callable[..., Any], held: bool
) -> None:
    load_defaults(actor=system_actor(world.municipality), at=world.now, municipality=world.municipality)
    case = open_case(world, "lead", title="Pand")
    add(world, case, partner="police", premises=1)
    lead, police = client_of("lead"), client_of("police")
    assert "Te vernietigen" not in text(lead.get(home(case)))
    for step in ("investigated", "acted", "aftercared", "closed"):
        world.act("lead", cases.step, case=case, name=step, reason="Klaar.")
    if held:
        rows = GuardedRecord.objects.filter(pk=case.guarded_id)
        acting(world.municipality, lambda: rows.update(hold=True))
    on = timezone.localdate(world.now)
    due = f"Te vernietigen uiterlijk {day(on.replace(year=on.year + 5))}."
    page = text(lead.get(home(case)))
    assert (due in page) == (not held)
    assert ("De vernietiging is tegengehouden." in page) == held
    assert "ernietig" not in text(police.get(home(case))), "that is for who leads"
