# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes when the term of a screening is over: its rows, papers, terms and clocks. Register and certificate are privacy's.

What the department read goes along: its conclusion may not be used any more by then.
"""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baken.access.facade import GuardedRecord, desk_files
from baken.kernel import clocks
from baken.kernel.errors import Reason, Refused
from baken.kernel.papers import sealed as sealed_papers
from baken.privacy.facade import RetentionKind, RowKind

from ..models import (
    Advice,
    Disclosure,
    Duty,
    Indicator,
    Questionnaire,
    Relation,
    SampleDraw,
    Screening,
    ScreeningEvent,
    ScreeningPaper,
    SourceLook,
    Standing,
)
from ..parts import KIND

ROWS: dict[str, Any] = {
    "papers": ScreeningPaper,
    "questionnaires": Questionnaire,
    "facts": Indicator,
    "relations": Relation,
    "looks": SourceLook,
    "advices": Advice,
    "duties": Duty,
    "disclosures": Disclosure,
    "events": ScreeningEvent,
}
"""In an order in which nothing refers to what is gone."""
LABELS: dict[str, Any] = {
    "screenings": _("Bibob-dossiers"),
    "papers": _("stukken"),
    "files": _("bestanden"),
    "questionnaires": _("vragenlijsten"),
    "facts": _("feiten"),
    "relations": _("zakelijke relaties"),
    "looks": _("geraadpleegde bronnen"),
    "advices": _("adviezen van het LBB"),
    "duties": _("mededelingen die de wet vraagt"),
    "disclosures": _("verstrekkingen"),
    "events": _("regels van het verloop"),
    "standings": _("regels van een afdeling over een onderzoek"),
    "draws": _("trekkingen van een steekproef"),
}


def destroy(guarded: GuardedRecord) -> dict[str, int]:
    """Remove the screening of `guarded` with all that hangs on it; repeatable. Raises `Refused` where it is open again."""
    screening = Screening.objects.filter(guarded=guarded).first()
    if screening is None:
        return {"screenings": 0}
    if screening.closed_on is None:
        raise Refused((Reason("open", gettext("Dit dossier is weer open. Het wordt niet vernietigd.")),))
    papers = list(ScreeningPaper.objects.filter(screening=screening))
    for paper in papers:
        sealed_papers.destroy(paper)
    counts = {"files": len(papers)}
    clocks.forget_many(Advice, list(Advice.objects.filter(screening=screening).values_list("pk", flat=True)))
    for slug, model in ROWS.items():
        counts[slug] = model._default_manager.filter(screening=screening).delete()[0]
    desk_files.drop_terms(screening)
    standing = screening.standing
    screening.delete()
    return {**counts, "screenings": 1, **_of_department(standing)}


def _of_department(standing: Standing) -> dict[str, int]:
    """Remove what the department read: after five years a conclusion may not be used any more (Wet Bibob 29)."""
    clocks.forget_many(Standing, [standing.pk])
    drawn = SampleDraw.objects.filter(
        municipality_id=standing.municipality_id, department=standing.department, application=standing.application
    )
    counts = {"draws": drawn.delete()[0]}
    standing.delete()
    return {**counts, "standings": 1}


def _alone(municipality: UUID) -> Any:
    """Return what departments handed in of which no file came: those of a file go with it."""
    return Standing.objects.filter(municipality=municipality).exclude(
        pk__in=Screening.objects.filter(municipality=municipality).values("standing")
    )


def _forget(rows: Any) -> None:
    """Remove the clocks of the rows, and that chance drew them."""
    found = list(rows.values_list("pk", "municipality", "department", "application"))
    clocks.forget_many(Standing, [key for key, *_more in found])
    for _key, municipality, department, application in found:
        SampleDraw.objects.filter(municipality=municipality, department=department, application=application).delete()


STANDINGS = RowKind(
    slug="bibob.standing",
    label=_("aanvragen zonder Bibob-dossier"),
    start=_("de afdeling heeft besloten"),
    rows=_alone,
    since="decided_on",
    count_labels={"bibob.standing": _("aanvragen die een afdeling aanmeldde en waarover geen dossier kwam")},
    forget=_forget,
)
DRAWS = RowKind(
    slug="bibob.draw",
    label=_("steekproeven zonder Bibob-onderzoek"),
    start=_("de steekproef is getrokken"),
    rows=lambda municipality: SampleDraw.objects.filter(municipality=municipality, drawn=False),
    since="at",
    count_labels={"bibob.draw": _("steekproeven waarin een aanvraag niet werd getrokken")},
)
"""What was drawn was handed in, and goes with that."""
SCREENINGS = RetentionKind(
    slug=KIND,
    label=_("Bibob-dossier"),
    start=_("het dossier is afgerond"),
    destroy=destroy,
    due_hint=_("Afronden begint de termijn; weer openen stopt hem."),
    count_labels=LABELS,
)
