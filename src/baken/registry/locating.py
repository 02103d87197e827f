# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""In which wijk and buurt a point lies, by the boundaries of a year.

Boundaries are prepared once for each municipality and year and stay in the process. Whoever loads boundaries forgets them
here; another process finds out within `LOOK_AGAIN` seconds, by the moment at which they were last loaded.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import Any

from django.db.models import Max

from baken.kernel.models import Municipality

from .grid import known, metres, transformer
from .models import AreaEdition, AreaLevel
from .queries import AreaInfo, areas

BESIDE = 60.0
"""Metres outside every outline at which a point still counts as in the nearest area: outlines are generalised, and a quay
or a beach often falls just outside."""
ACROSS = 300.0
"""Metres of water (a canal, a harbour basin) between areas of the municipality that still count as in the nearest of them:
CBS leaves water out of its areas, and ships lie in it."""
LOOK_AGAIN = 30.0
"""Seconds after which is looked whether another process loaded boundaries."""
MOST_KEPT = 24
"""Municipalities and years kept at a time: the year comes from what people fill in."""


@dataclass(frozen=True, slots=True)
class Located:
    """The area of a point. `buurt` and `buurt_name` are empty where only the wijk is known. `year`: of the boundaries."""

    buurt: str
    wijk: str
    buurt_name: str
    wijk_name: str
    year: int

    @property
    def area(self) -> str:
        """The code of the smallest area that is known."""
        return self.buurt or self.wijk

    @property
    def name(self) -> str:
        """Both names, or one where they are one: `Kanaalstraat (IJmuiden-Zuid)`."""
        if not self.buurt_name or self.buurt_name == self.wijk_name:
            return self.wijk_name
        return f"{self.buurt_name} ({self.wijk_name})"


class Boundaries:
    """A municipality's wijken and buurten in one year: which there are, and which one a point lies in."""

    def __init__(self, code: str, year: int, loaded: datetime | None = None) -> None:
        found = areas(year=year, municipality=code, outlines=True)
        self.code, self.year = code, year
        self.edition = f"{year}-{loaded:%Y%m%d%H%M%S%f}" if loaded else str(year)
        """Another one as soon as boundaries were loaded: part of addresses whose answers may be kept."""
        self.wijken = tuple(a for a in found.values() if a.level == AreaLevel.WIJK)
        self.buurten = tuple(a for a in found.values() if a.level == AreaLevel.BUURT)
        names = {a.code: a.name for a in self.wijken}
        self._located = {a.code: Located("", a.code, "", a.name, year) for a in self.wijken} | {
            a.code: Located(a.code, a.parent or "", a.name, names.get(a.parent or "", ""), year) for a in self.buurten
        }
        self._in_wijken, self._in_buurten = _Outlines(self.wijken), _Outlines(self.buurten)
        self.drawn: dict[str, Any] = {}
        """What pages make of these outlines, kept as long as they are."""

    def at(self, lon: float, lat: float) -> Located | None:
        """Return the area of a point; None outside the municipality, and for what is no point in the Netherlands."""
        if not known(lon, lat):
            return None
        x, y = metres(lon, lat)
        buurt = self._in_buurten.within(x, y)
        if buurt is not None:
            return self.located(buurt.code)
        wijk = self._in_wijken.within(x, y)
        near = self._in_buurten.near(x, y, wijk.code if wijk else None)
        if near is None and wijk is None:
            wijk = self._in_wijken.near(x, y, None)
            if wijk is None and self._in_wijken.between(x, y):
                wijk = self._in_wijken.nearest(x, y)
                near = self._in_buurten.near(x, y, wijk.code, within=ACROSS) if wijk else None
        found = near or wijk
        return self.located(found.code) if found else None

    def located(self, code: str) -> Located | None:
        """Return an area of this municipality by its code; None where there is none of that code in this year."""
        return self._located.get(code)


