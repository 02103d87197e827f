# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .alert import Alert, AlertRun, AlertStatus, AlertStep, AlertStepKind, AlertWatch
from .mapping import ColumnMapping
from .own import ClosedMonth, OwnTotal
from .pull import Every, Pull, PullMeter, PullSchedule, PullStatus

__all__ = [
    "Alert",
    "AlertRun",
    "AlertStatus",
    "AlertStep",
    "AlertStepKind",
    "AlertWatch",
    "ClosedMonth",
    "ColumnMapping",
    "Every",
    "OwnTotal",
    "Pull",
    "PullMeter",
    "PullSchedule",
    "PullStatus",
]
