# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may open which door to a signal of the example: written by hand from which function is admitted to which register.

These four lie in four registers. Whoever isn't named gets 404, at every door.
"""

from typing import Any

SIGNALS = "/uitvoeren/signalen"
API = "/api/v1/concerns"

STREET = ["ondermijning", "haventeam", "toezicht"]
"""Registers on undermining and on nuisance: the coordinator handles, the port team and the inspectors look along."""

CONCERN_DOORS: list[dict[str, Any]] = [
    # a shop without customers, reported by a resident
    {"url": f"{SIGNALS}/2026-K7M2-P9QX/", "kind": "page", "may_open": STREET},
    {"url": f"{SIGNALS}/2026-K7M2-P9QX/signaal.json", "kind": "export", "may_open": STREET},
    {"url": f"{API}/2026-K7M2-P9QX", "kind": "api", "may_open": STREET},
    # dealing near a school, reported by a resident
    {"url": f"{SIGNALS}/2026-H4RB-0R5T/", "kind": "page", "may_open": STREET},
    {"url": f"{SIGNALS}/2026-H4RB-0R5T/signaal.json", "kind": "export", "may_open": STREET},
    {"url": f"{API}/2026-H4RB-0R5T", "kind": "api", "may_open": STREET},
    # people who may be exploited: the designated officer alone
    {"url": f"{SIGNALS}/2026-TRAF-F1CK/", "kind": "page", "may_open": ["mensenhandel"]},
    {"url": f"{SIGNALS}/2026-TRAF-F1CK/signaal.json", "kind": "export", "may_open": ["mensenhandel"]},
    {"url": f"{API}/2026-TRAF-F1CK", "kind": "api", "may_open": ["mensenhandel"]},
    # somebody who needs help: care and safety alone
    {"url": f"{SIGNALS}/2026-CARE-7WXY/", "kind": "page", "may_open": ["zorgveiligheid"]},
    {"url": f"{SIGNALS}/2026-CARE-7WXY/signaal.json", "kind": "export", "may_open": ["zorgveiligheid"]},
    {"url": f"{API}/2026-CARE-7WXY", "kind": "api", "may_open": ["zorgveiligheid"]},
]
