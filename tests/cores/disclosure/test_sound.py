# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The promise: from everything published, no suppressed cell can be placed in less than the rule's width."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.cores.disclosure import Axis, Cost, Rule, Table, Zeros, attack, protect
from tests.cores.disclosure.attacker import SHAPES, tables, told, widths

RULES = (
    Rule(4),
    Rule(2, width=5),
    Rule(9, width=3),
    Rule(3, zeros=Zeros.PUBLISHED),
    Rule(3, zeros=Zeros.UNSAFE, cost=Cost.CELLS),
)


def holds(table: Table, rule: Rule, **how: object) -> None:
    found = protect(table, rule, **how)
    assert found.safe
    assert found.exposed == ()
    assert found.suppressed[rule.unsafe(table.values)].all()
    assert (np.isnan(found.values) == found.suppressed).all()
    assert (found.values == table.values)[~found.suppressed].all()
    if rule.zeros is Zeros.PUBLISHED:
        assert not found.suppressed[table.values == 0].any()
    attacked = widths([told(found)])
    assert len(attacked) == found.suppressed.sum()
    assert min(attacked.values(), default=rule.interval) >= rule.interval - 1e-6
    # and the certificate never promises more than the attacker must concede
    claimed = dict(zip(table.keys(), (found.upper - found.lower).ravel().tolist(), strict=True))
    for (key, _), width in attacked.items():
        assert rule.interval - 1e-6 <= claimed[key] <= width + 1e-6


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_nobody_recovers_a_cell_of_small_tables(rule: Rule) -> None:
    for table in tables(8, seed=7):
        holds(table, rule, optimum_up_to=0)


def test_nor_where_the_cheapest_pattern_was_found() -> None:
    for table in tables(5, seed=8):
        holds(table, Rule(4), optimum_up_to=60)


@settings(max_examples=15)
@given(st.data())
def test_nor_of_any_table(data: st.DataObject) -> None:
    axes = data.draw(st.sampled_from(SHAPES))
    shape = [int(axis.leaves.sum()) for axis in axes]
    size = int(np.prod(shape))
    counts = data.draw(st.lists(st.integers(0, 12), min_size=size, max_size=size))
    holds(Table.from_leaves(axes, np.reshape(counts, shape)), data.draw(st.sampled_from(RULES)), optimum_up_to=0)


def test_nor_of_a_table_that_is_searched_piece_by_piece() -> None:
    random = np.random.default_rng(5)
    areas = {f"B{i}": f"W{i % 6}" for i in range(24)} | {f"W{i}": "GM" for i in range(6)} | {"GM": None}
    types = {f"t{i}": f"G{i % 4}" for i in range(15)} | {f"G{i}": "all" for i in range(4)} | {"all": None}
    axes = (Axis.nested("area", areas), Axis.nested("type", types))
    table = Table.from_leaves(axes, random.poisson(random.gamma(0.6, 15, (24, 15))))
    assert table.values.size > 400
    found = protect(table, Rule(4))
    assert found.safe
    # one cell of each four: the rest is for the study
    keys = [key for key, hidden in zip(table.keys(), found.suppressed.ravel(), strict=True) if hidden][::4]
    release = found.release("first", date(2026, 1, 1)).public()
    assert attack([release], cells=keys).narrower_than(5) == []
    assert found.share_of_cells < 0.6


def test_a_naive_mask_is_recovered() -> None:
    """The attacker would notice: primary suppression alone fails him nearly always."""
    broken = 0
    for table in tables(20, seed=9):
        unsafe = Rule(4).unsafe(table.values)
        broken += unsafe.any() and min(widths([(table, unsafe, 0.0)]).values()) < 1e-6
    assert broken >= 10
