# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is done with the facts of one municipality. Pure: rows in, rows out; no Django set up, no store, no clock.

Both engines call these, so what they answer can't differ by more than the rows that they were given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa

from baken.cores.earlywarning import FarringtonConfig, Reason, benjamini_hochberg, calibrate, farrington_flexible
from baken.observe.facts.rows import as_facts
from baken.observe.facts.schema import NATION
from baken.observe.picture import judging as picture
from baken.observe.picture.figures import Figure
from baken.observe.picture.indicators import Indicator, catalogue
from baken.observe.picture.series import POPULATION, Series, arrange
from baken.observe.themes import may_be_shown

LEVELS = ("municipality", "wijk", "buurt")
MONTH = re.compile("[12][0-9]{3}-(0[1-9]|1[0-2])")
BASELINE = FarringtonConfig.monthly()

PICTURE = pa.schema(
    [
        ("municipality", pa.string()),
        ("indicator", pa.string()),
        ("level", pa.string()),
        ("area", pa.string()),
        ("year", pa.int32()),
        ("dataset", pa.string()),
        ("status", pa.string()),
        ("value", pa.float64()),
        ("rate", pa.float64()),
        ("lower", pa.float64()),
        ("upper", pa.float64()),
        ("population", pa.int64()),
        ("population_year", pa.int32()),
        ("reason", pa.string()),
        ("versus", pa.int32()),
        ("difference", pa.float64()),
        ("verdict", pa.string()),
        ("ratio", pa.float64()),
        ("ratio_lower", pa.float64()),
        ("ratio_upper", pa.float64()),
        ("p_value", pa.float64()),
        ("adjusted_p", pa.float64()),
        ("rest_verdict", pa.string()),
        ("rest_ratio", pa.float64()),
    ]
)
"""A row of the picture: as ``Figure``, its change and how it stands beside the rest of the municipality."""

EARLY_WARNING = pa.schema(
    [
        ("municipality", pa.string()),
        ("dataset", pa.string()),
        ("indicator", pa.string()),
        ("area", pa.string()),
        ("level", pa.string()),
        ("period", pa.string()),
        ("observed", pa.float64()),
        ("expected", pa.float64()),
        ("upper", pa.float64()),
        ("p_value", pa.float64()),
        ("deepest", pa.bool_()),
        ("q_value", pa.float64()),
        ("reason", pa.string()),
    ]
)
"""A row of early warning. ``p_value`` is calibrated, ``deepest`` says to print it as "smaller than"; ``q_value`` is
Benjamini-Hochberg within the municipality; ``reason`` why there is no verdict, empty where there is."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to do per municipality: ``work`` takes its facts (FACT_SCHEMA) and returns rows of ``schema``.

    ``indicators``: None for all that are stored. ``periods``: the months that are read, None for all; ``period_kind``: "year"
    or "month".
    """

    name: str
    work: Callable[[pa.Table], pa.Table]
    schema: pa.Schema
    period_kind: str
    indicators: tuple[str, ...] | None
    periods: tuple[str, ...] | None = None

    def in_order(self, rows: pa.Table) -> pa.Table:
        """Sort rows of all municipalities, so that two engines answer alike."""
        keys = [n for n in ("municipality", "dataset", "indicator", "level", "area") if n in self.schema.names]
        return rows.sort_by([(name, "ascending") for name in keys])


def picture_job(year: int, indicators: tuple[str, ...] | None = None) -> Job:
    """The picture of a year: every indicator of Baken (or ``indicators``), every area, with rates, intervals and verdicts.

    ValueError for an indicator that isn't Baken's.
    """
    if unknown := sorted(set(indicators or ()) - set(catalogue())):
        raise ValueError(f"indicators: {', '.join(unknown)} isn't an indicator of the picture")
    wanted = (*(indicators or catalogue()), POPULATION)
    return Job("picture", partial(figures, year=year), PICTURE, "year", wanted)


def early_warning_job(month: str, indicators: tuple[str, ...] | None = None) -> Job:
    """Early warning for a month ("2026-10"), of all monthly counts (or of ``indicators``). ValueError for no month."""
    names = tuple(months(month, BASELINE.reach + 1))
    return Job("early warning", partial(unusual, month=month), EARLY_WARNING, "month", indicators, names)


def months(last: str, number: int) -> Iterator[str]:
    """The ``number`` months up to and including ``last``, oldest first."""
    at = _month(last)
    return (f"{m // 12:04d}-{m % 12 + 1:02d}" for m in range(at - number + 1, at + 1))


