# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Controlled rounding: every cell a multiple of a base, and margins that still add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array, csr_array, hstack
from scipy.sparse.csgraph import connected_components

from baken.cores.disclosure.problem import Indices
from baken.cores.disclosure.relations import Key
from baken.cores.disclosure.releases import Release, relations_of
from baken.cores.disclosure.tables import Numbers, Table

KEEP = 1e3
"""How much more it costs to round a cell otherwise than before than to round it the wrong way."""


@dataclass(frozen=True, slots=True, eq=False)
class Rounded:
    """A table of multiples of ``base`` that adds up, and within what readers then know each count to lie.

    ``step`` is how many multiples a cell may lie from its count: 1, or more where no table with 1 adds up. ``moved``
    names cells that an earlier release rounded otherwise, though their count is the same: the two together tell more.
    """

    table: Table
    base: int
    values: Numbers
    low: Numbers
    high: Numbers
    step: int
    moved: tuple[Key, ...]

    def release(self, name: str, on: date) -> Release:
        """Return the publication to be kept."""
        return Release(
            name=name,
            date=on,
            keys=tuple(self.table.keys()),
            low=self.low.ravel(),
            high=self.high.ravel(),
            values=self.table.values.ravel(),
            sensitive=np.zeros(self.table.values.size, dtype=np.bool_),
            relations=relations_of(self.table),
        )


def round_to(table: Table, base: int, *, published: Sequence[Release] = (), seed: int = 0) -> Rounded:
    """Return ``table`` rounded to multiples of ``base``, up or down by chance, such that all margins add up.

    Controlled rounding (Cox 1987; Hundepool et al. 2012, ch. 5): multiples stay; other counts go to the multiple below or
    above, the nearer one the likelier. Where no such table adds up, more than one multiple of distance is allowed, to
    three. A count that ``published`` releases rounded to the same base goes the same way again as far as margins allow.
    The table's further ``relations`` aren't kept: only margins are. Readers learn that a count lies within ``low`` and
    ``high`` (the rounding is public, its chances aren't); ask ``attack`` whether several releases tell more. The same
    arguments give the same answer. Raises ValueError for a base below 2, and where no rounded table adds up.
    """
    if base != int(base) or base < 2:
        raise ValueError(f"base must be a whole number of at least 2, got {base!r}")
    base = int(base)
    counts = table.values.ravel()
    before = _before(table, base, published)
    # each cell its own coin: nearer multiples likelier, and nothing to be gained from knowing the others
    chance = np.random.default_rng(seed).random(counts.size)
    part = counts / base - np.floor(counts / base)
    wanted = np.where(np.isnan(before), np.floor(counts / base) + (chance < part), before)
    weight = np.where(np.isnan(before), 1.0, KEEP)
    for step in (1, 2, 3):
        multiples = _nearest(table, counts / base, wanted, weight, step)
        if multiples is None:
            continue
        values = (multiples * base).reshape(table.values.shape)
        moved = np.flatnonzero(~np.isnan(before) & (multiples != before))
        keys = list(table.keys()) if moved.size else []
        return Rounded(
            table=table,
            base=base,
            values=values,
            low=(values - step * base + 1).clip(min=0.0),
            high=values + step * base - 1,
            step=step,
            moved=tuple(keys[cell] for cell in moved.tolist()),
        )
    raise ValueError(f"base must leave a rounded table that adds up, {base} doesn't")


def _before(table: Table, base: int, published: Sequence[Release]) -> Numbers:
    """The multiple to which the latest release rounded the same count; NaN where none did."""
    told: dict[Key, tuple[float, float]] = {}
    for release in published:
        for key, value, low, high in zip(release.keys, release.values, release.low, release.high, strict=True):
            multiple = (high + 1 - base) / base
            if low < high and multiple == np.floor(multiple) and low == max(0.0, multiple * base - base + 1):
                told[key] = (float(value), float(multiple))
    pairs = zip(table.keys(), table.values.ravel().tolist(), strict=True)
    return np.array([told[key][1] if key in told and told[key][0] == value else np.nan for key, value in pairs])


def _nearest(table: Table, exact: Numbers, wanted: Numbers, weight: Numbers, step: int) -> Numbers | None:
    """Return whole multiples that add up, as near to those wanted as can be; None where there are none."""
    low = np.ceil(exact - step + 1e-9).clip(min=0.0)
    high = np.floor(exact + step - 1e-9)
    if step == 1:
        whole = exact == np.floor(exact)
        low, high = np.where(whole, exact, low), np.where(whole, exact, high)
    sums = list(table.sums())
    found = np.empty(exact.size)
    if not sums:
        return wanted.clip(low, high)
    pointer = np.cumsum([0, *(cells.size for cells, _ in sums)])
    cells = np.concatenate([cells for cells, _ in sums])
    weights = np.concatenate([weights for _, weights in sums])
    matrix = csr_array((weights, cells, pointer), shape=(len(sums), exact.size))
    columns = csc_array(matrix)
    _, group = connected_components(columns.T @ columns, directed=False)
    for name in range(int(group.max()) + 1):
        members = np.flatnonzero(group == name)
        own = _solve(columns, members, low[members], high[members], wanted[members], weight[members])
        if own is None:
            return None
        found[members] = own
    return found


def _solve(
    columns: csc_array, members: Indices, low: Numbers, high: Numbers, wanted: Numbers, weight: Numbers
) -> Numbers | None:
    """One connected part: the distance from ``wanted`` is split in a rise and a fall, so that it is linear."""
    own = columns[:, members]
    rows = np.unique(own.indices)
    if not rows.size:
        return wanted.clip(low, high)
    own = csr_array(own)[rows]
    start = wanted.clip(low, high)
    both = csc_array(hstack([own, -own]))
    rest = -(own @ start)
    solved = milp(
        np.concatenate([weight, weight]),
        constraints=[LinearConstraint(both, rest, rest)],
        bounds=Bounds(np.zeros(2 * members.size), np.concatenate([high - start, start - low])),
        integrality=np.ones(2 * members.size),
        options={"mip_rel_gap": 0.02, "node_limit": 5000},
    )
    if solved.x is None:
        return None
    moves = np.round(solved.x)
    rounded: Numbers = start + moves[: members.size] - moves[members.size :]
    return rounded if not (own @ rounded).any() else None
