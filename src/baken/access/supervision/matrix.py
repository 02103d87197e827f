# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The role matrix of a municipality: what comes along (`access.roles`), and where the municipality differs from it.

A change counts from the next request on, since an actor is loaded per request. What would lock everybody out, give the
supervisor something to change, or bring together what must stay apart, is refused with every reason.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused, StaleVersion
from baken.kernel.models import Municipality

from ..actors import Actor
from ..authorization.policy import municipality_of, require
from ..models import MatrixChange, RoleAssignment, User
from ..permissions import PERMISSIONS
from ..roles import ROLES, SUPERVISE

Matrix = Mapping[str, frozenset[str]]
"""Role -> permissions."""

SYSTEM = "system"
SUPERVISOR = "data_protection_officer"
CONFIRM = "access.account.confirm"
MUST_STAY = ("access.matrix.manage", "access.account.manage", CONFIRM)
"""Somebody must always hold these: without them nobody could put the rest right. Two must be able to confirm, as one asks."""
GOVERNS = frozenset({"access.matrix.manage", "access.account.manage"})
"""Who decides about rights or accounts doesn't work with what they protect, and nobody decides about both."""
GOVERNORS = frozenset({"privacy_officer", "administrator"})
"""The roles for that, also where a municipality took the permission away for a while."""
CASES = "act."
ONLY_TOLD = frozenset({"act.concern.report", "act.topic.report"})
"""Telling of something is no work in what comes of it."""
SEES_WHAT = frozenset({"act.concern.view", "act.concern.handle", "act.concern.share"})
SEES_WHO = "act.concern.release"
"""Who sees what was reported doesn't see by whom, unless whoever keeps that releases it, with a reason."""
OPENS = "access.emergency.use"
OF_BAKEN = frozenset({"access.account.make", "registry.areas.load"})
"""What only Baken itself does, at set-up."""
OURS_ALONE = ("access.", "privacy.", "registry.")
"""Supervision and set-up aren't for people of a partner organisation."""
MIN_REASON, MAX_REASON = 10, 500


def people_roles() -> tuple[str, ...]:
    """Return the roles that people hold, in the order of the list."""
    return tuple(slug for slug in ROLES if slug != SYSTEM)


def permissions_shown() -> dict[str, list[str]]:
    """Return the permissions that people can hold, by group (the first word), in the order of the list."""
    groups: dict[str, list[str]] = {}
    for slug in PERMISSIONS:
        if slug not in OF_BAKEN:
            groups.setdefault(slug.split(".")[0], []).append(slug)
    return groups


def matrix_of(municipality_id: UUID) -> dict[str, frozenset[str]]:
    """Return what each role of people grants in this municipality. One query."""
    found = {slug: set(ROLES[slug].permissions) for slug in people_roles()}
    rows = MatrixChange.objects.filter(municipality_id=municipality_id)
    for role, permission, granted in rows.values_list("role", "permission", "granted"):
        if role in found:
            (found[role].add if granted else found[role].discard)(permission)
    return {role: frozenset(permissions) for role, permissions in found.items()}


def accounts_with(municipality_id: UUID, roles: set[str] | frozenset[str], on: date) -> QuerySet[User]:
    """Return the accounts that can log in and hold one of `roles` in the municipality on that day."""
    held = RoleAssignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        municipality_id=municipality_id,
        role__in=sorted(roles),
        valid_from__lte=on,
    )
    people = User.objects.filter(is_active=True, kind="person", pk__in=held.values("user"))
    return people if settings.DEMO else people.filter(fictitious=False)


