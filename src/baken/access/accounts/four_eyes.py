# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which changes of accounts need a second person, and who that may be.

Whoever manages accounts could else make one of which nobody else knows, and work in cases by it. What opens confidential
work or supervision waits until another person confirmed it. Baken itself (set-up, the command line) acts at once.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.kernel import audit
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality

from ..actors import Actor
from ..models import AccountChange, ChangeKind, RoleAssignment, User
from ..models.account_change import LASTS
from ..supervision.matrix import CONFIRM, ONLY_TOLD, accounts_with, matrix_of
from . import mail as account_mail

HEAVY = ("act.", "access.", "privacy.")
"""What begins so lets somebody reach confidential work, supervision, or the keys; but for telling of something, which
opens nothing (`ONLY_TOLD`)."""
FIRST_KEYS = frozenset({"privacy_officer", "administrator"})
"""Roles that are given at once while there is nobody who could confirm: else a new municipality could never begin."""


def heavy(permissions: Any) -> bool:
    """Whether any of these permissions asks for a second person."""
    return any(str(one).startswith(HEAVY) and one not in ONLY_TOLD for one in permissions)


def heavy_role(municipality_id: UUID, role: str) -> bool:
    """Whether giving this role asks for a second person, by the municipality's own matrix."""
    return heavy(matrix_of(municipality_id).get(role, frozenset()))


def heavy_account(municipality_id: UUID, user: User, at: datetime) -> bool:
    """Whether the account holds such a role now or later, or waits for one: then its address is a key too."""
    on = timezone.localdate(at)
    rows = RoleAssignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), municipality_id=municipality_id
    )
    matrix = matrix_of(municipality_id)
    held = rows.filter(user=user).values_list("role", flat=True)
    if any(heavy(matrix.get(role, frozenset())) for role in held):
        return True
    return waiting(municipality_id, at).filter(account=user, kind__in=[ChangeKind.ROLE, ChangeKind.MOVE]).exists()


def second_people(municipality_id: UUID, on: date) -> frozenset[UUID]:
    """Return the accounts of people that can log in and may confirm."""
    holding = frozenset(role for role, granted in matrix_of(municipality_id).items() if CONFIRM in granted)
    unusable = Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return frozenset(accounts_with(municipality_id, holding, on).exclude(unusable).values_list("pk", flat=True))


def may_confirm(asker: UUID | None, municipality_id: UUID, on: date) -> frozenset[UUID]:
    """Return who may confirm what `asker` asks.

    Nobody confirms their own, and not who got the role for it from the asker alone, or gave it so: that could be one person
    with two accounts. Only where there is nobody else may they: in a municipality that just began.
    """
    others = second_people(municipality_id, on) - {asker}
    held = RoleAssignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        municipality_id=municipality_id,
        valid_from__lte=on,
        confirmed_by__isnull=True,
        given_by__isnull=False,
    )
    matrix = matrix_of(municipality_id)
    tied: set[UUID] = set()
    for user, giver, role in held.values_list("user", "given_by", "role"):
        if heavy(matrix.get(role, frozenset())):
            tied |= {user} if giver == asker else {giver} if user == asker else set()
    return others - tied or others


def at_once(actor: Actor, municipality: Municipality, on: date, role: str) -> bool:
    """Whether nobody needs to confirm that `actor` gives this role: Baken itself, or the first keys of a municipality."""
    if actor.id is None:
        return True
    return role in FIRST_KEYS and not second_people(municipality.pk, on) - {actor.id}


def waiting(municipality_id: UUID, at: datetime) -> QuerySet[AccountChange]:
    """Return the changes that wait for a second person now."""
    return AccountChange.objects.filter(municipality_id=municipality_id, outcome="", asked_at__gt=at - LASTS)


def ask(
    actor: Actor,
    at: datetime,
    municipality: Municipality,
    user: User,
    kind: str,
    wanted: Mapping[str, Any],
    reason: str,
) -> AccountChange:
    """Write down what waits, within the action under way; the people who may confirm are mailed that something does.

    Raises `Refused` where the same is asked already.
    """
    assert actor.id is not None  # Baken itself acts at once
    same = waiting(municipality.pk, at).filter(account=user, kind=kind)
    new = dict(wanted)
    if any(kind != ChangeKind.TOKEN and row.wanted.get("role") == new.get("role") for row in same):
        raise Refused((Reason("asked", _("Dit is al gevraagd, en wacht op een tweede persoon.")),))
    row = AccountChange(
        municipality=municipality, kind=kind, account=user, payload=json.dumps(new, default=str), asked_by_id=actor.id,
        asked_at=at, reason=reason.strip(),
    )  # fmt: skip
    row.save()
    told = {name: new[name] for name in ("role", "scope") if name in new}
    audit.record(
        "account.asked", user, municipality_id=municipality.pk, change=row.pk, kind=kind, **told,
        personal={"reason": reason.strip()},
    )  # fmt: skip
    people = may_confirm(actor.id, municipality.pk, timezone.localdate(at)) - {user.pk}
    addresses = list(User.objects.filter(pk__in=people).exclude(email="").values_list("email", flat=True))
    transaction.on_commit(lambda: account_mail.tell_of_waiting(addresses), robust=True)
    return row
