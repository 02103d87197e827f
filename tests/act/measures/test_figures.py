# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures as numbers: by month, instrument, area and how they ended; for who may see own figures alone."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from baken.access.facade import opened
from baken.act.measures.figures import steering
from baken.act.measures.figures.counting import (
    DECIDED,
    FORFEITED,
    OBJECTIONS,
    UPHELD,
    MeasuresSource,
    end_slug,
    instrument_slug,
)
from baken.act.measures.models import Instrument, Measure
from baken.decide.policy.facade import Effort
from tests.act.measures.builders import World
from tests.act.measures.test_documents import build
from tests.act.measures.test_penalties import AGO, breach, order
from tests.act.measures.test_remedies import decide, lodge
from tests.plugins.remembered import remembered_world


@pytest.fixture
def world(db: None) -> World:
    return remembered_world("measures.documents", build)


def every_month(world: World) -> Counter[tuple[str, str, str]]:
    """All counts of all months since the first: (indicator, month, area)."""
    source, found = MeasuresSource(), Counter[tuple[str, str, str]]()
    with opened(world.system, system=True):
        month = source.first_month(world.municipality)
        while month is not None and month <= world.now.date():
            for one in source.counts(world.municipality, month):
                found[(one.indicator, f"{month:%Y-%m}", one.area)] += one.count
            month = (month.replace(day=28) + timedelta(days=7)).replace(day=1)
    return found


def month(on: date | None) -> str:
    assert on is not None
    return f"{on:%Y-%m}"


def test_each_decision_counts_once_in_the_month_in_which_it_was_made_known(world: World) -> None:
    made = [world.measure(Instrument.OPIUM_CLOSING, "served"), world.measure(Instrument.WARNING, "served")]
    world.measure(Instrument.OPIUM_CLOSING, "signed")
    found = every_month(world)
    for measure in made:
        assert found[(instrument_slug(measure.instrument), month(measure.served_on), "")] == 1
    assert sum(number for (slug, _month, _area), number in found.items() if slug == DECIDED) == 2


def test_how_files_ended(world: World) -> None:
    ended = world.measure(status="settled", ago=AGO)
    withdrawn = take(world, world.measure(Instrument.AREA_BAN, "in_force", ago=AGO), "withdraw")
    dropped = take(world, world.measure(status="received", ago=AGO), "drop")
    found = every_month(world)
    for measure, how in ((ended, "ended"), (withdrawn, "withdrawn"), (dropped, "dropped")):
        assert found[(end_slug(how), month(measure.ended_on), "")] == 1, how
    assert sum(number for (slug, _m, _a), number in found.items() if slug.startswith("measures_end_")) == 3


def take(world: World, measure: Measure, name: str) -> Measure:
    from baken.act.measures.files import carrying
    from tests.act.measures.builders import purpose_of

    file, purpose = world.seen(measure).file, purpose_of(measure)
    made: Measure = world.within("mayor" if name == "withdraw" else "adviser", purpose, lambda actor: getattr(carrying, name)(
        actor=actor, at=world.moment(90, AGO), purpose=purpose, measure=file, seen=file.version, on=world.day(90, AGO),
        reason="Het is niet meer nodig.",
    ))  # fmt: skip
    return made


def test_breaches_and_objections(world: World) -> None:
    measure = order(world)
    breach(world, measure, 33)
    breach(world, measure, 34)
    decide(world, measure, lodge(world, measure, "objection", 35), 80, "upheld")
    found = every_month(world)
    assert sum(number for (slug, _m, _a), number in found.items() if slug == FORFEITED) == 2
    assert found[(OBJECTIONS, month(world.day(35, AGO)), "")] == 1
    assert found[(UPHELD, month(world.day(80, AGO)), "")] == 1


def test_the_effort_on_drug_premises_gets_a_block_and_no_other(world: World) -> None:
    actor = world.actor("mayor")
    block = steering.effort_block(actor, Effort(title="Drugspanden sluiten en dwangsommen opleggen"))
    assert block is not None
    assert block.slug == "measures"
    assert steering.effort_block(actor, Effort(title="Jongeren op straat spreken")) is None
    assert steering.effort_block(world.actor("adviser"), Effort(title="Drugspanden sluiten")) is None


def test_only_who_sees_own_figures_gets_counts_for_capacity(world: World) -> None:
    assert steering.counted(world.actor("adviser"), "ondermijning") == []
    assert steering.counted(world.actor("mayor"), "ondermijning") == []
