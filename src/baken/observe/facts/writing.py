# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How deliveries become files. Whoever calls ``store`` or ``prune`` holds the lock of ``manifest.locked``."""

from __future__ import annotations

import copy
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from baken.observe.facts import checks, files, keys, manifest
from baken.observe.facts.merge import Merged, merge
from baken.observe.facts.schema import Dataset, FactError, Load, Receipt

WRITERS = min(4, os.cpu_count() or 1)
"""Files written at once: one per indicator, each compressed by itself, so that all cores have work."""


@dataclass(frozen=True)
class Delivery:
    """One sound delivery, coded and in order of key, not yet compared with what is stored."""

    dataset: Dataset
    rows: pa.Table
    retrieved_at: datetime
    known_from: datetime
    sha256: str


def checked(
    batches: Iterable[tuple[Dataset, pa.Table | Iterable[Mapping[str, Any]], datetime, datetime | None]],
) -> list[Delivery]:
    """Deliveries in the store's shape; FactError naming what is wrong in any of them."""
    deliveries: list[Delivery] = []
    problems = checks.Problems()
    for dataset, rows, retrieved_at, known_from in batches:
        moments = (retrieved_at, known_from or retrieved_at)
        naive = [
            f"{dataset.id}: moment {moment.isoformat()} has no time zone" for moment in moments if not moment.tzinfo
        ]
        problems.add(*dict.fromkeys(naive))
        try:
            table = checks.as_table(dataset, rows)
        except FactError as error:
            problems.add_all(error)
            continue
        keyed = keys.keyed(table)
        found = checks.problems_of(dataset, table, keyed)
        problems.add_all(found)
        if not found.total and not naive:
            retrieved, known = (moment.astimezone(UTC) for moment in moments)
            table = keyed.sorted(table)
            del keyed
            deliveries.append(Delivery(dataset, table, retrieved, known, files.fingerprint(table)))
    problems.refuse()
    return deliveries


@dataclass
class Staged:
    """Deliveries whose files are written, and which nobody reads yet."""

    root: Path
    before: manifest.Manifest
    after: manifest.Manifest
    written: set[str]
    receipts: list[Receipt]
    current: bool = False

    def make_current(self) -> None:
        """Let readers see them from now on, all at once. Quick: one small file is replaced."""
        kept = self.after.current()
        self.after.retired |= dict.fromkeys(self.before.current() - kept, datetime.now(UTC))
        manifest.replace(self.root, self.after)
        self.current = True
        _unlink(self.root, self.written - kept)

    def discard(self) -> None:
        """Leave nothing behind of what didn't become current."""
        if not self.current:
            _unlink(self.root, self.written - manifest.read(self.root).current())


def stage(root: Path, deliveries: list[Delivery]) -> Staged:
    """Write the files of all deliveries. On any failure nothing is left behind."""
    before = manifest.read(root)
    staged = Staged(root, before, copy.deepcopy(before), set(), [])
    try:
        problems = checks.Problems()
        staged.receipts = [_add(root, staged.after, delivery, staged.written, problems) for delivery in deliveries]
        problems.refuse()
    except BaseException:
        staged.discard()
        raise
    return staged


def _add(
    root: Path, after: manifest.Manifest, delivery: Delivery, written: set[str], problems: checks.Problems
) -> Receipt:
    """Lay one delivery over ``after`` and note it there."""
    dataset = delivery.dataset
    known = after.datasets.get(dataset.id)
    if known is not None and known.example != dataset.example:
        problems.add(f"{dataset.id}: example figures and real ones can't share a dataset")
    after.sequence += 1
    load_id = f"{after.sequence:06d}-{delivery.sha256[:10]}"
    held = after.files.setdefault(dataset.id, {})

    def lay(part: tuple[str, pa.Table]) -> Merged:
        indicator, incoming = part
        stored = files.read(root, held[indicator]) if indicator in held else None
        merged = merge(stored, incoming, known_from=delivery.known_from, load_id=load_id)
        if merged.table is not None and not problems.total:
            path = files.path_of(dataset.id, indicator, load_id)
            written.add(path)
            files.write(root, path, merged.table)
            return replace(merged, table=None, path=path)
        return merged

    parts = list(keys.by_indicator(delivery.rows))
    with ThreadPoolExecutor(max_workers=min(WRITERS, len(parts))) as pool:
        laid = list(pool.map(lay, parts))
    for (indicator, _), merged in zip(parts, laid, strict=True):
        problems.add_all(merged.problems)
        if merged.path:
            held[indicator] = merged.path
    added, revised, unchanged = (sum(getattr(m, name) for m in laid) for name in ("added", "revised", "unchanged"))
    after.datasets[dataset.id] = dataset
    after.loads.append(_note(delivery, load_id, added, revised, unchanged))
    return Receipt(load_id, added, revised, unchanged)


def _note(delivery: Delivery, load_id: str, added: int, revised: int, unchanged: int) -> Load:
    return Load(
        load_id=load_id,
        dataset=delivery.dataset.id,
        retrieved_at=delivery.retrieved_at,
        known_from=delivery.known_from,
        rows=delivery.rows.num_rows,
        added=added,
        revised=revised,
        unchanged=unchanged,
        sha256=delivery.sha256,
    )


def prune(root: Path, *, before: datetime) -> list[str]:
    """Delete what was replaced before that moment, and files no manifest names that were written before it."""
    now = manifest.read(root)
    current = now.current()
    due = {path for path, since in now.retired.items() if since < before and path not in current}
    for file in (root / files.DATA).glob("*/*.parquet"):
        path = file.relative_to(root).as_posix()
        if path not in current and path not in now.retired and file.stat().st_mtime < before.timestamp():
            due.add(path)
    kept = {path: since for path, since in now.retired.items() if path not in due}
    if kept != now.retired:
        # Forget before deleting: after a crash in between, the files are unnamed and go the next time.
        now.retired = kept
        manifest.replace(root, now)
    _unlink(root, due)
    return sorted(due)


def _unlink(root: Path, paths: Iterable[str]) -> None:
    for path in paths:
        (root / path).unlink(missing_ok=True)
