# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What makes a concern findable within its register: words, place, things. Only once it may be handled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from baken.access.facade import Actor, GuardedPart, Level, SearchToken, forget_words, index_words, opened, system_actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import Municipality
from baken.kernel.moment import now
from baken.registry.facade import grid_cell

from ..models import Concern, ConcernObject, Reporter
from ..parts import REPORT
from ..reporting import receipts
from . import tokens

BATCH = 200


def index(concern: Concern) -> None:
    """Make a concern findable by words, place and things. Part of an action."""
    _index_words(concern)
    _index_cell(concern)
    for one in ConcernObject.objects.filter(concern=concern):
        token = tokens.object_token(concern.vault_id, one.kind, one.number or one.name)
        if token != one.token:
            one.token = token
            one.save()


def forget(concern: Concern) -> None:
    """Make a concern not findable any more. Part of an action."""
    forget_words(municipality_id=concern.municipality_id, source=str(concern.pk))
    Concern.objects.filter(pk=concern.pk).update(cell="")
    ConcernObject.objects.filter(concern=concern).update(token="")


def words_of(concern: Concern) -> str:
    """Return the words by which a concern is found."""
    things = (f"{one.name} {one.number}" for one in ConcernObject.objects.filter(concern=concern))
    return " ".join(
        (concern.reference, concern.description, concern.answers, concern.address, concern.place_note, *things)
    )


def point_of(concern: Concern) -> tuple[float, float] | None:
    """Return lon, lat of a concern that lies on a point."""
    if not concern.point:
        return None
    lon, _comma, lat = concern.point.partition(",")
    return float(lon), float(lat)


def index_anew() -> None:
    """Make every keyed hash of this feature with the current key; repeatable after a stop."""
    for municipality in Municipality.objects.all():
        actor = system_actor(municipality)
        with opened(actor, system=True):
            every = list(Concern.objects.filter(municipality=municipality).order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(every), BATCH):
            _index(actor=actor, at=now(), keys=every[start : start + BATCH])


@action
def _index(*, actor: Actor, at: datetime, keys: Iterable[UUID]) -> None:
    found = list(Concern.objects.filter(pk__in=list(keys)))
    for concern in found:
        if concern.receipt_code:
            receipt = receipts.hash_now(concern.receipt_code, concern.municipality_id)
            Concern.objects.filter(pk=concern.pk).update(receipt=receipt)
        if concern.has_reporter:
            current, *older = tokens.concern_tokens(concern.pk)
            Reporter.objects.filter(concern_token__in=older).update(concern_token=current)
        if concern.cell or SearchToken.objects.filter(source=str(concern.pk)).exists():
            index(concern)
    audit.record("concern.indexed", resource_type="concerns.concern", resource_id=str(found[0].pk), concerns=len(found))


@dataclass(frozen=True, slots=True)
class _Row:
    """A concern as the table of words wants a row."""

    pk: UUID
    municipality_id: UUID
    guarded_id: UUID
    part: str = REPORT
    level: int = Level.CONFIDENTIAL


def _index_words(concern: Concern) -> None:
    row = _Row(concern.pk, concern.municipality_id, concern.guarded_id)
    index_words(cast(GuardedPart, row), words_of(concern))


def _index_cell(concern: Concern) -> None:
    point = point_of(concern)
    cell = tokens.cell_token(concern.vault_id, grid_cell(*point)) if point else ""
    if cell != concern.cell:
        concern.cell = cell
        concern.save()
