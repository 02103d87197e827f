# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what of meetings: who takes part in the kind of meeting, and who prepares meetings.

A partner sees the kinds in which its organisation takes part, and there nothing that is for our own people only. Whoever
owns an action sees that action, also without a seat at the table. A confidential point is for who has a seat, and for
nobody else, whoever manages meetings included; a guest organisation sees one meeting, without what is internal.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from baken.access.facade import ROLES, Actor, AnyOf, Asked, Reach, RoleGrants, SameMunicipality, register
from baken.kernel.errors import Reason

from . import models

VIEW = "decide.meeting.view"
MANAGE = "decide.meeting.manage"
PREPARE = "decide.meeting.prepare"
"""Agenda and minutes: of every meeting for who manages them, else of the kinds in which one is chair or secretary."""
REPORT = "decide.meeting.report"
PREPARING = ("chair", "secretary")
BRING = REPORT
"""Bringing a record of one's own work to a table at which one has a seat asks no more than taking part."""
NEVER = Q(pk__in=[])
ALWAYS = ~NEVER


def own_roles(actor: Actor) -> frozenset[str]:
    """Return the roles that `actor` holds as one of our own people; none for people of a partner organisation."""
    if actor.partner_id is not None:
        return frozenset()
    return frozenset(slug for slug in actor.roles if slug in ROLES and not ROLES[slug].external)


def memberships(actor: Actor) -> QuerySet[models.Member]:
    """Return the rows that make `actor` a member of a kind of meeting."""
    if actor.municipality_id is None:
        return models.Member.objects.none()
    mine = Q(role__in=sorted(own_roles(actor)))
    if actor.partner_id is not None:
        mine |= Q(organisation__partner=actor.partner_id)
    return models.Member.objects.filter(mine, municipality_id=actor.municipality_id)


