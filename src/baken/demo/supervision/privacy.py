# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's supervision: what was weighed, reads that ask for an explanation, and old cases on their way out.

All invented, and marked so.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from baken.access.facade import (
    Actor,
    GuardedRecord,
    User,
    Vault,
    actor_for,
    note_read,
    opened,
    purposes_open_to,
    reach,
    system_actor,
)
from baken.act.cases import facade as cases
from baken.kernel.models import Municipality
from baken.kernel.moment import now
from baken.privacy import facade as privacy

from .requests import play_requests

OUTCOMES: dict[str, tuple[date, date, str, date, str]] = {
    "casework": (
        date(2026, 3, 2),
        date(2027, 3, 1),
        "Geef elke deelname een einddatum, en laat de keuze voor een doel uitleggen. (voorbeeld)",
        date(2026, 2, 16),
        "Vastgesteld. Het advies is overgenomen: deelnames krijgen een einddatum. (voorbeeld)",
    ),
    "accounts": (
        date(2026, 6, 1),
        date(2027, 6, 1),
        "Koppel uitdienst aan de personeelsadministratie. (voorbeeld)",
        date(2026, 5, 11),
        "Vastgesteld. De koppeling is gevraagd; tot die er is, meldt de leidinggevende het. (voorbeeld)",
    ),
    "meetings-programme": (
        date(2024, 10, 14),
        date(2026, 10, 14),
        "Kijk na twee jaar opnieuw. (voorbeeld)",
        date(2024, 9, 30),
        "Vastgesteld. (voorbeeld)",
    ),
}
"""Day, day of the next one, advice of the FG, day of that, outcome."""
EARLIER = (
    date(2024, 3, 4),
    date(2026, 3, 4),
    "Begin met twee teams, en kijk dan opnieuw. (voorbeeld)",
    date(2024, 2, 12),
    "Vastgesteld voor een proef van twee jaar. (voorbeeld)",
)
"""The assessment of casework before the present one."""
CONTACTS = {
    "controllers": "Burgemeester van Velsen, en het college van burgemeester en wethouders\n"
    "Voorbeeldplein 1, 0000 AA Voorbeeldstad (verzonnen)\nprivacy@voorbeeld.example",
    "officer": "Functionaris gegevensbescherming\nfg@voorbeeld.example (verzonnen)",
    "requests": "Vul het formulier op de website in, met DigiD, of schrijf een brief naar het adres hierboven.\n"
    "Zet erbij over welke gegevens het gaat. Stuur geen kopie van uw paspoort mee: de gemeente vraagt daar zo nodig "
    "zelf om. (verzonnen)",
    "example": True,
}
VERIFIED = ("case.premises", "processing_log", "read.review")
"""Kinds whose term the example's privacy officer read in the source. The others wait for that, as in a new municipality."""
SOURCE = "Selectielijst gemeenten, en het eigen protocol (voorbeeld)"
READERS = ("toezicht", "ondermijning", "haventeam", "burgemeester")
EXPLANATION = "De brandweer belde over rook bij het pand. Ik keek of er gas of drugsafval bekend was. (voorbeeld)"
UNCLEAR = "Ik weet het niet meer precies. (voorbeeld)"
OLD = (
    ("2018-0412", "Kelderbox aan de Fantasielaan", "destroyed"),
    ("2018-0655", "Loods aan de Voorbeeldkade 4", "held"),
    ("2019-0233", "Woning aan het Verzonnen Hof 11", "approved"),
    ("2019-0716", "Schuur aan de Denkbeeldige Dijk 2", "due"),
    ("2021-0098", "Garage aan de Fantasielaan 3", "due"),
)
"""Old cases, each at another point of its way to destruction: reference, title, where it stands."""


def play_privacy(actor: Actor, municipality: Municipality) -> None:
    """Add what came along later, date some assessments, read at odd hours, and let old cases go. Wants cases and accounts."""
    privacy.load_defaults(actor=actor, at=now(), municipality=municipality)
    if privacy.contacts_of(municipality) is None:
        privacy.set_contacts(actor=actor, at=now(), municipality=municipality, seen=None, values=CONTACTS)
    _assessed(actor)
    _verified(actor, municipality)
    play_requests(actor, municipality)
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
    _old_cases(municipality)  # after the night, which would carry out what is approved


def _assessed(actor: Actor) -> None:
    dpias = list(privacy.dpias(actor))
    if any(dpia.done_on is not None for dpia in dpias):
        return
    for dpia in dpias:
        if dpia.slug == "casework":
            first = privacy.change_dpia(actor=actor, at=now(), dpia=dpia, seen=dpia.version, values=_dated(EARLIER))
            dpia = privacy.begin_anew(actor=actor, at=now(), dpia=first, seen=first.version)
        if dpia.slug in OUTCOMES:
            told = _dated(OUTCOMES[dpia.slug])
            privacy.change_dpia(actor=actor, at=now(), dpia=dpia, seen=dpia.version, values=told)


