# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Holds work on a file that was made to keep us busy to a bound, in processor time of this thread.

A bound far above what a sound reader takes and far below what a quadratic one does; by the clock it would fail on a machine
that has other work.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def done_within(seconds: float) -> Iterator[None]:
    """Fail when what is done inside took more than `seconds` of this thread's processor time."""
    start = time.thread_time()
    yield
    assert time.thread_time() - start < seconds
