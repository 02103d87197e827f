# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a source is: it delivers batches of rows for the fact store."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from baken.observe.facts import Dataset

Batch = tuple[Dataset, list[dict[str, Any]], datetime, datetime | None]
"""Dataset, rows as INPUT_SCHEMA wants them, moment of retrieval, and since when known (None: since retrieval)."""


class Source(Protocol):
    """A source of facts. `slug` names it on the command line and in the audit log."""

    slug: str

    def batches(self) -> Iterable[Batch]:
        """Yield what there is to load."""


class LocalSource(Protocol):
    """Counts of the municipality's own records. Features above observe register one; only period totals pass."""

    slug: str

    def totals(self, municipality_code: str, year: int) -> Iterable[dict[str, Any]]:
        """Yield closed period totals as rows for the fact store."""


_local: dict[str, LocalSource] = {}


def register_local_source(source: LocalSource) -> None:
    """Register a feature's own counts, once, when its app starts."""
    _local[source.slug] = source


def local_sources() -> tuple[LocalSource, ...]:
    """Return the registered sources of own counts."""
    return tuple(_local.values())
