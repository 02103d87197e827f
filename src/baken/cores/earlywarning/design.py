# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which earlier periods are compared with the one assessed, and which season each belongs to."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from baken.cores.earlywarning.checks import Floats, Ints
from baken.cores.earlywarning.config import FarringtonConfig


@dataclass(frozen=True, slots=True)
class Design:
    """The baseline of one assessed period; the same for every series.

    points: (n,) 0-based periods. label: (n,) season of each, 0 being that of the assessed period. time: (n,) periods
    from the middle of the baseline; ``now`` the assessed period on that scale. Seasons without a point are left out.
    """

    points: Ints
    label: Ints
    time: Floats
    now: float

    @property
    def seasons(self) -> int:
        """Number of seasonal levels, each one parameter."""
        return int(self.label.max()) + 1 if self.label.size else 0


def design(k: int, config: FarringtonConfig) -> Design | None:
    """Return the baseline of period ``k`` (0-based), or None where the windows reach back too far or nothing is left.

    As Noufaily et al. (2013) and Salmon, Schumacher & Höhle (2016) have it: the windows round the same time of earlier
    years share one level with the assessed period; if ``no_periods`` > 1, what lies between two windows is cut into
    ``no_periods`` - 1 blocks of consecutive periods, the first ones a period longer where they don't divide evenly.
    """
    start = k - config.reach
    if start < 0:
        return None
    label = np.full(k + 1, -1, dtype=np.intp)
    middles = [k - years * config.freq for years in range(config.b, -1, -1)]
    for middle in middles:
        label[middle - config.w : middle + config.w + 1] = 0
    if config.no_periods > 1:
        for earlier, later in pairwise(middles):
            gap = np.arange(earlier + config.w + 1, later - config.w)
            for number, block in enumerate(np.array_split(gap, config.no_periods - 1), start=1):
                label[block] = number
    points = np.flatnonzero(label[: max(0, min(k, k - config.left_out))] >= 0).astype(np.intp)
    if not (label[points] == 0).any():
        return None
    used, compact = np.unique(label[points], return_inverse=True)
    middle = (points[0] + points[-1]) / 2
    return Design(points, compact.astype(np.intp), points - middle, float(k - middle)) if used[0] == 0 else None
