# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sharing of a concern: an act with a recipient, purpose, basis and covenant, of chosen parts, that can be taken back.

A partner never gets the concern: it takes part in a packet, a snapshot of what was chosen. Nothing goes without a recipient that
was chosen, to one at a time. Sources: AVG 5 and 6; Wet gegevensverwerking door samenwerkingsverbanden 1.7 lid 4 (effect).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import (
    Actor,
    GuardedRecord,
    Level,
    Participation,
    Partner,
    Sight,
    Vault,
    leaning_on,
    may_share,
    require,
)
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.ids import uuid7
from baken.kernel.models import fresh
from baken.kernel.papers import sealed as sealed_papers
from baken.kernel.papers.image_metadata import strip
from baken.kernel.papers.kept import CheckedPaper
from baken.privacy.facade import due_on

from ..models import Attachment, Category, Channel, Concern, Packet, PacketEffect, PacketFile, PacketPart
from ..parts import PACKET
from ..policies import RECEIVE, SHARE
from ..reporting import intake
from ..reporting.intake import reference_for
from ..reporting.reports import Place, Report
from . import mail as sharing_mail
from .rules import ATTACHMENTS, Parcel, against

PICTURES = {"image/jpeg": "jpg", "image/png": "png"}
RECALL_TOLD = timedelta(days=30)
"""So long a recipient still sees that a packet was taken back, and nothing of it; then it doesn't exist."""
MAX_REASON = 2_000


@action
def share(
    *, actor: Actor, at: datetime, purpose: str, concern: Concern, seen: int, partner: Partner | None, parcel: Parcel
) -> Packet:
    """Share chosen parts of a concern with one partner, under a covenant in force; return the packet.

    Its accounts get a mail that says that something is there. Raises `Refused` with every reason, `StaleVersion`, `Denied`.
    """
    require(actor, SHARE, concern, purpose)
    concern = fresh(concern, seen)
    reasons = stops(purpose, concern, partner, parcel, at)
    papers = _papers(concern, parcel.papers)
    covenant = leaning_on(partner, purpose, parcel.parts, at) if partner is not None else None
    if reasons or partner is None or covenant is None:
        raise Refused(tuple(reasons))
    packet = packet_for(actor, at, purpose, concern, parcel, partner=partner, covenant=covenant)
    packet.effect_due = due_on(timezone.localdate(at), 0, parcel.effect_months)
    packet.told_at = at if sharing_mail.on_commit(sharing_mail.SHARED, partner.pk, at) else None
    packet.save(force_insert=True)
    keep_parts(packet, parcel, papers)
    taking = Participation(
        municipality_id=packet.municipality_id, guarded_id=packet.guarded_id, vault_id=packet.vault_id, partner=partner,
        covenant=covenant, since=at,
    )  # fmt: skip
    taking.save()
    for part in parcel.parts:
        row = Sight(municipality_id=packet.municipality_id, participation=taking, part=part, level=Level.CONFIDENTIAL)
        row.save()
    audit.record(
        "concern.shared", concern, purpose=purpose, basis=concern.vault.basis, vault_id=concern.vault_id,
        packet=packet.pk, partner=partner.pk, covenant=covenant.pk, parts=list(parcel.parts), files=len(papers),
        onward=parcel.onward, urgent=bool(parcel.urgent.strip()),
    )  # fmt: skip
    return packet


def stops(purpose: str, concern: Concern, partner: Partner | None, parcel: Parcel, at: datetime) -> list[Reason]:
    """Return every reason why a parcel may not go to a partner now; empty when it may. Asked inside `opened`."""
    reasons = against(concern.status, concern.route, concern.vault.regime, parcel)
    reasons += may_share(partner, purpose, parcel.parts, at) if parcel.parts or partner is None else ()
    if len(_papers(concern, parcel.papers)) != len(set(parcel.papers)):
        reasons.append(Reason("papers", _("Een gekozen bijlage is er niet meer.")))
    if partner is not None and partner.municipality_id != concern.municipality_id:
        reasons.append(Reason("other_municipality", _("Dit hoort bij een andere gemeente.")))
    return reasons


