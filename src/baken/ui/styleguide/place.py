# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telling a place, in the style guide: an invented municipality of six wijken with streets that don't exist."""

import math
from functools import cache
from itertools import pairwise
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from ..charts.ground import Outline, drawn
from ..charts.outline import rings_of, within
from ..place import Ground, GroundArea, PlaceMixin

TOWN = "Voorbeeldstad"
WEST, NORTH, WIDE, HIGH = 4.55, 52.49, 0.045, 0.028
WIJKEN = ("Havenwijk", "Oud-Noord", "Zandrand", "Sluiseiland", "Broekpolder", "Duin en Kruidberg-Zuid")
STREETS = ("Voorbeeldkade", "Voorbeeldlaan", "Verzonnenweg")


class ExamplePlaceForm(PlaceMixin):
    """A form that asks for nothing but a place."""


def page(query: QueryDict) -> dict[str, Any]:
    """Return the context of the page: the form, and what was told with it."""
    form = ExamplePlaceForm(query if "address" in query or "place_kind" in query else None, ground=ground())
    told = form.cleaned_data["place"] if form.is_bound and form.is_valid() else None
    return {"form": form, "told": told}


def answer(part: str, query: QueryDict) -> dict[str, Any] | SafeString | None:
    """Return what the script asks for, as `registry.views` answers for a real municipality; None where there's no such part."""
    if part == "kaart.svg":
        return drawn(
            [Outline(code, name, shape) for code, name, shape in _wijken()],
            [Outline(code, name, shape) for code, name, shape in _buurten()],
        )
    if part == "adressen":
        typed = query.get("q", "").lower()
        found = [{"id": str(n), "text": text} for n, text in enumerate(_addresses()) if typed.strip() in text.lower()]
        return {"reachable": "onbereikbaar" not in typed, "addresses": found[:8]}
    if part == "adres":
        told = query.get("id", "")
        at = int(told) if told.isascii() and told.isdigit() and len(told) < 3 else len(_addresses())
        if at >= len(_addresses()):
            return {"found": False}
        lon, lat = WEST + 0.004 + at * 0.0031, NORTH - 0.006 - at % 5 * 0.009
        code = _code_at(lon, lat) or ""
        text = _addresses()[at]
        return {"found": True, "text": text, "lon": lon, "lat": lat, "area": code, "name": _name(code)}
    if part == "gebied":
        code = _code_at(_number(query.get("lon", "")), _number(query.get("lat", ""))) or ""
        return {"inside": True, "area": code, "name": _name(code)} if code else {"inside": False}
    return None


@cache
def ground() -> Ground:
    """Return the invented municipality."""
    areas = tuple(
        GroundArea(code, name, tuple((b, n) for b, n, _shape in _buurten() if b.startswith(code.replace("WK", "BU"))))
        for code, name, _shape in _wijken()
    )
    urls = [reverse("ui:styleguide_place_part", args=[part]) for part in ("adressen", "adres", "gebied", "kaart.svg")]
    return Ground(TOWN, 2026, areas, _code_at, *urls)


def _addresses() -> list[str]:
    return [f"{street} {number}, 1976ZZ {TOWN}" for street in STREETS for number in range(1, 13)]


@cache
def _wijken() -> tuple[tuple[str, str, dict[str, Any]], ...]:
    return tuple((f"WK9999{n:02d}", name, _box(n % 3, n // 3, n % 3 + 1, n // 3 + 1)) for n, name in enumerate(WIJKEN))


@cache
def _buurten() -> tuple[tuple[str, str, dict[str, Any]], ...]:
    sides = (("West", 0.0), ("Oost", 0.5))
    return tuple(
        (f"BU9999{n:02d}{half:02d}", f"{name} {side}", _box(n % 3 + left, n // 3, n % 3 + left + 0.5, n // 3 + 1))
        for n, name in enumerate(WIJKEN)
        for half, (side, left) in enumerate(sides)
    )


def _box(left: float, top: float, right: float, bottom: float) -> dict[str, Any]:
    """A block of land whose borders wave a little; the same for both who share one."""
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    ring = []
    for (x1, y1), (x2, y2) in pairwise(corners):
        for step in range(5):
            x, y = x1 + (x2 - x1) * step / 5, y1 + (y2 - y1) * step / 5
            ring.append([WEST + WIDE * (x + 0.05 * math.sin(5 * y)), NORTH - HIGH * (y + 0.06 * math.sin(4 * x))])
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def _code_at(lon: float, lat: float) -> str | None:
    return next((code for code, _name, shape in _buurten() if within(rings_of(shape), (lon, lat))), None)


def _name(code: str) -> str:
    return next((name for known, name, _shape in _buurten() if known == code), "")


def _number(told: str) -> float:
    try:
        return float(told)
    except ValueError:
        return math.nan
