# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one sending of findings is, when it may come in, and how answers to one item are laid beside each other: pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from baken.kernel.errors import Reason
from baken.kernel.text.personal_data import find

from ..models import Answer, Branch, Finding, InspectionStatus

MAX_NOTE = 2_000
MAX_PHOTOS = 5
BESIDE = ""
"""Slug of what was seen beside the list."""
TAKES = (InspectionStatus.UNDER_WAY, InspectionStatus.REPORTED)
"""While an inspection takes findings: one that a phone held until after the report is still kept, and said to be late."""
TELLING = frozenset({Answer.IN_ORDER, Answer.NOT_IN_ORDER, Answer.NOT_APPLICABLE})
"""Answers that can contradict each other; who didn't see something contradicts nobody."""
RANK: Mapping[str, int] = {"": 0, "skipped": 1, "closed": 2, "refused": 3, "visited": 4}
"""Which outcome of a visit stands where several were told, whatever the order in which they came in: the furthest in."""
OLDEST = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of one item; `item` is `BESIDE` for what stands on no list."""

    item: str
    answer: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sending:
    """What one inspector tells of one address in one go, for one discipline, by at most one checklist.

    `outcome`: of the visit, a key of `RANK`. `entered`: how a home was entered, "consent" or "authorised". `photos_of`: the
    item with which the photos go. `corrects`: the finding that this one replaces; then there is one item. `seen_at`: by the
    sender's clock.
    """

    discipline: str
    told: tuple[Told, ...] = ()
    checklist: UUID | None = None
    outcome: str = ""
    entered: str = ""
    photos_of: str | None = None
    corrects: UUID | None = None
    seen_at: datetime | None = None


def against_status(status: str) -> list[Reason]:
    """Return why an inspection takes no findings now, and what to do."""
    if status in TAKES:
        return []
    if status in (InspectionStatus.DRAFT, InspectionStatus.PLANNED, InspectionStatus.BRIEFED):
        text = _(
            "De controle is nog niet begonnen. Vraag wie haar leidt om haar te starten, en verstuur dit dan opnieuw."
        )
        return [Reason("not_started", text)]
    if status == InspectionStatus.CANCELLED:
        return [Reason("cancelled", _("Deze controle ging niet door. Geef wat u zag door als signaal."))]
    text = _("De opvolging van deze controle loopt al. Vertel uw bevinding aan wie de controle leidt.")
    return [Reason("over", text)]


def against(
    sending: Sending, items: Sequence[Mapping[str, Any]], branch: str, *, home: bool, photos: int
) -> list[Reason]:
    """Return every reason why a sending doesn't do. `items`: of its checklist, as it was when the phone took it."""
    found: list[Reason] = []
    known = {str(item["slug"]) for item in items} | {BESIDE}
    slugs = [one.item for one in sending.told]
    if not set(slugs) <= known or len(set(slugs)) != len(slugs):
        found.append(
            Reason(
                "item", _("Een punt staat niet op deze lijst. Open Baken Veld met verbinding en vul het opnieuw in.")
            )
        )
    if any(one.answer not in Answer.values for one in sending.told):
        found.append(Reason("answer", _("Kies een antwoord bij elk punt waar u iets over schrijft.")))
    if any(len(one.note) > MAX_NOTE for one in sending.told):
        found.append(
            Reason("long", _("Een toelichting is te lang: gebruik hoogstens %(max)d tekens.") % {"max": MAX_NOTE})
        )
    if any(one.item == BESIDE and not one.note.strip() for one in sending.told):
        found.append(Reason("note", _("Schrijf op wat u verder zag.")))
    if sending.outcome not in RANK:
        found.append(Reason("outcome", _("Kies hoe het bezoek ging.")))
    if not sending.told and sending.outcome in ("", "visited"):
        found.append(Reason("nothing", _("Kies bij minstens één punt een antwoord.")))
    if sending.told and sending.outcome in ("closed", "skipped"):
        found.append(Reason("not_there", _("U was niet binnen. Haal de antwoorden weg, of kies dat u er wel was.")))
    found += _against_entry(sending, home=home)
    if photos > MAX_PHOTOS:
        found.append(Reason("photos", _("Voeg hoogstens %(max)d foto’s toe.") % {"max": MAX_PHOTOS}))
    if sending.photos_of is not None and sending.photos_of not in slugs:
        found.append(Reason("photos_of", _("Kies bij welk beantwoord punt de foto’s horen.")))
    if branch == Branch.SEX_WORK and any(find(one.note) for one in sending.told):
        text = _(
            "Hier mag niets over een persoon staan: dit lijkt op een naam, nummer of adres van iemand. Haal het weg. "
            "Een slachtoffer geeft u door als signaal van mensenhandel."
        )
        found.append(Reason("person", text))
    return found


def _against_entry(sending: Sending, *, home: bool) -> Iterable[Reason]:
    if sending.entered not in ("", "consent", "authorised"):
        yield Reason("entered", _("Kies hoe u de woning binnenging."))
    elif home and sending.outcome == "visited" and not sending.entered:
        yield Reason(
            "entered", _("Dit is een woning. Kies of de bewoner toestemming gaf, of dat u een machtiging had.")
        )
    elif sending.entered and (not home or sending.outcome != "visited"):
        yield Reason("not_entered", _("Binnengaan vult u alleen in bij een woning waar u binnen was."))


def seen_at(told: datetime | None, at: datetime) -> datetime:
    """Return when it was seen: by the sender's clock, unless that can't be right."""
    if told is None or told.tzinfo is None or told < at - OLDEST:
        return at
    return min(told, at)


def furthest(one: str, other: str) -> str:
    """Return which of two outcomes of a visit stands: the same whichever came first."""
    return max(one, other, key=lambda outcome: RANK.get(outcome, 0))


@dataclass(frozen=True, slots=True)
class Side:
    """One finding among those of an item: whether it still counts, or its own author said otherwise later."""

    row: Finding
    counts: bool
    corrected: bool


def beside(rows: Iterable[Finding]) -> list[Side]:
    """Return the findings of one item of one address and discipline in the order in which they were seen.

    Of one inspector the last counts; one that was corrected doesn't. What another inspector says never replaces it. What
    stands on no list is each a thing of its own.
    """
    ordered = sorted(rows, key=lambda row: (row.seen_at, str(row.pk)))
    corrected = {row.corrects_id for row in ordered if row.corrects_id}
    last: dict[Any, UUID] = {}
    for row in ordered:
        if row.pk not in corrected:
            last[_author(row)] = row.pk
    return [Side(row, last.get(_author(row)) == row.pk, row.pk in corrected) for row in ordered]


def differ(sides: Iterable[Side]) -> bool:
    """Whether inspectors contradict each other about an item."""
    told = {side.row.answer for side in sides if side.counts and side.row.item != BESIDE}
    return len(told & TELLING) > 1


def _author(row: Finding) -> Any:
    return row.pk if row.item == BESIDE else row.by_id or row.by_partner_id or row.pk
