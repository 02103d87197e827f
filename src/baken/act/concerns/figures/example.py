# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Puts many invented concerns in at once, as they would stand by now: for the example, marked so, and for nothing else.

One by one, by the actions that people use, a year of them would take minutes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.utils import timezone

from baken.access.facade import Actor, GuardedRecord, Level, SearchToken, require_in, word_tokens
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.ids import uuid7
from baken.kernel.models import Municipality, Record
from baken.registry.facade import grid_cell

from ..gatekeeper import tokens
from ..models import Category, Check, Concern, Status, Weighing
from ..parts import KIND, REPORT
from ..policies import MANAGE
from ..reporting import receipts
from ..reporting.intake import reference_for, working_days_after

WEIGHED = frozenset({Status.ROUTED, Status.SET_ASIDE, Status.CLOSED})
TESTED = WEIGHED | {Status.ADMITTED, Status.ENRICHING, Status.AGENDA}
BASIS = "Gemeentewet artikel 172; AVG artikel 6, lid 1, onder e"
REASONS = "Past bij de taak van de gemeente (voorbeeld)."
WEIGHED_SO = "Afgewogen in het voorbeeld."


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented concern: where and when, what was told, and how it stands. `point`: lon, lat, or None."""

    category: Category
    text: str
    received_at: datetime
    channel: str
    source_kind: str
    area: str = ""
    area_year: int | None = None
    point: tuple[float, float] | None = None
    status: str = Status.RECEIVED
    route: str = ""
    outcome: str = ""
    closed_on: date | None = None


@action
def put_example(*, actor: Actor, at: datetime, municipality: Municipality, concerns: Sequence[Invented]) -> int:
    """Store invented concerns with their toets and weighing, findable as others are; return how many.

    `category` with its vault. They have no reporter and no papers.
    """
    require_in(actor, MANAGE, municipality.pk)
    guards: list[GuardedRecord] = []
    made: list[Concern] = []
    rows: list[Record] = []
    words: list[SearchToken] = []
    for one in concerns:
        concern = _concern(municipality, one)
        guards.append(concern.guarded)
        made.append(concern)
        rows += _handled(concern, one)
        if one.status in TESTED:
            words += _words(concern, one.text)
    GuardedRecord.objects.bulk_create(guards, batch_size=200)
    Concern.objects.bulk_create(made, batch_size=100)
    for model in (Check, Weighing):
        model.objects.bulk_create([row for row in rows if isinstance(row, model)], batch_size=200)
    SearchToken.objects.bulk_create(words, batch_size=500)
    audit.record(
        "concern.example", resource_type="concerns.concern", resource_id="", municipality_id=municipality.pk,
        concerns=len(made),
    )  # fmt: skip
    return len(made)


def _concern(municipality: Municipality, one: Invented) -> Concern:
    category, day = one.category, timezone.localdate(one.received_at)
    key, reference, code = uuid7(one.received_at), reference_for(one.received_at), receipts.drawn()
    guarded = GuardedRecord(
        id=key, municipality_id=municipality.pk, vault=category.vault, kind=KIND, reference=reference,
        level=Level.CONFIDENTIAL, retention_from=one.closed_on,
    )  # fmt: skip
    findable = one.point is not None and one.status in TESTED
    return Concern(
        id=key,
        municipality_id=municipality.pk,
        guarded=guarded,
        vault=category.vault,
        reference=reference,
        category=category,
        theme=category.theme,
        status=one.status,
        route=one.route,
        outcome=one.outcome,
        channel=one.channel,
        source_kind=one.source_kind,
        description=one.text,
        place_kind="map" if one.point else "area" if one.area else "none",
        point=f"{one.point[0]:.6f},{one.point[1]:.6f}" if one.point else "",
        area=one.area,
        area_year=one.area_year,
        cell=tokens.cell_token(category.vault_id, grid_cell(*one.point)) if findable and one.point else "",
        received_at=one.received_at,
        test_due=working_days_after(day, category.test_days),
        answer_due=working_days_after(day, category.answer_days),
        assigned_role=category.handler_role,
        receipt=receipts.hash_now(code, municipality.pk),
        receipt_code=receipts.plain(code),
        closed_on=one.closed_on,
        sensitive=category.sensitive,
        fictitious=True,
    )


def _handled(concern: Concern, one: Invented) -> Iterable[Record]:
    """Yield what was written down on the way to where it stands."""
    if one.status in TESTED:
        yield Check(
            municipality_id=concern.municipality_id, concern=concern, at=one.received_at, personal_data=False,
            purpose=one.category.purpose, basis=BASIS, admitted=True, reasons=REASONS,
            by_role=one.category.handler_role,
        )  # fmt: skip
    if one.status in WEIGHED:
        yield Weighing(
            municipality_id=concern.municipality_id, concern=concern, at=one.received_at, route=one.route,
            reasons=WEIGHED_SO, proportionality=WEIGHED_SO, subsidiarity=WEIGHED_SO,
            by_role=one.category.handler_role,
        )  # fmt: skip


def _words(concern: Concern, text: str) -> Iterable[SearchToken]:
    for token in _tokens(concern.vault_id, text):
        yield SearchToken(
            municipality_id=concern.municipality_id, guarded_id=concern.pk, vault_id=concern.vault_id, part=REPORT,
            level=Level.CONFIDENTIAL, token=token, source=str(concern.pk),
        )  # fmt: skip


@lru_cache(maxsize=512)
def _tokens(vault: UUID, text: str) -> tuple[str, ...]:
    """Return the tokens of a text in a register: the example says the same again and again."""
    return tuple(word_tokens(vault, text))
