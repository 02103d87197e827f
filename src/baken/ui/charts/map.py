# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A map of areas in up to five classes of equal width: for where, never for how much. The ranking stands beside it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..format import finite
from . import outline as o
from . import scale as s

WIDTH, MOST_HEIGHT = 560.0, 620.0
LETTER, LEADING = 7.5, 17.0
"""Width of a letter and distance of lines in pixels, at a type of 15.5 px."""
MOST_OUTSIDE = 7
"""Names beside the map on one side at most; with more, all areas carry their number only."""


@dataclass(frozen=True, slots=True)
class MapShape:
    """One area. `geometry` is GeoJSON in WGS84. `value` None: no class, drawn dashed; `label` still says what there is.

    `rank` is the number on phones; where it is 0, the place in the caller's order, which is the ranking beside the map.
    """

    code: str
    name: str
    href: str
    geometry: Mapping[str, Any]
    value: float | None = None
    label: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """Words at an area: `lines` from `y` (baseline of the first) downward, the last with the figure.

    `side` is "" within the area, "l" or "r" beside the map; then `leader` is the line (x1, y1, x2, y2) to the area.
    """

    x: float
    y: float
    lines: tuple[str, ...]
    figure: str
    side: str = ""
    leader: tuple[float, float, float, float] | None = None

    @property
    def own_line(self) -> bool:
        """Whether the figure has a line of its own, or stands behind the second half of the name."""
        return bool(self.side) or len(self.lines) == 1


@dataclass(frozen=True, slots=True)
class Drawn:
    """One area as drawn: its rings in pixels, its class (0 = none), its number and where the words stand."""

    shape: MapShape
    rings: tuple[o.Ring, ...]
    step: int
    rank: int
    heart: o.XY
    label: Label | None = None

    @property
    def path(self) -> str:
        """The area as an SVG path."""
        return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in self.rings)

    @property
    def dark(self) -> bool:
        """Whether words on it must be white."""
        return self.step >= 4


