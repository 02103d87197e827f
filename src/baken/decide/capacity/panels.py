# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""View models of capacity: what pages, saved scenarios, council proposals and their Word files all show."""

from collections.abc import Mapping, Sequence
from math import ceil

from django.utils.translation import gettext as _

from baken.cores import capacity as core
from baken.ui import format as fmt
from baken.ui.panels import Cell, Column, Kind, Panel, Row

from . import words
from .rules import Asked, Full, Inputs
from .rules.outcome import PEOPLE_FOR_USE
from .sides import PAIR, Side, finding, name_of, slugs_of, source_of

FTE_HOURS = 36
"""A full working week by the collective agreement for municipalities (Cao Gemeenten)."""


def within_panel(
    sides: Sequence[Side],
    inputs: Inputs,
    *,
    example: bool,
    weeks: int,
    effects: Mapping[str, core.Effect] | None = None,
) -> Panel:
    """Return the share of cases within target by stream: now and in each scenario, with intervals where there are any.

    `effects` of one scenario give the difference a column of its own: it is known better than its two ends.
    """
    slugs = slugs_of(sides)
    by = Column("by", _("Verschil"), Kind.RATE, _("procentpunt"))
    return Panel(
        key="capacity_within",
        title=finding(sides, inputs),
        subtitle=_("deel van de zaken dat binnen het doel klaar is"),
        period=words.period(weeks),
        columns=(
            Column("stream", _("Werkstroom")),
            Column("target", _("Doel")),
            *(Column(side.key, side.label, Kind.PERCENT) for side in sides),
            *((by,) if effects else ()),
        ),
        rows=tuple(
            Row(
                slug,
                (
                    Cell(name_of(inputs, slug)),
                    _target(sides, slug),
                    *(_within(side, slug) for side in sides),
                    *((_effect(effects.get(slug)),) if effects else ()),
                ),
            )
            for slug in slugs
        ),
        sources=source_of(example),
        example=example,
    )


def left_panel(sides: Sequence[Side], inputs: Inputs, *, example: bool, weeks: int) -> Panel:
    """Return what waits at the end: cases, and (of one scenario) the hours of work in them."""
    last = sides[-1]
    most = max(slugs_of([last]), key=lambda slug: last.outcome.streams[slug].left_hours.value or 0.0)
    title = _("Na %(period)s wacht het meeste werk bij %(stream)s") % {
        "period": words.period(weeks),
        "stream": name_of(inputs, most),
    }
    many = len(sides) > PAIR
    if many:
        title = _("Wat er na %(period)s nog ligt, naast elkaar") % {"period": words.period(weeks)}
    return Panel(
        key="capacity_left",
        title=title,
        subtitle=_("zaken die nog niet klaar zijn, gemiddeld"),
        columns=(
            Column("stream", _("Werkstroom")),
            *(Column(side.key, side.label, Kind.COUNT) for side in sides),
            *(() if many else (Column("hours", _("Uren werk dat dan ligt"), Kind.HOURS),)),
        ),
        rows=tuple(
            Row(
                slug,
                (
                    Cell(name_of(inputs, slug)),
                    *(_left(side, slug) for side in sides),
                    *(() if many else (_left_hours(last, slug),)),
                ),
            )
            for slug in slugs_of(sides)
        ),
        notes=(_("Een deel hiervan is gewoon onderhanden werk: een zaak die net binnen is, is nog niet klaar."),),
        sources=source_of(example),
        example=example,
    )


