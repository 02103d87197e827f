# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What higher features do when figures have changed (test claims again): they register it here."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

Listener = Callable[[datetime], None]
"""Takes the moment of the load; asks the facts itself."""

_listeners: list[Listener] = []


def on_figures_changed(listener: Listener) -> None:
    """Register a listener, once, when an app starts.

    It is called after a load that added or revised a figure has been committed, in a transaction of nobody: it must act
    for itself. What it raises is logged and stops neither the load, which is done, nor the other listeners.
    """
    if listener not in _listeners:
        _listeners.append(listener)


def figures_changed(at: datetime) -> None:
    """Tell every listener once the transaction under way has been committed. Called by the loading action only."""
    for listener in list(_listeners):
        transaction.on_commit(_telling(listener, at), robust=True)


def _telling(listener: Listener, at: datetime) -> Callable[[], None]:
    def tell() -> None:  # a function of its own: Django names what failed in its log, and a partial has no name
        listener(at)

    return tell