@action
def pass_on(
    *, actor: Actor, at: datetime, purpose: str, concern: Concern, seen: int, category: Category, text: str,
    place: Place, basis: str, why: str,
) -> Packet:  # fmt: skip
    """Bring a text of a concern to another register of ours, as a new concern that is tested there from the start.

    Nothing links the two but the reference kept here: whoever works there doesn't learn of this one. Raises `Refused`.
    """
    require(actor, SHARE, concern, purpose)
    concern = fresh(concern, seen)
    parcel = Parcel({"concern_report": text}, basis=basis, why=why, urgent="-")
    reasons = against(concern.status, concern.route, concern.vault.regime, parcel)
    if category.vault_id == concern.vault_id:
        text = _("Dit is hetzelfde register. Wijzig de categorie van het signaal.")
        reasons.append(Reason("same_register", text))
    if reasons:
        raise Refused(tuple(reasons))
    got = intake.receive(
        actor=actor, at=at, municipality=concern.municipality, category=category, channel=Channel.STAFF,
        source_kind=concern.source_kind, own=False, asked=False,
        report=Report(
            description=text.strip(), place=place, occurred_on=concern.occurred_on, fictitious=concern.fictitious
        ),
    )  # fmt: skip
    packet = packet_for(
        actor, at, purpose, concern, parcel, to_vault=Vault.objects.get(pk=category.vault_id), to_reference=got.reference
    )  # fmt: skip
    packet.save(force_insert=True)
    keep_parts(packet, parcel, [])
    audit.record(
        "concern.passed_on", concern, purpose=purpose, basis=concern.vault.basis, vault_id=concern.vault_id,
        packet=packet.pk, to_vault=category.vault_id, to_reference=got.reference,
    )  # fmt: skip
    return packet


@action
def recall(*, actor: Actor, at: datetime, purpose: str, packet: Packet, seen: int, reason: str) -> Packet:
    """Take a packet back: what was in it goes at once, and the partner is told that it is gone. Raises `Refused`."""
    require(actor, SHARE, packet, purpose)
    row: Packet = fresh(packet, seen)
    reasons = []
    if actor.partner_id is not None:
        raise Denied((Reason("partner", _("Dit is alleen voor de eigen organisatie.")),))
    if row.partner_id is None:
        text = _("Wat in een ander register is gebracht, wordt daar getoetst. Vraag het aan wie daar werkt.")
        reasons.append(Reason("inside", text))
    if row.recalled_at is not None:
        reasons.append(Reason("recalled", _("Dit was al teruggehaald.")))
    if not 0 < len(reason.strip()) <= MAX_REASON:
        reasons.append(Reason("no_reason", _("Schrijf op waarom.")))
    if reasons or row.partner_id is None:
        raise Refused(tuple(reasons))
    for paper in PacketFile.objects.filter(guarded=row.guarded_id):
        sealed_papers.destroy(paper)
        paper.delete()
    PacketPart.objects.filter(guarded=row.guarded_id).delete()
    for taking in Participation.objects.locked().filter(guarded=row.guarded_id, partner=row.partner_id):
        Sight.objects.filter(participation=taking).delete()
        ends = at + RECALL_TOLD
        taking.until = min(taking.until, ends) if taking.until else ends
        taking.save()
    row.recalled_at, row.recalled_because, row.effect_due = at, reason.strip(), None
    row.save()
    sharing_mail.on_commit(sharing_mail.RECALLED, row.partner_id, at)
    audit.record("concern.packet_recalled", row.guarded, purpose=purpose, partner=row.partner_id)
    return row


