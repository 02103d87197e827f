# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes an impact assessment: its dates, outcome and advice, its risks, and a new one after it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import fresh

from ..models import Dpia, DpiaRisk, EarlierDpia
from ..policies import MANAGE_REGISTER
from ..stepping import refuse

DPIA_FIELDS = ("done_on", "review_on", "advice", "advice_on", "outcome")
RISK_FIELDS = ("risk", "likelihood", "impact", "measure", "owner", "left", "rest")


@action
def change_dpia(*, actor: Actor, at: datetime, dpia: Dpia, seen: int, values: Mapping[str, Any]) -> Dpia:
    """Write down when an assessment was done, what the FG advised, what was decided, and when it is looked at again.

    Raises `Refused` where a date doesn't fit, and `StaleVersion`.
    """
    require(actor, MANAGE_REGISTER, dpia)
    dpia = fresh(dpia, seen)
    changed = _put(dpia, values, DPIA_FIELDS)
    if dpia.done_on is not None and dpia.review_on <= dpia.done_on:
        raise refuse("review_before", _("De datum van herziening ligt niet na de dag waarop de DPIA is gedaan."))
    if dpia.advice and dpia.advice_on is None:
        raise refuse("advice_undated", _("Vul in op welke dag de FG adviseerde."))
    dpia.save()
    audit.record("dpia.changed", dpia, fields=changed)
    return dpia


@action
def begin_anew(*, actor: Actor, at: datetime, dpia: Dpia, seen: int) -> Dpia:
    """Keep the assessment as it stands, and begin the next: its risks stay, date, advice and outcome are open again.

    Raises `Refused` where the present one isn't done yet.
    """
    require(actor, MANAGE_REGISTER, dpia)
    dpia = fresh(dpia, seen)
    if dpia.done_on is None:
        raise refuse("not_done", _("Deze DPIA is nog niet vastgesteld. Maak haar eerst af."))
    EarlierDpia(
        municipality_id=dpia.municipality_id, dpia=dpia, done_on=dpia.done_on, review_on=dpia.review_on,
        advice=dpia.advice, advice_on=dpia.advice_on, outcome=dpia.outcome,
        risks=[{name: getattr(one, name) for name in RISK_FIELDS} for one in dpia.weighed.all()],
    ).save()  # fmt: skip
    dpia.done_on, dpia.advice_on, dpia.advice, dpia.outcome = None, None, "", ""
    dpia.save()
    audit.record("dpia.begun_anew", dpia)
    return dpia


@action
def add_risk(*, actor: Actor, at: datetime, dpia: Dpia, values: Mapping[str, Any]) -> DpiaRisk:
    """Add a risk to an assessment."""
    require(actor, MANAGE_REGISTER, dpia)
    locked = fresh(dpia)
    last = locked.weighed.aggregate(last=Max("order"))["last"]
    risk = DpiaRisk(municipality_id=locked.municipality_id, dpia=locked, order=0 if last is None else last + 1)
    _put(risk, values, RISK_FIELDS)
    risk.save()
    audit.record("dpia.risk_added", locked, risk=risk.pk)
    return risk


@action
def change_risk(*, actor: Actor, at: datetime, risk: DpiaRisk, seen: int, values: Mapping[str, Any]) -> DpiaRisk:
    """Weigh a risk anew. Raises `StaleVersion`."""
    require(actor, MANAGE_REGISTER, risk.dpia)
    risk = fresh(risk, seen)
    changed = _put(risk, values, RISK_FIELDS)
    risk.save()
    audit.record("dpia.risk_changed", risk.dpia, risk=risk.pk, fields=changed)
    return risk


@action
def remove_risk(*, actor: Actor, at: datetime, risk: DpiaRisk, seen: int) -> None:
    """Take a risk out of an assessment. Earlier assessments keep it."""
    require(actor, MANAGE_REGISTER, risk.dpia)
    risk = fresh(risk, seen)
    dpia, key = risk.dpia, risk.pk
    risk.delete()
    audit.record("dpia.risk_removed", dpia, risk=key)


def _put(record: Dpia | DpiaRisk, values: Mapping[str, Any], allowed: tuple[str, ...]) -> list[str]:
    """Set the values, and return the names of what they changed."""
    unknown = set(values) - set(allowed)
    if unknown:
        raise TypeError(f"{type(record).__name__} takes no {', '.join(sorted(unknown))}")
    changed = sorted(name for name in values if getattr(record, name) != values[name])
    for name, value in values.items():
        setattr(record, name, value)
    return changed
