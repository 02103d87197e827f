# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was shared of the example's signals, by the accounts that would, read and answered or not yet; and a question who reported
that waits for the keeper of sources. Signals that the example lacks are passed by."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import Http404

from baken.access.facade import Actor, Partner, User, actor_for, opened
from baken.act.concerns import facade as concerns
from baken.kernel.errors import Refused
from baken.kernel.models import Municipality
from baken.kernel.moment import now, today

WHY = "De ontvanger kan dit nagaan en de gemeente niet."
BASIS = "Politiewet 2012 artikel 3; Gemeentewet artikel 172"


@dataclass(frozen=True, slots=True)
class Shared:
    """One packet: of which signal, by whom, with whom, how many days ago, and what came of it."""

    reference: str
    by: str
    partner: str
    days: int
    text: str
    assessment: str = ""
    told_by: str = ""
    effect: str = ""


PACKETS = (
    Shared(
        "2026-K7M2-P9QX", "ondermijning", "politie", 11,
        "Een winkel zonder klanten waar wekelijks een sporttas wordt gebracht; de huur is contant vooruit betaald (voorbeeld).",
        "", "partner-politie", "Meegenomen bij een lopende controle. Er is nog niets aangetroffen (voorbeeld).",
    ),
    Shared(
        "2026-TRAF-F1CK", "mensenhandel", "politie", 9,
        "In één woning lagen elf matrassen; de bewoners keken steeds naar één man (voorbeeld).",
        "De zorgcoördinator is op de hoogte. Eerst de veiligheid van de bewoners.",
    ),
)  # fmt: skip
ASKED = ("2026-K7M2-P9QX", "ondermijning")


def play_sharing(municipality: Municipality) -> None:
    """Share what isn't shared yet, and ask what isn't asked yet."""
    partners = {partner.slug: partner for partner in Partner.objects.filter(municipality=municipality)}
    for told in PACKETS:
        if told.partner in partners:
            _share(municipality, told, partners[told.partner])
    _ask(*ASKED)


def _share(municipality: Municipality, told: Shared, partner: Partner) -> None:
    seen = _seen(told.by, told.reference)
    if seen is None:
        return
    with opened(seen.actor, seen.purpose):
        there = concerns.shared_of(seen)
        packet = there[0] if there else _packet(seen, told, partner)
        answered = packet is None or packet.effects.exists()
    teller = None if packet is None or answered else _actor(told.told_by)
    if teller is None or packet is None:
        return
    with opened(teller, seen.purpose):
        at = max(now() - timedelta(days=3), packet.shared_at)
        concerns.note_first_read(actor=teller, at=at, purpose=seen.purpose, packet=packet)
        concerns.tell_effect(actor=teller, at=at, purpose=seen.purpose, packet=packet, used=True, text=told.effect)


def _packet(seen: concerns.Seen, told: Shared, partner: Partner) -> concerns.Packet | None:
    texts = {"concern_report": told.text, "concern_assessment": told.assessment}
    parcel = concerns.Parcel(texts, basis=BASIS, why=WHY, urgent="Het gebeurt nu, en wachten maakt het erger.")
    try:
        return concerns.share(
            actor=seen.actor, at=now() - timedelta(days=told.days), purpose=seen.purpose, concern=seen.concern,
            seen=seen.concern.version, partner=partner, parcel=parcel,
        )  # fmt: skip
    except Refused:  # closed, or without covenant: an earlier version of the example
        return None


def _ask(reference: str, by: str) -> None:
    seen = _seen(by, reference)
    if seen is None or not seen.concern.has_reporter:
        return
    with opened(seen.actor, seen.purpose):
        if concerns.asked_for(seen):
            return
        concerns.ask_source(
            actor=seen.actor, at=now() - timedelta(days=1), purpose=seen.purpose, concern=seen.concern,
            why="De melder schreef dat er is gedreigd. Wij willen waarschuwen (voorbeeld).",
            needed="Op een tweede vraag met de code kwam geen antwoord.",
        )  # fmt: skip


def _actor(username: str) -> Actor | None:
    user = User.objects.filter(username=username).first() if username else None
    return actor_for(user, on=today(), at=now()) if user is not None else None


def _seen(username: str, reference: str) -> concerns.Seen | None:
    actor = _actor(username)
    if actor is None:
        return None
    try:
        return concerns.find(actor, reference)
    except Http404:
        return None