class _Outlines:
    """Outlines of areas of one level in metres, in a tree: a point finds its own among thousands at once."""

    def __init__(self, infos: tuple[AreaInfo, ...]) -> None:
        import shapely  # heavy, and only for who places something

        drawn = [(info, _polygon(info.outline)) for info in infos]
        self._infos = [info for info, polygon in drawn if polygon is not None]
        self._polygons = [polygon for _info, polygon in drawn if polygon is not None]
        self._tree = shapely.STRtree(self._polygons)
        self._point = shapely.Point
        self._tree.query(shapely.Point(0, 0))  # builds the tree, before several threads ask it something
        shapely.prepare(self._polygons)
        half = ACROSS / 2
        self._closed = shapely.union_all(self._polygons).buffer(half, quad_segs=4).buffer(-half, quad_segs=4)
        shapely.prepare(self._closed)

    def within(self, x: float, y: float) -> AreaInfo | None:
        """The area that a point lies in; on a shared border the one whose code comes first."""
        found = self._tree.query(self._point(x, y), predicate="intersects")
        return self._infos[min(found)] if len(found) else None

    def near(self, x: float, y: float, parent: str | None, within: float = BESIDE) -> AreaInfo | None:
        """The nearest area within some metres, only among parts of `parent` where one is given."""
        point = self._point(x, y)
        found = [
            (self._polygons[i].distance(point), i)
            for i in self._tree.query(point, predicate="dwithin", distance=within)
            if parent is None or self._infos[i].parent == parent
        ]
        return self._infos[min(found)[1]] if found else None

    def between(self, x: float, y: float) -> bool:
        """Whether a point lies in water with areas on both sides, no wider than `ACROSS`."""
        return bool(self._closed.contains(self._point(x, y)))

    def nearest(self, x: float, y: float) -> AreaInfo | None:
        """The nearest area, however far."""
        point = self._point(x, y)
        found = self._tree.query_nearest(point) if self._polygons else ()
        return self._infos[min(found)] if len(found) else None


def _polygon(outline: Any) -> Any:
    """An outline as a shape in metres; None where there is none, or nothing that has an inside."""
    import shapely

    if not isinstance(outline, dict) or outline.get("type") not in {"Polygon", "MultiPolygon"}:
        return None
    shape = shapely.transform(shapely.geometry.shape(outline), transformer().transform, interleaved=False)
    return shape if shape.is_valid else shapely.make_valid(shape)


@dataclass(slots=True)
class _Kept:
    boundaries: Boundaries
    loaded: datetime | None
    looked: float


_kept: OrderedDict[tuple[str, int], _Kept] = OrderedDict()
_lock = Lock()


def boundaries(municipality: Municipality, on: date) -> Boundaries:
    """Return the prepared boundaries of the year of a day."""
    key = (municipality.code, on.year)
    kept = _kept.get(key)
    clock = time.monotonic()
    if kept is not None and clock - kept.looked < LOOK_AGAIN:
        return kept.boundaries
    with _lock:
        loaded = _loaded(municipality.code)
        kept = _kept.get(key)
        if kept is None or kept.loaded != loaded:
            kept = _Kept(Boundaries(*key, loaded), loaded, clock)
        kept.looked = clock
        _kept[key] = kept
        _kept.move_to_end(key)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return kept.boundaries


def forget() -> None:
    """Have boundaries read anew: they were loaded."""
    with _lock:
        _kept.clear()


def area_at(municipality: Municipality, lon: float, lat: float, on: date) -> Located | None:
    """Return in which wijk and buurt of a municipality a point (degrees, WGS84) lay on a day; None outside it.

    A point within 60 metres of the municipality's outline still lies in the nearest area.
    """
    return boundaries(municipality, on).at(lon, lat)


def _loaded(code: str) -> datetime | None:
    found: datetime | None = AreaEdition.objects.filter(area__municipality_code=code).aggregate(at=Max("loaded_at"))[
        "at"
    ]
    return found
