# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading meetings, always as one actor: what is not visible is not counted, named or linked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from baken.access.facade import ROLES, Actor, authorize, visible_or_404, visible_to
from baken.kernel.models import AuditEntry

from . import agenda
from .models import (
    Action,
    ActionStatus,
    AgendaItem,
    Correction,
    Decision,
    Guest,
    ItemState,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Member,
    Paper,
)
from .policies import PREPARE, REPORT, VIEW, own_roles


def kinds(actor: Actor) -> QuerySet[MeetingKind]:
    """Return the kinds of meeting in which `actor` takes part, or all for who prepares them."""
    members = Prefetch("members", visible_to(Member.objects.select_related("organisation"), actor, VIEW))
    return visible_to(MeetingKind.objects.prefetch_related(members), actor, VIEW)


def meetings(actor: Actor) -> QuerySet[Meeting]:
    """Return the meetings that `actor` may see, newest first."""
    return visible_to(Meeting.objects.select_related("kind"), actor, VIEW)


def items(actor: Actor) -> QuerySet[AgendaItem]:
    """Return the points that `actor` may see, with what belongs to them, in a fixed number of queries."""
    actions = Prefetch("actions", visible_to(Action.objects.select_related("owner_organisation"), actor, VIEW))
    decisions = Prefetch("decisions", visible_to(Decision.objects.prefetch_related(actions), actor, VIEW))
    papers = Prefetch("papers", visible_to(Paper.objects.all(), actor, VIEW))
    rows = AgendaItem.objects.select_related("meeting__kind").prefetch_related(decisions, papers)
    return visible_to(rows, actor, VIEW)


def actions(actor: Actor) -> QuerySet[Action]:
    """Return the actions that `actor` may see: of meetings it takes part in, and its own. Soonest first."""
    rows = Action.objects.select_related("decision__item__meeting__kind", "owner_organisation")
    return visible_to(rows, actor, VIEW)


def kind_by_slug(actor: Actor, slug: str, permission: str = VIEW) -> MeetingKind:
    """Return one kind of meeting, or raise `Http404`."""
    return visible_or_404(MeetingKind.objects.all(), actor, permission, slug=slug)


def meeting_on(actor: Actor, kind: str, on: date, permission: str = VIEW) -> Meeting:
    """Return the meeting of a kind on a day, or raise `Http404`."""
    return visible_or_404(Meeting.objects.select_related("kind"), actor, permission, kind__slug=kind, on=on)


def item_by_key(actor: Actor, key: UUID, permission: str = VIEW) -> AgendaItem:
    """Return one point, or raise `Http404`."""
    return visible_or_404(AgendaItem.objects.select_related("meeting__kind"), actor, permission, pk=key)


def decision_by_key(actor: Actor, key: UUID, permission: str = VIEW) -> Decision:
    """Return one decision, or raise `Http404`."""
    return visible_or_404(Decision.objects.select_related("item__meeting__kind"), actor, permission, pk=key)


def paper_by_key(actor: Actor, key: UUID, permission: str = VIEW) -> Paper:
    """Return one paper, or raise `Http404`."""
    return visible_or_404(Paper.objects.select_related("item__meeting__kind"), actor, permission, pk=key)


def member_by_key(actor: Actor, key: UUID, permission: str) -> Member:
    """Return one member, or raise `Http404`."""
    return visible_or_404(Member.objects.select_related("kind", "organisation"), actor, permission, pk=key)


def action_by_key(actor: Actor, key: UUID) -> Action:
    """Return one action, or raise `Http404`."""
    rows = Action.objects.select_related("decision__item__meeting__kind", "owner_organisation", "effort__plan")
    return visible_or_404(rows, actor, VIEW, pk=key)


def guests(actor: Actor, meeting: Meeting) -> QuerySet[Guest]:
    """Return who is invited to one meeting, as far as `actor` may see it."""
    return visible_to(Guest.objects.select_related("organisation").filter(meeting=meeting), actor, VIEW)


def guest_by_key(actor: Actor, key: UUID) -> Guest:
    """Return an invitation that `actor` may take back, or raise `Http404`."""
    return visible_or_404(Guest.objects.select_related("organisation", "meeting__kind"), actor, PREPARE, pk=key)


def points_about(actor: Actor, source: str, key: str) -> QuerySet[AgendaItem]:
    """Return the points about a source's record that `actor` may see, with their decisions, newest meeting first."""
    rows = items(actor).filter(source=source, source_key=key, state=ItemState.TAKEN)
    return rows.exclude(meeting__status=MeetingStatus.CANCELLED).order_by("-meeting__on", "order")


def corrections(actor: Actor, meeting: Meeting) -> QuerySet[Correction]:
    """Return the corrections of a meeting that `actor` may see, oldest first."""
    rows = Correction.objects.select_related("item").filter(meeting=meeting)
    return visible_to(rows, actor, VIEW).order_by("at", "id")


