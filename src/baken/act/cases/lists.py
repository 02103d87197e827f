# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of cases, and what a new case can be opened in."""

from collections.abc import Iterable
from typing import Any

from baken.access.facade import Actor, VaultAdmission, note_listed, opened, purpose_label, purposes_open_to
from baken.kernel import moment
from baken.kernel.rate_limits import Limit
from baken.ui.counting import CappedPaginator

from . import queries
from .forms import FilterForm
from .models import Case
from .policies import MANAGE

PAGE = 50
SEARCHES = (Limit("case words", 60, 60), Limit("case words of an hour", 600, 3_600))
"""Searches by words, of each account, wherever they are made: enough for whoever works, too few for who guesses."""


def overview(actor: Actor, asked: Any) -> dict[str, Any]:
    """Return the list for one purpose, narrowed by what is asked; each purpose has a list of its own.

    Raises `TooMany` for who searches words too often.
    """
    purpose = queries.first_purpose(actor, asked.get("doel", ""))
    form = FilterForm(asked)
    chosen = form.chosen()
    if "woorden" in chosen:
        take_search(actor)
    with opened(actor, purpose):
        rows = queries.cases(actor, purpose, stage=chosen.get("fase", ""), words=chosen.get("woorden", ""))
        paginator = CappedPaginator(rows, PAGE)
        page = paginator.get_page(asked.get("bladzijde"))
        found = list(page.object_list)
        note_shown(actor, purpose, found, searched="woorden" in chosen)
    page.object_list = found
    return {
        "page": page,
        "rows": found,
        "count": paginator.counted,
        "form": form,
        "narrowed": bool(chosen),
        "purpose": purpose,
        "purpose_label": purpose_label(purpose),
        "purposes": [(slug, purpose_label(slug), slug == purpose) for slug in purposes_open_to(actor, desk=False)],
        "may_open": actor.may(MANAGE) and actor.partner_id is None,
    }


def take_search(actor: Actor) -> None:
    """Count one search by words; raises `TooMany` where there were too many: nobody learns by trying words what is there."""
    for limit in SEARCHES:
        limit.require(str(actor.id))


def note_shown(
    actor: Actor, purpose: str, found: Iterable[Case], *, door: str = "list", searched: bool = False
) -> None:
    """Leave a trace of the cases that a list shows by name. Inside `opened(actor, purpose)`; none shown leaves none."""
    keys = [case.guarded_id for case in found]
    if keys:
        note_listed(actor=actor, at=moment.now(), purpose=purpose, keys=keys, door="search" if searched else door)


def openings(actor: Actor) -> list[tuple[str, str]]:
    """Return in which register, for which purpose and with which function the actor can open a case: "key", words."""
    if actor.partner_id is not None or actor.municipality_id is None:
        return []
    rows = VaultAdmission.objects.filter(
        municipality_id=actor.municipality_id, role__in=sorted(actor.roles), vault__desk=False
    )
    found = []
    for row in rows.select_related("vault").order_by("vault__name"):
        for purpose in row.purposes:
            if purpose in row.vault.purposes:
                found.append((f"{row.vault.slug}|{purpose}|{row.role}", f"{row.vault.name}: {purpose_label(purpose)}"))
    return found
