# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From points to pictures: interval dots, change dots, trend and example bars, as SVG (PDF) or PNG (Word)."""

from functools import cache
from pathlib import Path
from typing import Any

from baken.ui.panels import Panel

from ..formats import number
from . import style
from .points import Point, domain_of, points_of

FONTS = Path(__file__).resolve().parent.parent / "fonts"
PNG_SCALE = 2.5
PLAIN = "format(datum.value, ',~f')"
SIGNED = "datum.value == 0 ? '0' : format(datum.value, '+,~f')"
DUTCH = {
    "decimal": ",",
    "thousands": ".",
    "grouping": [3],
    "currency": ["€\N{NO-BREAK SPACE}", ""],
    "minus": "\N{MINUS SIGN}",
}


def svg_of(panel: Panel) -> str:
    """Return the chart of a panel as SVG text, or an empty string where there is nothing to draw."""
    if not panel.chart or not panel.rows:
        return ""
    points = points_of(panel)
    if all(point.value is None for point in points):
        return ""
    layers = _trend(panel, points) if panel.chart == "trend" else _rows(panel, points)
    return str(_converter().vegalite_to_svg(layers, allowed_base_urls=[], format_locale=DUTCH, show_warnings=False))


def png_of(svg: str) -> bytes:
    """Return SVG text as PNG, sharp enough for print."""
    return bytes(_converter().svg_to_png(svg, scale=PNG_SCALE))


@cache
def _converter() -> Any:
    import vl_convert  # loads a script engine: only when there is something to draw

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def _chart(points: tuple[Point, ...]) -> Any:
    import altair

    return altair.Chart(altair.Data(values=[point.data() for point in points]))


def _spec(layers: list[Any], *, width: int, height: int) -> dict[str, Any]:
    import altair

    chart = altair.layer(*layers).properties(width=width, height=height, config=style.CONFIG)
    return dict(chart.to_dict())


def _rows(panel: Panel, points: tuple[Point, ...]) -> dict[str, Any]:
    """One row each: name, interval with dot (or hatched bar), value in words at the right."""
    import altair as alt

    change = panel.chart == "change"
    low, high = domain_of(points, None if change else panel.reference, around_zero=change)
    height = style.ROW * len(points)
    y = alt.Y("order:O", axis=_names_axis(points), scale=alt.Scale(paddingInner=0.3, paddingOuter=0.2))
    scale = alt.Scale(domain=[low, high], nice=False)
    x = alt.X(
        "value:Q",
        scale=scale,
        axis=alt.Axis(
            title=panel.unit or None, tickCount=5, labelExpr=SIGNED if change else PLAIN, domain=False, ticks=False
        ),
    )
    drawn = tuple(p for p in points if p.value is not None and not p.beyond)
    layers = [_chart(points).mark_point(opacity=0).encode(y=y)]
    if panel.chart == "bars":
        layers += _bars(drawn, x, y, scale, low, high)
    else:
        layers += _dots(drawn, x, y, scale)
    mark_at = 0.0 if change else panel.reference
    if mark_at is not None:
        layers += _reference(mark_at, panel.reference_label if not change else "geen verschil", height)
    labels = _chart(points).encode(y=y, text="label:N")
    layers.append(
        labels.mark_text(align="left", x=style.WIDTH + 10, fontSize=10.5).encode(
            color=alt.condition("datum.example", alt.value(style.EXAMPLE), alt.value(style.INK))
        )
    )
    return _spec(layers, width=style.WIDTH, height=height)


def _names_axis(points: tuple[Point, ...]) -> Any:
    import altair as alt

    names = {str(p.order): p.name if len(p.name) <= 48 else p.name[:47] + "…" for p in points}
    return alt.Axis(
        title=None,
        domain=False,
        ticks=False,
        labelLimit=260,
        labelColor=style.INK,
        labelExpr=f"({_json(names)})[datum.value]",
        labelPadding=8,
    )


def _json(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=True)


