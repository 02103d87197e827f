# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""`baken sources`: what can be pulled, pulling it, and reading in a file."""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from baken.access.facade import Actor, system_actor
from baken.kernel.errors import BakenError
from baken.kernel.models import Municipality
from baken.kernel.moment import now

from ..facts import FactError
from ..pulling import PullResult, pull_tables
from ..sources.base import PullFailed, remote_sources

NATION = "NL00"
KINDS = ("statline", "survey", "local")
EVERY = 2.0
"""Seconds between two lines of progress where nothing can be drawn over."""


class Wrong(BakenError):
    """What was asked can't be done, and nothing was stored; the message says why, a line per problem."""


def listing() -> str:
    """Return every table that can be pulled, with the day on which it was last loaded, as a table."""
    from ..pulls.queries import last_looks

    with override("nl"):
        looks = last_looks()
        rows = [(_("bron"), _("tabel"), _("titel"), _("perioden"), _("geladen op"))]
        for source in remote_sources():
            for table in source.tables():
                loaded = looks.get(table.dataset)
                day = timezone.localdate(loaded).isoformat() if loaded else "-"
                rows.append((source.slug, table.id, table.title, table.periods, day))
        return _aligned(rows)


def pull(
    *,
    source: str | None = None,
    tables: Sequence[str] = (),
    area: str | None = None,
    base_url: str | None = None,
    dry_run: bool = False,
    stream: TextIO | None = None,
) -> str:
    """Pull tables (all of `source`, or all there are, when none is named) and store them; return what that did.

    `area`: a municipality (GM0453), or NL00 for the whole country; by default the municipality that this installation serves.
    Progress goes to `stream` (stderr). Raises `Wrong`; then nothing was stored.
    """
    with override("nl"):
        wanted = _tables(source, tables)
        actor, own = place(area)
        bar = Bar(stream or sys.stderr)
        try:
            result = pull_tables(
                actor=actor, at=now(), tables=wanted, area=own, base_url=base_url, progress=bar, dry_run=dry_run
            )
        except PullFailed as failed:
            raise Wrong(str(failed)) from None
        except FactError as refused:
            raise Wrong("\n".join(refused.problems)) from None
        finally:
            bar.end()
        return _told(result, dry_run)


def import_file(
    path: Path, *, kind: str, table: str | None = None, area: str | None = None, mapping: str | None = None,
    year: int | None = None,
) -> str:  # fmt: skip
    """Read a file in and return what that did. Raises `Wrong`; then nothing was stored.

    `kind` is "statline" (a whole `table` as CSV, of which `area` is taken), or "survey" or "local" (by a saved `mapping`).
    """
    with override("nl"):
        if not path.is_file():
            raise Wrong(_("%(path)s: dit bestand is er niet") % {"path": path})
        if kind == "statline":
            return _import_statline(path, table, area)
        return _import_local(path, mapping, area, year)


def _import_statline(path: Path, table: str | None, area: str | None) -> str:
    from ..sources.statline.bulk import import_statline_csv

    if table is None:
        raise Wrong(_("noem met --table van welke tabel dit het bestand is, zoals 47018NED"))
    actor, own = place(area)
    try:
        found = import_statline_csv(actor=actor, at=now(), path=path, table=table, area=own)
    except PullFailed as failed:
        raise Wrong(f"{path}: {failed}") from None
    except FactError as refused:
        raise Wrong("\n".join(f"{path}: {problem}" for problem in refused.problems)) from None
    return _told(found, dry_run=False)


