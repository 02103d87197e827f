# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Actions of cases on the list of terms: the day and the case's reference, never what the action is about."""

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor, opened, purposes_open_to
from baken.kernel.models import Municipality
from baken.kernel.terms import TermLine

from . import queries
from .lists import note_shown
from .policies import VIEW

SLUG = "case-action"
LABEL = gettext_lazy("actie in een casus")
MOST = 200
"""Actions of one purpose, soonest first."""


def case_scopes(actor: Actor) -> frozenset[str]:
    """Return the purposes for which the actor may come at cases."""
    return frozenset(purposes_open_to(actor, desk=False)) if actor.may(VIEW) else frozenset()


def case_lines(actor: Actor, municipality: Municipality, on: date, named: bool) -> list[TermLine]:
    """Return the open actions in cases that the actor sees. Two queries a purpose; shown by name they leave a trace.

    A calendar leads to the list of cases: the address of a case tells which one it is.
    """
    if actor.municipality_id != municipality.id or not actor.may(VIEW):
        return []
    found: dict[UUID, TermLine] = {}
    for purpose in purposes_open_to(actor, desk=False):
        with opened(actor, purpose):
            rows = queries.open_actions(actor, purpose).defer("title")[:MOST]
            actions = [row for row in rows if row.pk not in found]
            if not actions:
                continue
            keys = {action.guarded_id for action in actions}
            cases = {case.guarded_id: case for case in queries.cases(actor, purpose).filter(guarded__in=keys)}
            if named:
                note_shown(actor, purpose, cases.values())
            for action in actions:
                case = cases.get(action.guarded_id)
                if case is None:
                    continue
                found[action.pk] = TermLine(
                    kind=SLUG,
                    record=action.pk,
                    title=_("Actie in casus %(reference)s") % {"reference": case.reference} if named else "",
                    href=case.get_absolute_url(),
                    rule=_("Afgesproken datum"),
                    due=action.due_on,
                    owner=action.owner,
                    why_in=_("schrijf de reden in de casus"),
                    fictitious=case.fictitious,
                    outside=reverse("cases:overview"),
                )
    return list(found.values())
