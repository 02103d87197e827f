# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What planning shows on the page of an inspection: goal, who goes along, which addresses, and homes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from baken.access.facade import role_label, visible_to
from baken.registry.facade import boundaries

from .. import queries
from ..blocks import Block
from ..models import Branch, HomeEntry, InspectionParty, InspectionStatus, Target
from ..parts import DISCIPLINES
from ..policies import VIEW
from ..queries import Seen
from ..victims import victims_category
from . import choices, homes

OUTSIDE = ("reported", "followed_up", "debriefed", "closed", "cancelled")


@dataclass(frozen=True, slots=True)
class Party:
    """One party in words."""

    row: InspectionParty
    who: str
    discipline: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """One address in words."""

    row: Target
    area: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One authorisation or entry: in words, and by when its report is due."""

    row: HomeEntry
    discipline: str
    told: str
    due: date | None
    may_report: bool


@dataclass(frozen=True, slots=True)
class Home:
    """A home among the addresses."""

    target: Target
    entries: list[Entry]


def goal_block(seen: Seen, at: datetime) -> Block:
    """Goal and occasion; of sex businesses what supervision is of, and where a victim goes."""
    it = seen.file
    sex_work = it.branch == Branch.SEX_WORK
    victims = victims_category(it.municipality_id) if sex_work else ""
    context = {"sex_work": sex_work, "victims": victims, "may_write": may_write(seen), "line": it.line}
    return Block("inspections/planning/_goal.html", context)


def parties_block(seen: Seen, at: datetime) -> Block:
    """Who goes along, each by its own power."""
    rows = queries.rows(seen, InspectionParty).select_related("partner").order_by("id")
    own = seen.actor
    found = [
        Party(
            row, choices.who(row), str(DISCIPLINES.get(row.discipline, row.discipline)),
            row.partner_id == own.partner_id if own.partner_id else row.role in own.roles,
        )
        for row in rows
    ]  # fmt: skip
    return Block("inspections/planning/_parties.html", {"parties": found, "may_write": may_write(seen)})


def targets_block(seen: Seen, at: datetime) -> Block:
    """Which addresses are visited, and why those."""
    names = boundaries(seen.file.municipality, timezone.localdate(seen.file.starts_at or at))
    found = []
    for row in queries.rows(seen, Target).order_by("order", "id"):
        area = names.located(row.area) if row.area else None
        found.append(Visit(row, area.name if area else row.area, row.get_outcome_display() if row.outcome else ""))
    context = {"targets": found, "may_write": may_write(seen), "went": seen.file.status in (*OUTSIDE, "under_way")}
    return Block("inspections/planning/_targets.html", context)


def homes_block(seen: Seen, at: datetime) -> Block | None:
    """The homes among the addresses, with consent or authorisation: as far as the reader sees the discipline."""
    targets = [row for row in queries.rows(seen, Target).order_by("order", "id") if row.is_home]
    if not targets:
        return None
    rows = visible_to(
        HomeEntry.objects.filter(target__in=[one.pk for one in targets]), seen.actor, VIEW, seen.purpose
    )  # fmt: skip
    by_target: dict[Any, list[Entry]] = {}
    mine = own_disciplines(seen)
    for row in rows.order_by("id"):
        by_target.setdefault(row.target_id, []).append(_entry(row, mine))
    status = seen.file.status
    context = {
        "homes": [Home(one, by_target.get(one.pk, [])) for one in targets],
        "may_authorise": queries.may_plan(seen) and status not in OUTSIDE,
        "may_enter": queries.may_record(seen) and status in homes.ENTERING and bool(mine),
        "days": homes.VALID_DAYS,
    }
    return Block("inspections/planning/_homes.html", context)


def may_write(seen: Seen) -> bool:
    """Whether the reader may still write the plan."""
    return seen.file.status == InspectionStatus.DRAFT and queries.may_plan(seen)


def own_disciplines(seen: Seen) -> set[str]:
    """Return for which disciplines the reader acts: a partner for its own, our people for those of our functions."""
    rows = queries.rows(seen, InspectionParty)
    if seen.actor.partner_id is not None:
        return set(rows.filter(partner=seen.actor.partner_id).values_list("discipline", flat=True))
    own = rows.filter(partner__isnull=True, role__in=sorted(seen.actor.roles))
    return set(own.values_list("discipline", flat=True))


def parties_for(seen: Seen) -> list[tuple[str, str]]:
    """Return the disciplines for which the reader may act, to choose from."""
    mine = own_disciplines(seen)
    return [(slug, label) for slug, label in choices.parties(seen.file) if slug in mine]


def lead(seen: Seen) -> str:
    """Return the function that leads the inspection."""
    return str(capfirst(role_label(seen.file.owner_role)))


def _entry(row: HomeEntry, mine: set[str]) -> Entry:
    discipline = homes.discipline_of(row)
    if row.entered_at is not None:
        told = _("binnengegaan met toestemming") if row.consent else _("binnengegaan op de machtiging")
    else:
        told = _("machtiging van: %(who)s") % {"who": homes.ISSUERS.get(row.issued_by, row.issued_by)}
    return Entry(
        row, str(DISCIPLINES.get(discipline, discipline)), told, homes.report_due(row),
        row.entered_at is not None and row.report_on is None and discipline in mine,
    )  # fmt: skip
