# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What measures tell those who steer: how many decisions of which kind, how they ended, and how many hours one takes.

From closed months alone, for who may see own figures: nothing of the files themselves.
"""

from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.decide.capacity.facade import Counted
from baken.decide.policy.facade import BlockLink, Effort, EffortBlock
from baken.observe.facade import own_figure_url, own_last_year
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
    found = own_last_year(actor, EVERY)
    links: list[BlockLink] = []
    if DECIDED in found:
        kinds = [(one, found.total(instrument_slug(one))) for one in Instrument]
        told = ", ".join(f"{one.label}: {count(number)}" for one, number in kinds if number)
        links.append(BlockLink(_("Besluiten"), own_figure_url(DECIDED), f"{found.told(DECIDED)}. {told}".strip()))
    ends = [(str(title), found.total(end_slug(how))) for how, title in ENDS.items()]
    if any(number for _title, number in ends):
        told = ", ".join(f"{title}: {count(number)}" for title, number in ends if number)
        links.append(BlockLink(_("Hoe het afliep"), own_figure_url(end_slug("ended")), told))
    if FORFEITED in found and found.total(FORFEITED):
        links.append(BlockLink(_("Dwangsommen"), own_figure_url(FORFEITED), found.told(FORFEITED)))
    if OBJECTIONS in found:
        told = _("%(all)s, waarvan %(upheld)s gegrond") % {
            "all": count(found.total(OBJECTIONS)),
            "upheld": count(found.total(UPHELD)),
        }
        links.append(BlockLink(_("Bezwaren"), own_figure_url(OBJECTIONS), told))
    return EffortBlock(
        slug="measures",
        title=_("Maatregelen bij deze inspanning"),
        links=tuple(links),
        notes=(_("Een besluit zegt wat de gemeente deed, niet of er minder gebeurt."),) if links else (),
        empty_title=_("Nog geen afgesloten maanden."),
        empty_text=_("Elke nacht worden maanden afgesloten die voorbij zijn; dan staat hier wat er is besloten."),
        example=found.example,
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
    found = own_last_year(actor, [DECIDED])
    decided = found.get(DECIDED)
    if decided is None:
        return []
    spent = [(one.hours_used, one.output_done) for one in efforts if one.hours_used and one.output_done]
    hours = sum(used for used, _done in spent) / sum(done for _used, done in spent) if spent else None
    return [Counted.of(decided, str(_("Bestuurlijke maatregelen")), hours)]


def _is_about(title: str) -> bool:
    return any(word in title.casefold() for word in WORDS)
