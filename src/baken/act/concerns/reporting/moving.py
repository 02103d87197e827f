# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bringing what was told over to another register: what lies there is another concern, and here nothing of it is left."""

from django.db import models
from django.utils.translation import gettext as _

from baken.access.facade import GuardedRecord, Vault, opened, system_actor
from baken.kernel import audit, sealed_papers
from baken.kernel.ids import uuid7
from baken.kernel.models import Municipality
from baken.kernel.papers import CheckedPaper

from ..gatekeeper import tokens
from ..models import Attachment, Concern, ConcernObject, Message, Reporter
from ..parts import KIND

KEPT = frozenset(
    {"id", "guarded", "vault", "reference", "version", "cell", "status", "route", "outcome", "assignee", "merged_into"}
)
"""Fields that a concern has of its own, whatever was brought over."""


def brought_over(concern: Concern, vault: Vault, role: str) -> Concern:
    """Return the concern that now lies in `vault`, to be tested there by `role`. Part of an action.

    Its text, papers, things and messages go along, with the receipt code and the tie to who reported.
    """
    made = _copied(concern, vault, role)
    _papers(concern, made)
    ConcernObject.objects.filter(concern=concern).update(concern=made, token="")
    Message.objects.filter(concern=concern).delete()
    _tied(concern, made)
    audit.record("concern.brought_over", made, purpose=vault.purposes[0], basis=vault.basis, vault_id=vault.pk)
    return made


def _tied(concern: Concern, made: Concern) -> None:
    """Have the register of sources know the new concern instead. Baken itself does: who brings over doesn't come there."""
    municipality = Municipality.objects.get(pk=concern.municipality_id)
    with opened(system_actor(municipality), system=True):
        mine = Reporter.objects.filter(concern_token__in=tokens.concern_tokens(concern.pk))
        mine.update(concern_token=tokens.concern_tokens(made.pk)[0])


def _copied(concern: Concern, vault: Vault, role: str) -> Concern:
    from .intake import key_of, reference_for  # which brings no concern over

    key = key_of(concern.received_at)
    reference = reference_for(concern.received_at)
    guarded = GuardedRecord(
        id=key, municipality_id=concern.municipality_id, vault=vault, kind=KIND, reference=reference,
        level=concern.guarded.level,
    )  # fmt: skip
    guarded.save(force_insert=True)
    values = {field.name: getattr(concern, field.name) for field in _fields() if field.name not in KEPT}
    receipt, code = concern.receipt, concern.receipt_code
    _emptied(concern)
    made = Concern(id=key, guarded=guarded, vault=vault, reference=reference, **values)
    made.assigned_role, made.receipt, made.receipt_code = role, receipt, code
    made.save(force_insert=True)
    return made


def _fields() -> list[models.Field]:
    return list(Concern._meta.local_concrete_fields)


def _emptied(concern: Concern) -> None:
    concern.description = _("Overgebracht naar een ander register.")
    concern.answers = concern.address = concern.place_note = concern.point = ""
    concern.receipt = concern.receipt_code = concern.area = ""
    concern.has_reporter = False
    concern.save()


def _papers(concern: Concern, made: Concern) -> None:
    """Seal each paper anew: a sealed one belongs to its row."""
    for paper in Attachment.objects.filter(concern=concern):
        data = sealed_papers.open_sealed(paper)
        checked = CheckedPaper(paper.name, paper.media_type, paper.size, paper.digest, data)
        key = uuid7()
        Attachment(
            id=key, municipality_id=concern.municipality_id, concern=made, added_at=paper.added_at,
            from_reporter=paper.from_reporter, **sealed_papers.keep(checked, owner_id=key).fields,
        ).save(force_insert=True)  # fmt: skip
        sealed_papers.destroy(paper)
        paper.delete()
