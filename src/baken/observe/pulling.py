# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pulling tables of publishers: first everything comes in, then all of it is loaded in one go, or nothing is.

Pages wait under `settings.VAR / "pulls"`, a folder per source, table and area, until they are stored: a pull that broke off
goes on from there.
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pyarrow as pa
from django.conf import settings
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require

from .actions import load_source
from .facts import Dataset, Receipt
from .sources.base import Batch, Progress, PullFailed, RemoteSource, remote_sources
from .store import store

LOAD = "observe.figures.load"
AREA = re.compile(r"GM\d{4}")
KEPT = timedelta(days=7)
"""How long the pages of a pull that broke off wait to be taken up again."""
PARTS = 1000
"""Progress over several tables is told in thousandths of a table."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one dataset of a pulled table came to. `receipt` is None when nothing was stored (`dry_run`)."""

    source: str
    table: str
    dataset: str
    title: str
    rows: int
    added: int
    revised: int
    unchanged: int
    receipt: Receipt | None = None


@dataclass(frozen=True, slots=True)
class PullResult:
    """What a pull did, per dataset, and what the reader should know of the figures."""

    loads: tuple[Loaded, ...]
    warnings: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        return any(load.added or load.revised for load in self.loads)


@dataclass(slots=True)
class _Pulled:
    """The batches of one table, as a source for `load_source`."""

    slug: str
    table: str
    into: Path
    held: tuple[Batch, ...]
    warnings: tuple[str, ...]

    def batches(self) -> Iterable[Batch]:
        return self.held


def pull_tables(
    *,
    actor: Actor,
    at: datetime,
    tables: Sequence[str],
    area: str | None,
    base_url: str | None = None,
    progress: Progress,
    dry_run: bool = False,
) -> PullResult:
    """Pull tables (ids) of municipality `area` (CBS code), or of the whole country when None, and load them all or none.

    With `dry_run` nothing is stored, and the result says what would be. Raises `PullFailed` with a sentence for people,
    `FactError` for figures that the store refuses, `Denied`; the facts are then as they were. What `progress` raises comes
    out as it is.
    """
    require(actor, LOAD)
    if area is not None and not AREA.fullmatch(area):
        raise PullFailed(_("%(area)s is geen code van een gemeente, zoals GM0453.") % {"area": area[:20]})
    wanted = [_source_of(table) for table in dict.fromkeys(tables)]
    if not wanted:
        raise PullFailed(_("Kies een of meer tabellen."))
    _forget_old(at)
    pulled = []
    for done, (source, table) in enumerate(wanted):
        into = _folder(source.slug, table, area)
        step = _Part(progress, done, len(wanted))
        found = source.pull(table, area=area, into=into, progress=step, base_url=base_url)
        batches = tuple(found)
        pulled.append(_Pulled(source.slug, table, into, batches, tuple(getattr(found, "warnings", ()))))
    warnings = tuple(dict.fromkeys(line for part in pulled for line in part.warnings))
    if dry_run:
        return PullResult(tuple(_would_load(pulled)), warnings)
    progress(len(wanted) * PARTS, len(wanted) * PARTS, _("opslaan"))
    receipts = load_source(actor=actor, at=at, sources=pulled)
    for part in pulled:
        shutil.rmtree(part.into, ignore_errors=True)
    loads = zip(_batches(pulled), receipts, strict=True)
    return PullResult(tuple(_loaded(part, batch, receipt) for (part, batch), receipt in loads), warnings)


def _source_of(table: str) -> tuple[RemoteSource, str]:
    found = [source for source in remote_sources() if table in {offered.id for offered in source.tables()}]
    if found:
        return found[0], table
    told = ", ".join(offered.id for source in remote_sources() for offered in source.tables())
    raise PullFailed(
        _("Tabel %(table)s wordt niet aangeboden. Kies uit %(known)s.") % {"table": table[:40], "known": told}
    )


def _folder(source: str, table: str, area: str | None) -> Path:
    return Path(settings.VAR) / "pulls" / f"{source}-{table}-{area or 'NL00'}"


def _forget_old(at: datetime) -> None:
    """Remove what waited too long: it would be asked again anyhow."""
    root = Path(settings.VAR) / "pulls"
    for folder in root.iterdir() if root.is_dir() else ():
        with suppress(OSError):
            newest = max((file.stat().st_mtime for file in folder.iterdir()), default=folder.stat().st_mtime)
            if newest < (at - KEPT).timestamp():
                shutil.rmtree(folder, ignore_errors=True)


class _Part:
    """The progress of one table as a part of all."""

    def __init__(self, progress: Progress, place: int, of: int) -> None:
        self._progress, self._place, self._of = progress, place, of

    def __call__(self, done: int, total: int | None, what: str) -> None:
        if self._of == 1:
            self._progress(done, total, what)
            return
        share = min(PARTS, PARTS * done // total) if total else 0
        self._progress(self._place * PARTS + share, self._of * PARTS, what)


def _batches(pulled: Iterable[_Pulled]) -> Iterator[tuple[_Pulled, Batch]]:
    return ((part, batch) for part in pulled for batch in part.held)


def _loaded(part: _Pulled, batch: Batch, receipt: Receipt) -> Loaded:
    dataset, rows = batch[0], batch[1]
    return Loaded(
        part.slug, part.table, dataset.id, dataset.title, len(rows), receipt.added, receipt.revised, receipt.unchanged,
        receipt,
    )  # fmt: skip


def _would_load(pulled: Iterable[_Pulled]) -> Iterator[Loaded]:
    for part, batch in _batches(pulled):
        dataset, rows = batch[0], batch[1]
        counts = _preview(dataset, rows if isinstance(rows, pa.Table) else pa.Table.from_pylist(rows))
        yield Loaded(part.slug, part.table, dataset.id, dataset.title, len(rows), *counts)


def _preview(dataset: Dataset, rows: pa.Table) -> tuple[int, int, int]:
    """How many of these rows are new, would be revised, and are as known now."""
    names = ("indicator", "area", "period", "value", "lower", "upper", "n", "status")
    held = store().arrow(sorted(set(rows["indicator"].to_pylist())), datasets=[dataset.id])
    known = {row[:3]: row[3:] for row in zip(*(held[name].to_pylist() for name in names), strict=True)}
    columns = [rows[name].to_pylist() if name in rows.column_names else [None] * len(rows) for name in names]
    added = unchanged = 0
    for row in zip(*columns, strict=True):
        was = known.get(row[:3])
        added += was is None
        unchanged += was == row[3:]
    return added, len(rows) - added - unchanged, unchanged
