# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's own rules on measures: a matrix in two versions, templates, a mandate. Invented, and marked so."""

from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from baken.access.facade import Actor
from baken.act.measures.facade import load_policy
from baken.kernel.models import Municipality


def measure_policy() -> dict[str, Any]:
    """Return the example's rules as data."""
    told: dict[str, Any] = YAML(typ="safe").load(
        (files("baken.demo") / "velsen" / "measure_policy.yaml").read_text("utf-8")
    )
    return told


def play_measure_policy(actor: Actor, municipality: Municipality) -> None:
    """Adopt the rules that aren't there yet, on the days of the example."""
    load_policy(actor, municipality, measure_policy())
