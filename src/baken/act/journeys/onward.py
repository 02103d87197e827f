# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a concern can go, and where it went: one block of its page, with a line for each way."""

from datetime import datetime

from baken.act.concerns import facade as concerns

from .links import case_block
from .signal_to_inspection.visiting import visit_block
from .signal_to_measure.asking import measure_block

WAYS = (case_block, measure_block, visit_block)
"""In this order; each tells of its own way, or returns None where there is none for the reader."""


def onward_block(seen: concerns.Seen, at: datetime) -> concerns.Block | None:
    """Return the block of a concern's page that holds the ways, or None where the reader has none."""
    parts = [block for way in WAYS if (block := way(seen, at)) is not None]
    return concerns.Block("journeys/_onward.html", {"parts": parts}) if parts else None
