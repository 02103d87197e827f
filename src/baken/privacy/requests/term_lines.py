# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests of data subjects on the list of terms: reference and kind of request, nobody's name."""

from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor
from baken.kernel.models import Municipality
from baken.kernel.terms import TermLine, line_of

from ..policies import MANAGE_REQUESTS, VIEW_REQUESTS
from . import actions as requests
from .workflow import RULE

SLUG = "data-request"
LABEL = gettext_lazy("verzoek van een betrokkene")
YEAR = timedelta(days=366)


def request_lines(actor: Actor, municipality: Municipality, on: date, named: bool) -> list[TermLine]:
    """Return the requests that run, and those decided in the last year. Withdrawn ones have no term. Two queries."""
    if actor.municipality_id != municipality.id or not actor.may(VIEW_REQUESTS):
        return []
    rows = requests.requests(actor).filter(Q(decided_on__isnull=True) | Q(decided_on__gte=on - YEAR))
    found = list(rows.defer("name", "contact", "extended_because", "refused_because"))
    sums, manage = requests.sums(found), actor.may(MANAGE_REQUESTS)
    return [
        line_of(
            RULE,
            sums[row.pk],
            done_on=row.decided_on,
            kind=SLUG,
            record=row.pk,
            title=f"{row.reference}, {row.get_kind_display()}" if named else "",
            href=row.get_absolute_url(),
            owner=row.handler,
            mine=manage,
            explainable=manage,
            fictitious=row.fictitious,
            outside=reverse("privacy:requests"),
        )
        for row in found
        if row.pk in sums and row.status != "withdrawn"
    ]
