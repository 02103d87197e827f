# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Of whom a term of a measure is: what an offender must pay by a day isn't missed by us, and what runs out is for information."""

from __future__ import annotations

from typing import Any

import pytest

from baken.access.facade import DeskTerm
from baken.act.measures.files import pages
from baken.act.measures.models import Instrument, Measure
from baken.act.measures.penalties import actions, terms
from baken.act.measures.remedies import actions as remedies
from baken.kernel.terms import Whose

from .builders import World, purpose_of
from .test_penalties import AGO, breach, do, listed, order, step

pytestmark = pytest.mark.django_db


def file_terms(world: World, measure: Measure) -> dict[str, Any]:
    """What the page of the file tells of its terms, by their names."""
    seen = world.seen(measure)
    block = world.within("adviser", purpose_of(measure), lambda _a: pages.terms_block(seen, world.now))
    assert block is not None
    return {one.label: one for one in block.context["terms"]}


def test_paying_is_theirs_and_collecting_ours_with_the_next_step_named(world: World) -> None:
    measure = order(world)
    it = breach(world, measure, 30)

    def row() -> DeskTerm:
        return listed(world, measure, it)[terms.PAYMENT]

    assert (row().whose, row().next_step) == (Whose.OTHERS, "Stuur het voornemen tot invordering")
    assert listed(world, measure, it)[terms.CLAIM].whose == Whose.OURS
    step(world, actions.announce, measure, it, 80)
    assert row().next_step == "Neem het invorderingsbesluit"
    world.within("adviser", purpose_of(measure), lambda actor: None)
    step(world, actions.decide, measure, it, 90)
    assert row().next_step == "Stuur een aanmaning"
    for what, day, then in (
        ("reminder", 95, "Laat een dwangbevel betekenen, twee weken na de aanmaning"),
        ("writ", 112, "Laat het dwangbevel ten uitvoer leggen"),
        ("execution", 115, "Ga na of er is betaald"),
    ):
        step(world, actions.interrupt, measure, it, day, what=what)
        assert row().next_step == then
    objection = listed(world, measure, it)["objection"]
    assert (objection.whose, objection.about_on) == (Whose.NOBODYS, world.day(90, AGO))


def test_the_file_says_that_the_day_of_the_other_is_over_and_what_to_do(world: World) -> None:
    measure = order(world)
    breach(world, measure, 30)
    (paying,) = (one for label, one in file_terms(world, measure).items() if label.startswith("Verbeurde dwangsom"))
    assert (paying.ours, paying.mark, paying.word) == (False, "attention", "dag van de ander voorbij")
    assert paying.next_step == "Stuur het voornemen tot invordering"


def test_terms_of_several_breaches_have_names_of_their_own(world: World) -> None:
    measure = order(world)
    one, other, same_day = breach(world, measure, 30), breach(world, measure, 33), breach(world, measure, 33)
    names = [label for label in file_terms(world, measure) if label.startswith("Verbeurde dwangsom betalen")]
    assert len(names) == 3
    told = {
        (row.about_on, row.number) for row in (listed(world, measure, it)[terms.CLAIM] for it in (one, other, same_day))
    }
    assert told == {(world.day(30, AGO), None), (world.day(33, AGO), None), (world.day(33, AGO), 2)}


def test_objections_of_two_parties_have_names_of_their_own(world: World) -> None:
    measure = order(world)
    for by in ("Exploitant", "Verhuurder"):
        do(world, remedies.lodge, measure, world.day(40, AGO), kind="objection", by=by)
    assert len([label for label in file_terms(world, measure) if label.startswith("Beslissen op bezwaar")]) == 2


def test_until_when_one_can_object_is_told_for_information_with_its_sum(world: World) -> None:
    measure = world.measure(Instrument.OPIUM_CLOSING, "in_force", ago=40)
    row = listed(world, measure, measure)["objection"]
    assert (row.whose, row.done_on) == (Whose.NOBODYS, None)
    told = file_terms(world, measure)["Bezwaar maken"]
    assert (told.ours, told.mark, bool(told.sum)) == (False, "on_course", True)
    over = world.measure(Instrument.OPIUM_CLOSING, "in_force", ago=AGO)
    assert file_terms(world, over)["Bezwaar maken"].over


def test_how_long_an_order_lasts_at_most_is_told_until_it_ends(world: World) -> None:
    measure = world.measure(Instrument.AREA_BAN, "in_force")
    row = listed(world, measure, measure)["area_ban"]
    assert (row.whose, row.done_on) == (Whose.NOBODYS, None)
    ended = world.measure(Instrument.AREA_BAN, "ended")
    assert listed(world, ended, ended)["area_ban"].done_on is not None


def test_what_only_runs_out_isnt_the_first_term_of_a_file(world: World) -> None:
    from baken.act.measures.files.lists import first_terms

    measure = world.measure(Instrument.LIGHT_ORDER, "in_force", ago=40)
    rows = listed(world, measure, measure)
    assert rows["objection"].due is not None
    first = world.within(
        "adviser",
        purpose_of(measure),
        lambda actor: first_terms(actor, purpose_of(measure), [measure], world.now.date()),
    )
    assert first == {}