def _colour(point: Point) -> str:
    return style.EXAMPLE if point.example else style.VERDICT_COLOURS.get(point.verdict, style.ACCENT)


def _dots(points: tuple[Point, ...], x: Any, y: Any, scale: Any) -> list[Any]:
    import altair as alt

    layers = []
    for colour in dict.fromkeys(map(_colour, points)):
        chosen = tuple(p for p in points if _colour(p) == colour)
        example = colour == style.EXAMPLE
        bounded = tuple(p for p in chosen if p.lower is not None and p.upper is not None)
        if bounded:
            bar = _chart(bounded).mark_rule(strokeWidth=2, color=colour, strokeDash=[4, 3] if example else [1, 0])
            layers.append(bar.encode(y=y, x=alt.X("lower:Q", scale=scale), x2="upper:Q"))
        for shape in dict.fromkeys(style.VERDICT_SHAPES.get(p.verdict, "circle") for p in chosen):
            hollow = example or any(p.verdict == "not_assessable" for p in chosen)
            same = tuple(p for p in chosen if style.VERDICT_SHAPES.get(p.verdict, "circle") == shape)
            dot = _chart(same).mark_point(
                shape=shape,
                size=75,
                filled=True,
                fill="#ffffff" if hollow else colour,
                stroke=colour,
                strokeWidth=1.6,
                opacity=1,
            )
            layers.append(dot.encode(x=x, y=y))
    return layers


def _bars(points: tuple[Point, ...], x: Any, y: Any, scale: Any, low: float, high: float) -> list[Any]:
    import altair as alt

    layers = []
    real = tuple(p for p in points if not p.example)
    if real:
        layers.append(_chart(real).mark_bar(color=style.ACCENT).encode(x=x, y=y))
    example = tuple(p for p in points if p.example)
    if example:
        box = _chart(example).mark_bar(color="#ffffff", stroke=style.EXAMPLE, strokeWidth=1.2)
        layers.append(box.encode(x=x, y=y))
        layers.append(_hatch(example, y, low, high, scale))
    bounded = tuple(p for p in points if p.lower is not None and p.upper is not None)
    if bounded:
        rule = _chart(bounded).mark_rule(strokeWidth=1.5, color=style.INK)
        layers.append(rule.encode(y=y, x=alt.X("lower:Q", scale=scale), x2="upper:Q"))
    return layers


def _hatch(points: tuple[Point, ...], y: Any, low: float, high: float, scale: Any) -> Any:
    """Slanted strokes inside each example bar: the hatch survives a copier, colour doesn't."""
    import altair as alt

    stroke, gap = style.ROW * 0.6, 7.0
    per_point = (high - low) / style.WIDTH
    marks = [
        {"order": p.order, "at": at}
        for p in points
        if p.value is not None
        for at in _steps(min(0.0, p.value), max(0.0, p.value), per_point * gap, per_point * stroke / 2)
    ]
    return (
        alt.Chart(alt.Data(values=marks))
        .mark_point(shape=style.HATCH, size=stroke**2, stroke=style.EXAMPLE, strokeWidth=1.1, opacity=1, filled=False)
        .encode(x=alt.X("at:Q", scale=scale), y=y)
    )


def _steps(start: float, end: float, step: float, margin: float) -> list[float]:
    room = end - start - 2 * margin
    if room < 0 or step <= 0:
        return []
    return [start + margin + i * step for i in range(int(room / step) + 1)]


def _reference(at: float, label: str, height: int) -> list[Any]:
    import altair as alt

    base = alt.Chart(alt.Data(values=[{"at": at, "label": label}]))
    where = alt.X("at:Q")
    layers = [base.mark_rule(strokeDash=[2, 2], color=style.INK, strokeWidth=1.2).encode(x=where)]
    if label:
        text = base.mark_text(y=-6, baseline="bottom", fontSize=10.5, fontWeight=600, color=style.INK)
        layers.append(text.encode(x=where, text="label:N"))
    return layers


