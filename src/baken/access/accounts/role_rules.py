# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is held against a change of an account or its roles: every reason, for the actions of `access.accounts.identity` and those
that carry out what a second person confirmed."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.models import Municipality

from ..actors import Actor
from ..authorization.policy import municipality_of, require
from ..models import AccountChange, Kind, MatrixChange, Partner, RoleAssignment, User
from ..roles import ROLES
from ..supervision.matrix import CONFIRM, matrix_of, together_against
from .four_eyes import may_confirm

VIEW, MANAGE = "access.account.view", "access.account.manage"


def day_of(at: datetime) -> date:
    """Return the Dutch day of a moment."""
    return timezone.localdate(at)


def begin(actor: Actor, user: User) -> Municipality:
    """Ask for the permission, lock out other changes of roles here, and hold that the account is one of this municipality."""
    require(actor, MANAGE)
    municipality = locked(actor)
    if not is_of(municipality, user):
        raise Denied((Reason("other_municipality", _("Dit hoort bij een andere gemeente.")),))
    user.refresh_from_db()
    return municipality


def locked(actor: Actor) -> Municipality:
    """Return the actor's municipality, locked: one change of roles at a time."""
    return Municipality.objects.select_for_update().get(pk=municipality_of(actor).pk)


def is_of(municipality: Municipality, user: User) -> bool:
    """Whether the account has or had a role here, or was made here for one that waits or was declined."""
    here = {"municipality": municipality}
    return (
        RoleAssignment.objects.filter(**here, user=user).exists()
        or AccountChange.objects.filter(**here, account=user).exists()
    )


def refuse(*reasons: Reason) -> None:
    """Raise `Refused` with the reasons, where there are any."""
    if reasons:
        raise Refused(reasons)


def own(actor: Actor, user: User) -> list[Reason]:
    if actor.id != user.id:
        return []
    return [Reason("own", _("U kunt uw eigen account en rollen niet wijzigen. Vraag een andere beheerder."))]


def closed() -> Reason:
    return Reason("closed", _("Dit account is gesloten. Geef eerst een rol; dan is het weer open."))


def taken() -> Reason:
    return Reason("taken", _("Deze gebruikersnaam is al in gebruik."))


def name_problems(username: str) -> list[Reason]:
    return [taken()] if User.objects.filter(username__iexact=username).exists() else []


def period_problems(since: date, until: date | None, at: datetime) -> list[Reason]:
    reasons = []
    if since < day_of(at):
        reasons.append(Reason("backdated", _("Een rol kan niet in het verleden beginnen.")))
    if until is not None and until < since:
        reasons.append(Reason("period", _("De laatste dag ligt voor de eerste.")))
    return reasons


def mixed(
    municipality: Municipality, user: User, role: str, partner: Partner | None, since: date, until: date | None
) -> list[Reason]:
    """Refuse that one person is of two organisations at once (roles add up), holds one role twice, or two that must stay
    with two people."""
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
    both = {role, *(one for one, _partner in held)}
    return [*found, *together_against(matrix_of(municipality.pk), both)]


def last_manager(municipality: Municipality, at: datetime, ending: QuerySet[RoleAssignment]) -> list[Reason]:
    """Refuse to end the last assignment by which a person can manage accounts here."""
    holding = managing(municipality, day_of(at))
    ends = ending.filter(pk__in=holding.values("pk")).exists()
    if not ends or holding.exclude(pk__in=ending.values("pk")).exists():
        return []
    text = _("Dit is de laatste die accounts kan beheren. Geef eerst een ander de rol van functioneel beheerder.")
    return [Reason("last_manager", text)]


def last_confirmer(
    actor: Actor, municipality: Municipality, at: datetime, user: User, keeps: frozenset[str] = frozenset()
) -> list[Reason]:
    """Refuse that somebody takes away the last second person for the own changes; `keeps`: the roles that stay.

    Else an administrator could close the privacy officer's account, and would be alone again.
    """
    now = may_confirm(actor.id, municipality.pk, day_of(at))
    if actor.id is None or user.pk not in now or len(now) > 1:
        return []
    matrix = matrix_of(municipality.pk)
    if any(CONFIRM in matrix.get(role, frozenset()) for role in keeps):
        return []
    text = _("Dit is de laatste die uw wijzigingen kan bevestigen. Geef eerst een ander die rol.")
    return [Reason("last_confirmer", text)]


def managing_roles(municipality: Municipality) -> frozenset[str]:
    """Return the roles that may manage accounts by this municipality's matrix."""
    rows = MatrixChange.objects.filter(municipality=municipality, permission=MANAGE)
    changed = dict(rows.values_list("role", "granted"))
    held = {slug for slug, role in ROLES.items() if changed.get(slug, MANAGE in role.permissions)}
    return frozenset(held - {"system"})


def managing(municipality: Municipality, on: date) -> QuerySet[RoleAssignment]:
    """Return the assignments by which a person can manage accounts here on that day."""
    return RoleAssignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        municipality=municipality,
        role__in=sorted(managing_roles(municipality)),
        valid_from__lte=on,
        user__is_active=True,
        user__kind=Kind.PERSON,
    )


def elsewhere(municipality: Municipality, user: User, on: date) -> QuerySet[RoleAssignment]:
    rows = RoleAssignment.objects.filter(user=user).exclude(municipality=municipality)
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))


def shared(municipality: Municipality, user: User, at: datetime) -> list[Reason]:
    if not elsewhere(municipality, user, day_of(at)).exists():
        return []
    text = _("Dit account hoort ook bij een andere gemeente. Dat kunt u hier niet wijzigen.")
    return [Reason("shared", text)]
