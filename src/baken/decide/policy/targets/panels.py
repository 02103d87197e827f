# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Indicators with start, present and target; and what the framework claims, beside the figures there are.

Real and example figures never share a table here: each has its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from baken.observe.facade import INDICATORS, Figure, figure_url, figures_of, store
from baken.registry.facade import AreaInfo
from baken.ui import format as fmt
from baken.ui.panels import Cell, Column, Kind, Panel, Row, Source

from ..claims.areas import area_codes
from ..models import Claim, Direction
from .bound import Bound


def targets_panel(bound: Sequence[Bound], *, example: bool) -> Panel | None:
    """Return the targets whose figures are real (or example), or None where there are none of that kind."""
    rows = [one for one in bound if one.example is example]
    if not rows:
        return None
    year = rows[0].year
    return Panel(
        key="targets_example" if example else "targets",
        title=_("Indicatoren met voorbeeldcijfers") if example else _targets_title(rows),
        period=str(year),
        columns=(
            Column("name", _("Indicator")),
            Column("area", _("Gebied")),
            Column("baseline", _("Begin")),
            Column("now", _("Nu, %(year)d") % {"year": year}),
            Column("target", _("Doel")),
            Column("verdict", _("Verandering in een jaar"), Kind.VERDICT),
        ),
        rows=tuple(_target_row(one) for one in rows),
        notes=_notes(rows, example=example),
        sources=_sources((figure for one in rows for figure in (one.now, one.then)), example=example),
        example=example,
    )


def _notes(rows: Sequence[Bound], *, example: bool) -> tuple[str, ...]:
    notes = tuple(dict.fromkeys(one.target.note for one in rows if one.target.note))
    if not example and any(one.target.fictitious for one in rows):
        notes += (_("Doelen met het woord voorbeeld zijn verzonnen; het cijfer is echt."),)
    return notes


def _targets_title(rows: Sequence[Bound]) -> str:
    worse = [one.area_name for one in rows if one.reading().worse]
    if worse:
        return _("Aantoonbaar slechter dan een jaar eerder: %(areas)s") % {"areas": ", ".join(worse)}
    return _("Geen indicator is aantoonbaar slechter dan een jaar eerder")


def _target_row(one: Bound) -> Row:
    t = one.target
    to = _("omlaag") if t.direction == Direction.LOWER else _("omhoog")
    goal = Cell(note=to)
    if t.target is not None:
        text = _("%(value)s in %(year)d") % {"value": _number(t.target, one), "year": t.target_year or one.year}
        goal = Cell(text, example=t.fictitious)
    baseline = one.baseline
    start = Cell(note=_("%(year)d: geen cijfer") % {"year": t.baseline_year})
    if baseline is not None:
        start = Cell(f"{_number(baseline, one)} ({t.baseline_year})", example=one.example)
    now = Cell(note=_("geen cijfer"))
    if one.now is not None and one.now.value is not None:
        now = Cell(_number(one.now.value, one), example=one.example, href=one.href)
    # An example figure may go up or down; it gives no verdict.
    verdict = Cell(note=_("voorbeeld, telt niet mee")) if one.example else Cell(one.verdict)
    return Row(f"{t.indicator}-{t.area_id}", (Cell(one.label), Cell(one.area_name), start, now, goal, verdict))


def _number(value: float, one: Bound) -> str:
    return fmt.count(value) if one.counted else fmt.rate(value)


def _sources(figures: Iterable[Figure | None], *, example: bool) -> tuple[Source, ...]:
    """Return the datasets of the figures, each once; example figures have no source and say so."""
    if example:
        return (Source(_("Geen bron"), "", _("verzonnen voor deze voorbeeldomgeving"), "", status="example"),)
    used = {figure.dataset for figure in figures if figure is not None}
    return tuple(
        Source(
            publisher=dataset.publisher,
            table=_("tabel %(table)s") % {"table": dataset.table} if dataset.table else "",
            title=dataset.title,
            licence=dataset.licence,
            url=reverse("observe:dataset", args=[dataset.id]),
            note=dataset.note,
        )
        for dataset in store().datasets()
        if dataset.id in used
    )


def claim_codes(
    claim: Claim, named: Mapping[str, tuple[str, ...]], known: Mapping[str, AreaInfo], municipality: str
) -> list[str]:
    """Return the areas with figures that a claim is about: wijken where a name has one, else its buurten.

    A claim without areas is about the whole municipality. Two names within one wijk give that wijk once.
    """
    return list(area_codes(claim.areas, named, known)) if claim.areas else [municipality]


def claim_figures(
    claims: Sequence[tuple[Claim, Sequence[str]]], year: int | None, as_of: datetime | None = None
) -> dict[tuple[str, str], Figure]:
    """Return every figure that stands beside the claims, in one read of the facts."""
    if year is None:
        return {}
    pairs = {(indicator, code) for claim, codes in claims for indicator in claim.indicators for code in codes}
    return figures_of(sorted(pair for pair in pairs if pair[0] in INDICATORS), year, as_of)


def claim_panel(
    claim: Claim,
    codes: Sequence[str],
    figures: Mapping[tuple[str, str], Figure],
    known: Mapping[str, AreaInfo],
    year: int,
    *,
    example: bool,
) -> Panel | None:
    """Return the real (or example) figures beside a claim, a row per area, a column per indicator; None without any."""
    indicators = [
        slug
        for slug in claim.indicators
        if any((f := figures.get((slug, code))) is not None and f.example is example for code in codes)
    ]
    if not indicators:
        return None
    columns = [Column("name", _("Gebied"))]
    columns += [Column(slug, str(INDICATORS[slug].title), Kind.RATE, str(INDICATORS[slug].unit)) for slug in indicators]
    rows = []
    for code in codes:
        cells = [Cell(known[code].name if code in known else code)]
        cells += [_figure_cell(figures.get((slug, code)), example) for slug in indicators]
        rows.append(Row(code, tuple(cells)))
    kind = "example" if example else "real"
    return Panel(
        key=f"claim-{claim.slug}-{kind}",
        title=_("Voorbeeldcijfers hierbij") if example else _("Echte cijfers hierbij"),
        period=str(year),
        columns=tuple(columns),
        rows=tuple(rows),
        sources=_sources((figures.get((slug, code)) for slug in indicators for code in codes), example=example),
        example=example,
    )


def _figure_cell(figure: Figure | None, example: bool) -> Cell:
    if figure is None or figure.example is not example:
        return Cell(note=_("geen cijfer"))
    shown = figure.shown
    href = figure_url(figure.indicator, figure.area, figure.year)
    if shown is None:
        return Cell(note=_("niet gepubliceerd"), href=href)
    return Cell(round(shown, 4), figure.lower, figure.upper, example=example, href=href)
