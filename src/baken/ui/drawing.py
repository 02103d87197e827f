# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a panel and its geometry to what the chart templates show: texts beside positions."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from . import format as f
from . import marks
from .charts import bars, change, interval, trend
from .charts import expected as expectations
from .charts import map as maps
from .panels import Cell, Column, Kind, Panel, Row

TEXTUAL = {Kind.TEXT, Kind.DATE, Kind.VERDICT, Kind.STANDING, Kind.STATUS}
Context = dict[str, Any]
AXIS_LETTERS = 12
"""A reference with a longer name has only its number at the axis; the line below the heading names it."""


def frame(panel: Panel, *, level: int, title: bool, source: bool, word: str = "") -> Context:
    """Return what every figure shows: heading, unit and period, and whether all of it is example.

    `word` is the text of the example tag in the heading.
    """
    about = ", ".join(part for part in (panel.subtitle or panel.unit, panel.period) if part)
    return {
        "panel": panel,
        "level": 2 if level == 2 else 3,
        "title": title,
        "source": source,
        "about": about,
        "example": panel.example,
        "word": word or _("voorbeeldcijfers"),
        "uid": re.sub(r"[^a-zA-Z0-9]+", "-", panel.key) or "panel",
    }


def numeric(column: Column) -> bool:
    """Return whether a column is aligned to the right."""
    return column.kind not in TEXTUAL


def lines(panel: Panel, columns: Sequence[Column]) -> list[Context]:
    """Return the rows of a plain table: the first column heads the row, intervals stand below their figure."""
    places = [panel.column(column.key) for column in columns]
    found = []
    for row in panel.rows:
        cells = [
            {
                "column": column,
                "html": marks.cell(row.cells[at], column),
                "interval": f.interval(row.cells[at], column.kind),
                "numeric": numeric(column),
            }
            for column, at in zip(columns, places, strict=True)
        ]
        found.append({"row": row, "head": cells[0], "cells": cells[1:]})
    return found


def table(panel: Panel, *, stack: bool, **look: Any) -> Context:
    """Return a panel as a table."""
    columns = [{"column": column, "numeric": numeric(column)} for column in panel.columns]
    return frame(panel, **look) | {"columns": columns, "lines": lines(panel, panel.columns), "stack": stack}


def _wide(panel: Panel, dots: interval.Dots, label: str, value: str) -> Context:
    """Rank and change share one table: name, other columns in their order, the plot before the figure, the verdict."""
    known = {column.key: column for column in panel.columns}
    others = [c for c in panel.columns if c.key not in (label, value, "verdict")]
    verdict = known.get("verdict")
    at = {key: panel.column(key) for key in known}
    rows = []
    for dot in dots.rows:
        cells = dot.row.cells
        rows.append(
            {
                "dot": dot,
                "total": dot.row.total,
                "name": marks.cell(cells[at[label]], known[label]),
                "others": [
                    {
                        "html": marks.cell(cells[at[c.key]], c),
                        "numeric": numeric(c),
                        "interval": f.interval(cells[at[c.key]], c.kind),
                    }
                    for c in others
                ],
                "value": marks.cell(cells[at[value]], known[value]),
                "interval": f.interval(cells[at[value]], known[value].kind),
                "verdict": marks.cell(cells[at["verdict"]], verdict) if verdict else "",
            }
        )
    return {
        "rows": rows, "dots": dots, "label": known[label], "value": known[value], "verdict": verdict,
        "others": [{"column": c, "numeric": numeric(c)} for c in others],
        "ticks": [(tick, _end(tick.value, known[value].kind)) for tick in dots.ticks],
    }  # fmt: skip


def _end(value: float, kind: Kind) -> str:
    return f.change(value) if kind is Kind.CHANGE else _axis(value)


def _axis(value: float) -> str:
    """A number at an axis: as few decimals as it needs."""
    for places in (0, 1, 2):
        if abs(round(value, places) - value) < 1e-9:
            return f.decimal(value, places)
    return f.decimal(value, 3)


