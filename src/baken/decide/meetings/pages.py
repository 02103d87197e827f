# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each page of meetings needs, put together once: queries in, context out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from baken.access.facade import Actor, authorize, role_label, visible_to
from baken.decide.policy.facade import efforts

from . import agenda, queries
from .forms import ActionFilter
from .models import Action, ActionStatus, AgendaItem, ItemState, Meeting, MeetingKind, MeetingStatus, Member, Seat
from .panels import actions_panel
from .policies import MANAGE, PREPARE, own_roles
from .workflow import ACTION, MEETING

AHEAD = timedelta(weeks=26)
RECENT = 8
SHOWN = 6


@dataclass(frozen=True, slots=True)
class KindView:
    """A kind of meeting in a list, with its next meeting where one is planned."""

    kind: MeetingKind
    members: tuple[str, ...]
    next: Meeting | None


def overview(actor: Actor, on: date) -> dict[str, Any]:
    """Everything for the front page: what comes, what was, the kinds, and what the reader still has to do."""
    coming = list(queries.upcoming(actor, on, on + AHEAD))
    following = queries.next_of(coming)
    rows = queries.actions(actor).filter(status=ActionStatus.OPEN)
    views = queries.action_views(actor, rows, on)
    mine = [view for view in views if view.mine]
    past = queries.meetings(actor).exclude(status=MeetingStatus.PLANNED).order_by("-on")
    waiting = visible_to(Meeting.objects.select_related("kind"), actor, PREPARE).filter(
        status=MeetingStatus.PLANNED, on__lt=on
    )
    return {
        "coming": coming,
        "waiting": list(waiting.order_by("on")) if actor.may(PREPARE) else [],
        "past": list(past[:RECENT]),
        "kinds": [
            KindView(kind, tuple(member_name(member) for member in kind.members.all()), following.get(kind.pk))
            for kind in queries.kinds(actor)
        ],
        "actions": (mine or views)[:SHOWN],
        "are_mine": bool(mine),
        "open_actions": len(views),
        "late_actions": sum(view.late for view in views),
        "may_manage": actor.may(MANAGE),
        "on": on,
    }


def kind(actor: Actor, it: MeetingKind, on: date) -> dict[str, Any]:
    """Everything for the page of one kind of meeting."""
    labels = {source.slug: source.label for source in agenda.agenda_sources()}
    priorities = {priority.slug: priority.short_title for priority in agenda.priorities_in_force(actor, on)}
    return {
        "kind": it,
        "members": [(member, member_name(member)) for member in queries.kinds(actor).get(pk=it.pk).members.all()],
        "sources": [labels[slug] for slug in it.sources if slug in labels],
        "priorities": [priorities.get(slug, slug) for slug in it.priorities],
        "meetings": list(queries.meetings(actor).filter(kind=it)),
        "input": queries.regional_input(actor, it, on) if it.regional else [],
        "may_manage": bool(authorize(actor, MANAGE, it)),
        "may_plan": bool(authorize(actor, PREPARE, it)),
        "on": on,
    }


def member_name(member: Member) -> str:
    """Return who takes part, in words: the organisation or role, and the function at the table."""
    who = member.organisation.name if member.organisation else role_label(member.role) if member.role else ""
    told = [member.get_seat_display()] if member.seat != Seat.MEMBER else []
    told += [member.function] if member.function else []
    return f"{who} ({', '.join(told)})" if who and told else who or member.function


@dataclass(frozen=True, slots=True)
class PointView:
    """A point of the agenda with its number and what belongs to it. `linked`: the reader may follow its address."""

    item: AgendaItem
    number: int
    linked: bool
    actions: tuple[queries.ActionView, ...]


def meeting(actor: Actor, it: Meeting, on: date) -> dict[str, Any]:
    """Everything for the page of one meeting."""
    manages = bool(authorize(actor, PREPARE, it))
    seated = queries.kinds(actor).filter(pk=it.kind_id).exists()
    every = list(queries.items(actor).filter(meeting=it).order_by("order", "id"))
    taken = [item for item in every if item.state == ItemState.TAKEN]
    found = [action for item in taken for decision in item.decisions.all() for action in decision.actions.all()]
    views = {view.action.pk: view for view in _views_at(it, actor, found, on)}
    links = _openable(actor, taken)
    may_change = manages and it.status in (MeetingStatus.PLANNED, MeetingStatus.HELD)
    return {
        "meeting": it,
        "kind": it.kind,
        "status": MEETING.status(it.status).label,
        "kind_url": it.kind.get_absolute_url() if seated else "",
        "guests": list(queries.guests(actor, it)),
        "may_invite": may_change and it.kind.internal,
        "points": [_point(item, number, item.pk in links, views) for number, item in enumerate(taken, start=1)],
        "skipped": [item for item in every if item.state == ItemState.SKIPPED],
        "proposals": agenda.proposals(actor, it) if may_change else [],
        "input": queries.regional_input(actor, it.kind, it.on, it) if it.kind.regional else [],
        "corrections": list(queries.corrections(actor, it)),
        "may_change": may_change,
        "may_correct": manages and it.status == MeetingStatus.SETTLED,
        "steps": [step for step in MEETING.leaving(it.status) if authorize(actor, step.permission, it)],
        "past": it.on <= on,
        "on": on,
    }


