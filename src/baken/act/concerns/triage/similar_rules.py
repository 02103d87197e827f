# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""When two concerns resemble each other: near in place and time, alike in words, about the same thing. Pure: no database.

It says that two texts may be about the same, and why; it scores no person and decides nothing.
"""

import math
from collections.abc import Mapping
from datetime import datetime, timedelta

NEAR, WIDER = 200, 500
"""Metres."""
WINDOW = timedelta(days=90)
LEAST_SHARED = 2
"""Rare words that two texts share at least."""
RARE = 60
"""A word that stands in more concerns of a register than this tells nothing, however many there are."""
SHARE = 0.1
"""Nor does one that stands in more than this part of them."""
_EVERYWHERE = """
aan achter alle als altijd ander bij dag dan dat de der deze die dit doen door dus een eens elk en er even gaan geen had
heb hebben heeft heel hem hen het hier hij hoe hun iemand iets ik in is ja kan kijk kom komen kunnen laat maar mag man me
meer men met mij mijn moet mogen na naar nee net niet niets nog nu of om omdat onder ons ook op over paar sinds soms staan
staat te tegen tijd toch toen tot tussen uit van veel vaak volgens voor vrouw waar waren was wat we weer wel werd week wie
wij wil worden wordt ze zeer zelf zich zien ziet zij zijn zit zo zonder zou zoals
"""
COMMON = frozenset(_EVERYWHERE.split())


def together(a: datetime, b: datetime) -> bool:
    """Return whether two moments lie within the window of each other."""
    return abs(a - b) <= WINDOW


def is_telling(word: str) -> bool:
    """Return whether a word can tell one concern from another: no short number, no word that stands everywhere."""
    return word not in COMMON and len(word) > (4 if word.isdigit() else 2)


def rare_limit(concerns: int) -> int:
    """Return in how many of a register's concerns a word may stand to be rare: at least two, or no two could share one."""
    return max(2, min(RARE, int(concerns * SHARE)))


def score(shared: Mapping[str, int], concerns: int) -> float:
    """Return how much two texts are alike: each rare word that they share weighs more the fewer concerns have it.

    `shared`: word -> in how many concerns it stands. 0 where fewer than `LEAST_SHARED` rare words are shared.
    """
    limit = rare_limit(concerns)
    rare = [number for number in shared.values() if 0 < number <= limit]
    if len(rare) < LEAST_SHARED:
        return 0.0
    return sum(math.log(1 + max(concerns, limit) / number) for number in rare)
