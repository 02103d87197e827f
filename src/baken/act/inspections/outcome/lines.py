# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Follow-up in words, and on the list of terms of the partner that owns it. Our own terms come by the desk's rows."""

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor, desk_files, note_listed, opened, role_label, visible_to
from baken.kernel import moment
from baken.kernel.models import Municipality
from baken.kernel.terms import TermLine

from ..models import FollowUp
from ..policies import PURPOSE, RECORD, VIEW
from . import follow_up

SLUG = "inspection_follow_up"
LABEL = gettext_lazy("opvolging na een controle")
MOST = 200


def who(row: FollowUp) -> str:
    """Return the owner of a follow-up in words."""
    return row.partner.name if row.partner is not None else str(capfirst(role_label(row.role)))


def standing_of(row: FollowUp, on: date) -> tuple[str, str]:
    """Return how a follow-up stands, and in words."""
    if row.outcome:
        late = row.done_on is not None and row.done_on > row.due_on
        told = str(capfirst(row.get_outcome_display()))
        return "done", _("%(outcome)s, te laat") % {"outcome": told} if late else told
    if row.due_on < on:
        return "behind", _("over de datum")
    return "on_course", _("loopt")


def scopes(actor: Actor) -> frozenset[str]:
    """Return for what the actor comes at such terms: a partner that takes part, nobody else."""
    if actor.partner_id is None:
        return frozenset()
    return frozenset(desk_files.purposes(actor, RECORD, (PURPOSE,)))


def lines(actor: Actor, municipality: Municipality, on: date, named: bool) -> list[TermLine]:
    """Return what the actor's organisation still has to do. One query; shown by name it leaves a trace."""
    if actor.municipality_id != municipality.id or not scopes(actor):
        return []
    with opened(actor, PURPOSE):
        rows = list(own_rows(actor)[:MOST])
        if rows and named:
            keys: list[UUID] = sorted({row.guarded_id for row in rows})
            note_listed(actor=actor, at=moment.now(), purpose=PURPOSE, keys=keys)
    return [_line(row, named) for row in rows]


def own_rows(actor: Actor) -> Any:
    """Return the open follow-ups of the actor's organisation, soonest first. Inside `opened`."""
    rows = FollowUp.objects.filter(partner=actor.partner_id, outcome="").select_related("inspection", "partner")
    return visible_to(rows, actor, VIEW, PURPOSE).order_by("due_on", "id")


def _line(row: FollowUp, named: bool) -> TermLine:
    return TermLine(
        kind=SLUG,
        record=row.pk,
        title=_("Controle %(reference)s") % {"reference": row.inspection.reference} if named else "",
        href=f"{row.inspection.get_absolute_url()}#opvolging",
        rule=str(follow_up.LABEL),
        due=row.due_on,
        owner=who(row),
        mine=True,
        why_in=_("laat bij de controle weten waarom het langer duurt"),
        fictitious=row.inspection.fictitious,
        outside=reverse("inspections:overview"),
    )
