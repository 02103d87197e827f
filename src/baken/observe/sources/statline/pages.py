# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages on disk: each is written as it comes in, so that a broken pull goes on after its last good page.

A folder holds the pages of one pull: `asked.json` says of what, `pages.jsonl` lists each page with its request, hash and the
link to the next, beside it stand the bodies as received. Another question, or a table that changed at its publisher, begins
anew.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from ..base import PullFailed
from .client import Client

MAX_PAGES = 2500
ASKED, LIST = "asked.json", "pages.jsonl"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to a table: `url` gives the first page, `count` (may be empty) the number of rows there are."""

    url: str
    count: str = ""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page in the list: of which ask, where from, where it lies, and the next one ("" for the last; `linked`: by a link)."""

    ask: int
    url: str
    file: str
    sha256: str
    rows: int
    next: str
    linked: bool = False


class Pages:
    """The pages of one pull. `step(done, total)` is told after each page, received now or before.

    `full` is the number of rows that a page of this publisher has when there are more to come.
    """

    def __init__(
        self,
        client: Client,
        into: Path,
        asks: tuple[Ask, ...],
        identity: dict[str, str],
        *,
        full: int,
        step: Callable[[int, int | None], None],
        max_pages: int = MAX_PAGES,
    ) -> None:
        self.client, self.into, self.asks = client, into, asks
        self.full, self.step, self.max_pages = full, step, max_pages
        self._identity = {**identity, "asks": [ask.url for ask in asks]}
        self._held = self._known()
        self._expected: list[int | None] = []
        self.done = 0

    def rows(self) -> Iterator[Row]:
        """Yield every row, page by page, asking for what isn't there yet. Raises `PullFailed`."""
        self._expected = [self.client.number(ask.count) if ask.count else None for ask in self.asks]
        for at, ask in enumerate(self.asks):
            yield from self._of(at, ask)

    def _of(self, at: int, ask: Ask) -> Iterator[Row]:
        received, url, seen = 0, ask.url, {ask.url}
        for page in [page for page in self._held if page.ask == at]:
            received += page.rows
            self._tell(page, received)
            yield from self._read(page)
            url = page.next
            seen.add(url)
        while url:
            rows, page = self._fetch(at, url, received)
            url = page.next
            if url in seen:
                raise PullFailed(_("%(host)s verwijst steeds naar dezelfde pagina.") % {"host": self.client.host})
            seen.add(url)
            received += page.rows
            self._tell(page, received)
            yield from rows
        expected = self._expected[at]
        if expected is not None and expected != received:
            told = {"host": self.client.host, "expected": expected, "received": received}
            raise PullFailed(
                _("%(host)s telt %(expected)s regels, maar stuurde er %(received)s. Er is niets opgeslagen.") % told
            )

    def _tell(self, page: _Page, received: int) -> None:
        """Say how many pages are in, and how many there will be as far as the counts tell (None where they don't)."""
        self.done += 1
        size = max(page.rows, 1) if page.next else self.full
        left = [self._expected[at] for at in range(page.ask, len(self.asks))]
        if any(count is None for count in left):
            self.step(self.done, None)
            return
        here, *later = [count or 0 for count in left]
        ahead = -(-(here - received) // size) if page.next else 0
        self.step(self.done, self.done + max(ahead, 0) + sum(max(1, -(-count // size)) for count in later))

    def _fetch(self, at: int, url: str, before: int) -> tuple[list[Row], _Page]:
        if len(self._held) >= self.max_pages:
            raise PullFailed(
                _("Deze vraag is te groot (meer dan %(pages)s pagina's). Lees de hele tabel in als CSV-bestand.")
                % {"pages": self.max_pages}
            )
        reply, body = self.client.json(url)
        rows = rows_of(reply, self.client.host)
        next_url, linked = self._next(reply, at, url, before + len(rows), len(rows))
        page = _Page(
            ask=at,
            url=url,
            file=f"p{len(self._held) + 1:05d}.json",
            sha256=hashlib.sha256(body).hexdigest(),
            rows=len(rows),
            next=next_url,
            linked=linked,
        )
        self._keep(page, body)
        return rows, page

    def _next(self, reply: dict[str, Any], at: int, url: str, received: int, rows: int) -> tuple[str, bool]:
        """The next page, and whether the publisher linked to it.

        One that gives no links at all is asked by the number of rows. Where it gave links before, none means the end: asking on
        from there could bring a row twice in place of one that is missing.
        """
        if link := reply.get("odata.nextLink") or reply.get("@odata.nextLink"):
            return self.client.own(str(link), url), True
        if not rows or any(page.linked for page in self._held if page.ask == at):
            return "", False
        expected = self._expected[at]
        more = rows >= self.full if expected is None else received < expected
        return (_skipped(self.asks[at].url, received) if more else ""), False

    # On disk

    def _keep(self, page: _Page, body: bytes) -> None:
        """Write the page, then its line: a line that is there has its page, whenever the power goes."""
        aside = self.into / f"{page.file}.new"
        aside.write_bytes(body)
        aside.replace(self.into / page.file)
        line = asdict(page)
        with (self.into / LIST).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self._held.append(page)

    def _known(self) -> list[_Page]:
        """The good pages of an earlier try of the same question; anything else in the folder goes."""
        if self._asked() != self._identity:
            clear(self.into)
            (self.into / ASKED).write_text(json.dumps(self._identity), encoding="utf-8")
            return []
        found: list[_Page] = []
        for line in _lines(self.into / LIST):
            page = _page(line)
            if page is None or not self._sound(page):
                break
            found.append(page)
        content = "".join(json.dumps(asdict(page)) + "\n" for page in found)
        (self.into / LIST).write_text(content, encoding="utf-8")
        return found

    def _asked(self) -> Any:
        try:
            return json.loads((self.into / ASKED).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    def _sound(self, page: _Page) -> bool:
        try:
            return hashlib.sha256((self.into / page.file).read_bytes()).hexdigest() == page.sha256
        except (OSError, ValueError):
            return False

    def _read(self, page: _Page) -> list[Row]:
        return rows_of(json.loads((self.into / page.file).read_bytes()), self.client.host)


def rows_of(reply: dict[str, Any], host: str) -> list[Row]:
    """Return the rows of a reply. Raises `PullFailed` when it holds none in the shape of OData."""
    rows = reply.get("value")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise PullFailed(_("%(host)s stuurt iets anders dan een tabel. Er is niets opgeslagen.") % {"host": host})
    return rows


def clear(into: Path) -> None:
    """Remove the pages in a folder; the folder and its lock stay."""
    for file in into.iterdir() if into.is_dir() else ():
        if file.is_file() and file.name != "lock":
            file.unlink()


@contextmanager
def alone(into: Path) -> Iterator[None]:
    """Be the only one that pulls into this folder; raises `PullFailed` when another process already does."""
    into.mkdir(parents=True, exist_ok=True)
    with (into / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PullFailed(_("Deze tabel wordt op dit moment al opgehaald. Wacht tot dat klaar is.")) from None
        yield


def _skipped(url: str, rows: int) -> str:
    return f"{url}{'&' if '?' in url else '?'}$skip={rows}"


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return []


def _page(line: str) -> _Page | None:
    try:
        return _Page(**json.loads(line))
    except (ValueError, TypeError):
        return None
