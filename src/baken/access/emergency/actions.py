# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Emergency access (*noodtoegang*): for acute danger, to one object, for one hour, with a reason and a review.

Never to a register whose regime forbids it (Bibob, WGS, who reported); and whoever asks gets one and the same answer for what
isn't there and what isn't open, so that asking tells nothing.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.models import AuditEntry, Municipality, fresh
from baken.ui.free_text import note_kept

from ..actors import Actor
from ..authorization.need_to_know import EMERGENCY
from ..authorization.parts import parts_of, register_parts
from ..authorization.policy import municipality_of, require
from ..authorization.sight import opened
from ..models import EmergencyAccess, GuardedRecord, Level, Participation, Sight, User
from ..supervision.matrix import accounts_with, matrix_of

__all__ = [
    "DANGERS",
    "OpenNow",
    "end",
    "now_open",
    "page_of",
    "register_finder",
    "register_page",
    "register_parts",
    "review",
    "running",
    "take",
    "waiting",
]

USE, VIEW, REVIEW = "access.emergency.use", "access.emergency.view", "access.emergency.review"
LASTS = timedelta(hours=1)
TRIES, WITHIN = 5, timedelta(hours=1)
MIN_REASON, MIN_NOTE, MAX_REASON, MAX_TEXT = 20, 10, 2000, 200
TRIED = "emergency.tried"
DANGERS: dict[str, Any] = {
    "life": gettext_lazy("gevaar voor leven of gezondheid"),
    "violence": gettext_lazy("dreigend geweld"),
    "fire": gettext_lazy("brand, explosie of gevaarlijke stoffen"),
    "dependent": gettext_lazy("een kind of afhankelijk persoon in acute nood"),
}
log = logging.getLogger(__name__)

Finder = Callable[[Municipality, str], GuardedRecord | Iterable[GuardedRecord] | None]
_finders: list[Finder] = []
_pages: dict[str, str] = {}


def register_page(kind: str, name: str) -> None:
    """Tell the name of the address at which a record of `kind` is read, with its reference as only argument."""
    _pages[kind] = name


def page_of(guarded: GuardedRecord) -> str:
    """Return where a guarded record is read, or an empty text where no feature told."""
    name = _pages.get(guarded.kind)
    return reverse(name, args=[guarded.reference]) if name else ""


def register_finder(finder: Finder) -> None:
    """Add a way to find guarded records by what people call them: a reference, or an exact address.

    Finders are all asked, with rights to see everything in the municipality: they give back one record, every record that
    is called so (several at one address), or nothing, and never a near match. What may not be opened is left out here.
    Called once, when the app starts.
    """
    if finder not in _finders:
        _finders.append(finder)


def take(
    *,
    actor: Actor,
    at: datetime,
    wanted: str,
    danger: str,
    reason: str,
    kept: Mapping[str, Sequence[str]] | None = None,
) -> list[EmergencyAccess]:
    """Give `actor` emergency access to what is called `wanted`, for an hour; return one use for each record, newest first.

    A reference is of one record; at one address there may be several, and whoever stands before the door needs them all.
    Raises `Denied` without the permission, and `Refused`: what is wrong with the reason; too many tries; or that there is
    nothing by that name that may be opened so. Each try that gets to looking counts, also when it finds nothing. `kept`:
    what looks like personal data and was left in the reason (`ui.free_text`).
    """
    require(actor, USE)
    if reasons := _against(danger, reason):
        raise Refused(reasons)
    _note_try(actor=actor, at=at)
    return _grant(actor=actor, at=at, wanted=wanted, danger=danger, reason=reason, kept=kept or {})


@action
def _note_try(*, actor: Actor, at: datetime) -> None:
    """Count one try; a transaction of its own, which stays when nothing is found."""
    user = User.objects.select_for_update(no_key=True).get(pk=_account(actor))
    tried = AuditEntry.objects.filter(
        municipality_id=municipality_of(actor).pk,
        resource_type=User._meta.label_lower,
        resource_id=str(user.pk),
        action=TRIED,
        at__gt=at - WITHIN,
    )
    if tried.count() >= TRIES:
        text = _("U probeerde dit %(n)d keer in een uur. Bel de officier van dienst.") % {"n": TRIES}
        raise Refused((Reason("too_often", text),))
    audit.record(
        TRIED, resource_type=User._meta.label_lower, resource_id=str(user.pk), purpose=EMERGENCY,
        municipality_id=actor.municipality_id,
    )  # fmt: skip


