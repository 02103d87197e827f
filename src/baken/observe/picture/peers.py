# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Comparable municipalities: chosen by a rule that the page shows, never by hand."""

import math
from collections.abc import Mapping

from baken.registry.facade import AreaInfo

PEERS = 10


def comparable(code: str, municipalities: Mapping[str, AreaInfo], residents: Mapping[str, float]) -> tuple[str, ...]:
    """Return the codes of the ten municipalities most like `code`, most alike first.

    The rule: the same urbanity class of CBS (*stedelijkheid*, 1 to 5), then nearest in number of residents (on a ratio
    scale: half and double are equally far). Empty when `code` itself has no class or no residents known.
    """
    own = municipalities.get(code)
    if own is None or own.urbanity is None or not residents.get(code):
        return ()
    size = math.log(residents[code])
    alike = [
        (abs(math.log(residents[other.code]) - size), other.code)
        for other in municipalities.values()
        if other.code != code and other.urbanity == own.urbanity and residents.get(other.code)
    ]
    return tuple(other for _, other in sorted(alike)[:PEERS])
