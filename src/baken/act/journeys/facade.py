# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What others may use of the flows: what the worker does for the case system, and how many of its tasks ask for a person."""

from datetime import datetime

from baken.access.facade import Actor


def look_at_case_systems(at: datetime) -> None:
    """A round of the worker (`zgw.work.look`). Does nothing, and asks nothing, where no case system is connected."""
    from django.conf import settings

    if settings.ZGW:
        from .zgw.work import look  # httpx: only for who talks with a case system

        look(at)


def failed_at_case_system(actor: Actor) -> int:
    """Return how many tasks with the case system wait for this actor to look at them; 0 for who doesn't look after it."""
    from .zgw.panels import failed

    return failed(actor)


def compare_with_case_systems(at: datetime) -> int:
    """Have every municipality that is connected compared with its case system now; return how many."""
    from .zgw.work import compare_all

    return compare_all(at)
