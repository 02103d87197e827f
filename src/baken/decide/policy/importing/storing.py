# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing a checked document into the database. Called by the import actions only."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q

from baken.kernel.models import Municipality
from baken.registry.facade import Organisation

from ..file.claims import stored_test
from ..file.documents import DocumentFile, EffortItem, FrameworkFile, LineItem, PlanFile, TargetItem
from ..models import (
    Ambition,
    Claim,
    CouncilGoal,
    Effort,
    EffortArea,
    EffortPartner,
    Framework,
    NotPrioritised,
    Plan,
    Precondition,
    Priority,
    Programme,
    StatutoryTask,
    Target,
    Theme,
)
from ..models.effort import PROGRESS_FIELDS
from .sync import Changes, sync, write

Areas = dict[str, tuple[str, ...]]


def store_framework(it: FrameworkFile, municipality: Municipality, areas: Areas, changes: Changes) -> Framework:
    """Store the framework with everything in it and return it; `changes` is counted up."""
    previous = Framework.objects.filter(municipality=municipality, slug=it.previous).first() if it.previous else None
    fields = _document_fields(it) | {
        "previous": previous,
        "foreword": _lines(it.foreword),
        "context": _lines(it.context),
        "adjustment": _lines(it.adjustment),
    }
    framework = _upsert(Framework, municipality, it.slug, fields, changes)
    priorities = _store_priorities(it, framework, areas, changes)
    _store_parts(Theme, framework, it.themes, _theme, changes)
    _store_parts(CouncilGoal, framework, it.council_goals, lambda goal: {"text": goal.text}, changes)
    _store_parts(Precondition, framework, it.preconditions, lambda p: {"title": p.title, "text": p.text}, changes)
    _store_parts(StatutoryTask, framework, it.statutory_tasks, lambda t: {"title": t.title, "law": t.law}, changes)
    _store_parts(Claim, framework, it.claims, _claim, changes)
    _store_parts(NotPrioritised, framework, it.not_prioritised, lambda item: _left_out(item, priorities), changes)
    # Last, so that nothing points at a priority any more; `check` made sure that no effort does.
    Priority.objects.filter(framework=framework).exclude(slug__in=priorities).delete()
    return framework


def _store_parts(
    model: Any, framework: Framework, items: Iterable[Any], fields: Callable[[Any], dict[str, Any]], changes: Changes
) -> None:
    """Store what belongs to a framework of one kind, in the order of the file."""
    wanted = {
        item.slug: fields(item) | {"slug": item.slug, "order": order, "references": list(item.references)}
        for order, item in enumerate(items, start=1)
    }
    fixed = {"municipality_id": framework.municipality_id, "framework": framework}
    rows = model.objects.filter(framework=framework)
    if model is NotPrioritised:  # what was moved here in Baken stays, unless the file has taken it up since
        rows = rows.filter(Q(moved_on__isnull=True) | Q(slug__in=wanted))
    sync(rows, wanted, lambda row: row.slug, fixed, changes)


def store_plan(it: PlanFile, municipality: Municipality, areas: Areas, changes: Changes) -> Plan:
    """Store the plan with its programmes, efforts and targets and return it; `changes` is counted up."""
    framework = Framework.objects.get(municipality=municipality, slug=it.framework)
    plan = _upsert(
        Plan,
        municipality,
        it.slug,
        _document_fields(it) | {"framework": framework, "fictitious": it.fictitious},
        changes,
    )
    common = {"municipality_id": municipality.id, "plan": plan}
    programmes = sync(
        Programme.objects.filter(plan=plan),
        {p.year: {"year": p.year, "title": p.title, "adopted_on": p.adopted_on} for p in it.programmes},
        lambda row: row.year,
        common,
        changes,
    )
    priorities = {priority.slug: priority for priority in Priority.objects.filter(framework=framework)}
    efforts = _store_efforts(it, plan, programmes, priorities, changes)
    _store_links(it, efforts, municipality, areas, changes)
    bound: list[tuple[Any, TargetItem]] = [({"priority_id": priorities[t.priority].id}, t) for t in it.targets]
    bound += [({"effort_id": efforts[e.slug].id}, t) for e in it.efforts for t in e.indicators]
    known = Q(effort__isnull=True) | Q(effort__in=[effort.id for effort in efforts.values()])
    _store_targets(Target.objects.filter(known, plan=plan), bound, {**common}, areas, changes)
    return plan


def _store_efforts(
    it: PlanFile, plan: Plan, programmes: dict[Any, Programme], priorities: dict[str, Priority], changes: Changes
) -> dict[Any, Effort]:
    """Store the efforts; what Baken itself recorded of their progress stays, and so do those stopped in Baken."""
    stored = Effort.objects.filter(plan=plan)
    wanted = {e.slug: _effort(e, order, programmes, priorities) for order, e in enumerate(it.efforts, start=1)}
    for effort in stored.filter(slug__in=wanted):
        if effort.progress_on is not None:
            wanted[effort.slug] = {k: v for k, v in wanted[effort.slug].items() if k not in PROGRESS_FIELDS}
        elif effort.stopped_on is not None:
            wanted[effort.slug]["done_on"] = None
    kept = stored.filter(Q(stopped_on__isnull=True) | Q(slug__in=wanted))
    common = {"municipality_id": plan.municipality_id, "plan": plan}
    return sync(kept, wanted, lambda row: row.slug, common, changes)


