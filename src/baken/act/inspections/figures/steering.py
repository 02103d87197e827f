# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What inspections tell those who steer: how many were held and what came of them, and how many hours one takes.

From closed months alone, for who may see own figures: nothing of the inspections themselves.
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

from ..models import FollowUp
from .counting import CLOSED, HELD, HOURS, WRONG, outcome_slug, visit_slug

OWN_FIGURES = "observe.own_figures.view"
WORDS = "integrale controle"
"""An effort of the plan is about inspections when its title says so."""


def effort_block(actor: Actor, effort: Effort) -> EffortBlock | None:
    """Return what was held in the last closed months; None for another effort, and for who may not see own figures."""
    if WORDS not in effort.title.casefold() or actor.municipality_id is None or not actor.may(OWN_FIGURES):
        return None
    outcomes = [one for one in FollowUp.Outcome if one]
    found = _last_year(actor, [HELD, WRONG, visit_slug("visited"), *(outcome_slug(one) for one in outcomes)])
    links: list[BlockLink] = []
    if HELD in found:
        links.append(BlockLink(_("Integrale controles"), _figure(HELD), _months(found[HELD])))
    if visit_slug("visited") in found:
        told = _("%(visited)s bezocht, bij %(wrong)s was iets niet in orde") % {
            "visited": count(_sum(found, visit_slug("visited"))),
            "wrong": count(_sum(found, WRONG)),
        }
        links.append(BlockLink(_("Adressen"), _figure(visit_slug("visited")), told))
    done = [
        f"{one.label}: {count(_sum(found, outcome_slug(one)))}" for one in outcomes if _sum(found, outcome_slug(one))
    ]
    if done:
        links.append(BlockLink(_("Opvolging"), _figure(outcome_slug(outcomes[0])), ", ".join(done)))
    return EffortBlock(
        slug="inspections",
        title=_("Integrale controles bij deze inspanning"),
        links=tuple(links),
        notes=(_("Hoeveel er wordt gecontroleerd is een keuze: het aantal zegt niet wat er speelt."),) if links else (),
        empty_title=_("Nog geen afgesloten maanden."),
        empty_text=_(
            "Elke nacht worden maanden afgesloten die voorbij zijn; dan staat hier hoeveel er is gecontroleerd."
        ),
        example=any(one.example for one in found.values()),
    )


def counted(actor: Actor, priority: str) -> list[Counted]:
    """Return how many inspections were held, and the hours of our own people that one took on average.

    Inspections serve the priorities whose efforts name them; without any, nothing is counted for a priority.
    """
    if not priority or actor.municipality_id is None or not actor.may(OWN_FIGURES):
        return []
    efforts = Effort.objects.filter(
        municipality_id=actor.municipality_id, priority__slug=priority, title__icontains=WORDS
    )  # fmt: skip
    if not efforts.exists():
        return []
    found = _last_year(actor, [HELD, CLOSED, HOURS])
    held = found.get(HELD)
    if held is None:
        return []
    closed = _sum(found, CLOSED)
    return [
        Counted(
            slug=HELD, title=str(_("Integrale controles")), number=sum(held.counts), first=held.months[0],
            last=held.months[-1], months=len(held.months), hours=_sum(found, HOURS) / closed if closed else None,
            url=_figure(HELD), example=held.example,
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


def _months(series: OwnSeries) -> str:
    return _("%(number)s in %(months)d maanden") % {"number": count(sum(series.counts)), "months": len(series.months)}


def _figure(slug: str) -> str:
    return f"{reverse('observe:own_figures')}?{urlencode({'onderwerp': slug})}"
