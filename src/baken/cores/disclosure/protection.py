# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a table and a rule to what may be published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from baken.cores.disclosure.optimum import cheapest
from baken.cores.disclosure.pattern import Pattern
from baken.cores.disclosure.problem import Indices, Problem
from baken.cores.disclosure.relations import Key, Relation
from baken.cores.disclosure.releases import Release, relations_of
from baken.cores.disclosure.rules import Rule, Zeros
from baken.cores.disclosure.tables import Mask, Numbers, Table
from baken.cores.disclosure.thinning import thin_out
from baken.cores.disclosure.universe import Bounds, Universe, known_bounds

STARTS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Protected:
    """What may be published of a table, and the certificate that it suffices.

    ``values`` has NaN where ``suppressed``; ``sensitive`` tells which cells are so for their own sake (by the rule now,
    or by that of an earlier release). ``lower`` and ``upper`` are the certificate: whatever a reader computes from
    everything published, the bounds are at least this wide (they are proven by tables that look the same from outside;
    the very widest come from ``attack``). ``exposed`` names unpublished cells, of this table or of earlier releases,
    that can't be kept this uncertain however much is suppressed now, since earlier releases or ``bounds`` tell too
    much: ``safe`` is False then. Shares: of cells; of the sum of all counts that stand in no margin.
    """

    table: Table
    rule: Rule
    values: Numbers
    suppressed: Mask
    sensitive: Mask
    lower: Numbers
    upper: Numbers
    exposed: tuple[Key, ...]
    share_of_cells: float
    share_of_total: float
    cost: float
    optimal: bool

    @property
    def safe(self) -> bool:
        return not self.exposed

    def release(self, name: str, on: date) -> Release:
        """Return the publication to be kept, from which later protections start."""
        keys = tuple(self.table.keys())
        hidden = self.suppressed.ravel()
        counts = self.table.values.ravel()
        return Release(
            name=name,
            date=on,
            keys=keys,
            low=np.where(hidden, self.rule.least, counts),
            high=np.where(hidden, np.inf, counts),
            values=counts,
            sensitive=self.sensitive.ravel(),
            relations=relations_of(self.table),
        )


def protect(
    table: Table,
    rule: Rule,
    *,
    published: Sequence[Release] = (),
    relations: Sequence[Relation] = (),
    bounds: Bounds | None = None,
    prices: ArrayLike | None = None,
    optimum_up_to: int = 40,
    tries: int = 2000,
    seed: int = 0,
) -> Protected:
    """Return which cells of ``table`` to suppress, such that none can be placed in less than the rule's width.

    Readers are taken to have everything ``published`` before (oldest first, with their values: not ``public()``), the
    margins and relations of all of it, ``relations`` between cells as last told (an area that was split:
    ``same_total``), ``bounds`` that they know of cells from elsewhere, and the rule. What was sensitive in an earlier
    release stays protected, also when the figure was revised since or would be safe today.

    Each cell costs what the rule says, or ``prices`` (shape of the table, above 0). Up to ``optimum_up_to`` cells that
    could be suppressed, the pattern is the cheapest there is where that can be told (``optimal``); ``tries`` bounds the
    linear programs spent on publishing again what isn't needed. The same arguments give the same answer.

    Raises ValueError for releases without values, contradicting ones, and relations or bounds that the counts break.
    """
    counts = table.values.ravel()
    price = rule.price(counts) if prices is None else _prices(prices, table)
    universe = Universe()
    for release in published:
        if np.isnan(release.values).any():
            raise ValueError(
                f"published must have the values of release {release.name!r}, not only what is public of it"
            )
        universe.add_release(release)
    current = universe.add_table(table)
    universe.add_relations(relations)
    universe.add_bounds(bounds or {})
    if rule.revision is not None:
        universe.link_revisions(rule.revision)
    problem, sensitive, told = _problem(universe, table, current, rule, price)

    pattern = _search(problem, seed, tries)
    optimal = False
    if int(problem.choice.sum()) <= optimum_up_to:
        best = cheapest(problem, known=pattern)
        if best is not None:
            pattern, optimal = best, True

    hidden = pattern.hidden[current]
    again = told & sensitive[current]  # told before: to say it again would add nothing, but it isn't said again
    suppressed = (hidden | again).reshape(table.values.shape)
    lost = {*pattern.lost, *np.flatnonzero(sensitive & ~problem.movable).tolist()}
    total = float(table.values[table.leaves].sum())
    gone = float(table.values[table.leaves & suppressed].sum())
    return Protected(
        table=table,
        rule=rule,
        values=np.where(suppressed, np.nan, table.values),
        suppressed=suppressed,
        sensitive=sensitive[current].reshape(table.values.shape),
        lower=(counts - np.where(hidden, pattern.proof.down[current], 0.0)).reshape(table.values.shape),
        upper=(counts + np.where(hidden, pattern.proof.up[current], 0.0)).reshape(table.values.shape),
        exposed=tuple(key for variable in sorted(lost) for key in universe.names[variable]),
        share_of_cells=float(suppressed.mean()),
        share_of_total=gone / total if total else 0.0,
        cost=pattern.cost,
        optimal=optimal,
    )


def _search(problem: Problem, seed: int, tries: int) -> Pattern:
    """Return the cheapest pattern of some searches: one in a large table, several from different orders in a small one."""
    found = []
    for again in range(STARTS):
        pattern = Pattern(problem, seed, again=again)
        pattern.complete()
        thin_out(pattern, tries)
        found.append(pattern)
        if not pattern.small:
            break
    return min(found, key=lambda pattern: (len(pattern.lost), pattern.cost))


def _problem(
    universe: Universe, table: Table, current: Indices, rule: Rule, price: Numbers
) -> tuple[Problem, Mask, Mask]:
    """Return the problem, which variables are sensitive, and which cells of the table were told before."""
    low, high, known = known_bounds(universe)
    value = np.array(universe.values)
    sensitive = np.array(universe.sensitive)
    counts = value[current]
    sensitive[current] |= rule.unsafe(counts)
    told = known[current]
    choice = np.zeros(value.size, dtype=np.bool_)
    choice[current] = ~told
    if rule.zeros is Zeros.PUBLISHED:
        choice[current] &= counts > 0
    low[choice] = np.maximum(low[choice], rule.least)
    free = ~known
    free[current] = False
    need = np.zeros(value.size)
    need[choice] = rule.interval
    cells = np.array([len(names) == 1 and names[0] in universe.latest for names in universe.names])
    need[free & cells] = rule.interval
    full = np.ones(value.size)
    full[current] = price
    matrix, _ = universe.matrix()
    return (
        Problem(
            matrix=matrix,
            value=value,
            low=low,
            high=high,
            free=free,
            choice=choice,
            first=choice & sensitive,
            need=need,
            price=full,
            grid=current.reshape(table.values.shape),
            families=tuple(axis.near() for axis in table.axes),
        ),
        sensitive,
        told,
    )


def _prices(prices: ArrayLike, table: Table) -> Numbers:
    found: Numbers = np.array(prices, dtype=np.float64)
    if found.shape != table.values.shape:
        raise ValueError(f"prices must have the shape {table.values.shape} of the table, got {found.shape}")
    if not np.isfinite(found).all() or (found <= 0).any():
        raise ValueError("prices must be finite numbers above 0")
    return found.ravel()
