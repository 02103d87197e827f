# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts: published figures, kept with what was known when. No Django; importing this loads no query engine."""

from baken.observe.facts.schema import (
    FACT_SCHEMA,
    INPUT_SCHEMA,
    LEVELS,
    STATUSES,
    Dataset,
    Fact,
    FactError,
    Load,
    Ranked,
    Receipt,
)
from baken.observe.facts.store import FactStore

__all__ = [
    "FACT_SCHEMA",
    "INPUT_SCHEMA",
    "LEVELS",
    "STATUSES",
    "Dataset",
    "Fact",
    "FactError",
    "FactStore",
    "Load",
    "Ranked",
    "Receipt",
]
