# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reference pack: real public figures that come along, each with its source, so that Baken works with no network.

Plain text in ``data/``: sources.toml (where from), facts.csv (figures), types.csv (codes and indicator ids), areas.csv,
names.csv (the framework's names beside CBS codes) and outlines.geojson. scripts/build_reference_pack.py makes the large
ones again. No Django here.
"""

from baken.observe.reference.pack import (
    CRIME,
    NUISANCE,
    areas,
    batches,
    crime_types,
    datasets,
    names,
    nuisance_types,
    outlines,
    sources,
    types,
)
from baken.observe.reference.records import AreaEntry, NameEntry, Source, TypeEntry

__all__ = [
    "CRIME",
    "NUISANCE",
    "AreaEntry",
    "NameEntry",
    "Source",
    "TypeEntry",
    "areas",
    "batches",
    "crime_types",
    "datasets",
    "names",
    "nuisance_types",
    "outlines",
    "sources",
    "types",
]
