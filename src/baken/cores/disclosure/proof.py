# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Proof that readers can't place a suppressed cell: other tables that look the same from outside."""

from __future__ import annotations

import numpy as np

from baken.cores.disclosure.problem import TINY, Indices, Problem
from baken.cores.disclosure.tables import Mask, Numbers


class Proof:
    """Moves away from the truth that readers can't exclude, and how far each variable goes up and down in them.

    All tables that readers can't exclude form a convex set. So whatever lies between two of them is possible too, and
    what is found here lies within what any reader can compute: a proof by example, which doesn't depend on whether a
    solver found the very best bounds. A proof stands as long as every variable that it moves stays unknown.
    """

    def __init__(self, problem: Problem) -> None:
        size = problem.value.size
        self.problem = problem
        self.up: Numbers = np.zeros(size)
        self.down: Numbers = np.zeros(size)
        self._highest: list[int] = [-1] * size
        self._lowest: list[int] = [-1] * size
        self._moves: dict[int, tuple[Indices, Numbers]] = {}
        self._uses: dict[int, set[int]] = {}
        self._through: dict[int, set[int]] = {}
        self._next = 0

    def weak(self, hidden: Mask) -> Indices:
        """Return which hidden variables aren't proven to be as uncertain as they need."""
        need = self.problem.need
        return np.flatnonzero(hidden & (need > 0) & (self.up + self.down < need - TINY))

    def strong(self, cell: int) -> bool:
        return bool(self.up[cell] + self.down[cell] >= self.problem.need[cell] - TINY)

    def add(self, scope: Indices, moves: Numbers) -> bool:
        """Take moves up, for those variables that they help; False where they are no table that could be."""
        moving = np.abs(moves) > TINY
        scope, moves = scope[moving], moves[moving]
        if not scope.size or not self.problem.holds(scope, moves):
            return False
        need = self.problem.need[scope]
        short = (need > 0) & (self.up[scope] + self.down[scope] < need - TINY)
        better = short & ((moves > self.up[scope] + TINY) | (-moves > self.down[scope] + TINY))
        if better.any():
            number, self._next = self._next, self._next + 1
            self._moves[number] = (scope, moves)
            self._uses[number] = set()
            for variable in scope.tolist():
                self._through.setdefault(variable, set()).add(number)
            for variable, move in zip(scope[better].tolist(), moves[better].tolist(), strict=True):
                self._take(variable, number, move)
        return True

    def resting_on(self, variable: int) -> set[int]:
        """Return the variables whose proof fails once this one is known."""
        resting = {user for number in self._through.get(variable, ()) for user in self._uses[number]}
        return resting - {variable}

    def drop(self, variable: int) -> None:
        """Let go of all moves of a variable that is known from now on."""
        for number in list(self._through.get(variable, ())):
            for user in self._uses[number]:
                if self._highest[user] == number:
                    self._highest[user], self.up[user] = -1, 0.0
                if self._lowest[user] == number:
                    self._lowest[user], self.down[user] = -1, 0.0
            self._forget(number)

    def _take(self, variable: int, number: int, move: float) -> None:
        held = self._highest if move > 0 else self._lowest
        before, held[variable] = held[variable], number
        (self.up if move > 0 else self.down)[variable] = abs(move)
        self._uses[number].add(variable)
        if before >= 0:
            self._uses[before].discard(variable)
            if not self._uses[before]:
                self._forget(before)

    def _forget(self, number: int) -> None:
        scope, _ = self._moves.pop(number)
        del self._uses[number]
        for variable in scope.tolist():
            self._through[variable].discard(number)
