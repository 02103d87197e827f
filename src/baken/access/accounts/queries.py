# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading accounts: those that have or had a role in the reader's municipality, and no others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from ..actors import Actor
from ..authorization.policy import visible_or_404, visible_to
from ..models import AccountChange, Kind, RoleAssignment, ServiceToken, User
from ..roles import role_label
from .role_rules import MANAGE, VIEW

STATES = ("active", "waiting", "service", "closed")


def state_words() -> dict[str, str]:
    """Return what each state of an account is called."""
    return {
        "active": _("actief"),
        "waiting": _("nog geen wachtwoord"),
        "service": _("koppeling"),
        "closed": _("gesloten"),
    }


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role of an account, in words. `when`: past, now or later."""

    assignment: RoleAssignment
    label: str
    when: str

    @property
    def partner(self) -> str:
        return self.assignment.partner.name if self.assignment.partner else ""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account in a list, with the roles it has now or gets later."""

    user: User
    roles: tuple[RoleRow, ...]
    state: str
    word: str


def seeing(actor: Actor) -> str:
    """Return by which permission the actor sees accounts: whoever manages them sees them, also where a matrix forgot to say."""
    return MANAGE if actor.may(MANAGE) else VIEW


def assignments(actor: Actor) -> QuerySet[RoleAssignment]:
    """Return the assignments that `actor` may see, of all times."""
    return visible_to(RoleAssignment.objects.all(), actor, seeing(actor))


def accounts(actor: Actor, wanted: Mapping[str, str], on: date) -> QuerySet[User]:
    """Return the accounts of the municipality, narrowed by name (`zoek`), role (`rol`) and state (`stand`)."""
    here = assignments(actor)
    asked = _asked(actor).filter(account=OuterRef("pk"))
    rows = User.objects.filter(Exists(here.filter(user=OuterRef("pk"))) | Exists(asked))
    if text := wanted.get("zoek"):
        rows = rows.filter(Q(username__icontains=text) | Q(display_name__icontains=text) | Q(email__icontains=text))
    if role := wanted.get("rol"):
        holds = here.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), user=OuterRef("pk"), role=role)
        rows = rows.filter(Exists(holds))
    unusable = Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    state = wanted.get("stand")
    if state == "closed":
        rows = rows.filter(is_active=False)
    elif state == "service":
        rows = rows.filter(is_active=True, kind=Kind.SERVICE)
    elif state in ("active", "waiting"):
        rows = rows.filter(is_active=True, kind=Kind.PERSON)
        rows = rows.filter(unusable) if state == "waiting" else rows.exclude(unusable)
    shown = Prefetch("assignments", queryset=here.select_related("partner"), to_attr="shown")
    return rows.order_by("-is_active", "display_name", "pk").prefetch_related(shown)


def account_row(user: Any, at: datetime) -> AccountRow:
    """Return a line of the list; `user` comes from `accounts`."""
    state = _state(user)
    current = tuple(row for row in role_rows(user.shown, at) if row.when != "past")
    return AccountRow(user, current, state, state_words()[state])


def account_or_404(actor: Actor, key: UUID) -> User:
    """Return the account with that key, or raise Http404 where it is of no role in the actor's municipality, nor asked for."""
    row = assignments(actor).filter(user=key).select_related("user").first()
    if row is not None:
        return row.user
    asked = _asked(actor).filter(account=key).select_related("account").first()
    if asked is None:
        raise Http404
    return asked.account


def _asked(actor: Actor) -> QuerySet[AccountChange]:
    """Return what was asked here of accounts, whatever came of it: one whose first role waits has none yet."""
    return visible_to(AccountChange.objects.all(), actor, seeing(actor))


def assignment_or_404(actor: Actor, key: UUID) -> RoleAssignment:
    return visible_or_404(RoleAssignment.objects.select_related("user"), actor, MANAGE, pk=key)


def token_or_404(actor: Actor, key: UUID) -> ServiceToken:
    return visible_or_404(ServiceToken.objects.select_related("user"), actor, MANAGE, pk=key)


def tokens_of(actor: Actor, user: User) -> list[ServiceToken]:
    """Return the tokens of a service account, the newest first."""
    return list(visible_to(ServiceToken.objects.filter(user=user).select_related("made_by"), actor, seeing(actor)))


def role_rows(rows: Iterable[RoleAssignment], at: datetime) -> list[RoleRow]:
    """Return assignments in words, those of now first, then what comes, then what was."""
    on = timezone.localdate(at)
    found = []
    for row in rows:
        past = row.valid_to is not None and row.valid_to < on
        when = "past" if past else "later" if row.valid_from > on else "now"
        found.append(RoleRow(row, role_label(row.role), when))
    order = {"now": 0, "later": 1, "past": 2}
    return sorted(found, key=lambda one: (order[one.when], one.label))


def _state(user: User) -> str:
    if not user.is_active:
        return "closed"
    if user.kind == Kind.SERVICE:
        return "service"
    return "active" if user.has_usable_password() else "waiting"
