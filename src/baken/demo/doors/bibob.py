# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may open which door to a Bibob file of the example: the coordinator alone, written by hand. Others get 404 at each."""

from typing import Any

FILES = "/uitvoeren/bibob"
COORDINATOR = ["bibob"]

BIBOB_DOORS: list[dict[str, Any]] = [
    # the café under own investigation, the premises at the LBB, the subsidy that was concluded
    {"url": f"{FILES}/B-CAFE001/", "kind": "page", "may_open": COORDINATOR},
    {"url": f"{FILES}/B-CAFE001/bron/", "kind": "page", "may_open": COORDINATOR},
    {"url": f"{FILES}/B-CAFE001/feit/", "kind": "page", "may_open": COORDINATOR},
    {"url": f"{FILES}/B-CAFE001/stap/wegen/", "kind": "page", "may_open": COORDINATOR},
    {"url": f"{FILES}/B-CAFE001/verstrekken/", "kind": "page", "may_open": COORDINATOR},
    {"url": f"{FILES}/B-PAND002/", "kind": "page", "may_open": COORDINATOR},
    {"url": f"{FILES}/B-PAND002/stap/aangevuld/", "kind": "page", "may_open": COORDINATOR},
    {"url": f"{FILES}/B-SVBS003/", "kind": "page", "may_open": COORDINATOR},
    {"url": f"{FILES}/B-SVBS003/stap/herzien/", "kind": "page", "may_open": COORDINATOR},
]
