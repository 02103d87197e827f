# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From monthly series to the few rises that are worth reading. Pure: no database, no clock, no words.

The arithmetic is `baken.cores.earlywarning`; what is decided here is which series are judged together, which are left out
beforehand, what is shown and in which order. docs/models/earlywarning.md, docs/alerts.md.
"""

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace

import numpy as np

from baken.cores.earlywarning import (
    Calibrated,
    Detection,
    FarringtonConfig,
    Reason,
    benjamini_hochberg,
    calibrate,
    farrington_flexible,
)
from baken.cores.earlywarning.calibrate import NUMBER, SEED

from .months import between
from .shapes import FDR, METHOD, Assessment, Point, Rise, Series
from .themes import may_be_shown

BOUND = 0.01
"""The line in the chart: above it, chance alone brings a quiet series in at most this share of the months."""
LEAST_MEAN = 0.5
"""Events a month. Below it, on average over the baseline, a rise can hardly ever be told from chance: such series are left
out beforehand, by what came before the month that is judged, so that they don't make it harder for the others."""
DRAWN = 25
"""Months in the chart."""
TOO_RARE = "too_rare"


def settings_of(config: FarringtonConfig | None = None) -> str:
    """Return as canonical JSON everything that was set."""
    told = {
        "farrington": asdict(config or FarringtonConfig.monthly()),
        "calibration": {"seed": SEED, "number": NUMBER},
        "fdr": FDR,
        "bound": BOUND,
        "least_mean": LEAST_MEAN,
        "method": METHOD,
    }
    return json.dumps(told, sort_keys=True, separators=(",", ":"))


def digest(series: Iterable[Series], period: str) -> str:
    """Return the SHA-256 of what goes in: every series up to and including the month that is judged. Order doesn't matter."""
    rows = sorted(
        [
            one.source,
            one.indicator,
            one.area,
            [[m, c] for m, c in zip(one.months, one.counts, strict=True) if m <= period],
        ]
        for one in series
    )
    return hashlib.sha256(json.dumps([period, rows], separators=(",", ":")).encode()).hexdigest()


def assess(
    series: Sequence[Series], period: str, config: FarringtonConfig | None = None, *, whole: str = ""
) -> Assessment:
    """Judge the month `period` of all series together and return the rises, the rarest and largest first.

    Series of a theme or level that may not be shown take no part at all. Nothing after `period` is looked at. `whole` is the
    code of the municipality, by which a rise is told whose own figures may not be.
    """
    config = config or FarringtonConfig.monthly()
    taking = sorted(
        (one for one in series if may_be_shown(one.indicator, one.level, one.theme)),
        key=lambda one: (one.indicator, one.area),
    )
    hashed = digest(taking, period)
    firsts = [one.months[0] for one in taking if one.months]
    if not firsts or min(firsts) > period:
        return Assessment(period, (), 0, {}, hashed)
    names = between(min(firsts), period)
    table = np.array([_row(one, names) for one in taking])
    now = len(names) - 1
    judged = calibrate(found := farrington_flexible(table, at=now, config=config))
    p = judged.p_value[:, 0].copy()
    reasons = [_reason(int(code)) for code in judged.reason[:, 0]]
    needed = names[max(0, now - config.reach)]
    for i, one in enumerate(taking):
        if reasons[i] == "missing" and (not one.months or one.months[0] > needed):
            reasons[i] = "too_short"
    rare = _too_rare(table, now, config)
    for i in np.flatnonzero(rare).tolist():
        if reasons[i] not in {"too_short", "missing"}:
            reasons[i] = TOO_RARE
            p[i] = np.nan
    q = benjamini_hochberg(p)
    with np.errstate(invalid="ignore"):
        raised = np.flatnonzero((q <= FDR) & (table[:, now] > found.expected[:, 0]))
    charts = _charts(table[raised], names, config)
    rises = [
        (_rise(taking[i], found, judged, i, float(q[i]), points), taking[i])
        for i, points in zip(raised.tolist(), charts, strict=True)
    ]
    left_out = Counter(reason for reason in reasons if reason)
    return Assessment(period, tuple(_told(rises, whole)), reasons.count(""), dict(sorted(left_out.items())), hashed)


def _row(one: Series, names: Sequence[str]) -> list[float]:
    known = dict(zip(one.months, one.counts, strict=True))
    return [math.nan if (value := known.get(name)) is None else float(value) for name in names]


def _reason(code: int) -> str:
    return "" if code == Reason.ASSESSED else Reason(code).name.lower()