def rank(panel: Panel, label: str, value: str, *, numbered: bool, **look: Any) -> Context:
    """Return interval dots with their table."""
    shown = frame(panel, **look)
    if not panel.rows:
        return shown | {"empty": True}
    dots = interval.interval_dots(panel, value)
    drawn = shown | _wide(panel, dots, label, value) | {"numbered": numbered}
    hint = _("Punt = cijfer, streep = 95%-marge.")
    if panel.reference is None:
        return drawn | {"hint": hint}
    number = f.number(panel.reference, panel.columns[panel.column(value)].kind)
    name = panel.reference_label
    told = {"name": name or _("vergelijking"), "number": number}
    return drawn | {
        "line_text": number,
        "line_name": name if len(name) + len(number) < AXIS_LETTERS else "",
        "hint": _("Punt = cijfer, streep = 95%%-marge, stippellijn = %(name)s (%(number)s).") % told,
    }


def changes(panel: Panel, label: str, value: str, **look: Any) -> Context:
    """Return change dots with their table."""
    shown = frame(panel, **look)
    if not panel.rows:
        return shown | {"empty": True}
    dots = change.change_dots(panel, value)
    hint = _("Punt = verandering, streep = 95%-marge. Raakt de streep de nullijn, dan is er geen aantoonbaar verschil.")
    return shown | _wide(panel, dots, label, value) | {"line_text": "0", "numbered": False, "hint": hint}


def series(panel: Panel, value: str, top: float | None, **look: Any) -> Context:
    """Return a trend with its table and, in words, what the drawing leaves open."""
    shown = frame(panel, **look)
    drawn = trend.trend(panel, value, top)
    if all(point.y is None for point in drawn.points):
        return shown | {"empty": True}
    kind = panel.columns[panel.column(value)].kind
    texts = {point.row.key: _year(panel, point.row) for point in drawn.points}
    valued = [(p, f.number(panel.cell(p.row, value).value, kind)) for p in drawn.points if p.valued]
    columns = [c for c in panel.columns if c.key != "break"]
    return shown | {
        "trend": drawn,
        "example": panel.example or drawn.example,
        "years": [(p, texts[p.row.key]) for p in drawn.points if p.labelled],
        "values": valued,
        "ticks": [(_axis(v), y) for v, y in drawn.ticks],
        "bands": [_band(run) for run in drawn.runs if len(run) > 1 and all(p.lower is not None for p in run)],
        "paths": [_line([(p.x, p.y or 0.0) for p in run]) for run in drawn.runs if len(run) > 1],
        "references": [_line(line) for line in drawn.reference],
        "spoken": _spoken(panel, drawn, valued, texts),
        "gaps": [(texts[p.row.key], _why(panel, p.row, value)) for p in drawn.missing],
        "breaks": [(texts[b.row.key], b.note) for b in drawn.breaks],
        "columns": [{"column": c, "numeric": numeric(c)} for c in columns],
        "lines": lines(panel, columns),
    }


def _year(panel: Panel, row: Row) -> str:
    keys = {column.key for column in panel.columns}
    return str(panel.cell(row, "year").value) if "year" in keys else row.key


def _why(panel: Panel, row: Row, value: str) -> str:
    missing: Cell = panel.cell(row, value)
    return _("staat in de tabel") if missing.value is not None else missing.note or f.missing()


def _band(run: Sequence[trend.Point]) -> str:
    there = [f"{p.x:.1f} {p.upper:.1f}" for p in run]
    back = [f"{p.x:.1f} {p.lower:.1f}" for p in reversed(run)]
    return " ".join(there + back)


