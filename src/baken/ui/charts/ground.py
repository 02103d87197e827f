# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A municipality's wijken and buurten as a plain drawing on which somebody points out a place.

The drawing carries what turns a point of it back into degrees: `lon = west + (x - left) / kx`, `lat = north - (y - top) / ky`.
Names stand at the heart of each area; the script that shows the drawing hides those that would overlap at its size.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString

from . import outline as o
from .areas import split

WIDTH, MOST_HEIGHT = 1000.0, 1300.0
LONGEST = 12
"""Letters of a name on one line."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One area to draw. `geometry`: GeoJSON (Multi)Polygon in degrees."""

    code: str
    name: str
    geometry: Mapping[str, Any]


def drawn(wijken: Sequence[Outline], buurten: Sequence[Outline]) -> SafeString:
    """Return the drawing as SVG with classes only: wijken with their names, and buurten, whose names show when nearby."""
    shapes = {area.code: o.rings_of(area.geometry) for area in (*wijken, *buurten)}
    projection, height = o.fit((ring for rings in shapes.values() for ring in rings), 8.0, WIDTH - 16, MOST_HEIGHT, 8.0)
    flat = {code: tuple(projection.ring(ring) for ring in rings) for code, rings in shapes.items()}
    return SafeString(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="ground" viewBox="0 0 {WIDTH:.0f} {height + 16:.0f}"'
        f' data-west="{projection.west!r}" data-north="{projection.north!r}" data-left="{projection.left:.3f}"'
        f' data-top="{projection.top:.3f}" data-kx="{projection.scale * projection.squeeze!r}"'
        f' data-ky="{projection.scale!r}">'
        f'<g class="ground-wijken">{_paths(wijken, flat)}</g><g class="ground-buurten">{_paths(buurten, flat)}</g>'
        f'<g class="ground-buurt-names">{_names(buurten, flat)}</g><g class="ground-wijk-names">{_names(wijken, flat)}</g>'
        "</svg>"
    )


def _paths(areas: Iterable[Outline], flat: Mapping[str, Sequence[o.Ring]]) -> str:
    return "".join(
        f'<path data-code="{escape(area.code)}" data-name="{escape(area.name)}" d="{path(flat[area.code])}"/>'
        for area in areas
    )


def path(rings: Sequence[o.Ring]) -> str:
    """Return rings as a path of whole tenths: the first point as it lies, each next one from the one before."""
    written = []
    for ring in rings:
        points = [(round(x * 10), round(y * 10)) for x, y in ring]
        if points and points[0] == points[-1]:
            points.pop()  # the path closes itself
        for number, (x, y) in enumerate(points):
            if number == 0:
                written.append(f"M{_tenths(x)} {_tenths(y)}l")
            elif (x, y) != points[number - 1]:
                written.append(f"{_tenths(x - points[number - 1][0])} {_tenths(y - points[number - 1][1])} ")
        if points:
            written.append("z")
    return "".join(written).replace(" z", "z").replace("lz", "z")


def _tenths(value: int) -> str:
    return f"{value // 10}" if value % 10 == 0 else f"{value / 10:.1f}"


def _names(areas: Iterable[Outline], flat: Mapping[str, Sequence[o.Ring]]) -> str:
    found = []
    for area in areas:
        x, y = o.heart(o.scan(flat[area.code]))
        lines = split(area.name, LONGEST)
        first = "-.2em" if len(lines) > 1 else ".35em"
        words = "".join(
            f'<tspan x="{x:.0f}" dy="{first if number == 0 else "1.1em"}">{escape(line)}</tspan>'
            for number, line in enumerate(lines)
        )
        found.append(f'<text x="{x:.0f}" y="{y:.0f}">{words}</text>')
    return "".join(found)
