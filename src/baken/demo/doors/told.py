# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may open which door to a confidential object of the example.

Written by hand from what `velsen/cases.yaml` says of who takes part and what each sees; never computed by the rule that it is
there to check. Whoever isn't named gets 404. Features that add doors add them here.
"""

from typing import Any

from .bibob import BIBOB_DOORS
from .concerns import CONCERN_DOORS
from .inspections import INSPECTION_DOORS
from .measures import MEASURE_DOORS

CASES = "/uitvoeren/casussen"
API = "/api/v1/cases"

TOLD: list[dict[str, Any]] = [
    # the shed: the coordinator leads and sees of the police part the conclusion only; the prosecution took part until its
    # covenant ended
    {
        "url": f"{CASES}/2026-0087/",
        "kind": "page",
        "may_open": [
            "ondermijning",
            "toezicht",
            "partner-politie",
            "partner-woningcorporatie",
            "partner-omgevingsdienst-ijmond",
        ],
    },
    {
        "url": f"{CASES}/2026-0087/tijdlijn/",
        "kind": "fragment",
        "may_open": [
            "ondermijning",
            "toezicht",
            "partner-politie",
            "partner-woningcorporatie",
            "partner-omgevingsdienst-ijmond",
        ],
    },
    {
        "url": f"{CASES}/2026-0087/verloop.svg",
        "kind": "chart",
        "may_open": [
            "ondermijning",
            "toezicht",
            "partner-politie",
            "partner-woningcorporatie",
            "partner-omgevingsdienst-ijmond",
        ],
    },
    {
        "url": f"{CASES}/2026-0087/casus.json",
        "kind": "export",
        "may_open": [
            "ondermijning",
            "toezicht",
            "partner-politie",
            "partner-woningcorporatie",
            "partner-omgevingsdienst-ijmond",
        ],
    },
    {
        "url": f"{CASES}/2026-0087/casus.csv",
        "kind": "export",
        "may_open": [
            "ondermijning",
            "toezicht",
            "partner-politie",
            "partner-woningcorporatie",
            "partner-omgevingsdienst-ijmond",
        ],
    },
    {
        "url": f"{API}/2026-0087",
        "kind": "api",
        "may_open": [
            "ondermijning",
            "toezicht",
            "partner-politie",
            "partner-woningcorporatie",
            "partner-omgevingsdienst-ijmond",
        ],
    },
    {
        "url": f"{CASES}/2026-0087/onderdeel/premises/",
        "kind": "section",
        "may_open": [
            "ondermijning",
            "toezicht",
            "partner-politie",
            "partner-woningcorporatie",
            "partner-omgevingsdienst-ijmond",
        ],
    },
    {
        "url": f"{CASES}/2026-0087/onderdeel/signals/",
        "kind": "section",
        "may_open": ["ondermijning", "toezicht", "partner-politie"],
    },
    {
        "url": f"{CASES}/2026-0087/onderdeel/inspections/",
        "kind": "section",
        "may_open": [
            "ondermijning",
            "toezicht",
            "partner-politie",
            "partner-woningcorporatie",
            "partner-omgevingsdienst-ijmond",
        ],
    },
    {"url": f"{CASES}/2026-0087/onderdeel/police/", "kind": "section", "may_open": ["ondermijning", "partner-politie"]},
    {
        "url": f"{CASES}/2026-0087/onderdeel/decisions/",
        "kind": "section",
        "may_open": ["ondermijning", "toezicht", "partner-omgevingsdienst-ijmond"],
    },
    {
        "url": f"{CASES}/2026-0087/document/0192f0a0-0087-7000-8000-000000000001/",
        "kind": "download",
        "may_open": [
            "ondermijning",
            "toezicht",
            "partner-politie",
            "partner-woningcorporatie",
            "partner-omgevingsdienst-ijmond",
        ],
    },
    {
        "url": f"{CASES}/2026-0087/document/0192f0a0-0087-7000-8000-000000000002/",
        "kind": "download",
        "may_open": ["ondermijning", "toezicht", "partner-politie", "partner-omgevingsdienst-ijmond"],
    },
    {
        "url": f"{CASES}/2026-0087/document/0192f0a0-0087-7000-8000-000000000003/",
        "kind": "download",
        "may_open": ["partner-politie"],
    },
    {
        "url": f"{CASES}/2026-0087/document/0192f0a0-0087-7000-8000-000000000004/",
        "kind": "download",
        "may_open": ["ondermijning"],
    },
    # the house: the police takes no part
    {"url": f"{CASES}/2026-4417/", "kind": "page", "may_open": ["ondermijning", "partner-woningcorporatie"]},
    {
        "url": f"{CASES}/2026-4417/tijdlijn/",
        "kind": "fragment",
        "may_open": ["ondermijning", "partner-woningcorporatie"],
    },
    {
        "url": f"{CASES}/2026-4417/verloop.svg",
        "kind": "chart",
        "may_open": ["ondermijning", "partner-woningcorporatie"],
    },
    {
        "url": f"{CASES}/2026-4417/casus.json",
        "kind": "export",
        "may_open": ["ondermijning", "partner-woningcorporatie"],
    },
    {"url": f"{CASES}/2026-4417/casus.csv", "kind": "export", "may_open": ["ondermijning", "partner-woningcorporatie"]},
    {"url": f"{API}/2026-4417", "kind": "api", "may_open": ["ondermijning", "partner-woningcorporatie"]},
    {
        "url": f"{CASES}/2026-4417/onderdeel/premises/",
        "kind": "section",
        "may_open": ["ondermijning", "partner-woningcorporatie"],
    },
    {
        "url": f"{CASES}/2026-4417/onderdeel/signals/",
        "kind": "section",
        "may_open": ["ondermijning", "partner-woningcorporatie"],
    },
    {"url": f"{CASES}/2026-4417/onderdeel/inspections/", "kind": "section", "may_open": ["ondermijning"]},
    {"url": f"{CASES}/2026-4417/onderdeel/police/", "kind": "section", "may_open": ["ondermijning"]},
    {
        "url": f"{CASES}/2026-4417/onderdeel/decisions/",
        "kind": "section",
        "may_open": ["ondermijning", "partner-woningcorporatie"],
    },
    {
        "url": f"{CASES}/2026-4417/document/0192f0a0-4417-7000-8000-000000000001/",
        "kind": "download",
        "may_open": ["ondermijning", "partner-woningcorporatie"],
    },
    # the barn: in the register of the special investigators (Wpg)
    {"url": f"{CASES}/2026-3052/", "kind": "page", "may_open": ["jeugdboa"]},
    {"url": f"{CASES}/2026-3052/tijdlijn/", "kind": "fragment", "may_open": ["jeugdboa"]},
    {"url": f"{CASES}/2026-3052/verloop.svg", "kind": "chart", "may_open": ["jeugdboa"]},
    {"url": f"{CASES}/2026-3052/casus.json", "kind": "export", "may_open": ["jeugdboa"]},
    {"url": f"{CASES}/2026-3052/casus.csv", "kind": "export", "may_open": ["jeugdboa"]},
    {"url": f"{API}/2026-3052", "kind": "api", "may_open": ["jeugdboa"]},
    {"url": f"{CASES}/2026-3052/onderdeel/inspections/", "kind": "section", "may_open": ["jeugdboa"]},
    {"url": f"{CASES}/2026-3052/onderdeel/police/", "kind": "section", "may_open": ["jeugdboa"]},
    {
        "url": f"{CASES}/2026-3052/document/0192f0a0-3052-7000-8000-000000000001/",
        "kind": "download",
        "may_open": ["jeugdboa"],
    },
    # the garage box: closed six years ago, due for destruction
    {"url": f"{CASES}/2019-1187/", "kind": "page", "may_open": ["ondermijning"]},
    {"url": f"{CASES}/2019-1187/tijdlijn/", "kind": "fragment", "may_open": ["ondermijning"]},
    {"url": f"{CASES}/2019-1187/verloop.svg", "kind": "chart", "may_open": ["ondermijning"]},
    {"url": f"{CASES}/2019-1187/casus.json", "kind": "export", "may_open": ["ondermijning"]},
    {"url": f"{CASES}/2019-1187/casus.csv", "kind": "export", "may_open": ["ondermijning"]},
    {"url": f"{API}/2019-1187", "kind": "api", "may_open": ["ondermijning"]},
    {"url": f"{CASES}/2019-1187/onderdeel/decisions/", "kind": "section", "may_open": ["ondermijning"]},
    {
        "url": f"{CASES}/2019-1187/document/0192f0a0-1187-7000-8000-000000000001/",
        "kind": "download",
        "may_open": ["ondermijning"],
    },
    *CONCERN_DOORS,
    *INSPECTION_DOORS,
    *BIBOB_DOORS,
    *MEASURE_DOORS,
]
COLLEAGUES = {"toezicht": "toezicht2"}
"""Who works in the same function as somebody: no door here is open to one person alone."""
DOORS = [
    {**door, "may_open": [*door["may_open"], *(COLLEAGUES[who] for who in door["may_open"] if who in COLLEAGUES)]}
    for door in TOLD
]
