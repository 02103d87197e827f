# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes when the retention of a case is over: every row and file of it. Register and certificate are privacy's."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from baken.access.facade import GuardedRecord
from baken.kernel.papers import sealed as sealed_papers
from baken.privacy.facade import RetentionKind

from .models import Case, CaseAction, CaseDocument, CaseSubject, Entry, Section, Sharing
from .parts import KIND

ROWS: dict[str, Any] = {
    "notes": Entry,
    "subjects": CaseSubject,
    "actions": CaseAction,
    "documents": CaseDocument,
    "sharings": Sharing,
    "sections": Section,
    "cases": Case,
}
LABELS = {
    "notes": _("notities"),
    "subjects": _("betrokkenen"),
    "actions": _("acties"),
    "documents": _("documenten"),
    "files": _("bestanden"),
    "sharings": _("vastleggingen van delen"),
    "sections": _("conclusies"),
    "cases": _("casussen"),
}


def destroy(guarded: GuardedRecord) -> dict[str, int]:
    """Remove the case of `guarded` within the transaction under way; return how many of what. Repeatable."""
    papers = list(CaseDocument.objects.filter(guarded=guarded))
    for paper in papers:
        sealed_papers.destroy(paper)
    counts = {slug: model._default_manager.filter(guarded=guarded).delete()[0] for slug, model in ROWS.items()}
    return {**counts, "files": len(papers)}


RETENTION = RetentionKind(
    slug=KIND,
    label=_("casus over een pand"),
    start=_("sluiting van de casus"),
    destroy=destroy,
    due_hint=_("Sluiten begint de termijn; weer openen stopt hem."),
    count_labels=LABELS,
)
