# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the home page says of alerts, for whoever deals with them."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import Actor
from baken.ui import format as fmt

from ..models import AlertStatus
from . import panels, queries
from .triage import TRIAGE

AHEAD = timedelta(weeks=2)
SHOWN = 3


def alert_lines(actor: Actor, day: date) -> list[dict[str, str]]:
    """Return lines (text, url, label): how many alerts wait, and what this role has to find out soon. One query."""
    if not actor.may(TRIAGE):
        return []
    lines = []
    rows = list(queries.waiting(actor, day + AHEAD))
    if number := sum(alert.status == AlertStatus.NEW for alert in rows):
        text = ngettext("%(n)d nieuwe attendering.", "%(n)d nieuwe attenderingen.", number) % {"n": number}
        lines.append({"text": text, "url": reverse("observe:alerts"), "label": _("Bekijk wat er steeg")})
    for alert in [alert for alert in rows if alert.status == AlertStatus.INVESTIGATING][:SHOWN]:
        told = {"theme": panels.theme_title(alert.indicator), "due": fmt.day(alert.due)}
        text = _("Uit te zoeken vóór %(due)s: stijging van %(theme)s.") % told
        lines.append({"text": text, "url": alert.get_absolute_url(), "label": _("Naar de attendering")})
    return lines
