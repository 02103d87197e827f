# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What inspections tell those who steer: how many were held and what came of them, and how many hours one takes.

From closed months alone, for who may see own figures: nothing of the inspections themselves.
"""

from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.decide.capacity.facade import Counted
from baken.decide.policy.facade import BlockLink, Effort, EffortBlock
from baken.observe.facade import own_figure_url, own_last_year
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
    found = own_last_year(actor, [HELD, WRONG, visit_slug("visited"), *(outcome_slug(one) for one in outcomes)])
    links: list[BlockLink] = []
    if HELD in found:
        links.append(BlockLink(_("Integrale controles"), own_figure_url(HELD), found.told(HELD)))
    if visit_slug("visited") in found:
        told = _("%(visited)s bezocht, bij %(wrong)s was iets niet in orde") % {
            "visited": count(found.total(visit_slug("visited"))),
            "wrong": count(found.total(WRONG)),
        }
        links.append(BlockLink(_("Adressen"), own_figure_url(visit_slug("visited")), told))
    done = [
        f"{one.label}: {count(found.total(outcome_slug(one)))}" for one in outcomes if found.total(outcome_slug(one))
    ]
    if done:
        links.append(BlockLink(_("Opvolging"), own_figure_url(outcome_slug(outcomes[0])), ", ".join(done)))
    return EffortBlock(
        slug="inspections",
        title=_("Integrale controles bij deze inspanning"),
        links=tuple(links),
        notes=(_("Hoeveel er wordt gecontroleerd is een keuze: het aantal zegt niet wat er speelt."),) if links else (),
        empty_title=_("Nog geen afgesloten maanden."),
        empty_text=_(
            "Elke nacht worden maanden afgesloten die voorbij zijn; dan staat hier hoeveel er is gecontroleerd."
        ),
        example=found.example,
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
    found = own_last_year(actor, [HELD, CLOSED, HOURS])
    held = found.get(HELD)
    if held is None:
        return []
    closed = found.total(CLOSED)
    return [Counted.of(held, str(_("Integrale controles")), found.total(HOURS) / closed if closed else None)]
