# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bringing what was told over to another register: what lies there is another concern, and here nothing of it is left."""

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from baken.access.facade import GuardedRecord, Vault, opened, system_actor
from baken.kernel import audit, idempotency
from baken.kernel.errors import Reason
from baken.kernel.ids import uuid7
from baken.kernel.models import Municipality
from baken.kernel.papers import sealed as sealed_papers
from baken.kernel.papers.kept import CheckedPaper

from ..gatekeeper import tokens
from ..models import (
    Attachment,
    Check,
    Concern,
    ConcernObject,
    Link,
    Look,
    Message,
    Note,
    Packet,
    PacketPart,
    Reporter,
    Weighing,
)
from ..parts import KIND
from .intake import attach, reference_for

KEPT = frozenset(
    {
        "id", "guarded", "vault", "reference", "version", "cell", "status", "route", "outcome", "assignee", "merged_into",
        "case_reference",
    }
)  # fmt: skip
"""Fields that a concern has of its own, whatever was brought over."""
ALONG = (Message, Note, Look, Weighing)
"""Rows that go along whole: what stands in them is of the signal. Each is sealed to its own key, which stays."""


def against_bringing(concern: Concern) -> list[Reason]:
    """Return every reason why a concern can't be brought to another register: what of it would stay behind, by reference."""
    found = []
    packets = Packet.objects.filter(concern=concern, partner__isnull=False, recalled_at__isnull=True)
    if names := _named(packets):
        text = _("Haal eerst terug wat met partners is gedeeld: %(references)s.")
        found.append(Reason("packets", text % {"references": names}))
    if names := _named(Concern.objects.filter(merged_into=concern)):
        text = _("Haal eerst uit elkaar wat met dit signaal is samengevoegd: %(references)s.")
        found.append(Reason("merged", text % {"references": names}))
    return found


def brought_over(concern: Concern, vault: Vault, role: str, *, at: datetime, by: UUID | None, test: Check) -> Concern:
    """Return the concern that now lies in `vault`, to be tested there by `role`. Part of an action.

    Text, papers, things, messages, notes and what was looked up, weighed and tested before go along, with the receipt code, the
    tie to who reported and the reference that was told: to who reported nothing changes. `test`, by which it goes, stays.
    """
    municipality = Municipality.objects.get(pk=concern.municipality_id)
    with opened(system_actor(municipality), system=True):  # who brings over doesn't come in the other register
        made = _copied(concern, vault, role)
        _papers(concern, made)
        ConcernObject.objects.filter(concern=concern).update(concern=made, token="")
        for model in ALONG:
            model._default_manager.filter(concern=concern).update(concern=made)
        Check.objects.filter(concern=concern).exclude(pk=test.pk).update(concern=made)
        PacketPart.objects.filter(guarded__packet__concern=concern).delete()
        _unlinked(concern, at, by)
        idempotency.repoint(municipality_id=municipality.pk, record_id=concern.pk, to=made.pk)
        mine = Reporter.objects.filter(concern_token__in=tokens.concern_tokens(concern.pk))
        mine.update(concern_token=tokens.concern_tokens(made.pk)[0])
    audit.record("concern.brought_over", made, purpose=vault.purposes[0], basis=vault.basis, vault_id=vault.pk)
    return made


def _named(rows: models.QuerySet) -> str:
    return ", ".join(rows.order_by("reference").values_list("reference", flat=True))


def _unlinked(concern: Concern, at: datetime, by: UUID | None) -> None:
    """End every link, and take out why it was made: what stands there is about what went."""
    for row in Link.objects.locked().filter(Q(concern=concern) | Q(other=concern)):
        if row.undone_at is None:
            row.undone_at, row.undone_by_id = at, by
        row.why = ""
        row.save()
        for key in (row.concern_id, row.other_id):
            audit.record(
                "concern.unlinked", resource_type="concerns.concern", resource_id=str(key), vault_id=concern.vault_id,
                kind=row.kind,
            )  # fmt: skip


def _copied(concern: Concern, vault: Vault, role: str) -> Concern:
    key = uuid7(concern.received_at)
    reference = reference_for(concern.received_at)
    guarded = GuardedRecord(
        id=key, municipality_id=concern.municipality_id, vault=vault, kind=KIND, reference=reference,
        level=concern.guarded.level,
    )  # fmt: skip
    guarded.save(force_insert=True)
    values = {field.name: getattr(concern, field.name) for field in _fields() if field.name not in KEPT}
    receipt, code, told = concern.receipt, concern.receipt_code, concern.told_reference or concern.reference
    _emptied(concern)
    made = Concern(id=key, guarded=guarded, vault=vault, reference=reference, **values)
    made.assigned_role, made.receipt, made.receipt_code, made.told_reference = role, receipt, code, told
    made.save(force_insert=True)
    return made


def _fields() -> list[models.Field]:
    return list(Concern._meta.local_concrete_fields)


def _emptied(concern: Concern) -> None:
    concern.description = _("Overgebracht naar een ander register.")
    concern.answers = concern.address = concern.place_note = concern.point = ""
    concern.receipt = concern.receipt_code = concern.area = concern.told_reference = ""
    concern.case_reference = concern.closed_because = concern.reported_role = ""
    concern.reported_by = concern.reported_for = None
    concern.has_reporter = concern.news = False
    concern.save()


def _papers(concern: Concern, made: Concern) -> None:
    """Seal each paper anew: a sealed one belongs to its row."""
    for paper in Attachment.objects.filter(concern=concern):
        data = sealed_papers.open_sealed(paper)
        checked = CheckedPaper(paper.name, paper.media_type, paper.size, paper.digest, data)
        attach(made, checked, at=paper.added_at, from_reporter=paper.from_reporter)
        sealed_papers.destroy(paper)
        paper.delete()
