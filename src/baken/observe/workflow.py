# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a pull of figures goes from the question to the facts."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baken.kernel.errors import Reason
from baken.kernel.workflow import Status, Transition, Workflow

from .alerts.triage import ALERT
from .models import Pull
from .models.pull import UNDER_WAY

__all__ = ["ALERT", "LOAD", "PULL", "already_under_way", "no_other", "same_attempt"]

LOAD = "observe.figures.load"


def same_attempt(pull: Any, given: Mapping[str, Any]) -> Reason | None:
    """A worker that was taken for dead may not end what another took up again."""
    if given.get("attempt", pull.attempt) == pull.attempt:
        return None
    return Reason("other_attempt", gettext("Het ophalen is intussen opnieuw begonnen."))


def no_other(pull: Any, given: Mapping[str, Any]) -> Reason | None:
    """A municipality has one pull under way: two would write the same figures."""
    others = Pull.objects.filter(municipality_id=pull.municipality_id, status__in=UNDER_WAY).exclude(pk=pull.pk)
    return already_under_way() if others.exists() else None


def already_under_way() -> Reason:
    """Return why a second pull has to wait."""
    return Reason(
        "already_under_way", gettext("Er worden al cijfers opgehaald. Wacht tot dat klaar is, of stop het eerst.")
    )


PULL = Workflow(
    slug="pull",
    initial="queued",
    statuses=(
        Status("queued", _("wacht"), "system"),
        Status("running", _("bezig"), "system"),
        Status("stored", _("opgeslagen"), "safety_adviser"),
        Status("failed", _("mislukt"), "safety_adviser"),
        Status("cancelled", _("gestopt"), "safety_adviser"),
    ),
    transitions=(
        Transition(
            name="start",
            label=_("Beginnen"),
            sources=frozenset({"queued"}),
            target="running",
            permission=LOAD,
            audit="pull.started",
            guards=(same_attempt,),
        ),
        Transition(
            name="store",
            label=_("Opslaan"),
            sources=frozenset({"running"}),
            target="stored",
            permission=LOAD,
            audit="pull.finished",
            guards=(same_attempt,),
        ),
        Transition(
            name="fail",
            label=_("Mislukken"),
            sources=frozenset({"queued", "running"}),
            target="failed",
            permission=LOAD,
            audit="pull.failed",
            guards=(same_attempt,),
        ),
        Transition(
            name="cancel",
            label=_("Stoppen"),
            sources=frozenset({"queued", "running"}),
            target="cancelled",
            permission=LOAD,
            audit="pull.cancelled",
            guards=(same_attempt,),
        ),
        Transition(
            name="resume",
            label=_("Ga verder"),
            sources=frozenset({"failed"}),
            target="queued",
            permission=LOAD,
            audit="pull.resumed",
            guards=(no_other,),
        ),
    ),
)