def _line(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _spoken(panel: Panel, drawn: trend.Trend, valued: Sequence[tuple[trend.Point, str]], texts: dict[str, str]) -> str:
    """What a screen reader says for the picture; the numbers follow in the table."""
    ends = ", ".join(f"{texts[p.row.key]}: {text}" for p, text in valued)
    word = _("Voorbeeldcijfers. ") if drawn.example or panel.example else ""
    return f"{word}{panel.title}. {ends}"


def expected(panel: Panel, marked: str, **look: Any) -> Context:
    """Return counts beside what was expected, with their table; `marked` is the key of the row that it is about."""
    shown = frame(panel, **look)
    drawn = expectations.expected(panel, marked)
    if not drawn.marks:
        return shown | {"empty": True}
    about = next((m for m in drawn.marks if m.marked), None)
    kind = panel.columns[panel.column("count")].kind
    told = f.number(panel.cell(about.row, "count").value, kind) if about else ""
    word = _("Voorbeeldcijfers. ") if panel.example else ""
    named = f"{_year(panel, about.row)}: {told}" if about else ""
    return shown | {
        "drawn": drawn,
        "counts": [_line(line) for line in drawn.counts],
        "expected": [_line(line) for line in drawn.expected],
        "upper": [_line(line) for line in drawn.upper],
        "ticks": [(_axis(v), y) for v, y in drawn.ticks],
        "labels": [(x, _year(panel, row)) for x, row in drawn.labels],
        "marked": about,
        "marked_text": told,
        "spoken": f"{word}{panel.title}. {named}",
        "columns": [{"column": c, "numeric": numeric(c)} for c in panel.columns],
        "lines": lines(panel, panel.columns),
    }


def bar_list(panel: Panel, label: str, value: str, top: float | None, **look: Any) -> Context:
    """Return bars with their texts and table."""
    shown = frame(panel, **look)
    if not panel.rows:
        return shown | {"empty": True}
    column = panel.columns[panel.column(value)]
    found = []
    for bar in bars.bars(panel, value, top):
        cell = panel.cell(bar.row, value)
        text = f.cell_text(cell, column.kind)
        if bar.example and bar.width is not None:
            text = _("%(figure)s voorbeeld") % {"figure": text}
        name = f.cell_text(panel.cell(bar.row, label), Kind.TEXT)
        margin = f.interval(cell, column.kind)
        spoken = f"{name}: {text}" + (f", {_('95%-marge')} {margin}" if margin else "")
        found.append({"bar": bar, "text": text, "name": name, "spoken": spoken})
    columns = [{"column": c, "numeric": numeric(c)} for c in panel.columns]
    return shown | {
        "bars": found,
        "hint": _("Dunne streep = 95%-marge."),
        "columns": columns,
        "lines": lines(panel, panel.columns),
    }


def map_of(panel: Panel, shapes: Sequence[maps.MapShape], gap: str, **look: Any) -> Context:
    """Return a map with its key."""
    shown = frame(panel, **look)
    if not shapes:
        return shown | {"empty": True}
    drawn = maps.draw([shape if shape.label else _labelled(shape) for shape in shapes])
    return shown | {
        "map": drawn,
        "areas": [
            {"area": a, "spoken": f"{a.shape.name}: {a.shape.label}" + (f" {panel.unit}" if panel.unit else "")}
            for a in drawn.areas
        ],
        "key": [(step, _step(step)) for step in drawn.steps],
        "gap": gap or _("geen cijfer of te weinig inwoners"),
    }


def _labelled(shape: maps.MapShape) -> maps.MapShape:
    return replace(shape, label=f.rate(shape.value))


def _step(step: maps.Step) -> str:
    if step.low is None and step.high is None:
        return _("overal gelijk")
    if step.low is None:
        return _("tot %(high)s") % {"high": _axis(step.high or 0.0)}
    if step.high is None:
        return _("%(low)s of meer") % {"low": _axis(step.low)}
    return _("%(low)s tot %(high)s") % {"low": _axis(step.low), "high": _axis(step.high)}


def knowledge(panel: Panel) -> Context:
    """Return when the panel's figures were retrieved and their standing: example before provisional before final."""
    statuses = [source.status for source in panel.sources]
    order = ("example", "withheld", "provisional", "final")
    status = "example" if panel.example else next((s for s in order if s in statuses), "")
    retrieved = sorted({source.retrieved for source in panel.sources if source.retrieved})
    return {
        "retrieved": retrieved[-1] if retrieved else "",
        "status": f.status_word(status) if status else "",
        "is_example": status == "example",
    }
