# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far a pull is: told by the source, written once a second at most; and the moment to hear that it must stop."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread
from uuid import UUID

from django.db import OperationalError, connection

from baken.kernel import stopping
from baken.kernel.errors import BakenError
from baken.kernel.moment import now

from ..models import Pull, PullMeter, PullStatus

WRITE_EVERY = 1.0
"""Seconds between two writes."""
BEAT_EVERY = 10.0
"""Seconds between two signs of life while the source says nothing, or the figures are being stored."""
BROKEN_AFTER = timedelta(seconds=90)
"""A pull that gave no sign of life for so long is taken for broken."""
LONGEST = 200


class StopAsked(BakenError):
    """Somebody asked this pull to stop. Raised from the progress callback: sources let it pass."""


class WorkerStops(BakenError):
    """This process was asked to stop; the pull can be taken up again."""


class NoLongerOurs(BakenError):
    """The pull was taken for broken and is somebody else's now: leave it alone."""


class Meter:
    """A `Progress` (see `sources.base`) that writes to the pull's meter, and raises where the pull must not go on."""

    def __init__(self, pull_id: UUID, attempt: int, *, clock: Callable[[], float] = time.monotonic):
        self.pull_id, self.attempt = pull_id, attempt
        self._clock = clock
        self._wrote: float | None = None

    def __call__(self, done: int, total: int | None, what: str) -> None:
        if stopping.asked.is_set():
            raise WorkerStops
        moment = self._clock()
        if self._wrote is not None and moment - self._wrote < WRITE_EVERY:
            return
        self._wrote = moment
        try:
            self._look()
            self._write(done=max(done, 0), total=total, what=what.replace("\0", "")[:LONGEST])
        except OperationalError:
            return  # a busy database costs the reader a second of progress, never the pull

    def _look(self) -> None:
        found = Pull.objects.filter(pk=self.pull_id).values_list("status", "attempt", "stop_asked_at").first()
        if found is None or found[:2] != (PullStatus.RUNNING, self.attempt):
            raise NoLongerOurs
        if found[2] is not None:
            raise StopAsked

    def _write(self, **fields: object) -> None:
        PullMeter.objects.filter(pk=self.pull_id, attempt=self.attempt).update(beat_at=now(), **fields)

    @contextmanager
    def beating(self) -> Iterator[None]:
        """Give signs of life from a thread of its own as long as the block runs."""
        over = Event()
        thread = Thread(target=self._beat, args=(over,), name="pull-meter", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join(timeout=BEAT_EVERY)

    def _beat(self, over: Event) -> None:
        try:
            while not over.wait(BEAT_EVERY):
                try:
                    self._write()
                except OperationalError:
                    connection.close()  # perhaps it is gone; the next beat opens another
        finally:
            connection.close()


def silent(beat_at: datetime | None, at: datetime) -> bool:
    """Whether a running pull with that last sign of life counts as broken at `at`."""
    return beat_at is None or beat_at < at - BROKEN_AFTER
