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

from baken.kernel.rate_limits import Limit, TooMany

HOUR = 3_600
FAILED = Limit("receipt code failed", 10, 600)
FAILED_FEW = Limit("receipt code failed while many do", 2, 600)
FAILED_ALL = Limit("receipt code failed by anybody", 1_000, 600)
"""Once this many fail in ten minutes, from whatever addresses, each address gets two tries: guessing from many is slow too."""
EVERYBODY = "everybody"
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


def may_look(who: str) -> None:
    """Raises `TooMany` for an address that gave too many wrong codes, whatever code it gives now."""
    for limit in (FAILED, FAILED_FEW):
        if limit.spent(who) and (limit is FAILED or FAILED_ALL.spent(EVERYBODY)):
            raise TooMany(limit.seconds)


def failed(who: str) -> None:
    """Count one code that led nowhere."""
    FAILED.take(who)
    FAILED_FEW.take(who)
    FAILED_ALL.take(EVERYBODY)


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
