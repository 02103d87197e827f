# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""All numbers that a reader can lay side by side: variables, their bounds, and the equations between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from baken.cores.disclosure.relations import Key, Relation
from baken.cores.disclosure.releases import Release
from baken.cores.disclosure.tables import Mask, Numbers, Table

Bounds = Mapping[Key, tuple[float, float]]
_State = tuple[Key, float | None]


@dataclass(slots=True)
class Universe:
    """Variables and equations gathered from releases, in the order in which they were made.

    A variable is a cell with a value: releases that tell the same of a cell share it, which is the most that a reader
    could assume, and a revised cell gets a second one. Values are NaN where they aren't known here.
    """

    values: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    sensitive: list[bool] = field(default_factory=list)
    latest: dict[Key, int] = field(default_factory=dict)
    names: list[tuple[Key, ...]] = field(default_factory=list)
    _states: dict[_State, int] = field(default_factory=dict)
    _rows: dict[tuple[tuple[tuple[int, float], ...], float], None] = field(default_factory=dict)
    _told: dict[Key, set[float]] = field(default_factory=dict)

    def expect(self, keys: Sequence[Key], values: Numbers) -> None:
        """Note which values are told of a cell anywhere, so that one that isn't told can be taken for the same."""
        for key, value in zip(keys, values.tolist(), strict=True):
            if value == value:
                self._told.setdefault(key, set()).add(value)

    def cell(self, key: Key, value: float) -> int:
        """Return the variable of a cell with this value (NaN: not told), made if it is new."""
        state: _State = (key, value)
        if value != value:
            told = self._told.get(key, set())
            state = (key, next(iter(told)) if len(told) == 1 else None)
        number = self._states.get(state)
        if number is None:
            number = self._states[state] = self._variable(np.nan if state[1] is None else state[1], 0.0, np.inf)
            self.names[number] = (key,)
        return number

    def bound(self, variable: int, low: float, high: float) -> None:
        """Note that readers know the variable to lie within these bounds too."""
        self.low[variable] = max(self.low[variable], low)
        self.high[variable] = min(self.high[variable], high)

    def add_release(self, release: Release) -> None:
        """Add what a release told."""
        mine = {}
        columns = zip(release.keys, release.values, release.low, release.high, release.sensitive, strict=True)
        for key, value, low, high, sensitive in columns:
            variable = mine[key] = self.cell(key, float(value))
            self.bound(variable, float(low), float(high))
            self.sensitive[variable] |= bool(sensitive)
        for relation in release.relations:
            self._relation(relation, mine)
        self.latest.update(mine)

    def add_table(self, table: Table) -> NDArray[np.intp]:
        """Add the cells and margins of a table that isn't published yet; return the variable of each cell."""
        keys = list(table.keys())
        current = np.array(
            [self.cell(key, value) for key, value in zip(keys, table.values.ravel().tolist(), strict=True)],
            dtype=np.intp,
        )
        self.latest.update(zip(keys, current.tolist(), strict=True))
        for positions, weights in table.sums():
            self._row(zip(current[positions].tolist(), weights.tolist(), strict=True), 0.0)
        self.add_relations(table.relations)
        return current

    def add_relations(self, relations: Sequence[Relation]) -> None:
        """Add equations between cells as they were told last."""
        for relation in relations:
            self._relation(relation, self.latest)

    def add_bounds(self, bounds: Bounds) -> None:
        """Add what readers know of cells from elsewhere."""
        for key, (low, high) in bounds.items():
            if key not in self.latest:
                raise ValueError(f"bounds must be of a cell of the table or of a release, got {key!r}")
            variable = self.latest[key]
            if not low <= high or self.values[variable] < low or self.values[variable] > high:
                raise ValueError(f"bounds of {key!r} must hold its count, got {(low, high)!r}")
            self.bound(variable, low, high)

    def link_revisions(self, most: float) -> None:
        """Let readers know that a figure never changes by more than ``most`` when it is revised."""
        versions: dict[Key, list[int]] = {}
        for (key, _), variable in self._states.items():
            versions.setdefault(key, []).append(variable)
        for key, variables in versions.items():
            for one, other in pairwise(variables):
                step = self.values[other] - self.values[one]
                if not abs(step) > most:  # where the step was larger, nobody can have known that
                    self._slack([(other, 1.0), (one, -1.0)], 0.0, most, step, ("revision", *key))

    def matrix(self) -> tuple[csr_array, Numbers]:
        """Return the equations as (matrix, right-hand sides)."""
        rows = list(self._rows)
        pointer = np.cumsum([0, *(len(terms) for terms, _ in rows)])
        columns = np.array([variable for terms, _ in rows for variable, _ in terms], dtype=np.intp)
        weights = np.array([weight for terms, _ in rows for _, weight in terms], dtype=np.float64)
        shape = (len(rows), len(self.values))
        return csr_array((weights, columns, pointer), shape=shape), np.array([total for _, total in rows])

    def _relation(self, relation: Relation, variables: Mapping[Key, int]) -> None:
        for key, _ in relation.terms:
            if key not in variables:
                raise ValueError(f"relations must be between cells of the table or of a release, got {key!r}")
        terms = [(variables[key], weight) for key, weight in relation.terms]
        sums = sum(self.values[variable] * weight for variable, weight in terms)
        if abs(sums - relation.total) > relation.slack + 1e-9:
            keys = [key for key, _ in relation.terms]
            raise ValueError(f"relations must hold for the counts: {keys!r} give {sums:g}, not {relation.total:g}")
        if relation.slack > 0:
            self._slack(terms, relation.total, relation.slack, sums - relation.total, ("slack",))
        else:
            self._row(terms, relation.total)

    def _slack(self, terms: list[tuple[int, float]], total: float, most: float, value: float, name: Key) -> None:
        difference = self._variable(value, -most, most)
        self.names[difference] = (name,)
        self._row([*terms, (difference, -1.0)], total)

    def _row(self, terms: Iterable[tuple[int, float]], total: float) -> None:
        self._rows[(tuple(sorted(terms)), total)] = None

    def _variable(self, value: float, low: float, high: float) -> int:
        self.values.append(value)
        self.low.append(low)
        self.high.append(high)
        self.sensitive.append(False)
        self.names.append(())
        return len(self.values) - 1


def known_bounds(universe: Universe) -> tuple[Numbers, Numbers, Mask]:
    """Return low and high of all variables and which are known exactly; ValueError where bounds contradict each other."""
    low, high = np.array(universe.low), np.array(universe.high)
    if (low > high).any():
        key = universe.names[int(np.flatnonzero(low > high)[0])]
        raise ValueError(f"published releases must not contradict each other, as they do on {key!r}")
    return low, high, low == high
