# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .mapping import ColumnMapping
from .own import ClosedMonth, OwnTotal
from .pull import Every, Pull, PullMeter, PullSchedule, PullStatus

__all__ = ["ClosedMonth", "ColumnMapping", "Every", "OwnTotal", "Pull", "PullMeter", "PullSchedule", "PullStatus"]
