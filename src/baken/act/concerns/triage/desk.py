# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a reader asks of one desk, for list, map and file alike, and the trace that each of them leaves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from baken.access.facade import Actor, municipality_of, note_listed
from baken.kernel import moment
from baken.kernel.models import Municipality
from baken.kernel.rate_limits import Limit

from .. import queries
from ..models import Category, Concern
from .forms import SelectionForm
from .places import area_choices, parents
from .queries import Selection

SEARCHES = (Limit("concern words", 60, 60), Limit("concern words of an hour", 600, 3_600))
"""Searches by words, of each account, wherever they are made: enough for whoever works, too few for who guesses."""
MAP = "kaart"


@dataclass(frozen=True, slots=True)
class Desk:
    """What a reader asks of one desk: its purpose, the form, and the selection that follows from it."""

    actor: Actor
    municipality: Municipality
    purpose: str
    purposes: tuple[str, ...]
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
    purposes, purpose = queries.purposes_with_desk(actor), asked.get("doel", "")
    if purpose not in purposes:
        purpose = queries.first_purpose(actor) if len(purposes) > 1 else "".join(purposes)
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
    return Desk(actor, municipality, purpose, purposes, form, selection, every, on)


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
