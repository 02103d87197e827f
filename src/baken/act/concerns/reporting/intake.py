# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Receiving a concern: the one action in which every channel ends.

Nothing is done with it here but keeping it safe: it isn't compared, searched or placed on a map before somebody tested whether it
may be handled (`checks`). Who reported goes to a register of its own.
"""

import json
import secrets
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, GuardedRecord, Level, Regime, Vault, opened, require, system_actor
from baken.cores.terms import DutchCalendar, Span, Unit, add
from baken.kernel import audit, idempotency
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.ids import uuid7
from baken.kernel.models import Municipality
from baken.kernel.papers.kept import CheckedPaper
from baken.kernel.papers.sealed import keep
from baken.registry.facade import area_at

from ..gatekeeper import tokens
from ..models import Attachment, Category, Channel, Concern, ConcernObject, ObjectKind, Reporter
from ..models.concern import PlaceKind
from ..parts import KIND, REPORTER
from ..policies import REPORT
from . import no_register, questions, receipts
from .reports import CONTENTS, SOURCES, Place, Report, Thing, named

CALENDAR = DutchCalendar()
MAX_DESCRIPTION = 10_000
MAX_FILES = 5
MAX_THINGS = 10
MAX_CONTACT = 200
WPG_ROLE = "youth_officer"
"""Function that handles data of an investigation by special investigators (boa's)."""
OUTSIDE = frozenset({Channel.PUBLIC})
"""Channels of people without an account: Baken itself receives what they tell."""


@dataclass(frozen=True, slots=True)
class Received:
    """What the one who reported gets back. `repeated`: this very report was received before, under the same key."""

    key: UUID
    reference: str
    code: str
    repeated: bool = False


@action
def receive(
    *,
    actor: Actor,
    at: datetime,
    municipality: Municipality,
    category: Category,
    report: Report,
    channel: str,
    source_kind: str,
    key: str = "",
    body: bytes = b"",
    files: Sequence[CheckedPaper] = (),
    own: bool = True,
    asked: bool = True,
) -> Received:
    """Keep one report and return its reference and receipt code.

    `category` with its vault. `key` is the sender's Idempotency-Key with the `body` it came with: a second time with the same
    gives the same back, and keeps nothing. `own`: the actor is who reports it; False where somebody passes on what others
    told. `asked`: the questions of the category were put to somebody; False where they can't have been. Raises `Refused` with
    every reason (`kernel.idempotency.OtherBody` for the same key with another body), `Denied` to whom may not report here.
    """
    _require(actor, municipality, category, channel)
    with _context(actor, category):
        return _receive(actor, at, municipality, category, report, channel, source_kind, key, body, files, own, asked)


def working_days_after(day: date, days: int) -> date:
    """Return the last day of a term of so many working days."""
    return add(day, Span(max(days, 1), Unit.WORKING_DAYS), CALENDAR)


def is_offered(category: Category, channel: str) -> bool:
    """Whether a category can be reported in by this channel."""
    return category.active and channel not in category.closed_to and (channel not in OUTSIDE or category.public)


def attach(concern: Concern, checked: CheckedPaper, *, at: datetime, from_reporter: bool) -> None:
    """Keep a paper with a concern, sealed to a row of its own. Part of an action."""
    key = uuid7()
    Attachment(
        id=key, municipality_id=concern.municipality_id, concern=concern, added_at=at, from_reporter=from_reporter,
        **keep(checked, owner_id=key).fields,
    ).save(force_insert=True)  # fmt: skip


def _context(actor: Actor, category: Category) -> AbstractContextManager[None]:
    """Return the context in which rows may be made; Baken itself is in one already."""
    return nullcontext() if "system" in actor.roles else opened(actor, category.purpose)


def _receive(
    actor: Actor, at: datetime, municipality: Municipality, category: Category, report: Report, channel: str,
    source_kind: str, key: str, body: bytes, files: Sequence[CheckedPaper], own: bool, asked: bool,
) -> Received:  # fmt: skip
    made = uuid7(at)
    if key:
        earlier = idempotency.take(
            municipality_id=municipality.pk, scope=_scope(actor, channel), key=key, body=body, record_id=made
        )
        if earlier is not None:
            audit.record(
                "concern.sent_again", resource_type="concerns.concern", resource_id=str(earlier), channel=channel
            )
            return _again(municipality, earlier)
    vault = register_of(municipality, category, report)
    place, day = _placed(municipality, report.place, at), timezone.localdate(at)
    reasons = against(category, report, channel, files, day, asked=asked)
    sources = _sources(municipality) if report.contact else None
    if report.contact and sources is None:  # before any file is written: a refusal takes rows back, not files
        text = _(
            "Uw gegevens kunnen nu niet apart worden bewaard. Meld zonder naam; met de code kunt u toch terugkomen."
        )
        reasons.append(Reason("no_sources", text))
    if reasons:
        raise Refused(tuple(reasons))
    code = receipts.drawn()
    reference = (report.reference if report.fictitious else "") or reference_for(at)
    guarded = GuardedRecord(
        id=made, municipality_id=municipality.pk, vault=vault, kind=KIND, reference=reference, level=Level.CONFIDENTIAL
    )
    guarded.save(force_insert=True)
    told = questions.told(category.questions, report.answers, channel, report.language)
    concern = Concern(
        id=made,
        municipality_id=municipality.pk,
        guarded=guarded,
        vault=vault,
        reference=reference,
        category=category,
        theme=category.theme,
        channel=channel,
        source_kind=source_kind,
        description=report.description.strip(),
        answers=json.dumps([asdict(one) for one in told], ensure_ascii=False) if told else "",
        place_kind=place.kind,
        address=place.address.strip(),
        place_note=place.note.strip(),
        point=f"{place.lon:.6f},{place.lat:.6f}" if place.lon is not None and place.lat is not None else "",
        area=place.area,
        area_year=place.area_year,
        received_at=at,
        occurred_on=report.occurred_on,
        test_due=working_days_after(day, category.test_days),
        answer_due=working_days_after(day, category.answer_days),
        assigned_role=WPG_ROLE if report.investigation else category.handler_role,
        reported_by_id=actor.id if own else None,
        reported_role="" if actor.partner_id or not own else ",".join(sorted(actor.roles - {"system"}))[:40],
        reported_for_id=actor.partner_id if own else None,
        source_reliability=report.source_reliability,
        content_reliability=report.content_reliability,
        receipt=receipts.hash_now(code, municipality.pk),
        receipt_code=receipts.plain(code),
        language=report.language,
        sensitive=category.sensitive,
        has_reporter=bool(report.contact),
        fictitious=report.fictitious,
    )
    concern.save(force_insert=True)
    _things(concern, (*report.things, *named(category.questions, report.answers, channel)))
    for checked in files:
        attach(concern, checked, at=at, from_reporter=channel in OUTSIDE)
    if sources is not None:
        _keep_contact(sources, concern, report)
    audit.record(
        "concern.received", concern, purpose=_purpose(category, vault), basis=vault.basis, vault_id=vault.pk,
        category=category.slug, channel=channel, files=len(files),
    )  # fmt: skip
    return Received(made, reference, code)


def _require(actor: Actor, municipality: Municipality, category: Category, channel: str) -> None:
    if {municipality.pk} != {actor.municipality_id, category.municipality_id} or channel not in Channel.values:
        raise Denied((Reason("other_municipality", _("Dit hoort bij een andere gemeente.")),))
    if "system" not in actor.roles:
        require(actor, REPORT)
    if not is_offered(category, channel):
        text = _("Hierover kunt u op deze manier niets melden. Bel 0900-8844, of 112 als het niet kan wachten.")
        raise Refused((Reason("not_offered", text),))


def _scope(actor: Actor, channel: str) -> str:
    """Return within what a key is one's own: a sender's; of files that of the municipality, whoever reads them in."""
    return f"concern:{channel if channel == Channel.IMPORT else actor.id or channel}"


def against(
    category: Category, report: Report, channel: str, files: Sequence[CheckedPaper], day: date, *, asked: bool = True
) -> list[Reason]:
    """Return every reason why a report can't be received on a day; `asked` as in `receive`."""
    found = questions.against(category.questions, report.answers, channel, asked=asked)
    if not report.description.strip():
        found.append(Reason("description", _("Vertel wat er aan de hand is.")))
    if len(report.description) > MAX_DESCRIPTION:
        text = _("De tekst is te lang: gebruik hoogstens %(max)d tekens.")
        found.append(Reason("long", text % {"max": MAX_DESCRIPTION}))
    if report.occurred_on is not None and report.occurred_on > day:
        found.append(Reason("to_come", _("De dag waarop het gebeurde kan niet in de toekomst liggen.")))
    if len(files) > MAX_FILES:
        found.append(Reason("files", _("Voeg hoogstens %(max)d bestanden toe.") % {"max": MAX_FILES}))
    if len(report.things) > MAX_THINGS:
        found.append(Reason("things", _("Noem hoogstens %(max)d objecten.") % {"max": MAX_THINGS}))
    things = (*report.things, *named(category.questions, report.answers, channel))
    found += no_register.against(category.theme, things, report.place.note, names=category.no_names)
    if any(one.kind not in ObjectKind.values for one in report.things):
        found.append(Reason("thing_kind", _("Dit soort object bestaat niet.")))
    if report.source_reliability not in ("", *SOURCES) or report.content_reliability not in ("", *CONTENTS):
        found.append(Reason("reliability", _("Deze waardering van bron of inhoud bestaat niet.")))
    place = report.place
    if place.kind not in PlaceKind.values or max(len(place.address), len(place.note)) > 300:
        found.append(Reason("place", _("De plaats klopt niet. Kies hem opnieuw.")))
    contact = report.contact
    if max(map(len, (contact.name, contact.email, contact.phone))) > MAX_CONTACT:
        found.append(Reason("contact", _("Uw gegevens zijn te lang.")))
    if contact.email.strip() and not is_address(contact.email.strip()):
        found.append(Reason("email", _("Dit e-mailadres klopt niet.")))
    return found


def is_address(text: str) -> bool:
    """Whether a text is one address of mail. Two of them, or a line more, would fail only when a mail has to go out."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _purpose(category: Category, vault: Vault) -> str:
    """Return for what a report is kept: that of its category, in another register than the category's that register's own."""
    return category.purpose if vault.pk == category.vault_id else str(vault.purposes[0])


def register_of(municipality: Municipality, category: Category, report: Report) -> Vault:
    """Return the register where it belongs: data of an investigation by a boa in that of the Wpg, or `Refused`."""
    if not report.investigation:
        return category.vault
    found = Vault.objects.filter(municipality=municipality, regime=Regime.WPG, desk=True).order_by("slug").first()
    if found is None:
        text = _("Er is geen register voor opsporing (Wpg) met een vaste bezetting. Vraag de privacy officer erom.")
        raise Refused((Reason("no_wpg", text),))
    return found


def _placed(municipality: Municipality, place: Place, at: datetime) -> Place:
    """Return the place with the area in which its point lies, by the boundaries of the year of receipt."""
    if place.lon is None or place.lat is None or place.kind not in (PlaceKind.ADDRESS, PlaceKind.MAP):
        return place
    found = area_at(municipality, place.lon, place.lat, timezone.localdate(at))
    if found is None:
        return place
    return Place(place.kind, place.address, place.lon, place.lat, found.buurt or found.wijk, found.year, place.note)


def _things(concern: Concern, things: Sequence[Thing]) -> None:
    made = [
        ConcernObject(
            municipality_id=concern.municipality_id,
            concern=concern,
            kind=one.kind,
            name=one.name.strip()[:200],
            number=one.number.strip()[:60],
        )
        for one in things
        if one.name.strip() or one.number.strip()
    ]
    if made:
        ConcernObject.objects.bulk_create(made)


def _sources(municipality: Municipality) -> Vault | None:
    """Return the register of sources."""
    return Vault.objects.filter(municipality=municipality, regime=Regime.SOURCE).order_by("slug").first()


def _keep_contact(vault: Vault, concern: Concern, report: Report) -> None:
    """Keep who reported in the register of sources, where the handlers of the concern don't come.

    Its key is drawn at random: one of the same moment as the concern's would pair the two for whoever reads both tables.
    """
    key = uuid4()
    guarded = GuardedRecord(
        id=key, municipality_id=concern.municipality_id, vault=vault, kind=REPORTER, reference=f"M-{_drawn(8)}",
        level=Level.SECRET,
    )  # fmt: skip
    guarded.save(force_insert=True)
    Reporter(
        id=key,
        municipality_id=concern.municipality_id,
        guarded=guarded,
        vault=vault,
        concern_token=tokens.concern_tokens(concern.pk)[0],
        name=report.contact.name.strip(),
        email=report.contact.email.strip(),
        phone=report.contact.phone.strip(),
        wants_mail=report.contact.wants_mail and bool(report.contact.email.strip()),
        fictitious=report.fictitious,
    ).save(force_insert=True)
    audit.record("concern.source_kept", guarded, purpose="source_protection", basis=vault.basis, vault_id=vault.pk)


def _again(municipality: Municipality, earlier: UUID) -> Received:
    """Return once more what the first time gave. Baken itself looks: the sender may not see what it sent."""
    with opened(system_actor(municipality), system=True):
        found = Concern.objects.filter(municipality=municipality, pk=earlier).first()
        if found is None:
            raise Refused((Reason("gone", _("Deze melding is al afgehandeld en verwijderd.")),))
        told = found.told_reference or found.reference
        return Received(found.pk, told, receipts.shown(found.receipt_code), repeated=True)


def reference_for(at: datetime) -> str:
    """Return a reference, as 2026-K7M2-P9QX: drawn, since a counted number would tell how many concerns there are."""
    return f"{timezone.localdate(at).year}-{_drawn(4)}-{_drawn(4)}"


def _drawn(letters: int) -> str:
    return "".join(secrets.choice(receipts.ALPHABET) for _ in range(letters))
