# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A map of areas in up to five classes of equal width: for where, never for how much. The ranking stands beside it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..format import finite
from . import beside
from . import outline as o
from . import scale as s
from .areas import LEADING, MOST_HEIGHT, WIDTH, Drawn, Label, MapShape, split, width_of

__all__ = ["Drawing", "Drawn", "Label", "MapShape", "Step", "classes", "draw", "step_of"]


@dataclass(frozen=True, slots=True)
class Step:
    """A class in the legend, from `low` up to `high`; None at an open end."""

    step: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole map, in pixels of a box `width` by `height` that begins at `top` (0 or less, for names above the map).

    `dense`: numbers instead of names at every width. `gaps`: some areas have no class.
    """

    width: float
    top: float
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
    """Return the map. Names stand within their area where they fit, else in free space near it with a line to it.

    Where even that fails (many small areas), areas carry their number only, and the smallest not even that: the
    list beside the map has them all.
    """
    steps = classes(shape.value for shape in shapes if shape.value is not None)
    rings = [o.rings_of(shape.geometry) for shape in shapes]
    projection, height = o.fit((ring for some in rings for ring in some), 2.0, WIDTH - 4, MOST_HEIGHT)
    areas, rooms = [], []
    for number, (shape, some) in enumerate(zip(shapes, rings, strict=True), start=1):
        flat = tuple(projection.ring(ring) for ring in some)
        lines = o.scan(flat)
        label = _inside(shape, lines)
        areas.append(Drawn(shape, flat, step_of(shape.value, steps), shape.rank or number, o.heart(lines), label))
        rooms.append(o.widest(lines, 14.0))
    placed = beside.place([area for area in areas if area.label is None], areas, height)
    if placed is None:
        numbered = tuple(
            replace(a, label=None, rank=a.rank if room and room.width > len(str(a.rank)) * 9 else 0)
            for a, room in zip(areas, rooms, strict=True)
        )
        return Drawing(WIDTH, 0.0, height + 4, numbered, steps, True, _gaps(areas))
    named = tuple(replace(a, label=placed.labels.get(a.shape.code, a.label)) for a in areas)
    return Drawing(WIDTH, placed.top, placed.height, named, steps, False, _gaps(areas))


def _gaps(areas: Sequence[Drawn]) -> bool:
    return any(area.step == 0 for area in areas)


def _inside(shape: MapShape, lines: Sequence[tuple[float, list[o.XY]]]) -> Label | None:
    """The name in one or two lines, its figure below or behind it, whichever fits first."""
    one, two = (shape.name,), split(shape.name, 8)
    for words in (one, two) if len(two) > 1 else (one,):
        texts = (*words, shape.label) if len(words) == 1 else (*words[:-1], f"{words[-1]} {shape.label}")
        room = o.widest(lines, len(texts) * LEADING)
        if room and room.width >= width_of(*texts) * 0.97:
            return Label(room.x, room.y - (len(texts) / 2 - 0.76) * LEADING, words, shape.label)
    return None
