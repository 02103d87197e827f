# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The second person: confirming, declining or withdrawing a change of an account that waits (`access.accounts.four_eyes`)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason
from baken.kernel.models import Municipality, fresh

from ..actors import Actor
from ..authorization.policy import require
from ..models import AccountChange, ChangeKind, Kind, Outcome, Partner, ServiceToken, User
from ..supervision.matrix import CONFIRM, reason_against
from . import credentials, identity
from . import role_rules as rules
from .four_eyes import may_confirm
from .identity import Given, Wanted
from .role_rules import MANAGE, day_of, refuse


@action
def confirm(*, actor: Actor, at: datetime, change: AccountChange) -> AccountChange:
    """Let a change happen that somebody else asked; it counts from the next request on.

    Raises `Denied` without the permission, and `Refused` with every reason: decided or lapsed, one's own, about oneself, by
    somebody who isn't independent of the asker, or what is against the change by now.
    """
    require(actor, CONFIRM, change)
    municipality = rules.locked(actor)
    found = fresh(change)
    user = User.objects.select_for_update().get(pk=found.account_id)
    refuse(*against_deciding(found, at))
    refuse(*against_confirming(actor, found, at))
    {
        ChangeKind.ROLE: _role,
        ChangeKind.MOVE: _move,
        ChangeKind.TOKEN: _token,
        ChangeKind.ADDRESS: _address,
    }[ChangeKind(found.kind)](municipality, user, found, actor.id, at)
    _decide(found, actor, at, Outcome.CONFIRMED)
    audit.record(
        "account.confirmed", user, municipality_id=municipality.pk, change=found.pk, kind=found.kind,
        asked_by=found.asked_by_id, role=found.wanted.get("role"),
    )  # fmt: skip
    return found


@action
def decline(*, actor: Actor, at: datetime, change: AccountChange, reason: str) -> AccountChange:
    """Refuse a change that somebody else asked: nothing changes."""
    require(actor, CONFIRM, change)
    municipality = rules.locked(actor)
    found = fresh(change)
    mine = [Reason("own", _("U vroeg dit zelf. Trek het in."))] if found.asked_by_id == actor.id else []
    refuse(*against_deciding(found, at), *mine, *reason_against(reason))
    found.note = reason.strip()
    _decide(found, actor, at, Outcome.DECLINED)
    _drop_token(found, at)
    audit.record(
        "account.declined", found.account, municipality_id=municipality.pk, change=found.pk, kind=found.kind,
        personal={"reason": reason.strip()},
    )  # fmt: skip
    return found


@action
def withdraw(*, actor: Actor, at: datetime, change: AccountChange) -> AccountChange:
    """Take back what waits: by whoever asked it, or another who manages accounts."""
    require(actor, MANAGE, change)
    municipality = rules.locked(actor)
    found = fresh(change)
    refuse(*against_deciding(found, at))
    _decide(found, actor, at, Outcome.WITHDRAWN)
    _drop_token(found, at)
    audit.record("account.withdrawn", found.account, municipality_id=municipality.pk, change=found.pk, kind=found.kind)
    return found


def against_deciding(change: AccountChange, at: datetime) -> list[Reason]:
    """Return why nothing can be decided on a change any more."""
    if change.waits(at):
        return []
    if change.outcome:
        return [Reason("decided", _("Hierover is al besloten."))]
    return [Reason("lapsed", _("Dit wachtte langer dan 14 dagen. Vraag het opnieuw."))]


def against_confirming(actor: Actor, change: AccountChange, at: datetime) -> list[Reason]:
    """Return why this person can't be the second one."""
    if actor.id == change.asked_by_id:
        return [Reason("own", _("U vroeg dit zelf. Een ander moet het bevestigen."))]
    if actor.id == change.account_id:
        return [Reason("subject", _("Dit gaat over uw eigen account. Een ander moet het bevestigen."))]
    if actor.id not in may_confirm(change.asked_by_id, change.municipality_id, day_of(at)):
        text = _(
            "U en wie dit vroeg, kregen een rol van elkaar zonder dat een ander meekeek. Een ander moet het bevestigen."
        )
        return [Reason("tied", text)]
    return []


def _role(municipality: Municipality, user: User, change: AccountChange, by: UUID | None, at: datetime) -> None:
    wanted = _wanted(change, municipality, at)
    refuse(*identity.against_giving(municipality, user, wanted, at))
    identity.carry_out_role(municipality, user, wanted, _given(change, by, at))
    if user.kind == Kind.PERSON and user.email and not user.has_usable_password():
        credentials.carry_out_link(municipality, user)


def _move(municipality: Municipality, user: User, change: AccountChange, by: UUID | None, at: datetime) -> None:
    wanted = _wanted(change, municipality, at)
    refuse(*identity.against_moving(municipality, user, wanted, at))
    identity.carry_out_move(municipality, user, wanted, _given(change, by, at))


def _token(municipality: Municipality, user: User, change: AccountChange, by: UUID | None, at: datetime) -> None:
    row = ServiceToken.objects.locked().filter(pk=change.wanted["token"], municipality=municipality).first()
    if row is None or row.revoked_at is not None or row.expires_at <= at:
        refuse(Reason("gone", _("Deze sleutel is al ingetrokken of verlopen.")))
    assert row is not None
    row.waits = False
    row.save()


def _address(municipality: Municipality, user: User, change: AccountChange, by: UUID | None, at: datetime) -> None:
    refuse(*rules.shared(municipality, user, at))
    credentials.carry_out_address(municipality, user, str(change.wanted["email"]))


def _wanted(change: AccountChange, municipality: Municipality, at: datetime) -> Wanted:
    """Return the role as it was asked; one that would have begun while it waited begins now."""
    asked: dict[str, Any] = change.wanted
    partner = None
    if asked["partner"]:
        partner = Partner.objects.filter(pk=asked["partner"], municipality=municipality).first()
        if partner is None:
            raise Denied((Reason("gone", _("Deze organisatie is er niet meer.")),))
    since = max(date.fromisoformat(asked["since"]), day_of(at))
    until = date.fromisoformat(asked["until"]) if asked["until"] else None
    return Wanted(asked["role"], partner, since, until)


def _given(change: AccountChange, by: UUID | None, at: datetime) -> Given:
    return Given(change.asked_by_id, at, change.reason, by)


def _decide(change: AccountChange, actor: Actor, at: datetime, outcome: Outcome) -> None:
    change.outcome, change.decided_at, change.decided_by_id = outcome, at, actor.id
    change.save()


def _drop_token(change: AccountChange, at: datetime) -> None:
    """Make the token that was asked worthless for good."""
    if change.kind == ChangeKind.TOKEN:
        ServiceToken.objects.filter(pk=change.wanted["token"], revoked_at__isnull=True).update(revoked_at=at)
