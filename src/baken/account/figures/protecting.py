# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From closed totals to what may be published of them, beside everything that was published before.

Imports the disclosure core and with it scipy: only for who prepares a publication.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from baken.cores.disclosure import Axis, Protected, Release, Rule, Table, Zeros, attack, protect

from . import rules

Counts = Mapping[str, Mapping[int, Mapping[str, int]]]
"""Counts by indicator, year and area, without sums."""
Key = tuple[str, str, str]
"""Area, indicator, year: the same cell has the same key in every publication, which is how they are read together."""


@dataclass(frozen=True, slots=True)
class Secret:
    """What the register keeps of a publication beside what is public: as confidential as the counts."""

    release: Release
    exposed: tuple[Key, ...]
    absent: frozenset[Key]

    def to_json(self) -> str:
        return json.dumps(
            {
                "release": self.release.to_json(),
                "exposed": sorted(self.exposed),
                "absent": sorted(self.absent),
            }
        )

    @classmethod
    def from_json(cls, text: str) -> "Secret":
        found = json.loads(text)
        return cls(
            Release.from_json(found["release"]),
            tuple(_key(cell) for cell in found["exposed"]),
            frozenset(_key(cell) for cell in found["absent"]),
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """A protected table: `told` has the count of each cell that may be published, None for one that is withheld."""

    told: Mapping[Key, int | None]
    codes: tuple[str, ...]
    secret: Secret
    withheld: int
    share_of_total: float


def rule_of(protection: rules.Protection) -> Rule:
    """Return the rule as the core takes it."""
    return Rule(threshold=protection.threshold, width=protection.width, zeros=Zeros(protection.zeros))


def protect_counts(
    wanted: rules.Wanted,
    counts: Counts,
    *,
    whole: str,
    protection: rules.Protection,
    earlier: Sequence[Secret],
    name: str,
    on: date,
) -> Outcome:
    """Return what may be published of `counts`; `whole` is the code of the municipality, `earlier` oldest first."""
    codes = rules.codes_of(counts)
    empty = rules.absent(wanted.indicators, wanted.years, counts) if wanted.level == "wijk" else frozenset()
    gone = empty.union(*(one.absent for one in earlier))
    found = _protected(_table(wanted, counts, codes, whole), protection, earlier, gone)
    told = {
        _key(key): None if hidden else int(value)
        for key, hidden, value in zip(
            found.table.keys(), found.suppressed.ravel(), found.table.values.ravel(), strict=True
        )
    }
    release = found.release(name, on)
    return Outcome(
        told=told,
        codes=codes if wanted.level == "wijk" else (),
        secret=Secret(release, tuple(key for key in map(_key, found.exposed) if key not in gone), empty),
        withheld=int(found.suppressed.sum()),
        share_of_total=found.share_of_total,
    )


def _table(wanted: rules.Wanted, counts: Counts, codes: tuple[str, ...], whole: str) -> Table:
    leaves = np.array(
        [[[counts[slug][year].get(code, 0) for year in wanted.years] for slug in wanted.indicators] for code in codes]
    )
    area = Axis.flat("area", codes, total=whole)
    if wanted.level != "wijk":
        area, leaves = Axis.flat("area", (whole,)), leaves.sum(axis=0, keepdims=True)
    years = Axis.flat("year", tuple(str(year) for year in wanted.years))
    return Table.from_leaves((area, Axis.flat("indicator", wanted.indicators), years), leaves)


def _protected(table: Table, protection: rules.Protection, earlier: Sequence[Secret], gone: Iterable[Key]) -> Protected:
    there = set(table.keys()) | {key for one in earlier for key in one.release.keys}
    return protect(
        table,
        rule_of(protection),
        published=[one.release for one in earlier],
        bounds={key: (0.0, 0.0) for key in gone if key in there},
    )


def found_by_attack(published: Sequence[Secret], width: float) -> set[Key]:
    """Return the withheld cells that a reader of everything published could place in less than `width`.

    Without those that nobody could have been kept from: of areas that weren't there, and those named as exposed.
    """
    if not published:
        return set()
    absent = {key for one in published for key in one.absent}
    known: set[Any] = absent | {key for one in published for key in one.exposed}
    found = attack([one.release for one in published], bounds=dict.fromkeys(absent, (0.0, 0.0)))
    return {_key(key) for key in found.narrower_than(width)} - known


def _key(cell: Sequence[str]) -> Key:
    area, indicator, year = cell
    return str(area), str(indicator), str(year)