def _upsert(model: Any, municipality: Municipality, slug: str, fields: dict[str, Any], changes: Changes) -> Any:
    row = model.objects.locked().filter(municipality=municipality, slug=slug).first()
    if row is None:
        row = model(municipality=municipality, slug=slug, **fields)
        row.save()
        changes.added += 1
    else:
        write(row, fields, changes)
    return row


def _document_fields(it: DocumentFile) -> dict[str, Any]:
    names = ("title", "period_from", "period_to", "status", "adopted_by", "adopted_on", "source")
    return {name: getattr(it, name) for name in names} | {"references": list(it.references)}


def _lines(items: Iterable[LineItem]) -> list[dict[str, Any]]:
    return [{"text": item.text, "s": list(item.references)} for item in items]


def _store_priorities(it: FrameworkFile, framework: Framework, areas: Areas, changes: Changes) -> dict[str, Priority]:
    common = {"municipality_id": framework.municipality_id}
    rows = sync(
        Priority.objects.filter(framework=framework),
        {
            p.slug: {
                "slug": p.slug,
                "order": order,
                "title": p.title,
                "short_title": p.short,
                "why": p.why,
                "references": list(p.references),
            }
            for order, p in enumerate(it.priorities, start=1)
        },
        lambda row: row.slug,
        {**common, "framework": framework},
        changes,
        prune=False,
    )
    ambitions = {
        (rows[p.slug].id, order): {
            "priority_id": rows[p.slug].id,
            "order": order,
            "text": a.text,
            "references": list(a.references),
        }
        for p in it.priorities
        for order, a in enumerate(p.ambitions, start=1)
    }
    stored = Ambition.objects.filter(priority__framework=framework)
    sync(stored, ambitions, lambda row: (row.priority_id, row.order), common, changes)
    bound = [({"priority_id": rows[p.slug].id}, t) for p in it.priorities for t in p.indicators]
    _store_targets(Target.objects.filter(plan=None, priority__framework=framework), bound, common, areas, changes)
    changes.removed += Priority.objects.filter(framework=framework).exclude(slug__in=rows).count()
    return rows


def _store_targets(
    rows: Any, bound: list[tuple[dict[str, Any], TargetItem]], fixed: dict[str, Any], areas: Areas, changes: Changes
) -> None:
    wanted: dict[Any, dict[str, Any]] = {}
    for order, (owner, t) in enumerate(bound, start=1):
        (area,) = areas[t.area]
        key = (owner.get("priority_id"), owner.get("effort_id"), t.indicator, area)
        wanted[key] = owner | {
            "order": order,
            "indicator": t.indicator,
            "area_id": area,
            "direction": t.direction,
            "baseline_year": t.baseline_year,
            "baseline": t.baseline,
            "target": t.target,
            "target_year": t.target_year,
            "note": t.note,
            "fictitious": t.example,
        }
    sync(rows, wanted, lambda r: (r.priority_id, r.effort_id, r.indicator, r.area_id), fixed, changes)


def _store_links(
    it: PlanFile, efforts: dict[str, Effort], municipality: Municipality, areas: Areas, changes: Changes
) -> None:
    organisations = dict(Organisation.objects.filter(municipality=municipality).values_list("slug", "id"))
    ids = [effort.id for effort in efforts.values()]
    common = {"municipality_id": municipality.id}
    partners = {(efforts[e.slug].id, organisations[slug]) for e in it.efforts for _line, slug in e.partners}
    sync(
        EffortPartner.objects.filter(effort_id__in=ids),
        {key: {"effort_id": key[0], "organisation_id": key[1]} for key in sorted(partners, key=str)},
        lambda row: (row.effort_id, row.organisation_id),
        common,
        changes,
    )
    places = {(efforts[e.slug].id, code) for e in it.efforts for _line, name in e.areas for code in areas[name]}
    sync(
        EffortArea.objects.filter(effort_id__in=ids),
        {key: {"effort_id": key[0], "area_id": key[1]} for key in sorted(places, key=str)},
        lambda row: (row.effort_id, row.area_id),
        common,
        changes,
    )


def _effort(
    it: EffortItem, order: int, programmes: dict[Any, Programme], priorities: dict[str, Priority]
) -> dict[str, Any]:
    names = (
        "slug",
        "title",
        "owner",
        "hours_planned",
        "hours_used",
        "budget",
        "spent",
        "term",
        "ongoing",
        "done_on",
        "risk",
        "result",
    )
    output = it.output
    return {name: getattr(it, name) for name in names} | {
        "order": order,
        "starts_on": it.starts,
        "expected_on": it.expected,
        "programme_id": programmes[it.year].id if it.year is not None else None,
        "priority_id": priorities[it.priority].id,
        "output_unit": output.unit if output else "",
        "output_done": output.done if output else None,
        "output_goal": output.goal if output else None,
        "references": list(it.references),
    }


def _theme(it: Any) -> dict[str, Any]:
    return {"title": it.title, "evaluation": it.text, "continued_as": it.continued_as}


def _claim(it: Any) -> dict[str, Any]:
    return {
        "kind": it.kind,
        "text": it.text,
        "areas": [name for _line, name in it.areas],
        "indicators": [name for _line, name in it.indicators],
        "tests": [stored_test(test) for test in it.tests],
    }


def _left_out(it: Any, priorities: dict[str, Priority]) -> dict[str, Any]:
    owner = priorities[it.priority].id if it.priority else None
    return {"title": it.title, "why": it.why, "again": it.again, "fictitious": it.example, "priority_id": owner}
