# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Controlled rounding: multiples, near, adding up, the same again."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from baken.cores.disclosure import Axis, Table, attack, round_to
from tests.cores.disclosure.attacker import margins, tables

DAY = date(2026, 1, 31)


@pytest.mark.parametrize("base", [3, 5, 10])
def test_multiples_that_add_up_and_lie_near(base: int) -> None:
    for table in tables(15, seed=base):
        found = round_to(table, base)
        assert (found.values % base == 0).all()
        assert (np.abs(found.values - table.values) < base * found.step).all()
        assert (found.low <= table.values).all()
        assert (found.high >= table.values).all()
        rounded = dict(zip(table.keys(), found.values.ravel().tolist(), strict=True))
        assert all(sum(weight * rounded[key] for key, weight in row.items()) == 0 for row in margins(table))
        if found.step == 1:
            stays = table.values % base == 0
            assert (found.values[stays] == table.values[stays]).all()


def test_chance_is_fair_on_average() -> None:
    """A count of 2 goes to 5 in two of five cases: rounding moves no total in the long run."""
    table = Table((Axis.flat("area", [str(n) for n in range(4000)]),), np.full(4000, 2))
    up = (round_to(table, 5).values == 5).mean()
    assert up == pytest.approx(0.4, abs=0.025)


def test_a_count_that_did_not_change_goes_the_same_way_again() -> None:
    axes = (Axis.flat("area", "PQRS", total="T"), Axis.flat("type", "xyz", total="all"))
    leaves = np.array([[1, 2, 3], [4, 6, 7], [8, 9, 11], [12, 13, 14]])
    first = round_to(Table.from_leaves(axes, leaves), 5)
    again = round_to(Table.from_leaves(axes, leaves), 5, published=[first.release("first", DAY)], seed=99)
    assert (again.values == first.values).all()
    assert again.moved == ()
    other = round_to(Table.from_leaves(axes, leaves), 5, seed=99)
    assert (other.values != first.values).any()  # which two together would narrow


def test_readers_learn_no_more_than_the_bounds() -> None:
    axes = (Axis.flat("area", "PQRS", total="T"), Axis.flat("type", "xyz", total="all"))
    table = Table.from_leaves(axes, [[1, 2, 3], [4, 6, 7], [8, 9, 11], [12, 13, 14]])
    found = round_to(table, 5)
    shown = attack([found.release("rounded", DAY)])
    bounds = dict(zip(table.keys(), zip(found.low.ravel(), found.high.ravel(), strict=True), strict=True))
    for key, lower, upper in zip(shown.keys, shown.lower, shown.upper, strict=True):
        assert bounds[key][0] - 1e-6 <= lower <= upper <= bounds[key][1] + 1e-6


@pytest.mark.parametrize("base", [1, 0, 2.5, -5])
def test_a_base_that_cannot_be_is_refused(base: float) -> None:
    with pytest.raises(ValueError, match="base must be a whole number of at least 2"):
        round_to(Table((Axis.flat("area", "PQ"),), np.array([1, 2])), base)  # type: ignore[arg-type]
