# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same selection as the list shows, on a map and by area: the newest thousand, of which five hundred as points.

What wasn't tested isn't drawn as a point: until then it counts in its area only, as in the list.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from baken.access.facade import opened
from baken.registry.facade import boundaries
from baken.ui.counting import LIMIT, Count
from baken.ui.format import day

from ..gatekeeper.indexing import point_of
from ..terms import term_of
from .desk import MAP, Desk, address, note_shown
from .map_panel import Dot, big_map
from .places import named
from .queries import LIST_FIELDS, selected
from .similar import UNTESTED

POINTS = 500


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area of the selection: how many, how many over their term, and the list of them."""

    name: str
    number: int
    late: int
    href: str


def on_map(it: Desk, asked: QueryDict) -> dict[str, Any]:
    """Return the map of a selection with its table. What is drawn by reference leaves a trace, as a list does."""
    with opened(it.actor, it.purpose):
        rows = selected(it.actor, it.purpose, it.selection, it.on).only(*LIST_FIELDS, "point")
        found = list(rows[: LIMIT + 1])
        count, found = Count(min(len(found), LIMIT), len(found) > LIMIT), found[:LIMIT]
        places = [(c, at) for c in found if c.status not in UNTESTED and (at := point_of(c)) is not None]
        shown = places[:POINTS]
        note_shown(it.actor, it.purpose, [c for c, _at in shown], door="chart", searched=bool(it.selection.words))
    late = {c.pk for c in found if (term := term_of(c, it.on)) is not None and term.left < 0}
    numbers = Counter((c.area, c.area_year) for c in found)
    overdue = Counter((c.area, c.area_year) for c in found if c.pk in late)
    names: Counter[tuple[str, str]] = Counter()
    lates: Counter[tuple[str, str]] = Counter()
    for (area, year), number in numbers.items():
        key = (area, named(it.municipality, area, year, it.on) or _("geen plaats, of buiten de gemeente"))
        names[key] += number
        lates[key] += overdue[area, year]
    dots = [
        Dot(at, f"{_name(it, c)}, {day(c.received_at)}, {c.reference}", c.get_absolute_url(), c.pk in late)
        for c, at in shown
    ]
    lines = [
        AreaLine(name, number, lates[area, name], address(asked, weergave="", gebied=area) if area else "")
        for (area, name), number in names.most_common()
    ]
    return {
        "map": True,
        "svg": big_map(boundaries(it.municipality, it.on), dots, _("Signalen op de kaart")),
        "areas": lines,
        "count": count,
        "points": len(shown),
        "unplaced": len(found) - len(shown),
        "as_map": address(asked, weergave=MAP),
    }


def _name(it: Desk, concern: Any) -> str:
    category = it.categories.get(concern.category_id)
    return category.name if category else ""
