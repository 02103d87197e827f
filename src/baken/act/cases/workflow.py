# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a case goes from intake to closed."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baken.kernel.errors import Reason
from baken.kernel.workflow import Status, Transition, Workflow

MAX_REASON = 400


def has_reason(record: Any, given: Mapping[str, Any]) -> Reason | None:
    """Closing and opening again need a reason that others can read."""
    reason = str(given.get("reason", "")).strip()
    if not reason:
        return Reason("no_reason", gettext("Schrijf op waarom."))
    if len(reason) > MAX_REASON:
        return Reason(
            "long_reason", gettext("De reden is te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_REASON}
        )
    return None


def nothing_open(record: Any, given: Mapping[str, Any]) -> Reason | None:
    """A case with open actions can't be closed; `given` counts those that the actor sees."""
    count = int(given.get("open_actions", 0))
    if not count:
        return None
    return Reason("open_actions", gettext("Er staan nog acties open: %(count)d. Rond ze eerst af.") % {"count": count})


OPEN = frozenset({"intake", "investigate", "act", "aftercare"})


def _step(name: str, label: Any, sources: set[str], target: str, *guards: Any) -> Transition:
    return Transition(
        name=name,
        label=label,
        sources=frozenset(sources),
        target=target,
        permission="act.case.manage",
        audit=f"case.{name}",
        guards=guards,
    )


CASE = Workflow(
    slug="case",
    initial="intake",
    field="stage",
    statuses=(
        Status("intake", _("intake"), "undermining_coordinator"),
        Status("investigate", _("onderzoek"), "undermining_coordinator"),
        Status("act", _("aanpak"), "undermining_coordinator"),
        Status("aftercare", _("nazorg"), "undermining_coordinator"),
        Status("closed", _("gesloten"), "privacy_officer"),
    ),
    transitions=(
        _step("investigated", _("Onderzoek beginnen"), {"intake"}, "investigate"),
        _step("acted", _("Aanpak beginnen"), {"investigate"}, "act"),
        _step("aftercared", _("Naar nazorg"), {"act"}, "aftercare"),
        _step("closed", _("Sluiten"), set(OPEN), "closed", has_reason, nothing_open),
        _step("reopened", _("Weer openen"), {"closed"}, "aftercare", has_reason),
    ),
)
