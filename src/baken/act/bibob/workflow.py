# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a screening goes from being asked to its conclusion (domain.md §3c)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from baken.kernel.guards import has_reason, nothing_against
from baken.kernel.workflow import Status, Transition, Workflow

HANDLE = "act.bibob.handle"
COORDINATOR = "bibob_coordinator"


def _step(name: str, label: Any, sources: set[str] | frozenset[str], target: str, *guards: Any) -> Transition:
    return Transition(
        name=name,
        label=label,
        sources=frozenset(sources),
        target=target,
        permission=HANDLE,
        audit=f"bibob.{name}",
        guards=guards,
    )


WORKING = frozenset({"investigating", "weighing", "view"})
OPEN = frozenset({"asked", "questions", "incomplete", "investigating", "at_lbb", "weighing", "view"})
SCREENING = Workflow(
    slug="bibob-screening",
    initial="asked",
    statuses=(
        Status("asked", _("aangemeld"), COORDINATOR),
        Status("questions", _("vragenlijst verstuurd"), COORDINATOR),
        Status("incomplete", _("vragenlijst niet volledig"), COORDINATOR),
        Status("investigating", _("eigen onderzoek"), COORDINATOR),
        Status("at_lbb", _("advies gevraagd bij het LBB"), COORDINATOR),
        Status("weighing", _("wegen"), COORDINATOR),
        Status("view", _("zienswijze gevraagd"), COORDINATOR),
        Status("concluded", _("conclusie gegeven"), COORDINATOR),
        Status("stopped", _("gestopt"), COORDINATOR),
        Status("settled", _("afgerond"), "privacy_officer"),
    ),
    transitions=(
        _step("questions_sent", _("Vragenlijst versturen"), {"asked"}, "questions", nothing_against),
        _step(
            "found_incomplete", _("Vragenlijst is niet volledig"), {"questions", "incomplete"}, "incomplete", has_reason
        ),
        _step(
            "found_complete",
            _("Vragenlijst is volledig"),
            {"questions", "incomplete"},
            "investigating",
            nothing_against,
        ),
        _step("started", _("Onderzoek beginnen zonder vragenlijst"), {"asked"}, "investigating", has_reason),
        _step("refused_form", _("Vragenlijst geweigerd"), {"questions", "incomplete"}, "weighing", has_reason),
        _step("weighed", _("Naar wegen"), {"investigating"}, "weighing", nothing_against),
        _step("back_to_investigate", _("Terug naar onderzoek"), {"weighing", "view"}, "investigating", has_reason),
        _step("advice_asked", _("Advies vragen bij het LBB"), {"investigating", "weighing"}, "at_lbb", nothing_against),
        _step("advice_received", _("Advies ontvangen"), {"at_lbb"}, "weighing", nothing_against),
        _step("view_asked", _("Zienswijze vragen"), {"weighing"}, "view", nothing_against),
        _step("concluded", _("Conclusie geven"), {"weighing", "view"}, "concluded", nothing_against),
        _step("reconsidered", _("Conclusie herzien"), {"concluded"}, "weighing", has_reason),
        _step("stopped", _("Stoppen"), OPEN, "stopped", has_reason),
        _step("settled", _("Afronden"), {"concluded", "stopped"}, "settled", nothing_against),
        _step("reopened", _("Weer openen"), {"settled"}, "weighing", has_reason),
    ),
)
