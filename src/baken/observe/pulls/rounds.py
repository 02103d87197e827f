# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a worker does every few seconds beside its tasks: look whether a schedule's time has come, or a pull broke off.

The first working day of the month is such a time too: then it looks for rises worth reading.
"""

from datetime import datetime, timedelta

from baken.kernel import leases

from .actions import fail_broken, queue_due
from .queries import SCHEDULER

LEASE = timedelta(seconds=30)
"""How long another worker waits before it takes over from one that fell silent. Renewed every round."""


def do_rounds(*, at: datetime, holder: str) -> bool:
    """Do one round at `at` if `holder` has the lease or can take it; return whether it did."""
    if not leases.take(SCHEDULER, holder, at=at, length=LEASE):
        return False
    fail_broken(at=at)
    queue_due(at=at)
    from ..alerts.actions import look_where_due  # not needed to serve a page, and slow to import

    look_where_due(at=at)
    return True


def end_rounds(holder: str) -> None:
    """Let another worker take over at once."""
    leases.give_back(SCHEDULER, holder)