def _trend(panel: Panel, points: tuple[Point, ...]) -> dict[str, Any]:
    """Line, dots and band from 0 up; the first and last value are written; a gap where a year has no figure."""
    import altair as alt

    reference = _reference_points(panel)
    low, high = domain_of(points, *(value for _, value in reference))
    example = any(p.example for p in points)
    colour = style.EXAMPLE if example else style.ACCENT
    x = alt.X(
        "name:O",
        sort=[p.name for p in points],
        axis=alt.Axis(title=None, labelAngle=0, ticks=False, grid=False, labelOverlap="greedy"),
        scale=alt.Scale(paddingOuter=0.4),
    )
    scale = alt.Scale(domain=[low, high], nice=False)
    axis = alt.Axis(title=None, tickCount=4, labelExpr=PLAIN, domain=False, ticks=False)
    y = alt.Y("value:Q", scale=scale, axis=axis)
    drawn = tuple(p for p in points if p.value is not None)
    bounded = tuple(p for p in drawn if p.lower is not None and p.upper is not None)
    layers = [_chart(points).mark_point(opacity=0).encode(x=x)]
    if bounded:
        band = _chart(bounded).mark_area(opacity=0.16, color=colour)
        layers.append(band.encode(x=x, y=alt.Y("lower:Q", scale=scale, axis=axis), y2="upper:Q", detail="segment:N"))
    if reference:
        values = [{"name": name, "reference": value} for name, value in reference]
        grey = alt.Chart(alt.Data(values=values)).mark_line(color=style.STRONG, strokeWidth=1.5)
        layers.append(grey.encode(x=x, y=alt.Y("reference:Q", scale=scale, axis=axis)))
    dash = [5, 3] if example else [1, 0]
    line = _chart(drawn).mark_line(color=colour, strokeWidth=2.5, strokeDash=dash)
    layers.append(line.encode(x=x, y=y, detail="segment:N"))
    dots = _chart(drawn).mark_point(
        size=55, filled=True, fill="#ffffff" if example else colour, stroke=colour, strokeWidth=1.6, opacity=1
    )
    layers.append(dots.encode(x=x, y=y))
    layers += _trend_words(points, drawn, reference, x, y, scale)
    return _spec(layers, width=460, height=150)


def _trend_words(
    points: tuple[Point, ...], drawn: tuple[Point, ...], reference: list[tuple[str, float]], x: Any, y: Any, scale: Any
) -> list[Any]:
    """First and last value beside their dots, on the side away from the reference; a word where a year has no figure."""
    import altair as alt

    beside, layers = dict(reference), []
    for point in dict.fromkeys((drawn[0], drawn[-1])):
        below = beside.get(point.name, -1.0) >= (point.value or 0.0)
        colour = style.EXAMPLE if point.example else style.ACCENT
        words = _chart((point,)).mark_text(dy=15 if below else -13, fontWeight=600, fontSize=11, color=colour)
        layers.append(words.encode(x=x, y=y, text="label:N"))
    gaps = tuple(p for p in points if p.value is None)
    if gaps:
        word = _chart(gaps).mark_text(y=142, fontSize=8.5, color=style.SOFT)
        layers.append(word.encode(x=x, text="label:N"))
    if reference:
        name, value = reference[-1]
        end = alt.Chart(alt.Data(values=[{"name": name, "reference": value, "label": _reference_label(value)}]))
        grey = end.mark_text(dx=14, align="left", fontSize=10, color=style.SOFT)
        layers.append(grey.encode(x=x, y=alt.Y("reference:Q", scale=scale), text="label:N"))
    return layers


def _reference_label(value: float) -> str:
    return number(value, 1)


def _reference_points(panel: Panel) -> list[tuple[str, float]]:
    if "reference" not in [column.key for column in panel.columns]:
        return []
    names = [point.name for point in points_of(panel)]
    found = [panel.cell(row, "reference").value for row in panel.rows]
    return [(n, float(v)) for n, v in zip(names, found, strict=True) if isinstance(v, int | float)]
