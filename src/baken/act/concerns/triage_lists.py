# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of concerns at one desk: a selection, and what it tells of each. Never what was told, nor who told it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import Actor, Regime, Vault, municipality_of, note_listed, opened, purpose_label, role_label
from baken.kernel import moment
from baken.kernel.models import Municipality
from baken.kernel.rate_limits import Limit
from baken.ui.counting import CappedPaginator

from . import queries
from .models import Category, Concern
from .policies import HANDLE, REPORT
from .terms import Term, term_of
from .triage_forms import WHICH, SelectionForm
from .triage_places import area_choices, area_name, parents
from .triage_queries import Selection, in_list, selected

PAGE = 50
SEARCHES = (Limit("concern words", 60, 60), Limit("concern words of an hour", 600, 3_600))
"""Searches by words, of each account, wherever they are made: enough for whoever works, too few for who guesses."""
LIST, MAP = "lijst", "kaart"


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


@dataclass(frozen=True, slots=True)
class Desk:
    """What a reader asks of one desk: its purpose, the form, and the selection that follows from it."""

    actor: Actor
    municipality: Municipality
    purpose: str
    form: SelectionForm
    selection: Selection
    categories: dict[Any, Category]
    on: date

    @property
    def narrowed(self) -> bool:
        """Whether anything but the first choice was made."""
        return self.selection != Selection(which=self.selection.which)


def desk(actor: Actor, asked: Any, on: date) -> Desk:
    """Return what is asked. Raises `TooMany` for who searches words too often."""
    municipality = municipality_of(actor)
    purpose = queries.first_purpose(actor, asked.get("doel", ""))
    every = {one.pk: one for one in queries.categories(municipality, active=False)}
    here = [one for one in every.values() if one.purpose == purpose] or list(every.values())
    form = SelectionForm(
        asked,
        categories=[(str(one.pk), one.name) for one in sorted(here, key=lambda one: one.name)],
        areas=area_choices(municipality, on),
    )
    selection = form.selection(parents(municipality, on))
    if selection.words:
        take_search(actor)
    return Desk(actor, municipality, purpose, form, selection, every, on)


def overview(actor: Actor, asked: QueryDict, at: datetime) -> dict[str, Any]:
    """Return the list for one purpose, narrowed by what is asked; each desk has a list of its own."""
    on = timezone.localdate(at)
    it = desk(actor, asked, on)
    with opened(actor, it.purpose):
        paginator = CappedPaginator(in_list(selected(actor, it.purpose, it.selection, on)), PAGE)
        page = paginator.get_page(asked.get("bladzijde"))
        found = list(page.object_list)
        note_shown(actor, it.purpose, found, searched=bool(it.selection.words))
    page.object_list = found
    return {
        **frame(it, asked),
        "page": page,
        "lines": [line(it, concern) for concern in found],
        "count": paginator.counted,
    }


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
        "purposes": [(p, desk_label(p), p == it.purpose) for p in queries.purposes_with_desk(it.actor)],
        "as_list": address(asked, weergave=""),
        "as_map": address(asked, weergave=MAP),
        "cleared": address(QueryDict(), doel=it.purpose, keuze=it.selection.which),
        "query": address(asked, bladzijde="", weergave=""),
        "may_report": it.actor.may(REPORT),
        "may_handle": it.actor.may(HANDLE),
    }


def line(it: Desk, concern: Concern) -> Line:
    """Return one concern as the list tells of it."""
    category = it.categories.get(concern.category_id)
    days = (it.on - timezone.localdate(concern.received_at)).days
    age = ngettext("%(n)d dag geleden", "%(n)d dagen geleden", days) % {"n": days} if days else _("vandaag")
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
    """Return what a desk is called: its purpose, without the words that all of them begin with."""
    label = purpose_label(purpose)
    before = _("behandeling van signalen over ")
    return capfirst(label.removeprefix(before))


def address(asked: QueryDict, **changes: str) -> str:
    """Return the address of the same selection with some things changed; "" takes one out. Pages begin anew."""
    query = asked.copy()
    query.pop("bladzijde", None)
    for name, value in changes.items():
        if value:
            query[name] = value
        else:
            query.pop(name, None)
    return f"?{query.urlencode()}"


def take_search(actor: Actor) -> None:
    """Count one search by words; raises `TooMany` where there were too many: nobody learns by trying words what is there."""
    for limit in SEARCHES:
        limit.require(str(actor.id))


def note_shown(
    actor: Actor, purpose: str, found: Iterable[Concern], *, door: str = "list", searched: bool = False
) -> None:
    """Leave a trace of the concerns that a list shows by name. Inside `opened(actor, purpose)`; none shown leaves none."""
    keys = [concern.guarded_id for concern in found]
    if keys:
        note_listed(actor=actor, at=moment.now(), purpose=purpose, keys=keys, door="search" if searched else door)


def registers_of(municipality_id: Any, purpose: str) -> list[Vault]:
    """Return the registers with a desk that serve a purpose."""
    rows = Vault.objects.filter(municipality=municipality_id, desk=True).exclude(regime=Regime.SOURCE)
    return [vault for vault in rows if purpose in vault.purposes]
