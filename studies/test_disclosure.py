# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Disclosure control on thousands of tables: nobody recovers a cell, and hundreds of times beside the cheapest pattern."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from tests.cores.disclosure.attacker import margins, tables, told, widths
from tests.cores.disclosure.test_optimum import ratios_of

from baken.cores.disclosure import Cost, Rule, Table, Zeros, protect

RULES = (Rule(4), Rule(2, width=5), Rule(9, width=3), Rule(3, zeros=Zeros.PUBLISHED), Rule(3, zeros=Zeros.UNSAFE))


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_nobody_recovers_a_cell_of_thousands_of_tables(rule: Rule) -> None:
    for number, table in enumerate(tables(600, seed=101)):
        found = protect(table, rule, optimum_up_to=0)
        assert found.safe, number
        left = widths([told(found)])
        assert min(left.values(), default=rule.interval) >= rule.interval - 1e-6, number


def test_nor_from_hundreds_of_series_of_three_releases() -> None:
    random = np.random.default_rng(103)
    rule = Rule(4)
    for number, first in enumerate(tables(200, seed=102)):
        table, kept, shown = first, [], []
        for year in (2024, 2025, 2026):
            leaves = table.values[table.leaves]
            revised = np.where(random.random(leaves.size) < 0.15, random.poisson(leaves + 0.5), leaves)
            table = Table.from_leaves(table.axes, revised.reshape([int(axis.leaves.sum()) for axis in table.axes]))
            prices = random.uniform(0.5, 20, table.values.shape)
            found = protect(table, rule, published=kept, prices=prices, optimum_up_to=0)
            kept.append(found.release(str(year), date(year, 1, 1)))
            shown.append(told(found))
            narrow = {key for (key, _), width in widths(shown).items() if width < 5 - 1e-6}
            assert narrow <= set(found.exposed), number


def test_nor_by_using_that_counts_are_whole() -> None:
    rule = Rule(4)
    for number, table in enumerate(tables(200, seed=106)):
        found = protect(table, rule, optimum_up_to=0)
        assert min(whole_widths(table, found.suppressed), default=5) >= 5, number


def whole_widths(table: Table, suppressed: np.ndarray) -> list[float]:
    """Width of each suppressed cell among whole counts, by integer programs."""
    at = {key: number for number, key in enumerate(table.keys())}
    matrix = np.zeros((len(margins(table)), len(at)))
    for number, row in enumerate(margins(table)):
        for key, weight in row.items():
            matrix[number, at[key]] = weight
    hidden = np.flatnonzero(suppressed.ravel())
    right = matrix[:, hidden] @ table.values.ravel()[hidden]
    constraint = LinearConstraint(matrix[:, hidden], right, right)
    found = []
    for aim in np.eye(hidden.size):
        ends = [
            milp(
                sign * aim, constraints=constraint, bounds=Bounds(0, table.values.max() + 50), integrality=aim * 0 + 1
            ).x
            for sign in (1, -1)
        ]
        found.append(float(aim @ (ends[1] - ends[0])))
    return found


@pytest.mark.parametrize("cost", list(Cost))
@pytest.mark.parametrize("threshold", [3, 4])
def test_the_search_costs_at_most_half_more_than_the_cheapest(threshold: int, cost: Cost) -> None:
    ratios = np.array(ratios_of(100, seed=104 + threshold, rule=Rule(threshold, cost=cost)))
    assert ratios.max() <= 1.5
