# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Traces in a Word file: which text is which figure, and what it said when Baken wrote it.

A trace is a hidden bookmark round a text. Its name holds two short hashes: of the figure's path (section, panel, row,
column) and of the text as written. So a file that people went on with still tells which texts are Baken's, and whether
somebody rewrote them since. Bookmarks were chosen over content controls: nothing shows while one is typing, python-docx
and other readers see the text as ever, and a text that is replaced whole simply loses its trace and stays as it is.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

NAME = re.compile(r"_bk_([0-9a-f]{16})_([0-9a-f]{12})")
"""Word hides bookmarks that begin with an underscore, and keeps names of at most 40 signs."""
MOST = 100
"""Traces in one paragraph. Baken writes one; a file with more of them in one place was made to keep us busy."""
FIRST_ID = 10_000
"""Bookmark ids of ours start here; a table of contents that Word makes numbers its own from 0."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One traced text: `path` and `said` are the hashes in its name; `start` and `end` its two bookmark elements."""

    path: str
    said: str
    start: Any
    end: Any

    @property
    def between(self) -> list[Any]:
        """Return the elements between the marks, in order; they share one paragraph."""
        found, node = [], self.start.getnext()
        while node is not None and node is not self.end:
            found.append(node)
            node = node.getnext()
        return found

    @property
    def runs(self) -> list[Any]:
        return [node for node in self.between if node.tag == qn("w:r")]

    @property
    def text(self) -> str:
        """Return the text of the paragraph as it stands now.

        Each trace has its paragraph to itself when Baken writes it. Editors put what is typed at the edge of a bookmark now
        inside it, now outside: so the whole paragraph is what somebody may have rewritten.
        """
        return text_of([self.start.getparent()])

    @property
    def rewritten(self) -> bool:
        """Whether somebody changed the text since Baken wrote it. A picture can't be rewritten, only replaced."""
        return not any(True for run in self.runs for _ in run.iter(qn("w:drawing"))) and hash_of(self.text) != self.said


def path_hash(*parts: str) -> str:
    """Return the hash of a figure's path."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def hash_of(text: str) -> str:
    """Return the hash of a text as written; spaces and breaks don't count, since editors move them about."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:12]


def name_of(path: str, said: str) -> str:
    """Return a bookmark's name."""
    return f"_bk_{path}_{said}"


def text_of(nodes: list[Any]) -> str:
    """Return the text in runs and what holds runs (a correction, a link); what was struck by a correction is left out."""
    parts: list[str] = []
    for top in nodes:
        for node in top.iter(qn("w:t"), qn("w:br"), qn("w:tab")):
            parts.append((node.text or "") if node.tag == qn("w:t") else "\n")
    return "".join(parts)


def trace(runs: list[Any], path: str, said: str, number: int) -> None:
    """Put a trace round `runs`, neighbours within one paragraph."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(FIRST_ID + number))
    start.set(qn("w:name"), name_of(path, said))
    runs[0].addprevious(start)
    runs[-1].addnext(end)


def rename(found: Trace, said: str) -> None:
    """Write down that the text now stands for `said`."""
    found.start.set(qn("w:name"), name_of(found.path, said))


def traces(element: Any) -> Iterator[Trace]:
    """Yield every trace under `element`, in reading order. A mark whose end left its paragraph is no trace any more."""
    found: list[Trace | None] = []
    begun: dict[tuple[Any, str | None], list[tuple[int, re.Match[str], Any]]] = defaultdict(list)
    held: Counter[Any] = Counter()
    for mark in element.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
        parent, number = mark.getparent(), mark.get(qn("w:id"))
        if mark.tag == qn("w:bookmarkEnd"):
            for place, name, start in begun.pop((parent, number), ()):
                found[place] = Trace(name[1], name[2], start, mark)
        elif (told := NAME.fullmatch(mark.get(qn("w:name")) or "")) and held[parent] < MOST:
            held[parent] += 1
            begun[parent, number].append((len(found), told, mark))
            found.append(None)
    yield from (one for one in found if one is not None)
