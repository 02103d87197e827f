# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may open which door to a measure of the example: written by hand from which function is admitted to which register.

Whoever isn't named gets 404, at every door.
"""

from typing import Any

MEASURES = "/uitvoeren/maatregelen"
OF_THE_MAYOR = ["juridisch", "burgemeester"]
OF_THE_EXECUTIVE = ["juridisch", "college"]

MEASURE_DOORS: list[dict[str, Any]] = [
    # premises that the mayor closed
    {"url": f"{MEASURES}/M-CX0SED1/", "kind": "page", "may_open": OF_THE_MAYOR},
    # a decision that lies ready for the mayor: steps are for who takes them
    {"url": f"{MEASURES}/M-B7DRAFT/", "kind": "page", "may_open": OF_THE_MAYOR},
    {"url": f"{MEASURES}/M-B7DRAFT/stap/signed/", "kind": "page", "may_open": ["burgemeester"]},
    {"url": f"{MEASURES}/M-B7DRAFT/stap/note/", "kind": "page", "may_open": ["juridisch"]},
    # an order to a person
    {"url": f"{MEASURES}/M-BANEXT3/", "kind": "page", "may_open": OF_THE_MAYOR},
    # a penalty order: of the executive, so the mayor's function doesn't see it
    {"url": f"{MEASURES}/M-PENA7TY/", "kind": "page", "may_open": OF_THE_EXECUTIVE},
]
