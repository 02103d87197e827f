# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The documents of a measure on its page, and which can be made."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from .. import queries
from ..blocks import Block
from ..models import DecisionTemplate, DocumentKind, MeasureDocument, Status
from ..policy.lookup import holding
from ..policy.mandates import may_sign
from ..queries import Seen
from ..rules import decision_kind
from ..workflow import BEFORE_DECISION

MOST = 30
BY_ITS_STEP = frozenset({DocumentKind.DECISION, DocumentKind.WARNING})
"""Kinds that are signed by a step of the file."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One document: what it is, when it was made, and who signed it with which mandate."""

    row: MeasureDocument
    kind: str
    by: str
    signed: str
    mandate: str
    may_sign: bool


def block(seen: Seen, at: datetime) -> Block | None:
    """Return the documents, newest first, and the kinds that can be made now. Two queries, and one for each kind
    that waits for a signature."""
    rows = list(
        queries.rows(seen, MeasureDocument)
        .select_related("made_by", "signed_by", "mandate")
        .defer("told")
        .order_by("-made_at", "-id")[:MOST]
    )
    waiting = {row.kind for row in rows if row.signed_at is None} - {*BY_ITS_STEP}
    signs = {kind for kind in waiting if not may_sign(seen.actor, seen.file, kind, timezone.localdate(at))}
    papers = [
        Paper(
            row,
            str(DocumentKind(row.kind).label).capitalize(),
            row.made_by.display_name if row.made_by else "Baken",
            row.signed_by.display_name if row.signed_by else "",
            row.mandate.title if row.mandate else "",
            row.signed_at is None and row.kind in signs,
        )
        for row in rows
    ]
    kinds = _kinds(seen, at) if queries.may_handle(seen) else []
    return Block("measures/documents/_block.html", {"papers": papers, "kinds": kinds})


def _kinds(seen: Seen, at: datetime) -> list[tuple[str, str]]:
    """Return the kinds of document for which there is a template today and that fit where the file stands. One query."""
    measure = seen.file
    fitting = fits(measure.status, measure.instrument)
    rows = DecisionTemplate.objects.filter(
        municipality_id=measure.municipality_id, instrument=measure.instrument, kind__in=fitting
    )
    there = {row.kind for row in holding(rows, timezone.localdate(at)).only("kind", "slug", "version_number")}
    words = {DocumentKind.COSTS: _("kostenbesluit")}
    return [(kind, str(words.get(DocumentKind(kind), DocumentKind(kind).label))) for kind in fitting if kind in there]


def fits(status: str, instrument: str) -> tuple[str, ...]:
    """Return which kinds of document fit a status, in the order in which they are offered. A collection is a breach's own."""
    decision = decision_kind(instrument)
    if status in (Status.RECEIVED, Status.ASSESSED):
        return (DocumentKind.INTENTION,) if decision != DocumentKind.WARNING else (DocumentKind.INTENTION, decision)
    if status == Status.INTENDED:
        return (DocumentKind.INTENTION,)
    if status in BEFORE_DECISION:
        return (decision,)
    if status in (Status.SIGNED, Status.SERVED):
        return (DocumentKind.WITHDRAWAL,)
    if status == Status.IN_FORCE:
        return (DocumentKind.EXTENSION, DocumentKind.WITHDRAWAL, DocumentKind.REOPENING, DocumentKind.COSTS)
    if status in (Status.ENDED, Status.WITHDRAWN):
        return (DocumentKind.REOPENING, DocumentKind.WITHDRAWAL, DocumentKind.COSTS)
    return ()
