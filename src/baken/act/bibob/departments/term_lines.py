# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The department's own terms to decide on the list of terms: the day and its own number, nothing of the screening."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor, opened, role_label
from baken.cores.terms import explain
from baken.kernel import clocks as ledger
from baken.kernel.models import Municipality
from baken.kernel.terms import TermLine, line_of

from .. import clocks
from ..models import Standing
from ..policies import ASK, STANDING
from . import queries

SLUG = "bibob-standing"
LABEL = gettext_lazy("beslistermijn bij een Bibob-aanvraag")
MOST = 200


def scopes(actor: Actor) -> frozenset[str]:
    """Return by which permission the actor comes at such terms; none: never."""
    return frozenset({STANDING}) & actor.permissions


def standing_lines(actor: Actor, municipality: Municipality, on: date, named: bool) -> list[TermLine]:
    """Return the applications about which the actor's department must still decide. Two queries."""
    if actor.municipality_id != municipality.id or not actor.may(STANDING):
        return []
    with opened(actor):
        rows = list(queries.waiting(actor)[:MOST])
        told = ledger.ledgers(Standing, [row.pk for row in rows])
    found = []
    for row in rows:
        rule = clocks.decision_rule(row.asked_on)
        term = explain(rule, told.get(row.pk, {}).get(rule.slug, ()), clocks.CALENDAR)
        found.append(
            line_of(
                rule, term, kind=SLUG, record=row.pk, href=row.get_absolute_url(), owner=role_label(row.department),
                title=_("Aanvraag %(number)s (Bibob)") % {"number": row.application} if named else "",
                mine=actor.may(ASK), why_in=_("noteer de reden in uw eigen zaak"), fictitious=row.fictitious,
                outside=reverse("standings:overview"),
            )
        )  # fmt: skip
    return found
