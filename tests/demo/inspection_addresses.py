# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each address of inspections is about (`tests.demo.addresses`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def inspection_addresses(of: Callable[..., Any]) -> dict[str, Any]:
    """Return them; `of` finds the rows of a model that give an address its parameters."""

    def inspection_steps(municipality: Any) -> list[dict[str, Any]]:
        """Return an inspection there with a step that it can take: the name of a step is nobody's, so one is enough."""
        from baken.act.inspections.workflow import INSPECTION

        rows = of("inspections.Inspection", reference="reference", status="status")(municipality)
        found = [(row["reference"], INSPECTION.leaving(row["status"])) for row in rows]
        return [{"reference": reference, "name": steps[0].name} for reference, steps in found if steps][:1]

    return {
        **{
            f"inspections:{name}": of("inspections.Inspection", reference="reference")
            for name in (
                "inspection", "briefing", "plan", "party_new", "target_new", "follow_up_new", "report_make",
            )
        },
        "inspections:step": inspection_steps,
        **{
            f"inspections:checklist{name}": of("inspections.Checklist", slug="slug") for name in ("", "_edit", "_end")
        },
        "inspections:record": of("inspections.Target", reference="inspection__reference", target="pk"),
        "inspections:correct": of("inspections.Finding", reference="inspection__reference", key="pk"),
        "inspections:photo": of("inspections.FindingPhoto", reference="finding__inspection__reference", key="pk"),
        "finding_journeys:signal": of("inspections.Finding", reference="inspection__reference", key="pk"),
        "inspections:party_remove": of("inspections.InspectionParty", reference="inspection__reference", key="pk"),
        **{
            f"inspections:{name}": of("inspections.Target", reference="inspection__reference", key="pk")
            for name in ("target_edit", "target_remove")
        },
        **{
            f"inspections:home_{name}": of(
                "inspections.Target", {"is_home": True}, reference="inspection__reference", key="pk"
            )
            for name in ("authorise", "enter")
        },
        "inspections:home_report": of("inspections.HomeEntry", reference="target__inspection__reference", key="pk"),
        **{
            f"inspections:follow_up{name}": of("inspections.FollowUp", reference="inspection__reference", key="pk")
            for name in ("", "_move")
        },
        "inspections:report": of("inspections.InspectionReport", reference="inspection__reference", key="pk"),
        **{
            f"inspections:programme{name}": of("inspections.InspectionProgramme", year="year")
            for name in (
                "", "_goal", "_line", "_propose", "_take_back", "_give_back", "_adopt", "_evaluation", "_money", "_scan",
                "_reception",
            )
        },
        "inspections:programme_line_remove": of("inspections.ProgrammeLine", year="programme__year", key="pk"),
    }  # fmt: skip
