# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loads a downloaded StatLine table: for a server that may not reach the internet, and for the whole country at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from baken.access.facade import Actor, require

from ...actions import load_source
from ...pulling import AREA, LOAD, Loaded, PullResult
from ..base import Batch, PullFailed
from .bulk_rows import BulkRows, can_read, read_bulk
from .tables import TABLES, Table

SHOWN = 10


def import_statline_csv(*, actor: Actor, at: datetime, path: Path, table: str, area: str | None = None) -> PullResult:
    """Load a StatLine CSV file as the figures of `table`; with `area` only one municipality. All of it or nothing.

    What is kept, and under which datasets, is what a pull of the table keeps. Raises `Denied`, `PullFailed` for a file that
    can't be used, and `FactError` for figures that contradict each other.
    """
    require(actor, LOAD)
    known = TABLES.get(table)
    if known is None or not can_read(known):
        told = {"table": table[:40], "known": ", ".join(t.id for t in TABLES.values() if can_read(t))}
        raise PullFailed(_("Tabel %(table)s kan niet uit een bestand worden gelezen. Kies uit %(known)s.") % told)
    if area is not None and not AREA.fullmatch(area):
        raise PullFailed(_("%(area)s is geen code van een gemeente, zoals GM0453.") % {"area": area[:20]})
    found = read_bulk(path, known, area=area)
    file = _File(known, found, at)
    receipts = load_source(actor=actor, at=at, sources=[file])
    loads = [
        Loaded(
            file.slug, table, dataset.id, dataset.title, len(rows), receipt.added, receipt.revised, receipt.unchanged,
            receipt,
        )
        for (dataset, rows, *_rest), receipt in zip(file.batches(), receipts, strict=True)
    ]  # fmt: skip
    return PullResult(tuple(loads), _warnings(table, found))


def _warnings(table: str, found: BulkRows) -> tuple[str, ...]:
    if not found.left_out:
        return ()
    keys = [f"{key} ({count})" for key, count in list(found.left_out.items())[:SHOWN]]
    told = {
        "table": table,
        "count": sum(found.left_out.values()),
        "lines": found.lines,
        "keys": ", ".join(keys) + (", …" if len(found.left_out) > SHOWN else ""),
    }
    return (
        _("%(table)s: %(count)s van %(lines)s regels overgeslagen, omdat Baken deze codes niet gebruikt: %(keys)s.")
        % told,
    )


@dataclass(slots=True)
class _File:
    """A file that was read, as a source for `load_source`."""

    table: Table
    found: BulkRows
    at: datetime
    slug: str = "statline"

    def batches(self) -> Iterable[Batch]:
        datasets = self.table.datasets()
        for slug, rows in sorted(self.found.parts.items()):
            yield datasets[slug], rows, self.at, None
