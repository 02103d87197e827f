# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Concerns on the list of terms: testing and deciding, in working days; the day and the reference, never what was told."""

from datetime import date
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor, note_listed, opened, role_label
from baken.kernel import moment
from baken.kernel.models import Municipality
from baken.kernel.terms import TermLine

from . import queries
from .models import Concern, Status
from .policies import HANDLE, VIEW
from .terms import due_of
from .workflow import WEIGHABLE

SLUG = "concern"
LABEL = gettext_lazy("termijn van een signaal")
MOST = 200
"""Concerns of one desk, soonest first."""


def concern_scopes(actor: Actor) -> frozenset[str]:
    """Return the purposes for which the actor works at a desk with concerns."""
    return frozenset(queries.purposes_with_desk(actor))


def concern_lines(actor: Actor, municipality: Municipality, on: date, named: bool) -> list[TermLine]:
    """Return the concerns at the actor's desks that wait for the toets vooraf or for a decision. One query a desk.

    Shown by name they leave a trace. A calendar leads to the list: the address of a concern tells which one it is.
    """
    if actor.municipality_id != municipality.id or not actor.may(VIEW):
        return []
    found: dict[UUID, TermLine] = {}
    waiting = Q(status=Status.RECEIVED) | Q(status__in=WEIGHABLE)
    for purpose in queries.purposes_with_desk(actor):
        with opened(actor, purpose):
            rows = queries.concerns(actor, purpose).filter(waiting).order_by("answer_due", "id")
            fields = (
                "guarded_id",
                "reference",
                "status",
                "test_due",
                "answer_due",
                "assigned_role",
                "assignee_id",
                "fictitious",
            )
            shown = [row for row in rows.only(*fields)[:MOST] if row.pk not in found and due_of(row)]
            if named and shown:
                keys = [row.guarded_id for row in shown]
                note_listed(actor=actor, at=moment.now(), purpose=purpose, keys=keys)
            found |= {row.pk: _line(actor, row, named=named) for row in shown}
    return list(found.values())


def _line(actor: Actor, row: Concern, *, named: bool) -> TermLine:
    testing = row.status == Status.RECEIVED
    mine = row.assignee_id == actor.id if row.assignee_id else row.assigned_role in actor.roles
    return TermLine(
        kind=SLUG,
        record=row.pk,
        title=_("Signaal %(reference)s") % {"reference": row.reference} if named else "",
        href=row.get_absolute_url(),
        rule=_("Toets vooraf") if testing else _("Besluit over een signaal"),
        due=due_of(row),
        owner=role_label(row.assigned_role),
        mine=mine and actor.may(HANDLE),
        why_in=_("noteer de reden bij het signaal"),
        fictitious=row.fictitious,
        owner_role=row.assigned_role,
        holder=row.assignee_id,
        outside=reverse("concerns:overview"),
    )
