# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Random towns that publish year after year: nobody who keeps everything can work out a small count."""

from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.account.figures.protecting import Secret, found_by_attack, protect_counts
from baken.account.figures.rules import ORDINARY, SENSITIVE, Wanted, absent, by_wijk, codes_of

ON = date(2026, 1, 1)
WIJKEN = ("WK1", "WK2", "WK3", "WK4")
YEARS = (2022, 2023, 2024)
SMALL = st.one_of(st.integers(0, 6), st.integers(0, 80))


@st.composite
def towns(draw):
    """Counts of two subjects over three years, in which a wijk may be missing from a year; and what is published in turn."""
    gone = draw(st.sets(st.tuples(st.sampled_from(YEARS), st.sampled_from(WIJKEN[:2])), max_size=2))
    counts = {
        slug: {year: {code: draw(SMALL) for code in (*WIJKEN, "unknown") if (year, code) not in gone} for year in YEARS}
        for slug in ("a", "b")
    }
    told = st.tuples(
        st.sets(st.sampled_from(("a", "b")), min_size=1), st.sets(st.sampled_from(YEARS), min_size=1),
        st.sampled_from(("wijk", "wijk", "municipality")),
    )  # fmt: skip
    return counts, draw(st.lists(told, min_size=1, max_size=3))


def publish(counts, indicators, years, level, protection, earlier):
    wanted = Wanted("x", tuple(sorted(indicators)), tuple(sorted(years)), level)
    chosen = {slug: {year: counts[slug][year] for year in wanted.years} for slug in wanted.indicators}
    return protect_counts(
        wanted, chosen, whole="GM", protection=protection, earlier=earlier, name=f"{len(earlier)}", on=ON
    )


@settings(max_examples=25, deadline=None)
@given(towns(), st.sampled_from((ORDINARY, SENSITIVE)))
def test_who_keeps_every_publication_places_no_withheld_count(town, protection):
    counts, publications = town
    kept = []
    for indicators, years, level in publications:
        outcome = publish(counts, indicators, years, level, protection, kept)
        for (area, slug, year), told in outcome.told.items():
            there = counts[slug][int(year)].get(area, 0) if area != "GM" else sum(counts[slug][int(year)].values())
            assert told is None or told == there
            small = there <= protection.threshold if protection.zeros == "unsafe" else 0 < there <= protection.threshold
            if small and (area, slug, year) not in outcome.secret.absent:
                assert told is None
        kept.append(Secret.from_json(outcome.secret.to_json()))
        assert kept[-1].exposed == (), "closed months don't change, so nothing that was told exposes what comes later"
    assert found_by_attack(kept, protection.width) == set()


def test_the_reader_of_these_tests_finds_a_count_where_one_cell_too_many_is_told():
    counts = {"a": {2024: {"WK1": 3, "WK2": 20, "WK3": 60, "unknown": 40}}}
    outcome = publish(counts, {"a"}, {2024}, "wijk", ORDINARY, [])
    assert [key[0] for key, value in outcome.told.items() if value is None] == ["WK1", "WK2"]
    release = outcome.secret.release
    told = np.array([key[0] == "WK2" for key in release.keys])
    careless = replace(release, low=np.where(told, 20, release.low), high=np.where(told, 20, release.high))
    assert found_by_attack([outcome.secret, replace(outcome.secret, release=careless)], ORDINARY.width) == {
        ("WK1", "a", "2024")
    }


def test_a_count_that_an_older_rule_told_is_named_as_exposed():
    from baken.account.figures.rules import Protection

    counts = {"a": {2024: {"WK1": 3, "WK2": 40, "WK3": 12, "unknown": 30}}}
    loose = publish(counts, {"a"}, {2024}, "wijk", Protection(2, 3, "safe"), []).secret
    now = publish(counts, {"a"}, {2024}, "wijk", ORDINARY, [loose])
    assert now.secret.exposed == (("WK1", "a", "2024"),)
    assert now.told["WK1", "a", "2024"] is None


@given(
    st.dictionaries(
        st.sampled_from(["BU99990101", "BU99990102", "BU99990201", "WK999901", "unknown"]), st.integers(0, 9)
    )
)
def test_buurten_count_in_their_wijk_and_nothing_is_lost(areas):
    found = by_wijk(areas)
    assert sum(found.values()) == sum(areas.values())
    assert not any(code.startswith("BU") for code in found)


def test_a_wijk_that_a_year_did_not_have_is_known_to_be_empty():
    counts = {"a": {2023: {"WK1": 1, "unknown": 0}, 2024: {"WK1": 1, "WK2": 5, "unknown": 0}}}
    assert codes_of(counts) == ("WK1", "WK2", "unknown")
    assert absent(["a"], [2023, 2024], counts) == {("WK2", "a", "2023")}