def upcoming(actor: Actor, first: date, last: date) -> QuerySet[Meeting]:
    """Return visible planned meetings from `first` to `last`, soonest first."""
    rows = meetings(actor).filter(status=MeetingStatus.PLANNED, on__gte=first, on__lte=last)
    return rows.order_by("on", "starts", "kind__name")


def next_of(rows: Iterable[Meeting]) -> dict[UUID, Meeting]:
    """Return the first meeting of each kind in `rows`, by the kind's key."""
    found: dict[UUID, Meeting] = {}
    for meeting in rows:
        found.setdefault(meeting.kind_id, meeting)
    return found


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action in a list. `meeting` is None where the reader may see the action but not the meeting it comes from."""

    action: Action
    owner: str
    late: bool
    mine: bool
    meeting: Meeting | None
    fictitious: bool

    @property
    def href(self) -> str:
        return self.action.get_absolute_url()

    @property
    def word(self) -> str:
        """The status in words; late is said by the list."""
        return str(ActionStatus(self.action.status).label)


def owner_label(action: Action) -> str:
    """Return who owns an action: a role in words, or an organisation's name."""
    if action.owner_organisation is not None:
        return action.owner_organisation.name
    role = ROLES.get(action.owner_role)
    return str(role.label) if role else action.owner_role


def is_mine(actor: Actor, action: Action) -> bool:
    """Whether the action is for a role or the organisation of `actor`."""
    organisation = action.owner_organisation
    return action.owner_role in own_roles(actor) or (
        organisation is not None and actor.partner_id is not None and organisation.partner_id == actor.partner_id
    )


def action_views(actor: Actor, rows: Iterable[Action], on: date) -> list[ActionView]:
    """Return actions as a list shows them, late ones first. One query besides that of `rows`."""
    found = list(rows)
    points = {action.decision.item_id for action in found}
    seen = set(visible_to(AgendaItem.objects.filter(pk__in=points), actor, VIEW).values_list("pk", flat=True))
    views = [
        ActionView(
            action=action,
            owner=owner_label(action),
            late=is_late(action, on),
            mine=is_mine(actor, action),
            meeting=action.decision.item.meeting if action.decision.item_id in seen else None,
            fictitious=action.decision.item.meeting.kind.fictitious,
        )
        for action in found
    ]
    return sorted(views, key=lambda view: (view.action.status != ActionStatus.OPEN, view.action.due))


def is_late(action: Action, on: date) -> bool:
    """Whether an action is open and its last day has passed on the day `on`."""
    return action.status == ActionStatus.OPEN and action.due < on


def may_report(actor: Actor, action: Action) -> bool:
    """Whether `actor` may tell how this action stands."""
    return bool(authorize(actor, REPORT, action))


@dataclass(frozen=True, slots=True)
class InputLine:
    """A priority as input for the regional police plan: where it was spoken of and what became of it, newest first."""

    title: str
    href: str
    points: tuple[AgendaItem, ...]

    @property
    def decisions(self) -> list[Decision]:
        """Every decision on it."""
        return [decision for point in self.points for decision in point.decisions.all()]


def regional_input(actor: Actor, kind: MeetingKind, on: date, meeting: Meeting | None = None) -> list[InputLine]:
    """Return the priorities in force on the day `on` with what meetings of `kind` (or that one) did with each."""
    rows = items(actor).filter(meeting__kind=kind, source=agenda.PRIORITIES.slug, state=ItemState.TAKEN)
    if meeting is not None:
        rows = rows.filter(meeting=meeting)
    by_key: dict[str, list[AgendaItem]] = {}
    for item in rows.order_by("-meeting__on", "order"):
        by_key.setdefault(item.source_key, []).append(item)
    return [
        InputLine(
            priority.short_title, priority.get_absolute_url(), tuple(by_key.get(agenda.priority_key(priority), ()))
        )
        for priority in agenda.priorities_in_force(actor, on)
    ]


def history(meeting: Meeting) -> list[AuditEntry]:
    """Return the steps that a meeting took, oldest first."""
    steps = ("meeting.planned", "meeting.held", "meeting.settled", "meeting.cancelled", "meeting.corrected")
    rows = AuditEntry.objects.filter(
        municipality_id=meeting.municipality_id, resource_type=meeting._meta.label_lower, resource_id=str(meeting.pk)
    )
    return list(rows.filter(action__in=steps).order_by("sequence"))


def matching(actor: Actor, text: str, limit: int = 10) -> list[MeetingKind | AgendaItem | Action]:
    """Return visible kinds, points and actions that have `text` in their title, at most `limit` of each."""
    points = visible_to(AgendaItem.objects.select_related("meeting__kind"), actor, VIEW).filter(state=ItemState.TAKEN)
    return [
        *visible_to(MeetingKind.objects.all(), actor, VIEW).filter(name__icontains=text)[:limit],
        *points.filter(title__icontains=text)[:limit],
        *actions(actor).filter(text__icontains=text)[:limit],
    ]
