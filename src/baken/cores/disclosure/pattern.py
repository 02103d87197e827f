# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The search for secondary suppressions: cheap ones that leave every suppressed cell uncertain enough."""

from __future__ import annotations

import numpy as np

from baken.cores.disclosure.problem import LOCAL, TINY, Indices, Problem, least_cost
from baken.cores.disclosure.proof import Proof
from baken.cores.disclosure.tables import Mask, Numbers

ROUNDS = 12
"""Linear programs that look for proof of many cells at once, before any cell is looked at by itself."""


class Pattern:
    """Which cells are suppressed so far (``hidden``, with what isn't known anyhow), and the proof that this is enough.

    ``lost`` are variables that stay too certain even when everything is suppressed that may be.
    """

    def __init__(self, problem: Problem, seed: int = 0) -> None:
        self.problem = problem
        self.hidden: Mask = problem.free | problem.first
        self.proof = Proof(problem)
        self.lost: set[int] = set()
        self.random = np.random.default_rng(seed)
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
        for number in range(rounds):
            weak = np.isin(scope, self.weak())
            if not weak.any():
                return
            # up and down in turn, so that a cell that was moved up by chance comes down in the next round
            signs = self.random.choice([-1.0, 1.0], scope.size) if number % 2 == 0 else -signs
            moves = least_cost(np.where(weak, signs, 0.0), matrix, low, high)
            if moves is None:
                return
            self.proof.add(scope, np.where(np.abs(moves - np.round(moves)) < 1e-6, np.round(moves), moves))

    def complete(self) -> None:
        """Suppress what is needed until all is proven, or lost."""
        self.look_around()
        while weak := self.weak():
            # the hardest first, and the dearest among them: what it needs often serves the others
            short = self.problem.need - self.proof.up - self.proof.down
            order = sorted(weak, key=lambda cell: (-short[cell], -self.problem.value[cell], self.random.random()))
            for cell in order:
                if not self.proof.strong(cell):
                    self._secure(cell)

    def _secure(self, cell: int) -> None:
        for steps in (0,) if self.small else (2, 4, 0):
            scope = self._scope(cell, steps, self.problem.movable)
            found, enough = self._cheapest(cell, scope)
            if enough or steps == 0:  # what can't be had whole is still taken as far as it goes
                for moves in found:
                    if self.proof.add(scope, moves):
                        self.hidden[scope[np.abs(moves) > TINY]] = True
                if self.proof.strong(cell):
                    return
        self.lost.add(cell)

    def _scope(self, cell: int, steps: int, among: Mask) -> Indices:
        return self.problem.around(cell, steps, among) if steps else np.flatnonzero(among)

    def _cheapest(self, cell: int, scope: Indices) -> tuple[tuple[Numbers, ...], bool]:
        """Return the moves that make the cell uncertain at the least price, and whether they do so enough."""
        best: tuple[Numbers, ...] = ()
        least = np.inf
        hidden = self.hidden[scope]
        for up, down in splits(self.problem, cell):
            price = self._price(scope)
            for _ in range(3):
                vector = self.problem.direction(cell, up, down, scope, price)
                if vector is None:
                    break
                used = np.abs(vector) > TINY
                cost = float(self.problem.price[scope][used & ~hidden].sum())
                if cost < least:
                    least = cost
                    best = tuple(move * vector for move in (up, -down) if move)
                if cost == 0 or self._even(vector[used & ~hidden]):
                    break
                # a cell costs what it costs, however little it moves: price per unit moved in the last answer
                price = np.where(hidden, price, price / (np.abs(vector) + 0.05))
            if least == 0:
                return best, True
        return (best, True) if best else self._apart(cell, scope)

    def _apart(self, cell: int, scope: Indices) -> tuple[tuple[Numbers, ...], bool]:
        """Return moves up and down that need not be each other's reverse, together as far as they go."""
        price = self._price(scope)
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
        return tuple(found), missing <= TINY

    def _farthest(self, cell: int, sign: float, scope: Indices, most: float) -> Numbers | None:
        problem = self.problem
        aim = np.zeros(scope.size)
        at = int(np.searchsorted(scope, cell))
        aim[at] = -sign
        low = problem.low[scope] - problem.value[scope]
        high = problem.high[scope] - problem.value[scope]
        low[at], high[at] = max(low[at], -most), min(high[at], most)
        return least_cost(aim, problem.part(scope), low, high)

    def _price(self, scope: Indices) -> Numbers:
        price = self.problem.price[scope]
        hidden = self.hidden[scope]
        # what is suppressed already costs next to nothing: just enough to keep the moves short
        return np.where(hidden, 1e-4 * float(price.min(initial=1.0)), price)

    @staticmethod
    def _even(moves: Numbers) -> bool:
        return bool((np.abs(np.abs(moves) - 1.0) < TINY).all())


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
