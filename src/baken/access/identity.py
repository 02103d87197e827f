# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Joiner, mover, leaver: what happens to an account and its roles. Nobody decides on oneself, and somebody keeps the keys."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.kernel import audit, moment
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.models import Municipality

from . import account_mail, sessions
from .actions import role_problems
from .actors import Actor, actor_for
from .models import Ending, Kind, MatrixChange, Partner, RoleAssignment, ServiceToken, TeamMembership, User, UserSession
from .policy import municipality_of, require
from .roles import ROLES

VIEW, MANAGE = "access.account.view", "access.account.manage"
ADMINISTRATOR = "administrator"


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
) -> User:
    """Make an account with its first role, in the actor's municipality. A person gets a password by link, a service never.

    Raises `Refused` with every reason: a name that is taken, a role that doesn't fit, a period that is over.
    """
    require(actor, MANAGE)
    municipality = municipality_of(actor)
    reasons = [
        *_name_problems(username),
        *_period_problems(since, until, at),
        *role_problems(role, partner, municipality),
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
        raise Refused((_taken(),)) from None
    _assign(municipality, user, role, partner, since, until)
    audit.record(
        "account.joined", user, municipality_id=municipality.id, role=role, kind=kind, since=since, until=until
    )
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
    rows = _managing(municipality, _day(at)).select_related("user")
    there = {row.user for row in rows if settings.DEMO or not row.user.fictitious}
    if not there:
        return join(
            actor=actor, at=at, username=username, display_name=display_name, email=email, role=ADMINISTRATOR,
            since=_day(at),
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
) -> RoleAssignment:
    """Give an account one more role. An account that was closed is open again, and needs a new password."""
    municipality = _begin(actor, user)
    _refuse(*_own(actor, user), *_period_problems(since, until, at), *role_problems(role, partner, municipality),
            *_mixed(municipality, user, role, partner, since, until))  # fmt: skip
    back = not user.is_active
    if back:
        user.is_active, user.left_at = True, None
        user.set_unusable_password()
        user.save()
    made = _assign(municipality, user, role, partner, since, until)
    audit.record(
        "account.role_given", user, municipality_id=municipality.id, role=role, since=since, until=until, back=back
    )
    return made


@action
def end_role(*, actor: Actor, at: datetime, assignment: RoleAssignment) -> None:
    """End one role now: at the next request it is gone."""
    user = assignment.user
    municipality = _begin(actor, user)
    row = RoleAssignment.objects.locked().filter(municipality=municipality, pk=assignment.pk).first()
    if row is None:
        raise Denied((Reason("gone", _("Deze rol is er niet meer.")),))
    _refuse(*_own(actor, user), *_last(municipality, at, RoleAssignment.objects.filter(pk=row.pk)))
    _end(RoleAssignment.objects.filter(pk=row.pk), _day(at))
    _leave_trace(row, _day(at))
    audit.record("account.role_ended", user, municipality_id=municipality.id, role=row.role)


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
) -> RoleAssignment:
    """Give another role in place of all that the account has: those end the day before `since`, today's at once."""
    municipality = _begin(actor, user)
    mine = RoleAssignment.objects.filter(municipality=municipality, user=user)
    old = mine.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=since))
    reasons = [*_own(actor, user), *_period_problems(since, until, at), *role_problems(role, partner, municipality)]
    if not user.is_active:
        reasons.append(_closed())
    if not (role in managing_roles(municipality) and since <= _day(at)):
        reasons += _last(municipality, at, old)
    _refuse(*reasons)
    ended = sorted(old.values_list("role", flat=True))
    _end(old, since)
    made = _assign(municipality, user, role, partner, since, until)
    audit.record(
        "account.moved", user, municipality_id=municipality.id, ended=ended, role=role, since=since, until=until
    )
    return made


@action
def leave(*, actor: Actor, at: datetime, user: User) -> None:
    """Close an account now: roles, sessions, tokens and memberships end, and the open page is the last one.

    Roles in other municipalities stay theirs; the account itself closes with the last of them.
    """
    municipality = _begin(actor, user)
    mine = RoleAssignment.objects.filter(municipality=municipality, user=user)
    _refuse(*_own(actor, user), *([] if user.is_active else [_closed()]), *_last(municipality, at, mine))
    today = _day(at)
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
    }
    if not _elsewhere(municipality, user, today).exists():
        user.is_active, user.left_at = False, at
        user.save()
    audit.record("account.left", user, municipality_id=municipality.id, roles=roles, ended=gone)


