# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of programme."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import Actor
from baken.decide.policy.facade import Effort, EffortState, Plan, effort_standing
from baken.kernel.errors import Reason
from baken.kernel.models import Municipality
from baken.registry.facade import Organisation

from . import queries
from .account import account_section
from .actions import set_contact
from .fields import AGREED, FieldKind, known_to, value_of
from .models import Origin, OwnerContact, ProgrammeVersion
from .owners import links
from .owners.asking import Asked, ask_progress
from .owners.reporting import Answer, record_answer
from .panels import differences_panel
from .policies import MANAGE
from .queries import plan_of_municipality
from .versions import changes, content
from .versions.actions import apply_changes, programme_now, save_version, unversioned
from .versions.changes import ADD, LEAVE_OUT, SET, STOP, ProgrammeChange
from .versions.content import Changed, Differences, Named

__all__ = [
    "ADD",
    "LEAVE_OUT",
    "SET",
    "STOP",
    "Answer",
    "Asked",
    "Changed",
    "Differences",
    "DueItem",
    "FieldInfo",
    "FieldKind",
    "HomeLine",
    "Named",
    "Origin",
    "ProgrammeChange",
    "ProgrammeVersion",
    "account_section",
    "apply_changes",
    "ask_progress",
    "change_from_data",
    "change_to_data",
    "current_version",
    "differences_panel",
    "due_items",
    "fields_that_may_change",
    "has_contacts",
    "home_lines",
    "plan_of_municipality",
    "problems_in",
    "record_answer",
    "said",
    "save_version",
    "set_contact",
    "value_now",
    "version_differences",
    "version_url",
]


