# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Homes: nobody enters without the resident's consent or an authorisation, and whoever entered reports.

Algemene wet op het binnentreden: who enters tells who he is and why, and consent must show (1); without it a written
authorisation (2) of the mayor, or of the public prosecutor for investigating crime (3), good until the third day after it was
given (6); a report (10) goes within four days to whoever gave it (11). The articles were written from memory: to be checked.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor, Level, desk_files, opened, require, system_actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.models import Municipality, fresh

from ..models import HomeEntry, Inspection, InspectionParty, InspectionStatus, Target
from ..parts import KIND, part_of
from ..policies import PLAN, RECORD

ISSUERS: MappingProxyType[str, Any] = MappingProxyType(
    {
        "mayor": gettext_lazy("burgemeester (toezicht en handhaving)"),
        "prosecutor": gettext_lazy("officier van justitie (opsporing)"),
        "deputy_prosecutor": gettext_lazy("hulpofficier van justitie (opsporing)"),
    }
)
VALID_DAYS = 3
REPORT_DAYS = 4
REPORT_TERM = gettext_lazy("Verslag van binnentreden")
MAX_NUMBER, MAX_REPORT = 60, 4_000
ENTERING = (InspectionStatus.UNDER_WAY, InspectionStatus.REPORTED)


@dataclass(frozen=True, slots=True)
class Authorisation:
    """A written authorisation to enter one home, for the party of one discipline."""

    discipline: str
    issued_by: str
    issued_on: date
    number: str


@action
def authorise(
    *, actor: Actor, at: datetime, purpose: str, inspection: Inspection, target: Target, given: Authorisation
) -> HomeEntry:
    """Write down that an authorisation was given. Raises `Refused` with every reason, `Denied`."""
    require(actor, PLAN, inspection, purpose)
    row: Inspection = fresh(inspection)
    reasons = [*_against_place(row, target, given.discipline, consent=False)]
    if row.status not in (*ENTERING, "draft", "planned", "briefed"):
        reasons.append(Reason("over", _("Deze controle is al voorbij.")))
    if given.issued_by not in ISSUERS:
        reasons.append(Reason("issuer", _("Kies wie de machtiging gaf.")))
    if not 0 < len(given.number.strip()) <= MAX_NUMBER:
        reasons.append(Reason("number", _("Schrijf het nummer van de machtiging op.")))
    if given.issued_on > timezone.localdate(at):
        reasons.append(Reason("later", _("De machtiging is nog niet gegeven: de dag ligt in de toekomst.")))
    if row.starts_at is not None and not holds_on(given.issued_on, timezone.localdate(row.starts_at)):
        reasons.append(_not_then(given.issued_on))
    if reasons:
        raise Refused(tuple(reasons))
    made = _entry(row, target, given.discipline)
    made.issued_by, made.issued_on, made.number = given.issued_by, given.issued_on, given.number.strip()
    made.save(force_insert=True)
    audit.record(
        "inspection.home_authorised", row.guarded, purpose=purpose, target=target.pk, issued_by=given.issued_by
    )
    return made


@action
def note_entry(
    *, actor: Actor, at: datetime, purpose: str, inspection: Inspection, target: Target, discipline: str,
    consent: bool, entered_at: datetime,
) -> HomeEntry:  # fmt: skip
    """Write down that a home was entered, by the party of a discipline: with consent, or on the authorisation it holds.

    The report is asked within the law's term where there was no consent. Raises `Refused` with every reason, `Denied`.
    """
    require(actor, RECORD, inspection, purpose)
    row: Inspection = fresh(inspection)
    on = timezone.localdate(entered_at)
    reasons = [*_against_place(row, target, discipline, consent=consent)]
    if row.status not in ENTERING:
        reasons.append(Reason("not_under_way", _("De controle loopt niet.")))
    if entered_at > at:
        reasons.append(Reason("later", _("Dit ligt in de toekomst.")))
    _require_own(actor, row, discipline)
    rows = HomeEntry.objects.locked().filter(target=target, part=part_of(discipline), entered_at__isnull=True)
    held = next((one for one in rows if one.issued_on and holds_on(one.issued_on, on)), None)
    if not consent and held is None:
        text = _("Zonder toestemming mag niemand naar binnen, tenzij er een machtiging is die op deze dag geldt.")
        reasons.append(Reason("no_authorisation", text))
    if reasons:
        raise Refused(tuple(reasons))
    entry = held if held is not None and not consent else _entry(row, target, discipline)
    entry.consent, entry.entered_at, entry.by_id = consent, entered_at, actor.id
    entry.save()
    if not consent:
        _keep(row, entry)
    audit.record("inspection.home_entered", row.guarded, purpose=purpose, target=target.pk, consent=consent)
    return entry