@dataclass(frozen=True, slots=True)
class Step:
    """A class in the legend, from `low` up to `high`; None at an open end."""

    step: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole map, in pixels of a box `width` by `height`. `dense`: numbers instead of names at every width."""

    width: float
    height: float
    areas: tuple[Drawn, ...]
    steps: tuple[Step, ...]
    dense: bool
    gaps: bool


def classes(values: Iterable[float]) -> tuple[Step, ...]:
    """Return up to five classes of equal, round width over the values; the first and last are open."""
    known = sorted(float(v) for v in values if finite(v))
    if not known:
        return ()
    low, high = known[0], known[-1]
    if high - low <= abs(high) * 1e-9:
        return (Step(3, None, None),)
    step = s.nice_step(high - low, 5)
    start = math.floor(low / step + 1e-9) * step
    while start + 5 * step < high - 1e-9 * step:
        step = s.nice_step(step * 5.01, 5)
        start = math.floor(low / step + 1e-9) * step
    number = min(5, max(2, math.floor((high - start) / step + 1e-9) + 1))
    shades = {2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}[number]
    edges = [round(start + i * step, 10) for i in range(number + 1)]
    return tuple(
        Step(shade, edges[i] if i else None, edges[i + 1] if i < number - 1 else None) for i, shade in enumerate(shades)
    )


def step_of(value: float | None, steps: Sequence[Step]) -> int:
    """Return the class of a value; 0 where there is none."""
    if value is None or not finite(value):
        return 0
    return next((step.step for step in steps if step.high is None or value < step.high), 0)


def draw(shapes: Sequence[MapShape]) -> Drawing:
    """Return the map. Names stand within their area where they fit, else beside the map with a line to it."""
    steps = classes(shape.value for shape in shapes if shape.value is not None)
    rings = [o.rings_of(shape.geometry) for shape in shapes]
    left, right = 0.0, 0.0
    for _attempt in range(3):
        areas, height, names = _place(shapes, rings, steps, left, right)
        outside = {side: [a for a in areas if a.label and a.label.side == side] for side in "lr"}
        if max(map(len, outside.values())) > MOST_OUTSIDE:
            areas, height, _names = _place(shapes, rings, steps, 0.0, 0.0)
            return Drawing(WIDTH, height, tuple(replace(a, label=None) for a in areas), steps, True, _gaps(areas))
        need = {side: max((names[a.shape.code] for a in found), default=0.0) for side, found in outside.items()}
        if need["l"] <= left and need["r"] <= right:
            break
        left, right = max(left, need["l"]), max(right, need["r"])
    placed, height = _beside(areas, height)
    return Drawing(WIDTH, height, placed, steps, False, _gaps(areas))


def _gaps(areas: Sequence[Drawn]) -> bool:
    return any(area.step == 0 for area in areas)


def _place(
    shapes: Sequence[MapShape], rings: Sequence[tuple[o.Ring, ...]], steps: Sequence[Step], left: float, right: float
) -> tuple[list[Drawn], float, dict[str, float]]:
    """Project everything between two margins and try each name within its area; `names` gives the margin it would need."""
    projection, height = o.fit((r for some in rings for r in some), left, WIDTH - left - right, MOST_HEIGHT)
    middle = left + (WIDTH - left - right) / 2
    areas, names = [], {}
    for number, (shape, some) in enumerate(zip(shapes, rings, strict=True), start=1):
        flat = tuple(projection.ring(ring) for ring in some)
        lines = o.scan(flat)
        heart = o.heart(lines)
        label = _inside(shape, lines)
        if label is None:
            words = _split(shape.name, 20)
            names[shape.code] = max(map(len, (*words, shape.label))) * LETTER + 14
            label = Label(heart[0], heart[1], words, shape.label, "l" if heart[0] < middle else "r")
        areas.append(Drawn(shape, flat, step_of(shape.value, steps), shape.rank or number, heart, label))
    return areas, height + 4, names


def _inside(shape: MapShape, lines: Sequence[tuple[float, list[o.XY]]]) -> Label | None:
    """The name in one or two lines, its figure below or behind it, whichever fits first."""
    one, two = (shape.name,), _split(shape.name, 8)
    for words in (one, two) if len(two) > 1 else (one,):
        texts = (*words, shape.label) if len(words) == 1 else (*words[:-1], f"{words[-1]} {shape.label}")
        room = o.widest(lines, len(texts) * LEADING)
        if room and room.width >= max(map(len, texts)) * LETTER + 6:
            return Label(room.x, room.y - (len(texts) / 2 - 0.76) * LEADING, words, shape.label)
    return None


def _split(name: str, longest: int) -> tuple[str, ...]:
    """A name in at most two lines, broken after the space or hyphen nearest to its middle."""
    places = [i + 1 for i, letter in enumerate(name[:-1]) if letter in " -"]
    if len(name) <= longest or not places:
        return (name,)
    at = min(places, key=lambda i: abs(i - len(name) / 2))
    return name[:at].strip(), name[at:].strip()


def _beside(areas: Sequence[Drawn], height: float) -> tuple[tuple[Drawn, ...], float]:
    """Stack the names beside the map without overlap, each as near to its area as it can be, and draw their lines."""
    placed = {area.shape.code: area for area in areas}
    for side in "lr":
        column = sorted((a for a in areas if a.label and a.label.side == side), key=lambda a: a.heart[1])
        sizes = [(len(a.label.lines) + 1) * LEADING + 8 for a in column if a.label]
        tops = []
        for area, size in zip(column, sizes, strict=True):
            tops.append(max(area.heart[1] - size / 2, tops[-1] + sizes[len(tops) - 1] if tops else 0.0, 0.0))
        height = max(height, sum(sizes))
        floor = height
        for i in range(len(tops) - 1, -1, -1):
            tops[i] = min(tops[i], floor - sizes[i])
            floor = tops[i]
        for area, size, top in zip(column, sizes, tops, strict=True):
            placed[area.shape.code] = _led(area, side, top, size)
    return tuple(placed[area.shape.code] for area in areas), height


def _led(area: Drawn, side: str, top: float, size: float) -> Drawn:
    if area.label is None:
        return area
    x = 0.0 if side == "l" else WIDTH
    width = max(map(len, (*area.label.lines, area.label.figure))) * LETTER
    start = (width + 4 if side == "l" else WIDTH - width - 4, top + size / 2)
    end = _landing(area, start)
    label = replace(area.label, x=x, y=top + LEADING, leader=(*start, *end))
    return replace(area, label=label)


def _landing(area: Drawn, start: o.XY) -> o.XY:
    """Where a line from a name lands: just within the nearest edge of the area, else at its heart."""
    points = [point for ring in area.rings for point in ring]
    near = min(points, key=lambda p: math.dist(p, start))
    far = math.dist(near, area.heart)
    if far < 12:
        return area.heart
    inward = (near[0] + (area.heart[0] - near[0]) * 10 / far, near[1] + (area.heart[1] - near[1]) * 10 / far)
    return inward if o.within(area.rings, inward) else area.heart
