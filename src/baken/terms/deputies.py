# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who looks after whose terms: named by the one who is away, ended by either, over by itself on the last day.

A deputy gains no rights. What a colleague sees and the deputy doesn't stays unseen; the one who is away is told of which kinds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import (
    EMERGENCY,
    Actor,
    Kind,
    RoleAssignment,
    User,
    actor_for,
    matrix_of,
    require,
    require_in,
    system_actor,
    visible_or_404,
    visible_to,
)
from baken.access.facade import municipality_of as town_of
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.models import Municipality
from baken.kernel.terms import term_sources

from .models import Deputy
from .policies import VIEW

LONGEST = timedelta(days=366)
MOST = 5
"""Periods that one may have named at a time."""


@dataclass(frozen=True, slots=True)
class Stand:
    """One colleague for whom the reader stands in today, with his or her functions."""

    user: UUID
    name: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class DeputyRow:
    """One period as its page shows it. `unseen`: kinds of terms of which the deputy sees fewer or none."""

    row: Deputy
    name: str
    now: bool
    unseen: tuple[str, ...] = ()


@action
def name_deputy(*, actor: Actor, at: datetime, deputy: UUID, since: date, until: date) -> Deputy:
    """Have a colleague look after the actor's terms, and return the row.

    Raises `Denied` for who may not see terms; `Refused` with every reason: oneself, nobody who sees terms here, another
    organisation, a period that is over, too long or overlaps.
    """
    require(actor, VIEW)
    if actor.id is None:
        raise Denied((Reason("nobody", _("Alleen een persoon heeft een vervanger.")),))
    municipality, today = town_of(actor), timezone.localdate(at)
    reasons = [*_about_person(actor, deputy, at), *_about_period(since, until, today)]
    mine = Deputy.objects.locked().filter(municipality=municipality, user_id=actor.id, until__gte=today)
    running = list(mine)
    if any(row.since <= until and since <= row.until for row in running):
        reasons.append(Reason("overlap", _("In deze periode hebt u al een vervanger. Stop die eerst.")))
    if len(running) >= MOST:
        told = _("U kunt hoogstens %(n)d perioden tegelijk opgeven.")
        reasons.append(Reason("many", told % {"n": MOST}))
    if reasons:
        raise Refused(tuple(reasons))
    row = Deputy(municipality=municipality, user_id=actor.id, deputy_id=deputy, since=since, until=until, made_at=at)
    row.save()
    audit.record("deputy.named", row, deputy=str(deputy), since=since, until=until)
    return row


@action
def end_deputy(*, actor: Actor, at: datetime, row: Deputy) -> None:
    """End a period, at once. Both may: who is away, and who stands in."""
    require(actor, VIEW, row)
    audit.record("deputy.ended", row, deputy=str(row.deputy_id), since=row.since, until=row.until)
    row.delete()


@action
def clear_deputies(*, actor: Actor, at: datetime, municipality: Municipality) -> int:
    """Delete the periods that are over, and return how many: nobody needs them any more."""
    require_in(actor, VIEW, municipality.pk)
    gone = Deputy.objects.filter(municipality=municipality, until__lt=timezone.localdate(at))
    number = gone.count()
    gone.delete()
    audit.record("deputy.cleared", municipality, number=number)
    return number


def tidy(municipality: Municipality, at: datetime) -> None:
    """Clear what is over, where there is anything: part of the daily work."""
    if Deputy.objects.filter(municipality=municipality, until__lt=timezone.localdate(at)).exists():
        clear_deputies(actor=system_actor(municipality), at=at, municipality=municipality)


def end_deputies_of(user: User, municipality: Municipality, at: datetime) -> int:
    """End what an account that leaves named, and for whom it stood in; return how many there were."""
    rows = Deputy.objects.filter(Q(user=user) | Q(deputy=user), municipality=municipality)
    number = rows.count()
    rows.delete()
    return number


def own(actor: Actor, key: UUID) -> Deputy:
    """Return one period of the actor's own, on either side, or raise `Http404`."""
    return visible_or_404(Deputy.objects.all(), actor, VIEW, pk=key)


