# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure decisions: from teams and streams as numbers to an outcome, by `baken.cores.capacity`. No database, no clock."""

from .changes import Changes
from .inputs import Inputs, Said, StageInput, StreamInput, TeamInput
from .outcome import Asked, Full, Quick, asked_of, full, quick
from .refusals import Refusal

__all__ = [
    "Asked",
    "Changes",
    "Full",
    "Inputs",
    "Quick",
    "Refusal",
    "Said",
    "StageInput",
    "StreamInput",
    "TeamInput",
    "asked_of",
    "full",
    "quick",
]
