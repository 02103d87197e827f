# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What screenings tell those who steer: how many began, what was concluded, and how many hours one takes.

From closed months alone, for who may see own figures: nothing of the screenings themselves.
"""

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, municipality_of
from baken.decide.capacity.facade import Counted
from baken.decide.policy.facade import BlockLink, Effort, EffortBlock
from baken.observe.facade import OwnSeries, own_series
from baken.ui.format import count

from ..models import Scope
from .counting import CONCLUDED, CONCLUSIONS, HOURS, OPENED, conclusion_slug, scope_slug

OWN_FIGURES = "observe.own_figures.view"
WORDS = "bibob"
"""An effort of the plan is about screening when its title says so."""


def effort_block(actor: Actor, effort: Effort) -> EffortBlock | None:
    """Return what began and was concluded in the last closed months; None for another effort, or without sight of own figures."""
    if WORDS not in effort.title.casefold() or actor.municipality_id is None or not actor.may(OWN_FIGURES):
        return None
    slugs = [OPENED, CONCLUDED, *(scope_slug(one) for one in Scope), *(conclusion_slug(one) for one in CONCLUSIONS)]
    found = _last_year(actor, slugs)
    links = []
    if OPENED in found:
        by_scope = [
            f"{one.label}: {count(_sum(found, scope_slug(one)))}" for one in Scope if _sum(found, scope_slug(one))
        ]
        links.append(BlockLink(_("Begonnen onderzoeken"), _figure(OPENED), _told(found[OPENED], by_scope)))
    if CONCLUDED in found:
        by_conclusion = [
            f"{one.label}: {count(_sum(found, conclusion_slug(one)))}"
            for one in CONCLUSIONS
            if _sum(found, conclusion_slug(one))
        ]
        links.append(BlockLink(_("Conclusies"), _figure(CONCLUDED), _told(found[CONCLUDED], by_conclusion)))
    return EffortBlock(
        slug="bibob",
        title=_("Bibob-onderzoeken bij deze inspanning"),
        links=tuple(links),
        notes=(_("Meer onderzoek volgt uit het beleid: het zegt niet dat er meer gevaar is."),) if links else (),
        empty_title=_("Nog geen afgesloten maanden."),
        empty_text=_("Elke nacht worden maanden afgesloten die voorbij zijn; dan staat hier hoeveel onderzoek er was."),
        example=any(one.example for one in found.values()),
    )


def counted(actor: Actor, priority: str) -> list[Counted]:
    """Return how many screenings began, and the hours that one took on average.

    Screenings serve the priorities whose efforts name them; without any, nothing is counted for a priority.
    """
    if not priority or actor.municipality_id is None or not actor.may(OWN_FIGURES):
        return []
    efforts = Effort.objects.filter(
        municipality_id=actor.municipality_id, priority__slug=priority, title__icontains=WORDS
    )  # fmt: skip
    if not efforts.exists():
        return []
    found = _last_year(actor, [OPENED, CONCLUDED, HOURS])
    began = found.get(OPENED)
    if began is None:
        return []
    concluded = _sum(found, CONCLUDED)
    return [
        Counted(
            slug=OPENED, title=str(_("Bibob-onderzoeken")), number=sum(began.counts), first=began.months[0],
            last=began.months[-1], months=len(began.months), hours=_sum(found, HOURS) / concluded if concluded else None,
            url=_figure(OPENED), example=began.example,
        )
    ]  # fmt: skip


def _last_year(actor: Actor, slugs: Iterable[str]) -> dict[str, OwnSeries]:
    """Return the municipality's own series of the last closed months, by indicator. Three queries."""
    municipality = municipality_of(actor)
    today = timezone.localdate()
    rows = own_series(actor, municipality, indicators=list(slugs), since=date(today.year - 1, today.month, 1))
    return {one.indicator: one for one in rows if one.area == municipality.code and one.months}


def _sum(found: dict[str, OwnSeries], slug: str) -> int:
    return sum(found[slug].counts) if slug in found else 0


def _told(series: OwnSeries, parts: list[str]) -> str:
    told = _("%(number)s in %(months)d maanden") % {"number": count(sum(series.counts)), "months": len(series.months)}
    return ": ".join(filter(None, (told, ", ".join(parts))))


def _figure(slug: str) -> str:
    return f"{reverse('observe:own_figures')}?{urlencode({'onderwerp': slug})}"
