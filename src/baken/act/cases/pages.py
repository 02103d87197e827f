# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""View models of the pages of cases: made of what the reader may see and nothing else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from baken.access.facade import EMERGENCY, Participation, authorize, purpose_label
from baken.access.facade import why as reasons
from baken.privacy.facade import due_day
from baken.ui.format import clock, day, last_day

from . import queries
from .checks import is_lead, role_words
from .data.charts import entries_chart
from .models import Case, CaseAction, CaseDocument, CaseSubject, Entry, Section, Sharing, Stage
from .onward import onward
from .origins import origin
from .parts import LEVELS, PARTS, SIGHTS, part_label
from .places import area_names, priority_link
from .policies import CONTRIBUTE, MANAGE
from .queries import Seen
from .workflow import CASE

SHOWN = 6
"""Notes on the case's own page; the rest is behind one link."""


@dataclass(frozen=True, slots=True)
class Right:
    """One line of the rights table: who, since and until when, and for each part how far (0 to 3)."""

    key: UUID
    who: str
    period: str
    sights: tuple[tuple[str, str, int, str], ...]
    mine: bool
    over: bool
    emergency: bool
    note: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One note of the timeline."""

    at: datetime
    part: str
    part_label: str
    level: int
    level_word: str
    text: str
    author: str
    key: UUID


@dataclass(frozen=True, slots=True)
class Part:
    """One part as the reader sees it. `content`: whether more than the conclusion is seen."""

    slug: str
    label: str
    sight: int
    level_word: str
    section: Section | None
    subjects: tuple[CaseSubject, ...]
    notes: int
    documents: int
    why: reasons.Why

    @property
    def content(self) -> bool:
        return self.sight > 1


def rights(seen: Seen, at: datetime) -> list[Right]:
    """Return who takes part and what each sees by the rule. Who sees nothing any more stays in the list, with why."""
    found = []
    leads = may(seen, MANAGE)
    for taker in sorted(
        reasons.who(seen.case.guarded, at), key=lambda one: (one.participation.since, one.participation.pk)
    ):
        row = taker.participation
        mine = row.pk in seen.mine
        if row.emergency and not leads and not mine:
            continue  # who used emergency access is for the lead and for supervision
        cells = tuple(
            (slug, str(label), taker.parts.get(slug, 0), str(SIGHTS[taker.parts.get(slug, 0)]))
            for slug, label in PARTS.items()
        )
        period = _period(row, taker.until)
        note = "" if taker.now else _not_now(taker, at)
        leading = is_lead(seen.case, row) and taker.now
        found.append(Right(row.pk, who(row), period, cells, mine, not taker.now, row.emergency, note, leading))
    return found


def _period(row: Participation, until: datetime | None) -> str:
    """Return since and until when; of emergency access, which lasts an hour, the times too."""
    if row.emergency and until is not None:
        told = {"day": day(row.since), "from": clock(row.since), "until": clock(until)}
        return _("%(day)s, %(from)s – %(until)s") % told
    last = last_day(until) if until else _("nu")
    return _("%(since)s – %(until)s") % {"since": day(row.since), "until": last}


def who(row: Participation) -> str:
    """Return who takes part: an organisation, a team, a function; a person only where it is for one."""
    parts = []
    if row.partner is not None:
        parts.append(row.partner.name)
    if row.team is not None:
        parts.append(row.team.name)
    if row.role:
        parts.append(role_words((row.role,)))
    if row.user is not None:
        parts.append(row.user.display_name)
    return ", ".join(parts)


def _not_now(taker: reasons.Taker, at: datetime) -> str:
    """Return why somebody sees nothing at this moment."""
    row = taker.participation
    name, covenant = capfirst(who(row)), row.covenant
    if row.until is not None and row.until <= at:
        return _("%(who)s doet niet meer mee. Einde: %(day)s.") % {"who": name, "day": last_day(row.until)}
    if row.since > at:
        return _("%(who)s doet mee vanaf %(day)s.") % {"who": name, "day": day(row.since)}
    if covenant is not None and covenant.until is not None and covenant.until <= at:
        text = _("%(who)s doet niet meer mee: het convenant “%(name)s” liep af op %(day)s.")
        return text % {"who": name, "name": covenant.name, "day": last_day(covenant.until)}
    return _("%(who)s ziet nu niets: %(why)s.") % {"who": name, "why": taker.why}


def recipient(seen: Seen, row: Sharing) -> str:
    """Return to whom something went. A case in another register is named to who shared it and to nobody else here: another
    who leads this case may not know that the other one is there.
    """
    if row.to_reference and row.by_id == seen.actor.id:
        return f"{row.recipient}, {row.to_reference}"
    return row.recipient


def why(seen: Seen, taking: list[Participation], part: str = "") -> reasons.Why:
    """Return why the reader sees the case, or one part of it: role, participation, purpose, basis, covenant."""
    facts = [(_("Uw rol"), role_words(seen.actor.roles))]
    if part:
        facts.append((_("Zicht"), f"{part_label(part)}: {SIGHTS[seen.sights.get(part, 0)]}"))
    for row in taking:
        if row.pk not in seen.mine:
            continue
        facts.append((_("Deelname"), _("%(who)s, sinds %(day)s") % {"who": who(row), "day": day(row.since)}))
        if row.covenant is not None:
            facts.append((_("Convenant"), f"{row.covenant.name} ({row.covenant.basis})"))
    facts += [(_("Doel"), purpose_label(seen.purpose)), (_("Register"), seen.case.guarded.vault.name)]
    facts.append((_("Grondslag"), seen.case.guarded.vault.basis))
    return reasons.Why("", tuple(reasons.Fact(label, text) for label, text in facts))


def lines(found: list[Entry]) -> list[Line]:
    """Return notes as lines of the timeline."""
    return [
        Line(
            row.at, row.part, part_label(row.part), row.level, str(LEVELS[row.level]), row.text,
            row.author_partner.name if row.author_partner else role_words(row.author_role.split(",")), row.pk,
        )
        for row in found
    ]  # fmt: skip


def parts_of(seen: Seen, taking: list[Participation], at: datetime, entries: list[Entry]) -> list[Part]:
    """Return the parts that the reader sees, in the order of the list; a part without sight isn't there."""
    sections = {row.part: row for row in queries.rows(seen, Section)}
    subjects = list(queries.rows(seen, CaseSubject))
    papers = list(queries.rows(seen, CaseDocument).values_list("part", flat=True))
    found = []
    for slug, label in PARTS.items():
        sight = seen.sights.get(slug, 0)
        if not sight:
            continue
        found.append(
            Part(
                slug=slug,
                label=str(label),
                sight=sight,
                level_word=str(LEVELS[sight]),
                section=sections.get(slug),
                subjects=tuple(row for row in subjects if row.part == slug),
                notes=sum(entry.part == slug for entry in entries),
                documents=papers.count(slug),
                why=why(seen, taking, slug),
            )
        )
    return found


