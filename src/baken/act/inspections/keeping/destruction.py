# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes when the term of an inspection is over: plan, findings with photos, follow-up, reports. The programme stays.

Register and certificate are privacy's.
"""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baken.access.facade import DeskTerm, GuardedRecord
from baken.kernel.errors import Reason, Refused
from baken.kernel.papers import sealed as sealed_papers
from baken.privacy.facade import RetentionKind

from ..models import (
    Finding,
    FindingPhoto,
    FollowUp,
    HomeEntry,
    Inspection,
    InspectionParty,
    InspectionReport,
    InspectionStatus,
    Target,
)
from ..parts import KIND

SETTLED = (InspectionStatus.CLOSED, InspectionStatus.CANCELLED)
ROWS: dict[str, Any] = {
    "follow_ups": FollowUp,
    "findings": Finding,
    "entries": HomeEntry,
    "targets": Target,
    "parties": InspectionParty,
    "terms": DeskTerm,
}
"""In the order in which they can go."""
LABELS: dict[str, Any] = {
    "inspections": _("integrale controles"),
    "reports": _("rapporten"),
    "photos": _("foto’s"),
    "files": _("bestanden"),
    "follow_ups": _("opvolging"),
    "findings": _("bevindingen"),
    "entries": _("machtigingen en verslagen van binnentreden"),
    "targets": _("adressen"),
    "parties": _("partijen"),
    "terms": _("termijnen"),
}


def destroy(guarded: GuardedRecord) -> dict[str, int]:
    """Remove the inspection of `guarded` with all that hangs on it, in the transaction under way; return how many of what.

    Repeatable. Raises `Refused` where it is open again.
    """
    found = Inspection.objects.filter(guarded=guarded).first()
    if found is None:
        return {"inspections": 0}
    if found.status not in SETTLED:
        raise Refused((Reason("open", gettext("Deze controle is weer open. Zij wordt niet vernietigd.")),))
    counts = {}
    papers: list[FindingPhoto | InspectionReport] = [
        *FindingPhoto.objects.filter(guarded=guarded),
        *InspectionReport.objects.filter(guarded=guarded),
    ]
    for paper in papers:
        sealed_papers.destroy(paper)
    counts["files"] = len(papers)
    counts["photos"] = FindingPhoto.objects.filter(guarded=guarded).delete()[0]
    counts["reports"] = InspectionReport.objects.filter(guarded=guarded).delete()[0]
    for slug, model in ROWS.items():
        counts[slug] = model._default_manager.filter(guarded=guarded).delete()[0]
    found.delete()
    return {**counts, "inspections": 1}


INSPECTIONS = RetentionKind(
    slug=KIND,
    label=_("integrale controle"),
    start=_("afronden, of niet doorgaan"),
    destroy=destroy,
    due_hint=_("Afronden begint de termijn; weer openen stopt hem."),
    count_labels=LABELS,
)
