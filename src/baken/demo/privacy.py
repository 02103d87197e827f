# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's supervision: what was weighed, and reads that ask for an explanation. All invented, and marked so."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from baken.access.facade import Actor, GuardedRecord, User, actor_for, note_read, opened, purposes_open_to, sights_of
from baken.kernel.models import Municipality
from baken.kernel.moment import now
from baken.privacy import facade as privacy

OUTCOMES: dict[str, tuple[date, date, str]] = {
    "casework": (
        date(2026, 3, 2),
        date(2027, 3, 1),
        "Vastgesteld met één voorwaarde: deelnames krijgen een einddatum. (voorbeeld)",
    ),
    "accounts": (date(2026, 6, 1), date(2027, 6, 1), "Vastgesteld zonder voorwaarden. (voorbeeld)"),
    "meetings-programme": (
        date(2024, 10, 14),
        date(2026, 10, 14),
        "Vastgesteld. De FG vroeg om na twee jaar opnieuw te kijken. (voorbeeld)",
    ),
}
READERS = ("toezicht", "ondermijning", "haventeam", "burgemeester")
EXPLANATION = "De brandweer belde over rook bij het pand. Ik keek of er gas of drugsafval bekend was. (voorbeeld)"


def play_privacy(actor: Actor, municipality: Municipality) -> None:
    """Add what came along later, date some assessments, and read at odd hours. Wants the cases and accounts of the example."""
    privacy.load_defaults(actor=actor, at=now(), municipality=municipality)
    dpias = list(privacy.dpias(actor))
    if all(dpia.done_on is None for dpia in dpias):
        for dpia in dpias:
            if dpia.slug in OUTCOMES:
                done, review, outcome = OUTCOMES[dpia.slug]
                values = {"done_on": done, "review_on": review, "outcome": outcome}
                privacy.change_dpia(actor=actor, at=now(), dpia=dpia, seen=dpia.version, values=values)
    if privacy.ReadReview.objects.filter(municipality=municipality).exists():
        return
    evening = _at(days=2, hour=22, minute=40)
    for closed, moment in (
        (False, evening),
        (False, _at(days=1, hour=5, minute=55)),
        (True, _at(days=1, hour=10, minute=12)),
    ):
        _read(actor, municipality, closed=closed, at=moment, skip=0 if moment == evening else 1)
    privacy.look(actor=actor, at=now(), municipality=municipality)
    _explained(municipality)
    privacy.nightly(now())


def _at(*, days: int, hour: int, minute: int) -> datetime:
    """Return a moment some days ago, by the Dutch clock."""
    day = timezone.localdate(now()) - timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _read(actor: Actor, municipality: Municipality, *, closed: bool, at: datetime, skip: int) -> None:
    """Let the first of the readers who may open such a record do so."""
    with opened(actor, "", system=True):
        rows = GuardedRecord.objects.filter(municipality=municipality, retention_from__isnull=not closed)
        records = list(rows.order_by("reference"))
    able = [found for name in READERS if (found := _able(name, municipality, records, at)) is not None]
    if not able:
        return
    reader, record, purpose = able[min(skip, len(able) - 1)]
    with opened(reader, purpose):
        note_read(actor=reader, at=at, guarded=record, purpose=purpose, door="page")


def _able(name: str, municipality: Municipality, records: list[Any], at: datetime) -> tuple[Actor, Any, str] | None:
    user = User.objects.filter(username=name).first()
    if user is None:
        return None
    reader = actor_for(user, on=timezone.localdate(at), at=at, municipality_id=municipality.id)
    for purpose in purposes_open_to(reader):
        for record in records:
            with opened(reader, purpose):
                if sights_of(reader, purpose, record.pk) is not None:
                    return reader, record, purpose
    return None


def _explained(municipality: Municipality) -> None:
    """One question was asked and answered; the privacy officer still has to look at it."""
    officer = _of("privacy", municipality)
    review = privacy.ReadReview.objects.filter(municipality=municipality).order_by("first_at").first()
    if officer is None or review is None:
        return
    asked = privacy.ask(actor=officer, at=now(), review=review)
    reader = actor_for(asked.reader, on=timezone.localdate(now()), at=now(), municipality_id=municipality.id)
    privacy.answer(actor=reader, at=now(), review=asked, text=EXPLANATION)


def _of(name: str, municipality: Municipality) -> Actor | None:
    user = User.objects.filter(username=name).first()
    if user is None:
        return None
    return actor_for(user, on=timezone.localdate(now()), at=now(), municipality_id=municipality.id)
