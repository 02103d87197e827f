# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""View models of what goes in and of the backlog over time."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.ui import format as fmt
from baken.ui.panels import Cell, Column, Kind, Panel, Row

from . import words
from .rules import Changes, Inputs, asked_of
from .rules.inputs import StreamInput
from .sides import Side, name_of, source_of

STEPS = 8
"""Points of the backlog chart after the start."""


def backlog_panel(sides: Sequence[Side], inputs: Inputs, slug: str, *, example: bool, weeks: int) -> Panel:
    """Return the backlog of one stream over the horizon as a trend: the last column's, with the present as grey line."""
    now, last = sides[0], sides[-1]
    path = last.outcome.streams[slug].backlog
    before = now.outcome.streams[slug].backlog if slug in now.outcome.streams and len(sides) > 1 else None
    at = [weeks * step // STEPS for step in range(STEPS + 1)]
    rows = tuple(
        Row(
            str(week),
            (
                Cell(str(round(week * 12 / 52))),
                Cell(
                    float(path.mean[week]),
                    None if path.lower is None else float(path.lower[week]),
                    None if path.upper is None else float(path.upper[week]),
                ),
                Cell(None if before is None else float(before.mean[week])),
            ),
        )
        for week in at
    )
    first, end = float(path.mean[0]), float(path.mean[-1])
    return Panel(
        key=f"capacity_backlog_{slug}_{last.key}",
        title=_("Achterstand van %(stream)s: van %(first)s nu naar %(end)s over %(period)s")
        % {
            "stream": name_of(inputs, slug),
            "first": fmt.count(first),
            "end": fmt.count(end),
            "period": words.period(weeks),
        },
        subtitle=_("zaken die nog niet klaar zijn; band: 95%-marge van één mogelijke toekomst"),
        unit=_("maanden vanaf nu"),
        columns=(
            Column("year", _("Maand")),
            Column("rate", last.label if len(sides) > 1 else _("Zaken"), Kind.COUNT),
            *((Column("reference", _("Nu"), Kind.COUNT),) if before is not None else ()),
        ),
        rows=rows if before is not None else tuple(Row(row.key, row.cells[:2]) for row in rows),
        sources=source_of(example),
        example=example,
        chart="trend",
        reference_label=_("zoals nu") if before is not None else "",
    )


def changes_panel(changes: Changes, inputs: Inputs, *, example: bool) -> Panel:
    """Return what a scenario changes."""
    rows = words.changed(changes, inputs)
    return Panel(
        key="capacity_changes",
        title=_("Wat er in dit scenario anders is"),
        columns=(Column("what", _("Wat")), Column("now", _("Nu")), Column("then", _("In dit scenario"))),
        rows=tuple(Row(str(n), tuple(Cell(text) for text in row)) for n, row in enumerate(rows)),
        example=example,
        sources=source_of(example),
    )


def assumptions_panel(inputs: Inputs, streams: Sequence[StreamInput], *, example: bool) -> Panel:
    """Return the inputs with where each comes from; what is assumed is marked as still to be checked."""
    rows = [
        Row(
            f"team {team.slug}",
            (
                Cell(team.name),
                Cell(_("%(hours)s, %(absence)s%% verlof en ziekte, %(free)s vrij")
                     % {"hours": fmt.hours(team.hours_per_week), "absence": team.absence, "free": fmt.hours(team.kept_free)}),
                Cell(words.basis(team.said)),
                Cell(_check(team.said.basis)),
            ),
        )
        for team in inputs.teams
    ]  # fmt: skip
    for stream in streams:
        told = words.per_week(stream.per_week)
        if stream.growth:
            told += ", " + _("%(growth)s per jaar") % {"growth": words.more(stream.growth)}
        cells = (Cell(stream.name), Cell(told), Cell(words.basis(stream.said)), Cell(_check(stream.said.basis)))
        rows.append(Row(f"stream {stream.slug}", cells))
        for n, stage in enumerate(stream.stages):
            part = "" if stage.share == 100 else _(" (bij %(share)s%% van de zaken)") % {"share": stage.share}
            label = f"{stream.name}: {stage.name}"
            said = (Cell(words.basis(stage.said)), Cell(_check(stage.said.basis)))
            hours = _("%(hours)s per zaak") % {"hours": fmt.hours(stage.hours)}
            rows.append(Row(f"stage {stream.slug} {n}", (Cell(label), Cell(hours + part), *said)))
    open_ = sum(1 for row in rows if row.cells[3].value)
    return Panel(
        key="capacity_assumptions",
        title=ngettext(
            "Waarmee is gerekend: %(open)d van de %(all)d getallen is een aanname",
            "Waarmee is gerekend: %(open)d van de %(all)d getallen zijn aannames",
            open_,
        )
        % {"open": open_, "all": len(rows)},
        columns=(
            Column("what", _("Wat")),
            Column("value", _("Getal")),
            Column("basis", _("Waar dat vandaan komt")),
            Column("check", _("Controle")),
        ),
        rows=tuple(rows),
        notes=tuple(words.limits()),
        sources=source_of(example),
        example=example,
    )


def partners_panel(inputs: Inputs, priorities: Mapping[str, str], *, example: bool) -> Panel | None:
    """Return what the work asks of partners, by priority (`priorities`: what each stream serves); None without partners.

    Hours a week on average over the first year. The last row is what the partner says to have.
    """
    partners = [team for team in inputs.teams if not team.own]
    if not partners:
        return None
    names = sorted({priorities.get(stream.slug, "") for stream in inputs.running})

    def asked(name: str) -> tuple[Cell, ...]:
        mine = [stream for stream in inputs.running if priorities.get(stream.slug, "") == name]
        by_team = {one.team.slug: one.hours for one in asked_of(inputs.teams, mine)}
        return tuple(Cell(round(by_team[team.slug], 1)) for team in partners)

    rows = [Row(name or "none", (Cell(name or _("geen prioriteit")), *asked(name))) for name in names]
    rows = [row for row in rows if any(cell.value for cell in row.cells[1:])]
    every = asked_of(inputs.teams, inputs.running)
    short = [one.team.name for one in every if not one.team.own and one.short]
    there = tuple(Cell(round(team.net, 1)) for team in partners)
    title = _("Partners hebben de uren die het werk van hen vraagt")
    if short:
        title = _("Het werk vraagt meer uren dan er zijn bij: %(teams)s") % {"teams": ", ".join(short)}
    return Panel(
        key="capacity_partners",
        title=title,
        subtitle=_("uren per week die het werk van partners vraagt, per prioriteit"),
        columns=(Column("priority", _("Prioriteit")), *(Column(team.slug, team.name, Kind.RATE) for team in partners)),
        rows=(*rows, Row("there", (Cell(_("Uren die er zijn, volgens de partner")), *there), total=True)),
        sources=source_of(example),
        example=example,
    )


def _check(basis: str) -> str | None:
    return _("nog controleren") if basis == "assumed" else None