@action
def report_entry(
    *, actor: Actor, at: datetime, purpose: str, inspection: Inspection, entry: HomeEntry, seen: int, text: str
) -> HomeEntry:
    """Keep the report of an entry, by who entered. Raises `Refused`, `StaleVersion`, `Denied`."""
    require(actor, RECORD, entry, purpose)
    row: HomeEntry = fresh(entry, seen)
    if row.guarded_id != inspection.guarded_id:
        raise Denied(())
    _require_own(actor, inspection, discipline_of(row))
    reasons = []
    if row.entered_at is None:
        reasons.append(Reason("not_entered", _("Deze woning is niet betreden.")))
    if row.report_on is not None:
        reasons.append(Reason("reported", _("Het verslag is er al.")))
    if not 0 < len(text.strip()) <= MAX_REPORT:
        reasons.append(Reason("no_text", _("Schrijf op wat er is gebeurd, in hoogstens 4.000 tekens.")))
    if reasons:
        raise Refused(tuple(reasons))
    row.report_on, row.report_text = timezone.localdate(at), text.strip()
    row.save()
    if not row.consent:
        _keep(inspection, row)
    audit.record("inspection.home_reported", inspection.guarded, purpose=purpose, target=row.target_id)
    return row


def holds_on(issued: date, day: date) -> bool:
    """Whether an authorisation that was given on a day is good on another."""
    return issued <= day <= issued + timedelta(days=VALID_DAYS)


def discipline_of(entry: HomeEntry) -> str:
    """Return the discipline whose party enters: an entry lies in its part."""
    return entry.part.removeprefix("findings_")


def report_due(entry: HomeEntry) -> date | None:
    """Return by when the report of an entry without consent is due."""
    if entry.entered_at is None or entry.consent:
        return None
    return timezone.localdate(entry.entered_at) + timedelta(days=REPORT_DAYS)


def against_homes(inspection: Inspection) -> list[Reason]:
    """Return what lacks of authorisations before a plan is adopted: one that isn't good on the day of the inspection."""
    if inspection.starts_at is None:
        return []
    day = timezone.localdate(inspection.starts_at)
    rows = HomeEntry.objects.filter(target__inspection=inspection, issued_on__isnull=False, entered_at__isnull=True)
    return [_not_then(row.issued_on) for row in rows if row.issued_on and not holds_on(row.issued_on, day)]


def _against_place(inspection: Inspection, target: Target, discipline: str, *, consent: bool) -> list[Reason]:
    found = []
    if target.inspection_id != inspection.pk:
        raise Denied(())
    if not target.is_home:
        found.append(Reason("no_home", _("Dit adres staat niet als woning in het plan.")))
    party = InspectionParty.objects.filter(inspection=inspection, discipline=discipline).first()
    if party is None:
        found.append(Reason("no_party", _("Deze discipline doet niet mee.")))
    elif not party.enters_homes and not consent:
        text = _("Deze partij heeft geen bevoegdheid een woning binnen te gaan zonder toestemming van de bewoner.")
        found.append(Reason("no_home_power", text))
    return found


def _require_own(actor: Actor, inspection: Inspection, discipline: str) -> None:
    """Whoever acts is of the party itself: its organisation, or its function among our own people."""
    party = InspectionParty.objects.filter(inspection=inspection, discipline=discipline).first()
    if party is None:
        return  # told as a reason
    own = party.partner_id == actor.partner_id if actor.partner_id else party.role in actor.roles
    if not own:
        raise Denied((Reason("other_discipline", _("U handelt alleen voor uw eigen discipline.")),))


def _entry(inspection: Inspection, target: Target, discipline: str) -> HomeEntry:
    return HomeEntry(
        municipality_id=inspection.municipality_id, guarded_id=inspection.guarded_id, vault_id=inspection.vault_id,
        part=part_of(discipline), level=Level.CONFIDENTIAL, target=target,
    )  # fmt: skip


def _keep(inspection: Inspection, entry: HomeEntry) -> None:
    """Keep the day on the list of terms: the desk watches what partners do too. A partner doesn't see those rows itself."""
    started = timezone.localdate(entry.entered_at) if entry.entered_at else None
    with opened(system_actor(Municipality(pk=inspection.municipality_id)), system=True):
        desk_files.keep_term(
            inspection, KIND, entry, label=REPORT_TERM, due=report_due(entry), done_on=entry.report_on,
            started=started,
        )  # fmt: skip


def _not_then(issued: date | None) -> Reason:
    return Reason(
        "authorisation_over",
        _(
            "Een machtiging geldt tot en met de derde dag nadat zij is gegeven. Op de dag van de controle is zij verlopen."
        ),
    )
