# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads the reference pack from the installed package."""

from __future__ import annotations

import csv
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from typing import Any, Final

from baken.observe.facts.schema import Dataset
from baken.observe.reference.records import AreaEntry, NameEntry, Source, TypeEntry

CRIME: Final = "crime"
NUISANCE: Final = "nuisance"


def _text(name: str) -> str:
    return (files(__package__) / "data" / name).read_text(encoding="utf-8")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(name).splitlines()))


def _int(cell: str) -> int | None:
    return int(cell) if cell else None


@cache
def sources() -> tuple[Source, ...]:
    """Every dataset of the pack with where it was taken from, in the order of sources.toml."""
    entries: dict[str, dict[str, Any]] = tomllib.loads(_text("sources.toml"))["dataset"]
    return tuple(
        Source(
            dataset=Dataset(
                id=name,
                title=entry["title"],
                publisher=entry["publisher"],
                table=entry["table"],
                licence=entry["licence"],
                url=entry["url"],
                note=entry["note"],
                caveats=tuple(entry["caveats"]),
                example=False,
            ),
            via=entry["via"],
            retrieved_at=datetime.combine(entry["retrieved"], time(), UTC),
            denominator=entry["denominator"],
        )
        for name, entry in entries.items()
    )


def datasets() -> list[Dataset]:
    """The datasets of the pack, ready for the fact store."""
    return [source.dataset for source in sources()]


def batches() -> Iterator[tuple[Dataset, list[dict[str, Any]], datetime]]:
    """One load per dataset: (dataset, rows as ``INPUT_SCHEMA`` wants them, moment of retrieval in UTC).

    Counts and residents are whole numbers held as float; ``crime_rate_published`` is per 1,000 residents. A value that
    was not published is None with status "withheld".
    """
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _rows("facts.csv"):
        value = float(row["value"]) if row["value"] else None
        rows[row["dataset"]].append({**row, "value": value, "lower": None, "upper": None, "n": None})
    for source in sources():
        yield source.dataset, rows[source.dataset.id], source.retrieved_at


@cache
def areas() -> tuple[AreaEntry, ...]:
    """The nation, the 342 municipalities of 2024, and the wijken and buurten of Velsen; each after its parent."""
    return tuple(
        AreaEntry(
            code=row["code"],
            level=row["level"],
            name=row["name"],
            municipality=row["municipality"],
            wijk=row["wijk"] or None,
            valid_from=int(row["valid_from"]),
            valid_to=_int(row["valid_to"]),
            edition=int(row["edition"]),
            population_2024=_int(row["population_2024"]),
            urbanity=_int(row["urbanity"]),
            address_density=_int(row["address_density"]),
        )
        for row in _rows("areas.csv")
    )


@cache
def names() -> tuple[NameEntry, ...]:
    """The names in use in Velsen, those of the framework (kadernota) among them, beside CBS codes."""
    return tuple(
        NameEntry(
            name=row["name"],
            code=row["code"],
            relation=row["relation"],
            valid_from=int(row["valid_from"]),
            valid_to=_int(row["valid_to"]),
            note=row["note"],
        )
        for row in _rows("names.csv")
    )


@cache
def types() -> tuple[TypeEntry, ...]:
    """All types of crime and of nuisance with their indicator ids, totals first in each kind."""
    return tuple(TypeEntry(**row) for row in _rows("types.csv"))


def crime_types() -> list[TypeEntry]:
    """The total and the 58 types of registered crime."""
    return [entry for entry in types() if entry.kind == CRIME]


def nuisance_types() -> list[TypeEntry]:
    """The total and the eight types of registered nuisance."""
    return [entry for entry in types() if entry.kind == NUISANCE]


def outlines() -> dict[str, Any]:
    """GeoJSON FeatureCollection (WGS84): municipality, wijken, buurten of Velsen.

    Properties: code, level, source (to show beside the map) and edition (year). Coarse: for maps, not for placing an
    address. A new object each call, so a caller may add properties to it.
    """
    collection: dict[str, Any] = json.loads(_text("outlines.geojson"))
    return collection
