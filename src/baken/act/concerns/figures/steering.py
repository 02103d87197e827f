# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What concerns tell those who steer: how many came for a priority, by whom they were noticed, and how much work one is.

From closed months alone, for who may see own figures: nothing of the concerns themselves.
"""

from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.decide.capacity.facade import Counted
from baken.decide.policy.facade import BlockLink, Effort, EffortBlock
from baken.observe.facade import LastYear, own_figure_url, own_last_year
from baken.ui.format import count

from ..models import Category, SourceKind
from .counting import BY_WHOM, TITLES, noticed_slug, theme_slug

OWN_FIGURES = "observe.own_figures.view"
MONTHS = 12


def effort_block(actor: Actor, effort: Effort) -> EffortBlock | None:
    """Return what came in for an effort's priority in the last closed months; None for who may not see own figures."""
    categories = _categories(actor, effort.priority.slug)
    if not categories or not actor.may(OWN_FIGURES):
        return None
    themes = sorted({category.theme for category in categories} & set(TITLES))
    slugs = [
        slug for theme in themes for slug in (theme_slug(theme), *(noticed_slug(theme, kind) for kind in SourceKind))
    ]
    found = own_last_year(actor, slugs)
    links = tuple(
        BlockLink(str(TITLES[theme]), own_figure_url(theme_slug(theme)), _noticed(found, theme))
        for theme in themes
        if theme_slug(theme) in found
    )
    return EffortBlock(
        slug="concerns",
        title=_("Signalen bij deze prioriteit"),
        links=links,
        notes=(_("Meer controle geeft meer meldingen: het aantal zegt niet dat er meer gebeurt."),) if links else (),
        empty_title=_("Nog geen afgesloten maanden."),
        empty_text=_("Elke nacht worden maanden afgesloten die voorbij zijn; dan staat hier hoeveel er binnenkwam."),
        example=found.example,
    )


def counted(actor: Actor, priority: str) -> list[Counted]:
    """Return how many concerns came for a priority by theme, and the hours that their categories reckon with."""
    if not actor.may(OWN_FIGURES):
        return []
    by_theme: dict[str, list[float]] = {}
    for category in _categories(actor, priority):
        by_theme.setdefault(category.theme, []).append(float(category.hours))
    found = own_last_year(actor, [theme_slug(theme) for theme in by_theme])
    made = []
    for theme, hours in sorted(by_theme.items()):
        one = found.get(theme_slug(theme))
        if one is None or theme not in TITLES:
            continue
        made.append(Counted.of(one, str(TITLES[theme]), sum(hours) / len(hours)))
    return made


def _categories(actor: Actor, priority: str) -> list[Category]:
    if actor.municipality_id is None or not priority:
        return []
    found = Category.objects.filter(municipality_id=actor.municipality_id, priority=priority, active=True)
    return list(found.only("theme", "hours", "municipality"))


def _noticed(found: LastYear, theme: str) -> str:
    """Return the whole number, and by whom it was noticed, in words."""
    parts = [
        f"{count(found.total(noticed_slug(theme, kind)))} {BY_WHOM[kind]}"
        for kind in SourceKind
        if noticed_slug(theme, kind) in found
    ]
    return ": ".join(filter(None, (found.told(theme_slug(theme)), ", ".join(parts))))
