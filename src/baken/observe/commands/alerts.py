# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""`baken alerts`: look for unusual rises now, and tell what stands."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import override

from baken.kernel.errors import Refused
from baken.kernel.models import Municipality
from baken.kernel.moment import now, today
from baken.registry.facade import areas

from ..alerts import actions, panels, words
from ..models import Alert, AlertRun
from .sources import Wrong, place

MONTH = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])")


def look_now(*, area: str | None = None, period: str | None = None) -> str:
    """Look at the series of a municipality and return what its newest month (or `period`) shows. Raises `Wrong`."""
    with override("nl"):
        if period is not None and not MONTH.fullmatch(period):
            raise Wrong(_("%(month)s is geen maand; schrijf een maand als 2026-09") % {"month": period})
        actor, code = place(area)
        municipality = Municipality.objects.filter(code=code or "").first()
        if municipality is None or municipality.pk != actor.municipality_id:
            raise Wrong(_("noem met --area een gemeente die deze installatie bedient"))
        try:
            new = actions.look(actor=actor, at=now(), municipality=municipality, period=period or "")
        except Refused as refused:
            raise Wrong("\n".join(str(reason.text) for reason in refused.reasons)) from None
        runs = AlertRun.objects.filter(municipality=municipality, until__isnull=True)
        run = (runs.filter(period=period) if period else runs).first()
        if run is None:
            raise Wrong(_("er zijn nog geen cijfers per maand; haal ze op met baken sources pull --table 47022NED"))
        return _told(municipality, run, changed=bool(new))


def _told(municipality: Municipality, run: AlertRun, *, changed: bool) -> str:
    found = list(Alert.objects.filter(municipality=municipality, period=run.period, gone_at__isnull=True))
    named = areas(sorted({alert.area for alert in found}), year=today().year) if found else {}
    told = {"month": words.month_words(run.period), "n": run.assessed, "found": len(found)}
    lines = [_("%(month)s: %(n)s reeksen beoordeeld, %(found)s attenderingen") % told]
    lines += [f"  {(view := panels.view_of(alert, named, today())).title}. {view.rarity}" for alert in found]
    lines += [f"  - {words.why_unassessed(reason, number)}" for reason, number in run.unassessed.items()]
    if run.waiting:
        lines.append(_("telt nog niet mee: %(months)s") % {"months": words.listed_months(run.waiting)})
    lines.append(_("er is iets veranderd") if changed else _("er is niets veranderd"))
    return "\n".join(lines)