def teams_panel(sides: Sequence[Side], *, example: bool) -> Panel:
    """Return for each team the hours there, the hours asked, and how much is used; the last for three people and more."""
    last = sides[-1]
    over = [asked.team.name for asked in last.asked if asked.short]
    tight = [asked.team.name for asked in last.asked if asked.tight and not asked.short]
    if over:
        title = _("Meer werk dan uren: %(teams)s. Daar blijft de achterstand groeien") % {"teams": ", ".join(over)}
    elif tight:
        title = _("Bijna vol: %(teams)s. Daar loopt het wachten snel op") % {"teams": ", ".join(tight)}
    else:
        title = _("Alle teams hebben meer uren dan het werk vraagt")
    return Panel(
        key="capacity_teams",
        title=title,
        subtitle=_("uren per week, gemiddeld over het eerste jaar"),
        columns=(
            Column("team", _("Team")),
            Column("people", _("Mensen"), Kind.COUNT),
            Column("net", _("Uren voor dit werk"), Kind.RATE),
            *(Column(f"asked_{side.key}", _("Gevraagd: %(when)s") % {"when": _when(side)}, Kind.RATE) for side in sides),
            Column("used", _("Benut"), Kind.PERCENT),
        ),
        rows=tuple(_team_row(sides, n, last) for n in range(len(last.asked))),
        notes=(
            _("Uren voor dit werk: contracturen min verlof, ziekte en scholing, en min wat vrij blijft voor actuele zaken."),
            _("Bij een team van minder dan %(n)d mensen staat niet hoeveel uren zijn benut: dat zou over één persoon gaan.")
            % {"n": PEOPLE_FOR_USE},
        ),
        sources=source_of(example),
        example=example,
    )  # fmt: skip


def asked_panel(sides: Sequence[Side], *, example: bool) -> Panel:
    """Return for each team, beside one another, the hours that the work asks of those that there are."""
    short = [f"{side.label} ({asked.team.name})" for side in sides for asked in side.asked if asked.short]
    title = _("In geen enkel scenario vraagt het werk meer uren dan er zijn")
    if short:
        title = _("Meer werk dan uren: %(where)s") % {"where": "; ".join(short)}
    return Panel(
        key="capacity_asked",
        title=title,
        subtitle=_("gevraagde uren per week, van de uren die er voor dit werk zijn"),
        columns=(Column("team", _("Team")), *(Column(side.key, side.label) for side in sides)),
        rows=tuple(
            Row(first.team.slug, (Cell(first.team.name), *(_asked(side.asked[n]) for side in sides)))
            for n, first in enumerate(sides[0].asked)
        ),
        sources=source_of(example),
        example=example,
    )


def needs_panel(found: Full, teams: Mapping[str, str], *, example: bool) -> Panel:
    """Return the hours to ask for, by team; `teams` gives names."""
    rows, extra = [], 0.0
    for slug, need in found.needs.items():
        if need.hours_per_week is None or need.extra_hours is None:
            why = {
                core.Reason.NOT_REACHABLE: _("Met meer uren van dit team lukt het niet: het werk duurt te lang voor het doel."),
                core.Reason.NO_CASES: _("Er zijn te weinig zaken om dit te zeggen."),
            }.get(need.reason or core.Reason.INVALID, _("Niet te berekenen."))  # fmt: skip
            rows.append(Row(slug, (Cell(teams[slug]), Cell(note=why), *(Cell(note="–") for _n in range(4)))))
            continue
        more = hours_to_ask(need)
        extra += more
        rows.append(
            Row(
                slug,
                (
                    Cell(teams[slug]),
                    Cell(ceil(need.hours_per_week)),
                    Cell(more),
                    _before(found.needs_now.get(slug)),
                    Cell(more * 52),
                    Cell(round(more / FTE_HOURS, 2)),
                ),
            )
        )
    if extra:
        title = _("Om %(share)s binnen het doel te halen is %(hours)s per week meer nodig") % {
            "share": words.share_told(),
            "hours": fmt.hours(extra),
        }
    elif rows:
        title = _("Met meer uren alleen wordt %(share)s binnen het doel niet gehaald") % {"share": words.share_told()}
    else:
        title = _("Met deze uren komt elke stroom aan %(share)s binnen het doel") % {"share": words.share_told()}
    return Panel(
        key="capacity_needs",
        title=title,
        columns=(
            Column("team", _("Team")),
            Column("needed", _("Contracturen nodig per week"), Kind.HOURS),
            Column("more", _("Erbij per week"), Kind.HOURS),
            Column("before", _("Waarvan nu al nodig"), Kind.HOURS),
            Column("year", _("Erbij per jaar"), Kind.HOURS),
            Column("fte", _("Formatie (fte)"), Kind.RATE),
        ),
        rows=tuple(rows),
        notes=(
            _("Gezocht op 4 uur nauwkeurig, per team, met de andere teams zoals ze zijn. Een voltijdbaan is 36 uur per week."),
            _("Een stroom telt bij het team waar hij het langst wacht. Nu al nodig: ook zonder dit scenario."),
        ),
        sources=source_of(example),
        example=example,
    )  # fmt: skip


