# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logging in and out, in the audit log of the municipality where the account works.

What was refused is written once the answer has gone out: a name that exists would else take longer than one that doesn't,
and whoever tries names could tell them apart. A name that doesn't exist leaves a line in the log of the server, without the
name. How many rows somebody can cause is bounded by the lock-out (`access.login.lockout`): while locked, nothing is written.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from baken.kernel import audit, moment
from baken.kernel.actions import action

from ..actors import Actor
from ..models import RoleAssignment, User

PASSWORD, CODE = "password", "code"
REFUSED = {PASSWORD: "account.login_refused", CODE: "account.code_refused"}
HELD = "_baken_refusals"
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One try that failed: by which name, at which step, by whom where somebody was logged in, and whether it locked."""

    name: str
    step: str
    at: datetime
    by: UUID | None
    locks: bool


def logged_in(request: HttpRequest, user: User, at: datetime) -> None:
    """Write that somebody logged in, and whether with the second step."""
    from allauth.account.internal.flows.login import get_authentication_records  # not there yet when models are loaded

    second = any(record.get("method") == "mfa" for record in get_authentication_records(request, user))
    _write(user, at, by=user.pk, told=("account.logged_in",), detail={"second_step": second})


def logged_out(user: User, at: datetime) -> None:
    """Write that somebody logged out."""
    _write(user, at, by=user.pk, told=("account.logged_out",), detail={})


def refused(request: HttpRequest, name: str, *, step: str, locks: bool) -> None:
    """Keep a failure in mind until the answer has gone out. Costs no query that depends on the name."""
    by = request.user.pk if getattr(request, "user", None) is not None and request.user.is_authenticated else None
    held = getattr(request, HELD, None) or []
    held.append(Refusal(name, step, moment.now(), by, locks))
    setattr(request, HELD, held)


def after(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Have what was refused written when the server closes the response, which it does after sending it."""
    held: list[Refusal] = getattr(request, HELD, [])
    if not held:
        return response
    close = response.close

    def closing() -> None:
        for refusal in held:
            write_refusal(refusal)
        close()

    response.close = closing  # type: ignore[method-assign]
    return response


def write_refusal(refusal: Refusal) -> None:
    """Write one failure. That it can't be written is told, and keeps nobody from working."""
    try:
        user = User.objects.filter(username__iexact=refusal.name).first()
        if user is None:
            logger.warning("a log-in was refused: there is no account by that name%s", _locked(refusal))
            return
        told = (REFUSED[refusal.step], *(("account.locked_out",) if refusal.locks else ()))
        detail = {"again": True} if refusal.by else {}
        _write(user, refusal.at, by=refusal.by, told=told, detail=detail)
    except Exception:
        logger.exception("a refused log-in could NOT be written in the audit log")


def _locked(refusal: Refusal) -> str:
    return "; nobody gets in by it from there for a quarter of an hour" if refusal.locks else ""


def _write(user: User, at: datetime, *, by: UUID | None, told: tuple[str, ...], detail: Mapping[str, Any]) -> None:
    places = municipalities_of(user, timezone.localdate(at))
    actor = Actor(id=by, municipality_id=places[0] if places else None)
    _note(actor=actor, at=at, user=user, told=told, detail=detail, places=places or (audit.INSTALLATION,))


@action
def _note(
    *,
    actor: Actor,
    at: datetime,
    user: User,
    told: tuple[str, ...],
    detail: Mapping[str, Any],
    places: tuple[UUID, ...],
) -> None:
    for place in places:
        for slug in told:
            audit.record(slug, user, municipality_id=place, **(detail if slug != "account.locked_out" else {}))


def municipalities_of(user: User, on: date) -> tuple[UUID, ...]:
    """Return where the account has a role on that day; else where it had the last one; none where it never had any."""
    rows = list(
        RoleAssignment.objects.filter(user=user)
        .order_by("valid_from", "municipality")
        .values_list("municipality_id", "valid_from", "valid_to")
    )
    now = {place for place, since, until in rows if since <= on and (until is None or until >= on)}
    return tuple(sorted(now)) or tuple(place for place, _since, _until in rows[-1:])
