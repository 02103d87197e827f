# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each page of the programme needs, put together once: queries in, context out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import Actor
from baken.decide.policy.facade import (
    MARKS,
    Effort,
    EffortState,
    EffortView,
    Plan,
    effort_explanation,
    state_word,
)

from . import panels, queries
from .fields import FIELDS
from .forms import ProgrammeFilter
from .models import OwnerContact, ProgressReport, ProgressRequest
from .owners.asking import may_be_reminded
from .policies import MANAGE
from .timeline import timeline
from .versions import content
from .versions.actions import programme_now, unversioned

BOARD = (
    EffortState.NOT_STARTED,
    EffortState.ON_TIME,
    EffortState.AT_RISK,
    EffortState.OVERDUE,
    EffortState.NOT_ASSESSABLE,
    EffortState.DONE,
    EffortState.STOPPED,
)
VIEWS = ("bord", "tabel", "tijdlijn")


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One state with the efforts that are in it."""

    state: str
    mark: str
    word: str
    views: tuple[EffortView, ...]


def programme(actor: Actor, on: date, query: Mapping[str, Any]) -> dict[str, Any]:
    """Everything for the programme page: one selection, as board, table or timeline."""
    plan = queries.plan_of(actor, query.get("plan", ""), on)
    shown = query.get("weergave", "")
    shown = shown if shown in VIEWS else VIEWS[0]
    if plan is None:
        return {"plan": None, "manage": actor.may(MANAGE), "view": shown}
    every = queries.views_in(actor, plan, on)
    form = ProgrammeFilter(query, choices=_choices(every))
    chosen = form.chosen()
    views = [view for view in every if _matches(view, chosen)]
    return {
        "plan": plan,
        "form": form,
        "filtered": bool(chosen),
        "view": shown,
        "view_links": _view_links(query, shown),
        "views": views,
        "every": len(every),
        "title": panels.programme_title(views),
        "totals": panels.totals(views),
        "columns": _board(views) if shown == "bord" else (),
        "timeline": timeline(views, plan.period_from, plan.period_to, on) if shown == "tijdlijn" else None,
        "manage": actor.may(MANAGE),
        "waiting": queries.waiting(actor, plan) if actor.may(MANAGE) else [],
        "unversioned": unversioned(plan).count if actor.may(MANAGE) else 0,
        "sees_versions": actor.may("decide.plan.view"),
        "rule": rule(),
        "on": on,
    }


@dataclass(frozen=True, slots=True)
class ViewLink:
    """One way of showing the selection, with its address."""

    label: str
    query: str
    current: bool


def _view_links(query: Mapping[str, Any], shown: str) -> list[ViewLink]:
    kept = {name: value for name, value in query.items() if value and name in ("plan", *ProgrammeFilter.base_fields)}
    labels = {"bord": _("Bord"), "tabel": _("Tabel"), "tijdlijn": _("Tijdlijn")}
    return [ViewLink(labels[slug], urlencode({**kept, "weergave": slug}), slug == shown) for slug in VIEWS]


def rule() -> list[tuple[str, str, str]]:
    """Return the rule of an effort's state: mark, word, meaning."""
    return [(MARKS[EffortState(s)], state_word(EffortState(s)), text) for s, text in effort_explanation()]


def selection(actor: Actor, plan: Plan, on: date, query: Mapping[str, Any]) -> list[EffortView]:
    """Return the efforts that the address narrows to, for CSV."""
    every = queries.views_in(actor, plan, on)
    chosen = ProgrammeFilter(query, choices=_choices(every)).chosen()
    return [view for view in every if _matches(view, chosen)]


def _board(views: Sequence[EffortView]) -> tuple[BoardColumn, ...]:
    found: dict[EffortState, list[EffortView]] = {state: [] for state in BOARD}
    for view in views:
        found[view.state].append(view)
    return tuple(
        BoardColumn(state.value, MARKS[state], state_word(state), tuple(mine)) for state, mine in found.items() if mine
    )


def _choices(views: Sequence[EffortView]) -> dict[str, list[tuple[str, str]]]:
    priorities = {view.effort.priority.slug: view.effort.priority.short_title for view in views}
    partners = {slug: name for view in views for slug, name in zip(view.partner_slugs, view.partners, strict=True)}
    years = sorted({str(view.effort.programme.year) for view in views if view.effort.programme})
    owners = sorted({view.effort.owner for view in views}, key=str.casefold)
    return {
        "prioriteit": list(priorities.items()),
        "eigenaar": [(owner, owner) for owner in owners],
        "partner": sorted(partners.items(), key=lambda pair: pair[1].casefold()),
        "stand": [(state.value, state_word(state)) for state in BOARD],
        "jaar": [(year, year) for year in years],
    }


def _matches(view: EffortView, chosen: Mapping[str, str]) -> bool:
    it = view.effort
    has = {
        "prioriteit": {it.priority.slug},
        "eigenaar": {it.owner},
        "partner": set(view.partner_slugs),
        "stand": {view.state.value},
        "jaar": {str(it.programme.year)} if it.programme else set(),
    }
    return all(value in has[name] for name, value in chosen.items())


