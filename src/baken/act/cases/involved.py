# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who has a task in a case, for the review of reads: whoever leads it by function, is in its team, or worked on it.

Everybody who reads a case takes part in it, or he couldn't. So taking part as one of many (a function that doesn't lead, an
organisation) makes no task by itself: whoever opens case after case in that way is asked, until he has written in it.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from baken.access.facade import Participation, RoleAssignment, TeamMembership, matrix_of

from .models import Case, CaseAction, Entry, Sharing
from .policies import MANAGE


def involved(keys: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """Return (record, account) for everybody with a task in these records of one municipality. A fixed number of queries."""
    records = list(keys)
    taking = list(
        Participation.objects.filter(guarded__in=records, emergency=False, user__isnull=True).only(
            "guarded", "municipality", "partner", "role", "team", "since", "until"
        )
    )
    return _leading(taking) | _in_team(taking) | _worked(records)


def _leading(taking: list[Participation]) -> set[tuple[UUID, UUID]]:
    """Whoever held a function by which the case can be led, in the days that it took part."""
    mine = [row for row in taking if row.role and row.team_id is None and row.partner_id is None]
    grants = matrix_of(mine[0].municipality_id) if mine else {}
    leads = {role for role, granted in grants.items() if MANAGE in granted}
    held = RoleAssignment.objects.filter(
        municipality__in={row.municipality_id for row in mine}, role__in={row.role for row in mine} & leads
    )
    found = set()
    assigned = list(held.values_list("role", "user", "valid_from", "valid_to"))
    for row in mine:
        first, last = timezone.localdate(row.since), timezone.localdate(row.until) if row.until else None
        for role, user, since, until in assigned:
            if role == row.role and (last is None or since <= last) and (until is None or until >= first):
                found.add((row.guarded_id, user))
    return found


def _in_team(taking: list[Participation]) -> set[tuple[UUID, UUID]]:
    """Whoever was in a team in the time that it took part."""
    mine = [row for row in taking if row.team_id is not None]
    members = TeamMembership.objects.filter(team__in={row.team_id for row in mine})
    return {
        (row.guarded_id, user)
        for team, user, since, until in members.values_list("team", "user", "since", "until")
        for row in mine
        if row.team_id == team and (row.until is None or since < row.until) and (until is None or until > row.since)
    }


def _worked(records: list[UUID]) -> set[tuple[UUID, UUID]]:
    """Whoever opened the case, wrote a note, shared something or finished an action."""
    here = Q(guarded__in=records)
    found: set[tuple[UUID, UUID]] = set()
    for model, person in ((Case, "owner"), (Entry, "author"), (Sharing, "by"), (CaseAction, "done_by")):
        rows = model._default_manager.filter(here, ~Q(**{person: None}))
        found |= set(rows.order_by().values_list("guarded", F(f"{person}_id")).distinct())
    return found
