# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .audit import AuditChain, AuditEntry
from .base import Record, RecordQuerySet, fresh
from .clock_event import ClockEvent
from .lease import Lease
from .municipality import Municipality

__all__ = [
    "AuditChain",
    "AuditEntry",
    "ClockEvent",
    "Lease",
    "Municipality",
    "Record",
    "RecordQuerySet",
    "fresh",
]
