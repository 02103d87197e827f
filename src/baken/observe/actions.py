# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes facts: loading a source. Nothing else writes them."""

from collections.abc import Iterable
from datetime import datetime

from baken.access.facade import Actor, require
from baken.kernel import audit
from baken.kernel.actions import action

from .changed import figures_changed
from .facts import Receipt
from .sources.base import Source
from .store import store


@action
def load_source(*, actor: Actor, at: datetime, sources: Iterable[Source]) -> list[Receipt]:
    """Load everything that `sources` have, all or nothing, and return a receipt per batch.

    The facts are stored last: should they be refused, the audit row goes too, and the other way round a reader never sees
    half a load.
    """
    require(actor, "observe.figures.load")
    sources = list(sources)
    batches = [batch for source in sources for batch in source.batches()]
    for slug in dict.fromkeys(source.slug for source in sources):
        audit.record("figures.loaded", resource_type="observe.source", resource_id=slug)
    receipts = store().load_many(batches)
    if any(receipt.added or receipt.revised for receipt in receipts):
        figures_changed(at)
    return receipts
