# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Emergency access (*noodtoegang*): for acute danger, to one object, for one hour, with a reason and a review.

Never to a register whose regime forbids it (Bibob, WGS, who reported); and whoever asks gets one and the same answer for what
isn't there and what isn't open, so that asking tells nothing.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.models import AuditEntry, Municipality, fresh
from baken.ui.free_text import note_kept

from .actors import Actor
from .matrix import accounts_with, matrix_of
from .models import EmergencyAccess, GuardedRecord, Level, Participation, Sight, User
from .need_to_know import EMERGENCY
from .parts import parts_of, register_parts
from .policy import municipality_of, require
from .sight import opened

__all__ = [
    "DANGERS",
    "end",
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
MIN_REASON, MAX_REASON, MAX_TEXT = 20, 2000, 200
TRIED = "emergency.tried"
DANGERS: dict[str, Any] = {
    "life": gettext_lazy("gevaar voor leven of gezondheid"),
    "violence": gettext_lazy("dreigend geweld"),
    "fire": gettext_lazy("brand, explosie of gevaarlijke stoffen"),
    "dependent": gettext_lazy("een kind of afhankelijk persoon in acute nood"),
}
log = logging.getLogger(__name__)

Finder = Callable[[Municipality, str], GuardedRecord | None]
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
    """Add a way to find one guarded record by what people call it: its reference, or its exact address.

    Finders are all asked, with rights to see everything in the municipality: they give back one record or nothing, and
    never a near match. Called once, when the app starts.
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
) -> EmergencyAccess:
    """Give `actor` emergency access to the one object that is called `wanted`, for an hour.

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
) -> EmergencyAccess:
    municipality = municipality_of(actor)
    with opened(actor, system=True):
        guarded = _find(municipality, wanted)
        if guarded is None:
            text = _("Er is geen dossier met precies dit kenmerk of adres waarvoor noodtoegang kan.")
            raise Refused((Reason("nothing", text),))
        part = Participation(
            municipality=municipality,
            guarded=guarded,
            vault_id=guarded.vault_id,
            user_id=_account(actor),
            emergency=True,
            since=at,
            until=at + LASTS,
        )
        part.save()
        Sight.objects.bulk_create(
            Sight(municipality=municipality, participation=part, part=slug, level=Level.CONFIDENTIAL)
            for slug in parts_of(guarded.kind)
        )
        access = EmergencyAccess(
            municipality=municipality, guarded=guarded, reference=guarded.reference, participation=part,
            user_id=_account(actor), reason=f"{str(DANGERS[danger]).capitalize()}: {reason.strip()}", started_at=at,
            ends_at=at + LASTS,
        )  # fmt: skip
        access.save()
    audit.record(
        "emergency.taken", guarded, purpose=EMERGENCY, basis=guarded.vault.basis, vault_id=guarded.vault_id,
        danger=danger, access=access.pk, until=access.ends_at, personal={"reason": reason.strip()},
    )  # fmt: skip
    note_kept(kept, guarded)
    transaction.on_commit(lambda: _tell(municipality, at), robust=True)
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
    """Settle whether a use of emergency access was justified. What wasn't, ends now where it still runs."""
    require(actor, REVIEW, access)
    found = fresh(access, seen)
    reasons = []
    if found.reviewed_at is not None:
        reasons.append(Reason("reviewed", _("Deze noodtoegang is al beoordeeld.")))
    if found.user_id == actor.id:
        reasons.append(Reason("own", _("Wie de noodtoegang gebruikte, beoordeelt haar niet.")))
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


def _find(municipality: Municipality, wanted: str) -> GuardedRecord | None:
    """Ask every finder, whatever the first says: the time that it takes tells nothing either."""
    text = " ".join(wanted.split())
    if not text or len(text) > MAX_TEXT or "\0" in text:
        return None
    found = [one for finder in _finders if (one := finder(municipality, text)) is not None]
    keys = {one.pk for one in found if one.municipality_id == municipality.pk}
    open_ones = Q(pk__in=keys, municipality=municipality, vault__emergency=True)
    rows = list(GuardedRecord.objects.select_related("vault").filter(open_ones)[:2])
    return rows[0] if len(rows) == 1 and len(keys) == 1 and parts_of(rows[0].kind) else None


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
        except OSError:
            log.exception("mail on emergency access was not sent")
