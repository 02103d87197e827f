# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes when the term of a measure is over: its rows, papers and clocks, and its line in the register per address.

Register and certificate of the destruction are privacy's.
"""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baken.access.facade import DeskTerm, GuardedRecord
from baken.kernel import clocks
from baken.kernel.errors import Reason, Refused
from baken.kernel.papers import sealed as sealed_papers
from baken.privacy.facade import RetentionKind

from .. import addresses
from ..models import (
    Forfeiture,
    Measure,
    MeasureDocument,
    MeasureEvent,
    MeasureParty,
    MeasureReason,
    Remedy,
    Status,
)
from ..parts import KIND

ROWS: dict[str, Any] = {
    "parties": MeasureParty,
    "events": MeasureEvent,
    "reasons": MeasureReason,
    "remedies": Remedy,
    "forfeitures": Forfeiture,
    "documents": MeasureDocument,
}
WITH_CLOCKS = (Remedy, Forfeiture)
LABELS: dict[str, Any] = {
    "measures": _("maatregelen"),
    "parties": _("betrokkenen"),
    "events": _("regels van het verloop"),
    "reasons": _("redenen"),
    "remedies": _("rechtsmiddelen"),
    "forfeitures": _("verbeurde dwangsommen"),
    "documents": _("brieven en besluiten"),
    "files": _("bestanden"),
    "terms": _("termijnen"),
    "address_lines": _("regels in het register per adres"),
}


def destroy(guarded: GuardedRecord) -> dict[str, int]:
    """Remove the measure of `guarded` with all that hangs on it, in the transaction under way; return how many of what.

    Repeatable. Raises `Refused` where the file is open again.
    """
    measure = Measure.objects.filter(guarded=guarded).first()
    if measure is None:
        return {"measures": 0}
    if measure.status != Status.SETTLED:
        raise Refused((Reason("open", gettext("Dit dossier is weer open. Het wordt niet vernietigd.")),))
    papers = list(MeasureDocument.objects.filter(measure=measure))
    for paper in papers:
        sealed_papers.destroy(paper)
    for model in WITH_CLOCKS:
        clocks.forget_many(model, model._default_manager.filter(measure=measure).values_list("pk", flat=True))
    clocks.forget_many(Measure, [measure.pk])
    counts = {"files": len(papers)}
    for slug, model in ROWS.items():
        counts[slug] = model._default_manager.filter(measure=measure).delete()[0]
    counts["terms"] = DeskTerm.objects.filter(guarded=guarded).delete()[0]
    counts["address_lines"] = addresses.forget([measure.pk])
    measure.delete()
    return {**counts, "measures": 1}


MEASURES = RetentionKind(
    slug=KIND,
    label=_("bestuurlijke maatregel"),
    start=_("afronden van het dossier"),
    destroy=destroy,
    due_hint=_("Afronden begint de termijn; weer openen stopt hem."),
    count_labels=LABELS,
)
