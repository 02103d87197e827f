# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Protecting a whole municipality's table: 74 areas, 60 types, 5 years; and a sixth year's release beside the first five.

Counts are invented: gamma-distributed levels of areas and types, Poisson counts. A quarter of the cells is 1 to 4.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
from benchmarks.measuring import Measure, times

from baken.cores.disclosure import Axis, Protected, Rule, Table, protect

RULE = Rule(4)


def table(years: int = 5, *, buurten: int = 61, types: int = 50, seed: int = 1) -> Table:
    """Return buurten in 12 wijken in a municipality, by types in 9 themes and all together, by year."""
    random = np.random.default_rng(seed)
    areas = {f"B{i}": f"W{i % 12}" for i in range(buurten)} | {f"W{i}": "GM" for i in range(12)} | {"GM": None}
    kinds = {f"t{i}": f"G{i % 9}" for i in range(types)} | {f"G{i}": "all" for i in range(9)} | {"all": None}
    axes = (
        Axis.nested("area", areas),
        Axis.nested("type", kinds),
        Axis.flat("year", [str(2021 + i) for i in range(years)]),
    )
    level = np.outer(random.gamma(1.0, 1.0, buurten), random.gamma(0.5, 2.0, types))
    mean = 12 * level[:, :, None] * random.gamma(4, 0.25, (buurten, types, 1)) * np.ones(years)
    return Table.from_leaves(axes, random.poisson(mean))


def measures() -> Iterator[Measure]:
    """Yield the time of each protection, with what it suppresses in its name."""
    whole = table()
    assert whole.values.shape == (74, 60, 5)
    found: list[Protected] = []
    taken = times(lambda: found.append(protect(whole, RULE)), runs=1, warm=False)
    yield Measure(f"disclosure: 74 areas, 60 types, 5 years ({_shares(found[0])})", taken, 60_000)
    small = table(1, buurten=12, types=6)
    kept = [protect(small, RULE).release("first", date(2026, 1, 31))]
    found.clear()
    again = times(lambda: found.append(protect(small, RULE, published=kept)), runs=3)
    yield Measure(f"disclosure: {small.values.size} cells after an earlier release ({_shares(found[0])})", again)


def _shares(found: Protected) -> str:
    assert found.safe
    return (
        f"unsafe {found.sensitive.mean():.0%} of cells, suppressed {found.share_of_cells:.0%} of cells and "
        f"{found.share_of_total:.0%} of total"
    )
