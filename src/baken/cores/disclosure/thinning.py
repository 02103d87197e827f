# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Publish again what turns out not to be needed."""

from __future__ import annotations

import numpy as np

from baken.cores.disclosure.pattern import STEPS, Pattern, splits
from baken.cores.disclosure.problem import TINY, Indices
from baken.cores.disclosure.tables import Mask, Numbers


def thin_out(pattern: Pattern, tries: int) -> None:
    """Publish secondary suppressions that all proofs can do without, the dearest first.

    At most ``tries`` linear programs are spent on it: a bound in work, not in time, so that the same table always gives
    the same answer.
    """
    problem = pattern.problem
    secondary = np.flatnonzero(pattern.hidden & problem.choice & ~problem.first)
    order = secondary[np.argsort(-problem.price[secondary], kind="stable")]
    for cell in order.tolist():
        if tries <= 0:
            return
        tries -= _without(pattern, cell)


def _without(pattern: Pattern, cell: int) -> int:
    """Publish a cell if every proof that rests on it has another; return how many linear programs that took."""
    problem, proof = pattern.problem, pattern.proof
    hidden = pattern.hidden.copy()
    hidden[cell] = False
    if _gives_away(pattern, cell, hidden):
        return 0
    spent = 0
    renewed: list[tuple[Indices, Numbers]] = []
    waiting = {one for one in proof.resting_on(cell) if hidden[one] and one not in pattern.lost}
    while waiting:
        one = min(waiting)
        found = None
        for steps in (0,) if pattern.small else STEPS[:1]:
            scope = problem.around(one, steps, hidden) if steps else np.flatnonzero(hidden)
            for up, down in splits(problem, one):
                spent += 1
                vector = problem.direction(one, up, down, scope, np.ones(scope.size))
                if vector is not None:
                    found = [(scope, move * vector) for move in (up, -down) if move]
                    break
        if found is None:
            return spent
        renewed += found
        waiting -= _proven(pattern, found)
    pattern.hidden[cell] = False
    proof.drop(cell)
    for scope, moves in renewed:
        proof.add(scope, moves)
    if any(one not in pattern.lost for one in proof.weak(pattern.hidden).tolist()):  # pragma: no cover - numerics
        pattern.complete()
    return spent


def _proven(pattern: Pattern, moves: list[tuple[Indices, Numbers]]) -> set[int]:
    """Return the variables that these moves alone make uncertain enough."""
    need = pattern.problem.need
    reach: dict[int, float] = {}
    for scope, vector in moves:
        moving = np.abs(vector) > TINY
        for variable, move in zip(scope[moving].tolist(), np.abs(vector[moving]).tolist(), strict=True):
            reach[variable] = reach.get(variable, 0.0) + move
    return {variable for variable, width in reach.items() if width >= need[variable] - TINY}


def _gives_away(pattern: Pattern, cell: int, hidden: Mask) -> bool:
    """Tell whether some equation would have one unknown left that needs to stay so: the common case, told at a glance."""
    problem = pattern.problem
    rows, columns = problem.matrix, problem.columns
    for row in columns.indices[columns.indptr[cell] : columns.indptr[cell + 1]]:
        inside = rows.indices[rows.indptr[row] : rows.indptr[row + 1]]
        left = inside[hidden[inside]]
        if left.size == 1 and problem.need[left[0]] > 0 and int(left[0]) not in pattern.lost:
            return True
    return False
