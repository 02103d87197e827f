# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Covenants with partners. Without a valid one nothing can be shared: no recipient is nobody, not everybody."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality, fresh
from baken.ui import format as fmt

from ..actors import Actor
from ..authorization.need_to_know import EMERGENCY
from ..authorization.parts import part_label
from ..authorization.policy import require, require_in
from ..authorization.purposes import PURPOSES, purpose_label
from ..models import Covenant, CovenantPartner, Partner
from .matrix import reason_against

MANAGE = "access.matrix.manage"
WARN = timedelta(days=90)
"""How long before its end a covenant asks for attention: renewing one takes a round along every partner."""
IN_FORCE, EXPIRING, FUTURE, ENDED = "in_force", "expiring", "future", "ended"


def state_of(covenant: Covenant, at: datetime) -> str:
    """Return `future`, `in_force`, `expiring` (ends within `WARN`) or `ended`."""
    if covenant.until is not None and covenant.until <= at:
        return ENDED
    if covenant.since > at:
        return FUTURE
    if covenant.until is not None and covenant.until - at <= WARN:
        return EXPIRING
    return IN_FORCE


def state_word(state: str) -> str:
    """Return the word for a state; raises KeyError on one that isn't."""
    return {
        IN_FORCE: _("van kracht"),
        EXPIRING: _("loopt af"),
        FUTURE: _("gaat nog in"),
        ENDED: _("afgelopen"),
    }[state]


def in_force(at: datetime) -> Q:
    """Return the filter for covenants that hold at this moment."""
    return Q(since__lte=at) & (Q(until__isnull=True) | Q(until__gt=at))


def leaning_on(partner: Partner, purpose: str, kinds: Iterable[str], at: datetime) -> Covenant | None:
    """Return the covenant under which `partner` may have all these kinds of data for `purpose` now, or None.

    Of several that would do the one that holds longest: who takes part leans on one of them.
    """
    wanted = set(kinds)
    if not wanted or purpose == EMERGENCY:
        return None
    fits = [c for c in _signed(partner).filter(in_force(at)) if purpose in c.purposes and wanted <= set(c.kinds)]
    return max(fits, key=lambda c: (c.until is None, c.until or at, c.slug), default=None)


def may_share(partner: Partner | None, purpose: str, kinds: Iterable[str], at: datetime) -> tuple[Reason, ...]:
    """Return every reason why nothing of these kinds may be shared with `partner` for `purpose` now; empty: it may."""
    wanted = sorted(set(kinds))
    if partner is None:
        return (Reason("no_recipient", _("Kies met wie u deelt. Zonder ontvanger wordt niets gedeeld.")),)
    if not wanted:
        return (Reason("no_kinds", _("Kies welke onderdelen u deelt.")),)
    if leaning_on(partner, purpose, wanted, at) is not None:
        return ()
    now = list(_signed(partner).filter(in_force(at)))
    if not now:
        return (Reason("no_covenant", _not_now(partner, at)),)
    fitting = [covenant for covenant in now if purpose in covenant.purposes]
    if not fitting or purpose == EMERGENCY:
        text = _("Geen convenant met %(partner)s is voor dit doel: %(purpose)s.")
        return (Reason("purpose", text % {"partner": partner.name, "purpose": purpose_label(purpose)}),)
    best = max(fitting, key=lambda covenant: len(set(wanted) & set(covenant.kinds)))
    missing = ", ".join(part_label(kind) for kind in wanted if kind not in best.kinds)
    text = _("Het convenant “%(name)s” laat dit niet door: %(kinds)s.")
    return (Reason("kinds", text % {"name": best.name, "kinds": missing}),)


@action
def make_covenant(
    *, actor: Actor, at: datetime, municipality: Municipality, slug: str, values: Mapping[str, Any],
    partners: Iterable[Partner],
) -> Covenant:  # fmt: skip
    """Write down a covenant: `values` holds name, basis, purposes, kinds, since and until (None: until it is ended), and
    may hold the municipality's own `number`. Who signed is written down apart (`note_signing`)."""
    require_in(actor, MANAGE, municipality.pk)
    signing = list(partners)
    reasons = _against(values, signing, municipality)
    if Covenant.objects.filter(municipality=municipality, slug=slug).exists():
        reasons.append(Reason("slug", _("Dit adres is al in gebruik.")))
    if reasons:
        raise Refused(tuple(reasons))
    wanted = {name: values[name] for name in ("name", "basis", "since", "until")}
    covenant = Covenant(
        municipality=municipality, slug=slug, number=values.get("number", ""), purposes=sorted(set(values["purposes"])),
        kinds=sorted(set(values["kinds"])), **wanted,
    )  # fmt: skip
    covenant.save()
    for partner in signing:
        CovenantPartner(municipality=municipality, covenant=covenant, partner=partner).save()
    audit.record(
        "covenant.made", covenant, slug=slug, basis_of=covenant.basis, purposes=covenant.purposes, kinds=covenant.kinds,
        since=covenant.since, until=covenant.until, partners=sorted(p.slug for p in signing),
    )  # fmt: skip
    return covenant