@dataclass(frozen=True, slots=True)
class Askable:
    """A running effort with what is known of its owner: address, open request, last report."""

    view: EffortView
    contact: OwnerContact | None
    request: ProgressRequest | None
    report: ProgressReport | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open request: how long it has been, and whether a reminder can go."""

    request: ProgressRequest
    days: int
    remindable: bool
    expired: bool


def progress(actor: Actor, plan: Plan, at: datetime, on: date, query: Mapping[str, Any]) -> dict[str, Any]:
    """Everything for the page that asks owners for progress."""
    running = [view for view in queries.views_in(actor, plan, on) if view.state not in panels.ENDED]
    form = ProgrammeFilter(query, choices=_choices(running))
    form.fields.pop("stand")
    form.fields.pop("partner")
    contacts, open_now = queries.contacts(actor), queries.waiting(actor, plan)
    by_effort = {request.effort_id: request for request in open_now}
    reports = queries.last_reports(plan)
    chosen = form.chosen()
    return {
        "plan": plan,
        "form": form,
        "filtered": bool(chosen),
        "askable": [
            Askable(
                view,
                contacts.get(view.effort.owner.casefold()),
                by_effort.get(view.effort.id),
                reports.get(view.effort.id),
            )
            for view in running
            if _matches(view, chosen)
        ],
        "waiting": [Waiting(r, (at - r.asked_at).days, may_be_reminded(r, at), r.valid_until < at) for r in open_now],
        "remindable": sum(may_be_reminded(request, at) for request in open_now),
        "without_address": sorted(
            {view.effort.owner for view in running if view.effort.owner.casefold() not in contacts}, key=str.casefold
        ),
        "reports": queries.recent_reports(actor, plan),
    }


def owners(actor: Actor, plan: Plan | None) -> list[dict[str, Any]]:
    """Return every owner of the plan, and every other kept address: function, address, number of efforts."""
    contacts = queries.contacts(actor)
    efforts = queries.efforts_in(actor, plan) if plan else []
    found: dict[str, dict[str, Any]] = {}
    for effort in efforts:
        key = effort.owner.casefold()
        row = found.setdefault(key, {"owner": effort.owner, "contact": contacts.get(key), "efforts": 0})
        row["efforts"] += 1
    for key, contact in contacts.items():
        found.setdefault(key, {"owner": contact.owner, "contact": contact, "efforts": 0})
    return [found[key] for key in sorted(found)]


def versions(actor: Actor, plan: Plan) -> dict[str, Any]:
    """Everything for the list of versions, with what stands in none yet."""
    rows = list(queries.versions(actor, plan))
    loose = unversioned(plan) if actor.may(MANAGE) else content.Differences()
    return {
        "plan": plan,
        "versions": rows,
        "loose": panels.differences_panel(loose, _("Nog niet in een versie"), plan) if loose.any else None,
        "manage": actor.may(MANAGE),
    }


def version(actor: Actor, plan: Plan, number: int) -> dict[str, Any]:
    """Everything for the page of one version: the programme as it was."""
    it = queries.version_or_404(actor, plan, number)
    data = json.loads(it.content)
    names = data.get("names", {})
    numbers = list(queries.versions(actor, plan).values_list("number", flat=True))
    return {
        "plan": plan,
        "version": it,
        "efforts": [_told(effort, names) for effort in data["efforts"]],
        "left_out": data["not_prioritised"],
        "previous": number - 1 if number - 1 in numbers else None,
        "newest": number == max(numbers),
    }


def _told(effort: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    shown = ("title", "priority", "owner", "partners", "term", "hours_planned", "hours_used", "budget", "spent")
    return {name: content.said(name, effort.get(name), names) for name in shown} | {
        "slug": effort["slug"],
        "stopped": effort["stopped_because"],
        "done": bool(effort.get("done_on")),
    }


def differences(actor: Actor, plan: Plan, query: Mapping[str, Any]) -> dict[str, Any]:
    """Everything for the page of what differs between two versions, or a version and now (`tot=nu`).

    Without a choice: the newest two, or the newest and now where there is but one. Raises `Http404` on unknown numbers.
    """
    numbers = sorted(queries.versions(actor, plan).values_list("number", flat=True))
    if not numbers:
        raise Http404
    alone = len(numbers) == 1 and actor.may(MANAGE)
    until = query.get("tot", "") or ("nu" if alone else str(numbers[-1]))
    earlier = [number for number in numbers if until == "nu" or str(number) != until]
    since = query.get("van", "") or str(
        max((n for n in earlier if until == "nu" or n < _number(until)), default=numbers[0])
    )
    before = _content(actor, plan, since)
    after = _now(actor, plan) if until == "nu" else _content(actor, plan, until)
    found = content.differences(before, after)
    return {
        "plan": plan,
        "numbers": numbers,
        "since": since,
        "until": until,
        "may_now": actor.may(MANAGE),
        "found": found,
        "panel": panels.differences_panel(found, _difference_title(found, since, until), plan),
    }


def _difference_title(found: content.Differences, since: str, until: str) -> str:
    to = _("nu") if until == "nu" else _("versie %(n)s") % {"n": until}
    if not found.any:
        return _("Geen verschil tussen versie %(since)s en %(to)s") % {"since": since, "to": to}
    return ngettext(
        "%(count)d verschil tussen versie %(since)s en %(to)s",
        "%(count)d verschillen tussen versie %(since)s en %(to)s",
        found.count,
    ) % {"count": found.count, "since": since, "to": to}


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise Http404
    return int(text)


def _content(actor: Actor, plan: Plan, number: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(queries.version_or_404(actor, plan, _number(number)).content)
    return found


def _now(actor: Actor, plan: Plan) -> dict[str, Any]:
    """The programme as it is now: only for who runs it."""
    if not actor.may(MANAGE):
        raise Http404
    return programme_now(plan)


def conflict(effort: Effort, entered: Mapping[str, Any], stored: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return where what was entered differs from what is stored now: label, stored, entered."""
    names = {one.slug: one.name for one in effort.partners.all()}
    return [
        (
            str(one.label),
            content.said(one.name, stored[one.name], names),
            content.said(one.name, entered[one.name], names),
        )
        for one in FIELDS
        if stored[one.name] != entered[one.name]
    ]