@dataclass(frozen=True, slots=True)
class DueItem:
    """One effort that asks attention, for an agenda: `why` in one sentence, `key` stable, `on` the day it is due."""

    key: str
    title: str
    url: str
    why: str
    on: date | None
    late: bool
    priority: str
    owner: str
    partners: tuple[str, ...] = ()
    fictitious: bool = False


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """A field that a decision may change. `choices` are (value, label) where one chooses; values are JSON."""

    name: str
    label: str
    kind: FieldKind
    required: bool
    choices: tuple[tuple[Any, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HomeLine:
    """One line for the home page."""

    text: str
    url: str
    urgent: bool = False


def due_items(actor: Actor, municipality: Municipality, until: date, on: date | None = None) -> list[DueItem]:
    """Return the efforts that `actor` may see and that are late, at risk, or due by `until`; soonest first."""
    if actor.municipality_id != municipality.id or not queries.may_look(actor):
        return []
    day = on or timezone.localdate()
    plan = queries.plan_now(municipality.id, day)
    if plan is None:
        return []
    found = []
    for view in queries.views_in(actor, plan, day):
        it = view.effort
        due = it.term is not None and it.term <= until and view.state not in (EffortState.DONE, EffortState.STOPPED)
        if due or view.state in (EffortState.OVERDUE, EffortState.AT_RISK):
            found.append(
                DueItem(
                    key=f"effort-{it.pk}",
                    title=it.title,
                    url=view.href,
                    why=" ".join(effort_standing(it.facts, day).reasons)
                    if view.state is not EffortState.ON_TIME
                    else _("De termijn is %(term)s.") % {"term": view.term},
                    on=it.term,
                    late=view.state is EffortState.OVERDUE,
                    priority=it.priority.slug,
                    owner=it.owner,
                    partners=view.partner_slugs,
                    fictitious=plan.fictitious,
                )
            )
    return sorted(found, key=lambda item: (item.on or date.max, item.title))


def home_lines(actor: Actor, municipality: Municipality, day: date) -> list[HomeLine]:
    """Return what the home page of who runs the programme tells: silent owners, changes that stand in no version."""
    plan = (
        queries.plan_now(municipality.id, day)
        if actor.may(MANAGE) and actor.municipality_id == municipality.id
        else None
    )
    if plan is None:
        return []
    waiting = queries.waiting(actor, plan)
    silent = [r for r in waiting if (day - timezone.localdate(r.reminded_at or r.asked_at)) >= links.REMIND_AFTER]
    lines = []
    if waiting:
        told = ngettext(
            "%(n)d vraag om voortgang wacht op antwoord", "%(n)d vragen om voortgang wachten op antwoord", len(waiting)
        )
        lines.append(HomeLine(told % {"n": len(waiting)}, reverse("programme:progress"), urgent=bool(silent)))
    loose = unversioned(plan).count
    if loose:
        told = ngettext(
            "%(n)d wijziging van het programma staat nog niet in een versie",
            "%(n)d wijzigingen van het programma staan nog niet in een versie",
            loose,
        )
        lines.append(HomeLine(told % {"n": loose}, reverse("programme:versions", args=[plan.slug])))
    return lines


def fields_that_may_change(plan: Plan, today: date) -> tuple[FieldInfo, ...]:
    """Return the fields that a decision may change: what was agreed, with the values to choose from; four queries."""
    known = known_to(plan, today)
    names = dict(_organisations(plan))
    choices = {
        FieldKind.PRIORITY: tuple((slug, it.short_title) for slug, it in known.priorities.items()),
        FieldKind.YEAR: tuple((year, it.title) for year, it in sorted(known.programmes.items())),
        FieldKind.ORGANISATIONS: tuple((slug, names.get(slug, slug)) for slug in sorted(known.organisations)),
    }
    return tuple(
        FieldInfo(one.name, str(one.label), one.kind, one.required, choices.get(one.kind, ())) for one in AGREED
    )


def _organisations(plan: Plan) -> Any:
    return Organisation.objects.filter(municipality_id=plan.municipality_id).values_list("slug", "name")


def problems_in(plan: Plan, proposed: Sequence[ProgrammeChange], today: date) -> tuple[Reason, ...]:
    """Return every reason why `apply_changes` would refuse these changes; empty: it wouldn't."""
    return changes.problems_in(plan, proposed, today)


def value_now(effort: Effort, name: str) -> Any:
    """Return an effort's value of a field as JSON, to keep as the `was` of a proposed change."""
    return value_of(effort, name)


def said(name: str, value: Any, names: dict[str, str] | None = None) -> str:
    """Return a field's value as people read it; `names` maps slugs of organisations and priorities."""
    return content.said(name, value, names or {})


def change_to_data(change: ProgrammeChange) -> dict[str, Any]:
    """Return a change as JSON, to be kept until it is decided on."""
    found = {name: getattr(change, name) for name in ProgrammeChange.__dataclass_fields__ if name != "was"}
    found["values"] = dict(change.values)
    return found if change.was is changes.ANY else found | {"was": change.was}


def change_from_data(data: dict[str, Any]) -> ProgrammeChange:
    """Return the change in JSON made by `change_to_data`."""
    return ProgrammeChange(**data)


def current_version(plan: Plan) -> ProgrammeVersion | None:
    """Return the newest version of a plan, whoever asks; None where there is none yet."""
    return ProgrammeVersion.objects.filter(plan=plan).select_related("plan").order_by("-number").first()


def version_differences(plan: Plan, since: int | None, until: int | None) -> Differences:
    """Return what differs between two versions of a plan, whoever asks.

    `since` None: against nothing; `until` None: the programme as it is now. Raises `ProgrammeVersion.DoesNotExist`.
    """
    nothing: dict[str, Any] = {"efforts": [], "not_prioritised": [], "names": {}}
    before = _content(plan, since) if since is not None else nothing
    return content.differences(before, _content(plan, until) if until is not None else programme_now(plan))


def has_contacts(municipality: Municipality) -> bool:
    """Whether any owner's address is known, whoever asks."""
    return OwnerContact.objects.filter(municipality=municipality).exists()


def version_url(version: ProgrammeVersion) -> str:
    """Return the address of a version's page."""
    return reverse("programme:version", args=[version.plan.slug, version.number])


def _content(plan: Plan, number: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ProgrammeVersion.objects.get(plan=plan, number=number).content)
    return found
