# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The attack itself: known answers, and the same as the tests' own attacker."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from baken.cores.disclosure import Axis, Release, Rule, Table, attack, protect
from tests.cores.disclosure.attacker import CAP, tables, told, widths

DAY = date(2026, 1, 31)
AXES = (Axis.flat("area", "PQ", total="T"), Axis.flat("type", "xy", total="all"))


def release_of(table: Table, hidden: np.ndarray, least: float = 0.0) -> Release:
    counts, gone = table.values.ravel(), hidden.ravel()
    from baken.cores.disclosure.releases import relations_of

    return Release(
        name="r",
        date=DAY,
        keys=tuple(table.keys()),
        low=np.where(gone, least, counts),
        high=np.where(gone, np.inf, counts),
        values=counts,
        sensitive=np.zeros(counts.size, dtype=bool),
        relations=relations_of(table),
    )


def test_the_classic_square() -> None:
    """All four inner cells hidden, rows 7 and 9, columns 10 and 6: Fréchet's bounds."""
    table = Table.from_leaves(AXES, [[3, 4], [7, 2]])
    hidden = np.zeros((3, 3), dtype=bool)
    hidden[:2, :2] = True
    found = attack([release_of(table, hidden)])
    assert dict(zip(found.keys, zip(found.lower, found.upper, strict=True), strict=True)) == {
        ("P", "x"): (1, 7),
        ("P", "y"): (0, 6),
        ("Q", "x"): (3, 9),
        ("Q", "y"): (0, 6),
    }
    assert set(found.narrower_than(6.5)) == set(found.keys)
    assert found.narrower_than(6) == []


def test_what_readers_know_beforehand_counts() -> None:
    table = Table.from_leaves(AXES, [[3, 4], [7, 2]])
    hidden = np.zeros((3, 3), dtype=bool)
    hidden[:2, :2] = True
    known = attack([release_of(table, hidden)], bounds={("P", "y"): (4, 9)}, cells=[("P", "x")])
    assert known.keys == (("P", "x"),)
    assert (known.lower[0], known.upper[0]) == (1, 3)
    floor = attack([release_of(table, hidden, least=1.0)], cells=[("P", "x")])
    assert (floor.lower[0], floor.upper[0]) == (2, 6)


def test_without_margins_there_is_no_upper_bound() -> None:
    found = attack([release_of(Table((Axis.flat("area", "PQ"),), np.array([3, 9])), np.array([True, False]))])
    assert (found.lower[0], found.upper[0]) == (0, np.inf)


def test_it_finds_what_the_other_attacker_finds() -> None:
    for table in tables(8, seed=21):
        mask = np.random.default_rng(1).random(table.values.shape) < 0.4
        found = attack([release_of(table, mask)])
        expected = widths([(table, mask, 0.0)])
        assert len(found.keys) == len(expected)
        for key, width in zip(found.keys, found.width, strict=True):
            other = next(size for (name, _), size in expected.items() if name == key)
            assert width == pytest.approx(other, abs=1e-6) or (width == np.inf and other >= CAP / 2)


def test_a_public_release_is_read_with_the_count_that_another_tells() -> None:
    """The first hides what the second tells: then all that hung on it falls."""
    table = Table.from_leaves(AXES, [[3, 40], [70, 20]])
    first = protect(table, Rule(4))
    hidden = first.suppressed.copy()
    hidden[1, 1] = False
    both = [first.release("one", DAY).public(), release_of(table, hidden).public()]
    assert attack(both[:1]).narrower_than(5) == []
    assert ("P", "x") in attack(both).narrower_than(1e-3)
    assert told(first)[1].sum() == 4


def test_releases_that_cannot_both_be_true_are_refused() -> None:
    table = Table.from_leaves(AXES, [[3, 4], [7, 2]])
    hidden = np.zeros((3, 3), dtype=bool)
    hidden[:2, :2] = True
    one = release_of(table, hidden).public()
    low = np.where(one.exact, one.low, 5.0)
    other = Release("s", DAY, one.keys, low, one.high, one.values, one.sensitive)
    with pytest.raises(ValueError, match="published releases must not contradict each other"):
        attack([one, other])
