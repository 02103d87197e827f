# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a fact is: one figure, of one area, in one period, as it was known during a stretch of time.

Every other module speaks in these types. Nothing here reads or writes; no Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import pyarrow as pa

LEVELS: Final = ("nation", "municipality", "wijk", "buurt")
STATUSES: Final = ("final", "provisional", "withheld", "example")
PERIOD_KINDS: Final = ("year", "month")
NATION: Final = "NL00"

#: A dataset or indicator name: it becomes part of a file name, so nothing that could climb out of the folder.
SLUG: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")
PERIOD: Final = re.compile(r"[12][0-9]{3}(-(0[1-9]|1[0-2]))?")
#: Codes of Statistics Netherlands: four digits of the municipality, then wijk and buurt. Amsterdam's carry letters.
AREA_CODES: Final = {
    "nation": NATION,
    "municipality": "GM[0-9]{4}",
    "wijk": "WK[0-9]{4}[0-9A-Z]{2}",
    "buurt": "BU[0-9]{4}[0-9A-Z]{4}",
}
AREA: Final = re.compile("|".join(AREA_CODES.values()))

_MOMENT: Final = pa.timestamp("us", tz="UTC")

#: What a source delivers (``INPUT_SCHEMA``); the store adds who said it and when it was known (``FACT_SCHEMA``).
#: ``value`` is in the unit of the indicator, null when withheld or unknown; ``lower``/``upper`` are the bounds of a
#: survey's margin in the same unit; ``n`` is the number of respondents.
INPUT_SCHEMA: Final = pa.schema(
    [
        pa.field("dataset", pa.string(), nullable=False),
        pa.field("indicator", pa.string(), nullable=False),
        pa.field("area", pa.string(), nullable=False),
        pa.field("level", pa.string(), nullable=False),
        pa.field("municipality", pa.string(), nullable=False),
        pa.field("period", pa.string(), nullable=False),
        pa.field("value", pa.float64()),
        pa.field("lower", pa.float64()),
        pa.field("upper", pa.float64()),
        pa.field("n", pa.int64()),
        pa.field("status", pa.string(), nullable=False),
    ]
)
#: A row as stored: known during the half-open stretch [known_from, known_to); known_to null means known now.
FACT_SCHEMA: Final = pa.schema(
    [
        *INPUT_SCHEMA,
        pa.field("known_from", _MOMENT, nullable=False),
        pa.field("known_to", _MOMENT),
        pa.field("load_id", pa.string(), nullable=False),
    ]
)

#: FACT_SCHEMA as it is held while writing: each word once, rows as places among them (see ``words``).
CODED_FACTS: Final = pa.schema(
    [f.with_type(pa.dictionary(pa.int32(), pa.string())) if pa.types.is_string(f.type) else f for f in FACT_SCHEMA]
)


class FactError(ValueError):
    """Facts that were refused, or a question that can't be answered; ``problems`` names each reason."""

    SHOWN: Final = 50

    def __init__(self, problems: str | Iterable[str], *, total: int | None = None) -> None:
        listed = (problems,) if isinstance(problems, str) else tuple(problems)
        self.problems: tuple[str, ...] = listed[: self.SHOWN]
        #: how many were found, of which at most 50 are named
        self.total: int = max(total or 0, len(listed))
        more = self.total - len(self.problems)
        super().__init__("; ".join(self.problems) + (f"; and {more} more" if more else ""))


@dataclass(frozen=True, slots=True)
class Dataset:
    """Where figures come from; kept beside them so that every page can name its source.

    ``table`` is the publisher's own name for it (such as "47022NED"), ``note`` says how it was derived,
    ``caveats`` what a reader must know, ``example`` that it was made up to show the software.
    """

    id: str
    title: str
    publisher: str
    table: str = ""
    licence: str = ""
    url: str = ""
    note: str = ""
    caveats: tuple[str, ...] = ()
    example: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One stored row; the fields are those of ``FACT_SCHEMA``, in its order."""

    dataset: str
    indicator: str
    area: str
    level: str
    municipality: str
    period: str
    value: float | None
    lower: float | None
    upper: float | None
    n: int | None
    status: str
    known_from: datetime
    known_to: datetime | None
    load_id: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one load did: rows added (new keys), revised (a new version of a known key) and unchanged (not stored)."""

    load_id: str
    added: int
    revised: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Load:
    """One load as the store remembers it. ``sha256`` is of the rows as delivered (see ``files.fingerprint``)."""

    load_id: str
    dataset: str
    retrieved_at: datetime
    known_from: datetime
    rows: int
    added: int
    revised: int
    unchanged: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """The total of one municipality in a ranking, and what that total is made of.

    ``value`` is the sum of the parts that were published, None when none was; ``parts`` counts the rows summed
    (areas times periods) and ``withheld``, ``provisional`` and ``example`` how many of them were that.
    """

    dataset: str
    municipality: str
    value: float | None
    parts: int
    withheld: int
    provisional: int
    example: int


def period_kind(period: str) -> str:
    """'year' for "2025", 'month' for "2025-03"."""
    return "month" if len(period) == 7 else "year"


def months_of(year: str) -> tuple[str, ...]:
    """The twelve months of a year, "2025-01" to "2025-12"."""
    return tuple(f"{year}-{month:02d}" for month in range(1, 13))
