# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a municipality is divided in one year, laid over what is known of other years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from baken.access.facade import Actor, require
from baken.kernel.actions import action

from .actions import AreaRow, load_areas
from .models import Area, AreaEdition

NATION = "NL00"


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """One area as it is in the year of a division. Parents come before their parts."""

    code: str
    level: str
    name: str
    parent: str
    outline: Any
    urbanity: int | None = None
    address_density: int | None = None


@dataclass(frozen=True, slots=True)
class DivisionChange:
    """What loading a division did: codes not known before, with another name or outline, no longer there."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    ended: tuple[str, ...]
    unchanged: int


Alike = Callable[[Any, str, Any], bool]
"""Takes a stored outline, its source and the delivered outline: whether they are one."""


@action
def load_division(
    *,
    actor: Actor,
    at: datetime,
    municipality_code: str,
    year: int,
    rows: Sequence[DivisionRow],
    source: str,
    alike: Alike = lambda stored, source, delivered: bool(stored == delivered),
) -> DivisionChange:
    """Make `rows` all areas of the municipality in `year`; other years stay as they are known.

    An area whose name, parent and outline are as they were gets no new edition. One that changed gets an edition from
    `year` on, and the earlier one ends the year before. One that is absent ends the year before.
    """
    require(actor, "registry.areas.load")
    codes = [row.code for row in rows]
    known: dict[str, list[AreaEdition]] = defaultdict(list)
    own = AreaEdition.objects.filter(area__municipality_code=municipality_code)
    for edition in (own | AreaEdition.objects.filter(area__in=codes)).select_related("area").order_by("valid_from"):
        known[edition.area_id].append(edition)
    later = min((e.valid_from for held in known.values() for e in held if e.valid_from > year), default=None)
    loaded: list[AreaRow] = []
    new: list[str] = []
    changed: list[str] = []
    unchanged = 0
    for row in rows:
        held = _in(known[row.code], year)
        if held is not None and _same(held, row, alike):
            unchanged += 1
            continue
        (changed if known[row.code] else new).append(row.code)
        loaded += _closed(held, year)
        loaded.append(_opened(row, held, known[row.code], year, later, municipality_code, source))
    ended = [held for code in sorted(set(known) - set(codes)) if (held := _in(known[code], year)) is not None]
    loaded += [row for held in ended for row in _closed(held, year, withdrawn=True)]
    load_areas(actor=actor, at=at, rows=[*_nation(year, source), *loaded])
    return DivisionChange(tuple(new), tuple(changed), tuple(e.area_id for e in ended), unchanged)


def _in(editions: Iterable[AreaEdition], year: int) -> AreaEdition | None:
    holding = [e for e in editions if e.valid_from <= year and (e.valid_to is None or e.valid_to >= year)]
    return holding[-1] if holding else None


def _same(held: AreaEdition, row: DivisionRow, alike: Alike) -> bool:
    return (held.name, held.area.parent_id) == (row.name, row.parent) and alike(held.outline, held.source, row.outline)


def _closed(held: AreaEdition | None, year: int, *, withdrawn: bool = False) -> list[AreaRow]:
    """The edition that holds, ended the year before. One that began in `year` is replaced, or when `withdrawn` empty."""
    if held is None or (held.valid_from == year and not withdrawn):
        return []
    return [
        AreaRow(
            code=held.area_id,
            level=held.area.level,
            name=held.name,
            parent=held.area.parent_id,
            municipality_code=held.area.municipality_code,
            valid_from=held.valid_from,
            valid_to=year - 1,
            source=held.source,
            urbanity=held.urbanity,
            address_density=held.address_density,
            outline=held.outline,
        )
    ]


def _opened(
    row: DivisionRow,
    held: AreaEdition | None,
    known: Sequence[AreaEdition],
    year: int,
    later: int | None,
    municipality_code: str,
    source: str,
) -> AreaRow:
    """The edition from `year` on. It lasts as long as the one it follows, or until the next that is known.

    An area that only an earlier year has (a later division is known, without it) ends before that division.
    """
    following = [e.valid_from for e in known if e.valid_from > year] or ([] if later is None else [later])
    until = held.valid_to if held is not None else min(following, default=year) - 1 if following else None
    return AreaRow(
        code=row.code,
        level=row.level,
        name=row.name,
        parent=row.parent,
        municipality_code=municipality_code,
        valid_from=year,
        valid_to=until,
        source=source,
        urbanity=row.urbanity if row.urbanity is not None or held is None else held.urbanity,
        address_density=row.address_density
        if row.address_density is not None or held is None
        else held.address_density,
        outline=row.outline,
    )


def _nation(year: int, source: str) -> list[AreaRow]:
    """The country, which every municipality is part of, where it isn't there yet."""
    if Area.objects.filter(code=NATION).exists():
        return []
    return [AreaRow(NATION, "nation", "Nederland", None, "", year, None, source)]
