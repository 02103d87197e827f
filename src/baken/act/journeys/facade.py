# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What others may use of the flows: a signal that leads to a case or a measure, and what the worker, the home page and
the command do with case systems.
"""

from datetime import date, datetime

from django.conf import settings

from baken.access.facade import Actor
from baken.kernel.models import Municipality

from .offering import Offered
from .signal_to_case.promotion import Promotion, promote
from .signal_to_measure.answering import answer
from .signal_to_measure.asking import Asked, ask

__all__ = [
    "Asked",
    "Offered",
    "Promotion",
    "answer",
    "ask",
    "case_system_command",
    "case_system_lines",
    "forget_what_is_gone",
    "look_at_case_systems",
    "promote",
]


def forget_what_is_gone(at: datetime) -> int:
    """Forget, once a day, what was kept of zaken of files that were destroyed (`zgw.forgetting.sweep`); return of how many."""
    from .zgw.forgetting import sweep

    return sweep(at)


def look_at_case_systems(at: datetime) -> None:
    """A round of the worker (`zgw.work.look`). Does nothing, and asks nothing, where no case system is connected."""
    if settings.ZGW:
        from .zgw.work import look  # httpx: only for who talks with a case system

        look(at)


def case_system_lines(actor: Actor, municipality: Municipality, on: date) -> list[dict[str, str]]:
    """Return what the home page tells of the case system: tasks that failed, to who looks after it. No query without one."""
    if not settings.ZGW or actor.municipality_id != municipality.id:
        return []
    from .zgw.panels import home_lines

    return home_lines(actor)


def case_system_command(what: str, at: datetime) -> tuple[int, list[str]]:
    """Do what `baken zgw` asks (check, compare, subscribe); return the exit status and what to say."""
    from .zgw.command import run

    return run(what, at)
