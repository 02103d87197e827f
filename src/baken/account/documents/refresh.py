# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Puts new figures into a Word file that people went on with, and leaves all else as they left it.

The rules, in the order in which a reader would want them: what somebody wrote stays. A figure that changed is replaced,
marked yellow and told in a comment, unless somebody rewrote it: then it stays and the comment tells the new figure. What
somebody took out isn't put back. A new row joins its table; a row that is gone stays, with a comment. Nothing else moves.
"""

import io
import zipfile
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.text.run import Run

from baken.kernel.errors import Reason, Refused

from .traces import Trace, rename, text_of, traces

AUTHOR = "Baken"
MAX_UNPACKED = 200 * 2**20
MAX_XML = 40 * 2**20
"""Of text, unpacked: as a tree in memory it is many times as large. Pictures don't count."""
MAX_FILES = 2000


@dataclass
class Report:
    """What a refresh did. `changed` were replaced, `kept` were rewritten by hand and stayed although the figure changed,
    `added` and `gone` are rows, `missing` figures that the file no longer holds, `same` those that didn't change."""

    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    missing: int = 0
    same: int = 0


def refresh(edited: bytes, fresh: bytes) -> tuple[bytes, Report]:
    """Return `edited` (DOCX) with the figures of `fresh` (DOCX as Baken writes it now), and what was done.

    Raises `Refused` where `edited` is no Word file, is too big unpacked, or holds none of our figures.
    """
    target, source = _opened(edited), docx.Document(io.BytesIO(fresh))
    old = {trace.path: trace for trace in traces(target.element.body)}
    new = {trace.path: trace for trace in traces(source.element.body)}
    if not old.keys() & new.keys():
        raise Refused(
            (
                Reason(
                    "not_ours",
                    _(
                        "In dit bestand staan geen cijfers van dit dossier. Kies het Word-bestand dat u hier hebt gedownload."
                    ),
                ),
            )
        )
    _unmark(target)
    report, told = Report(), []
    for path, trace in old.items():
        if path in new:
            told += _one(target, source, trace, new[path], report)
    told += _rows(target, source, old, new, report)
    report.missing = len(new.keys() - {trace.path for trace in traces(target.element.body)})
    for runs, text in told:
        target.add_comment(
            [Run(run, target._body) for run in (runs[0], runs[-1])], text=text, author=AUTHOR, initials="Bk"
        )
    out = io.BytesIO()
    target.save(out)
    return out.getvalue(), report


