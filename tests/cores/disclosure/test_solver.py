# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The short way to the solver is there, and answers what the promised one answers."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csc_array

from baken.cores.disclosure import solver


def program(seed: int) -> tuple[np.ndarray, csc_array, np.ndarray, np.ndarray]:
    """A program like those of the search: one variable fixed at 1, the others within bounds; sometimes without an answer."""
    rng = np.random.default_rng(seed)
    rows, columns = int(rng.integers(0, 12)), int(rng.integers(4, 80))
    matrix = csc_array((rng.random((rows, columns)) < 0.1) * rng.choice([-1.0, 1.0], (rows, columns)))
    low, high = np.zeros(columns), rng.uniform(0, 4, columns)
    high[rng.random(columns) < 0.1] = np.inf
    low[0] = high[0] = 1.0
    return rng.uniform(0.5, 3, columns), matrix, low, high


def test_both_ways_find_the_same() -> None:
    found = none = 0
    for seed in range(150):
        short, promised = solver.shortest(*program(seed)), solver.promised(*program(seed))
        assert (short is None) == (promised is None)
        if short is None or promised is None:
            none += 1
            continue
        found += 1
        cost, matrix, low, high = program(seed)
        assert cost @ short == pytest.approx(cost @ promised)
        assert np.abs(matrix @ short).max(initial=0) < 1e-6
        assert (short >= low - 1e-7).all()
        assert (short <= high + 1e-7).all()
    assert found > 50
    assert none > 5


def test_without_the_short_way_the_promised_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = solver.least_cost(*program(3))
    monkeypatch.setattr(solver, "highs", None)
    assert solver.least_cost(*program(3)) == pytest.approx(expected)

    class Other:
        """Another scipy, where HiGHS is called otherwise."""

    monkeypatch.setattr(solver, "highs", Other)
    assert solver.least_cost(*program(3)) == pytest.approx(expected)
