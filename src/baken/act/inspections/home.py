# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the home page says of inspections: the next one, and follow-up that is late or waits for the reader."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import Actor, opened, visible_to
from baken.kernel.models import Municipality
from baken.ui.format import day

from . import queries
from .models import FollowUp, Inspection
from .policies import ADOPT, PLAN, PURPOSE, VIEW
from .programme.pages import proposed

AHEAD = timedelta(days=14)
COMING = ("draft", "planned", "briefed", "under_way")
MOST = 200


def home_lines(actor: Actor, municipality: Municipality, today: date) -> list[dict[str, str]]:
    """Return the lines for who works at the register, whose organisation takes part, or who adopts programmes: three queries."""
    if actor.municipality_id != municipality.pk:
        return []
    lines = _programmes(actor)
    if queries.may_open_list(actor):
        with opened(actor, PURPOSE):
            lines += [*_coming(actor, today), *_follow_up(actor, today)]
    return lines


def _programmes(actor: Actor) -> list[dict[str, str]]:
    """Return the programme that waits for the mayor; to who plans, what the mayor gave back."""
    if not actor.may(ADOPT) and not actor.may(PLAN):
        return []
    lines = []
    for row in proposed(actor):
        told = {"year": row.year}
        url = reverse("inspections:programme", args=[row.year])
        if row.proposed_on is not None and actor.may(ADOPT):
            text = _("Het jaarprogramma van integrale controles voor %(year)d wacht op uw vaststelling.")
            lines.append({"text": text % told, "url": url, "label": _("Lees het programma")})
        elif row.returned_because and actor.may(PLAN):
            text = _("De burgemeester gaf het jaarprogramma van controles voor %(year)d terug.")
            lines.append({"text": text % told, "url": url, "label": _("Lees waarom")})
    return lines


def _coming(actor: Actor, today: date) -> list[dict[str, str]]:
    since = timezone.make_aware(datetime.combine(today, time.min))
    rows = queries.inspections(actor).filter(
        status__in=COMING, starts_at__gte=since, starts_at__lt=since + AHEAD
    )  # fmt: skip
    found = list(rows.order_by("starts_at", "id").only("reference", "starts_at", "status")[:MOST])
    if not found:
        return []
    first: Inspection = found[0]
    text = ngettext(
        "In de komende twee weken is er %(n)d integrale controle, op %(day)s.",
        "In de komende twee weken zijn er %(n)d integrale controles; de eerste is op %(day)s.",
        len(found),
    ) % {"n": len(found), "day": day(first.starts_at)}
    if len(found) == 1:
        return [{"text": text, "url": first.get_absolute_url(), "label": _("Bekijk de controle")}]
    query = urlencode({"stand": "open"})
    return [{"text": text, "url": f"{reverse('inspections:overview')}?{query}", "label": _("Bekijk de controles")}]


def _follow_up(actor: Actor, today: date) -> list[dict[str, str]]:
    """Return what is late of all for the desk; of a partner, or an inspector, what waits on their own name."""
    rows = visible_to(FollowUp.objects.filter(outcome=""), actor, VIEW, PURPOSE)
    if actor.partner_id is not None:
        rows = rows.filter(partner=actor.partner_id)
    dates = list(rows.order_by("due_on").values_list("due_on", "inspection__reference")[:MOST])
    late = [one for one in dates if one[0] < today]
    if actor.partner_id is None:
        dates = late
    if not dates:
        return []
    if late:
        text = ngettext(
            "Van %(n)d opvolging na een controle is de dag voorbij.",
            "Van %(n)d opvolgingen na een controle is de dag voorbij.",
            len(late),
        ) % {"n": len(late)}
    else:
        text = ngettext(
            "%(n)d opvolging na een controle staat op naam van uw organisatie.",
            "%(n)d opvolgingen na een controle staan op naam van uw organisatie.",
            len(dates),
        ) % {"n": len(dates)}
    url = f"{reverse('inspections:inspection', args=[dates[0][1]])}#opvolging"
    return [{"text": text, "url": url, "label": _("Naar de opvolging")}]
