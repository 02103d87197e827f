# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the council is told of the programme since a date: promised, done, not done, and what it cost."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.decide.policy.facade import (
    EffortState,
    EffortView,
    Plan,
    council_reader,
    document_source,
    effort_standing,
)
from baken.kernel.models import Municipality
from baken.ui import format as fmt
from baken.ui.panels import Cell, Column, Kind, Panel, Row, Section

from . import queries
from .fields import ONGOING
from .models import ProgrammeVersion, ProgressReport
from .panels import amount


@dataclass(frozen=True, slots=True)
class Sorted:
    """Efforts of one selection by what became of them in a period."""

    done: tuple[EffortView, ...]
    not_done: tuple[EffortView, ...]
    stopped: tuple[EffortView, ...]
    running: tuple[EffortView, ...]

    @property
    def promised(self) -> tuple[EffortView, ...]:
        """What was to be finished in the period: done, not done or stopped."""
        return (*self.done, *self.not_done, *self.stopped)

    @property
    def every(self) -> tuple[EffortView, ...]:
        return (*self.promised, *self.running)


def sort_efforts(
    views: Sequence[EffortView], since: date, until: date, agreed: Mapping[str, date] | None = None
) -> Sorted:
    """Sort efforts by what became of them from `since` to `until`, both days included. Pure.

    What ended before, or begins after, is left out. Promised is what ended in the period or should have; what has a later
    term or none runs on. `agreed` are terms by slug as they were when the period began: moving a term doesn't undo what
    was promised.
    """
    promised = agreed or {}
    found: dict[str, list[EffortView]] = {name: [] for name in Sorted.__dataclass_fields__}
    for view in views:
        it = view.effort
        ended = min((day for day in (it.done_on, it.stopped_on) if day), default=None)
        if (ended is not None and ended < since) or (it.starts_on is not None and it.starts_on > until):
            continue
        if it.done_on is not None and it.done_on <= until:
            found["done"].append(view)
        elif it.stopped_on is not None and it.stopped_on <= until:
            found["stopped"].append(view)
        elif any(term is not None and term <= until for term in (it.term, promised.get(it.slug))):
            found["not_done"].append(view)
        else:
            found["running"].append(view)
    return Sorted(**{name: tuple(mine) for name, mine in found.items()})


def agreed_terms(plan: Plan, on: date) -> dict[str, date]:
    """Return the terms by slug in the version of a plan that was in force on the day `on`; empty where there was none."""
    versions = ProgrammeVersion.objects.filter(plan=plan).defer("content").order_by("-number")
    for version in versions:
        if (version.decided_on or timezone.localdate(version.at)) <= on:
            terms = {it["slug"]: it.get("term") for it in json.loads(version.content)["efforts"]}
            return {slug: date.fromisoformat(term) for slug, term in terms.items() if term not in (None, ONGOING)}
    return {}


def account_section(municipality: Municipality, since: date, until: date, at: datetime) -> Section:
    """Return the programme's account over a period, as the council may see it at `at`; no panels without a plan."""
    plan = queries.plan_now(municipality.id, until)
    title = _("Toegezegd, gedaan, niet gedaan")
    if plan is None:
        return Section("programme_account", title, ())
    on = timezone.localdate(at)
    reader = council_reader(municipality.id)
    views = queries.views_in(reader, plan, on)
    agreed = agreed_terms(plan, since)
    found = sort_efforts(views, since, until, agreed)
    panels = (
        account_panel(found, plan, since, until, on),
        not_done_panel(found, plan, queries.last_reports(plan), on, agreed),
        done_panel(found, plan, on),
    )
    return Section(
        "programme_account",
        title,
        tuple(panel for panel in panels if panel.rows),
        _(
            "Over %(since)s tot en met %(until)s. Toegezegd is wat in deze tijd klaar was, of klaar had moeten zijn. Uren en "
            "bedragen zijn van alle inspanningen die liepen, geteld sinds hun begin."
        )
        % {"since": fmt.day(since), "until": fmt.day(until)},
    )