def _import_local(path: Path, mapping: str | None, area: str | None, year: int | None) -> str:
    from ..local_files.actions import import_file as import_local
    from ..local_files.problems import FileProblems
    from ..local_files.queries import UnknownMapping

    if mapping is None:
        raise Wrong(_("noem met --mapping de bewaarde indeling; die maakt u op de pagina Eigen cijfers inlezen"))
    actor, _own = place(area)
    try:
        found = import_local(actor=actor, at=now(), path=path, mapping_slug=mapping, year=year)
    except FileProblems as refused:
        lines = [f"{path}: {problem}" for problem in refused.problems]
        if refused.more:
            lines.append(f"{path}: " + _("en nog %(count)s problemen") % {"count": refused.more})
        raise Wrong("\n".join(lines)) from None
    except UnknownMapping as unknown:
        told = {"name": unknown.slug, "known": ", ".join(unknown.known) or _("geen")}
        raise Wrong(_("indeling %(name)s is er niet; bewaard zijn: %(known)s") % told) from None
    except OSError as problem:
        raise Wrong(f"{path}: {problem.strerror or problem}") from None
    counts = {"added": found.added, "revised": found.revised, "unchanged": found.unchanged}
    return f"{path}: " + _("%(added)s nieuw, %(revised)s herzien, %(unchanged)s gelijk") % counts


def _tables(source: str | None, tables: Sequence[str]) -> list[str]:
    """The tables asked for; all of the source, or of every source, when none is named."""
    known = {found.slug: [table.id for table in found.tables()] for found in remote_sources()}
    if source is not None and source not in known:
        raise Wrong(_("bron %(name)s is er niet; er is: %(known)s") % {"name": source, "known": ", ".join(known)})
    chosen = known[source] if source is not None else [table for offered in known.values() for table in offered]
    if tables and source is not None and (other := [table for table in tables if table not in chosen]):
        told = {"tables": ", ".join(other), "name": source, "known": ", ".join(chosen)}
        raise Wrong(_("%(tables)s: niet van bron %(name)s; kies uit %(known)s") % told)
    return list(tables) or chosen


def place(area: str | None) -> tuple[Actor, str | None]:
    """Baken itself as actor, in the municipality served, and the area to pull (None: the whole country)."""
    try:
        served = {found.code: found for found in Municipality.objects.all()[:100]}
    except DatabaseError:
        told = _("er is nog geen database, of hij is van een andere versie: doe eerst baken demo of baken migrate")
        raise Wrong(told) from None
    if not served:
        raise Wrong(_("er is nog geen gemeente: doe eerst baken demo"))
    if area is None and len(served) > 1:
        raise Wrong(_("noem met --area een gemeente: %(known)s") % {"known": ", ".join(served)})
    code = next(iter(served)) if area is None else area
    actor = system_actor(served.get(code) or next(iter(served.values())))
    return actor, None if code == NATION else code


class Bar:
    """Draws progress on one line of a terminal; where that can't be, writes a line now and then."""

    WIDTH = 24

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._drawn = 0
        self._wrote: float | None = None
        self._said = ""

    def __call__(self, done: int, total: int | None, what: str) -> None:
        """See `Progress`."""
        share = min(1.0, done / total) if total else None
        if self._stream.isatty():
            filled = round(self.WIDTH * (share or 0.0))
            bar = f"[{'#' * filled}{'.' * (self.WIDTH - filled)}]" + (
                f" {share:4.0%}" if share is not None else " " * 5
            )
            line = f"{bar} {what}"[:118]
            self._stream.write(f"\r{line}{' ' * max(0, self._drawn - len(line))}")
            self._stream.flush()
            self._drawn = len(line)
        elif what != self._said and (self._wrote is None or self._clock() - self._wrote >= EVERY):
            self._wrote, self._said = self._clock(), what
            self._stream.write(f"{what}\n")
            self._stream.flush()

    def end(self) -> None:
        """Leave the line, so that what follows starts on its own."""
        if self._drawn:
            self._stream.write("\n")
            self._stream.flush()
            self._drawn = 0


def _told(result: PullResult, dry_run: bool) -> str:
    rows = [(_("tabel"), _("dataset"), _("nieuw"), _("herzien"), _("gelijk"))]
    rows += [(row.table, row.dataset, str(row.added), str(row.revised), str(row.unchanged)) for row in result.loads]
    lines = [_aligned(rows, right=(2, 3, 4)), *(f"! {line}" for line in result.warnings)]
    if dry_run:
        lines.append(_("Er is niets opgeslagen: dit is wat er zou veranderen."))
    return "\n".join(lines)


def _aligned(rows: Sequence[tuple[str, ...]], right: Sequence[int] = ()) -> str:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = [
        "  ".join(
            cell.rjust(width) if at in right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])