def against(matrix: Matrix, role: str, permission: str, *, granted: bool) -> tuple[Reason, ...]:
    """Return what the rules have against a change of one cell, from the matrix alone."""
    reasons = []
    if role not in ROLES:
        reasons.append(Reason("unknown_role", _("Deze rol bestaat niet.")))
    elif role == SYSTEM:
        reasons.append(Reason("system_role", _("De rechten van Baken zelf staan vast.")))
    if permission not in PERMISSIONS:
        reasons.append(Reason("unknown_permission", _("Dit recht bestaat niet.")))
    elif permission in OF_BAKEN:
        reasons.append(Reason("of_baken", _("Dit recht heeft alleen Baken zelf, bij het inrichten.")))
    if not reasons and not granted and role == SUPERVISOR and permission in SUPERVISE:
        text = _("De FG ziet altijd waar toezicht op is. Dit neemt niemand weg.")
        reasons.append(Reason("supervises", text))
    if reasons or not granted:
        return tuple(reasons)
    if role == SUPERVISOR and (not permission.endswith(".view") or permission.startswith(CASES)):
        text = _("De FG houdt toezicht en verandert niets. Alleen bekijken kan, en geen casussen.")
        reasons.append(Reason("supervisor", text))
    if ROLES[role].external and not for_partners(role, permission):
        reasons.append(Reason("partner", _("Dit recht is niet voor mensen van een partner.")))
    after = matrix[role] | {permission}
    if _governs(role, after) and _works(after):
        reasons.append(_separation())
    if after >= GOVERNS:
        reasons.append(_decides_both())
    if _unmasks(after):
        reasons.append(_source_apart())
    return tuple(reasons)


def for_partners(role: str, permission: str) -> bool:
    """Whether people of a partner may hold a permission at all: what comes along with their role, and seeing.

    Managing, sharing and closing are ours, and so is supervision.
    """
    if permission in ROLES[role].permissions:
        return True
    return permission.endswith(".view") and not permission.startswith(OURS_ALONE)


def keeps_out(role: str, granted: Collection[str]) -> bool:
    """Whether a role supervises or decides about rights or accounts, so that it works in no register and no team."""
    return role == SUPERVISOR or _governs(role, frozenset(granted))


def together_against(matrix: Matrix, roles: Collection[str]) -> list[Reason]:
    """Return why one person can't hold these roles together, by a matrix of roles."""
    reasons = []
    if SUPERVISOR in roles and len(set(roles)) > 1:
        text = _("De FG heeft geen andere rol: wie toezicht houdt, werkt niet mee.")
        reasons.append(Reason("supervisor_alone", text))
    granted = {role: matrix.get(role, frozenset()) for role in roles}
    together = frozenset().union(*granted.values())
    if any(_governs(role, held) for role, held in granted.items()) and _works(together):
        reasons.append(_separation())
    if together >= GOVERNS or set(roles) >= GOVERNORS:
        reasons.append(_decides_both())
    if _unmasks(together):
        reasons.append(_source_apart())
    return reasons


def _governs(role: str, granted: frozenset[str]) -> bool:
    return role in GOVERNORS or bool(granted & GOVERNS)


def _works(granted: Collection[str]) -> bool:
    return any(one == OPENS or (one.startswith(CASES) and one not in ONLY_TOLD) for one in granted)


def _unmasks(granted: Collection[str]) -> bool:
    return SEES_WHO in granted and not SEES_WHAT.isdisjoint(granted)


def _source_apart() -> Reason:
    text = _("Wie de herkomst van signalen bewaart, behandelt zelf geen signalen. Verdeel dit over twee mensen.")
    return Reason("source_apart", text)


def _separation() -> Reason:
    text = _("Wie accounts of rechten beheert, werkt niet in casussen. Verdeel dit over twee mensen.")
    return Reason("separation", text)


def _decides_both() -> Reason:
    text = _("Niemand beslist over rechten én over accounts. Verdeel dit over twee mensen.")
    return Reason("decides_both", text)


def _breaks_up(municipality_id: UUID, matrix: Matrix, role: str, after: Matrix, on: date) -> list[Reason]:
    """Return with which other roles somebody holds `role` now or later, that may then no longer go together."""
    rows = RoleAssignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), municipality_id=municipality_id
    )
    held: dict[UUID, set[str]] = {}
    for user, one in rows.filter(user__is_active=True).values_list("user", "role"):
        held.setdefault(user, set()).add(one)
    mine = {frozenset(roles) for roles in held.values() if role in roles and len(roles) > 1}
    broken = {
        other
        for roles in mine
        if together_against(after, roles) and not together_against(matrix, roles)
        for other in roles - {role}
    }
    if not broken:
        return []
    names = ", ".join(sorted(str(ROLES[slug].label) for slug in broken if slug in ROLES))
    text = _("Iemand heeft deze rol samen met: %(roles)s. Dat zou dan niet meer samengaan.") % {"roles": names}
    return [Reason("held_together", text)]


