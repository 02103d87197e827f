# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes alerts: looking at the series, dealing with what was found, and saying afterwards whether it was of use."""

import logging
from collections.abc import Iterable
from datetime import date, datetime, time
from importlib.metadata import version
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, require_in, system_actor, unauthorized
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality
from baken.kernel.models.base import fresh
from baken.kernel.workflow import perform

from ..models import Alert, AlertRun, AlertStatus, AlertStep, AlertStepKind, AlertWatch
from . import reading
from .months import named, next_look, number
from .shapes import METHOD, Assessment, Rise
from .triage import ALERT, TRIAGE, owners

logger = logging.getLogger(__name__)

LOAD = "observe.figures.load"
AGAIN = 3
"""Months before the newest that are looked at again when their figures were revised."""
HOUR = time(6)
MAX_NOTE = 2000


@action
def look(*, actor: Actor, at: datetime, municipality: Municipality, period: str = "") -> tuple[AlertRun, ...]:
    """Judge the newest month that counts, or `period`, and earlier ones again; return the runs that are new.

    A month is judged anew only where its series or the settings differ from those of the run in force. What people made of
    an alert stays; one that a new run doesn't show any more is said to be gone. For who may load figures; Baken does it
    by itself on the first working day of each month, and after each load. Raises `Refused` for a month that doesn't count yet.
    """
    from .assess import assess  # the arithmetic takes a while to load, and pages don't need it

    require_in(actor, LOAD, municipality.id)
    Municipality.objects.select_for_update().get(
        pk=municipality.pk
    )  # two looks at once would both find nothing in force
    read = reading.monthly(municipality)
    if period > read.newest:
        told = _("Over deze maand valt nog niet te oordelen: de nieuwste die meetelt is %(month)s.")
        raise Refused((Reason("to_come", told % {"month": read.newest or _("geen")}),))
    runs = {run.period: run for run in AlertRun.objects.filter(municipality=municipality, until__isnull=True)}
    new = []
    for month in _wanted(period or read.newest, runs):
        result = assess(read.series, month, whole=municipality.code)
        run = _kept(actor, at, municipality, read, result, runs.get(month))
        if run is not None:
            new.append(run)
    audit.record(
        "alerts.looked",
        _watched(municipality, at),
        newest=read.newest,
        runs=[run.period for run in new],
        found=sum(len(run.found) for run in new),
    )
    return tuple(new)


def _wanted(newest: str, runs: Iterable[str]) -> list[str]:
    if not newest:
        return []
    since = named(number(newest) - AGAIN)
    return sorted({newest} | {month for month in runs if since <= month < newest})


def _kept(
    actor: Actor,
    at: datetime,
    municipality: Municipality,
    read: reading.Read,
    result: Assessment,
    before: AlertRun | None,
) -> AlertRun | None:
    """Store a run with its alerts, unless the one in force says the same of the same."""
    from baken.cores.earlywarning.calibrate import SEED

    from .assess import settings_of

    config = settings_of()
    if before is not None and (before.input_hash, before.config) == (result.input_hash, config):
        return None
    if before is not None:
        before.until = max(at, before.looked_at)
        before.save()
    run = AlertRun(
        municipality=municipality,
        period=result.period,
        looked_at=at,
        code_version=version("baken"),
        config=config,
        input_hash=result.input_hash,
        seed=SEED,
        method=METHOD,
        assessed=result.assessed,
        unassessed=result.unassessed,
        waiting=[month for month in read.waiting if month > result.period],
        found=[rise.told() for rise in result.rises],
        example=read.example,
    )
    run.save()
    there = {(a.indicator, a.area): a for a in Alert.objects.filter(municipality=municipality, period=result.period)}
    for place, rise in enumerate(result.rises, start=1):
        _shown(at, run, rise, place, there.pop((rise.indicator, rise.area), None))
    for alert in there.values():
        if alert.gone_at is None:
            alert.gone_at = at
            alert.save()
            _step(at, alert, AlertStepKind.GONE, before=alert.count)
    audit.record("alerts.found", run, period=run.period, found=len(run.found), assessed=run.assessed)
    return run


def _shown(at: datetime, run: AlertRun, rise: Rise, place: int, alert: Alert | None) -> None:
    """Give a rise its alert: a new one, or the one that was there with its figures made those of this run."""
    figures: dict[str, Any] = {name: value for name, value in rise.told().items() if name not in {"indicator", "area"}}
    figures |= {
        "run": run,
        "place": place,
        "example": rise.example,
        "gone_at": None,
        "months": [[p.month, p.count, p.expected, p.upper] for p in rise.points],
    }
    if alert is None:
        alert = Alert(
            municipality_id=run.municipality_id, indicator=rise.indicator, area=rise.area, period=run.period,
            first_at=at, **figures,
        )  # fmt: skip
        alert.save()
        _step(at, alert, AlertStepKind.FOUND, after=rise.count)
        return
    was_gone, before = alert.gone_at is not None, alert.count
    for name, value in figures.items():
        setattr(alert, name, value)
    alert.save()
    if was_gone or before != rise.count:
        _step(at, alert, AlertStepKind.BACK if was_gone else AlertStepKind.REVISED, before=before, after=rise.count)


