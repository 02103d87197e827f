# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From one record to the other: a link only for who may open what it leads to."""

from datetime import datetime

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from baken.access.facade import authorize
from baken.act.cases import facade as cases
from baken.act.concerns import facade as concerns

from .leaving import against_regime


def case_block(seen: concerns.Seen, at: datetime) -> concerns.Block | None:
    """Return what the page of a concern shows of a case: the case that came of it, for who may see that; else the step to one."""
    it = seen.concern
    if it.case_reference:
        try:
            found = cases.find(seen.actor, it.case_reference).case
        except Http404:
            found = None
        return concerns.Block("journeys/_case.html", {"case": found})
    if not may_promote(seen):
        return None
    return concerns.Block("journeys/_case.html", {"promote": reverse("journeys:promote", args=[it.reference])})


def may_promote(seen: concerns.Seen) -> bool:
    """Whether the reader can make a case of this concern as it now stands."""
    it = seen.concern
    weighed = it.status == concerns.Status.ROUTED and it.route == concerns.Route.MUNICIPALITY
    return (
        (weighed or it.status in concerns.WEIGHABLE)
        and not it.case_reference
        and not against_regime(it)
        and seen.actor.may(cases.MANAGE)
        and bool(authorize(seen.actor, concerns.HANDLE, it, seen.purpose))
    )


def origin_of(seen: cases.Seen) -> tuple[str, str] | None:
    """Return the concern with which a case began, for who may see that one too."""
    try:
        found = concerns.find(seen.actor, seen.case.origin).concern
    except Http404:
        return None
    return _("Signaal %(reference)s") % {"reference": found.reference}, found.get_absolute_url()
