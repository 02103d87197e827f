# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Versions of the programme: kept when a plan is read in, when the adviser says so, and when the council decides."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require_in
from baken.decide.policy.facade import Framework, Plan
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused

from ..models import Origin, ProgrammeVersion, ProgressRequest
from ..policies import MANAGE, SETTLE
from . import content
from .changes import MAX_REASON, ProgrammeChange, carry_out


def programme_now(plan: Plan) -> dict[str, Any]:
    """Return the programme as it is now, whoever asks."""
    return content.content_of(plan)


def latest(plan: Plan) -> ProgrammeVersion | None:
    """Return the newest version of a plan, whoever asks."""
    return ProgrammeVersion.objects.filter(plan=plan).order_by("-number").first()


def unversioned(plan: Plan, now: dict[str, Any] | None = None) -> content.Differences:
    """Return the changes of what was agreed that stand in no version yet; none where there is no version at all."""
    last = latest(plan)
    if last is None:
        return content.Differences()
    return content.differences(json.loads(last.content), now or programme_now(plan)).agreements


@action
def save_version(
    *,
    actor: Actor,
    at: datetime,
    plan: Plan,
    reason: str,
    origin: str = Origin.EXECUTIVE,
    decided_on: date | None = None,
) -> ProgrammeVersion:
    """Keep the programme as it is now as the next version, and return it.

    Raises `Refused` without a reason, with a date that is still to come, or where nothing changed since the last version.
    """
    _allowed(actor, plan, origin)
    return _keep(plan, reason, origin, decided_on, at)


@action
def apply_changes(
    *,
    actor: Actor,
    at: datetime,
    plan: Plan,
    changes: Sequence[ProgrammeChange],
    reason: str,
    origin: str,
    decided_on: date | None = None,
) -> ProgrammeVersion:
    """Carry out all changes, or none, and keep the programme that they make as the next version; return it.

    Raises `Refused` with every reason: of the changes, and of the version. A council session asks the permission to
    settle one; everything else the permission to run the programme.
    """
    _allowed(actor, plan, origin)
    if not changes:
        raise Refused((Reason("no_changes", _("Er zijn geen wijzigingen.")),))
    for effort in carry_out(plan, changes, timezone.localdate(at)):
        audit.record("effort.changed", effort, origin=str(origin))
    revoke_stale_requests(plan, at)
    return _keep(plan, reason, origin, decided_on, at)


def keep_imported(kind: str, document: Framework | Plan, actor: Actor, at: datetime) -> None:
    """Keep a version of a plan that was just read in, where it differs from the last. A listener of the import."""
    if not isinstance(document, Plan):
        return
    last, text = latest(document), content.canonical(programme_now(document))
    if last is None or not _same(last.content, text):
        reason = _("Ingelezen, versie %(number)d van het bestand") % {"number": document.edition}
        _keep_file(actor=actor, at=at, plan=document, reason=reason)
    revoke_stale_requests(document, at)


@action
def _keep_file(*, actor: Actor, at: datetime, plan: Plan, reason: str) -> ProgrammeVersion:
    return _keep(plan, reason, Origin.FILE, plan.adopted_on if latest(plan) is None else None, at)


def _keep(plan: Plan, reason: str, origin: str, decided_on: date | None, at: datetime) -> ProgrammeVersion:
    Plan.objects.locked().get(pk=plan.pk)  # two versions must not both take one number
    last, text = latest(plan), content.canonical(programme_now(plan))
    problems = []
    if not reason.strip():
        problems.append(Reason("no_reason", _("Schrijf op waarom deze versie er komt.")))
    if len(reason.strip()) > MAX_REASON or "\0" in reason:
        problems.append(
            Reason("long_reason", _("De reden is te lang: gebruik hoogstens %(max)d tekens.") % {"max": 400})
        )
    if decided_on is not None and decided_on > timezone.localdate(at):
        problems.append(Reason("future", _("De datum van het besluit moet nog komen.")))
    if last is not None and _same(last.content, text):
        problems.append(Reason("unchanged", _("Er is niets veranderd sinds versie %(n)d.") % {"n": last.number}))
    if problems:
        raise Refused(tuple(problems))
    version = ProgrammeVersion(
        municipality_id=plan.municipality_id,
        plan=plan,
        number=(last.number if last else 0) + 1,
        at=at,
        reason=reason.strip(),
        origin=origin,
        decided_on=decided_on,
        content=text,
        digest=content.digest(text),
    )
    version.save()
    audit.record("programme.versioned", version, number=version.number, origin=str(origin), digest=version.digest)
    return version


def _same(one: str, other: str) -> bool:
    """Whether two contents say the same, whatever slugs are called."""
    return {**json.loads(one), "names": None} == {**json.loads(other), "names": None}


def revoke_stale_requests(plan: Plan, at: datetime) -> None:
    """Revoke the open links of efforts that have another owner now, or have ended. Within an action."""
    rows = ProgressRequest.objects.filter(effort__plan=plan, answered_at__isnull=True, revoked_at__isnull=True)
    for request in rows.select_related("effort"):
        effort = request.effort
        if effort.owner.casefold() != request.owner.casefold() or effort.done_on or effort.stopped_on:
            _revoke(request, at)


def revoke_requests_of(municipality_id: UUID, owner: str, at: datetime) -> None:
    """Revoke the open links of one owner (`owner` without capitals). Within an action."""
    rows = ProgressRequest.objects.filter(
        municipality_id=municipality_id, answered_at__isnull=True, revoked_at__isnull=True
    )
    for request in rows.select_related("effort"):
        if request.owner.casefold() == owner:
            _revoke(request, at)


def _revoke(request: ProgressRequest, at: datetime) -> None:
    request.revoked_at = at
    request.save()
    audit.record("progress.revoked", request, effort=request.effort.slug)


def _allowed(actor: Actor, plan: Plan, origin: str) -> None:
    if origin not in Origin.values:
        raise ValueError(f"unknown origin {origin!r}")
    require_in(actor, SETTLE if origin == Origin.COUNCIL_SESSION else MANAGE, plan.municipality_id)
