# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What comes along: processing activities, retention rules and impact assessments, as data in `data/`.

Slugs that code names are `CODED`: a view says which activity it carries out.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

CODED = frozenset(
    {
        "accounts",
        "audit",
        "meetings",
        "programme-owners",
        "council-items",
        "casework-premises",
        "concerns",
        "concerns-undermining",
        "concerns-nuisance",
        "concerns-trafficking",
        "concerns-care",
        "concerns-youth",
        "concerns-cyber",
        "concerns-discrimination",
        "concerns-public",
        "concern-sources",
        "topic-signals",
        "investigation-boa",
        "inspections",
        "measures",
        "bibob",
        "emergency-access",
        "search",
        "supervision",
        "data-subject-requests",
        "terms",
        "zgw",
    }
)
"""Activities that code may name. A test holds views and register to this list."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """The three lists, as field values of their models."""

    activities: tuple[dict[str, Any], ...]
    rules: tuple[dict[str, Any], ...]
    dpias: tuple[dict[str, Any], ...]


@cache
def _read(name: str) -> tuple[dict[str, Any], ...]:
    text = (files(__package__) / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    return tuple(dict(entry) for entry in YAML(typ="safe").load(text))


def shipped() -> Shipped:
    """Return what comes along, in Dutch, in our own words."""
    return Shipped(_read("activities"), _read("retention"), _read("dpia"))
