# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much is suppressed: never less than must be, and at most one and a half times what the cheapest pattern costs."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from baken.cores.disclosure import Axis, Cost, Rule, Table, protect
from tests.cores.disclosure.attacker import tables, widths

TINY = (Axis.flat("area", "PQ", total="T"), Axis.flat("type", "xyz", total="all"))


def brute_force(table: Table, rule: Rule) -> float:
    """The cost of the cheapest safe mask, by trying all that hold the unsafe cells, in order of cost."""
    price = rule.price(table.values).ravel()
    unsafe = rule.unsafe(table.values).ravel()
    rest = np.flatnonzero(~unsafe)
    masks = [set(more) for size in range(rest.size + 1) for more in combinations(rest.tolist(), size)]
    for more in sorted(masks, key=lambda cells: price[list(cells)].sum()):
        mask = unsafe.copy()
        mask[list(more)] = True
        if (
            min(widths([(table, mask.reshape(table.values.shape), rule.least)]).values(), default=9)
            >= rule.interval - 1e-6
        ):
            return float(price[mask].sum())
    raise AssertionError("suppressing everything is always safe")


@pytest.mark.parametrize("cost", list(Cost))
def test_the_optimum_is_what_trying_everything_finds(cost: Cost) -> None:
    random = np.random.default_rng(2)
    rule = Rule(3, cost=cost)
    for _ in range(2):
        table = Table.from_leaves(TINY, random.poisson(random.gamma(1, 9, (2, 3))))
        found = protect(table, rule)
        assert found.optimal
        assert found.cost == pytest.approx(brute_force(table, rule))


@pytest.mark.parametrize("cost", list(Cost))
def test_the_search_alone_costs_at_most_half_more(cost: Cost) -> None:
    ratios = ratios_of(8, seed=31, rule=Rule(4, cost=cost))
    assert max(ratios) <= 1.5
    assert np.mean(ratios) <= 1.15
    assert min(ratios) >= 1


def ratios_of(number: int, seed: int, rule: Rule) -> list[float]:
    """Cost of the search, over that of the cheapest pattern."""
    found = []
    for table in tables(number, seed):
        best = protect(table, rule, optimum_up_to=1000)
        assert best.optimal
        searched = protect(table, rule, optimum_up_to=0)
        assert not searched.optimal
        found.append(searched.cost / best.cost if best.cost else 1.0)
    return found
