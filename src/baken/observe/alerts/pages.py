# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands on the pages of alerts."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import ROLES, Actor
from baken.registry.facade import AreaInfo, areas
from baken.ui import format as fmt

from ..models import Alert, AlertRun, AlertStatus
from ..own_figures.queries import VIEW as OWN_VIEW
from ..own_figures.queries import own_indicators
from ..picture.indicators import catalogue
from . import panels, queries, words
from .actions import LOAD
from .forms import ExplainForm, InvestigateForm, SeeForm, UsefulForm
from .reading import OWN
from .shapes import FDR
from .themes import THEMES, nearest_of
from .triage import TRIAGE, owners

SHOWN = 10
"""Alerts with their chart; what is less rare stands in a list below."""
MONTHS = 12
"""Months of which the track record tells beside the list."""
MONTH = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])")


def overview(actor: Actor, chosen: str, today: date) -> dict[str, Any]:
    """Return the rises of the newest judged month, or of the one that was chosen, and what is still open of others."""
    runs = list(queries.runs(actor)[: MONTHS * 4])
    run = next((r for r in runs if r.period == chosen), None) if MONTH.fullmatch(chosen) else None
    run = run or (runs[0] if runs else None)
    everything = list(queries.alerts(actor).filter(period__in=[r.period for r in runs])) if runs else []
    named = _areas(everything, today)
    views = [panels.view_of(a, named, today) for a in everything if run and a.period == run.period]
    live = [v for v in views if v.alert.gone_at is None]
    watch = queries.watch(actor)
    return {
        "run": run,
        "title": _title(run, len(live)),
        "month": words.month_words(run.period) if run else "",
        "newest": bool(run and run is runs[0]),
        "months": [(r.period, words.month_words(r.period), len(r.found)) for r in runs[:MONTHS]],
        "shown": live[:SHOWN],
        "rest": live[SHOWN:],
        "gone": [v for v in views if v.alert.gone_at is not None],
        "open": _open(everything, run, named, today),
        "finding": [
            panels.view_of(a, named, today)
            for a in everything
            if a.status == AlertStatus.INVESTIGATING and not a.gone_at
        ],
        "waiting": words.listed_months(run.waiting) if run and run.waiting else "",
        "series": run.assessed + sum(run.unassessed.values()) if run else 0,
        "unassessed": [words.why_unassessed(reason, n) for reason, n in run.unassessed.items()] if run else [],
        "record": panels.track_record(runs[:MONTHS], everything) if runs else None,
        "looked_at": watch.looked_at if watch else None,
        "next_at": watch.next_at if watch else None,
        "example": bool(run and run.example),
        "share": fmt.percent(100 * FDR),
        "may_triage": actor.may(TRIAGE),
        "may_look": actor.may(LOAD),
    }


def _title(run: AlertRun | None, number: int) -> str:
    if run is None:
        return _("Nog niet gekeken naar ongewone stijgingen")
    told = {"n": number, "month": words.month_words(run.period)}
    if not number:
        return _("Geen ongewone stijgingen in %(month)s") % told
    return (
        ngettext(
            "%(n)s stijging in %(month)s is het lezen waard",
            "%(n)s stijgingen in %(month)s zijn het lezen waard",
            number,
        )
        % told
    )


def _open(every: Iterable[Alert], run: AlertRun | None, named: dict[str, AreaInfo], today: date) -> list[Any]:
    """Return what nobody dealt with yet, of other months than the one that is shown."""
    period = run.period if run else ""
    return [
        panels.view_of(a, named, today)
        for a in every
        if a.status == AlertStatus.NEW and a.gone_at is None and a.period != period
    ]


def _areas(alerts: Iterable[Alert], today: date) -> dict[str, AreaInfo]:
    codes = {alert.area for alert in alerts}
    return areas(sorted(codes), year=today.year) if codes else {}


def one(actor: Actor, alert: Alert, today: date) -> dict[str, Any]:
    """Return everything of one alert; the forms are the view's."""
    others = queries.beside(actor, alert)
    named = _areas([alert, *others], today)
    known = catalogue().get(alert.indicator)
    mine = own_indicators().get(alert.indicator)
    return {
        "view": panels.view_of(alert, named, today),
        "alert": alert,
        "indicator_known": known is not None,
        "own": alert.source == OWN,
        "may_own": actor.may(OWN_VIEW),
        "not_meant": words.not_meant(),
        "caveats": known.caveats if known else (mine.method,) if mine else (),
        "steps": [
            {"at": s.at, "text": words.step_words(s), "note": s.note, "by": words.role_words(s.by)}
            for s in queries.steps(actor, alert)
        ],
        "beside": [panels.view_of(a, named, today) for a in others],
        "may_triage": actor.may(TRIAGE),
        "share": fmt.percent(100 * FDR),
        "unseen": alert.status == AlertStatus.NEW,
    }


def forms_of(alert: Alert) -> dict[str, Any]:
    """Return the empty forms of an alert."""
    start = {"version": alert.version}
    return {
        "see": SeeForm(initial=start, auto_id="see_%s"),
        "explain": ExplainForm(initial=start | {"note": alert.outcome}, auto_id="explain_%s"),
        "investigate": investigate_form(None, alert),
        "useful": UsefulForm(initial=start | _said(alert), auto_id="useful_%s"),
    }


def investigate_form(data: Any, alert: Alert) -> InvestigateForm:
    """Return the form that gives an alert to somebody, with the roles of this municipality."""
    choices = [(slug, str(ROLES[slug].label)) for slug in owners(alert.municipality_id)]
    start = {"version": alert.version, "owner": alert.owner, "due": alert.due}
    return InvestigateForm(data, initial=start, auto_id="investigate_%s", owners=choices)


def _said(alert: Alert) -> dict[str, str]:
    return {} if alert.useful is None else {"useful": "yes" if alert.useful else "no"}


def record(actor: Actor) -> dict[str, Any]:
    """Return what came of all alerts so far."""
    runs = list(queries.runs(actor))
    return {"panel": panels.track_record(runs, queries.alerts(actor)) if runs else None, "runs": runs}


def how() -> dict[str, Any]:
    """Return what the page about the method lists."""
    levels = {"municipality": _("gemeente"), "wijk": _("wijk"), "buurt": _("buurt")}
    return {
        "themes": [(panels.theme_title(theme.indicator), levels[theme.nearest]) for theme in THEMES.values()],
        "own": [
            (str(one.title), levels[nearest])
            for one in own_indicators().values()
            if (nearest := nearest_of(one.slug, one.theme))
        ],
        "share": fmt.percent(100 * FDR),
        "not_meant": words.not_meant(),
    }
