# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""An attacker of its own, who shares no line with what it attacks, and tables to try it on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_diag

from baken.cores.disclosure import Axis, Protected, Relation, Table

CAP = 1000.0
"""Added to the largest count: as far as the attacker looks. A bound that is never reached makes him stronger, if anything."""


def margins(table: Table) -> list[dict[tuple[str, ...], float]]:
    """The equations of a table, from its axes by name."""
    found = []
    for number, axis in enumerate(table.axes):
        for parent in dict.fromkeys(code for code in axis.parents if code is not None):
            children = [code for code, above in zip(axis.codes, axis.parents, strict=True) if above == parent]
            others = [other.codes for position, other in enumerate(table.axes) if position != number]
            for rest in product(*others):
                key = lambda code, rest=rest, number=number: (*rest[:number], code, *rest[number:])  # noqa: E731
                found.append({key(parent): -1.0} | {key(child): 1.0 for child in children})
    return found


def widths(
    releases: Sequence[tuple[Table, np.ndarray, float]], relations: Sequence[Relation] = ()
) -> dict[tuple[tuple[str, ...], float], float]:
    """Width of the interval of every (cell, count) that no release published, by one linear program for all of them.

    A release is a table, its mask of suppressed cells and what a suppressed cell is at least.
    """
    state: dict[tuple[tuple[str, ...], float], int] = {}
    known: set[int] = set()
    least: dict[int, float] = {}
    last: dict[tuple[str, ...], int] = {}
    rows: list[dict[int, float]] = []
    for table, suppressed, floor in releases:
        mine = {}
        keys = product(*(axis.codes for axis in table.axes))
        for key, count, hidden in zip(keys, table.values.ravel().tolist(), suppressed.ravel().tolist(), strict=True):
            variable = mine[key] = state.setdefault((key, count), len(state))
            if hidden:
                least[variable] = max(least.get(variable, 0.0), floor)
            else:
                known.add(variable)
        rows += [{mine[key]: weight for key, weight in row.items()} for row in margins(table)]
        last |= mine
    rows += [{last[key]: weight for key, weight in relation.terms} for relation in relations]
    value = np.array([count for _, count in state])
    matrix = np.zeros((len(rows), value.size))
    for number, row in enumerate(rows):
        for variable, weight in row.items():
            matrix[number, variable] += weight
    assert np.allclose(matrix @ value, 0)
    unknown = [variable for variable in range(value.size) if variable not in known]
    if not unknown:
        return {}
    matrix = matrix[:, unknown]
    matrix = matrix[np.abs(matrix).sum(axis=1) > 0]
    right = matrix @ value[unknown]
    bounds = [(least.get(variable, 0.0), value.max() + CAP) for variable in unknown]
    size = len(unknown)
    both = block_diag([matrix] * (2 * size), format="csr")
    aim = np.concatenate([np.eye(size).ravel(), -np.eye(size).ravel()])
    solved = linprog(aim, A_eq=both, b_eq=np.tile(right, 2 * size), bounds=bounds * (2 * size))
    assert solved.status == 0, solved.message
    ends = (aim * solved.x).reshape(2, size, size).sum(axis=2)
    names = list(state)
    return {names[variable]: float(-ends[1, i] - ends[0, i]) for i, variable in enumerate(unknown)}


def told(protected: Protected) -> tuple[Table, np.ndarray, float]:
    return protected.table, protected.suppressed, protected.rule.least


BUURTEN = {"B1": "W1", "B2": "W1", "B3": "W2", "B4": "W2", "B5": "W2", "W1": "GM", "W2": "GM", "GM": None}
THEMES = {"a": "A", "b": "A", "c": "C", "d": "C", "A": "all", "C": "all", "all": None}
SHAPES: tuple[tuple[Axis, ...], ...] = (
    (Axis.flat("area", "PQRS", total="T"), Axis.flat("type", "wxyz", total="all")),
    (Axis.nested("area", BUURTEN), Axis.flat("type", "xyz", total="all")),
    (Axis.flat("area", "PQR", total="T"), Axis.flat("type", "xy", total="all"), Axis.flat("year", "12", total="both")),
    (
        Axis.nested("area", dict(list(BUURTEN.items())[:4]) | {"W1": "GM", "W2": "GM", "GM": None}),
        Axis.nested("t", THEMES),
    ),
    (Axis.flat("area", "PQRSU", total="T"), Axis.flat("type", "wx")),
)


def tables(number: int, seed: int) -> Iterator[Table]:
    """Small tables of all shapes, from nearly empty to busy."""
    random = np.random.default_rng(seed)
    for i in range(number):
        axes = SHAPES[i % len(SHAPES)]
        shape = [int(axis.leaves.sum()) for axis in axes]
        yield Table.from_leaves(axes, random.poisson(random.gamma(0.8, random.choice([1, 3, 10, 25]), shape)))
