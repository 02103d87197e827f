# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names that don't fit within their area, in the free space round it: on a grid, without overlap, as near as can be."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from . import outline as o
from .areas import LEADING, WIDTH, Drawn, Label, split, width_of

CELL = 8.0
"""Pixels of a cell of the grid on which names are placed."""
BAND = 8
"""Rows of cells above and below the map that names may use; the picture grows by them only where they are used."""
MOST = 12
"""Names outside their area at most; with more, lines become a tangle."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Labels per area code, and the picture's top (0 or less) and height in pixels."""

    labels: Mapping[str, Label]
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def nearest(self, point: o.XY) -> o.XY:
        """Return the point of the rectangle nearest to `point`."""
        return min(max(point[0], self.left), self.right), min(max(point[1], self.top), self.bottom)

    def crosses(self, start: o.XY, end: o.XY) -> bool:
        """Return whether a line runs through the rectangle: its stretches within both pairs of sides overlap."""
        enter, leave = 0.0, 1.0
        for a, b, low, high in ((start[0], end[0], self.left, self.right), (start[1], end[1], self.top, self.bottom)):
            if a == b:
                if not low < a < high:
                    return False
                continue
            first, last = (low - a) / (b - a), (high - a) / (b - a)
            enter, leave = max(enter, min(first, last)), min(leave, max(first, last))
        return enter < leave


def place(homeless: Sequence[Drawn], areas: Sequence[Drawn], height: float) -> Placed | None:
    """Return the labels of areas that have none within; None where they are too many or there is no room."""
    if len(homeless) > MOST:
        return None
    rows = _occupied(areas, height)
    boxes = [box_of(area.label) for area in areas if area.label]
    labels: dict[str, Label] = {}
    for area in sorted(homeless, key=lambda a: a.heart[1]):
        words = split(area.shape.name, 20)
        wide, high = width_of(*words, area.shape.label) + 4, (len(words) + 1) * LEADING + 4
        box = _best(area, wide, high, rows, boxes, height)
        if box is None:
            return None
        _fill(rows, box)
        boxes.append(box)
        start = box.nearest(area.heart)
        middle = (box.left + box.right) / 2
        labels[area.shape.code] = Label(
            middle, box.top + LEADING - 3, words, area.shape.label, (*start, *landing(area, start))
        )
    tops = [box.top for box in boxes] + [0.0]
    bottoms = [box.bottom for box in boxes] + [height + 4]
    top = min(tops)
    return Placed(labels, top, max(bottoms) - top)


def box_of(label: Label) -> Box:
    """Return the rectangle that a label within its area takes."""
    texts = (*label.lines, label.figure) if label.own_line else (*label.lines[:-1], f"{label.lines[-1]} {label.figure}")
    wide = width_of(*texts)
    top = label.y - LEADING + 3
    return Box(label.x - wide / 2, top, label.x + wide / 2, top + len(texts) * LEADING)


def landing(area: Drawn, start: o.XY) -> o.XY:
    """Return where a line from a name lands: just within the nearest edge of the area, else at its heart."""
    points = [point for ring in area.rings for point in ring]
    near = min(points, key=lambda p: math.dist(p, start), default=area.heart)
    far = math.dist(near, area.heart)
    if far < 14:
        return area.heart
    inward = (near[0] + (area.heart[0] - near[0]) * 12 / far, near[1] + (area.heart[1] - near[1]) * 12 / far)
    return inward if o.within(area.rings, inward) else area.heart


def _columns(left: float, right: float) -> int:
    """A row's cells from `left` to `right` as bits."""
    first, last = max(int(left // CELL), 0), max(math.ceil(right / CELL), 0)
    return ((1 << last) - 1) & ~((1 << first) - 1)


def _occupied(areas: Sequence[Drawn], height: float) -> list[int]:
    """The grid, a number per row with a bit per cell that an area touches; BAND free rows at both ends."""
    rows = [0] * (math.ceil(height / CELL) + 1 + 2 * BAND)
    for area in areas:
        for y, spans in o.scan(area.rings):
            for left, right in spans:
                rows[int(y // CELL) + BAND] |= _columns(left - 3, right + 3)
    return rows


def _fill(rows: list[int], box: Box) -> None:
    for row in range(int(box.top // CELL) + BAND, min(math.ceil(box.bottom / CELL) + BAND, len(rows))):
        rows[row] |= _columns(box.left - 6, box.right + 6)


def _best(
    area: Drawn, wide: float, high: float, rows: Sequence[int], boxes: Sequence[Box], height: float
) -> Box | None:
    """The free rectangle with the shortest line; a line through another name, or a taller picture, costs extra."""
    need, (x, y) = math.ceil(high / CELL), area.heart
    best: tuple[float, Box] | None = None
    for row in range(len(rows) - need + 1):
        top = (row - BAND) * CELL
        down = top - y if top > y else max(y - top - high, 0.0)
        extra = 40.0 if top < 0 or top + high > height else 0.0
        if best is not None and down + extra >= best[0]:
            continue
        taken = 0
        for line in rows[row : row + need]:
            taken |= line
        mask = _columns(0, wide)
        for column in range(int((WIDTH - wide) // CELL) + 1):
            if taken & (mask << column):
                continue
            left = column * CELL
            cost = math.hypot(left - x if left > x else max(x - left - wide, 0.0), down) + extra
            if best is None or cost < best[0]:
                box = Box(left, top, left + wide, top + high)
                cost += 90 * sum(other.crosses(box.nearest(area.heart), area.heart) for other in boxes)
                if best is None or cost < best[0]:
                    best = cost, box
    return best[1] if best else None