@dataclass(frozen=True, slots=True)
class MemberOfKind:
    """The actor's role or organisation takes part now in the kind of meeting, reached through `path`."""

    path: str = ""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        kind = _reach(resource, self.path)
        if memberships(actor).filter(kind=kind).exists():
            return None
        return Reason("not_a_member", _("U neemt niet deel aan dit overleg."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return Q(**{f"{self.path or 'pk'}__in": memberships(actor).values("kind")})


@dataclass(frozen=True, slots=True)
class Prepares:
    """A role of the actor is chair or secretary of the kind of meeting, reached through `path`."""

    path: str = ""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        kind = _reach(resource, self.path)
        if memberships(actor).filter(kind=kind, seat__in=PREPARING).exists():
            return None
        return Reason("not_secretary", _("U bent geen voorzitter of secretaris van dit overleg."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        seats = memberships(actor).filter(seat__in=PREPARING)
        return Q(**{f"{self.path or 'pk'}__in": seats.values("kind")})


@dataclass(frozen=True, slots=True)
class Own:
    """The actor is one of our own people."""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        if own_roles(actor):
            return None
        return Reason("internal", _("Dit is alleen voor de eigen organisatie."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return ALWAYS if own_roles(actor) else NEVER


@dataclass(frozen=True, slots=True)
class GuestAt:
    """The actor's organisation is invited to the meeting, reached through `path`."""

    path: str = ""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        meeting = _reach(resource, self.path)
        if _invitations(actor).filter(meeting=meeting).exists():
            return None
        return Reason("no_guest", _("Uw organisatie is voor dit overleg niet uitgenodigd."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return Q(**{f"{self.path or 'pk'}__in": _invitations(actor).values("meeting")})


def _invitations(actor: Actor) -> QuerySet[models.Guest]:
    if actor.municipality_id is None or actor.partner_id is None:
        return models.Guest.objects.none()
    return models.Guest.objects.filter(
        municipality_id=actor.municipality_id, organisation__partner=actor.partner_id
    ).exclude(meeting__status=models.MeetingStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class Plain:
    """The point (reached through `path`) isn't about a record that not everybody may know of."""

    path: str = ""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        if not _reach(resource, self.path).confidential:
            return None
        return Reason("confidential", _("Dit punt is alleen voor wie aan tafel zit."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return Q(**{f"{self.path}__confidential" if self.path else "confidential": False})


@dataclass(frozen=True, slots=True)
class Shared:
    """The object (reached through `path`) isn't for our own people only, or the actor is one of them."""

    path: str = ""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        if own_roles(actor) or not _reach(resource, self.path).internal:
            return None
        return Reason("internal", _("Dit is alleen voor de eigen organisatie."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return ALWAYS if own_roles(actor) else Q(**{f"{self.path}__internal" if self.path else "internal": False})


@dataclass(frozen=True, slots=True)
class OnAgenda:
    """The point (reached through `path`) stands on the agenda; what was skipped is for who prepares meetings."""

    path: str = ""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        if _reach(resource, self.path).state == models.ItemState.TAKEN:
            return None
        return Reason("not_released", _("Dit staat niet op de agenda."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        return Q(**{f"{self.path}__state" if self.path else "state": models.ItemState.TAKEN})


@dataclass(frozen=True, slots=True)
class OwnsAction:
    """The action is for the actor's own role or organisation."""

    def against(
        self, actor: Actor, permission: str, resource: Any, purpose: str, at_hand: Reach | None = None
    ) -> Reason | None:
        if resource.owner_role and resource.owner_role in own_roles(actor):
            return None
        organisation = resource.owner_organisation
        if organisation is not None and actor.partner_id is not None and organisation.partner_id == actor.partner_id:
            return None
        return Reason("not_owner", _("Deze actie is niet van uw functie of organisatie."))

    def condition(self, actor: Actor, permission: str, purpose: str) -> Q:
        mine = Q(owner_role__in=sorted(own_roles(actor)))
        if actor.partner_id is not None:
            mine |= Q(owner_organisation__partner=actor.partner_id)
        return mine


def register_policies() -> None:
    """Register the rules of every model that is listed or opened by itself."""
    manages = (RoleGrants(MANAGE),)
    looks = Asked(frozenset({VIEW}))
    prepares = Asked(frozenset({VIEW, PREPARE}))
    for model, path in ((models.MeetingKind, ""), (models.Member, "kind")):
        register(model, SameMunicipality(), AnyOf(((looks, MemberOfKind(path)), (prepares, Prepares(path)), manages)))
    register(
        models.Meeting,
        SameMunicipality(),
        AnyOf(
            (
                (looks, MemberOfKind("kind")),
                (looks, GuestAt()),
                (Asked(frozenset({BRING})), Own(), MemberOfKind("kind")),
                (prepares, Prepares("kind")),
                manages,
            )
        ),
    )
    seated = (looks, MemberOfKind("meeting__kind"))
    register(
        models.Guest,
        SameMunicipality(),
        AnyOf((seated, (looks, GuestAt("meeting")), (prepares, Prepares("meeting__kind")), manages)),
    )
    of_points: tuple[tuple[Any, str], ...] = (
        (models.AgendaItem, ""),
        (models.Decision, "item"),
        (models.Paper, "item"),
        (models.Correction, "item"),
    )
    for of_point, point in of_points:
        own: tuple[Any, ...] = (Shared(),) if of_point is models.Paper else ()
        register(of_point, SameMunicipality(), AnyOf(_of_point(point, *own)))
    owner = (Asked(frozenset({VIEW, REPORT})), OwnsAction())
    register(models.Action, SameMunicipality(), AnyOf((*_of_point("decision__item"), owner)))


def _of_point(point: str, *own: Any) -> tuple[tuple[Any, ...], ...]:
    """Return who sees a point of an agenda and what belongs to it: the table, guests, who prepares, who manages."""
    meeting = f"{point}__meeting" if point else "meeting"
    looks, prepares = Asked(frozenset({VIEW})), Asked(frozenset({VIEW, PREPARE, REPORT}))
    return (
        (looks, MemberOfKind(f"{meeting}__kind"), OnAgenda(point), Shared(point), *own),
        (looks, GuestAt(meeting), OnAgenda(point), Shared(point), *own),
        (prepares, Prepares(f"{meeting}__kind")),
        (RoleGrants(MANAGE), Plain(point)),
    )


def _reach(resource: Any, path: str) -> Any:
    for step in path.split("__") if path else ():
        resource = getattr(resource, step)
    return resource