def _opened(data: bytes) -> Any:
    told = _("Dit is geen Word-bestand (.docx) dat Baken kan lezen. Sla het in Word opnieuw op als .docx.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            text = sum(entry.file_size for entry in entries if not entry.filename.lower().startswith("word/media/"))
            if len(entries) > MAX_FILES or text > MAX_XML or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise Refused((Reason("too_big", _("Dit bestand is uitgepakt te groot.")),))
            if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
                raise Refused((Reason("macros", _("Dit bestand bevat macro's. Sla het op als gewoon .docx.")),))
        word = docx.Document(io.BytesIO(data))
        if word.element.body is None or word.part._comments_part.element is None:
            raise ValueError("no text in it")
        return word
    except Refused:
        raise
    except Exception:  # whatever a broken or hostile file makes of python-docx and lxml, it is not a Word file to us
        raise Refused((Reason("no_docx", told),)) from None


def _one(target: Any, source: Any, trace: Trace, fresh: Trace, report: Report) -> list[tuple[list[Any], str]]:
    """Bring one figure up to date; return the comment to make, with the runs it is about."""
    if trace.said == fresh.said or not trace.runs:
        report.same += 1
        return []
    was, now = " ".join(trace.text.split()), " ".join(fresh.text.split())
    rewritten = trace.rewritten
    picture = any(True for run in fresh.runs for _ in run.iter(qn("w:drawing")))
    rename(trace, fresh.said)
    if rewritten:
        report.kept.append(now)
        told = _("U schreef dit zelf; het bleef staan. Volgens de nieuwe cijfers: %(now)s")
        return [(trace.runs, told % {"now": now})]
    for node in trace.between:
        node.getparent().remove(node)
    copies = [deepcopy(run) for run in fresh.runs]
    for copy in copies:
        _carry_picture(source, target, copy)
        trace.end.addprevious(copy)
        if not picture:
            _mark(copy)
    report.changed.append(now or _("grafiek"))
    if picture:
        return [(copies, _("Grafiek met nieuwe cijfers."))]
    return [(copies, _("Was: %(was)s") % {"was": was} if was else _("Nieuw."))]


def _rows(
    target: Any, source: Any, old: dict[str, Trace], new: dict[str, Trace], report: Report
) -> list[tuple[list[Any], str]]:
    """Add the rows that tables gained, and tell of rows that they lost."""
    told: list[tuple[list[Any], str]] = []
    for table in source.element.body.iter(qn("w:tbl")):
        heads = [trace.path for trace in traces(_row_elements(table)[0])]
        place = next((_table_of(old[path]) for path in heads if path in old), None)
        if place is None or not _row_elements(place):
            continue
        kept = {path for path in heads if path in old}
        before = _row_elements(place)[0]
        for row in _row_elements(table)[1:]:
            paths = [trace.path for trace in traces(row)]
            known = next((old[path] for path in paths if path in old), None)
            if known is not None:
                before = _row_of(known, before)
                continue
            if not paths:
                continue
            added = deepcopy(row)
            _drop_columns(added, [path in kept for path in heads])
            before.addnext(added)
            before = added
            runs = list(added.iter(qn("w:r")))
            for run in runs:
                _mark(run)
            if runs:
                told.append((runs[:1], _("Nieuwe regel.")))
            report.added.append(" ".join(text_of([added]).split())[:80])
        told += _gone(place, new, report)
    return told


def _gone(table: Any, new: dict[str, Trace], report: Report) -> list[tuple[list[Any], str]]:
    """Return a comment for each row of `table` whose figures all left the dossier."""
    told = []
    for row in _row_elements(table)[1:]:
        found = list(traces(row))
        if found and not any(trace.path in new for trace in found) and found[0].runs:
            told.append((found[0].runs, _("Deze regel staat niet meer in de nieuwe cijfers.")))
            report.gone.append(" ".join(found[0].text.split())[:80])
    return told


def _row_elements(table: Any) -> list[Any]:
    return list(table.iterchildren(qn("w:tr")))


def _table_of(trace: Trace) -> Any:
    return next(trace.start.iterancestors(qn("w:tbl")), None)


def _row_of(trace: Trace, otherwise: Any) -> Any:
    """Return the row that a trace stands in; `otherwise` where somebody moved it out of the table."""
    return next(trace.start.iterancestors(qn("w:tr")), otherwise)


def _drop_columns(row: Any, keep: list[bool]) -> None:
    for cell, wanted in zip(list(row.iterchildren(qn("w:tc"))), keep, strict=False):
        if not wanted:
            row.remove(cell)


def _carry_picture(source: Any, target: Any, run: Any) -> None:
    """Bring the image of a copied run along: the relation it names belongs to the other file."""
    for blip in run.iter(qn("a:blip")):
        image = source.part.related_parts[blip.get(qn("r:embed"))]
        relation = target.part.get_or_add_image(io.BytesIO(image.blob))[0]
        blip.set(qn("r:embed"), relation)


def _mark(run: Any) -> None:
    """Mark a run yellow."""
    run.get_or_add_rPr().highlight_val = WD_COLOR_INDEX.YELLOW


def _unmark(document: Any) -> None:
    """Take away what an earlier refresh marked: our yellow within traces, and our comments."""
    for trace in traces(document.element.body):
        for run in [] if trace.rewritten else trace.runs:
            properties = run.find(qn("w:rPr"))
            for mark in [] if properties is None else properties.findall(qn("w:highlight")):
                properties.remove(mark)
    comments = document.part._comments_part.element
    ours = {c.get(qn("w:id")) for c in comments.iterchildren(qn("w:comment")) if c.get(qn("w:author")) == AUTHOR}
    if not ours:
        return
    for comment in list(comments.iterchildren(qn("w:comment"))):
        if comment.get(qn("w:id")) in ours:
            comments.remove(comment)
    body = document.element.body
    for tag in ("w:commentRangeStart", "w:commentRangeEnd"):
        for mark in list(body.iter(qn(tag))):
            if mark.get(qn("w:id")) in ours:
                mark.getparent().remove(mark)
    for reference in list(body.iter(qn("w:commentReference"))):
        if reference.get(qn("w:id")) in ours:
            run = reference.getparent()
            run.getparent().remove(run)
