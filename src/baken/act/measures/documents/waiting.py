# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Letters beside the decision that wait: for a signature, and, once signed, to be sent or made known.

The decision itself goes by the status of its file. A letter that a file went past without needing it waits for nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from baken.access.facade import Actor, visible_to

from ..models import DocumentKind, Forfeiture, Mandate, Measure, MeasureDocument, Status
from ..policies import HANDLE, MAYOR, SIGN, VIEW
from ..policy.lookup import holding
from ..policy.mandates import BODIES
from .actions import told_of
from .blocks import BY_ITS_STEP, fits

TO_SIGN, TO_SEND = "letters_to_sign", "letters_to_send"
"""What a list of measures can be narrowed to."""
CLAIMED = (Forfeiture.Status.FORFEITED, Forfeiture.Status.ANNOUNCED)
HOLDS = (Status.SIGNED, Status.SERVED, Status.IN_FORCE)
OPEN = tuple(status for status in Status if status != Status.SETTLED)
MOST = 1001


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter that waits, and of which file."""

    measure: UUID
    kind: str


def to_sign(actor: Actor, purpose: str, on: date) -> list[Letter]:
    """Return the letters that wait for the actor's signature: as the body itself, or by a mandate of the day.

    Inside `opened(actor, purpose)`. One query, and one for the mandates of who isn't the body.
    """
    body = BODIES["mayor" if purpose == MAYOR else "executive"] in actor.roles
    if not actor.may(SIGN if body else HANDLE):
        return []
    given = None if body else mandates(actor, on)
    if given is not None and not given:
        return []
    rows = _rows(actor, purpose).filter(signed_at__isnull=True, measure__status__in=OPEN).exclude(kind__in=BY_ITS_STEP)
    found = rows.values_list("measure", "kind", "measure__instrument", "measure__status")[:MOST]
    return [
        Letter(measure, kind)
        for measure, kind, instrument, status in found
        if fitting(kind, status, instrument) and (given is None or (instrument, kind) in given)
    ]


def to_send(actor: Actor, purpose: str) -> list[Letter]:
    """Return the signed letters whose sending or making known nobody wrote down yet, for who prepares measures.

    Inside `opened(actor, purpose)`. One query, and one for collection decisions: of which breach each is stands in it.
    """
    if not actor.may(HANDLE):
        return []
    claimed = Forfeiture.objects.filter(measure=OuterRef("measure"), status__in=CLAIMED)
    waits = (
        Q(kind=DocumentKind.WITHDRAWAL, measure__status__in=HOLDS)
        | Q(kind=DocumentKind.COSTS, measure__status__in=OPEN, measure__costs_decided_on__isnull=True)
        | Q(Exists(claimed), kind=DocumentKind.COLLECTION, measure__status__in=OPEN)
    )
    rows = list(_rows(actor, purpose).filter(waits, signed_at__isnull=False).defer("told")[:MOST])
    collections = [row for row in rows if row.kind == DocumentKind.COLLECTION]
    open_ = _undecided(actor, purpose, collections)
    return [Letter(row.measure_id, row.kind) for row in rows if row.kind != DocumentKind.COLLECTION or row.pk in open_]


def fitting(kind: str, status: str, instrument: str) -> bool:
    """Return whether a letter is still of use where its file stands now: an intention isn't once the view was heard."""
    return kind == DocumentKind.COLLECTION or kind in fits(status, instrument)


def mandates(actor: Actor, on: date) -> frozenset[tuple[str, str]]:
    """Return for which instruments and kinds of letter the actor's functions have a mandate on a day. One query."""
    if actor.municipality_id is None:
        return frozenset()
    rows = Mandate.objects.filter(municipality_id=actor.municipality_id, role__in=sorted(actor.roles))
    held = holding(rows, on)
    return frozenset((instrument, kind) for row in held for instrument in row.instruments for kind in row.kinds)


def _undecided(actor: Actor, purpose: str, rows: Iterable[MeasureDocument]) -> set[UUID]:
    """Return which collection decisions are about a breach of which nobody wrote down that its decision was made known."""
    keys = [row.pk for row in rows]
    if not keys:
        return set()
    about = {row.pk: told_of(row).get("about", "") for row in _rows(actor, purpose).filter(pk__in=keys)}
    wanted = [key for key in about.values() if key]
    there = visible_to(Forfeiture.objects.filter(pk__in=wanted, status__in=CLAIMED), actor, VIEW, purpose)
    open_ = {str(key) for key in there.values_list("pk", flat=True)}
    return {key for key, breach in about.items() if breach in open_}


def _rows(actor: Actor, purpose: str) -> QuerySet[MeasureDocument]:
    return visible_to(MeasureDocument.objects.all(), actor, VIEW, purpose).order_by()


def files_with(actor: Actor, purpose: str, on: date, asked: str, rows: QuerySet[Measure]) -> QuerySet[Measure]:
    """Return the files with a letter that waits as it was asked (`TO_SIGN`, `TO_SEND`). Inside `opened(actor, purpose)`."""
    found = to_sign(actor, purpose, on) if asked == TO_SIGN else to_send(actor, purpose)
    return rows.filter(pk__in={letter.measure for letter in found})
