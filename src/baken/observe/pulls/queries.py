# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading pulls, schedules, and what of each publisher's tables is at hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from baken.access.facade import Actor, visible_or_404, visible_to
from baken.kernel import leases
from baken.kernel.models import Municipality

from ..models import Pull, PullSchedule
from ..models.pull import UNDER_WAY
from ..queries import NATION
from ..sources.base import RemoteSource, RemoteTable, remote_sources
from ..store import store
from ..workflow import LOAD
from .schedule import maybe_newer

SCHEDULER = "pull-scheduler"
"""Name of the lease that a worker holds: with it, one can tell whether a worker runs at all."""

Known = TypeVar("Known")

FEW = 3


@dataclass(frozen=True, slots=True)
class TableState:
    """A table that can be pulled, and what of it is at hand: `newest` is a period of the own municipality, or empty."""

    table: RemoteTable
    looked_at: datetime | None
    newest: str
    maybe_newer: bool


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source with its tables, and the schedule that holds for it (None: never set)."""

    source: RemoteSource
    tables: tuple[TableState, ...]
    schedule: PullSchedule | None


def sources(actor: Actor, municipality: Municipality, on: date) -> list[SourceState]:
    """Return every remote source with what is at hand of its tables. One query, and one read of the facts."""
    found = remote_sources()
    tables = [table for source in found for table in source.tables()]
    newest = newest_periods((name for table in tables for name in _names(table)), municipality.code)
    looked = last_looks()
    schedules = {row.source: row for row in schedules_of(actor)}
    return [
        SourceState(
            source,
            tuple(
                _state(table, _first(table, looked), _first(table, newest) or "", on, whole=table.dataset in looked)
                for table in source.tables()
            ),
            schedules.get(source.slug),
        )
        for source in found
    ]


def _names(table: RemoteTable) -> tuple[str, ...]:
    return (table.dataset, *table.others)


def _first(table: RemoteTable, known: Mapping[str, Known]) -> Known | None:
    """Return what is known of the first dataset of a table of which anything is."""
    return next((known[name] for name in _names(table) if name in known), None)


def newest_periods(datasets: Iterable[str], municipality: str) -> dict[str, str]:
    """Return the newest period with a figure, per dataset, of a municipality or (national tables) of the country.

    Looks at a few indicators of each: those of one table reach as far as each other, and a page shouldn't read them all.
    """
    wanted = {found.id for found in store().datasets()} & set(datasets)
    if not wanted:
        return {}
    names = {name for dataset in wanted for name in _telling(store().indicators(dataset))}
    rows = store().arrow(sorted(names), datasets=sorted(wanted), areas=[municipality, NATION])
    newest: dict[str, str] = {}
    # In a loop: pyarrow's grouping takes seconds to import, and these are some thousands of rows.
    columns = (rows[name].to_pylist() for name in ("dataset", "period", "value"))
    for dataset, period, value in zip(*columns, strict=True):
        if value is not None and period > newest.get(dataset, ""):
            newest[dataset] = period
    return newest


def _telling(indicators: list[str]) -> list[str]:
    """Return the few indicators that show how far a dataset reaches: totals first."""
    return sorted(indicators, key=lambda name: (not name.endswith("_total"), name))[:FEW]


def last_looks() -> dict[str, datetime]:
    """Return when each dataset was last fetched, also when that changed nothing."""
    looked: dict[str, datetime] = {}
    for load in store().loads():
        looked[load.dataset] = max(load.retrieved_at, looked.get(load.dataset, load.retrieved_at))
    return looked


def pulls(actor: Actor) -> QuerySet[Pull]:
    """Return the pulls that the actor may see, newest first."""
    return visible_to(Pull.objects.select_related("asked_by", "meter"), actor, LOAD)


def pull_or_404(actor: Actor, pull_id: UUID) -> Pull:
    """Return one pull that the actor may see, or raise `Http404`."""
    return visible_or_404(Pull.objects.select_related("asked_by", "stop_asked_by", "meter"), actor, LOAD, pk=pull_id)


def under_way(actor: Actor) -> Pull | None:
    """Return the pull that waits or runs now, if the actor may see it."""
    return pulls(actor).filter(status__in=UNDER_WAY).first()


def schedules_of(actor: Actor) -> QuerySet[PullSchedule]:
    """Return the schedules that the actor may see."""
    return visible_to(PullSchedule.objects.all(), actor, LOAD)


def worker_runs(at: datetime) -> bool:
    """Whether some worker is at work: else nothing that is asked will ever begin."""
    return bool(leases.holder_of(SCHEDULER, at=at))


def titles() -> Mapping[str, str]:
    """Return the title of each table by its id."""
    return {table.id: str(table.title) for source in remote_sources() for table in source.tables()}


def _state(table: RemoteTable, looked_at: datetime | None, newest: str, on: date, *, whole: bool = True) -> TableState:
    looked_on = timezone.localdate(looked_at) if looked_at else None
    closed = bool(newest) and newest == str(table.periods)  # of one year only, such as the residents of an edition
    # without its newest dataset (`whole` is false: only the yearly figures came along) there are months that we don't have
    return TableState(table, looked_at, newest, not closed and (not whole or maybe_newer(newest, looked_on, on)))
