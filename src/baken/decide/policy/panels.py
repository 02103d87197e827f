# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""View models of policy: tables for pages, CSV, PDF and Word. Only what may be shown comes in here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.registry.facade import Organisation
from baken.ui import format as fmt
from baken.ui.panels import Cell, Column, Kind, Panel, Row, Source

from .efforts.rules import EffortState, effort_state
from .models import Effort, Framework, NotPrioritised, Plan, Priority
from .rules import PriorityState, Standing
from .targets.bound import Bound

MARKS = {
    EffortState.DONE: "done",
    EffortState.ON_TIME: "on_course",
    EffortState.OVERDUE: "behind",
    EffortState.NOT_ASSESSABLE: "not_assessable",
    EffortState.AT_RISK: "attention",
    EffortState.NOT_STARTED: "not_assessable",
    EffortState.STOPPED: "not_assessable",
}
"""Which standing mark an effort's state is drawn with."""


def state_word(state: EffortState) -> str:
    """Return what the interface calls an effort's state."""
    return {
        EffortState.DONE: _("klaar"),
        EffortState.ON_TIME: _("op tijd"),
        EffortState.OVERDUE: _("over datum"),
        EffortState.NOT_ASSESSABLE: _("geen einddatum"),
        EffortState.AT_RISK: _("loopt risico"),
        EffortState.NOT_STARTED: _("nog niet begonnen"),
        EffortState.STOPPED: _("gestopt"),
    }[state]


@dataclass(frozen=True, slots=True)
class EffortView:
    """One effort as every table, page and file shows it."""

    effort: Effort
    state: EffortState
    partners: tuple[str, ...]
    partner_slugs: tuple[str, ...] = ()
    bound: tuple[Bound, ...] = ()

    @property
    def href(self) -> str:
        return self.effort.get_absolute_url()

    @property
    def mark(self) -> str:
        return MARKS[self.state]

    @property
    def word(self) -> str:
        return state_word(self.state)

    @property
    def term(self) -> str:
        if self.effort.ongoing:
            return _("doorlopend")
        return fmt.day(self.effort.term) if self.effort.term else _("nog geen datum")

    @property
    def hours(self) -> str:
        """310 van 400 uur; empty where nothing is known."""
        used, planned = self.effort.hours_used, self.effort.hours_planned
        if planned is None:
            return fmt.hours(used) if used is not None else ""
        return _("%(used)s van %(planned)s uur") % {"used": fmt.count(used or 0), "planned": fmt.count(planned)}

    @property
    def hours_share(self) -> int | None:
        """Per cent of the hours used, at most 100; None where it can't be said."""
        return _share(self.effort.hours_used, self.effort.hours_planned)

    @property
    def money(self) -> str:
        """€ 9.500 van € 18.000; empty where nothing is known."""
        spent, budget = self.effort.spent, self.effort.budget
        if budget is None:
            return fmt.euros(spent) if spent is not None else ""
        if spent is None:
            return fmt.euros(budget)
        return _("%(spent)s van %(budget)s") % {"spent": fmt.euros(spent), "budget": fmt.euros(budget)}

    @property
    def output(self) -> str:
        """11 van 16 controles; empty where nothing is counted."""
        done, goal, unit = self.effort.output_done, self.effort.output_goal, self.effort.output_unit
        if done is None:
            return ""
        if goal is None:
            return _("%(done)s %(unit)s, geen doel") % {"done": fmt.count(done), "unit": unit}
        return _("%(done)s van %(goal)s %(unit)s") % {"done": fmt.count(done), "goal": fmt.count(goal), "unit": unit}


