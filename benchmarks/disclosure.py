# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Protecting a whole municipality's table: 74 areas, 60 types, 5 years, without and with their sums over the years; and a small
table beside an earlier release. Processor time, of this process.

Counts are invented: gamma-distributed levels of areas and types, Poisson counts. A quarter of the cells is 1 to 4.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date

import numpy as np
from benchmarks.measuring import Measure, times

from baken.cores.disclosure import Axis, Protected, Rule, Table, protect

RULE = Rule(4)


def table(years: int = 5, *, buurten: int = 61, types: int = 50, sums: bool = False, seed: int = 1) -> Table:
    """Return buurten in 12 wijken in a municipality, by types in 9 themes and all together, by year (with all together)."""
    random = np.random.default_rng(seed)
    areas = {f"B{i}": f"W{i % 12}" for i in range(buurten)} | {f"W{i}": "GM" for i in range(12)} | {"GM": None}
    kinds = (
        {f"t{i}": f"G{i % 9}" for i in range(types)} | {f"G{i}": "all" for i in range(min(9, types))} | {"all": None}
    )
    each = [str(2021 + i) for i in range(years)]
    year = Axis.nested("year", dict.fromkeys(each, "sum") | {"sum": None}) if sums else Axis.flat("year", each)
    axes = (Axis.nested("area", areas), Axis.nested("type", kinds), year)
    level = np.outer(random.gamma(1.0, 1.0, buurten), random.gamma(0.5, 2.0, types))
    mean = 12 * level[:, :, None] * random.gamma(4, 0.25, (buurten, types, 1)) * np.ones(years)
    return Table.from_leaves(axes, random.poisson(mean))


def measures() -> Iterator[Measure]:
    """Yield the time of each protection, with what it suppresses in its name."""
    found: list[Protected] = []
    for sums, name in ((False, "5 years"), (True, "5 years and their sums")):
        whole = table(sums=sums)
        assert whole.values.shape == (74, 60, 6 if sums else 5)
        found.clear()
        taken = _times(lambda whole=whole: found.append(protect(whole, RULE)), runs=1)
        yield Measure(f"disclosure: 74 areas, 60 types, {name} ({_shares(found[0])})", taken, 60_000)
    small = table(1, buurten=12, types=6)
    kept = [protect(small, RULE).release("first", date(2026, 1, 31))]
    found.clear()
    again = _times(lambda: found.append(protect(small, RULE, published=kept)), runs=3)
    yield Measure(f"disclosure: {small.values.size} cells after an earlier release ({_shares(found[0])})", again)


def _times(work: Callable[[], object], runs: int) -> tuple[float, ...]:
    return times(work, runs, warm=False, clock=time.process_time)


def _shares(found: Protected) -> str:
    assert found.safe
    return (
        f"unsafe {found.sensitive.mean():.0%} of cells, suppressed {found.share_of_cells:.0%} of cells and "
        f"{found.share_of_total:.0%} of total"
    )
