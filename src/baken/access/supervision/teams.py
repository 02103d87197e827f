# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Teams: of our own organisation or of one partner, with who belongs to them from when until when."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality, fresh

from ..actors import Actor
from ..authorization.policy import require, require_in
from ..models import Partner, RoleAssignment, Team, TeamMembership, User
from .matrix import keeps_out, matrix_of

MANAGE = "access.matrix.manage"


@action
def make_team(
    *, actor: Actor, at: datetime, municipality: Municipality, slug: str, name: str, partner: Partner | None = None
) -> Team:
    """Make a team of our own people, or of a partner's."""
    require_in(actor, MANAGE, municipality.pk)
    reasons = []
    if Team.objects.filter(municipality=municipality, slug=slug).exists():
        reasons.append(Reason("slug", _("Dit adres is al in gebruik.")))
    if partner is not None and partner.municipality_id != municipality.pk:
        reasons.append(Reason("other_municipality", _("Dit hoort bij een andere gemeente.")))
    if reasons:
        raise Refused(tuple(reasons))
    team = Team(municipality=municipality, slug=slug, name=name, partner=partner)
    team.save()
    audit.record("team.made", team, slug=slug, partner=partner.slug if partner else "")
    return team


@action
def add_to_team(*, actor: Actor, at: datetime, team: Team, user: User, until: datetime | None = None) -> TeamMembership:
    """Let an account belong to a team from now on, until it is ended or the moment given."""
    require(actor, MANAGE, team)
    team = fresh(team)
    reasons = []
    if not belongs(team, user, at):
        reasons.append(Reason("other_organisation", _("Dit account hoort niet bij de organisatie van dit team.")))
    elif not may_join(team, at).filter(pk=user.pk).exists():
        reasons.append(Reason("separation", _("Wie toezicht houdt of rechten beheert, hoort niet bij een team.")))
    if until is not None and until <= at:
        reasons.append(Reason("period", _("Het einde ligt na nu.")))
    now = Q(until__isnull=True) | Q(until__gt=at)
    if TeamMembership.objects.filter(now, team=team, user=user).exists():
        reasons.append(Reason("same", _("Dit account hoort al bij dit team.")))
    if reasons:
        raise Refused(tuple(reasons))
    row = TeamMembership(municipality_id=team.municipality_id, team=team, user=user, since=at, until=until)
    row.save()
    audit.record("team.joined", row, team=team.slug, user=user.pk)
    return row


@action
def leave_team(*, actor: Actor, at: datetime, membership: TeamMembership) -> TeamMembership:
    """End a membership now. What was seen through the team is closed at the next request."""
    require(actor, MANAGE, membership)
    found = fresh(membership)
    if found.until is not None and found.until <= at:
        raise Refused((Reason("ended", _("Dit lidmaatschap is al voorbij.")),))
    found.until = max(at, found.since)
    found.save()
    audit.record("team.left", found, user=found.user_id)
    return found


def may_join(team: Team, at: datetime) -> QuerySet[User]:
    """Return the accounts of the team's organisation that may join it: not who supervises, or decides about rights."""
    on = timezone.localdate(at)
    matrix = matrix_of(team.municipality_id)
    apart = [role for role, granted in matrix.items() if keeps_out(role, granted)]
    held = RoleAssignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), municipality_id=team.municipality_id, valid_from__lte=on
    )
    mine = held.filter(partner=team.partner_id).values("user")
    people = User.objects.filter(is_active=True, pk__in=mine)
    return people.exclude(pk__in=held.filter(role__in=apart).values("user"))


def belongs(team: Team, user: User, at: datetime) -> bool:
    """Whether the account works today for the organisation whose team this is."""
    on = timezone.localdate(at)
    held = RoleAssignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        user=user,
        municipality_id=team.municipality_id,
        valid_from__lte=on,
        partner=team.partner_id,
    )
    return user.is_active and held.exists()
