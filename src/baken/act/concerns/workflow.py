# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a concern goes from received to closed (domain.md §3a): first whether it may be handled, then what to do with it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baken.kernel.errors import Reason
from baken.kernel.guards import has_reason
from baken.kernel.workflow import Status, Transition, Workflow

HANDLE = "act.concern.handle"


def is_answered(record: Any, given: Mapping[str, Any]) -> Reason | None:
    """A concern is closed once its reporter was told, or it was written down why not."""
    if given.get("told") or str(given.get("untold_because", "")).strip():
        return None
    text = gettext("Laat de melder weten wat er is gedaan, of schrijf op waarom dat niet kan.")
    return Reason("not_told", text)


OPEN = frozenset({"received", "admitted", "enriching", "agenda"})
"""Statuses in which a concern waits for a decision."""
WEIGHABLE = frozenset({"admitted", "enriching", "agenda"})
OUTSIDE = frozenset({"riec", "police", "care"})
"""Routes by which something leaves the municipality: what goes is a sharing of its own."""


def _step(name: str, label: Any, sources: set[str] | frozenset[str], target: str, *guards: Any) -> Transition:
    return Transition(
        name=name,
        label=label,
        sources=frozenset(sources),
        target=target,
        permission=HANDLE,
        audit=f"concern.{name}",
        guards=guards,
    )


COORDINATOR = "undermining_coordinator"
"""Whose turn it is stands with the concern itself (`assigned_role`): the category says who handles it. This is the first."""
CONCERN = Workflow(
    slug="concern",
    initial="received",
    statuses=(
        Status("received", _("ontvangen"), COORDINATOR),
        Status("refused", _("mag niet worden behandeld"), COORDINATOR),
        Status("admitted", _("mag worden behandeld"), COORDINATOR),
        Status("enriching", _("wordt aangevuld"), COORDINATOR),
        Status("agenda", _("op de agenda van het signalenoverleg"), COORDINATOR),
        Status("routed", _("uitgezet"), COORDINATOR),
        Status("set_aside", _("geen opvolging"), COORDINATOR),
        Status("merged", _("samengevoegd"), COORDINATOR),
        Status("closed", _("afgerond"), "privacy_officer"),
    ),
    transitions=(
        _step("admitted", _("Mag worden behandeld"), {"received"}, "admitted", has_reason),
        _step("refused", _("Mag niet worden behandeld"), {"received"}, "refused", has_reason),
        _step("retested", _("Opnieuw toetsen"), {"refused"}, "received", has_reason),
        _step("enriched", _("Aanvullen"), {"admitted"}, "enriching"),
        _step("put_on_agenda", _("Op de agenda van het signalenoverleg"), {"admitted", "enriching"}, "agenda"),
        _step("taken_off_agenda", _("Van de agenda halen"), {"agenda"}, "enriching", has_reason),
        _step("set_aside", _("Geen opvolging"), WEIGHABLE, "set_aside", has_reason),
        _step("routed", _("Uitzetten"), WEIGHABLE, "routed", has_reason),
        _step("reweighed", _("Weging intrekken"), {"routed", "set_aside"}, "enriching", has_reason),
        _step("merged", _("Samenvoegen"), WEIGHABLE, "merged"),
        _step("unmerged", _("Samenvoegen ongedaan maken"), {"merged"}, "admitted", has_reason),
        _step("closed", _("Afronden"), {"routed", "set_aside", "refused"}, "closed", has_reason, is_answered),
        _step("reopened", _("Weer openen"), {"closed"}, "received", has_reason),
    ),
)