@action
def send_password_link(*, actor: Actor, at: datetime, user: User) -> None:
    """Mail a link by which the person chooses a password: it works once, for three days. The mail tells nothing else."""
    municipality = _begin(actor, user)
    reasons = [*_own(actor, user), *_shared(municipality, user, at)]
    if not user.is_active:
        reasons.append(_closed())
    if user.kind != Kind.PERSON:
        reasons.append(Reason("service", _("Een koppeling heeft geen wachtwoord. Maak een sleutel.")))
    elif not user.email:
        reasons.append(Reason("no_email", _("Dit account heeft geen e-mailadres.")))
    _refuse(*reasons)
    if not user.has_usable_password():
        user.set_unusable_password()  # an earlier link dies
        user.save()
    audit.record("account.password_link", user, municipality_id=municipality.id)
    transaction.on_commit(lambda: account_mail.send_link(user))


@action
def change_details(*, actor: Actor, at: datetime, user: User, display_name: str, email: str) -> None:
    """Change name and mail address of an account. Links that were sent to the old address die."""
    municipality = _begin(actor, user)
    _refuse(*_own(actor, user), *_shared(municipality, user, at))
    changed = [
        name for name, value in {"display_name": display_name, "email": email}.items() if getattr(user, name) != value
    ]
    if email:
        validate_email(email)
    user.display_name, user.email = display_name, email
    user.save()
    audit.record("account.changed", user, municipality_id=municipality.id, fields=changed)


@action
def reset_second_factor(*, actor: Actor, at: datetime, user: User) -> None:
    """Take the code app away from an account whose owner lost it. Its sessions end; at the next login it is set up anew."""
    municipality = _begin(actor, user)
    _refuse(*_own(actor, user), *_shared(municipality, user, at))
    from allauth.mfa.models import Authenticator  # not there yet when features are loaded

    for row in Authenticator.objects.filter(user=user):
        row.delete()
    sessions.end_all(user, at, Ending.SECOND_FACTOR)
    audit.record("account.second_factor_reset", user, municipality_id=municipality.id)


@action
def set_password(*, actor: Actor, at: datetime, user: User, password: str, by_link: bool = False) -> None:
    """Set the actor's own password, and end every session of the account."""
    if actor.id != user.id or user.kind != Kind.PERSON or not user.is_active:
        raise Denied((Reason("own", _("Alleen de eigenaar kiest het wachtwoord.")),))
    user.set_password(password)
    user.save()
    sessions.end_all(user, at, Ending.PASSWORD)
    audit.record("account.password_changed", user, by_link=by_link)


@action
def end_session(*, actor: Actor, at: datetime, key: UUID) -> None:
    """End one of the actor's own sessions. Raises `Denied` for any other."""
    rows = UserSession.objects.filter(pk=key, user=actor.id, ended_at__isnull=True) if actor.id else None
    if rows is None or not rows.update(ended_at=at, ended_for=Ending.OWN):
        raise Denied((Reason("gone", _("Deze sessie is er niet meer.")),))
    audit.record("account.session_ended", resource_type="access.usersession", resource_id=str(key))


@action
def _note_second_factor(*, actor: Actor, at: datetime, user: User, what: str, kind: str, but: UUID | None) -> None:
    if what == "added":
        sessions.end_all(user, at, Ending.SECOND_FACTOR, but=but)  # whoever was in by password alone is out
    audit.record(f"account.second_factor_{what}", user, kind_of_factor=kind)


def note_second_factor(*, user: User, what: str, kind: str, but: UUID | None) -> None:
    """Write that the owner of an account added, removed or renewed a second factor."""
    at = moment.now()
    _note_second_factor(actor=_self(user, at), at=at, user=user, what=what, kind=kind, but=but)


def change_own_password(user: User, password: str, *, by_link: bool = False) -> None:
    """Set a password on behalf of the owner, who was recognised by the old one or by a link."""
    at = moment.now()
    set_password(actor=_self(user, at), at=at, user=user, password=password, by_link=by_link)


def managing_roles(municipality: Municipality) -> frozenset[str]:
    """Return the roles that may manage accounts by this municipality's matrix."""
    rows = MatrixChange.objects.filter(municipality=municipality, permission=MANAGE)
    changed = dict(rows.values_list("role", "granted"))
    held = {slug for slug, role in ROLES.items() if changed.get(slug, MANAGE in role.permissions)}
    return frozenset(held - {"system"})


