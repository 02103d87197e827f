# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much somebody without an account may do: reports that one address sends, and codes that it gets wrong.

Only look-ups that fail are counted: whoever has a code comes back as often as they like. Neither count can be read back to
an address (`kernel.rate_limits`).
"""

import hashlib
import time
from threading import Lock

from django.conf import settings

from baken.kernel.rate_limits import Guesses, Limit, TooMany

HOUR = 3_600
CODES = Guesses("receipt code")
may_look, failed = CODES.require, CODES.failed
KEPT = 60
"""Seconds that a process uses the tries that it took; what is left then is lost to the sender."""
MOST_KEPT = 10_000

_taken: dict[str, tuple[int, float]] = {}
_lock = Lock()


def take_report(who: str) -> None:
    """Count one report or message of an address, or one form with files, fit or not; raises `TooMany`.

    A process takes some tries at a time from the count that all share: never more in all than the limit, and few writes.
    """
    times: int = settings.REPORT_LIMIT
    key = hashlib.sha256(f"{settings.SECRET_KEY}|{who}".encode()).hexdigest()
    if _had(key):
        return
    limit = Limit("public report", times, HOUR)
    block = max(1, times // 50)
    for tries in dict.fromkeys((block, 1)):
        if limit.take(who, tries=tries):
            _keep(key, tries - 1)
            return
    raise TooMany(HOUR)


def forget() -> None:
    """Give back what this process holds: for tests."""
    with _lock:
        _taken.clear()


def _had(key: str) -> bool:
    with _lock:
        left, until = _taken.get(key, (0, 0.0))
        if left < 1 or until < time.monotonic():
            _taken.pop(key, None)
            return False
        _taken[key] = (left - 1, until)
        return True


def _keep(key: str, tries: int) -> None:
    if tries < 1:
        return
    with _lock:
        if len(_taken) >= MOST_KEPT:
            _taken.clear()
        left, _until = _taken.get(key, (0, 0.0))
        _taken[key] = (left + tries, time.monotonic() + KEPT)