def candidates(actor: Actor, at: datetime) -> list[tuple[str, str]]:
    """Return who may stand in: key and name of the colleagues in the same organisation that may see terms, by name."""
    if actor.municipality_id is None:
        return []
    seeing = [role for role, granted in matrix_of(actor.municipality_id).items() if VIEW in granted]
    colleagues = _colleagues(actor, at).filter(role__in=seeing)
    users = User.objects.filter(pk__in=colleagues.values("user")).exclude(pk=str(actor.id))
    rows = users.filter(is_active=True, kind=Kind.PERSON).order_by("display_name", "username")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "display_name")]


def named(actor: Actor, at: datetime) -> list[DeputyRow]:
    """Return the periods that the actor named and that aren't over, with what the deputy doesn't see."""
    rows = _shown(actor, at).filter(user=actor.id).select_related("deputy")
    return [_row(row, row.deputy, at, _unseen(actor, row.deputy, at)) for row in rows]


def standing_in(actor: Actor, at: datetime) -> list[DeputyRow]:
    """Return the periods in which the actor stands in for somebody, and that aren't over."""
    rows = _shown(actor, at).filter(deputy=actor.id).select_related("user")
    return [_row(row, row.user, at) for row in rows]


def stands(actor: Actor, on: date) -> tuple[Stand, ...]:
    """Return for whom the actor stands in on a day. One query, and one more where there is anybody."""
    if actor.id is None or actor.municipality_id is None:
        return ()
    rows = visible_to(Deputy.objects.all(), actor, VIEW).filter(deputy=actor.id, since__lte=on, until__gte=on)
    away = dict(rows.order_by("user__display_name").values_list("user", "user__display_name"))
    if not away:
        return ()
    held: dict[UUID, set[str]] = {}
    for user, role in _holding(actor, on).filter(user__in=away).values_list("user", "role"):
        held.setdefault(user, set()).add(role)
    return tuple(Stand(user, name, frozenset(held.get(user, ()))) for user, name in away.items())


def _shown(actor: Actor, at: datetime) -> QuerySet[Deputy]:
    return visible_to(Deputy.objects.all(), actor, VIEW).filter(until__gte=timezone.localdate(at)).order_by("since")


def _row(row: Deputy, other: User, at: datetime, unseen: Iterable[str] = ()) -> DeputyRow:
    today = timezone.localdate(at)
    return DeputyRow(row, other.display_name, row.since <= today, tuple(unseen))


def _holding(actor: Actor, on: date) -> QuerySet[RoleAssignment]:
    """Return the roles held on a day in the actor's own organisation: our own people, or those of the same partner."""
    return RoleAssignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        municipality_id=str(actor.municipality_id),
        valid_from__lte=on,
        partner=actor.partner_id,
    )


def _colleagues(actor: Actor, at: datetime) -> QuerySet[RoleAssignment]:
    return _holding(actor, timezone.localdate(at))


def _about_person(actor: Actor, deputy: UUID, at: datetime) -> Iterable[Reason]:
    if deputy == actor.id:
        yield Reason("oneself", _("Kies een ander dan uzelf."))
        return
    user = User.objects.filter(pk=deputy, is_active=True, kind=Kind.PERSON).first()
    if user is None or not _colleagues(actor, at).filter(user=deputy).exists():
        yield Reason("no_colleague", _("Kies iemand van uw eigen organisatie die een account heeft."))
        return
    if not _as_actor(user, actor, at).may(VIEW):
        yield Reason("no_terms", _("Deze collega mag geen termijnen zien. Kies een ander."))


def _about_period(since: date, until: date, today: date) -> Iterable[Reason]:
    if since < today:
        yield Reason("past", _("De eerste dag ligt in het verleden."))
    if until < since:
        yield Reason("backwards", _("De laatste dag ligt vóór de eerste."))
    elif until - since > LONGEST:
        yield Reason("long", _("Een vervanging duurt hoogstens een jaar."))


def _as_actor(user: User, actor: Actor, at: datetime) -> Actor:
    return actor_for(user, on=timezone.localdate(at), at=at, municipality_id=actor.municipality_id)


def _unseen(actor: Actor, deputy: User, at: datetime) -> list[str]:
    """Return the kinds of terms of which the actor may come at more than the deputy."""
    other = _as_actor(deputy, actor, at)
    found = []
    for source in term_sources():
        mine = source.scopes(actor) - {EMERGENCY}
        if mine and mine - source.scopes(other):
            found.append(str(source.label))
    return sorted(found)