def hours_to_ask(need: core.Need) -> int:
    """Return whole hours a week to ask for, rounded upwards; 0 where none."""
    return max(0, ceil(need.extra_hours or 0.0))


def _within(side: Side, slug: str) -> Cell:
    figures = side.outcome.streams.get(slug)
    if figures is None:
        return Cell(note=_("loopt dan niet") if side.key != "now" else _("loopt nu niet"))
    found = figures.within_target
    if found is None:
        return Cell(note=_("geen doel"))
    if found.value is None:
        return Cell(note=_("te weinig zaken"))
    return _figure(found, 100)


def _effect(effect: core.Effect | None) -> Cell:
    found = effect.within_target if effect is not None else None
    if found is None or found.value is None:
        return Cell(note="–")
    return _figure(found, 100)


def _target(sides: Sequence[Side], slug: str) -> Cell:
    told = [s.target_days for side in sides for s in side.streams if s.slug == slug]
    return Cell(_(", dan ").join(dict.fromkeys(words.days(days) for days in told if days)) or None)


def _left(side: Side, slug: str) -> Cell:
    figures = side.outcome.streams.get(slug)
    if figures is None:
        return Cell(note=_("loopt dan niet") if side.key != "now" else _("loopt nu niet"))
    found = figures.left
    return _figure(found, 1, least=0.0)


def _left_hours(side: Side, slug: str) -> Cell:
    figures = side.outcome.streams.get(slug)
    value = figures.left_hours.value if figures is not None else None
    return Cell(None if value is None else round(value))


def _before(need: core.Need | None) -> Cell:
    """What is needed without the scenario: nothing where the targets are met, or where the team isn't what holds up."""
    if need is None:
        return Cell(0)
    return Cell(hours_to_ask(need)) if need.extra_hours is not None else Cell(note=_("niet te berekenen"))


def _asked(asked: Asked) -> Cell:
    told = {"asked": fmt.decimal(asked.hours, 1), "net": fmt.decimal(asked.net, 1)}
    return Cell(_("%(asked)s van %(net)s") % told)


def _when(side: Side) -> str:
    return side.label.lower() if side.key in ("now", "then") else side.label


def _team_row(sides: Sequence[Side], n: int, last: Side) -> Row:
    asked = last.asked[n]
    if asked.team.people < PEOPLE_FOR_USE:
        used = Cell(note=_("niet getoond"))
    else:
        found = last.outcome.teams[asked.team.slug].utilisation
        used = _figure(found, 100)
    cells = (
        Cell(asked.team.name),
        Cell(asked.team.people),
        Cell(round(asked.net, 1)),
        *(Cell(round(side.asked[n].hours, 1)) for side in sides),
        used,
    )
    return Row(asked.team.slug, cells)


def _figure(found: core.Figure, times: float, *, least: float | None = None) -> Cell:
    """A figure with its interval, if it has one."""

    def told(number: float | None) -> float | None:
        if number is None:
            return None
        rounded = round(times * number, 1)
        return rounded if least is None else max(least, rounded)

    return Cell(told(found.value), told(found.lower), told(found.upper))
