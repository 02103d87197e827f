# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several survey differences read side by side: Holm's method on what their margins say."""

from collections.abc import Mapping
from math import erfc, sqrt

from baken.cores.estimation.multiplicity import holm

Z95 = 1.959963984540054
"""The normal quantile behind a 95% margin."""
ALPHA = 0.05


def judged_together(differences: Mapping[str, tuple[float | None, float | None]]) -> dict[str, str]:
    """Return higher, lower or no_significant_change by key, for differences with the 95% margin that each must exceed.

    One alone gets the verdict of the margin itself. What has no difference or margin is left out.
    """
    known = {key: (d, margin) for key, (d, margin) in differences.items() if d is not None and margin is not None}
    adjusted = holm([p_of(d, margin) for d, margin in known.values()])
    return {
        key: ("higher" if d > 0 else "lower") if p < ALPHA else "no_significant_change"
        for (key, (d, _margin)), p in zip(known.items(), adjusted, strict=True)
    }


def p_of(difference: float, margin: float) -> float:
    """Return the two-sided p of a difference whose 95% margin is `margin`; below 0.05 where it exceeds the margin."""
    if margin <= 0:
        return 0.0 if difference else 1.0
    return erfc(abs(difference) / margin * Z95 / sqrt(2))