def _self(user: User, at: datetime) -> Actor:
    actor = actor_for(user, on=_day(at), at=at)
    return actor if actor.id else replace(actor, id=user.id)


def _day(at: datetime) -> date:
    return timezone.localdate(at)


def _begin(actor: Actor, user: User) -> Municipality:
    """Ask for the permission, lock out other changes of roles here, and hold that the account is one of this municipality."""
    require(actor, MANAGE)
    here = municipality_of(actor)
    municipality = Municipality.objects.select_for_update().get(pk=here.pk)
    if not RoleAssignment.objects.filter(municipality=municipality, user=user).exists():
        raise Denied((Reason("other_municipality", _("Dit hoort bij een andere gemeente.")),))
    user.refresh_from_db()
    return municipality


def _refuse(*reasons: Reason) -> None:
    if reasons:
        raise Refused(reasons)


def _own(actor: Actor, user: User) -> list[Reason]:
    if actor.id != user.id:
        return []
    return [Reason("own", _("U kunt uw eigen account en rollen niet wijzigen. Vraag een andere beheerder."))]


def _closed() -> Reason:
    return Reason("closed", _("Dit account is gesloten. Geef eerst een rol; dan is het weer open."))


def _taken() -> Reason:
    return Reason("taken", _("Deze gebruikersnaam is al in gebruik."))


def _name_problems(username: str) -> list[Reason]:
    return [_taken()] if User.objects.filter(username__iexact=username).exists() else []


def _period_problems(since: date, until: date | None, at: datetime) -> list[Reason]:
    reasons = []
    if since < _day(at):
        reasons.append(Reason("backdated", _("Een rol kan niet in het verleden beginnen.")))
    if until is not None and until < since:
        reasons.append(Reason("period", _("De laatste dag ligt voor de eerste.")))
    return reasons


def _mixed(
    municipality: Municipality, user: User, role: str, partner: Partner | None, since: date, until: date | None
) -> list[Reason]:
    """Refuse that one person is of two organisations at once (roles add up), or holds one role twice."""
    rows = RoleAssignment.objects.filter(municipality=municipality, user=user)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=since))
    if until is not None:
        rows = rows.filter(valid_from__lte=until)
    found = []
    held = list(rows.values_list("role", "partner_id"))
    if any(other != (partner.pk if partner else None) for _role, other in held):
        text = _("Iemand werkt voor de gemeente of voor één partner, niet voor twee tegelijk. Gebruik Overstap.")
        found.append(Reason("mixed", text))
    if any(one == role for one, _partner in held):
        found.append(Reason("held", _("Dit account heeft deze rol al in die periode.")))
    return found


def _last(municipality: Municipality, at: datetime, ending: QuerySet[RoleAssignment]) -> list[Reason]:
    """Refuse to end the last assignment by which a person can manage accounts here."""
    holding = _managing(municipality, _day(at))
    ends = ending.filter(pk__in=holding.values("pk")).exists()
    if not ends or holding.exclude(pk__in=ending.values("pk")).exists():
        return []
    text = _("Dit is de laatste die accounts kan beheren. Geef eerst een ander de rol van functioneel beheerder.")
    return [Reason("last_manager", text)]


def _managing(municipality: Municipality, on: date) -> QuerySet[RoleAssignment]:
    """Return the assignments by which a person can manage accounts here on that day."""
    return RoleAssignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        municipality=municipality,
        role__in=sorted(managing_roles(municipality)),
        valid_from__lte=on,
        user__is_active=True,
        user__kind=Kind.PERSON,
    )


def _elsewhere(municipality: Municipality, user: User, on: date) -> QuerySet[RoleAssignment]:
    rows = RoleAssignment.objects.filter(user=user).exclude(municipality=municipality)
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))


def _shared(municipality: Municipality, user: User, at: datetime) -> list[Reason]:
    if not _elsewhere(municipality, user, _day(at)).exists():
        return []
    text = _("Dit account hoort ook bij een andere gemeente. Dat kunt u hier niet wijzigen.")
    return [Reason("shared", text)]


def _assign(
    municipality: Municipality, user: User, role: str, partner: Partner | None, since: date, until: date | None
) -> RoleAssignment:
    made = RoleAssignment(
        municipality=municipality, user=user, role=role, partner=partner, valid_from=since, valid_to=until
    )
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
