# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Linear programs, thousands of small ones: HiGHS by the shortest way there is.

``scipy.optimize.milp`` is the way that is promised to stay. On programs of some hundred columns nearly half of its time goes
into loops over columns in Python, for integrality and multipliers that nobody asks here. So HiGHS is called as scipy itself
calls it, where that is found to be as it was; else ``milp`` is used, which is slower and may find another answer that costs as
little. Nothing rests on either being right: what they find is checked before it counts as proof.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

from baken.cores.disclosure.tables import Numbers

try:
    from scipy.optimize._highspy import _core as highs
except ImportError:  # pragma: no cover - another scipy
    highs = None

LARGE = 200
"""From so many columns on, looking for what can be left out beforehand takes longer than it saves: a third of all time."""


def least_cost(cost: Numbers, matrix: csc_array, low: Numbers, high: Numbers) -> Numbers | None:
    """Return the vector within bounds with ``matrix @ vector = 0`` that costs least; None if there is none."""
    try:
        return shortest(cost, matrix, low, high) if highs is not None else promised(cost, matrix, low, high)
    except (AttributeError, TypeError):  # pragma: no cover - another scipy
        return promised(cost, matrix, low, high)


def shortest(cost: Numbers, matrix: csc_array, low: Numbers, high: Numbers) -> Numbers | None:
    """The same by HiGHS itself. AttributeError or TypeError where it isn't as it was in scipy 1.17."""
    rows, columns = matrix.shape
    program: Any = highs.HighsLp()
    program.num_col_ = program.a_matrix_.num_col_ = columns
    program.num_row_ = program.a_matrix_.num_row_ = rows
    program.a_matrix_.format_ = highs.MatrixFormat.kColwise
    program.col_cost_, program.col_lower_, program.col_upper_ = cost, low, high
    program.row_lower_ = program.row_upper_ = np.zeros(rows)
    program.a_matrix_.start_, program.a_matrix_.index_ = matrix.indptr, matrix.indices
    program.a_matrix_.value_ = matrix.data
    options = highs.HighsOptions()
    options.output_flag = options.log_to_console = False
    if columns >= LARGE:
        options.presolve = "off"
    solver = highs._Highs()
    solver.passOptions(options)
    if highs.HighsStatus.kError in (solver.passModel(program), solver.run()):
        return None
    if solver.getModelStatus() != highs.HighsModelStatus.kOptimal:
        return None
    return np.array(solver.getSolution().col_value)


def promised(cost: Numbers, matrix: csc_array, low: Numbers, high: Numbers) -> Numbers | None:
    """The same by ``scipy.optimize.milp``."""
    zero = np.zeros(matrix.shape[0])
    constraints = [LinearConstraint(matrix, zero, zero)] if matrix.shape[0] else []
    solved = milp(cost, constraints=constraints, bounds=Bounds(low, high))
    if solved.x is None:  # no such vector, or none that the solver finds: nothing is proven then
        return None
    found: Numbers = solved.x
    return found