def _views_at(it: Meeting, actor: Actor, found: Sequence[Action], on: date) -> list[queries.ActionView]:
    """Return the actions of a meeting whose page the reader has open: no need to ask again whether it is visible."""
    return [
        queries.ActionView(
            action,
            queries.owner_label(action),
            queries.is_late(action, on),
            queries.is_mine(actor, action),
            it,
            it.kind.fictitious,
        )
        for action in found
    ]


def _point(item: AgendaItem, number: int, linked: bool, views: Mapping[Any, queries.ActionView]) -> PointView:
    mine = [views[action.pk] for decision in item.decisions.all() for action in decision.actions.all()]
    return PointView(item, number, linked, tuple(mine))


def _openable(actor: Actor, items: Sequence[AgendaItem]) -> set[Any]:
    """Return the keys of the points whose address the reader may follow: a link that answers 404 helps nobody.

    A partner may not open every effort, and not each seat at a GSO knows every signal. One question per source.
    """
    if not own_roles(actor):
        return set()
    asked: dict[str, set[str]] = {}
    for item in items:
        source = agenda.source_of(item.source)
        if source is not None and source.openable is not None:
            asked.setdefault(item.source, set()).add(item.source_key)
    opened: dict[str, set[str]] = {}
    for slug, keys in asked.items():
        source = agenda.source_of(slug)
        if source is not None and source.openable is not None:
            opened[slug] = source.openable(actor, keys)
    return {
        item.pk for item in items if item.url and (item.source not in opened or item.source_key in opened[item.source])
    }


def action(actor: Actor, it: Action, on: date) -> dict[str, Any]:
    """Everything for the page of one action."""
    (view,) = queries.action_views(actor, [it], on)
    linked = it.effort if it.effort_id and efforts(actor).filter(pk=it.effort_id).exists() else None
    return {
        "action": it,
        "view": view,
        "decision": it.decision if view.meeting else None,
        "effort": linked,
        "reports": list(it.reports.order_by("at", "id")),
        "steps": steps_of(actor, it),
        "on": on,
    }


def steps_of(actor: Actor, it: Action) -> list[tuple[str, str]]:
    """Return the steps that `actor` may take with an action now: name and words."""
    return [(step.name, str(step.label)) for step in ACTION.leaving(it.status) if authorize(actor, step.permission, it)]


def actions(actor: Actor, on: date, query: Mapping[str, Any]) -> dict[str, Any]:
    """Everything for the list of actions over all meetings, narrowed by the filter in the address."""
    every = queries.action_views(actor, queries.actions(actor), on)
    form = ActionFilter(query, choices=_choices(actor, every))
    chosen = form.chosen()
    views = [view for view in every if _matches(view, chosen)]
    return {
        "form": form,
        "filtered": bool(chosen),
        "views": views,
        "all_actions": len(every),
        "open": sum(view.action.status == ActionStatus.OPEN for view in every),
        "late": sum(view.late for view in every),
        "panel": actions_panel(views, on),
        "fictitious": any(view.fictitious for view in views),
        "on": on,
    }


def _choices(actor: Actor, views: Sequence[queries.ActionView]) -> dict[str, list[tuple[str, str]]]:
    kinds = {view.meeting.kind.slug: view.meeting.kind.name for view in views if view.meeting}
    owners = sorted({view.owner for view in views}, key=str.casefold)
    own = _("mijn organisatie") if actor.partner_id else _("mijn functie")
    everybody = ("", _("alle"))
    return {
        "wie": [everybody, ("mij", own), *([] if actor.partner_id else [("gemeente", _("de gemeente"))])],
        "soort": [everybody, *sorted(kinds.items(), key=lambda pair: pair[1].casefold())],
        "eigenaar": [everybody, *((owner, owner) for owner in owners)],
        "stand": [
            ("", _("open")),
            ("te-laat", _("te laat")),
            ("klaar", _("klaar")),
            ("vervallen", _("vervallen")),
            ("alle", _("alle")),
        ],
    }


def _matches(view: queries.ActionView, chosen: Mapping[str, str]) -> bool:
    standings = {
        "": view.action.status == ActionStatus.OPEN,  # what is done is there to be looked up, not to be read each time
        "alle": True,
        "te-laat": view.late,
        "klaar": view.action.status == ActionStatus.DONE,
        "vervallen": view.action.status == ActionStatus.DROPPED,
    }
    return (
        {"mij": view.mine, "gemeente": bool(view.action.owner_role)}.get(chosen.get("wie", ""), True)
        and (not chosen.get("soort") or (view.meeting is not None and view.meeting.kind.slug == chosen["soort"]))
        and (not chosen.get("eigenaar") or view.owner == chosen["eigenaar"])
        and standings[chosen.get("stand", "")]
    )