def case(seen: Seen, at: datetime) -> dict[str, Any]:
    """Return everything for the page of a case."""
    on = timezone.localdate(at)
    taking = queries.participations(seen)
    entries = list(queries.rows(seen, Entry).select_related("author_partner"))
    table = rights(seen, at)
    return {
        **frame(seen, taking, at),
        "origin": origin(seen),
        "onward": onward(seen),
        "rights": table,
        "over": [line for line in table if line.note],
        "parts_head": list(PARTS.items()),
        "parts": parts_of(seen, taking, at, entries),
        "lines": lines(entries[:SHOWN]),
        "more_lines": max(len(entries) - SHOWN, 0),
        "actions": [(row, row.done_at is None and row.due_on < on) for row in queries.rows(seen, CaseAction)],
        "documents": list(queries.rows(seen, CaseDocument)),
        "sharings": [(row, recipient(seen, row)) for row in queries.rows(seen, Sharing)],
        "chart": entries_chart([timezone.localdate(row.at) for row in entries], on) if entries else "",
        "steps": CASE.leaving(seen.case.stage),
        "may_write": may(seen, CONTRIBUTE) and any(level > 1 for level in seen.sights.values()),
        "writable": [slug for slug, level in seen.sights.items() if level > 1],
    }


def frame(seen: Seen, taking: list[Participation] | None, at: datetime) -> dict[str, Any]:
    """Return what every page of a case shows around its content."""
    it: Case = seen.case
    taking = queries.participations(seen) if taking is None else taking
    leads = may(seen, MANAGE)
    urgent = max((row.until for row in taking if row.emergency and row.pk in seen.mine and row.until), default=None)
    return {
        "case": it,
        "seen": seen,
        "stage": it.get_stage_display(),
        "closed": it.stage == Stage.CLOSED,
        "area_name": area_names(seen.actor, timezone.localdate(at)).get(it.area, ""),
        "priority": priority_link(seen.actor, it.priority, timezone.localdate(at)) if it.priority else None,
        "purpose": purpose_label(seen.purpose),
        "urgent": urgent if seen.purpose == EMERGENCY else None,
        "owner": it.owner_told,
        "why": why(seen, taking),
        "may_manage": leads,
        "today": timezone.localdate(at),
        "held": leads and it.guarded.hold,
        "due": due_day(it.guarded) if leads and it.stage == Stage.CLOSED and not it.guarded.hold else None,
        "at": at,
    }


def section(seen: Seen, part: str, at: datetime) -> dict[str, Any]:
    """Return everything for the page of one part. The caller saw to it that it is seen."""
    taking = queries.participations(seen)
    entries = list(queries.rows(seen, Entry).filter(part=part).select_related("author_partner"))
    on = timezone.localdate(at)
    return {
        **frame(seen, taking, at),
        "part": next(one for one in parts_of(seen, taking, at, entries) if one.slug == part),
        "lines": lines(entries),
        "documents": list(queries.rows(seen, CaseDocument).filter(part=part)),
        "actions": [
            (row, row.done_at is None and row.due_on < on) for row in queries.rows(seen, CaseAction).filter(part=part)
        ],
        "may_write": may(seen, CONTRIBUTE) and seen.sights.get(part, 0) > 1,
    }


def timeline(seen: Seen, at: datetime, part: str = "") -> dict[str, Any]:
    """Return the whole timeline, or that of one part."""
    found = queries.rows(seen, Entry).select_related("author_partner")
    if part in seen.sights:
        found = found.filter(part=part)
    chosen = part if part in seen.sights else ""
    mine = [(slug, part_label(slug)) for slug in PARTS if seen.sights.get(slug, 0) > 1]
    return {**frame(seen, None, at), "lines": lines(list(found)), "chosen": chosen, "choices": mine}


def may(seen: Seen, permission: str) -> bool:
    """Whether the reader may do something with the case, as long as it is open."""
    return bool(authorize(seen.actor, permission, seen.case, seen.purpose)) and (
        seen.case.stage != Stage.CLOSED or permission == MANAGE
    )
