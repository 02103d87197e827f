# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .audit import AuditChain, AuditEntry, AuditKind, AuditPersonal
from .base import Record, RecordQuerySet, fresh
from .clock_event import ClockEvent
from .idempotency import Idempotency
from .key_check import KeyCheck
from .lease import Lease
from .municipality import Municipality
from .rate_window import RateWindow

__all__ = [
    "AuditChain",
    "AuditEntry",
    "AuditKind",
    "AuditPersonal",
    "ClockEvent",
    "Idempotency",
    "KeyCheck",
    "Lease",
    "Municipality",
    "RateWindow",
    "Record",
    "RecordQuerySet",
    "fresh",
]
