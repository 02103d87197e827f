# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking owners how their efforts stand: rows first, mail after they have been stored.

A secret lives only in the mail. So what could not be sent is asked anew: with another link.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException
from uuid import UUID

from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, system_actor
from baken.decide.policy.facade import Effort
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality

from ..models import OwnerContact, ProgressRequest
from ..policies import MANAGE
from . import links
from .mail import Ask, send


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking: how many efforts by how many mails, who has no address, and who couldn't be mailed."""

    efforts: int = 0
    mails: int = 0
    unknown: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


def ask_progress(*, actor: Actor, at: datetime, municipality: Municipality, efforts: Sequence[Effort]) -> Asked:
    """Ask the owners of `efforts` how they stand: one mail per owner, in it a personal link per effort.

    Efforts that have ended are passed over; an open request is asked again with a new link. Raises `Refused` where
    nothing is left to ask, `Denied` without the permission.
    """
    running = [effort for effort in efforts if effort.done_on is None and effort.stopped_on is None]
    if not running:
        raise Refused((Reason("nothing_to_ask", _("Kies minstens één lopende inspanning.")),))
    contacts = _contacts(municipality.id)
    known = [effort for effort in running if effort.owner.casefold() in contacts]
    unknown = tuple(sorted({effort.owner for effort in running} - {effort.owner for effort in known}))
    if not known:
        raise Refused((Reason("no_address", _("Van geen van deze eigenaren is een e-mailadres bekend.")),))
    asks = _store_requests(actor=actor, at=at, efforts=known, contacts=contacts)
    return _deliver(municipality, asks, at, unknown, reminder=False)


def remind(*, actor: Actor, at: datetime, municipality: Municipality, requests: Sequence[ProgressRequest]) -> Asked:
    """Send a reminder with a new link for requests that were not answered for ten days; others are passed over."""
    due = [request for request in requests if request.open and may_be_reminded(request, at)]
    if not due:
        raise Refused((Reason("nothing_to_remind", _("Er is nog niemand tien dagen stil.")),))
    asks = _renew(actor=actor, at=at, requests=due, contacts=_contacts(municipality.id), reminder=True)
    return _deliver(municipality, asks, at, (), reminder=True)


def may_be_reminded(request: ProgressRequest, at: datetime) -> bool:
    """Whether ten days went by since the last mail (or it never got sent)."""
    return request.sent_at is None or at - (request.reminded_at or request.asked_at) >= links.REMIND_AFTER


def ask_new_link(*, email: str, at: datetime) -> int:
    """Mail fresh links to a known address for what it was asked and hasn't answered; return how many.

    For whoever holds no account: the mail goes only to the address that the municipality keeps. The caller tells nobody
    whether there was one.
    """
    wanted, sent = email.strip().casefold(), 0
    if not wanted or len(wanted) > 254 or "\0" in wanted:
        return 0
    for contact in OwnerContact.objects.filter(email__iexact=wanted).select_related("municipality"):
        rows = ProgressRequest.objects.filter(
            municipality_id=contact.municipality_id, answered_at__isnull=True, revoked_at__isnull=True
        ).select_related("effort__plan", "effort__priority")
        mine = [request for request in rows if request.owner.casefold() == contact.key]
        if mine:
            actor = system_actor(contact.municipality)
            asks = _renew(actor=actor, at=at, requests=mine, contacts={contact.key: contact}, reminder=False)
            sent += _deliver(contact.municipality, asks, at, (), reminder=False).efforts
    return sent


@action
def revoke(*, actor: Actor, at: datetime, request: ProgressRequest) -> ProgressRequest:
    """Make a link dead that wasn't answered."""
    require(actor, MANAGE, request)
    fresh = ProgressRequest.objects.locked().get(pk=request.pk)
    if not fresh.open:
        raise Refused((Reason("not_open", _("Deze vraag is al beantwoord of ingetrokken.")),))
    fresh.revoked_at = at
    fresh.save()
    audit.record("progress.revoked", fresh)
    return fresh


def _contacts(municipality_id: UUID) -> dict[str, OwnerContact]:
    return {row.key: row for row in OwnerContact.objects.filter(municipality_id=municipality_id)}


@action
def _store_requests(
    *, actor: Actor, at: datetime, efforts: Sequence[Effort], contacts: dict[str, OwnerContact]
) -> list[Ask]:
    for effort in efforts:
        require(actor, MANAGE, effort)
    there = {
        request.effort_id: request
        for request in ProgressRequest.objects.locked().filter(
            effort__in=[effort.id for effort in efforts], answered_at__isnull=True, revoked_at__isnull=True
        )
    }
    asks = []
    for effort in efforts:
        contact = contacts[effort.owner.casefold()]
        request = there.get(effort.id) or ProgressRequest(municipality_id=effort.municipality_id, effort=effort)
        request.asked_at, request.reminded_at = at, None
        asks.append(_with_new_link(request, contact, effort, at))
        audit.record("progress.asked", request, effort=effort.slug)
    return asks


@action
def _renew(
    *,
    actor: Actor,
    at: datetime,
    requests: Iterable[ProgressRequest],
    contacts: dict[str, OwnerContact],
    reminder: bool,
) -> list[Ask]:
    asks = []
    for request in requests:
        require(actor, MANAGE, request)
        fresh = ProgressRequest.objects.locked().select_related("effort__plan", "effort__priority").get(pk=request.pk)
        contact = contacts.get(fresh.owner.casefold())
        if not fresh.open or contact is None:
            continue
        if reminder:
            fresh.reminded_at = at
        asks.append(_with_new_link(fresh, contact, fresh.effort, at))
        audit.record("progress.reminded" if reminder else "progress.link_renewed", fresh, effort=fresh.effort.slug)
    if not asks:
        raise Refused((Reason("no_address", _("Van geen van deze eigenaren is een e-mailadres bekend.")),))
    return asks


def _with_new_link(request: ProgressRequest, contact: OwnerContact, effort: Effort, at: datetime) -> Ask:
    token = links.new_token()
    request.owner, request.email = effort.owner, contact.email
    request.token_digest, request.browser_digest = links.digest(token), ""
    request.valid_until, request.sent_at = at + links.VALID, None
    request.save()
    return Ask(request=request, effort=effort, token=token)


def _deliver(
    municipality: Municipality, asks: Sequence[Ask], at: datetime, unknown: tuple[str, ...], *, reminder: bool
) -> Asked:
    """Mail each owner once. A mail that fails leaves its requests unsent, and the others go on."""
    by_owner: dict[tuple[str, str], list[Ask]] = {}
    for ask in asks:
        by_owner.setdefault((ask.request.owner.casefold(), ask.request.email), []).append(ask)
    sent: list[Ask] = []
    failed: list[str] = []
    mails = 0
    for mine in by_owner.values():
        try:
            send(municipality, mine, reminder=reminder)
        except (SMTPException, OSError):
            failed.append(mine[0].request.owner)
            continue
        sent += mine
        mails += 1
    if sent:
        _mark_sent(actor=system_actor(municipality), at=at, requests=[ask.request.pk for ask in sent])
    return Asked(len(sent), mails, unknown, tuple(failed))


@action
def _mark_sent(*, actor: Actor, at: datetime, requests: Sequence[UUID]) -> None:
    ProgressRequest.objects.filter(pk__in=requests).update(sent_at=at)
    audit.record("progress.mailed", resource_type="programme.progressrequest", count=len(requests))
