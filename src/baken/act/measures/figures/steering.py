# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What measures tell those who steer: how many decisions of which kind, how they ended, and how many hours one takes.

From closed months alone, for who may see own figures: nothing of the files themselves.
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

from ..models import Instrument
from .counting import DECIDED, ENDS, FORFEITED, OBJECTIONS, UPHELD, end_slug, instrument_slug

OWN_FIGURES = "observe.own_figures.view"
WORDS = ("drugspanden", "dwangsom")
"""An effort of the plan is about measures when its title says one of these."""
EVERY = (
    DECIDED, FORFEITED, OBJECTIONS, UPHELD, *(instrument_slug(one) for one in Instrument), *(end_slug(how) for how in ENDS),
)  # fmt: skip


def effort_block(actor: Actor, effort: Effort) -> EffortBlock | None:
    """Return what was decided in the last closed months; None for another effort, and for who may not see own figures."""
    if not _is_about(effort.title) or actor.municipality_id is None or not actor.may(OWN_FIGURES):
        return None
    found = _last_year(actor, EVERY)
    links: list[BlockLink] = []
    if DECIDED in found:
        kinds = [(one, _sum(found, instrument_slug(one))) for one in Instrument]
        told = ", ".join(f"{one.label}: {count(number)}" for one, number in kinds if number)
        links.append(BlockLink(_("Besluiten"), _figure(DECIDED), f"{_months(found[DECIDED])}. {told}".strip()))
    ends = [(str(title), _sum(found, end_slug(how))) for how, title in ENDS.items()]
    if any(number for _title, number in ends):
        told = ", ".join(f"{title}: {count(number)}" for title, number in ends if number)
        links.append(BlockLink(_("Hoe het afliep"), _figure(end_slug("ended")), told))
    if FORFEITED in found and _sum(found, FORFEITED):
        links.append(BlockLink(_("Dwangsommen"), _figure(FORFEITED), _months(found[FORFEITED])))
    if OBJECTIONS in found:
        told = _("%(all)s, waarvan %(upheld)s gegrond") % {
            "all": count(_sum(found, OBJECTIONS)),
            "upheld": count(_sum(found, UPHELD)),
        }
        links.append(BlockLink(_("Bezwaren"), _figure(OBJECTIONS), told))
    return EffortBlock(
        slug="measures",
        title=_("Maatregelen bij deze inspanning"),
        links=tuple(links),
        notes=(_("Een besluit zegt wat de gemeente deed, niet of er minder gebeurt."),) if links else (),
        empty_title=_("Nog geen afgesloten maanden."),
        empty_text=_("Elke nacht worden maanden afgesloten die voorbij zijn; dan staat hier wat er is besloten."),
        example=any(one.example for one in found.values()),
    )


def counted(actor: Actor, priority: str) -> list[Counted]:
    """Return how many decisions were made known for a priority, and the hours that one took by what its effort spent.

    Without an effort on measures nothing is counted for a priority; without its hours and results no hours are told.
    """
    if not priority or actor.municipality_id is None or not actor.may(OWN_FIGURES):
        return []
    rows = Effort.objects.filter(municipality_id=actor.municipality_id, priority__slug=priority)
    efforts = [one for one in rows.only("title", "hours_used", "output_done") if _is_about(one.title)]
    if not efforts:
        return []
    found = _last_year(actor, [DECIDED])
    decided = found.get(DECIDED)
    if decided is None:
        return []
    spent = [(one.hours_used, one.output_done) for one in efforts if one.hours_used and one.output_done]
    hours = sum(used for used, _done in spent) / sum(done for _used, done in spent) if spent else None
    return [
        Counted(
            slug=DECIDED, title=str(_("Bestuurlijke maatregelen")), number=sum(decided.counts), first=decided.months[0],
            last=decided.months[-1], months=len(decided.months), hours=hours, url=_figure(DECIDED),
            example=decided.example,
        )
    ]  # fmt: skip


def _is_about(title: str) -> bool:
    return any(word in title.casefold() for word in WORDS)


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
