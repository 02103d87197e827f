# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The worker: does what stands in the queue (a pull of figures), and looks what the schedules ask."""

import logging
import os
import socket
import sys
import time
from collections.abc import Callable
from threading import Event, Thread
from types import FrameType

from django.db import DatabaseError, close_old_connections, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from baken.act.concerns import facade as concerns
from baken.act.journeys import facade as journeys
from baken.kernel import stopping
from baken.kernel.errors import BakenError
from baken.kernel.models import Lease
from baken.kernel.moment import now
from baken.observe.facade import close_what_ended, do_rounds, end_rounds
from baken.privacy.facade import nightly
from baken.terms import facade as terms

logger = logging.getLogger(__name__)

ROUND_EVERY = 5
"""Seconds between two rounds; whether the process beside which this one runs still lives is looked at each second."""
LOOK_EVERY = 1.0


class NoDatabase(BakenError):
    """The tables aren't there yet; the message says what to do."""


class TidyWorker(Worker):
    """django-tasks' worker, which tells work under way that it must stop, and never drops a task it just took."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """The first signal asks: what runs ends at its next step. A second one during a task breaks it off."""
        again = not self.running
        self.running = False
        stopping.asked.set()
        if again and self.running_task:
            sys.exit(1)


def work(*, once: bool = False, beside: int | None = None) -> int:
    """Work until a signal comes, or (`once`) until the queue is empty. Return the exit status.

    `beside` is the process id of the server that started this worker: when that is gone, the worker stops too. Raises
    `NoDatabase`.
    """
    try:
        DBTaskResult.objects.exists()
        Lease.objects.exists()
    except DatabaseError:
        raise NoDatabase("there is no database yet, or it is of another version: run `baken migrate`") from None
    holder = f"{socket.gethostname()[:40]}:{os.getpid()}:{get_random_string(6)}"
    worker = TidyWorker(
        queue_names=["default"], interval=1.0, batch=once, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id=holder[:64], excluded_queue_names=[],
    )  # fmt: skip
    worker.configure_signals()
    if once:
        for step in _steps(holder):
            step()
        worker.run()
        end_rounds(holder)
        return 0
    over = Event()
    thread = Thread(target=_rounds, args=(worker, holder, over, beside), name="rounds", daemon=True)
    thread.start()
    try:
        worker.run()
    finally:
        over.set()
        thread.join(timeout=ROUND_EVERY)
    return 0


def _rounds(worker: Worker, holder: str, over: Event, beside: int | None) -> None:
    due = 0.0
    try:
        while not over.is_set():
            if beside is not None and os.getppid() != beside:
                worker.running = False
                stopping.asked.set()
            if time.monotonic() >= due:
                _one_round(holder)
                due = time.monotonic() + ROUND_EVERY
            over.wait(LOOK_EVERY)
        end_rounds(holder)
    except DatabaseError:
        logger.warning("the lease could not be given back; it ends by itself")
    finally:
        connection.close()


def _steps(holder: str) -> tuple[Callable[[], object], ...]:
    """Return what a round does, in its order: terms are started before what is due is destroyed, and links follow that."""
    return (
        lambda: do_rounds(at=now(), holder=holder),
        lambda: concerns.nightly(now()),
        lambda: nightly(now()),
        lambda: terms.nightly(now()),
        lambda: close_what_ended(now()),
        lambda: journeys.forget_what_is_gone(now()),
        lambda: journeys.look_at_case_systems(now()),
    )


def _one_round(holder: str) -> None:
    """Do each step, whatever became of those before it: figures that can't be fetched must not keep what has to be destroyed."""
    for step in _steps(holder):
        try:
            step()
        except Exception:  # one bad round must not end all those after it
            logger.exception("a step in a round of the worker failed")
    close_old_connections()
