# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cheapest pattern there is, for tables small enough."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array

from baken.cores.disclosure.pattern import Pattern
from baken.cores.disclosure.problem import TINY, Problem
from baken.cores.disclosure.proof import Proof
from baken.cores.disclosure.tables import Mask, Numbers


def cheapest(problem: Problem, *, known: Pattern | None = None, rounds: int = 60) -> Pattern | None:
    """Return the pattern of least cost, or None where ``rounds`` don't suffice or some cell can't be protected at all.

    Benders' decomposition, as Fischetti & Salazar (2001) have it for lower, upper and sliding protection, of which this
    is the sliding kind, asked of every suppressed cell. A master problem chooses cells; for each cell that readers could
    then place too well, the dual of their linear program is an inequality that the choice breaks. It says how much room
    must be suppressed, weighed by the dual; as no single cell need give more than the whole width, its weights are cut
    off there. ``known`` is a pattern from which its proof is used to skip what is proven.
    """
    if not problem.choice.any() or (known is not None and known.lost):
        return None
    choice = np.flatnonzero(problem.choice)
    place = np.full(problem.value.size, -1)
    place[choice] = np.arange(choice.size)
    cuts, least = _pairs(problem, place, choice.size)
    fixed = problem.first[choice].astype(np.float64)
    for _ in range(rounds):
        constraints = [LinearConstraint(np.array(cuts), np.array(least), np.inf)] if cuts else []
        solved = milp(
            problem.price[choice], constraints=constraints, bounds=Bounds(fixed, 1.0), integrality=np.ones(choice.size)
        )
        if solved.x is None or solved.status != 0:
            return None
        pattern = Pattern(problem)
        pattern.hidden[choice[solved.x > 0.5]] = True
        pattern.look_around()
        weak = pattern.weak()
        broken = False
        for cell in weak:
            if pattern.proof.strong(cell):
                continue
            weights = _cut(problem, pattern.hidden, cell, pattern.proof)
            if weights is None:
                if not pattern.proof.strong(cell):
                    return None
                continue
            broken = True
            own = np.zeros(choice.size)
            inside = place >= 0
            own[place[inside]] = weights[inside]
            need = float(problem.need[cell])
            given = float(weights[problem.free].sum())
            if place[cell] >= 0:
                own[place[cell]] -= need
                need = 0.0
            cuts.append(own)
            least.append(need - given)
        if not broken:
            return pattern
    return None


def _pairs(problem: Problem, place: np.ndarray, size: int) -> tuple[list[Numbers], list[float]]:
    """An unknown is never alone in an equation: whatever is suppressed needs another one beside it."""
    cuts, least = [], []
    rows = problem.matrix
    for row in range(rows.shape[0]):
        inside = rows.indices[rows.indptr[row] : rows.indptr[row + 1]]
        free = int(problem.free[inside].sum())
        for cell in inside[problem.movable[inside] & (problem.need[inside] > 0)].tolist():
            if free - int(problem.free[cell]) > 0:
                continue
            others = np.zeros(size)
            others[place[inside[problem.choice[inside]]]] = 1.0
            if place[cell] >= 0:
                others[place[cell]] = -1.0
            cuts.append(others)
            least.append(0.0 if place[cell] >= 0 else 1.0)
    return cuts, least


def _cut(problem: Problem, hidden: Mask, cell: int, proof: Proof) -> Numbers | None:
    """Return weights w such that the width of ``cell`` is at most the w of what isn't known; None if it is wide enough."""
    need = float(problem.need[cell])
    far = 1e3 * (1.0 + need)
    rise = np.minimum(problem.high - problem.value, far)
    fall = np.minimum(problem.value - problem.low, far)
    weights = np.zeros(problem.value.size)
    scope = np.arange(problem.value.size)
    matrix: csr_array = problem.matrix
    for sign in (1.0, -1.0):
        aim = np.zeros(problem.value.size)
        aim[cell] = -sign
        bounds = np.column_stack([np.where(hidden, -fall, 0.0), np.where(hidden, rise, 0.0)])
        solved = linprog(aim, A_eq=matrix, b_eq=np.zeros(matrix.shape[0]), bounds=bounds, method="highs")
        if solved.x is None:
            return None
        proof.add(scope, solved.x)
        # any multipliers of the equations give a bound that holds for every pattern: reduced costs of what may move
        reduced = -aim - matrix.T @ (-solved.eqlin.marginals)
        weights += np.where(reduced > TINY, reduced * rise, 0.0) + np.where(reduced < -TINY, -reduced * fall, 0.0)
    if proof.strong(cell):
        return None
    return np.minimum(weights, need)