def locked_out(municipality_id: UUID, matrix: Matrix, role: str, permission: str, on: date) -> Reason | None:
    """Return why taking this permission from this role would leave nobody to put things right, or None."""
    if permission not in MUST_STAY:
        return None
    left = {slug for slug, permissions in matrix.items() if slug != role and permission in permissions}
    if accounts_with(municipality_id, left, on).count() >= (2 if permission == CONFIRM else 1):
        return None
    text = _("Dan houdt geen enkel actief account dit recht, en kan niemand het nog herstellen.")
    return Reason("locks_out", text)


@action
def change_matrix(
    *, actor: Actor, at: datetime, role: str, permission: str, granted: bool, reason: str, seen: bool | None = None
) -> None:
    """Give `role` a permission, or take it away, in the actor's municipality.

    Raises `Refused` with every reason against it, and `StaleVersion` when the cell isn't as `seen` any more.
    """
    require(actor, "access.matrix.manage")
    municipality = _locked(actor)
    matrix = matrix_of(municipality.pk)
    reasons = list(against(matrix, role, permission, granted=granted))
    known = role in matrix and permission in PERMISSIONS
    if known and seen is not None and seen != (permission in matrix[role]):
        raise StaleVersion(f"{role} {permission} changed since it was read")
    if known and granted == (permission in matrix[role]):
        reasons.append(Reason("same", _("Dit is al zo.")))
    if granted and role in actor.roles:
        reasons.append(Reason("own_role", _("U kunt een rol die u zelf hebt geen rechten geven.")))
    if granted and not reasons:
        after = {**matrix, role: matrix[role] | {permission}}
        reasons += _breaks_up(municipality.pk, matrix, role, after, timezone.localdate(at))
    reasons += reason_against(reason)
    if known and not granted and permission in matrix[role]:
        out = locked_out(municipality.pk, matrix, role, permission, timezone.localdate(at))
        reasons += [out] if out else []
    if reasons:
        raise Refused(tuple(reasons))
    _store(municipality, role, permission, granted=granted)
    audit.record(
        "matrix.changed",
        resource_type=MatrixChange._meta.label_lower,
        resource_id=cell_key(role, permission),
        municipality_id=municipality.pk,
        role=role,
        permission=permission,
        granted=granted,
        personal={"reason": reason.strip()},
    )


def cell_key(role: str, permission: str) -> str:
    """Return under which key the log tells of one cell."""
    return f"{role}:{permission}"[:80]


def reason_against(reason: str) -> list[Reason]:
    """Return what is wrong with the reason that somebody gives for a change of rights."""
    if len(reason.strip()) < MIN_REASON:
        return [Reason("no_reason", _("Schrijf in minstens %(n)d tekens waarom.") % {"n": MIN_REASON})]
    if len(reason) > MAX_REASON or "\0" in reason:
        return [Reason("reason", _("Schrijf de reden in hoogstens %(n)d tekens.") % {"n": MAX_REASON})]
    return []


def _locked(actor: Actor) -> Municipality:
    """One change of rights at a time: two at once could each leave the other as the last to hold a right."""
    found = municipality_of(actor)
    return Municipality.objects.select_for_update(no_key=True).get(pk=found.pk)


def _store(municipality: Municipality, role: str, permission: str, *, granted: bool) -> None:
    """Keep only where the municipality differs from the matrix that comes along."""
    mine = MatrixChange.objects.filter(municipality=municipality, role=role, permission=permission)
    if granted == (permission in ROLES[role].permissions):
        mine.delete()
        return
    row = mine.first() or MatrixChange(municipality=municipality, role=role, permission=permission)
    row.granted = granted
    row.save()