def _dated(told: tuple[date, date, str, date, str]) -> dict[str, Any]:
    return dict(zip(("done_on", "review_on", "advice", "advice_on", "outcome"), told, strict=True))


def _verified(actor: Actor, municipality: Municipality) -> None:
    """Let the privacy officer read some terms in their source."""
    officer = _of("privacy", municipality) or actor
    for rule in privacy.RetentionRule.objects.filter(municipality=municipality, kind__in=VERIFIED, vault=""):
        if not rule.verified:
            privacy.verify_rule(actor=officer, at=now(), rule=rule, seen=rule.version, where=SOURCE)


def _old_cases(municipality: Municipality) -> None:
    """Open and close some old cases, and take each as far as it is: destroyed, held, approved, due now or in the year ahead."""
    lead, officer = _of("ondermijning", municipality), _of("privacy", municipality)
    vault = Vault.objects.filter(municipality=municipality, slug="premises").first()
    if lead is None or officer is None or vault is None:
        return
    for reference, title, standing in OLD:
        record = _old_case(lead, municipality, vault, reference, title)
        if standing == "held":
            reason = "Er loopt een beroep over de sluiting. (voorbeeld)"
            privacy.place_hold(actor=officer, at=now(), guarded=record, reason=reason)
        elif standing != "due":
            privacy.approve(actor=officer, at=now(), guarded=record)
        if standing == "destroyed":
            privacy.destroy(actor=system_actor(municipality), at=now(), guarded=record)


def _old_case(lead: Actor, municipality: Municipality, vault: Vault, reference: str, title: str) -> GuardedRecord:
    year = int(reference[:4])
    values: dict[str, Any] = {
        "title": title,
        "address": f"{title.partition(' aan ')[2]}, IJmuiden",
        "summary": "",
        "area": "",
    }
    values |= {"priority": "", "next_meeting": None}
    purpose = "premises_approach"
    opened_at = timezone.make_aware(datetime.combine(date(year, 3, 5), time(9)))
    with opened(lead, purpose):
        case = cases.open_case(
            actor=lead, at=opened_at, purpose=purpose, municipality=municipality, vault=vault,
            role="undermining_coordinator", values=values, reference=reference, fictitious=True,
        )  # fmt: skip
        for name in ("investigated", "acted", "aftercared"):
            case = cases.step(actor=lead, at=opened_at + timedelta(days=30), purpose=purpose, case=case, name=name)
        reason = "De maatregel is voorbij en er waren geen nieuwe signalen. (voorbeeld)"
        cases.step(
            actor=lead, at=opened_at + timedelta(days=365), purpose=purpose, case=case, name="closed", reason=reason
        )
    with opened(lead, "", system=True):
        return GuardedRecord.objects.get(pk=case.guarded_id)


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
    for purpose in purposes_open_to(reader, desk=False):
        with opened(reader, purpose):
            seen = reach(reader, purpose, [record.pk for record in records]).known
        for record in records:
            if seen[record.pk] is not None:
                return reader, record, purpose
    return None


def _explained(municipality: Municipality) -> None:
    """One question was answered and waits for the privacy officer; one stayed unexplained, and something follows."""
    officer = _of("privacy", municipality)
    review = privacy.ReadReview.objects.filter(municipality=municipality).order_by("first_at").first()
    if officer is None or review is None:
        return
    _answered(officer, municipality, review, EXPLANATION)
    second = privacy.ReadReview.objects.filter(municipality=municipality, status="open").order_by("first_at").first()
    if second is None:
        return
    told = _answered(officer, municipality, second, UNCLEAR)
    privacy.settle(
        actor=officer, at=now(), review=told, explained=False, note="Er was geen melding en geen taak. (voorbeeld)",
        follow_up="talk", who="leidinggevende", by=timezone.localdate(now()) + timedelta(days=12),
    )  # fmt: skip


def _answered(officer: Actor, municipality: Municipality, review: Any, text: str) -> Any:
    asked = privacy.ask(actor=officer, at=now(), review=review)
    reader = actor_for(asked.reader, on=timezone.localdate(now()), at=now(), municipality_id=municipality.id)
    return privacy.answer(actor=reader, at=now(), review=asked, text=text)


def _of(name: str, municipality: Municipality) -> Actor | None:
    user = User.objects.filter(username=name).first()
    if user is None:
        return None
    return actor_for(user, on=timezone.localdate(now()), at=now(), municipality_id=municipality.id)
