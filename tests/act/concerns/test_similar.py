# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What resembles a concern: near, alike, the same thing; both ways, within one register, among what was tested."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from baken.access.facade import opened
from baken.act.concerns.models import Concern
from baken.act.concerns.queries import Seen, find
from baken.act.concerns.reporting.reports import Place, Thing
from baken.act.concerns.triage import blocks as triage_blocks
from baken.act.concerns.triage import similar, similar_rules
from baken.registry.facade import distance_m, grid_cell

from .builders import World

HERE = (4.6153, 52.4603)
METRE_NORTH = 1 / 111_250


def at(metres_north: float) -> Place:
    return Place("map", lon=HERE[0], lat=HERE[1] + metres_north * METRE_NORTH)


def seen_by(world: World, concern: Concern, name: str = "coordinator") -> Seen:
    return find(world.actor(name), concern.reference)


def asked(seen: Seen, how: Any, **more: Any) -> list[similar.Resemblance]:
    with opened(seen.actor, seen.purpose):
        return list(how(seen, **more))


def keys(found: list[similar.Resemblance]) -> set[str]:
    return {one.concern.reference for one in found}


words = st.dictionaries(st.text("abcdefg", min_size=3, max_size=6), st.integers(1, 400), max_size=8)


@given(words, st.integers(2, 100_000))
def test_less_than_two_rare_words_is_nothing_and_each_more_counts(shared: dict[str, int], concerns: int) -> None:
    value = similar_rules.score(shared, concerns)
    limit = similar_rules.rare_limit(concerns)
    rare = {word for word, number in shared.items() if number <= limit}
    assert (value > 0) == (len(rare) >= similar_rules.LEAST_SHARED)
    assert math.isfinite(value)
    assert similar_rules.score({**shared, "nieuw": 1}, concerns) >= value


@given(words, st.integers(2, 100_000))
def test_a_rarer_word_weighs_at_least_as_much(shared: dict[str, int], concerns: int) -> None:
    rarer = {word: max(1, number - 1) for word, number in shared.items()}
    assert similar_rules.score(rarer, concerns) >= similar_rules.score(shared, concerns)


moments = st.datetimes(datetime(2024, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis


@given(moments, moments)
def test_together_works_both_ways(one: datetime, other: datetime) -> None:
    assert similar_rules.together(one, other) == similar_rules.together(other, one)
    assert similar_rules.together(one, one + similar_rules.WINDOW)
    assert not similar_rules.together(one, one + similar_rules.WINDOW + timedelta(seconds=1))


@given(st.floats(4.50, 4.70), st.floats(52.40, 52.50), st.floats(-480, 480), st.floats(-480, 480))
def test_whatever_lies_near_lies_in_the_squares_around(lon: float, lat: float, east: float, north: float) -> None:
    there = (lon + east * METRE_NORTH / math.cos(math.radians(lat)), lat + north * METRE_NORTH)
    away = distance_m((lon, lat), there)
    for metres in (similar_rules.NEAR, similar_rules.WIDER):
        if away <= metres:
            assert grid_cell(*there) in similar.squares(grid_cell(lon, lat), metres)


def test_near_in_place_and_time_both_ways(world: World) -> None:
    month = timedelta(days=30)
    first = world.admitted("undermining", place=at(0), at=world.now - 4 * month)
    near = world.admitted("undermining", place=at(150), at=world.now - 2 * month)
    far = world.admitted("undermining", place=at(420), at=world.now - 2 * month)
    world.admitted("undermining", place=at(2_000))
    late = world.admitted("undermining", place=at(10), at=world.now)

    found = asked(seen_by(world, first), similar.near)
    assert keys(found) == {near.reference}
    assert abs((found[0].metres or 0) - 150) < 2
    assert keys(asked(seen_by(world, near), similar.near)) == {first.reference, late.reference}
    assert keys(asked(seen_by(world, first), similar.near, metres=500)) == {near.reference, far.reference}
    assert keys(asked(seen_by(world, first), similar.near, fewest=2)) == {near.reference, far.reference}


def test_alike_in_rare_words_says_which(world: World) -> None:
    first = world.admitted("undermining", "Er stonden blauwe vaten met aceton in de garage.")
    second = world.admitted("undermining", "Ik zag vaten aceton bij de loods.")
    for number in range(4):
        world.admitted("undermining", f"Er staat een bus bij de loods {number}{number}.")
    one = asked(seen_by(world, first), similar.alike)
    other = asked(seen_by(world, second), similar.alike)
    assert keys(one) == {second.reference}
    assert keys(other) == {first.reference}
    assert one[0].words == ["aceton", "vaten"]
    assert math.isclose(one[0].score, other[0].score)


def test_the_same_thing_however_it_is_written(world: World) -> None:
    first = world.admitted("undermining", things=(Thing("ship", "Zeemeeuw", "IMO 9074729"),))
    second = world.admitted("undermining", "Anders.", things=(Thing("ship", "De Zeemeeuw", "imo-9074729"),))
    third = world.admitted("undermining", "Weer anders.", things=(Thing("company", "", "IMO 9074729"),))
    assert keys(asked(seen_by(world, first), similar.same_thing)) == {second.reference}
    assert keys(asked(seen_by(world, second), similar.same_thing)) == {first.reference}
    assert keys(asked(seen_by(world, third), similar.same_thing)) == set()


def test_never_across_registers_and_never_what_wasnt_tested(world: World) -> None:
    told = {"text": "Vaten aceton bij de garage.", "place": at(0), "things": (Thing("vehicle", "", "VB-01-XY"),)}
    first = world.admitted("undermining", **told)
    world.admitted("drugs-street", **told)
    world.admitted("trafficking-labour", **told)
    world.receive("undermining", **told)
    for how in (similar.near, similar.alike, similar.same_thing, similar.resembling):
        assert asked(seen_by(world, first), how) == []
    untested = world.receive("undermining", **told)
    assert asked(seen_by(world, untested), similar.resembling) == []
    again = world.admitted("undermining", **told)
    found = asked(seen_by(world, again), similar.resembling)
    assert keys(found) == {first.reference}
    assert (found[0].things, found[0].metres) == (["VB-01-XY"], 0.0)
    with opened(world.actor("coordinator"), "signal_undermining"):
        assert len(triage_blocks.whys(found[0], again)) >= 2


def test_the_number_of_statements_is_the_same_however_many_there_are(world: World) -> None:
    told = {"text": "Vaten aceton bij de garage.", "place": at(0), "things": (Thing("vehicle", "", "VB-01-XY"),)}
    first = world.admitted("undermining", **told)

    def number() -> int:
        seen = seen_by(world, first)
        with CaptureQueriesContext(connection) as made:
            asked(seen, similar.resembling)
        return len(made)

    world.admitted("undermining", **told)
    few = number()
    for _time in range(6):
        world.admitted("undermining", **told)
    assert number() <= few  # the wider circle is asked only where few are near
