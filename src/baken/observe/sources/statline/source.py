# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""StatLine as a source that can be pulled: asks, keeps the pages, and makes batches of them once all are in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.kernel.moment import now

from ..base import Delivered, Progress, PullFailed, RemoteTable
from .tables import FROZEN, TABLES, Table

ROUNDS = 3
"""How often a table may change while it is being pulled, before that is given up."""


class StatlineSource:
    """The figures of CBS and the police. `client` makes the connection to an address; tests give one without real waits."""

    slug = "statline"
    title = gettext_lazy("StatLine (CBS en politie)")

    def __init__(self, client: Callable[..., Any] | None = None) -> None:
        self._client = client

    def tables(self) -> tuple[RemoteTable, ...]:
        return tuple(
            RemoteTable(
                table.id, str(table.title), table.publisher, table.url, table.dataset, str(table.periods), table.others
            )
            for table in TABLES.values()
        )

    def pull(
        self, table: str, *, area: str | None, into: Path, progress: Progress, base_url: str | None = None
    ) -> Delivered:
        """Fetch one table (see `RemoteSource`). Raises `PullFailed`; what came in by then waits under `into`."""
        from .client import Client  # httpx: only for who pulls
        from .pages import alone

        known = _table(table)
        client = (self._client or Client)(base_url or settings.STATLINE[known.host])
        try:
            with alone(into):
                for _round in range(ROUNDS):
                    delivered = _one_round(client, known, area, into, progress)
                    if delivered is not None:
                        return delivered
        finally:
            client.close()
        raise PullFailed(
            _("Tabel %(table)s verandert bij de uitgever terwijl Baken haar ophaalt. Probeer het later opnieuw.")
            % {"table": table}
        )


def _table(table: str) -> Table:
    if table in TABLES:
        return TABLES[table]
    told = {"table": table[:40], "known": ", ".join(TABLES)}
    if table in FROZEN:
        raise PullFailed(
            _("Tabel %(table)s stopte in 2018. Gebruik 47018NED (per jaar) of 47022NED (per maand).") % told
        )
    raise PullFailed(_("Tabel %(table)s kent Baken niet. Kies uit %(known)s.") % told)


def _one_round(client: Any, table: Table, area: str | None, into: Path, progress: Progress) -> Delivered | None:
    """Pull the table as it is now; None when it changed at its publisher meanwhile, so that the pages don't fit together."""
    from .collect import Collector
    from .pages import Ask, Pages
    from .plan import describe, questions
    from .shape import V3, V4

    told = Telling(table, progress)
    client.tick = told.waits
    told.says(_("%(title)s: kijken wat er is") % {"title": table.title})
    source = (V4 if table.host == "v4" else V3)(client, table.id)
    found = describe(source, table)
    asks = tuple(
        Ask(source.rows_url(found.shape, found.asked_measures, where), source.count_url(found.asked_measures, where))
        for where in questions(found, area)
    )
    identity = {"table": table.id, "base": client.base, "area": area or "", "modified": found.shape.modified}
    collector = Collector(found, area)
    pages = Pages(client, into, asks, identity, full=source.full, step=told.page)
    collector.take(source, pages.rows())
    if source.modified() != found.shape.modified:
        return None
    return _delivered(found, collector)


def _delivered(found: Any, collector: Any) -> Delivered:
    table: Table = found.table
    datasets = table.datasets()
    rows = collector.tables()
    if not rows:
        raise PullFailed(_("Tabel %(table)s heeft geen enkel cijfer dat Baken kan gebruiken.") % {"table": table.id})
    at = now()
    return Delivered(
        [(datasets[slug], part, at, None) for slug, part in sorted(rows.items())],
        warnings=(*found.warnings, *collector.warnings()),
    )


class Telling:
    """Puts the progress of one table in words."""

    def __init__(self, table: Table, progress: Progress) -> None:
        self.title, self.progress = str(table.title), progress
        self.done, self.total = 0, None  # type: int, int | None

    def says(self, what: str) -> None:
        self.progress(self.done, self.total, what)

    def waits(self, what: str) -> None:
        """Tell that the publisher lets us wait; whoever listens may stop the pull here."""
        self.says(what)

    def page(self, done: int, total: int | None) -> None:
        self.done, self.total = done, total
        told = {"done": done, "total": total, "title": self.title}
        self.says(
            _("pagina %(done)s van %(total)s van %(title)s") % told
            if total
            else _("pagina %(done)s van %(title)s") % told
        )
