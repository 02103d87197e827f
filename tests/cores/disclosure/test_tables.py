# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables, rules, relations: what they refuse, and the sums that they know."""

from __future__ import annotations

import numpy as np
import pytest

from baken.cores.disclosure import Axis, Relation, Rule, Table, Zeros, same_total

AREAS = Axis.nested("area", {"B1": "W1", "B2": "W1", "B3": "W2", "W1": "GM", "W2": "GM", "GM": None})
TYPES = Axis.flat("type", ("x", "y"), total="all")


def test_margins_are_added_up_from_leaves() -> None:
    table = Table.from_leaves((AREAS, TYPES), [[1, 2], [3, 4], [5, 6]])
    assert table.values.tolist() == [[1, 2, 3], [3, 4, 7], [5, 6, 11], [4, 6, 10], [5, 6, 11], [9, 12, 21]]
    assert table.leaves.sum() == 6
    keys = list(table.keys())
    assert keys[0] == ("B1", "x")
    assert keys[-1] == ("GM", "all")


def test_every_sum_of_margins_is_known_once() -> None:
    table = Table.from_leaves((AREAS, TYPES), [[1, 2], [3, 4], [5, 6]])
    sums = [(tuple(cells.tolist()), weights.tolist()) for cells, weights in table.sums()]
    assert len(sums) == len(set(map(str, sums))) == 3 * 3 + 6
    assert all(table.values.ravel()[list(cells)] @ weights == 0 for cells, weights in sums)


def test_a_parent_listed_before_its_children_is_added_up_too() -> None:
    top_first = Axis.nested("area", {"GM": None, "W1": "GM", "B1": "W1", "B2": "W1"})
    assert Table.from_leaves((top_first,), [1, 2]).values.tolist() == [3, 3, 1, 2]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([1, 2, 4], "values of area 'T' must be the sum"),
        ([1, -1, 0], "values must not be negative"),
        ([0.5, 1.5, 2], "values must be whole numbers"),
        ([np.nan, 1, 1], "values must be finite"),
        ([1, 2], "values must have the shape"),
    ],
)
def test_counts_that_cannot_be_are_refused(values: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Table((Axis.flat("area", "PQ", total="T"),), np.array(values))


def test_a_table_cannot_be_changed_afterwards() -> None:
    given = np.array([1, 2, 3])
    table = Table((Axis.flat("area", "PQ", total="T"),), given)
    given[0] = 9
    assert table.values[0] == 1
    with pytest.raises(ValueError):
        table.values[0] = 9


@pytest.mark.parametrize(
    ("codes", "parents", "message"),
    [
        ((), (), "codes of axis 'a' must not be empty"),
        (("x", "x"), (None, None), "codes of axis 'a' must differ"),
        (("x", "y"), (None,), "parents of axis 'a' must be as many"),
        (("x", "y"), ("z", None), "parents of axis 'a' must be among its codes"),
        (("x", "y"), ("y", "x"), "parents of axis 'a' must not lead in a circle"),
    ],
)
def test_axes_that_cannot_be_are_refused(codes: tuple[str], parents: tuple[str | None], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Axis("a", codes, parents)


def test_axes_of_a_table_have_names_of_their_own() -> None:
    with pytest.raises(ValueError, match="axes must have different names"):
        Table.from_leaves((Axis.flat("a", "PQ"), Axis.flat("a", "xy")), np.zeros((2, 2)))


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"threshold": -1}, "threshold"),
        ({"threshold": 2.5}, "threshold"),
        ({"threshold": float("nan")}, "threshold"),
        ({"threshold": 4, "width": 0}, "width"),
        ({"threshold": 4, "width": float("inf")}, "width"),
        ({"threshold": 4, "revision": -1}, "revision"),
        ({"threshold": 4, "zeros": "hide"}, "Zeros"),
    ],
)
def test_rules_that_cannot_be_are_refused(how: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Rule(**how)  # type: ignore[arg-type]


def test_what_is_unsafe_depends_on_zeros() -> None:
    counts = np.array([0.0, 1, 4, 5])
    assert Rule(4).unsafe(counts).tolist() == [False, True, True, False]
    assert Rule(4, zeros=Zeros.UNSAFE).unsafe(counts).tolist() == [True, True, True, False]
    assert Rule(4).interval == 5
    assert [Rule(4, zeros=zeros).least for zeros in Zeros] == [0, 1, 0]


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"terms": ()}, "terms must name at least one"),
        ({"terms": ((("a",), 1.0), (("a",), 2.0))}, "terms must name each cell once"),
        ({"terms": ((("a",), 0.0),)}, "weights other than 0"),
        ({"terms": ((("a",), 1.0),), "total": float("nan")}, "total must be"),
        ({"terms": ((("a",), 1.0),), "slack": -1}, "slack must be"),
    ],
)
def test_relations_that_cannot_be_are_refused(how: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Relation(**how)  # type: ignore[arg-type]


def test_the_same_total() -> None:
    assert same_total([("a",)], [("b",), ("c",)]).terms == ((("a",), 1.0), (("b",), -1.0), (("c",), -1.0))