@action
def note_signing(
    *, actor: Actor, at: datetime, covenant: Covenant, seen: int | None = None, number: str, signatory: str,
    signed_on: date | None, partners: Mapping[str, str],
) -> Covenant:  # fmt: skip
    """Write down the covenant's own number, and which functions signed when: for the municipality (`signatory`) and for each
    partner (slug -> function). What it lets through and until when doesn't follow from this."""
    require(actor, MANAGE, covenant)
    found = fresh(covenant, seen)
    rows = {row.partner.slug: row for row in found.signed_by.select_related("partner")}
    reasons = []
    if set(partners) - set(rows):
        reasons.append(Reason("not_a_party", _("Deze partner doet niet mee aan dit convenant.")))
    if signed_on is not None and signed_on > timezone.localdate(at):
        reasons.append(Reason("signed_on", _("De dag van ondertekening ligt in de toekomst.")))
    if reasons:
        raise Refused(tuple(reasons))
    found.number, found.signatory, found.signed_on = number.strip(), signatory.strip(), signed_on
    found.save()
    for slug, row in rows.items():
        row.signatory = partners.get(slug, row.signatory).strip()
        row.save()
    audit.record(
        "covenant.signing_noted", found, number=found.number, signed_on=signed_on, own=bool(found.signatory),
        partners=sorted(slug for slug, row in rows.items() if row.signatory),
    )  # fmt: skip
    return found


@action
def extend_covenant(
    *, actor: Actor, at: datetime, covenant: Covenant, seen: int | None = None, until: datetime, reason: str
) -> Covenant:
    """Let a covenant that still holds run on until a later moment.

    One that ended stays ended: to revive it would open what was closed, as if the gap hadn't been. Make a new one.
    """
    require(actor, MANAGE, covenant)
    found = fresh(covenant, seen)
    reasons = reason_against(reason)
    if state_of(found, at) == ENDED:
        reasons.append(Reason("ended", _("Dit convenant is afgelopen. Maak een nieuw.")))
    elif found.until is None or until <= found.until:
        reasons.append(Reason("until", _("De nieuwe einddatum ligt na de oude.")))
    if reasons:
        raise Refused(tuple(reasons))
    before, found.until = found.until, until
    found.save()
    audit.record("covenant.extended", found, was=before, until=until, personal={"reason": reason.strip()})
    return found


@action
def end_covenant(*, actor: Actor, at: datetime, covenant: Covenant, seen: int | None = None, reason: str) -> Covenant:
    """End a covenant now: from this moment its partners see nothing any more under it."""
    require(actor, MANAGE, covenant)
    found = fresh(covenant, seen)
    reasons = reason_against(reason)
    if state_of(found, at) == ENDED:
        reasons.append(Reason("ended", _("Dit convenant is al afgelopen.")))
    if reasons:
        raise Refused(tuple(reasons))
    before, found.until = found.until, max(at, found.since)
    found.save()
    audit.record("covenant.ended", found, was=before, until=found.until, personal={"reason": reason.strip()})
    return found


def _signed(partner: Partner) -> QuerySet[Covenant]:
    return Covenant.objects.filter(municipality_id=partner.municipality_id, signed_by__partner=partner)


def _not_now(partner: Partner, at: datetime) -> str:
    last = _signed(partner).filter(until__lte=at).order_by("-until").first()
    if last is None:
        return _("Er is nu geen convenant met %(partner)s.") % {"partner": partner.name}

    text = _("Het convenant “%(name)s” met %(partner)s gold tot en met %(day)s.")
    return text % {"name": last.name, "partner": partner.name, "day": fmt.last_day(last.until)}


def _against(values: Mapping[str, Any], partners: list[Partner], municipality: Municipality) -> list[Reason]:
    reasons = []
    purposes = set(values["purposes"])
    if EMERGENCY in purposes:
        text = _("Een convenant kan niet over acuut gevaar gaan: noodtoegang is alleen voor de eigen organisatie.")
        reasons.append(Reason("emergency_purpose", text))
    elif not purposes or not purposes <= set(PURPOSES):
        reasons.append(Reason("purpose", _("Kies minstens één doel uit de lijst.")))
    if not values["kinds"]:
        reasons.append(Reason("no_kinds", _("Kies welke onderdelen mogen worden gedeeld.")))
    if not partners:
        reasons.append(Reason("no_recipient", _("Kies minstens één partner.")))
    if any(partner.municipality_id != municipality.pk for partner in partners):
        reasons.append(Reason("other_municipality", _("Dit hoort bij een andere gemeente.")))
    if values["until"] is not None and values["until"] <= values["since"]:
        reasons.append(Reason("period", _("Het einde ligt na het begin.")))
    return reasons
