# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an outsider can compute: the tightest bounds of every suppressed cell, from all that was ever published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csc_array, csr_array
from scipy.sparse.csgraph import connected_components

from baken.cores.disclosure.relations import Key, Relation
from baken.cores.disclosure.releases import Release
from baken.cores.disclosure.tables import Mask, Numbers
from baken.cores.disclosure.universe import Bounds, Universe, known_bounds


@dataclass(frozen=True, slots=True)
class Intervals:
    """Bounds that follow for each of ``keys``, a cell as it was told in ``releases`` (position of the last that did)."""

    keys: tuple[Key, ...]
    releases: tuple[int, ...]
    lower: Numbers
    upper: Numbers

    @property
    def width(self) -> Numbers:
        return self.upper - self.lower

    def narrower_than(self, width: float) -> list[Key]:
        """Return the cells that are placed in less than ``width`` (to a millionth)."""
        return [key for key, found in zip(self.keys, self.width, strict=True) if found < width - 1e-6]


def attack(
    releases: Sequence[Release],
    *,
    relations: Sequence[Relation] = (),
    bounds: Bounds | None = None,
    revision: float | None = None,
    cells: Iterable[Key] | None = None,
) -> Intervals:
    """Return the tightest bounds that follow from ``releases`` (oldest first) for whatever isn't published in them.

    Two linear programs a cell, over everything at once: published counts, bounds of rounding, equations of all
    releases, ``relations`` between cells as last told, ``bounds`` from elsewhere, and that a revision changes no figure
    by more than ``revision``. A cell that two releases tell the same of is one unknown; where a release doesn't say what
    it suppressed (``Release.public``), it is taken for the one count that another release tells. ``cells`` asks for
    these only. Bounds hold for real numbers; whole ones can only lie within. Raises ValueError where releases
    contradict each other.
    """
    universe = Universe()
    for release in releases:
        universe.expect(release.keys, release.values)
    told: dict[int, tuple[Key, int]] = {}
    for number, release in enumerate(releases):
        universe.add_release(release)
        for key, value in zip(release.keys, release.values.tolist(), strict=True):
            told[universe.cell(key, value)] = (key, number)
    universe.add_relations(relations)
    universe.add_bounds(bounds or {})
    if revision is not None:
        universe.link_revisions(revision)
    low, high, known = known_bounds(universe)
    asked = None if cells is None else set(cells)
    unknown = [variable for variable in told if not known[variable] and (asked is None or told[variable][0] in asked)]
    matrix, total = universe.matrix()
    lower, upper = widest(matrix, total, low, high, known, unknown)
    return Intervals(
        keys=tuple(told[variable][0] for variable in unknown),
        releases=tuple(told[variable][1] for variable in unknown),
        lower=lower,
        upper=upper,
    )


def widest(
    matrix: csr_array, total: Numbers, low: Numbers, high: Numbers, known: Mask, asked: Sequence[int]
) -> tuple[Numbers, Numbers]:
    """Return least and largest value of the ``asked`` variables under ``matrix @ x = total`` and bounds.

    Unknowns that no chain of equations connects are looked at apart, which changes no answer.
    """
    free = np.flatnonzero(~known)
    columns = csc_array(matrix)
    rest = total - columns[:, np.flatnonzero(known)] @ low[known]
    part = columns[:, free]
    _, group = connected_components(part.T @ part, directed=False) if free.size else (0, np.zeros(0, dtype=np.intp))
    place = {int(variable): position for position, variable in enumerate(free)}
    lower, upper = np.zeros(len(asked)), np.zeros(len(asked))
    by_group: dict[int, list[int]] = {}
    for number, variable in enumerate(asked):
        by_group.setdefault(int(group[place[variable]]), []).append(number)
    empty = np.flatnonzero(np.diff(csr_array(part).indptr) == 0)
    if np.abs(rest[empty]).max(initial=0.0) > 1e-6:
        raise ValueError("published releases must not contradict each other, as they do in a sum of published cells")
    for name, numbers in by_group.items():
        members = np.flatnonzero(group == name)
        own = part[:, members]
        rows = np.unique(own.indices)
        least, most = low[free[members]], high[free[members]]
        at = {int(member): position for position, member in enumerate(members)}
        constraints = [LinearConstraint(csr_array(own)[rows], rest[rows], rest[rows])] if rows.size else []
        touched = np.tile([np.inf, -np.inf], (members.size, 1))  # what tables that were found already reach
        for number in numbers:
            cell = at[place[asked[number]]]
            for sign in (1.0, -1.0):
                bound = least[cell] if sign > 0 else most[cell]
                if touched[cell, 0 if sign > 0 else 1] == bound:
                    found = bound
                else:
                    found = _end(cell, sign, constraints, Box(least, most), touched)
                (lower if sign > 0 else upper)[number] = found
    return lower, upper


def _end(cell: int, sign: float, constraints: list[LinearConstraint], box: Box, touched: Numbers) -> float:
    aim = np.zeros(touched.shape[0])
    aim[cell] = sign
    solved = milp(aim, constraints=constraints, bounds=box)
    if solved.x is None:
        if solved.status == 2:
            raise ValueError("published releases must not contradict each other: no table fits them all")
        return -sign * np.inf  # unbounded: nothing that was published limits it
    touched[:, 0] = np.minimum(touched[:, 0], solved.x)
    touched[:, 1] = np.maximum(touched[:, 1], solved.x)
    return float(solved.x[cell])
