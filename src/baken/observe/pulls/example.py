# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's history of pulls. Invented, and marked so: nothing was asked of any publisher, and no fact is stored."""

from datetime import datetime, timedelta

from baken.access.facade import Actor
from baken.kernel.models import Municipality

from ..models import Every, Pull
from ..sources.base import RemoteTable, remote_sources
from . import actions

PROBLEM = "De uitgever gaf vijf keer geen antwoord. Probeer het later opnieuw, of ga verder."


def play_pulls(actor: Actor, municipality: Municipality, at: datetime) -> None:
    """Add an invented pull that failed and one that was stored, as asked by `actor`, and a schedule that is off.

    Off, since the example must not call on a publisher by itself. Does nothing where there are pulls already.
    """
    sources = remote_sources()
    tables = [table for source in sources for table in source.tables()][:2]
    if not tables or Pull.objects.filter(municipality=municipality).exists():
        return
    failed = _begun(actor, municipality, tables, at - timedelta(days=34))
    actions.fail_pull(actor=actor, at=failed.asked_at + timedelta(minutes=3), pull=failed, attempt=1, problem=PROBLEM)
    stored = _begun(actor, municipality, tables, at - timedelta(days=33))
    outcome = [
        {
            "table": table.id,
            "dataset": table.dataset,
            "title": str(table.title),
            "added": 132 if first else 0,
            "revised": 7 if first else 0,
            "unchanged": 1716,
            "newest": "2026-08",
        }
        for first, table in zip((True, False), tables, strict=False)
    ]
    ended = stored.asked_at + timedelta(minutes=2)
    actions.finish_pull(actor=actor, at=ended, pull=stored, attempt=1, outcome=outcome)
    for source in sources:
        actions.set_schedule(
            actor=actor, at=at, municipality=municipality, source=source.slug, every=Every.OFF, day=18, hour=6
        )


def _begun(actor: Actor, municipality: Municipality, tables: list[RemoteTable], at: datetime) -> Pull:
    pull = actions.request_pull(
        actor=actor, at=at, municipality=municipality, tables=[table.id for table in tables], fictitious=True
    )
    return actions.start_pull(actor=actor, at=at, pull=pull, attempt=1)
