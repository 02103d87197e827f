# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes single efforts, and where owners can be reached."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, require_in
from baken.decide.policy.facade import Effort, Plan, Target
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused, StaleVersion
from baken.kernel.models import Municipality

from .models import OwnerContact
from .policies import MANAGE
from .versions.actions import revoke_requests_of, revoke_stale_requests
from .versions.changes import ADD, LEAVE_OUT, SET, STOP, ProgrammeChange, carry_out


@action
def update_effort(*, actor: Actor, at: datetime, effort: Effort, version: int, values: Mapping[str, Any]) -> Effort:
    """Change fields of an effort (`values` as in `fields`) and return it as it now is.

    `version` is the one the actor looked at: raises `StaleVersion` where it changed since, `Refused` with every reason.
    """
    fresh = _locked(actor, effort, version)
    changes = [ProgrammeChange(SET, effort=fresh.slug, field=name, value=value) for name, value in values.items()]
    return _carry_out(fresh.plan, changes, at, "effort.changed", fields=sorted(values))


@action
def add_effort(*, actor: Actor, at: datetime, plan: Plan, values: Mapping[str, Any]) -> Effort:
    """Add an effort to a plan and return it. Raises `Refused` with every reason."""
    require(actor, MANAGE, plan)
    return _carry_out(plan, [ProgrammeChange(ADD, values=values)], at, "effort.added")


@action
def stop_effort(*, actor: Actor, at: datetime, effort: Effort, version: int, reason: str) -> Effort:
    """Stop an effort, with a reason. Raises as `update_effort`."""
    fresh = _locked(actor, effort, version)
    change = ProgrammeChange(STOP, effort=fresh.slug, reason=reason)
    return _carry_out(fresh.plan, [change], at, "effort.stopped")


@action
def leave_out_effort(*, actor: Actor, at: datetime, effort: Effort, version: int, reason: str, again: str) -> Effort:
    """Stop an effort and list it among what isn't prioritised, with why and when it comes back. As `update_effort`."""
    fresh = _locked(actor, effort, version)
    change = ProgrammeChange(LEAVE_OUT, effort=fresh.slug, reason=reason, again=again)
    return _carry_out(fresh.plan, [change], at, "effort.left_out")


@action
def resume_effort(*, actor: Actor, at: datetime, effort: Effort, version: int) -> Effort:
    """Take up again what was stopped or said to be done. Raises as `update_effort`."""
    fresh = _locked(actor, effort, version)
    if fresh.stopped_on is None and fresh.done_on is None:
        raise Refused((Reason("runs", _("Deze inspanning loopt al.")),))
    fresh.stopped_on, fresh.stopped_because, fresh.done_on = None, "", None
    fresh.progress_on = timezone.localdate(at)
    fresh.save()
    audit.record("effort.resumed", fresh)
    return fresh


@action
def bind_target(*, actor: Actor, at: datetime, effort: Effort, values: Mapping[str, Any]) -> Target:
    """Bind an indicator to an effort (fields of `Target`; `area_id` a CBS code). Refused where it is bound already."""
    require(actor, MANAGE, effort)
    mine = Target.objects.filter(effort=effort)
    if mine.filter(indicator=values["indicator"], area_id=values["area_id"]).exists():
        raise Refused((Reason("bound", _("Deze indicator hangt hier al aan, voor dit gebied.")),))
    target = Target(
        municipality_id=effort.municipality_id, plan_id=effort.plan_id, effort=effort, order=mine.count() + 1, **values
    )
    target.save()
    audit.record("effort.indicator_bound", target, indicator=target.indicator, area=target.area_id)
    return target


@action
def unbind_target(*, actor: Actor, at: datetime, target: Target) -> None:
    """Take an indicator off an effort."""
    require(actor, MANAGE, target.effort)
    audit.record("effort.indicator_removed", target, indicator=target.indicator, area=target.area_id)
    target.delete()


@action
def set_contact(*, actor: Actor, at: datetime, municipality: Municipality, owner: str, email: str) -> OwnerContact:
    """Keep where mail for an owner (a function) goes, and return it. Raises `Refused` with every reason.

    Links that went to another address are dead from then on: whoever reads that isn't the owner, or no longer.
    """
    require_in(actor, MANAGE, municipality.id)
    owner, email = " ".join(owner.split()), email.strip()
    problems = []
    if not owner or len(owner) > 120:
        problems.append(Reason("owner", _("Vul de functie in, hoogstens 120 tekens.")))
    try:
        validate_email(email)
    except ValidationError:
        problems.append(Reason("email", _("Vul een geldig e-mailadres in.")))
    if problems:
        raise Refused(tuple(problems))
    row = OwnerContact.objects.locked().filter(municipality=municipality, key=owner.casefold()).first()
    row = row or OwnerContact(municipality=municipality, key=owner.casefold())
    if row.email.casefold() != email.casefold():
        revoke_requests_of(municipality.id, row.key, at)
    row.owner, row.email = owner, email
    row.save()
    audit.record("owner_contact.kept", row)  # without the address: the log holds no personal data
    return row


def _locked(actor: Actor, effort: Effort, version: int) -> Effort:
    require(actor, MANAGE, effort)
    rows = Effort.objects.locked().filter(pk=effort.pk).select_related("plan", "priority")
    fresh = rows.first()
    if fresh is None or fresh.version != version:
        raise StaleVersion(f"effort {effort.pk} changed since it was read")
    return fresh


def _carry_out(plan: Plan, changes: list[ProgrammeChange], at: datetime, told: str, **detail: Any) -> Effort:
    if not changes:
        raise Refused((Reason("no_changes", _("Er is niets veranderd.")),))
    (effort,) = carry_out(plan, changes, timezone.localdate(at))
    revoke_stale_requests(plan, at)
    audit.record(told, effort, **detail)
    return effort
