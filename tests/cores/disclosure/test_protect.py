# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is suppressed: worked examples, and what the figures beside it say."""

from __future__ import annotations

import numpy as np
import pytest

from baken.cores.disclosure import Axis, Cost, Relation, Rule, Table, Zeros, protect
from tests.cores.disclosure.attacker import tables, told, widths
from tests.cores.test_alone import FRAMEWORKS, import_alone

PLAIN = (Axis.flat("area", "PQR", total="T"), Axis.flat("type", "xyz", total="all"))
TABLE = Table.from_leaves(PLAIN, [[20, 50, 10], [8, 19, 22], [17, 3, 12]])


def test_one_unsafe_cell_takes_a_rectangle() -> None:
    """3 is hidden with the cheapest rectangle that has room for it: 12, 19 and 22; not 17, 50 and 20."""
    found = protect(TABLE, Rule(4))
    assert found.optimal
    assert sorted(TABLE.values[found.suppressed].tolist()) in ([3, 12, 19, 22], [3, 10, 12, 50], [3, 8, 17, 19])
    assert found.cost == 47  # 3 + 8 + 17 + 19
    assert found.share_of_cells == pytest.approx(4 / 16)
    assert found.share_of_total == pytest.approx(47 / 161)
    assert found.sensitive.sum() == 1


def test_prices_lead_elsewhere() -> None:
    prices = np.ones((4, 4))
    prices[1, 0] = 1000
    found = protect(TABLE, Rule(4), prices=prices)
    assert not found.suppressed[1, 0]
    assert found.cost == 4
    assert protect(TABLE, Rule(4, cost=Cost.CELLS)).cost == 4


def test_nothing_is_suppressed_where_nothing_is_unsafe() -> None:
    found = protect(TABLE, Rule(2))
    assert not found.suppressed.any()
    assert found.cost == found.share_of_cells == found.share_of_total == 0
    assert (found.lower == TABLE.values).all()
    assert (found.upper == TABLE.values).all()


def test_an_empty_table_may_be_published() -> None:
    found = protect(Table.from_leaves(PLAIN, np.zeros((3, 3))), Rule(4))
    assert not found.suppressed.any()
    assert found.share_of_total == 0


def test_zeros_are_hidden_where_nobody_is_news() -> None:
    counts = [[0, 50, 10], [8, 19, 22], [17, 30, 12]]
    assert not protect(Table.from_leaves(PLAIN, counts), Rule(4)).suppressed.any()
    found = protect(Table.from_leaves(PLAIN, counts), Rule(4, zeros=Zeros.UNSAFE))
    assert found.suppressed[0, 0]
    assert found.safe


def test_a_single_part_is_hidden_with_its_whole() -> None:
    axes = (Axis.nested("area", {"B1": "W1", "W1": "GM", "B2": "W2", "B3": "W2", "W2": "GM", "GM": None}),)
    found = protect(Table.from_leaves(axes, [3, 9, 30]), Rule(4))
    # the wijk tells its only buurt, and the municipality less the other wijk would tell the wijk
    assert found.values.tolist()[2:5] == [9, 30, 39]
    assert np.flatnonzero(found.suppressed).tolist() == [0, 1, 5]
    assert found.safe


def test_a_table_without_margins_needs_no_secondary_cells() -> None:
    found = protect(Table((Axis.flat("area", "PQR"),), np.array([3, 0, 50])), Rule(4))
    assert found.suppressed.tolist() == [True, False, False]
    assert found.safe


def test_readers_may_know_an_equation_that_is_no_margin() -> None:
    extra = Relation(((("P", "x"), 1.0), (("Q", "y"), -1.0)), total=1.0)
    table = Table.from_leaves(PLAIN, [[20, 50, 10], [8, 19, 22], [17, 3, 12]], relations=[extra])
    found = protect(table, Rule(4))
    assert found.safe
    assert found.suppressed[0, 0] == found.suppressed[1, 1]  # one would tell the other
    assert min(widths([told(found)]).values()) >= 5


def test_what_readers_know_already_can_make_a_cell_unprotectable() -> None:
    found = protect(TABLE, Rule(4), bounds={("R", "y"): (2, 4)})
    assert not found.safe
    assert found.exposed == (("R", "y"),)
    assert found.suppressed[2, 1]
    assert found.upper[2, 1] - found.lower[2, 1] <= 2


def test_room_above_that_readers_rule_out_isnt_used() -> None:
    found = protect(TABLE, Rule(4), bounds={("R", "y"): (0, 5), ("R", "z"): (0, 12)})
    assert found.safe
    assert found.upper[2, 1] <= 5
    assert found.upper[2, 2] <= 12


def test_the_same_table_gives_the_same_answer() -> None:
    for table in tables(4, seed=3):
        one, other = (protect(table, Rule(4), optimum_up_to=0, seed=1) for _ in range(2))
        assert (one.suppressed == other.suppressed).all()


def test_large_counts_and_widths_are_no_trouble() -> None:
    leaves = [[200_000, 51_000, 1_310_000], [830, 1_900_000, 22_470], [17_000, 300, 12_000]]
    table = Table.from_leaves(PLAIN, leaves)
    found = protect(table, Rule(999, width=777.5))
    assert found.safe
    assert min(widths([told(found)]).values()) >= 777.5 - 1e-6


def test_every_secondary_cell_is_needed() -> None:
    """Publishing any one of them again would break the promise, or be found by the last pass."""
    for table in tables(5, seed=4):
        found = protect(table, Rule(4), optimum_up_to=60)
        for cell in np.argwhere(found.suppressed & ~found.sensitive):
            less = found.suppressed.copy()
            less[tuple(cell)] = False
            assert min(widths([(table, less, 0.0)]).values(), default=0) < 5 - 1e-6 or not found.optimal


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"prices": np.zeros((4, 4))}, "prices must be finite numbers above 0"),
        ({"prices": np.ones(3)}, "prices must have the shape"),
        ({"bounds": {("R", "y"): (4, 9)}}, "bounds of .* must hold its count"),
        ({"bounds": {("no", "y"): (4, 9)}}, "bounds must be of a cell"),
        ({"relations": [Relation(((("P", "x"), 1.0),), total=1.0)]}, "relations must hold for the counts"),
        ({"relations": [Relation(((("no", "x"), 1.0),))]}, "relations must be between cells"),
    ],
)
def test_bad_arguments_are_refused_by_name(how: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        protect(TABLE, Rule(4), **how)  # type: ignore[arg-type]


def test_disclosure_needs_numpy_and_scipy_only() -> None:
    done = import_alone("baken.cores.disclosure", FRAMEWORKS | {"hypothesis", "pytest"})
    assert done.returncode == 0, done.stderr
    assert "django" not in done.stdout
