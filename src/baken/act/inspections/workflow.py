# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a joint inspection goes from its plan to its evaluation (domain.md §3a)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from baken.kernel.guards import has_reason, nothing_against
from baken.kernel.workflow import Status, Transition, Workflow

PLAN = "act.inspection.plan"
LEAD = "port_team"


def _step(name: str, label: Any, sources: set[str] | frozenset[str], target: str, *guards: Any) -> Transition:
    return Transition(
        name=name,
        label=label,
        sources=frozenset(sources),
        target=target,
        permission=PLAN,
        audit=f"inspection.{name}",
        guards=guards,
    )


INSPECTION = Workflow(
    slug="inspection",
    initial="draft",
    statuses=(
        Status("draft", _("wordt voorbereid"), LEAD),
        Status("planned", _("plan vastgesteld"), LEAD),
        Status("briefed", _("briefing gehouden"), LEAD),
        Status("under_way", _("controle loopt"), LEAD),
        Status("reported", _("rapport ligt er"), LEAD),
        Status("followed_up", _("opvolging loopt"), LEAD),
        Status("debriefed", _("geëvalueerd"), LEAD),
        Status("closed", _("afgerond"), "privacy_officer"),
        Status("cancelled", _("ging niet door"), "privacy_officer"),
    ),
    transitions=(
        _step("planned", _("Plan vaststellen"), {"draft"}, "planned", nothing_against),
        _step("replanned", _("Plan weer openen"), {"planned", "briefed"}, "draft", has_reason),
        _step("briefed", _("Briefing is gehouden"), {"planned"}, "briefed", nothing_against),
        _step("started", _("Controle begint"), {"briefed"}, "under_way", nothing_against),
        _step("reported", _("Rapport maken"), {"under_way"}, "reported", nothing_against),
        _step("followed_up", _("Opvolging uitzetten"), {"reported"}, "followed_up", nothing_against),
        _step("debriefed", _("Evalueren"), {"reported", "followed_up"}, "debriefed", nothing_against),
        _step("closed", _("Afronden"), {"debriefed"}, "closed", nothing_against),
        _step("reopened", _("Weer openen"), {"closed"}, "followed_up", has_reason),
        _step("cancelled", _("Gaat niet door"), {"draft", "planned", "briefed"}, "cancelled", has_reason),
    ),
)