def _step(at: datetime, alert: Alert, kind: AlertStepKind, by: str = "system", **told: Any) -> None:
    AlertStep(municipality_id=alert.municipality_id, alert=alert, at=at, kind=kind, by=by, **told).save()


def _watched(municipality: Municipality, at: datetime) -> AlertWatch:
    row = AlertWatch.objects.filter(municipality=municipality).first() or AlertWatch(municipality=municipality)
    row.looked_at, row.next_at = at, next_moment(at)
    row.save()
    return row


def next_moment(at: datetime) -> datetime:
    """Return when Baken looks by itself again: the first working day of the next month, early in the morning."""
    day = next_look(timezone.localdate(at))
    return datetime.combine(day, HOUR, tzinfo=timezone.get_default_timezone())


@action
def triage(
    *,
    actor: Actor,
    at: datetime,
    alert: Alert,
    name: str,
    note: str = "",
    owner: str = "",
    due: date | None = None,
    seen: int | None = None,
) -> Alert:
    """Take one step with an alert: "see", "explain" (with why in `note`) or "investigate" (with a role and a date).

    `seen`: the version that the actor looked at. Raises `Refused` with every reason, `StaleVersion` where it changed since.
    """
    require(actor, TRIAGE, alert)
    found = fresh(alert, seen)
    told = note.strip()
    if len(told) > MAX_NOTE:
        raise Refused((Reason("long_note", _("Schrijf hoogstens 2.000 tekens.")),))
    given = {"note": told, "owner": owner, "due": due, "today": timezone.localdate(at)}
    if name == "explain" and told:
        found.outcome = told
    if name == "investigate" and owner and due:
        found.owner, found.due = owner, due
    found.triaged_at = at
    found.save()

    done = perform(
        actor=actor, at=at, workflow=ALERT, record=found, name=name, unauthorized=unauthorized(actor), given=given
    )
    assert isinstance(done, Alert)
    if name != "investigate" and done.owner:
        done.owner, done.due = "", None
        done.save()
    _step(at, done, AlertStepKind(name), _role(actor, done), note=told, owner=done.owner, due=done.due)
    return done


@action
def judge_useful(
    *, actor: Actor, at: datetime, alert: Alert, useful: bool, note: str = "", seen: int | None = None
) -> Alert:
    """Say whether an alert was of use; may be said anew. Raises `Refused` for one that nobody looked at yet."""
    require(actor, TRIAGE, alert)
    found = fresh(alert, seen)
    reasons = []
    if found.status == AlertStatus.NEW:
        reasons.append(Reason("not_triaged", _("Zeg eerst wat u met de attendering doet.")))
    if len(note.strip()) > MAX_NOTE:
        reasons.append(Reason("long_note", _("Schrijf hoogstens 2.000 tekens.")))
    if reasons:
        raise Refused(tuple(reasons))
    found.useful = useful
    found.save()
    kind = AlertStepKind.USEFUL if useful else AlertStepKind.NOT_USEFUL
    _step(at, found, kind, _role(actor, found), note=note.strip())
    audit.record("alert.judged", found, useful=useful)
    return found


def _role(actor: Actor, alert: Alert) -> str:
    """Return the role in which somebody acts: one that may triage, the first by name."""
    return min(actor.roles & {*owners(alert.municipality_id)}, default=min(actor.roles, default="system"))


def look_everywhere(at: datetime) -> None:
    """Have every municipality's series looked at by the worker: figures have changed. Nothing where there are no months."""
    if not reading.has_months():
        return
    from .tasks import look_for_rises  # it imports these actions

    for municipality in Municipality.objects.all():
        look_for_rises.enqueue(str(municipality.pk))


def look_where_due(*, at: datetime) -> list[Municipality]:
    """Look where the first working day of the month has come, or nobody ever looked; return where. For the scheduler."""
    if not reading.has_months():
        return []
    waits = set(AlertWatch.objects.filter(next_at__gt=at).values_list("municipality_id", flat=True))
    due = list(Municipality.objects.exclude(pk__in=waits))
    for municipality in due:
        look(actor=system_actor(municipality), at=at, municipality=municipality)
    return due
