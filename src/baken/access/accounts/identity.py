# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Joiner, mover, leaver: what happens to an account and its roles. Nobody decides on oneself, and somebody keeps the keys."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.models import Municipality

from ..actors import Actor
from ..authorization.policy import municipality_of, require
from ..login import sessions
from ..models import (
    AccountChange,
    ChangeKind,
    Ending,
    Kind,
    Outcome,
    Partner,
    RoleAssignment,
    ServiceToken,
    TeamMembership,
    User,
)
from ..supervision.matrix import reason_against
from . import four_eyes
from . import role_rules as rules
from .actions import role_problems
from .role_rules import MANAGE, day_of, refuse

ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Given:
    """By whom and why a role is given. `confirmed_by`: the second person, where one was needed."""

    by: UUID | None
    at: datetime
    reason: str
    confirmed_by: UUID | None = None

    @property
    def asker(self) -> UUID | None:
        """Return who asked it, where another confirmed it."""
        return self.by if self.confirmed_by else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A role as it is asked for: of which organisation, and for which days."""

    role: str
    partner: Partner | None
    since: date
    until: date | None

    @property
    def told(self) -> dict[str, object]:
        """Return it as it is kept while it waits."""
        partner = self.partner.pk if self.partner else None
        return {"role": self.role, "partner": partner, "since": self.since, "until": self.until}


@action
def join(
    *,
    actor: Actor,
    at: datetime,
    username: str,
    display_name: str,
    email: str,
    role: str,
    since: date,
    until: date | None = None,
    partner: Partner | None = None,
    kind: str = Kind.PERSON,
    fictitious: bool = False,
    reason: str,
) -> User:
    """Make an account with its first role, in the actor's municipality. A person gets a password by link, a service never.

    A role that opens confidential work or supervision waits for a second person (`access.accounts.four_eyes`): the account
    is there without it. Raises `Refused` with every reason: a name that is taken, a role that doesn't fit, a period that is over.
    """
    require(actor, MANAGE)
    municipality = municipality_of(actor)
    reasons = [
        *rules.name_problems(username),
        *rules.period_problems(since, until, at),
        *role_problems(role, partner, municipality),
        *reason_against(reason),
    ]
    if kind == Kind.PERSON and not email and not fictitious:
        reasons.append(Reason("no_email", _("Vul een e-mailadres in: daarheen gaat de link voor het wachtwoord.")))
    if reasons:
        raise Refused(tuple(reasons))
    user = User(username=username, display_name=display_name, email=email, kind=kind, fictitious=fictitious)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise Refused((rules.taken(),)) from None
    wanted = Wanted(role, partner, since, until)
    waits = _waits(actor, municipality, at, role)
    if waits:
        four_eyes.ask(actor, at, municipality, user, ChangeKind.ROLE, wanted.told, reason)
    else:
        assign(municipality, user, wanted, Given(actor.id, at, reason))
    audit.record(
        "account.joined", user, municipality_id=municipality.id, role=role, kind=kind, since=since, until=until,
        waits=waits, alone=_alone(actor, municipality, role, waits=waits), personal={"reason": reason.strip()},
    )  # fmt: skip
    return user


@action
def first_administrator(
    *, actor: Actor, at: datetime, municipality: Municipality, username: str, display_name: str, email: str
) -> User:
    """Make the first account that can manage the others, as `join` does; for Baken itself, when it is set up.

    Asked again for that account while its owner hasn't chosen a password: earlier links die, and the account is returned. Raises
    `Refused` where somebody can manage accounts already, or will once a password is chosen.
    """
    require(actor, "access.account.make")
    if municipality.id != actor.municipality_id:
        raise Denied((Reason("other_municipality", _("Dit hoort bij een andere gemeente.")),))
    Municipality.objects.select_for_update().get(pk=municipality.pk)  # two at once would both be the first
    rows = rules.managing(municipality, day_of(at)).select_related("user")
    there = {row.user for row in rows if settings.DEMO or not row.user.fictitious}
    if not there:
        return join(
            actor=actor, at=at, username=username, display_name=display_name, email=email, role=ADMINISTRATOR,
            since=day_of(at), reason=_("Eerste functioneel beheerder van deze gemeente"),
        )  # fmt: skip
    waiting = {user.username: user for user in there if not user.has_usable_password()}
    if len(waiting) < len(there):
        text = _("Deze gemeente heeft al een functioneel beheerder. Die maakt de andere accounts, bij Toezicht.")
        raise Refused((Reason("there", text),))
    found = waiting.get(username)
    if found is None:
        text = _(
            "Er is al een beheerder gemaakt, die nog geen wachtwoord koos: %(names)s. Vraag voor die een nieuwe link."
        )
        raise Refused((Reason("waiting", text % {"names": ", ".join(sorted(waiting))}),))
    found.set_unusable_password()  # an earlier link dies
    found.save()
    audit.record("account.password_link", found, municipality_id=municipality.id)
    return found


@action
def give_role(
    *,
    actor: Actor,
    at: datetime,
    user: User,
    role: str,
    since: date,
    until: date | None = None,
    partner: Partner | None = None,
    reason: str,
) -> RoleAssignment | AccountChange:
    """Give an account one more role. An account that was closed is open again, and needs a new password.

    Returns the change that waits, where the role needs a second person.
    """
    municipality = rules.begin(actor, user)
    wanted = Wanted(role, partner, since, until)
    refuse(*rules.own(actor, user), *against_giving(municipality, user, wanted, at), *reason_against(reason))
    if _waits(actor, municipality, at, role):
        return four_eyes.ask(actor, at, municipality, user, ChangeKind.ROLE, wanted.told, reason)
    alone = _alone(actor, municipality, role)
    return carry_out_role(municipality, user, wanted, Given(actor.id, at, reason), alone=alone)


@action
def end_role(*, actor: Actor, at: datetime, assignment: RoleAssignment, reason: str) -> None:
    """End one role now: at the next request it is gone."""
    user = assignment.user
    municipality = rules.begin(actor, user)
    mine = RoleAssignment.objects.locked().filter(municipality=municipality, user=user)
    row = mine.filter(pk=assignment.pk).first()
    if row is None:
        raise Denied((Reason("gone", _("Deze rol is er niet meer.")),))
    ending = RoleAssignment.objects.filter(pk=row.pk)
    on = day_of(at)
    current = mine.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on).exclude(pk=row.pk)
    keeps = frozenset(current.values_list("role", flat=True))
    refuse(
        *rules.own(actor, user), *rules.last_manager(municipality, at, ending),
        *rules.last_confirmer(actor, municipality, at, user, keeps), *reason_against(reason),
    )  # fmt: skip
    _end(ending, on)
    _leave_trace(row, on)
    audit.record(
        "account.role_ended", user, municipality_id=municipality.id, role=row.role, personal={"reason": reason.strip()}
    )


@action
def move(
    *,
    actor: Actor,
    at: datetime,
    user: User,
    role: str,
    since: date,
    until: date | None = None,
    partner: Partner | None = None,
    reason: str,
) -> RoleAssignment | AccountChange:
    """Give another role in place of all that the account has: those end the day before `since`, today's at once.

    Returns the change that waits, where the role needs a second person; nothing ends until then.
    """
    municipality = rules.begin(actor, user)
    wanted = Wanted(role, partner, since, until)
    refuse(
        *rules.own(actor, user), *against_moving(municipality, user, wanted, at),
        *rules.last_confirmer(actor, municipality, at, user, frozenset({role})), *reason_against(reason),
    )  # fmt: skip
    if _waits(actor, municipality, at, role):
        return four_eyes.ask(actor, at, municipality, user, ChangeKind.MOVE, wanted.told, reason)
    return carry_out_move(
        municipality, user, wanted, Given(actor.id, at, reason), alone=_alone(actor, municipality, role)
    )


def against_giving(municipality: Municipality, user: User, wanted: Wanted, at: datetime) -> list[Reason]:
    """Return what is against one role more, whoever asks it."""
    return [
        *rules.period_problems(wanted.since, wanted.until, at),
        *role_problems(wanted.role, wanted.partner, municipality),
        *rules.mixed(municipality, user, wanted.role, wanted.partner, wanted.since, wanted.until),
    ]


def against_moving(municipality: Municipality, user: User, wanted: Wanted, at: datetime) -> list[Reason]:
    """Return what is against another role in place of those there are, whoever asks it."""
    reasons = [
        *rules.period_problems(wanted.since, wanted.until, at),
        *role_problems(wanted.role, wanted.partner, municipality),
    ]
    if not user.is_active:
        reasons.append(rules.closed())
    if not (wanted.role in rules.managing_roles(municipality) and wanted.since <= day_of(at)):
        reasons += rules.last_manager(municipality, at, _ending(municipality, user, wanted.since))
    return reasons


def carry_out_role(
    municipality: Municipality, user: User, wanted: Wanted, given: Given, *, alone: bool = False
) -> RoleAssignment:
    """Give the role, within the action under way, which held what is against it."""
    back = not user.is_active
    if back:
        user.is_active, user.left_at = True, None
        user.set_unusable_password()
        user.save()
    made = assign(municipality, user, wanted, given)
    audit.record(
        "account.role_given", user, municipality_id=municipality.id, role=wanted.role, since=wanted.since,
        until=wanted.until, back=back, alone=alone, asked_by=given.asker,
        personal={"reason": given.reason.strip()},
    )  # fmt: skip
    return made


def carry_out_move(
    municipality: Municipality, user: User, wanted: Wanted, given: Given, *, alone: bool = False
) -> RoleAssignment:
    """End what there is and give the role, within the action under way."""
    old = _ending(municipality, user, wanted.since)
    ended = sorted(old.values_list("role", flat=True))
    _end(old, wanted.since)
    made = assign(municipality, user, wanted, given)
    audit.record(
        "account.moved", user, municipality_id=municipality.id, ended=ended, role=wanted.role, since=wanted.since,
        until=wanted.until, alone=alone, asked_by=given.asker,
        personal={"reason": given.reason.strip()},
    )  # fmt: skip
    return made


Leaving = Callable[[User, Municipality, datetime], int]
_leaving: dict[str, Leaving] = {}


def register_leaving(slug: str, end: Leaving) -> None:
    """Have `end(user, municipality, at)` end what a feature gave an account, when it is closed; it returns how many."""
    _leaving[slug] = end


@action
def leave(*, actor: Actor, at: datetime, user: User, reason: str) -> None:
    """Close an account now: roles, sessions, tokens and memberships end, and the open page is the last one.

    What waited for a second person is withdrawn. Roles in other municipalities stay theirs; the account itself closes with
    the last of them.
    """
    municipality = rules.begin(actor, user)
    mine = RoleAssignment.objects.filter(municipality=municipality, user=user)
    refuse(
        *rules.own(actor, user), *([] if user.is_active else [rules.closed()]),
        *rules.last_manager(municipality, at, mine), *rules.last_confirmer(actor, municipality, at, user),
        *reason_against(reason),
    )  # fmt: skip
    today = day_of(at)
    current = mine.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
    held = list(current)
    roles = sorted(row.role for row in held)
    _end(current, today)
    for row in held[:1]:
        _leave_trace(row, today)
    tokens = ServiceToken.objects.filter(municipality=municipality, user=user, revoked_at__isnull=True)
    teams = TeamMembership.objects.filter(municipality=municipality, user=user)
    gone = {
        "tokens": tokens.update(revoked_at=at),
        "teams": teams.filter(since__lte=at).filter(Q(until__isnull=True) | Q(until__gt=at)).update(until=at)
        + teams.filter(since__gt=at).update(until=F("since")),
        "sessions": sessions.end_all(user, at, Ending.LEFT),
        **{slug: end(user, municipality, at) for slug, end in _leaving.items()},
    }
    for change in four_eyes.waiting(municipality.pk, at).filter(account=user):
        change.outcome, change.decided_at, change.decided_by_id = Outcome.WITHDRAWN, at, actor.id or change.asked_by_id
        change.save()
    if not rules.elsewhere(municipality, user, today).exists():
        user.is_active, user.left_at = False, at
        user.save()
    audit.record(
        "account.left", user, municipality_id=municipality.id, roles=roles, ended=gone,
        personal={"reason": reason.strip()},
    )  # fmt: skip


def _waits(actor: Actor, municipality: Municipality, at: datetime, role: str) -> bool:
    """Whether this role needs a second person before it counts."""
    return four_eyes.heavy_role(municipality.pk, role) and not four_eyes.at_once(actor, municipality, day_of(at), role)


def _alone(actor: Actor, municipality: Municipality, role: str, *, waits: bool = False) -> bool:
    """Whether somebody gives such a role with nobody there to confirm it: the audit log says so."""
    return actor.id is not None and not waits and four_eyes.heavy_role(municipality.pk, role)


def _ending(municipality: Municipality, user: User, since: date) -> QuerySet[RoleAssignment]:
    """Return what of an account's roles would still be there on the day `since`."""
    mine = RoleAssignment.objects.filter(municipality=municipality, user=user)
    return mine.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=since))


