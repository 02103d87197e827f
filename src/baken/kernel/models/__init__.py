# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .audit import AuditChain, AuditEntry
from .base import Record, RecordQuerySet
from .clock_event import ClockEvent
from .municipality import Municipality

__all__ = ["AuditChain", "AuditEntry", "ClockEvent", "Municipality", "Record", "RecordQuerySet"]