@action
def tell_effect(*, actor: Actor, at: datetime, purpose: str, packet: Packet, used: bool, text: str) -> PacketEffect:
    """Have the partner tell what came of a packet, or why nothing; a next time is asked in a year. Raises `Refused`."""
    require(actor, RECEIVE, packet, purpose)
    row: Packet = fresh(packet)
    if actor.partner_id is None or actor.partner_id != row.partner_id:
        raise Denied((Reason("partner", _("Dit is voor de organisatie die het ontving.")),))
    if row.recalled_at is not None:
        raise Refused((Reason("recalled", _("Dit is teruggehaald.")),))
    if not 0 < len(text.strip()) <= MAX_REASON:
        raise Refused((Reason("no_text", _("Schrijf op wat u deed, of waarom niet.")),))
    made = PacketEffect(
        municipality_id=row.municipality_id, packet=row, at=at, by_id=actor.id, used=used, text=text.strip()
    )
    made.save()
    row.effect_due = due_on(timezone.localdate(at), 1, 0) if used else None
    row.save()
    audit.record("concern.packet_effect", row.guarded, purpose=purpose, partner=row.partner_id, used=used)
    return made


@action
def note_first_read(*, actor: Actor, at: datetime, purpose: str, packet: Packet) -> None:
    """Write when the partner first opened a packet."""
    require(actor, RECEIVE, packet, purpose)
    row: Packet = fresh(packet)
    if row.first_read_at is None:
        row.first_read_at = at
        row.save()
    audit.record("concern.packet_opened", row.guarded, purpose=purpose, partner=row.partner_id)


def packet_for(actor: Actor, at: datetime, purpose: str, concern: Concern, parcel: Parcel, **to: Any) -> Packet:
    """Return a packet that isn't stored yet, with its guarded record, which is."""
    reference = reference_for(at)
    guarded = GuardedRecord(
        id=uuid7(), municipality_id=concern.municipality_id, vault_id=concern.vault_id, kind=PACKET, reference=reference,
        level=Level.CONFIDENTIAL, retention_from=timezone.localdate(at),
    )  # fmt: skip
    guarded.save(force_insert=True)
    why = "\n\n".join(filter(None, (parcel.why.strip(), parcel.urgent.strip(" -"))))
    return Packet(
        id=uuid7(), municipality_id=concern.municipality_id, guarded=guarded, vault_id=concern.vault_id, concern=concern,
        category_id=concern.category_id, reference=reference, purpose=purpose, basis=parcel.basis.strip()[:200],
        onward=parcel.onward, why=why, shared_at=at, by_id=actor.id, fictitious=concern.fictitious, **to,
    )  # fmt: skip


def _papers(concern: Concern, keys: Iterable[UUID]) -> list[Attachment]:
    wanted = list(keys)
    return list(Attachment.objects.filter(concern=concern, pk__in=wanted).order_by("pk")) if wanted else []


def keep_parts(packet: Packet, parcel: Parcel, papers: list[Attachment]) -> None:
    """Keep the texts of a packet, and a copy of each paper that goes along, sealed anew. Part of an action."""
    same = {"municipality_id": packet.municipality_id, "guarded_id": packet.guarded_id, "vault_id": packet.vault_id}
    for part, text in parcel.texts.items():
        if text.strip():
            PacketPart(**same, part=part, level=Level.CONFIDENTIAL, text=text.strip()).save(force_insert=True)
    for paper in papers:
        data = strip(sealed_papers.open_sealed(paper), PICTURES.get(paper.media_type, ""))
        key = uuid7()
        name = f"{_('bijlage')}.{paper.name.rpartition('.')[2]}" if "." in paper.name else str(_("bijlage"))
        checked = CheckedPaper(name, paper.media_type, len(data), paper.digest, data)
        PacketFile(
            id=key, **same, part=ATTACHMENTS, level=Level.CONFIDENTIAL, **sealed_papers.keep(checked, owner_id=key).fields
        ).save(force_insert=True)  # fmt: skip
