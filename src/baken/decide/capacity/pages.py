# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each page of capacity needs, put together once: queries and rules in, context out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from baken.access.facade import Actor, role_label
from baken.ui.panels import Panel, from_json

from . import panels, queries, words
from .input_panels import backlog_panel, changes_panel, partners_panel
from .making import SEED, make, outcome_panels
from .models import Scenario, WorkStream
from .policies import MANAGE
from .queries import Present
from .rules import Changes, Refusal, full, quick
from .sides import finding, most_affected, sides_of
from .sliders import FREE, HOURS, MORE, TARGET, WORK, ScenarioForm, address_of

MOST_BESIDE = 3
"""Scenarios beside the present: more columns don't fit a page."""


def overview(actor: Actor, on: date) -> dict[str, Any]:
    """Everything for the overview: how it stands today, teams, streams, and saved scenarios."""
    present = queries.present(actor, on)
    priorities = {row.slug: row.priority.short_title for row in present.streams if row.priority}
    found: dict[str, Any] = {
        "present": present,
        "manage": actor.may(MANAGE),
        "scenarios": list(queries.scenarios(actor).defer("panels", "inputs", "question")),
        "lines": [_stream_line(row) for row in present.streams],
        "most": MOST_BESIDE,
    }
    try:
        stands = quick(present.inputs, Changes(), seed=SEED)
    except Refusal as refused:
        return found | {"refusal": words.refusal(refused), "title": _("Passen de uren bij het werk?")}
    (now, _then) = sides_of(stands)
    within = panels.within_panel((now,), present.inputs, example=present.example, weeks=Changes().weeks)
    return found | {
        "title": within.title,
        "teams_panel": panels.teams_panel((now,), example=present.example),
        "within_panel": within,
        "partners": partners_panel(present.inputs, priorities, example=present.example),
        "simulated": stands.replications,
        "restless": _restless(present, Changes()),
    }


def workbench(actor: Actor, on: date, data: Any) -> dict[str, Any]:
    """Everything for the page with sliders, and for the part of it that follows them."""
    present = queries.present(actor, on)
    form = ScenarioForm(data or None, inputs=present.inputs) if data else ScenarioForm({}, inputs=present.inputs)
    changes = form.changes()
    return {
        "present": present,
        "form": form,
        "groups": _groups(form, present),
        "changes": changes,
        "query": address_of(changes),
        **effect(present, changes),
    }


def effect(present: Present, changes: Changes) -> dict[str, Any]:
    """Return what changes do, as panels; else why that can't be said."""
    try:
        found = quick(present.inputs, changes, seed=SEED)
    except Refusal as refused:
        return {"refusal": words.refusal(refused), "pooled": refused.slug == "pooled"}
    sides = sides_of(found)
    example, weeks = present.example, changes.weeks
    return {
        "within": panels.within_panel(sides, present.inputs, example=example, weeks=weeks),
        "teams": panels.teams_panel(sides, example=present.example),
        "left": panels.left_panel(sides, present.inputs, example=example, weeks=weeks),
        "finding": finding(sides, present.inputs) if changes else "",
        "simulated": found.replications,
        "rough": found.rough,
        "tight": any(asked.tight for asked in found.asked_then),
        "restless": _restless(present, changes),
    }


def outcome(actor: Actor, on: date, data: Any) -> dict[str, Any]:
    """Everything for the page with intervals: the panels that would be saved, and the hours to ask for."""
    present = queries.present(actor, on)
    form = ScenarioForm(data, inputs=present.inputs)
    changes = form.changes()
    found = {
        "present": present,
        "changes": changes,
        "query": address_of(changes),
        "form": form,
        "manage": actor.may(MANAGE),
    }
    try:
        made = make(present, changes, _("scenario"))
    except Refusal as refused:
        return found | {"refusal": words.refusal(refused)}
    # told anew in the reader's language; what is saved stays Dutch
    return found | {"made": made, "panels": outcome_panels(made.found, present.example), "limits": words.limits()}


def scenario(actor: Actor, it: Scenario, on: date) -> dict[str, Any]:
    """Everything for a saved scenario: its panels as they were saved, and whether teams or streams changed since."""
    present = queries.present(actor, on)
    try:
        changes = Changes.from_data(it.changes, present.inputs)
    except ValueError:  # saved by an older or newer version of Baken
        changes = Changes()
    return {
        "scenario": it,
        "panels": from_json(it.panels),
        "made_by": roles_told(it.made_by),
        "since": _differs(it, present),
        "query": address_of(changes),
        "may_propose": actor.may("decide.council.manage"),
    }


