# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may open which door to an inspection of the example: written by hand from who works at the register and who goes along.

A partner comes in where it is a party, and nowhere else. Whoever isn't named gets 404, at every door.
"""

from typing import Any

INSPECTIONS = "/uitvoeren/controles"
DESK = ["ondermijning", "haventeam", "toezicht"]
PORT = [*DESK, "partner-politie", "partner-omgevingsdienst-ijmond"]

INSPECTION_DOORS: list[dict[str, Any]] = [
    # sheds on a quay: finished months ago; partners saw it for another month
    {"url": f"{INSPECTIONS}/IC-KANAAL1/", "kind": "page", "may_open": DESK},
    {"url": f"{INSPECTIONS}/IC-KANAAL1/briefing/", "kind": "page", "may_open": DESK},
    # bars and restaurants: our own people alone
    {"url": f"{INSPECTIONS}/IC-HRECA26/", "kind": "page", "may_open": DESK},
    # two days on an industrial estate, under way
    {"url": f"{INSPECTIONS}/IC-TWEEDAG/", "kind": "page", "may_open": [*DESK, "partner-omgevingsdienst-ijmond"]},
    # a day in the port, next week: two partners go along
    {"url": f"{INSPECTIONS}/IC-HAVENDG/", "kind": "page", "may_open": PORT},
    {"url": f"{INSPECTIONS}/IC-HAVENDG/briefing/", "kind": "page", "may_open": PORT},
]
