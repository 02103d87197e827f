# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of privacy."""

from .actions import change_dpia, load_defaults
from .defaults import CODED
from .destruction import approve, complete, destroy, place_hold, release_hold
from .models import Certificate, ProcessingRecord, ReadReview
from .nightly import nightly
from .queries import activity_in, chain_check, dpias
from .reads import answer, ask, look, questions_for, register_involved
from .retention import RetentionKind, RowKind, register_kind

__all__ = [
    "CODED",
    "Certificate",
    "ProcessingRecord",
    "ReadReview",
    "RetentionKind",
    "RowKind",
    "activity_in",
    "answer",
    "approve",
    "ask",
    "chain_check",
    "change_dpia",
    "complete",
    "destroy",
    "dpias",
    "load_defaults",
    "look",
    "nightly",
    "place_hold",
    "questions_for",
    "register_involved",
    "register_kind",
    "release_hold",
]