def assign(municipality: Municipality, user: User, wanted: Wanted, given: Given) -> RoleAssignment:
    """Store a role, within the action under way."""
    made = RoleAssignment(
        municipality=municipality, user=user, role=wanted.role, partner=wanted.partner, valid_from=wanted.since,
        valid_to=wanted.until, reason=given.reason.strip(), given_at=given.at, given_by_id=given.by,
        confirmed_by_id=given.confirmed_by,
    )  # fmt: skip
    made.save()
    return made


def _end(rows: QuerySet[RoleAssignment], day: date) -> None:
    """End assignments so that they no longer hold on `day`. What would begin then or later never was."""
    rows.filter(valid_from__gte=day).delete()
    rows.filter(valid_from__lt=day).update(valid_to=day - timedelta(days=1))


def _leave_trace(row: RoleAssignment, day: date) -> None:
    """Let an account of which no role is left be one of this municipality still: found in the list, and opened again.

    That happens to whoever goes on the day of coming, or before. The role then reads as one of the day before.
    """
    mine = RoleAssignment.objects.filter(municipality=row.municipality_id, user=row.user_id)
    if not mine.exists():
        eve = day - timedelta(days=1)
        RoleAssignment(
            municipality_id=row.municipality_id, user_id=row.user_id, role=row.role, partner_id=row.partner_id,
            valid_from=eve, valid_to=eve,
        ).save()  # fmt: skip
