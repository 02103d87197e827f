# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each page of policy needs, put together once: queries in, context out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from baken.access.facade import Actor
from baken.kernel.models import Municipality
from baken.observe.facade import latest_year
from baken.registry.facade import areas
from baken.ui.panels import Panel

from . import panels, queries
from .claims.notes import ClaimNote, claim_notes
from .efforts.blocks import effort_blocks
from .efforts.rules import effort_explanation, effort_standing
from .forms import EffortFilter
from .importing.world import named_areas
from .models import (
    Claim,
    CouncilGoal,
    Effort,
    Framework,
    NotPrioritised,
    Plan,
    Precondition,
    Priority,
    StatutoryTask,
    Theme,
)
from .policies import IMPORT, VIEW_EFFORT
from .rules import EffortState, Standing, explanation
from .targets.bound import Bound, bind
from .targets.panels import claim_codes, claim_figures, claim_panel, targets_panel

AHEAD = timedelta(weeks=6)


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with the figures beside it, real and example apart, and what testing it said, where it was tested."""

    claim: Claim
    panels: tuple[Panel, ...]
    note: ClaimNote | None = None


@dataclass(frozen=True, slots=True)
class PriorityView:
    """A priority with its standing (None where it has none) and panel row."""

    priority: Priority
    standing: Standing | None


def overview(actor: Actor, on: date) -> dict[str, Any]:
    """Everything for the front page of this step."""
    framework = queries.framework_in_force(actor, on)
    found, _bound = queries.standings(framework, on) if framework else ({}, {})
    priorities = queries.priorities_of(actor, framework) if framework else []
    every = list(queries.frameworks(actor))
    due = queries.due_between(actor, on - timedelta(days=3650), on + AHEAD)
    return {
        "framework": framework,
        "title": panels.priorities_title([found[p.id] for p in priorities if p.id in found]),
        "priorities": [PriorityView(p, found.get(p.id)) for p in priorities],
        "others": [other for other in every if other != framework],
        "plans": list(queries.plans(actor)),
        "due": panels.effort_views(due, on),
        "own": panels.effort_views(queries.efforts(actor), on) if actor.partner_id else [],
        "rule": explanation(),
        "editions": list(queries.editions(actor)[:5]) if actor.may(IMPORT) else [],
        "may_import": actor.may(IMPORT),
        "fictitious": any(plan.fictitious for plan in _plans_of(framework, on)),
        "on": on,
    }


def framework(actor: Actor, it: Framework, municipality: Municipality, on: date) -> dict[str, Any]:
    """Everything for the page of one framework."""
    priorities = queries.priorities_of(actor, it)
    found, _bound = queries.standings(it, on) if priorities and it.adopted else ({}, {})
    plan = queries.plan_in_force(queries.council_reader(municipality.id), it, on)
    left_out = list(queries.parts(NotPrioritised.objects.select_related("priority"), actor, it))
    return {
        "framework": it,
        "panel": panels.priorities_panel(it, priorities, found, on, plan),
        "priorities": [PriorityView(p, found.get(p.id)) for p in priorities],
        "themes": list(queries.parts(Theme.objects.all(), actor, it)),
        "goals": list(queries.parts(CouncilGoal.objects.all(), actor, it)),
        "claims": claims(queries.parts(Claim.objects.all(), actor, it), municipality, claim_notes(actor, it)),
        "preconditions": list(queries.parts(Precondition.objects.all(), actor, it)),
        "tasks": list(queries.parts(StatutoryTask.objects.all(), actor, it)),
        "left_out": left_out,
        "plans": [other for other in queries.plans(actor) if other.framework_id == it.id],
        "successors": list(queries.frameworks(actor).filter(previous=it)),
        "previous": queries.frameworks(actor).filter(pk=it.previous_id).first() if it.previous_id else None,
        "rule": explanation(),
        "fictitious": plan is not None and plan.fictitious,
        "on": on,
    }


def claims(rows: Any, municipality: Municipality, notes: Mapping[str, ClaimNote]) -> list[ClaimView]:
    """Return claims with the figures of the newest year beside them, and their notes by slug."""
    items = list(rows)
    year = latest_year() if items else None
    if year is None:
        return [ClaimView(claim, (), notes.get(claim.slug)) for claim in items]
    known = areas(year=year, municipality=municipality.code)
    named = named_areas(municipality, year)
    about = [(claim, claim_codes(claim, named, known, municipality.code)) for claim in items]
    figures = claim_figures(about, year)
    views = []
    for claim, codes in about:
        both = (claim_panel(claim, codes, figures, known, year, example=kind) for kind in (False, True))
        views.append(ClaimView(claim, tuple(panel for panel in both if panel is not None), notes.get(claim.slug)))
    return views


def priority(actor: Actor, it: Priority, on: date, chosen: str = "") -> dict[str, Any]:
    """Everything for the page of one priority. `chosen` is the slug of the effort in the line of sight."""
    found, bound = queries.standings(it.framework, on) if it.framework.adopted else ({}, {})
    plan = queries.plan_in_force(queries.council_reader(it.municipality_id), it.framework, on)
    mine = bound.get(it.id, [])
    rows = queries.efforts(actor).filter(priority=it)
    if plan is not None:
        rows = rows.filter(plan=plan)
    views = effort_views_with_targets(actor, list(rows.prefetch_related("area_links")), on)
    standing = found.get(it.id)
    return {
        "priority": it,
        "framework": it.framework,
        "total_priorities": Priority.objects.filter(framework_id=it.framework_id).count(),
        "standing": standing,
        "plan": plan,
        "efforts": views,
        "all_efforts": standing.total if standing else len(views),
        "sees_all": actor.may(VIEW_EFFORT),
        "targets": targets_panel(mine, example=False),
        "targets_example": targets_panel(mine, example=True),
        "sight": line_of_sight(it, mine, views, chosen),
        "left_out": list(queries.parts(NotPrioritised.objects.all(), actor, it.framework).filter(priority=it)),
        "rule": explanation(),
        "fictitious": plan is not None and plan.fictitious,
        "on": on,
    }


def effort_views_with_targets(actor: Actor, efforts: Sequence[Effort], on: date) -> list[panels.EffortView]:
    """Return efforts with state and bound indicators."""
    found: dict[UUID, list[Bound]] = {}
    for one in bind(queries.targets(actor).filter(effort__in=[e.id for e in efforts])):
        if one.target.effort_id:
            found.setdefault(one.target.effort_id, []).append(one)
    return panels.effort_views(efforts, on, found)


@dataclass(frozen=True, slots=True)
class Sight:
    """From figure to decision, for one effort: what followed what, not what caused what."""

    figure: Bound
    effort: panels.EffortView


def line_of_sight(
    it: Priority, bound: Sequence[Bound], views: Sequence[panels.EffortView], chosen: str
) -> Sight | None:
    """Return the line of sight, or None where no indicator with a figure is bound to the priority, or no effort.

    Takes the effort chosen, else the first meant for an area of a bound figure; a real figure before an example one.
    """
    figures = sorted((one for one in bound if one.now is not None and one.now.known), key=lambda one: not one.real)
    if not figures or not views:
        return None
    by_slug = {view.effort.slug: view for view in views}
    places = {view.effort.slug: {link.area_id for link in view.effort.area_links.all()} for view in views}
    effort = by_slug.get(chosen) or next(
        (v for v in views for one in figures if one.target.area_id in places[v.effort.slug]), views[0]
    )
    figure = next((one for one in figures if one.target.area_id in places[effort.effort.slug]), figures[0])
    return Sight(figure, effort)


def plan(actor: Actor, it: Plan, on: date, query: Mapping[str, Any]) -> dict[str, Any]:
    """Everything for the page of one plan, narrowed by the filter in the address."""
    every = panels.effort_views(queries.efforts(actor).filter(plan=it), on)
    form = EffortFilter(query, choices=_choices(every))
    views = [view for view in every if _matches(view, form.chosen())]
    return {
        "plan": it,
        "form": form,
        "filtered": bool(form.chosen()),
        "efforts": views,
        "all_efforts": len(every),
        "panel": panels.efforts_panel(views, it, on),
        "groups": _grouped(views),
        "totals": _totals(views),
        "programmes": queries.programmes(actor, it),
        "on": on,
    }


def effort(actor: Actor, it: Effort, on: date) -> dict[str, Any]:
    """Everything for the page of one effort."""
    (view,) = effort_views_with_targets(actor, [it], on)
    codes = [link.area_id for link in it.area_links.all()]
    names = areas(codes, year=on.year) if codes else {}
    return {
        "effort": it,
        "view": view,
        "areas": [(code, names[code].name if code in names else code) for code in codes],
        "targets": targets_panel(view.bound, example=False),
        "targets_example": targets_panel(view.bound, example=True),
        "standing": effort_standing(it.facts, on),
        "effort_rule": [
            (panels.MARKS[EffortState(slug)], panels.state_word(EffortState(slug)), text)
            for slug, text in effort_explanation()
        ],
        "blocks": effort_blocks(actor, it),
        "may_see_plan": queries.plans(actor).filter(pk=it.plan_id).exists(),
        "on": on,
    }


def _plans_of(it: Framework | None, on: date) -> list[Plan]:
    if it is None:
        return []
    found = queries.plan_in_force(queries.council_reader(it.municipality_id), it, on)
    return [found] if found else []


def _choices(views: Sequence[panels.EffortView]) -> dict[str, list[tuple[str, str]]]:
    priorities = {view.effort.priority.slug: view.effort.priority.short_title for view in views}
    years = sorted({str(view.effort.programme.year) for view in views if view.effort.programme})
    return {
        "eigenaar": [(owner, owner) for owner in sorted({view.effort.owner for view in views}, key=str.casefold)],
        "prioriteit": list(priorities.items()),
        "stand": [(state.value, panels.state_word(state)) for state in EffortState],
        "jaar": [(year, year) for year in years],
    }


def _matches(view: panels.EffortView, chosen: Mapping[str, str]) -> bool:
    it = view.effort
    has = {
        "eigenaar": it.owner,
        "prioriteit": it.priority.slug,
        "stand": view.state.value,
        "jaar": str(it.programme.year) if it.programme else "",
    }
    return all(has[name] == value for name, value in chosen.items())


def _grouped(views: Sequence[panels.EffortView]) -> list[dict[str, Any]]:
    groups: dict[UUID, dict[str, Any]] = {}
    for view in views:
        group = groups.setdefault(view.effort.priority_id, {"priority": view.effort.priority, "efforts": []})
        group["efforts"].append(view)
    for group in groups.values():
        group["totals"] = _totals(group["efforts"])
    return list(groups.values())


def _totals(views: Sequence[panels.EffortView]) -> dict[str, int]:
    names = ("hours_used", "hours_planned", "budget", "spent")
    return {name: sum(getattr(view.effort, name) or 0 for view in views) for name in names}
