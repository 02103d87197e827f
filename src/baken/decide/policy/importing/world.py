# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a file may refer to, as the database has it at this moment."""

from datetime import date

from baken.kernel.models import Municipality
from baken.observe.facade import INDICATORS
from baken.registry.facade import Organisation, area_names, areas

from ..file.check import Period, World
from ..file.documents import FrameworkFile, PlanFile
from ..models import Effort, Framework, Plan, Priority


def world_for(document: FrameworkFile | PlanFile, municipality: Municipality, today: date) -> World:
    """Return the world in which `document` is checked; areas are those of the first year of its period."""
    year = document.period_from.year if document.period_from else today.year
    used: frozenset[str] = frozenset()
    frameworks: dict[str, frozenset[str]] = {
        slug: frozenset() for slug in Framework.objects.filter(municipality=municipality).values_list("slug", flat=True)
    }
    for slug, priority in Priority.objects.filter(municipality=municipality).values_list("framework__slug", "slug"):
        frameworks[slug] |= {priority}
    if isinstance(document, FrameworkFile):
        used = frozenset(
            Priority.objects.filter(
                municipality=municipality, framework__slug=document.slug, efforts__isnull=False
            ).values_list("slug", flat=True)
        )
    return World(
        today=today,
        indicators=frozenset(INDICATORS),
        surveys=frozenset(slug for slug, indicator in INDICATORS.items() if not indicator.is_count),
        areas=named_areas(municipality, year),
        organisations=frozenset(Organisation.objects.filter(municipality=municipality).values_list("slug", flat=True)),
        frameworks=frameworks,
        others=_others(document, municipality),
        used_priorities=used,
        used_efforts=_used_efforts(document, municipality),
    )


def _used_efforts(document: FrameworkFile | PlanFile, municipality: Municipality) -> frozenset[str]:
    if isinstance(document, FrameworkFile):
        return frozenset()
    rows = Effort.objects.filter(municipality=municipality, plan__slug=document.slug, stopped_on__isnull=True)
    return frozenset(rows.filter(progress_on__isnull=False).values_list("slug", flat=True))


def named_areas(municipality: Municipality, year: int) -> dict[str, tuple[str, ...]]:
    """Return every name and code by which a document may call an area, with the CBS codes meant.

    The municipality's own names win over those of CBS: they are what the document's writers had in mind.
    """
    known = areas(year=year, municipality=municipality.code)
    found: dict[str, tuple[str, ...]] = {}
    for area in known.values():
        if area.level != "buurt":
            found[area.name] = (area.code,)
    found.update(area_names(municipality, year))
    found.update({code: (code,) for code in known})
    return found


def _others(document: FrameworkFile | PlanFile, municipality: Municipality) -> tuple[Period, ...]:
    model = Framework if isinstance(document, FrameworkFile) else Plan
    rows = model.objects.filter(municipality=municipality).exclude(slug=document.slug)
    return tuple(
        Period(*row) for row in rows.order_by("period_from").values_list("slug", "title", "period_from", "period_to")
    )
