# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The limits of a question, checked before they reach the query engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from baken.observe.facts.schema import AREA, LEVELS, PERIOD, PERIOD_KINDS, FactError

#: A period is known by its length: "2025" or "2025-03".
_LENGTHS = {"year": "4", "month": "7"}


@dataclass(frozen=True)
class Filter:
    """What to look for. None means no limit; ``as_of`` None means what is known now."""

    areas: Sequence[str] | None = None
    municipality: str | None = None
    levels: Sequence[str] | None = None
    periods: Sequence[str] | None = None
    period_kind: str | None = None
    as_of: datetime | None = None
    versions: bool = False  # every version, not only the one known at a moment

    def __post_init__(self) -> None:
        wrong = [f"area {code!r} is not a code" for code in self._codes() if not AREA.fullmatch(code)]
        wrong += [f"level {level!r} is unknown" for level in self.levels or () if level not in LEVELS]
        wrong += [f"period {period!r} is not a year or month" for period in self.periods or () if not _is(period)]
        if self.municipality is not None and self.municipality[:2] not in ("GM", "NL"):
            wrong.append(f"{self.municipality!r} is not the code of a municipality or of the nation")
        if self.period_kind not in (None, *PERIOD_KINDS):
            wrong.append(f"period_kind {self.period_kind!r} is not one of {', '.join(PERIOD_KINDS)}")
        if wrong:
            raise FactError(wrong)

    def _codes(self) -> tuple[str, ...]:
        return (*(self.areas or ()), *(() if self.municipality is None else (self.municipality,)))

    @property
    def nothing(self) -> bool:
        """A list was given and it is empty: no row can fit."""
        return any(given is not None and not given for given in (self.areas, self.levels, self.periods))

    def values(self) -> dict[str, Sequence[str]]:
        """What to fill in, per blank, always in this order; the names are the shape of the question."""
        found: dict[str, Sequence[str] | None] = {
            "areas": self.areas,
            "municipality": None if self.municipality is None else (self.municipality,),
            "levels": self.levels,
            "periods": self.periods,
            "period_kind": None if self.period_kind is None else (_LENGTHS[self.period_kind],),
            "as_of": None if self.as_of is None else (moment_text(self.as_of),),
            "versions": () if self.versions else None,
        }
        return {name: given for name, given in found.items() if given is not None}

    def shape(self) -> tuple[str, ...]:
        """The names of the limits that are set."""
        return tuple(self.values())


def _is(period: str) -> bool:
    return PERIOD.fullmatch(period) is not None


def moment_text(moment: datetime) -> str:
    """A moment as SQL text in UTC; FactError when it doesn't say its time zone."""
    if moment.tzinfo is None:
        raise FactError(f"as_of {moment.isoformat()} has no time zone")
    return moment.astimezone(UTC).isoformat()
