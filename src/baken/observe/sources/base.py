# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a source is: it delivers batches of rows for the fact store."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

from baken.kernel.errors import BakenError
from baken.kernel.models import Municipality
from baken.observe.facts import Dataset

Batch = tuple[Dataset, list[dict[str, Any]] | pa.Table, datetime, datetime | None]
"""Dataset, rows as INPUT_SCHEMA wants them, moment of retrieval, and since when known (None: since retrieval)."""


class Delivered(list[Batch]):
    """Batches of a pull, with what the reader should know of them, in sentences."""

    def __init__(self, batches: Iterable[Batch] = (), *, warnings: Iterable[str] = ()) -> None:
        super().__init__(batches)
        self.warnings = tuple(warnings)


class Source(Protocol):
    """A source of facts. `slug` names it on the command line and in the audit log."""

    slug: str

    def batches(self) -> Iterable[Batch]:
        """Yield what there is to load."""


class Progress(Protocol):
    """Hears how far a pull is: `done` of `total` steps (None: not known), and what is being done, in one line."""

    def __call__(self, done: int, total: int | None, what: str) -> None: ...


@dataclass(frozen=True, slots=True)
class RemoteTable:
    """One table of a publisher that can be pulled. `dataset` is the name under which its figures are stored.

    `others` are further datasets of the same table, such as its yearly figures, which may be at hand before it was pulled.
    """

    id: str
    title: str
    publisher: str
    url: str
    dataset: str
    periods: str
    others: tuple[str, ...] = ()


class RemoteSource(Protocol):
    """A publisher on the network. `slug` names it; each of its tables is pulled by itself.

    `pull` puts what it receives under `into` (a folder of its own, where a broken pull is taken up again) and returns the
    batches to load once everything is in (`Delivered`, to say something of them); it stores no facts itself. Raises
    `PullFailed` with one sentence for people. What `progress` raises, it lets pass.
    """

    slug: str
    title: Any

    def tables(self) -> tuple[RemoteTable, ...]:
        """Return the tables it offers, without asking the network."""

    def pull(
        self, table: str, *, area: str | None, into: Path, progress: Progress, base_url: str | None = None
    ) -> Iterable[Batch]:
        """Fetch one table: of municipality `area` (CBS code, e.g. GM0453), or the whole country when None."""


class PullFailed(BakenError):
    """A publisher couldn't be reached, or what it sent is not what it should be. The message says what to do."""


_remote: dict[str, RemoteSource] = {}


def register_remote_source(source: RemoteSource) -> None:
    """Register a source that can be pulled, once, when observe starts."""
    _remote[source.slug] = source


def remote_sources() -> tuple[RemoteSource, ...]:
    """Return the sources that can be pulled."""
    return tuple(_remote.values())


UNKNOWN = "unknown"
"""The area of what could not be placed: it has a row of its own, so that areas add up to the municipality."""


@dataclass(frozen=True, slots=True)
class OwnIndicator:
    """What a source of own records counts. `unit` in the plural (casussen); `method` in one or two sentences.

    `level` (wijk or buurt) is that of the areas among which it is counted; sensitive themes are never counted by buurt.
    """

    slug: str
    title: Any
    theme: str
    unit: Any
    method: Any
    level: str = "wijk"


@dataclass(frozen=True, slots=True)
class OwnCount:
    """How many records of one kind one area had in a month. `fictitious` says that some of them are invented."""

    indicator: str
    area: str
    count: int
    fictitious: bool = False


class LocalSource(Protocol):
    """Counts of the municipality's own records. Features above observe register one; only period totals pass.

    Both methods are called while Baken itself acts, with all rows of that municipality in sight: what they return holds
    numbers only. `area` is a CBS code, of whatever level below the municipality, or empty: observe finds the place in
    which it counts.
    """

    @property
    def slug(self) -> str: ...

    @property
    def indicators(self) -> tuple[OwnIndicator, ...]: ...

    def first_month(self, municipality: Municipality) -> date | None:
        """Return the first day of the month with the oldest record; None where there are no records."""

    def counts(self, municipality: Municipality, month: date) -> Iterable[OwnCount]:
        """Yield what there is in the month that begins on the day `month`; areas without records may be left out."""


_local: dict[str, LocalSource] = {}


def register_local_source(source: LocalSource) -> None:
    """Register a feature's own counts, once, when its app starts. ValueError for a sensitive theme by buurt."""
    from ..themes import may_be_shown

    for one in source.indicators:
        if not may_be_shown(one.level, indicator=one.slug, theme=one.theme):
            raise ValueError(f"{one.slug} is of a sensitive theme: it may not be counted by {one.level}")
    _local[source.slug] = source


def local_sources() -> tuple[LocalSource, ...]:
    """Return the registered sources of own counts."""
    return tuple(_local.values())
