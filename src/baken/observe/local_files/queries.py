# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages and actions read: areas by whatever a file calls them, saved mappings, and what would change."""

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import QuerySet

from baken.access.facade import Actor, visible_or_404, visible_to
from baken.kernel.errors import BakenError
from baken.kernel.models import Municipality
from baken.registry.facade import area_names, areas

from ..facts import Dataset, Fact, FactError
from ..models import ColumnMapping
from ..store import store
from .checks import Places, World
from .problems import FileProblems, Problem
from .table import Table, key

LOAD = "observe.figures.load"
CHANGES_SHOWN = 50
FIGURE = ("value", "lower", "upper", "n", "status")
"""What makes a figure that is known another one, as the store sees it."""


class UnknownMapping(BakenError):
    """There is no mapping of that name; `known` lists those there are."""

    def __init__(self, slug: str, known: Sequence[str]) -> None:
        self.slug, self.known = slug, tuple(known)
        super().__init__(f"no saved mapping {slug!r}; there are: {', '.join(known) or 'none'}")


def mappings(actor: Actor) -> QuerySet[ColumnMapping]:
    """Return the saved mappings that the actor may see, by title."""
    return visible_to(ColumnMapping.objects.all(), actor, LOAD).order_by("title", "slug")


def mapping_or_404(actor: Actor, slug: str) -> ColumnMapping:
    """Return one saved mapping."""
    return visible_or_404(ColumnMapping.objects.all(), actor, LOAD, slug=slug)


def mapping_called(actor: Actor, slug: str) -> ColumnMapping:
    """Return one saved mapping. Raises `UnknownMapping`."""
    found = mappings(actor).filter(slug=slug).first()
    if found is None:
        raise UnknownMapping(slug, list(mappings(actor).values_list("slug", flat=True)))
    return found


def fitting(actor: Actor, table: Table) -> ColumnMapping | None:
    """Return the saved mapping whose columns are all in the file, the one with most columns first; None if none is."""
    here = {key(name) for name in table.headings}
    fits = [m for m in mappings(actor) if {key(c["column"]) for c in m.layout["columns"]} <= here]
    return max(fits, key=lambda m: len(m.layout["columns"]), default=None)


def world_of(municipality: Municipality, at: datetime) -> World:
    """Return what a file of this municipality is held against. Two queries for each year that occurs in it."""

    @cache
    def places(year: int) -> Places:
        return places_of(municipality, year)

    return World(municipality.code, municipality.name, at.year, places)


def places_of(municipality: Municipality, year: int) -> Places:
    """Return the areas by what a file may call them: the name of the municipality or a wijk, then what the municipality's
    own documents call an area, then the name of a buurt."""
    found = areas(municipality=municipality.code, year=year)
    codes: dict[str, tuple[str, ...]] = {}

    def add(named: Dict[str, tuple[str, ...]]) -> None:
        for name, belonging in named.items():
            codes.setdefault(name, belonging)

    def official(level: str) -> dict[str, tuple[str, ...]]:
        named: dict[str, tuple[str, ...]] = {}
        for code, area in found.items():
            if area.level == level:
                named[key(area.name)] = (*named.get(key(area.name), ()), code)
        return named

    add(official("wijk"))
    add(official("municipality"))
    own = area_names(municipality, year)
    add({key(name): tuple(code for code in codes_ if code in found) for name, codes_ in own.items()})
    add(official("buurt"))
    return Places({code: area.name for code, area in found.items()}, {n: c for n, c in codes.items() if c})


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that would be revised."""

    was: Fact
    value: float | None
    lower: float | None
    upper: float | None
    n: int | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What storing would do: as the store itself would count it."""

    added: int
    revised: int
    unchanged: int
    changes: tuple[Change, ...]


def preview(dataset: Dataset, rows: Sequence[Dict[str, Any]]) -> Preview:
    """Return what storing these rows now would do. One read of the facts."""
    indicators = sorted({row["indicator"] for row in rows})
    towns = {row["municipality"] for row in rows}
    known = {
        (f.indicator, f.area, f.period): f
        for town in towns
        for f in store().facts(indicators, municipality=town, datasets=[dataset.id])
    }
    changes: list[Change] = []
    added = unchanged = 0
    for row in rows:
        was = known.get((row["indicator"], row["area"], row["period"]))
        if was is None:
            added += 1
        elif all(getattr(was, name) == row[name] for name in FIGURE):
            unchanged += 1
        else:
            changes.append(Change(was, row["value"], row["lower"], row["upper"], row["n"]))
    return Preview(added, len(changes), unchanged, tuple(changes[:CHANGES_SHOWN]))


def refused(error: FactError) -> FileProblems:
    """Return what the store refused as problems of the file."""
    return FileProblems([Problem(text) for text in error.problems], error.total)
