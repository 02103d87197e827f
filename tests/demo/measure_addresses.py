# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each address of measures is about (`tests.demo.addresses`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def measure_addresses(of: Callable[..., Any], words: Callable[..., Any]) -> dict[str, Any]:
    """Return them; `of` finds the rows of a model that give an address its parameters, `words` gives the same to each."""

    def policy_versions(municipality: Any) -> list[dict[str, Any]]:
        """Return what names the versions of a municipality's policy on measures, by kind."""
        found = of("measures.PolicyMatrix", slug="slug", number="version_number")(municipality)
        return [{"path": "matrix", **one} for one in found]

    def measure_steps(municipality: Any) -> list[dict[str, Any]]:
        """Return a step that each measure there knows, whatever its status."""
        rows = of("measures.Measure", reference="reference")(municipality)
        return [{**row, "name": "note"} for row in rows]

    def forfeiture_steps(municipality: Any) -> list[dict[str, Any]]:
        """Return what names a step with a forfeiture of a municipality."""
        found = of("measures.Forfeiture", reference="measure__reference", key="pk")(municipality)
        return [{"name": "betaald", **one} for one in found]

    def measure_letters(municipality: Any) -> list[dict[str, Any]]:
        """Return what names the decisions of a municipality's measures before they are made."""
        return [{"kind": "decision", **one} for one in of("measures.Measure", reference="reference")(municipality)]

    return {
        **{f"measures:{name}": of("measures.Measure", reference="reference") for name in ("measure",)},
        "measures:step": measure_steps,
        "measure_journeys:answer": of("measures.Measure", reference="reference"),
        "measures:party_remove": of("measures.MeasureParty", reference="measure__reference", key="pk"),
        **{f"measures:{name}": measure_letters for name in ("prepare", "reasons")},
        **{
            f"measures:{name}": of("measures.Measure", reference="reference")
            for name in ("breach", "costs", "costs_paid", "remedy_new")
        },
        "measures:collection": of("measures.Forfeiture", reference="measure__reference", key="pk"),
        "measures:forfeiture_step": forfeiture_steps,
        **{
            f"measures:{name}": of("measures.Remedy", reference="measure__reference", key="pk")
            for name in ("remedy", "remedy_put_off")
        },
        **{
            f"measures:{name}": of("measures.MeasureDocument", reference="measure__reference", key="pk")
            for name in ("document", "document_sign")
        },
        "measures:policy_new": words(path="matrix"),
        **{f"measures:policy_{name}": policy_versions for name in ("version", "edit", "follow", "adopt", "drop")},
    }
