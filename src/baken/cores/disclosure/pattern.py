# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The search for secondary suppressions: cheap ones that leave every suppressed cell uncertain enough."""

from __future__ import annotations

import numpy as np

from baken.cores.disclosure.problem import LOCAL, TINY, Indices, Problem, tidy
from baken.cores.disclosure.proof import Proof
from baken.cores.disclosure.solver import least_cost
from baken.cores.disclosure.tables import Mask, Numbers

ROUNDS = 12
"""Linear programs that look for proof of many cells at once, before any cell is looked at by itself."""
STEPS = (1, 2, 0)
"""How many families of codes away a search looks in a large table, and then everywhere (0)."""
CHEAP = 2.0
"""In a large table, a find that costs up to so many times the width isn't compared with others."""


class Pattern:
    """Which cells are suppressed so far (``hidden``, with what isn't known anyhow), and the proof that this is enough.

    ``lost`` are variables that stay too certain even when everything is suppressed that may be.
    """

    def __init__(self, problem: Problem, seed: int = 0, *, again: int = 0) -> None:
        self.problem = problem
        self.hidden: Mask = problem.free | problem.first
        self.proof = Proof(problem)
        self.lost: set[int] = set()
        self.random = np.random.default_rng([seed, again])
        self.again = again
        self.small = int(problem.movable.sum()) <= LOCAL

    @property
    def cost(self) -> float:
        return float(self.problem.price[self.hidden & self.problem.choice].sum())

    def weak(self) -> list[int]:
        return [cell for cell in self.proof.weak(self.hidden).tolist() if cell not in self.lost]

    def look_around(self, rounds: int = ROUNDS) -> None:
        """Find tables that look the same with what is suppressed now, each far from the truth in many cells."""
        scope = np.flatnonzero(self.hidden)
        problem, need = self.problem, float(self.problem.need.max(initial=0.0))
        low = np.maximum(problem.low[scope] - problem.value[scope], -need)
        high = np.minimum(problem.high[scope] - problem.value[scope], need)
        matrix = problem.part(scope)
        signs = np.zeros(scope.size)
        for number in range(rounds):
            weak = np.isin(scope, self.weak())
            if not weak.any():
                return
            # up and down in turn, so that a cell that was moved up by chance comes down in the next round
            signs = -signs if number % 2 else self.random.choice([-1.0, 1.0], scope.size)
            moves = least_cost(np.where(weak, signs, 0.0), matrix, low, high)
            if moves is None:
                return
            self.proof.add(scope, tidy(moves))

    def complete(self) -> None:
        """Suppress what is needed until all is proven, or lost."""
        self.look_around()
        while weak := self.weak():
            for cell in self._order(weak):
                if not self.proof.strong(cell):
                    self._secure(cell)

    def _order(self, cells: list[int]) -> list[int]:
        """The hardest first, since what it needs often serves others; any order for a search that starts again."""
        if self.again:
            return list(self.random.permutation(cells).tolist())
        short = self.problem.need - self.proof.up - self.proof.down
        return sorted(cells, key=lambda cell: (-short[cell], self.problem.value[cell], cell))

    def _secure(self, cell: int) -> None:
        for steps in (0,) if self.small else STEPS:
            scope = self._scope(cell, steps, self.problem.movable)
            found = self._cheapest(cell, scope, compare=self.small or steps == STEPS[0])
            if not found and steps == 0:  # what can't be had whole is still taken as far as it goes
                found = self._farthest_apart(cell, scope)
            if found:
                for moves in found:
                    if self.proof.add(scope, moves):
                        self.hidden[scope[np.abs(moves) > TINY]] = True
                if self.proof.strong(cell):
                    return
        self.lost.add(cell)

    def _scope(self, cell: int, steps: int, among: Mask) -> Indices:
        return self.problem.around(cell, steps, among) if steps else np.flatnonzero(among)

    def _cheapest(self, cell: int, scope: Indices, *, compare: bool) -> tuple[Numbers, ...]:
        """Return the moves that make the cell uncertain enough at the least price; none where there are no such.

        Unless told to ``compare`` the first find will do: programs on large blocks take long.
        """
        best: tuple[Numbers, ...] = ()
        least = np.inf
        for number, (up, down) in enumerate(splits(self.problem, cell)):
            ways = [self._mirrored(cell, up, down, scope)]
            if number == 0 and up and down and ways[0][0] > 0 and (compare or not ways[0][1]):
                ways.append(self._one_by_one(cell, up, down, scope))
            for cost, moves in ways:
                if cost < least:
                    least, best = cost, moves
            if best and not compare:
                break
            enough = 0.0 if self.small else CHEAP * self.problem.need[cell]
            if least <= enough or (number == 1 and best and not self.small):
                break
        return best

    def _mirrored(self, cell: int, up: float, down: float, scope: Indices) -> tuple[float, tuple[Numbers, ...]]:
        """Moves up and down that are each other's reverse: what one suppresses serves the other, and its own cells too."""
        hidden = self.hidden[scope]
        price = self._price(scope, hidden)
        least, best = np.inf, np.zeros(0)
        for _ in range(3 if self.small else 2):
            vector = self.problem.direction(cell, up, down, scope, price)
            if vector is None:
                break
            new = (np.abs(vector) > TINY) & ~hidden
            cost = float(self.problem.price[scope][new].sum())
            if cost < least:
                least, best = cost, vector
            if cost == 0 or (np.abs(np.abs(vector[new]) - 1.0) < TINY).all():
                break
            # a cell costs what it costs, however little it moves: next, its price per unit that it moved now
            price = np.where(hidden, price, price / (np.abs(vector) + 0.05))
        return least, tuple(move * best for move in (up, -down) if move) if best.size else ()

    def _one_by_one(self, cell: int, up: float, down: float, scope: Indices) -> tuple[float, tuple[Numbers, ...]]:
        """Moves down and up for themselves, each the cheapest, the second with what the first suppressed."""
        hidden = self.hidden[scope]
        found = []
        for rise, fall in ((0.0, down), (up, 0.0)):
            vector = self.problem.direction(cell, rise, fall, scope, self._price(scope, hidden))
            if vector is None:
                return np.inf, ()
            hidden = hidden | (np.abs(vector) > TINY)
            found.append((rise - fall) * vector)
        return float(self.problem.price[scope][hidden & ~self.hidden[scope]].sum()), tuple(found)

    def _farthest_apart(self, cell: int, scope: Indices) -> tuple[Numbers, ...]:
        """Return moves down and up as far as they go together."""
        price = self._price(scope, self.hidden[scope])
        found = []
        missing = float(self.problem.need[cell])
        for sign in (-1.0, 1.0):
            moves = self._farthest(cell, sign, scope, missing)
            if moves is None:
                continue
            reached = float(np.abs(moves[np.searchsorted(scope, cell)]))
            cheap = None
            if reached > TINY:
                up, down = (reached, 0.0) if sign > 0 else (0.0, reached)
                cheap = self.problem.direction(cell, up, down, scope, price)
            found.append(moves if cheap is None else sign * reached * cheap)
            missing -= reached
            if missing <= TINY:
                break
        return tuple(found)

    def _farthest(self, cell: int, sign: float, scope: Indices, most: float) -> Numbers | None:
        problem = self.problem
        aim = np.zeros(scope.size)
        at = int(np.searchsorted(scope, cell))
        aim[at] = -sign
        low = problem.low[scope] - problem.value[scope]
        high = problem.high[scope] - problem.value[scope]
        low[at], high[at] = max(low[at], -most), min(high[at], most)
        moves = least_cost(aim, problem.part(scope), low, high)
        return None if moves is None else tidy(moves)

    def _price(self, scope: Indices, hidden: Mask) -> Numbers:
        price = self.problem.price[scope]
        # what is suppressed already costs next to nothing: just enough to keep the moves short
        return np.where(hidden, 1e-4 * float(price.min(initial=1.0)), price)


def splits(problem: Problem, cell: int) -> list[tuple[float, float]]:
    """Return ways to divide the width that a cell needs in (up, down), the likeliest first."""
    need = float(problem.need[cell])
    room = float(min(problem.value[cell] - problem.low[cell], need))
    ways = [(need - room, room)]
    half = float(np.floor(min(room, need / 2)))
    for down in (half, 0.0):
        if down < room and problem.value[cell] + need - down <= problem.high[cell]:
            ways.append((need - down, down))
    return list(dict.fromkeys(ways))
