# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tokens of service accounts: scoped, expiring, shown once, stored as a hash, revocable.

A token reads `baken_<prefix>_<secret>`: twelve hex digits by which its row is found, and 32 random bytes. Whoever reads the
database finds only SHA-256 of those: with so many random bits there is nothing to guess, so a slow hash adds nothing.
"""

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason, Refused

from ..actors import Actor, actor_for
from ..authorization.policy import municipality_of, require
from ..models import ChangeKind, Kind, RoleAssignment, ServiceToken, User
from ..permissions import PERMISSIONS
from ..supervision.matrix import reason_against
from . import four_eyes
from .role_rules import MANAGE

LONGEST = timedelta(days=367)
"""A year, leap or not, and the rest of its last day."""
USED_EVERY = timedelta(minutes=1)
HEADER = re.compile(r"bearer +baken_([0-9a-f]{12})_([A-Za-z0-9_-]{43})", re.IGNORECASE)
NOTHING = "0" * 64


@action
def make_token(
    *,
    actor: Actor,
    at: datetime,
    user: User,
    name: str,
    scope: Sequence[str],
    expires_at: datetime,
    reason: str = "",
) -> tuple[ServiceToken, str]:
    """Make a token of a service account; return its row and, this once, the token itself.

    One that reaches confidential work or supervision works only once a second person confirmed it (`reason` says why it is
    needed). Raises `Refused` with every reason: no service account, closed, longer than a year, or more than its roles grant.
    """
    require(actor, MANAGE)
    municipality = municipality_of(actor)
    if not RoleAssignment.objects.filter(municipality=municipality, user=user).exists():
        raise Denied((Reason("other_municipality", _("Dit hoort bij een andere gemeente.")),))
    waits = actor.id is not None and four_eyes.heavy(scope)
    if reasons := [
        *_problems(user, municipality.pk, scope, expires_at, at),
        *(reason_against(reason) if waits else ()),
    ]:
        raise Refused(tuple(reasons))
    prefix, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    row = ServiceToken(
        municipality=municipality,
        user=user,
        name=name,
        prefix=prefix,
        digest=_digest(secret),
        scope=sorted(set(scope)),
        made_at=at,
        made_by_id=actor.id,
        expires_at=expires_at,
        waits=waits,
    )
    row.save()
    audit.record("service_token.made", row, user=user.pk, scope=row.scope, expires_at=expires_at, waits=waits)
    if waits:
        wanted = {"token": row.pk, "name": name, "scope": row.scope, "expires_at": expires_at}
        four_eyes.ask(actor, at, municipality, user, ChangeKind.TOKEN, wanted, reason)
    return row, f"baken_{prefix}_{secret}"


@action
def revoke_token(*, actor: Actor, at: datetime, token: ServiceToken) -> None:
    """Make a token worthless, at once. A second time changes nothing."""
    require(actor, MANAGE, token)
    row = ServiceToken.objects.locked().get(pk=token.pk)
    if row.revoked_at is None:
        row.revoked_at = at
        row.save()
    audit.record("service_token.revoked", row, user=row.user_id)


def actor_for_token(header: str, at: datetime) -> Actor | None:
    """Return who works by an `Authorization` header, with no more permissions than the token's scope; None for any other.

    Forged, swapped, expired, revoked, not confirmed yet, of a closed account or of one without role: all the same. A found
    and an unknown prefix cost the same comparison.
    """
    match = HEADER.fullmatch(header) if len(header) <= 200 else None
    prefix, secret = match.groups() if match else ("", "")
    rows = list(ServiceToken.objects.filter(prefix=prefix).select_related("user")[:4]) if prefix else []
    given, found = _digest(secret), None
    if not rows:
        secrets.compare_digest(NOTHING, given)
    for row in rows:
        if secrets.compare_digest(row.digest, given):
            found = row
    if found is None or found.waits or found.revoked_at is not None or found.expires_at <= at:
        return None
    if found.user.kind != Kind.SERVICE or not found.user.is_active:
        return None
    actor = actor_for(found.user, on=timezone.localdate(at), municipality_id=found.municipality_id, at=at)
    if actor.municipality_id is None:
        return None
    if found.last_used_at is None or at - found.last_used_at >= USED_EVERY:
        _plain(found).update(last_used_at=at)
    return replace(actor, granted=actor.permissions & frozenset(found.scope))


def _plain(row: ServiceToken) -> "QuerySet[ServiceToken]":
    """Return a query set by which use is noted: no change of the token itself, so no action and no version."""
    rows: QuerySet[ServiceToken] = QuerySet(ServiceToken)
    return rows.filter(pk=row.pk)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _problems(
    user: User, municipality_id: object, scope: Sequence[str], expires_at: datetime, at: datetime
) -> list[Reason]:
    reasons = []
    if user.kind != Kind.SERVICE:
        reasons.append(Reason("person", _("Alleen een koppeling krijgt een sleutel; mensen loggen in.")))
    if not user.is_active:
        reasons.append(Reason("closed", _("Dit account is gesloten.")))
    if not at < expires_at <= at + LONGEST:
        reasons.append(Reason("expiry", _("Een sleutel geldt vanaf nu, en hoogstens een jaar.")))
    actor = actor_for(user, on=timezone.localdate(at), municipality_id=municipality_id, at=at)  # type: ignore[arg-type]
    if not scope or not set(scope) <= actor.permissions & set(PERMISSIONS):
        reasons.append(Reason("scope", _("Kies rechten die de rollen van deze koppeling geven, minstens één.")))
    return reasons