@action
def _grant(
    *, actor: Actor, at: datetime, wanted: str, danger: str, reason: str, kept: Mapping[str, Sequence[str]]
) -> list[EmergencyAccess]:
    municipality = municipality_of(actor)
    why = f"{str(DANGERS[danger]).capitalize()}: {reason.strip()}"
    with opened(actor, system=True):
        found = _find(municipality, wanted)
        if not found:
            text = _("Er is geen dossier met precies dit kenmerk of adres waarvoor noodtoegang kan.")
            raise Refused((Reason("nothing", text),))
        given = [_give(actor, at, guarded, why) for guarded in found]
    for guarded, access in zip(found, given, strict=True):
        audit.record(
            "emergency.taken", guarded, purpose=EMERGENCY, basis=guarded.vault.basis, vault_id=guarded.vault_id,
            danger=danger, access=access.pk, until=access.ends_at, personal={"reason": reason.strip()},
        )  # fmt: skip
        note_kept(kept, guarded)
    transaction.on_commit(lambda: _tell(municipality, at), robust=True)
    return given


def _give(actor: Actor, at: datetime, guarded: GuardedRecord, why: str) -> EmergencyAccess:
    """Let `actor` take part in one record for an hour, with sight of every part; called within the rights of the system."""
    part = Participation(
        municipality_id=guarded.municipality_id,
        guarded=guarded,
        vault_id=guarded.vault_id,
        user_id=_account(actor),
        emergency=True,
        since=at,
        until=at + LASTS,
    )
    part.save()
    Sight.objects.bulk_create(
        Sight(municipality_id=guarded.municipality_id, participation=part, part=slug, level=Level.CONFIDENTIAL)
        for slug in parts_of(guarded.kind)
    )
    access = EmergencyAccess(
        municipality_id=guarded.municipality_id, guarded=guarded, reference=guarded.reference, participation=part,
        user_id=_account(actor), reason=why, started_at=at, ends_at=at + LASTS,
    )  # fmt: skip
    access.save()
    return access


@action
def end(*, actor: Actor, at: datetime, access: EmergencyAccess) -> EmergencyAccess:
    """End emergency access before its hour is over: by whoever took it, or by whoever reviews it."""
    found = fresh(access)
    if found.user_id == actor.id:
        require(actor, USE, found)
    else:
        require(actor, REVIEW, found)
    if found.ends_at <= at:
        raise Refused((Reason("ended", _("Deze noodtoegang is al voorbij.")),))
    _close(actor, at, found)
    audit.record("emergency.ended", found, purpose=EMERGENCY, by_user=found.user_id == actor.id)
    return found


@action
def review(
    *, actor: Actor, at: datetime, access: EmergencyAccess, seen: int | None = None, justified: bool, note: str
) -> EmergencyAccess:
    """Settle whether a use of emergency access was justified, and why. What wasn't, ends now where it still runs."""
    require(actor, REVIEW, access)
    found = fresh(access, seen)
    reasons = []
    if found.reviewed_at is not None:
        reasons.append(Reason("reviewed", _("Deze noodtoegang is al beoordeeld.")))
    if found.user_id == actor.id:
        reasons.append(Reason("own", _("Wie de noodtoegang gebruikte, beoordeelt haar niet.")))
    if justified and len(note.strip()) < MIN_NOTE:
        text = _("Schrijf in minstens %(n)d tekens waarom het terecht was.") % {"n": MIN_NOTE}
        reasons.append(Reason("no_note", text))
    if not justified and len(note.strip()) < MIN_REASON:
        text = _("Schrijf in minstens %(n)d tekens waarom het niet terecht was.") % {"n": MIN_REASON}
        reasons.append(Reason("no_note", text))
    if reasons:
        raise Refused(tuple(reasons))
    if not justified and found.ends_at > at:
        _close(actor, at, found)
    found.reviewed_at, found.reviewed_by_id, found.justified, found.note = at, actor.id, justified, note.strip()
    found.save()
    audit.record("emergency.reviewed", found, purpose=EMERGENCY, justified=justified, personal={"note": note.strip()})
    return found


