# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Blocks of the page of a file: sources, relations, facts, the LBB, conclusion, duties, disclosures, papers; and of the list."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from baken.access.facade import Actor

from .. import queries
from ..blocks import Block
from ..investigating import AT_WORK
from ..models import Advice, Conclusion, Disclosure, Duty, Relation, SourceKind, SourceLook
from ..policies import HANDLE
from ..queries import Seen, may_handle
from ..rules import DUTIES, GROUNDS, RECIPIENTS
from . import pages

FIRST = 50
"""Applications that wait, shown on the list."""


def handed_in(actor: Actor, purpose: str, at: datetime) -> Block | None:
    """Return the applications that wait for a file."""
    rows = list(queries.handed_in(actor, purpose)[:FIRST])
    if not rows:
        return None
    return Block("bibob/file/_handed_in.html", {"rows": rows, "may": actor.may(HANDLE)})


def sources(seen: Seen, at: datetime) -> Block:
    """Return every source that was looked at, newest first, and whether the register of the LBB was."""
    rows = list(queries.rows(seen, SourceLook).select_related("by").order_by("-on", "-id"))
    register = any(row.kind == SourceKind.BIBOB_REGISTER for row in rows)
    return Block("bibob/file/_sources.html", {"rows": rows, "register": register, "may": _working(seen)})


def relations(seen: Seen, at: datetime) -> Block:
    """Return who is related to the subject, each with its source."""
    rows = list(queries.rows(seen, Relation).select_related("look").order_by("id"))
    return Block("bibob/file/_relations.html", {"rows": rows, "may": _working(seen)})


def facts(seen: Seen, at: datetime) -> Block:
    """Return the facts in the order in which they were written: not counted, not ranked."""
    return Block("bibob/file/_facts.html", {"rows": pages.facts(seen), "may": _working(seen)})


def advice(seen: Seen, at: datetime) -> Block | None:
    """Return what was asked of the LBB and what it advised."""
    rows = [
        (row, GROUNDS[row.ground].label if row.ground in GROUNDS else "", _conclusion(row.conclusion))
        for row in queries.rows(seen, Advice).order_by("-asked_on", "-id")
    ]
    return Block("bibob/file/_advice.html", {"rows": rows}) if rows else None


def conclusion(seen: Seen, at: datetime) -> Block | None:
    """Return the view of the subject and the conclusion."""
    it = seen.file
    if not it.view_until and not it.conclusion and not it.refused_form:
        return None
    return Block("bibob/file/_conclusion.html", {"refused": it.refused_form})


def duties_open(seen: Seen, at: datetime) -> Block | None:
    """Return what the law wants told, at the top while something of it stands open."""
    block = _duties(seen)
    return block if block is not None and block.context["open"] else None


def duties_done(seen: Seen, at: datetime) -> Block | None:
    """Return what the law wanted told, lower down once all of it was."""
    block = _duties(seen)
    return None if block is None or block.context["open"] else block


def _duties(seen: Seen) -> Block | None:
    rows = sorted(queries.rows(seen, Duty).select_related("by"), key=lambda row: (row.done_on is not None, row.since))
    told: list[dict[str, Any]] = [{"row": row, "kind": DUTIES[row.kind]} for row in rows]
    still = any(row.done_on is None for row in rows)
    return Block("bibob/file/_duties.html", {"rows": told, "may": may_handle(seen), "open": still}) if told else None


def disclosures(seen: Seen, at: datetime) -> Block:
    """Return what was given to whom."""
    rows = [(row, RECIPIENTS[row.recipient]) for row in queries.rows(seen, Disclosure).select_related("by")]
    return Block("bibob/file/_disclosures.html", {"rows": rows, "may": may_handle(seen)})


def papers(seen: Seen, at: datetime) -> Block:
    """Return the papers of the file. Two queries."""
    may = may_handle(seen) and seen.file.closed_on is None
    return Block("bibob/file/_papers.html", {"rows": list(queries.papers(seen)), "may": may})


def _working(seen: Seen) -> bool:
    return seen.file.status in AT_WORK and may_handle(seen)


def _conclusion(slug: str) -> str:
    return str(Conclusion(slug).label) if slug else _("nog niet bekend")


BLOCKS: tuple[tuple[int, Callable[[Seen, datetime], Block | None]], ...] = (
    (5, duties_open),
    (20, sources),
    (30, relations),
    (40, facts),
    (50, advice),
    (60, conclusion),
    (70, duties_done),
    (75, disclosures),
    (80, papers),
)