def _too_rare(table: np.ndarray, now: int, config: FarringtonConfig) -> np.ndarray:
    """Whether a series has too few events on average in the baseline; never by the month that is judged."""
    past = table[:, max(0, now - config.reach) : max(0, now - config.left_out)]
    if past.shape[1] == 0:
        return np.zeros(len(table), dtype=bool)
    known = ~np.isnan(past)
    total, number = np.where(known, past, 0).sum(axis=1), known.sum(axis=1)
    return np.asarray((number > 0) & (total < LEAST_MEAN * number))


def _rise(one: Series, found: Detection, judged: Calibrated, i: int, q: float, points: tuple[Point, ...]) -> Rise:
    return Rise(
        source=one.source,
        indicator=one.indicator,
        area=one.area,
        level=one.level,
        count=int(found.observed[i, 0]),
        expected=round(float(found.expected[i, 0]), 2),
        upper=points[-1].upper,
        p_value=float(judged.p_value[i, 0]),
        deepest=bool(judged.deepest[i, 0]),
        q_value=q,
        points=points,
        example=one.example,
    )


def _told(rises: Iterable[tuple[Rise, Series]], whole: str) -> list[Rise]:
    """Return rises, the most urgent first, without any count that may not be told.

    Small counts of own records are left out of the chart. Where the count of the month itself is small, the rise is told of
    the municipality (`whole`), without figures; not at all where the municipality has a rise of that theme by itself.
    """
    told: dict[tuple[str, str], Rise] = {}
    for rise, one in sorted(rises, key=lambda pair: _urgency(pair[0])):
        if _small(rise.count, one.withheld):
            coarse = replace(rise, area=whole, level="municipality", count=None, expected=0.0, upper=None, points=())
            told.setdefault((rise.indicator, whole), coarse)
            continue
        points = tuple(replace(p, count=None) if _small(p.count, one.withheld) else p for p in rise.points)
        told[rise.indicator, rise.area] = replace(rise, points=points)
    return sorted(told.values(), key=_urgency)


def _small(count: float | None, withheld: int) -> bool:
    return count is not None and 0 < count <= withheld


def _urgency(rise: Rise) -> tuple[float, float, str, str]:
    """The rarest first; of those equally rare the largest."""
    return rise.p_value, rise.expected - (rise.count or 0), rise.indicator, rise.area


def _charts(table: np.ndarray, names: Sequence[str], config: FarringtonConfig) -> list[tuple[Point, ...]]:
    """Return the last months of each series, each month with what was expected of it by what came before.

    Also of months with too few events to be judged: the line says how far chance reaches, whatever is done with it.
    """
    if not len(table):
        return []
    at = list(range(max(0, len(names) - DRAWN), len(names)))
    found = farrington_flexible(table, at=at, config=replace(config, limit54=(0, 1)))
    upper = bounds(found)
    return [
        tuple(
            Point(names[k], _plain(table[row, k], 0), _plain(found.expected[row, c], 2), _plain(upper[row, c], 0))
            for c, k in enumerate(at)
        )
        for row in range(len(table))
    ]


def bounds(found: Detection) -> np.ndarray:
    """Return the highest count that chance explains: calibrated p above `BOUND`; NaN where that can't be said.

    Found by trying counts against the calibration itself, as p falls while the count rises.
    """
    known = found.assessable & ~np.isnan(found.expected)
    low = np.where(known, np.floor(found.expected), 0.0)  # at the mean, nothing is unusual
    high = np.where(known, np.floor(found.expected) + 1, 1.0)
    for _ in range(40):
        unusual = _unusual(found, high)
        if (unusual | ~known).all():
            break
        low = np.where(unusual, low, high)
        high = np.where(unusual, high, high * 2 + 4)
    while ((high - low > 1) & known).any():
        middle = np.floor((low + high) / 2)
        unusual = _unusual(found, middle)
        low, high = np.where(unusual, low, middle), np.where(unusual, middle, high)
    calibrated = ~np.isnan(calibrate(found).p_value)
    return np.where(known & calibrated & _unusual(found, high), low, np.nan)


def _unusual(found: Detection, counts: np.ndarray) -> np.ndarray:
    p = calibrate(replace(found, observed=counts)).p_value
    with np.errstate(invalid="ignore"):
        return np.asarray(p <= BOUND)


def _plain(value: float, places: int) -> float | None:
    return None if math.isnan(value) else round(float(value), places)
