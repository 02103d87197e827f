# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What higher features do when a document has been read in (test its claims, keep a version): they register it here."""

from collections.abc import Callable
from datetime import datetime

from baken.access.facade import Actor

from ..models import Framework, Plan

Listener = Callable[[str, Framework | Plan, Actor, datetime], None]
"""Takes the kind ("framework" or "plan"), the stored document, who read it in and when."""

_listeners: list[Listener] = []


def on_document_imported(listener: Listener) -> None:
    """Register a listener, once, when an app starts.

    It is called within the transaction of the import, after everything has been stored and logged, also where nothing
    changed. What it raises undoes the import.
    """
    if listener not in _listeners:
        _listeners.append(listener)


def document_imported(kind: str, document: Framework | Plan, actor: Actor, at: datetime) -> None:
    """Tell every listener. Called by the import action only."""
    for listener in list(_listeners):
        listener(kind, document, actor, at)
