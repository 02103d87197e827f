# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of concerns at one desk: a selection, and what it tells of each. Never what was told, nor who told it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from baken.access.facade import Actor, Regime, Vault, opened, purpose_label, role_label
from baken.ui.counting import Count, capped

from ..models import Concern
from ..policies import HANDLE, REPORT
from ..terms import Term, term_of
from . import map_views as triage_maps
from .assigning import choices, filters_of
from .desk import MAP, Desk, address, desk, note_shown
from .forms import WHICH
from .places import area_name
from .queries import Selection, pages_of, selected

PAGE = 50
DESKS: dict[str, Any] = {
    "signal_undermining": gettext_lazy("Ondermijning"),
    "signal_nuisance": gettext_lazy("Overlast en drugs"),
    "signal_trafficking": gettext_lazy("Mensenhandel"),
    "signal_care": gettext_lazy("Zorg en onbegrepen gedrag"),
    "signal_youth": gettext_lazy("Jeugd"),
    "signal_cyber": gettext_lazy("Cybercriminaliteit"),
    "signal_discrimination": gettext_lazy("Discriminatie"),
    "criminal_investigation": gettext_lazy("Opsporing (Wpg)"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One concern in the list."""

    concern: Concern
    category: str
    area: str
    age: str
    status: str
    term: Term | None
    who: str


def overview(actor: Actor, asked: QueryDict, at: datetime) -> dict[str, Any]:
    """Return the list for one purpose, narrowed by what is asked, or the map of the same; each desk has its own."""
    on = timezone.localdate(at)
    it = desk(actor, asked, on)
    if not it.purpose:
        return {**frame(it, asked), "lines": [], "count": Count(0)}
    if asked.get("weergave") == MAP:
        return {**frame(it, asked), **triage_maps.on_map(it, asked)}
    with opened(actor, it.purpose):
        paginator = pages_of(actor, it.purpose, it.selection, on, PAGE)
        page = paginator.get_page(asked.get("bladzijde"))
        found = list(page.object_list)
        note_shown(actor, it.purpose, found, searched=bool(it.selection.words))
        first_look = found and it.selection == Selection() and page.number == 1
        # newest first puts what is late on the last page: whoever opens the desk is told of it at the top
        late = capped(selected(actor, it.purpose, Selection(which="overdue"), on)) if first_look else Count(0)
        # somebody who wrote waits for an answer, on a signal that may have been closed long ago
        news = capped(selected(actor, it.purpose, Selection(which="news"), on)) if first_look else Count(0)
    page.object_list = found
    return {
        **frame(it, asked),
        "page": page,
        "lines": [line(it, concern) for concern in found],
        "count": paginator.counted,
        "late": late,
        "late_url": address(QueryDict(), doel=it.purpose, keuze="overdue"),
        "news": news,
        "news_url": address(QueryDict(), doel=it.purpose, keuze="news"),
        "people": people(it),
    }


def people(it: Desk) -> list[tuple[str, str]]:
    """Return to whom several concerns of this desk can be given at once, the reader first; none to who handles nothing."""
    vaults = registers_of(it.municipality.pk, it.purpose) if it.actor.may(HANDLE) else []
    found = choices(vaults[0].pk, it.municipality.pk, it.purpose, it.on) if len(vaults) == 1 else []
    return sorted(found, key=lambda pair: pair[0] != f"u:{it.actor.id}")


def frame(it: Desk, asked: QueryDict) -> dict[str, Any]:
    """Return what list and map of a selection have in common."""
    return {
        "form": it.form,
        "narrowed": it.narrowed,
        "which": it.selection.which,
        "heading": dict(WHICH)[it.selection.which],
        "choices": [(label, address(asked, keuze=slug), slug == it.selection.which) for slug, label in WHICH],
        "purpose": it.purpose,
        "purpose_label": purpose_label(it.purpose),
        "purposes": [(p, desk_label(p), p == it.purpose) for p in it.purposes],
        "as_list": address(asked, weergave=""),
        "as_map": address(asked, weergave=MAP),
        "cleared": address(QueryDict(), doel=it.purpose, keuze=it.selection.which),
        "query": address(asked, bladzijde="", weergave=""),
        "saved": [(row.pk, row.name, row.query) for row in filters_of(it.actor)],
        "may_report": it.actor.may(REPORT),
        "may_handle": it.actor.may(HANDLE),
    }


def line(it: Desk, concern: Concern) -> Line:
    """Return one concern as the list tells of it."""
    category = it.categories.get(concern.category_id)
    days = (it.on - timezone.localdate(concern.received_at)).days
    age = ngettext("%(n)d dag", "%(n)d dagen", days) % {"n": days} if days else _("vandaag")
    return Line(
        concern=concern,
        category=category.name if category else "",
        area=area_name(it.municipality, concern, it.on),
        age=age,
        status=concern.get_status_display(),
        term=term_of(concern, it.on),
        who=concern.assignee.display_name if concern.assignee else role_label(concern.assigned_role),
    )


def desk_label(purpose: str) -> str:
    """Return what a desk is called, shorter than its purpose."""
    return str(DESKS.get(purpose) or capfirst(purpose_label(purpose)))


def registers_of(municipality_id: Any, purpose: str) -> list[Vault]:
    """Return the registers with a desk that serve a purpose."""
    rows = Vault.objects.filter(municipality=municipality_id, desk=True).exclude(regime=Regime.SOURCE)
    return [vault for vault in rows if purpose in vault.purposes]