def running(actor: Actor, at: datetime) -> QuerySet[EmergencyAccess]:
    """Return the emergency access that `actor` has at this moment; the one that ends last first."""
    if actor.id is None or actor.municipality_id is None:
        return EmergencyAccess.objects.none()
    rows = EmergencyAccess.objects.filter(municipality_id=actor.municipality_id, user=actor.id)
    return rows.filter(started_at__lte=at, ends_at__gt=at).order_by("-ends_at")


@dataclass(frozen=True, slots=True)
class OpenNow:
    """One emergency access that runs: the use, and the address at which its record is read ("" where there is none)."""

    access: EmergencyAccess
    page: str


def now_open(actor: Actor, at: datetime) -> list[OpenNow]:
    """Return what `actor` has open in an emergency, for every page to say. No query for who may not use it at all."""
    if not actor.may(USE):
        return []
    with opened(actor, EMERGENCY):
        rows = list(running(actor, at).select_related("guarded"))
    return [OpenNow(access, page_of(access.guarded) if access.guarded else "") for access in rows]


def waiting(municipality: Municipality) -> QuerySet[EmergencyAccess]:
    """Return the uses of emergency access that nobody reviewed yet, oldest first."""
    return EmergencyAccess.objects.filter(municipality=municipality, reviewed_at=None).order_by("started_at")


def _account(actor: Actor) -> UUID:
    """Return the key of the account that acts; nobody but a person takes emergency access."""
    if actor.id is None:
        raise Denied((Reason("role", _("Uw rol geeft dit recht niet.")),))
    return actor.id


def _against(danger: str, reason: str) -> tuple[Reason, ...]:
    reasons = []
    if danger not in DANGERS:
        reasons.append(Reason("danger", _("Kies welk acuut gevaar er is.")))
    if len(reason.strip()) < MIN_REASON:
        text = _("Schrijf in minstens %(n)d tekens waarom u nu moet kijken.") % {"n": MIN_REASON}
        reasons.append(Reason("no_reason", text))
    elif len(reason) > MAX_REASON or "\0" in reason:
        reasons.append(Reason("reason", _("Schrijf de reden in hoogstens %(n)d tekens.") % {"n": MAX_REASON}))
    return tuple(reasons)


def _find(municipality: Municipality, wanted: str) -> list[GuardedRecord]:
    """Return the records called `wanted` that may be opened, newest first. What may not be opened counts for nothing: it
    neither stands in the way of another at the same address nor shows.

    Every finder is asked, whatever the first says: the time that it takes tells nothing either.
    """
    text = " ".join(wanted.split())
    if not text or len(text) > MAX_TEXT or "\0" in text:
        return []
    keys = {one.pk for finder in _finders for one in _each(finder(municipality, text))}
    rows = GuardedRecord.objects.select_related("vault").filter(
        pk__in=keys, municipality=municipality, vault__emergency=True
    )
    return [row for row in rows.order_by("-pk") if parts_of(row.kind)]


def _each(found: GuardedRecord | Iterable[GuardedRecord] | None) -> Iterable[GuardedRecord]:
    if found is None:
        return ()
    return (found,) if isinstance(found, GuardedRecord) else found


def _close(actor: Actor, at: datetime, access: EmergencyAccess) -> None:
    access.ends_at = at
    access.save()
    if access.participation_id is None:  # destroyed meanwhile
        return
    with opened(actor, system=True):
        Participation.objects.filter(pk=access.participation_id, until__gt=at).update(until=at)


def _tell(municipality: Municipality, at: datetime) -> None:
    """Mail whoever reviews that there is something to review: not who, not what."""
    holders = {role for role, granted in matrix_of(municipality.pk).items() if REVIEW in granted}
    people = accounts_with(municipality.pk, holders, timezone.localdate(at)).exclude(email="")
    with override("nl"):
        subject = _("Er is noodtoegang gebruikt")
        text = _("Er is noodtoegang gebruikt. Bekijk en beoordeel dit in Baken, op de eerstvolgende werkdag:")
        body = f"{text}\n\n{settings.PUBLIC_URL}{reverse('supervision:emergencies')}\n"
    for email in people.values_list("email", flat=True):
        message = EmailMessage(subject=subject, body=body, to=[email], headers={"Auto-Submitted": "auto-generated"})
        try:
            message.send()
        except OSError as fault:  # by its kind alone: its text may hold the address
            # not `exception`: that writes the text after all
            log.error("mail on emergency access was not sent: %s", type(fault).__name__)