def account_panel(found: Sorted, plan: Plan, since: date, until: date, on: date) -> Panel:
    """Return one row per priority, and a total."""
    groups: dict[str, str] = {}
    for view in sorted(found.every, key=lambda view: view.effort.priority.order):
        groups.setdefault(view.effort.priority.slug, view.effort.priority.short_title)
    rows = [_account_row(slug, name, _only(found, slug), plan.fictitious) for slug, name in groups.items()]
    if len(rows) > 1:
        rows.append(_account_row("total", _("Samen"), found, plan.fictitious, total=True))
    counts = {"done": len(found.done), "promised": len(found.promised)}
    return Panel(
        key="programme_account",
        title=ngettext(
            "%(done)d van de %(promised)d toegezegde inspanningen is gedaan",
            "%(done)d van de %(promised)d toegezegde inspanningen zijn gedaan",
            counts["done"],
        )
        % counts
        if found.promised
        else _("In deze tijd hoefde nog geen inspanning klaar te zijn"),
        period=f"{fmt.day(since)} {fmt.DASH} {fmt.day(until)}",
        as_of=on.isoformat(),
        columns=(
            Column("priority", _("Prioriteit")),
            Column("promised", _("Toegezegd"), Kind.COUNT),
            Column("done", _("Gedaan"), Kind.COUNT),
            Column("not_done", _("Niet gedaan"), Kind.COUNT),
            Column("stopped", _("Gestopt"), Kind.COUNT),
            Column("running", _("Loopt nog"), Kind.COUNT),
            Column("hours_planned", _("Uren gepland"), Kind.HOURS),
            Column("hours_used", _("Uren gebruikt"), Kind.HOURS),
            Column("budget", _("Budget"), Kind.EUROS),
            Column("spent", _("Besteed"), Kind.EUROS),
        ),
        rows=tuple(rows),
        sources=(document_source(plan),),
        notes=(_("De inspanningen zijn verzonnen, ook hun uren en bedragen."),) if plan.fictitious else (),
        example=plan.fictitious,
    )


def _only(found: Sorted, priority: str) -> Sorted:
    return Sorted(
        **{
            name: tuple(view for view in getattr(found, name) if view.effort.priority.slug == priority)
            for name in Sorted.__dataclass_fields__
        }
    )


def _account_row(key: str, name: str, found: Sorted, example: bool, *, total: bool = False) -> Row:
    counts = (found.promised, found.done, found.not_done, found.stopped, found.running)
    amounts = ("hours_planned", "hours_used", "budget", "spent")
    cells = (
        Cell(name),
        *(Cell(len(views), example=example) for views in counts),
        *(amount(_sum(found.every, field), example=example) for field in amounts),
    )
    return Row(key, cells, total=total)


def _sum(views: Sequence[EffortView], name: str) -> int | None:
    """Return the sum of what was filled in; None where nothing was."""
    known = [value for view in views if (value := getattr(view.effort, name)) is not None]
    return sum(known) if known else None


def not_done_panel(found: Sorted, plan: Plan, reports: dict, on: date, agreed: Mapping[str, date]) -> Panel:
    """Return what wasn't done or was stopped, with why: as the owner told, else the risk, else only that it is late.

    The term is the one that was promised (`agreed`), else the one of now.
    """
    views = (*found.not_done, *found.stopped)
    return Panel(
        key="programme_not_done",
        title=_("Wat niet is gedaan, en waarom"),
        as_of=on.isoformat(),
        columns=(
            Column("name", _("Inspanning")),
            Column("priority", _("Prioriteit")),
            Column("owner", _("Eigenaar")),
            Column("term", _("Termijn"), Kind.DATE),
            Column("state", _("Stand")),
            Column("why", _("Waarom")),
            Column("expected", _("Verwacht"), Kind.DATE),
        ),
        rows=tuple(
            _not_done_row(view, reports.get(view.effort.id), on, agreed.get(view.effort.slug)) for view in views
        ),
        sources=(document_source(plan),),
        example=plan.fictitious,
    )


def _not_done_row(view: EffortView, report: ProgressReport | None, on: date, agreed: date | None) -> Row:
    it = view.effort
    told = it.stopped_because or (report.needed if report else "") or it.risk
    moved = agreed is not None and not it.stopped_on and (it.term is None or it.term > agreed)
    why = told or ("" if moved else effort_standing(it.facts, on).reasons[0])
    if moved:
        why = " ".join(filter(None, (_("De termijn is verschoven: %(term)s.") % {"term": view.term}, why)))
    term = agreed if moved and agreed else it.term
    cells = (
        Cell(it.title, href=view.href),
        Cell(it.priority.short_title),
        Cell(it.owner),
        Cell(term.isoformat()) if term else Cell(note=view.term),
        Cell(_("later klaar") if view.state is EffortState.DONE else _("verschoven") if moved else view.word),
        Cell(why),
        Cell(it.expected_on.isoformat()) if it.expected_on else Cell(note=_("niet gemeld")),
    )
    return Row(it.slug, cells)


def done_panel(found: Sorted, plan: Plan, on: date) -> Panel:
    """Return what was done, with its result."""
    return Panel(
        key="programme_done",
        title=_("Wat is gedaan"),
        as_of=on.isoformat(),
        columns=(
            Column("name", _("Inspanning")),
            Column("priority", _("Prioriteit")),
            Column("done", _("Klaar op"), Kind.DATE),
            Column("result", _("Resultaat")),
        ),
        rows=tuple(
            Row(
                view.effort.slug,
                (
                    Cell(view.effort.title, href=view.href),
                    Cell(view.effort.priority.short_title),
                    Cell(view.effort.done_on.isoformat() if view.effort.done_on else None),
                    Cell(view.effort.result or None),
                ),
            )
            for view in found.done
        ),
        sources=(document_source(plan),),
        example=plan.fictitious,
    )