def _share(part: int | None, whole: int | None) -> int | None:
    return min(100, part * 100 // whole) if part is not None and whole else None


def effort_views(
    efforts: Iterable[Effort],
    on: date,
    bound: Mapping[UUID, list[Bound]] | None = None,
    partners: Mapping[UUID, Sequence[Organisation]] | None = None,
) -> list[EffortView]:
    """Return efforts with their state on the day `on`; without `partners` given they must have been prefetched."""
    found = []
    for effort in efforts:
        mine = effort.partners.all() if partners is None else partners.get(effort.id, ())
        found.append(
            EffortView(
                effort=effort,
                state=effort_state(effort.facts, on),
                partners=tuple(organisation.name for organisation in mine),
                partner_slugs=tuple(organisation.slug for organisation in mine),
                bound=tuple((bound or {}).get(effort.id, ())),
            )
        )
    return found


def priorities_title(standings: Sequence[Standing]) -> str:
    """Return the finding: how many priorities are on course."""
    if not standings:
        return _("Er zijn nog geen prioriteiten")
    good = sum(standing.state is PriorityState.ON_COURSE for standing in standings)
    if not good:
        return _("Van de %(total)d prioriteiten is er nog geen op koers") % {"total": len(standings)}
    return ngettext(
        "%(good)d van de %(total)d prioriteiten is op koers",
        "%(good)d van de %(total)d prioriteiten zijn op koers",
        good,
    ) % {"good": good, "total": len(standings)}


def priorities_panel(
    framework: Framework,
    priorities: Sequence[Priority],
    standings: Mapping[UUID, Standing],
    on: date,
    plan: Plan | None = None,
) -> Panel:
    """Return the priorities with how they stand; without standings only their names and ambitions."""
    known = [standings[p.id] for p in priorities if p.id in standings]
    columns = [Column("name", _("Prioriteit"))]
    if known:
        columns += [
            Column("standing", _("Stand"), Kind.STANDING),
            Column("reason", _("Waarom")),
            Column("on_time", _("Op tijd"), Kind.COUNT),
            Column("total", _("Inspanningen"), Kind.COUNT),
        ]
    else:
        columns.append(Column("ambitions", _("Ambities"), Kind.COUNT))
    rows = tuple(_priority_row(p, standings.get(p.id), bool(known)) for p in priorities)
    fictitious = plan is not None and plan.fictitious and bool(known)
    return Panel(
        key="priorities",
        title=priorities_title(known) if known else _("De prioriteiten van %(years)s") % {"years": framework.years},
        subtitle=_("Stand volgens een vaste regel; niemand vult haar in."),
        period=framework.years,
        as_of=on.isoformat(),
        columns=tuple(columns),
        rows=rows,
        sources=(document_source(framework), *((document_source(plan),) if plan and known else ())),
        notes=(_("De inspanningen zijn verzonnen; de stand dus ook."),) if fictitious else (),
        example=fictitious,
    )


def _priority_row(priority: Priority, standing: Standing | None, with_standing: bool) -> Row:
    name = Cell(priority.short_title, href=priority.get_absolute_url())
    if not with_standing:
        return Row(priority.slug, (name, Cell(len(priority.ambitions.all()))))
    if standing is None:
        return Row(priority.slug, (name, *(Cell(note=_("onbekend")) for _cell in range(4))))
    cells = (Cell(standing.state.value), Cell(standing.reason), Cell(standing.on_time), Cell(standing.total))
    return Row(priority.slug, (name, *cells))


def ambitions_panel(framework: Framework, priorities: Sequence[Priority]) -> Panel:
    """Return every ambition by priority."""
    return Panel(
        key="ambitions",
        title=_("Wat de raad wil bereiken"),
        period=framework.years,
        columns=(Column("priority", _("Prioriteit")), Column("ambition", _("Ambitie"))),
        rows=tuple(
            Row(f"{p.slug}-{a.order}", (Cell(p.short_title, href=p.get_absolute_url()), Cell(a.text)))
            for p in priorities
            for a in p.ambitions.all()
        ),
        sources=(document_source(framework),),
    )


def efforts_title(views: Sequence[EffortView]) -> str:
    """Return the finding: how many efforts are past their date."""
    late = sum(view.state is EffortState.OVERDUE for view in views)
    if not views:
        return _("Er zijn nog geen inspanningen")
    if not late:
        return ngettext(
            "De inspanning is niet over haar datum", "Geen van de %(total)d inspanningen is over de datum", len(views)
        ) % {"total": len(views)}
    return ngettext(
        "%(late)d van de %(total)d inspanningen is over de datum",
        "%(late)d van de %(total)d inspanningen zijn over hun datum",
        late,
    ) % {"late": late, "total": len(views)}


def efforts_panel(views: Sequence[EffortView], plan: Plan, on: date) -> Panel:
    """Return efforts as one table, with a total of hours and budget."""
    columns = (
        Column("name", _("Inspanning")),
        Column("priority", _("Prioriteit")),
        Column("year", _("Programma")),
        Column("owner", _("Eigenaar")),
        Column("partners", _("Met")),
        Column("hours_used", _("Uren gebruikt"), Kind.HOURS),
        Column("hours_planned", _("Uren gepland"), Kind.HOURS),
        Column("budget", _("Budget"), Kind.EUROS),
        Column("term", _("Termijn"), Kind.DATE),
        Column("state", _("Stand")),
        Column("result", _("Resultaat")),
        Column("risk", _("Risico")),
    )
    rows = [_effort_row(view) for view in views]
    if len(views) > 1:
        rows.append(_effort_total(views))
    return Panel(
        key="efforts",
        title=efforts_title(views),
        period=plan.years,
        as_of=on.isoformat(),
        columns=columns,
        rows=tuple(rows),
        sources=(document_source(plan),),
        notes=(_("Deze inspanningen zijn verzonnen, ook hun uren en bedragen."),) if plan.fictitious else (),
        example=plan.fictitious,
    )


def _effort_row(view: EffortView) -> Row:
    e, example = view.effort, view.effort.plan.fictitious

    def amount(value: int | None) -> Cell:
        return Cell(value, example=example) if value is not None else Cell(note=_("niet ingevuld"))

    cells = (
        Cell(e.title, href=view.href),
        Cell(e.priority.short_title, href=e.priority.get_absolute_url()),
        Cell(str(e.programme.year) if e.programme else "", note="" if e.programme else _("heel plan")),
        Cell(e.owner),
        Cell(", ".join(view.partners)),
        amount(e.hours_used),
        amount(e.hours_planned),
        amount(e.budget),
        Cell(e.term.isoformat()) if e.term else Cell(note=view.term),
        Cell(view.word),
        Cell(e.result),
        Cell(e.risk),
    )
    return Row(e.slug, cells)


def _effort_total(views: Sequence[EffortView]) -> Row:
    example = views[0].effort.plan.fictitious

    def total(name: str) -> Cell:
        return Cell(sum(getattr(view.effort, name) or 0 for view in views), example=example)

    blank = Cell("")
    amounts = (total("hours_used"), total("hours_planned"), total("budget"))
    return Row(
        "total", (Cell(_("Samen")), blank, blank, blank, blank, *amounts, blank, blank, blank, blank), total=True
    )


def not_prioritised_panel(framework: Framework, items: Sequence[NotPrioritised]) -> Panel:
    """Return what is deliberately left out, why, and when it is looked at again."""
    return Panel(
        key="not_prioritised",
        title=_("Dit doen we deze periode niet, of alleen als het moet"),
        period=framework.years,
        columns=(Column("name", _("Wat")), Column("why", _("Waarom niet")), Column("again", _("Terug op tafel"))),
        rows=tuple(
            Row(item.slug, (Cell(item.title, example=item.fictitious), Cell(item.why), Cell(item.again)))
            for item in items
        ),
        sources=(document_source(framework),),
    )


def statutory_panel(framework: Framework, tasks: Iterable[Any]) -> Panel:
    """Return the statutory tasks with the law that asks for each."""
    return Panel(
        key="statutory_tasks",
        title=_("Wat de wet van de gemeente vraagt"),
        period=framework.years,
        columns=(Column("name", _("Taak")), Column("law", _("Wet"))),
        rows=tuple(Row(task.slug, (Cell(task.title), Cell(task.law))) for task in tasks),
        sources=(document_source(framework),),
    )


def themes_panel(framework: Framework, themes: Iterable[Any]) -> Panel:
    """Return the themes of a past framework with what became of them."""
    return Panel(
        key="themes",
        title=_("Wat er van de thema’s van %(years)s kwam") % {"years": framework.years},
        period=framework.years,
        columns=(Column("name", _("Thema")), Column("evaluation", _("Evaluatie")), Column("next", _("Hoe verder"))),
        rows=tuple(Row(t.slug, (Cell(t.title), Cell(t.evaluation), Cell(t.continued_as))) for t in themes),
        sources=(document_source(framework),),
    )


def document_source(document: Framework | Plan) -> Source:
    """Return the document as a source."""
    return Source(
        publisher=_("Geen bron") if getattr(document, "fictitious", False) else _("Gemeente"),
        table="",
        title=_("verzonnen voor deze voorbeeldomgeving") if getattr(document, "fictitious", False) else document.title,
        licence="",
        url=reverse(f"decide:{document._meta.model_name}", args=[document.slug]),
        status="example" if getattr(document, "fictitious", False) else "final",
        note=document.source,
    )
