# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading checklists. Periods are [valid_from, valid_until)."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from baken.access.facade import Actor, visible_to
from baken.kernel.models import Municipality

from ..models import Checklist
from ..policies import PLAN


def latest(actor: Actor) -> list[Checklist]:
    """Return the newest version of every list, by discipline and title. One query."""
    found: dict[str, Checklist] = {}
    for row in visible_to(Checklist.objects.order_by("discipline", "slug", "-version_number"), actor, PLAN):
        found.setdefault(row.slug, row)
    return sorted(found.values(), key=lambda row: (row.discipline, row.title))


def versions(actor: Actor, slug: str) -> list[Checklist]:
    """Return every version of a list, newest first."""
    return list(visible_to(Checklist.objects.filter(slug=slug).order_by("-version_number"), actor, PLAN))


def holding(municipality: Municipality, disciplines: Collection[str], on: date) -> QuerySet[Checklist]:
    """Return the lists of these disciplines that hold on a day, in order of discipline and title."""
    rows: QuerySet[Checklist] = Checklist.objects.filter(municipality=municipality, discipline__in=sorted(disciplines))
    held = Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    return rows.filter(held, valid_from__lte=on).order_by("discipline", "title", "slug", "-version_number")


def for_branch(lists: Collection[Checklist], branch: str) -> list[Checklist]:
    """Return those of `lists` that are offered for a branch, one version of each."""
    found: dict[str, Checklist] = {}
    for row in lists:
        if not row.branches or branch in row.branches:
            found.setdefault(row.slug, row)
    return list(found.values())
