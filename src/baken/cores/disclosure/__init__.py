# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be published of a table of counts, so that no suppressed cell can be worked out from everything published.

``protect`` chooses what to suppress, ``round_to`` rounds instead, ``attack`` tells what an outsider can compute, and a
``Release`` keeps what was published for the next time. Pure functions of numbers; needs numpy and scipy only.
"""

from baken.cores.disclosure.attacks import Intervals, attack
from baken.cores.disclosure.protection import Protected, protect
from baken.cores.disclosure.relations import Key, Relation, same_total
from baken.cores.disclosure.releases import Release
from baken.cores.disclosure.rounding import Rounded, round_to
from baken.cores.disclosure.rules import Cost, Rule, Zeros
from baken.cores.disclosure.tables import Axis, Table

__all__ = [
    "Axis",
    "Cost",
    "Intervals",
    "Key",
    "Protected",
    "Relation",
    "Release",
    "Rounded",
    "Rule",
    "Table",
    "Zeros",
    "attack",
    "protect",
    "round_to",
    "same_total",
]