def beside(actor: Actor, on: date, keys: Sequence[Any], stream: str = "") -> dict[str, Any]:
    """Everything for scenarios side by side, calculated anew with the teams and streams of now."""
    present = queries.present(actor, on)
    rows = {row.pk: row for row in queries.scenarios(actor).defer("panels", "inputs")}
    chosen = [rows[key] for key in dict.fromkeys(keys) if key in rows]
    found: dict[str, Any] = {
        "present": present,
        "scenarios": list(rows.values()),
        "chosen": {str(row.pk) for row in chosen},
        "most": MOST_BESIDE,
        "too_many": len(chosen) > MOST_BESIDE,
    }
    if not chosen or len(chosen) > MOST_BESIDE:
        return found
    try:
        named = [(row.name, Changes.from_data(row.changes, present.inputs)) for row in chosen]
        weeks = max(changes.weeks for _name, changes in named)
        same = [(name, replace(changes, weeks=weeks)) for name, changes in named]
        simulated = full(present.inputs, same, seed=SEED, weeks=weeks)
    except Refusal as refused:
        return found | {"refusal": words.refusal(refused)}
    sides = sides_of(simulated, [name for name, _changes in same])
    inputs, example = present.inputs, present.example
    slugs = list(dict.fromkeys(one for side in sides for one in side.outcome.streams))
    slug = stream if stream in slugs else most_affected(sides)
    drawn = [side for side in sides[1:] if slug in side.outcome.streams]
    charts = tuple(backlog_panel((sides[0], side), inputs, slug, example=example, weeks=weeks) for side in drawn)
    return found | {
        "within": panels.within_panel(sides, inputs, example=example, weeks=weeks),
        "left": panels.left_panel(sides, inputs, example=example, weeks=weeks),
        "teams": panels.asked_panel(sides, example=present.example),
        "charts": [(side.label, chart) for side, chart in zip(drawn, charts, strict=True)],
        "top": _top(charts),
        "stream": slug,
        "streams": [(one, inputs.stream(one).name) for one in slugs],
        "differs": [(name, changes_panel(changes, inputs, example=present.example)) for name, changes in same],
        "weeks": weeks,
    }


def roles_told(made_by: str) -> str:
    """Return role slugs in words."""
    return ", ".join(role_label(slug) for slug in made_by.split(", ") if slug)


def _differs(it: Scenario, present: Present) -> bool:
    """Whether teams or streams are other than when it was saved; the week in which it starts doesn't count."""
    kept = dict(it.inputs) | {"first_week": 0}
    return bool(kept != present.inputs.data() | {"first_week": 0})


def _restless(present: Present, changes: Changes) -> list[str]:
    """Streams whose weeks vary more than chance, which an estimate doesn't know."""
    runs = changes.streams(present.inputs)
    return [stream.name for stream in runs if stream.swing != "steady"]


def _stream_line(row: WorkStream) -> dict[str, Any]:
    stages = list(row.stages.all())
    return {
        "stream": row,
        "rate": words.per_week(row.per_week),
        "hours": round(sum(stage.hours * stage.share / 100 for stage in stages), 1),
        "target": words.days(row.target_days) if row.target_days else "",
        "unchecked": row.unchecked or any(stage.unchecked for stage in stages),
    }


def _groups(form: ScenarioForm, present: Present) -> list[dict[str, Any]]:
    names = {
        MORE: (_("Meer of minder zaken"), True),
        HOURS: (_("Meer of minder uren"), True),
        FREE: (_("Vrij voor actuele zaken"), False),
        TARGET: (_("Een ander doel"), False),
        WORK: (_("Meer of minder uren per zaak"), False),
    }
    changes = form.changes()
    moved = {
        MORE: changes.arrivals, HOURS: changes.hours, FREE: changes.kept_free, TARGET: changes.targets, WORK: changes.work,
    }  # fmt: skip
    return [
        {"kind": kind, "title": title, "open": open_ or bool(moved[kind]), "sliders": form.group(kind)}
        for kind, (title, open_) in names.items()
    ]


def _top(charts: Sequence[Panel]) -> float:
    cells = [cell for chart in charts for key in ("rate", "reference") for cell in chart.values(key)]
    return max(
        (float(v) for cell in cells for v in (cell.value, cell.upper) if isinstance(v, (int, float))), default=0.0
    )
