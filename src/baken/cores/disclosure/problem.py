# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A suppression problem as arrays, and the linear programs on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array

from baken.cores.disclosure.solver import least_cost
from baken.cores.disclosure.tables import Mask, Numbers

Indices = NDArray[np.intp]
TINY = 1e-7
LOCAL = 400
"""Up to so many cells that may move, every search looks at all of them."""


@dataclass(frozen=True, eq=False)
class Problem:
    """Variables with their true ``value`` and what readers know of them beforehand (``low``, ``high``).

    ``free``: not known to readers whatever is published now; ``choice``: known unless suppressed; ``first``: those of
    them that must be. ``need`` is the width to keep for a variable that isn't known; ``price`` what suppressing costs.
    ``matrix @ value`` is known to readers for each row. ``grid`` has the variable of each cell of the table, and
    ``families`` tells per axis and code which codes share a sum with it, itself included.
    """

    matrix: csr_array
    value: Numbers
    low: Numbers
    high: Numbers
    free: Mask
    choice: Mask
    first: Mask
    need: Numbers
    price: Numbers
    grid: Indices
    families: tuple[tuple[Indices, ...], ...]

    @cached_property
    def columns(self) -> csc_array:
        return csc_array(self.matrix)

    @cached_property
    def movable(self) -> Mask:
        """Variables that aren't known, or need not become so."""
        return self.free | self.choice

    @cached_property
    def places(self) -> Indices:
        """Position in the grid of each variable, flat; -1 for those outside."""
        places = np.full(self.value.size, -1, dtype=np.intp)
        places[self.grid.ravel()] = np.arange(self.grid.size)
        return places

    def around(self, cell: int, steps: int, among: Mask) -> Indices:
        """Return the variables of ``among`` near a cell, itself included.

        Near is the block of the table that the families of its codes span, or in more steps the families of these:
        such a block is closed, so that what goes up in one place of it can come down in others. With it come the
        variables of earlier releases that share an equation with any of them.
        """
        near = np.zeros(self.value.size, dtype=np.bool_)
        near[cell] = True
        place = int(self.places[cell])
        if place >= 0:
            spans = []
            for families, code in zip(self.families, np.unravel_index(place, self.grid.shape), strict=True):
                span = families[int(code)]
                for _ in range(steps - 1):
                    span = np.unique(np.concatenate([families[one] for one in span.tolist()]))
                spans.append(span)
            near[self.grid[np.ix_(*spans)]] = True
        outside = among & (self.places < 0)
        for _ in range(2 * steps if outside.any() or place < 0 else 0):
            reached = (self.columns[:, np.flatnonzero(near)] != 0).sum(axis=1) > 0
            linked = (self.matrix[np.flatnonzero(reached)] != 0).sum(axis=0) > 0
            near |= linked & (among if place < 0 else outside)
        near &= among
        near[cell] = True
        return np.flatnonzero(near)

    def part(self, scope: Indices) -> csc_array:
        """Return the equations between the variables of ``scope``, where all others keep their values."""
        whole = self.columns
        first, sizes = whole.indptr[scope], np.diff(whole.indptr)[scope]
        pointer = np.concatenate([[0], np.cumsum(sizes)])
        taken = np.arange(pointer[-1]) + np.repeat(first - pointer[:-1], sizes)
        touched, rows = np.unique(whole.indices[taken], return_inverse=True)
        return csc_array((whole.data[taken], rows, pointer), shape=(touched.size, scope.size))

    def holds(self, scope: Indices, moves: Numbers) -> bool:
        """Tell whether a reader can't exclude that ``scope`` differs from the truth by ``moves`` (to a millionth)."""
        moved = self.value[scope] + moves
        slack = 1e-6 + 1e-9 * float(np.abs(moves).max(initial=0.0))  # and no more: the solver's own dust
        if (moved < self.low[scope] - slack).any() or (moved > self.high[scope] + slack).any():
            return False
        return bool(np.abs(self.columns[:, scope] @ moves).max(initial=0.0) <= slack)

    def direction(self, cell: int, up: float, down: float, scope: Indices, price: Numbers) -> Numbers | None:
        """Return the cheapest way to vary ``scope`` such that ``cell`` goes up by ``up`` and, reversed, down by ``down``.

        A vector of one entry per variable of ``scope``, 1 for ``cell``: the truth plus ``up`` times it, and less
        ``down`` times it, both are tables that readers can't tell from the truth. None if there is no such vector.
        """
        rise, fall = self.high[scope] - self.value[scope], self.value[scope] - self.low[scope]
        with np.errstate(divide="ignore", invalid="ignore"):
            most = np.minimum(rise / up if up else np.inf, fall / down if down else np.inf)
            least = np.minimum(fall / up if up else np.inf, rise / down if down else np.inf)
        at = int(np.searchsorted(scope, cell))
        if most[at] < 1.0:
            return None
        low, high = np.zeros(2 * scope.size), np.concatenate([most, least])
        low[at] = high[at] = 1.0
        high[scope.size + at] = 0.0
        both = _beside(self.part(scope))
        found = least_cost(np.concatenate([price, price]), both, low, high)
        if found is None:
            return None
        return tidy(found[: scope.size] - found[scope.size :])


def _beside(part: csc_array) -> csc_array:
    """The matrix beside its own negative: moves up, and moves down."""
    return csc_array(
        (
            np.concatenate([part.data, -part.data]),
            np.concatenate([part.indices, part.indices]),
            np.concatenate([part.indptr, part.indptr[1:] + part.indptr[-1]]),
        ),
        shape=(part.shape[0], 2 * part.shape[1]),
    )


def tidy(moves: Numbers) -> Numbers:
    """Return moves without the solver's dust: whole numbers where they nearly are."""
    whole = np.round(moves)
    tidied: Numbers = np.where(np.abs(moves - whole) < 1e-6, whole, moves)
    return tidied
