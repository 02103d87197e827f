# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A year of invented signals, as many as the closed months of the example count, and as they would stand by now.

They come one by one from `observe`'s invented counts: so the figures, the attenderingen and the list tell the same. What is
older than a year and had no follow-up is gone by then, as it would be.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

import numpy as np
from django.utils import timezone
from ruamel.yaml import YAML

from baken.access.facade import Actor, opened
from baken.act.concerns.facade import Category, Concern, Invented, put_example
from baken.kernel.models import Municipality
from baken.kernel.moment import now
from baken.observe.facade import THEMES, invented_counts
from baken.registry.facade import area_at, areas

SEED = 20_261
MONTHS = 11
"""Whole months before this one."""
KINDS = ("resident", "professional", "own_control")
CHANNELS: Mapping[str, tuple[str, ...]] = {
    "resident": ("public", "public", "public", "staff"),
    "professional": ("partner", "staff", "api"),
    "own_control": ("field", "staff"),
}
HOURS = (8, 9, 10, 12, 14, 16, 17, 18, 19, 20, 20, 21, 22, 23)
TEXTS = "signal_texts.yaml"


def play_signals(actor: Actor, municipality: Municipality) -> None:
    """Put the invented signals in, unless there are some already. Registers and categories come first."""
    with opened(actor, system=True):
        if Concern.objects.filter(municipality=municipality, fictitious=True, channel="partner").exists():
            return
    at = now()
    put_example(actor=actor, at=at, municipality=municipality, concerns=list(_signals(municipality, at)))


def _signals(municipality: Municipality, at: datetime) -> Iterator[Invented]:
    told: Mapping[str, Sequence[str]] = YAML(typ="safe").load(
        (files("baken.demo") / "velsen" / TEXTS).read_text(encoding="utf-8")
    )
    by_theme = _by_theme(municipality, told)
    draw = np.random.default_rng(SEED)
    places = _Places(municipality, at.date(), draw)
    today = timezone.localdate(at)
    for month in _months(today):
        counts = invented_counts(municipality, month)
        for (slug, area), number in counts.items():
            theme, kind = _of(slug)
            if theme not in by_theme:
                continue
            for received_at in _moments(month, number, at, draw):
                category = by_theme[theme][int(draw.integers(len(by_theme[theme])))]
                yield _signal(category, told[category.slug], kind, area, received_at, today, places, draw)


def _months(today: date) -> list[date]:
    first = today.year * 12 + today.month - 1 - MONTHS
    return [date(number // 12, number % 12 + 1, 1) for number in range(first, first + MONTHS + 1)]


def _of(slug: str) -> tuple[str, str]:
    """Return theme and who noticed, of an indicator that says both."""
    for theme in THEMES:
        for kind in KINDS:
            if slug == f"reported_{theme}_{kind}":
                return theme, kind
    return "", ""


def _by_theme(municipality: Municipality, told: Mapping[str, Any]) -> dict[str, list[Category]]:
    found: dict[str, list[Category]] = {}
    for category in Category.objects.filter(municipality=municipality).select_related("vault"):
        if category.slug in told:
            found.setdefault(category.theme, []).append(category)
    return found


def _moments(month: date, number: int, at: datetime, draw: Any) -> Iterator[datetime]:
    """Yield moments within the month, as many as it counts; of this month only those that have been."""
    days = ((month + timedelta(days=32)).replace(day=1) - month).days
    for day in draw.integers(days, size=number):
        clock = time(HOURS[int(draw.integers(len(HOURS)))], int(draw.integers(60)))
        moment = timezone.make_aware(datetime.combine(month + timedelta(days=int(day)), clock))
        if moment < at - timedelta(hours=2):
            yield moment


def _signal(
    category: Category, texts: Sequence[str], kind: str, area: str, received_at: datetime, today: date,
    places: "_Places", draw: Any,
) -> Invented:  # fmt: skip
    channels = CHANNELS[kind]
    point, buurt = places.within(area) if area and not category.sensitive else (None, "")
    status, route, outcome, closed_on = _standing(category, timezone.localdate(received_at), today, draw)
    text, channel = texts[int(draw.integers(len(texts)))], channels[int(draw.integers(len(channels)))]
    if channel == "public" and not category.public:  # then somebody called, and a colleague wrote it down
        channel = "staff"
    return Invented(
        category=category,
        text=text,
        received_at=received_at,
        channel=channel,
        source_kind=kind,
        area=buurt or area,
        area_year=places.year if area else None,
        point=point,
        status=status,
        route=route,
        outcome=outcome,
        closed_on=closed_on,
    )


def _standing(category: Category, received: date, today: date, draw: Any) -> tuple[str, str, str, date | None]:
    """Return status, route, outcome and day of closing, as they would be after so many days."""
    days, luck = (today - received).days, float(draw.random())
    route = category.route or "service"
    if days <= 3:
        return ("received" if luck < 0.7 else "admitted"), "", "", None
    lead = int(draw.choice([9, 16, 24, 40, 70, 100], p=[0.2, 0.3, 0.2, 0.16, 0.1, 0.04]))
    if days > lead:
        outcome = str(draw.choice(["acted", "passed_on", "nothing_found", "no_follow_up"], p=[0.47, 0.21, 0.17, 0.15]))
        closed = received + timedelta(days=lead)
        return "closed", "" if outcome == "no_follow_up" else route, outcome, closed
    if luck < 0.08 and days < 12:
        return "received", "", "", None
    if luck < 0.3:
        return "admitted", "", "", None
    if luck < 0.5:
        return "enriching", "", "", None
    if luck < 0.58 and not category.sensitive:
        return "agenda", "", "", None
    return "routed", route, "", None


class _Places:
    """Points within wijken, drawn until one lies there."""

    def __init__(self, municipality: Municipality, on: date, draw: Any) -> None:
        self.municipality, self.on, self.draw = municipality, on, draw
        found = areas(municipality=municipality.code, year=on.year, level="wijk", outlines=True)
        self.boxes = {code: _box(info.outline) for code, info in found.items() if info.outline}
        self.year = on.year

    def within(self, wijk: str) -> tuple[tuple[float, float] | None, str]:
        """Return a point in the wijk with its buurt, or neither."""
        box = self.boxes.get(wijk)
        if box is None:
            return None, ""
        west, south, east, north = box
        for _try in range(12):
            lon, lat = float(self.draw.uniform(west, east)), float(self.draw.uniform(south, north))
            found = area_at(self.municipality, lon, lat, self.on)
            if found is not None and found.wijk == wijk:
                return (lon, lat), found.buurt
        return None, ""


def _box(outline: Any) -> tuple[float, float, float, float]:
    points = np.array([point for polygon in _rings(outline) for point in polygon])
    west, south = points.min(axis=0)
    east, north = points.max(axis=0)
    return float(west), float(south), float(east), float(north)


def _rings(outline: Any) -> Iterator[Any]:
    parts = outline["coordinates"] if outline["type"] == "MultiPolygon" else [outline["coordinates"]]
    for part in parts:
        yield part[0]
