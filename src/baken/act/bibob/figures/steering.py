# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What screenings tell those who steer: how many began, what was concluded, and how many hours one takes.

From closed months alone, for who may see own figures: nothing of the screenings themselves.
"""

from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.decide.capacity.facade import Counted
from baken.decide.policy.facade import BlockLink, Effort, EffortBlock
from baken.observe.facade import own_figure_url, own_last_year
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
    found = own_last_year(actor, slugs)
    links = []
    if OPENED in found:
        by_scope = [
            f"{one.label}: {count(found.total(scope_slug(one)))}" for one in Scope if found.total(scope_slug(one))
        ]
        links.append(BlockLink(_("Begonnen onderzoeken"), own_figure_url(OPENED), _told(found.told(OPENED), by_scope)))
    if CONCLUDED in found:
        by_conclusion = [
            f"{one.label}: {count(found.total(conclusion_slug(one)))}"
            for one in CONCLUSIONS
            if found.total(conclusion_slug(one))
        ]
        links.append(BlockLink(_("Conclusies"), own_figure_url(CONCLUDED), _told(found.told(CONCLUDED), by_conclusion)))
    return EffortBlock(
        slug="bibob",
        title=_("Bibob-onderzoeken bij deze inspanning"),
        links=tuple(links),
        notes=(_("Meer onderzoek volgt uit het beleid: het zegt niet dat er meer gevaar is."),) if links else (),
        empty_title=_("Nog geen afgesloten maanden."),
        empty_text=_("Elke nacht worden maanden afgesloten die voorbij zijn; dan staat hier hoeveel onderzoek er was."),
        example=found.example,
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
    found = own_last_year(actor, [OPENED, CONCLUDED, HOURS])
    began = found.get(OPENED)
    if began is None:
        return []
    concluded = found.total(CONCLUDED)
    return [Counted.of(began, str(_("Bibob-onderzoeken")), found.total(HOURS) / concluded if concluded else None)]


def _told(whole: str, parts: list[str]) -> str:
    return ": ".join(filter(None, (whole, ", ".join(parts))))
