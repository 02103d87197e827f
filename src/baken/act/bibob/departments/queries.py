# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a department reads: the standings of its own applications, and what chance said of them. Nothing else exists for it.

To be asked inside `opened(actor)`.
"""

from django.db.models import QuerySet

from baken.access.facade import Actor, visible_or_404, visible_to

from ..models import SampleDraw, Stage, Standing
from ..policies import STANDING


def standings(actor: Actor) -> QuerySet[Standing]:
    """Return the standings of the actor's own department, newest first."""
    rows: QuerySet[Standing] = QuerySet(Standing)
    return visible_to(rows, actor, STANDING).order_by("-id")


def find(actor: Actor, reference: str) -> Standing:
    """Return one standing of the actor's own department, or raise `Http404`."""
    rows: QuerySet[Standing] = QuerySet(Standing)
    return visible_or_404(rows.select_related("trigger", "asked_by"), actor, STANDING, reference=reference)


def waiting(actor: Actor) -> QuerySet[Standing]:
    """Return those about which the department must still decide, soonest first; what stands still comes last."""
    return standings(actor).filter(decided_on=None).order_by("decision_due", "id")


def to_decide(actor: Actor) -> QuerySet[Standing]:
    """Return those whose conclusion is known and whose decision isn't."""
    return waiting(actor).filter(stage__in=(Stage.CONCLUDED, Stage.STOPPED))


def draws(actor: Actor) -> QuerySet[SampleDraw]:
    """Return what chance said of the department's applications, newest first."""
    rows: QuerySet[SampleDraw] = QuerySet(SampleDraw)
    return visible_to(rows, actor, STANDING).select_related("trigger").order_by("-at", "-id")
