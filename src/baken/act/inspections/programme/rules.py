# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a programme's figures may show: shares with their margin, and no numbers from which one business could be told."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy

LEAST = 5
"""A smaller number isn't shown: it could be about one business."""
LEAST_ASKED = 10
"""Of fewer businesses nothing is shown: "all of them" would tell of each."""
NINETY_FIVE = 1.959963984540054
ANSWERS = ("yes", "no", "unknown")
QUESTIONS: Mapping[str, Any] = MappingProxyType(
    {
        "reporting": gettext_lazy("Weet waar het een vermoeden kan melden"),
        "tenants": gettext_lazy("Kijkt wie een ruimte huurt voordat het verhuurt"),
        "keys": gettext_lazy("Houdt bij wie sleutels en codes heeft"),
        "staff": gettext_lazy("Heeft met personeel afgesproken wat te doen bij een verdacht aanbod"),
        "cash": gettext_lazy("Neemt geen grote bedragen contant aan"),
        "approached": gettext_lazy("Is het laatste jaar benaderd met een verdacht aanbod"),
    }
)
"""Asked of businesses together, never kept of one."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of those who answered, in whole percents, with its 95% interval."""

    part: int
    whole: int
    percent: int
    lower: int
    upper: int


def share(part: int, whole: int) -> Share | None:
    """Return a share with its interval (Wilson 1927), or None where nobody answered."""
    if whole <= 0:
        return None
    p, z = part / whole, NINETY_FIVE
    middle = (p + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z * math.sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole)) / (1 + z * z / whole)
    lower, upper = max(0.0, middle - half), min(1.0, middle + half)
    return Share(part, whole, round(100 * p), math.floor(100 * lower), math.ceil(100 * upper))


def shown(counts: Mapping[str, int], businesses: int) -> dict[str, int] | None:
    """Return the numbers of one question as they may be shown, or None where one of them is too small.

    A single small number can be worked out from the others and the total, so then none of them is shown.
    """
    found = {slug: counts.get(slug, 0) for slug in ANSWERS}
    if businesses < LEAST_ASKED or any(0 < number < LEAST for number in found.values()):
        return None
    return found
