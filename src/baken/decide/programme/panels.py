# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""View models of the programme: tables for pages, CSV and the council dossier. Only what may be shown comes in here."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.decide.policy.facade import Effort, EffortState, EffortView, Plan, document_source
from baken.ui.panels import Cell, Column, Kind, Panel, Row

from .models import ProgressReport
from .versions.content import Differences

ENDED = (EffortState.DONE, EffortState.STOPPED)


def programme_title(views: Sequence[EffortView]) -> str:
    """Return the finding: how many efforts ask attention."""
    late = sum(view.state is EffortState.OVERDUE for view in views)
    risk = sum(view.state is EffortState.AT_RISK for view in views)
    if not views:
        return _("Er zijn geen inspanningen")
    parts = []
    if late:
        parts.append(ngettext("%(n)d is over de datum", "%(n)d zijn over hun datum", late) % {"n": late})
    if risk:
        parts.append(ngettext("%(n)d loopt risico", "%(n)d lopen risico", risk) % {"n": risk})
    if not parts:
        return ngettext(
            "De inspanning ligt op schema", "Geen van de %(n)d inspanningen is te laat of loopt risico", len(views)
        ) % {"n": len(views)}
    what = _(" en ").join(parts)
    return ngettext("Van de inspanning: %(what)s", "Van de %(n)d inspanningen: %(what)s", len(views)) % {
        "n": len(views),
        "what": what,
    }


def programme_panel(views: Sequence[EffortView], plan: Plan, on: date) -> Panel:
    """Return efforts with all that the programme keeps of them, for CSV."""
    columns = (
        Column("name", _("Inspanning")),
        Column("priority", _("Prioriteit")),
        Column("year", _("Programma")),
        Column("owner", _("Eigenaar")),
        Column("partners", _("Met")),
        Column("state", _("Stand")),
        Column("starts", _("Begin"), Kind.DATE),
        Column("term", _("Termijn"), Kind.DATE),
        Column("expected", _("Verwacht"), Kind.DATE),
        Column("hours_planned", _("Uren gepland"), Kind.HOURS),
        Column("hours_used", _("Uren gebruikt"), Kind.HOURS),
        Column("budget", _("Budget"), Kind.EUROS),
        Column("spent", _("Besteed"), Kind.EUROS),
        Column("result", _("Resultaat")),
        Column("risk", _("Risico")),
        Column("stopped", _("Waarom gestopt")),
    )
    return Panel(
        key="programme",
        title=programme_title(views),
        period=plan.years,
        as_of=on.isoformat(),
        columns=columns,
        rows=tuple(_row(view) for view in views),
        sources=(document_source(plan),),
        notes=(_("Deze inspanningen zijn verzonnen, ook hun uren en bedragen."),) if plan.fictitious else (),
        example=plan.fictitious,
    )


def _row(view: EffortView) -> Row:
    it = view.effort
    return Row(
        it.slug,
        (
            Cell(it.title, href=view.href),
            Cell(it.priority.short_title),
            Cell(str(it.programme.year) if it.programme else "", note="" if it.programme else _("heel plan")),
            Cell(it.owner),
            Cell(", ".join(view.partners)),
            Cell(view.word),
            _day(it.starts_on),
            Cell(it.term.isoformat()) if it.term else Cell(note=view.term),
            _day(it.expected_on),
            amount(it.hours_planned),
            amount(it.hours_used),
            amount(it.budget),
            amount(it.spent),
            Cell(it.result),
            Cell(it.risk),
            Cell(it.stopped_because),
        ),
    )


def _day(day: date | None) -> Cell:
    return Cell(day.isoformat()) if day else Cell()


def amount(value: int | None, *, example: bool = False) -> Cell:
    """Return a number, or that it wasn't filled in."""
    return Cell(value, example=example) if value is not None else Cell(note=_("niet ingevuld"))


def reports_panel(effort: Effort, reports: Sequence[ProgressReport]) -> Panel | None:
    """Return what owners told of one effort, newest first; None where nothing was told."""
    if not reports:
        return None
    return Panel(
        key="progress",
        title=_("Wat de eigenaar meldde"),
        columns=(
            Column("at", _("Gemeld"), Kind.DATE),
            Column("outlook", _("Hoe het staat")),
            Column("hours_used", _("Uren gebruikt"), Kind.HOURS),
            Column("spent", _("Besteed"), Kind.EUROS),
            Column("expected", _("Verwacht"), Kind.DATE),
            Column("done", _("Gedaan")),
            Column("needed", _("Nodig")),
        ),
        rows=tuple(_report_row(report) for report in reports),
        example=effort.plan.fictitious,
    )


def _report_row(report: ProgressReport) -> Row:
    cells = (
        Cell(timezone.localdate(report.at).isoformat()),
        Cell(str(report.get_outlook_display())),
        amount(report.hours_used),
        amount(report.spent),
        _day(report.expected_on),
        Cell(report.done or None),
        Cell(report.needed or None),
    )
    return Row(str(report.pk), cells)


def differences_panel(found: Differences, title: str, plan: Plan) -> Panel:
    """Return what differs as one table: what happened to which effort, in which field, from what to what."""
    columns = (
        Column("name", _("Inspanning")),
        Column("what", _("Wat er veranderde")),
        Column("was", _("Was")),
        Column("now", _("Is")),
    )
    rows: list[Row] = []
    for kind, word, items in (
        ("added", _("toegevoegd"), found.added),
        ("stopped", _("gestopt"), found.stopped),
        ("resumed", _("weer opgepakt"), found.resumed),
        ("removed", _("weg uit het plan"), found.removed),
    ):
        rows += [
            Row(f"{kind}-{it.slug}", (Cell(it.title), Cell(word), Cell(), Cell(it.detail or None))) for it in items
        ]
    rows += [
        Row(f"{it.slug}-{it.field}", (Cell(it.title), Cell(it.label), Cell(it.was), Cell(it.now)))
        for it in found.changed
    ]
    for kind, word, items in (
        ("left_out", _("niet geprioriteerd"), found.left_out),
        ("taken_back", _("niet meer bij ‘niet geprioriteerd’"), found.taken_back),
    ):
        rows += [
            Row(f"{kind}-{it.slug}", (Cell(it.title), Cell(word), Cell(), Cell(it.detail or None))) for it in items
        ]
    return Panel(
        key="programme_differences",
        title=title,
        period=plan.years,
        columns=columns,
        rows=tuple(rows),
        sources=(document_source(plan),),
        example=plan.fictitious,
    )


def totals(views: Iterable[EffortView]) -> dict[str, int]:
    """Return the hours and euros of a selection; what wasn't filled in counts as nothing."""
    names = ("hours_planned", "hours_used", "budget", "spent")
    views = list(views)
    return {name: sum(getattr(view.effort, name) or 0 for view in views) for name in names}