def figures(rows: pa.Table, *, year: int) -> pa.Table:
    """Return the picture (PICTURE) of one municipality from its yearly facts: as its pages tell it."""
    facts = as_facts(rows)
    if not facts or facts[0].municipality == NATION:
        return PICTURE.empty_table()
    municipality = facts[0].municipality
    known = catalogue()
    series = arrange(facts, known)
    areas: dict[str, list[str]] = {level: [] for level in LEVELS}
    for area, level in sorted({(fact.area, fact.level) for fact in facts}):
        areas.setdefault(level, []).append(area)
    told = []
    for slug in sorted({fact.indicator for fact in facts} & set(known)):
        whole = picture.figure(series, known[slug], municipality, year)
        for level in LEVELS:
            told += [_row(municipality, level, f) for f in _family(series, known[slug], level, areas, whole, year)]
    return pa.Table.from_pylist(told, schema=PICTURE)


def _family(
    series: Series, indicator: Indicator, level: str, areas: dict[str, list[str]], whole: Figure | None, year: int
) -> list[Figure]:
    """Figures of one level, judged as ``queries.Picture`` does."""
    if not indicator.is_count:
        found = picture.family(series, indicator, areas[level], year)
    else:
        parts = "wijk" if level == "municipality" else level
        wildness: picture.Wildness | None = picture.dispersion(series, indicator, areas[parts])
        if level == "municipality":
            if wildness is None and areas["wijk"]:
                wildness = picture.ONLY_CHANCE
            codes = areas[level]
            found = {
                code: f
                for area in codes
                for code, f in picture.alone(series, indicator, area, year, versus=None, wildness=wildness).items()
            }
        else:
            told = picture.family(series, indicator, areas[level], year, wildness=wildness)
            found = picture.beside_rest(told, whole, wildness)
    return [found[area] for area in sorted(found)]


def _row(municipality: str, level: str, f: Figure) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(f, name) for name in PICTURE.names if hasattr(f, name)}
    row |= {"municipality": municipality, "level": level}
    if f.change is not None:
        row |= {name: getattr(f.change, name) for name in ("versus", "difference", "ratio", "p_value", "adjusted_p")}
        row |= {"ratio_lower": f.change.ratio_lower, "ratio_upper": f.change.ratio_upper}
        row["verdict"] = str(f.change.verdict)
    if f.rest is not None:
        row |= {"rest_verdict": str(f.rest.verdict), "rest_ratio": f.rest.ratio}
    return row


def unusual(rows: pa.Table, *, month: str) -> pa.Table:
    """Return early warning (EARLY_WARNING) of one municipality from its monthly facts; series without any fact are absent.

    So are those that may not be told apart at their level: a sensitive theme by buurt (`observe.themes`), as on the pages.
    """
    shown = [may_be_shown(level, indicator=slug) for slug, level in _pairs(rows, "indicator", "level")]
    rows = rows.filter(pa.array(shown, pa.bool_()))
    if not rows.num_rows or rows["municipality"][0].as_py() == NATION:
        return EARLY_WARNING.empty_table()
    keys = rows.select(["dataset", "indicator", "area", "level"]).group_by(["dataset", "indicator", "area", "level"])
    series = keys.aggregate([]).sort_by([(name, "ascending") for name in ("dataset", "indicator", "area")])
    place = {key: at for at, key in enumerate(zip(*(c.to_pylist() for c in series.columns), strict=True))}
    names = ("dataset", "indicator", "area", "level")
    at = [place[key] for key in zip(*(rows[name].to_pylist() for name in names), strict=True)]
    width, now = BASELINE.reach + 1, _month(month)
    column = np.array([_month(text) for text in rows["period"].to_pylist()]) - (now - width + 1)
    within = (column >= 0) & (column < width)
    counts = np.full((len(place), width), np.nan)
    counts[np.array(at)[within], column[within]] = rows["value"].to_numpy()[within]
    found = farrington_flexible(counts, at=width - 1, config=BASELINE)
    judged = calibrate(found)
    told = {name: series[name] for name in names}
    told |= {
        "municipality": [rows["municipality"][0].as_py()] * len(place),
        "period": [month] * len(place),
        "observed": found.observed[:, 0],
        "expected": found.expected[:, 0],
        "upper": found.upper[:, 0],
        "p_value": judged.p_value[:, 0],
        "deepest": judged.deepest[:, 0],
        "q_value": benjamini_hochberg(judged.p_value)[:, 0],
        "reason": [Reason(code).name.lower() if code else "" for code in judged.reason[:, 0].tolist()],
    }
    # NaN is how numpy says unknown; in a table that is null
    return pa.table([pa.array(told[f.name], f.type, from_pandas=True) for f in EARLY_WARNING], schema=EARLY_WARNING)


def _pairs(rows: pa.Table, *names: str) -> Iterator[tuple[str, ...]]:
    return zip(*(rows[name].to_pylist() for name in names), strict=True)


def _month(text: str) -> int:
    """Months since the year 0; ValueError for what is no month."""
    if not MONTH.fullmatch(text):
        raise ValueError(f"month must be one such as 2026-10, got {text!r}")
    return 12 * int(text[:4]) + int(text[5:]) - 1
