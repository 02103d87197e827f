# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes facts: loading a source. Nothing else writes them."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from baken.access.facade import Actor, require
from baken.kernel import audit
from baken.kernel.actions import action

from .changed import figures_changed
from .facts import Receipt
from .sources.base import Source
from .store import store

if TYPE_CHECKING:
    from .facts.writing import Staged


def load_source(*, actor: Actor, at: datetime, sources: Iterable[Source]) -> list[Receipt]:
    """Load everything that `sources` have, all or nothing, and return a receipt per batch.

    Checking and writing a national table takes a while, so it is done before the transaction opens: on SQLite nobody else
    could write meanwhile. Inside it, the figures become current as the last step: should the log refuse, they don't, and a
    reader never sees half a load.
    """
    require(actor, "observe.figures.load")
    sources = list(sources)
    batches = [batch for source in sources for batch in source.batches()]
    slugs = list(dict.fromkeys(source.slug for source in sources))
    with store().staged(batches) as staged:
        _make_current(actor=actor, at=at, slugs=slugs, staged=staged)
    return staged.receipts


@action
def _make_current(*, actor: Actor, at: datetime, slugs: list[str], staged: "Staged") -> None:
    require(actor, "observe.figures.load")
    for slug in slugs:
        audit.record("figures.loaded", resource_type="observe.source", resource_id=slug)
    if any(receipt.added or receipt.revised for receipt in staged.receipts):
        figures_changed(at)
    staged.make_current()
