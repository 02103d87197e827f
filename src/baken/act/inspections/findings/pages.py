# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""View models of findings: by address and discipline, what every inspector said of an item, side by side."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from baken.access.facade import role_label

from ..blocks import Block
from ..checklists.rules import VISIT
from ..models import Answer, Finding, FindingPhoto, InspectionReport, Target
from ..parts import DISCIPLINES
from ..queries import Seen, may_record, rows
from . import queries
from .receiving import may_record_in, parties_of
from .rules import BESIDE, Side, beside, differ


@dataclass(frozen=True, slots=True)
class Link:
    """Where one may go on with a finding."""

    label: str
    href: str


Linker = Callable[[Finding], Link | None]
LinkMaker = Callable[[Seen], Linker | None]
_linkers: dict[str, LinkMaker] = {}
STANDINGS = {Answer.IN_ORDER: "done", Answer.NOT_IN_ORDER: "behind"}


def register_link(slug: str, maker: LinkMaker) -> None:
    """Have a link shown at findings: `maker(seen)` is asked once for a page, what it returns once for each finding."""
    _linkers[slug] = maker


@dataclass(frozen=True, slots=True)
class Said:
    """What one inspector said of one item.

    `standing`: of `ui`, or ""; `late`: it came after the report was made; `corrects_own`: the reader may say it anew.
    """

    key: UUID
    answer: str
    standing: str
    note: str
    who: str
    at: datetime
    counts: bool
    corrected: bool
    corrects: bool
    late: bool
    photos: tuple[FindingPhoto, ...] = ()
    links: tuple[Link, ...] = ()
    corrects_own: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One item, with all that was said of it."""

    question: str
    said: tuple[Said, ...]
    differs: bool
    attention: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What one discipline found at one address: what asks attention first, the rest by number and on demand."""

    discipline: str
    attention: tuple[Item, ...]
    rest: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class AtTarget:
    """One address: how the visit went, and what each discipline found there."""

    target: Target
    outcome: str
    groups: tuple[Group, ...] = ()
    wrong: int = 0
    differing: int = 0


@dataclass
class _Around:
    """What the rows need besides themselves, loaded once."""

    photos: dict[UUID, list[FindingPhoto]]
    reported_at: datetime | None
    reader: UUID | None
    linkers: tuple[Linker, ...] = ()
    takes: bool = False


def block(seen: Seen, at: datetime) -> Block | None:
    """Return the block of findings; None before an inspection began and nothing was found."""
    found = joined(seen)
    records = may_record(seen) and may_record_in(seen.file.status) and bool(own_disciplines(seen))
    if not records and not any(one.groups for one in found) and seen.file.status in ("draft", "planned", "briefed"):
        return None
    context = {
        "targets": found,
        "any": any(one.groups for one in found),
        "records": records,
        "differing": sum(one.differing for one in found),
        "wrong": sum(one.wrong for one in found),
    }
    return Block("inspections/findings/_block.html", context)


def joined(seen: Seen) -> list[AtTarget]:
    """Return all findings that the reader sees, by address and discipline. Four queries, however many there are."""
    found = list(queries.findings(seen))
    targets = queries.targets(seen)
    if not found:
        return [AtTarget(one, one.get_outcome_display()) for one in targets]
    reports = rows(seen, InspectionReport).order_by("made_at").values_list("made_at", flat=True)
    around = _Around(
        queries.photos(seen), reports.first(), seen.actor.id, _linkers_for(seen), may_record_in(seen.file.status)
    )
    by_target: dict[UUID, list[Finding]] = {}
    for one in found:
        by_target.setdefault(one.target_id, []).append(one)
    return [_at(one, by_target.get(one.pk, []), around) for one in targets]


def _linkers_for(seen: Seen) -> tuple[Linker, ...]:
    made = (maker(seen) for _slug, maker in sorted(_linkers.items()))
    return tuple(one for one in made if one is not None)


def own_disciplines(seen: Seen) -> list[str]:
    """Return the disciplines for which the reader takes part in the inspection."""
    return [one.discipline for one in parties_of(seen.actor, queries.parties(seen))]


def _at(target: Target, found: Iterable[Finding], around: _Around) -> AtTarget:
    by_discipline: dict[str, list[Finding]] = {}
    for one in found:
        by_discipline.setdefault(one.discipline, []).append(one)
    groups = tuple(_group(slug, by_discipline[slug], around) for slug in DISCIPLINES if slug in by_discipline)
    items = [item for group in groups for item in group.attention]
    wrong = sum(1 for item in items if any(one.counts and one.standing == "behind" for one in item.said))
    return AtTarget(target, target.get_outcome_display(), groups, wrong, sum(1 for item in items if item.differs))


def _group(discipline: str, found: list[Finding], around: _Around) -> Group:
    by_item: dict[str, list[Finding]] = {}
    roots: dict[UUID, UUID] = {}
    for one in found:
        # what stands on no list is each an item of its own, with what corrects it
        roots[one.pk] = roots.get(one.corrects_id, one.corrects_id) if one.corrects_id else one.pk
        by_item.setdefault(f"beside {roots[one.pk]}" if one.item == BESIDE else one.item, []).append(one)
    ordered = sorted(by_item.values(), key=lambda one: _place(one[0]))
    items = [_item(one, around) for one in ordered]
    label = str(DISCIPLINES.get(discipline, discipline))
    return Group(label, tuple(one for one in items if one.attention), tuple(one for one in items if not one.attention))


def _place(one: Finding) -> tuple[int, int, datetime]:
    """Return where an item stands: how the visit went, the list in its order, then what stands on no list."""
    slugs = [str(item["slug"]) for item in one.checklist.items] if one.checklist else []
    where = slugs.index(one.item) if one.item in slugs else len(slugs)
    return (0 if one.item == VISIT else 2 if one.item == BESIDE else 1, where, one.seen_at)


def _item(found: list[Finding], around: _Around) -> Item:
    sides = beside(found)
    names: dict[Any, str] = {}
    said = tuple(_said(side, _who(side.row, names), around) for side in sides)
    differs = differ(sides)
    telling = any(one.counts and (one.note or one.photos or one.standing == "behind") for one in said)
    latest = next((side.row for side in reversed(sides) if side.counts), found[-1])
    question = latest.question or str(_("Nog iets gezien"))
    return Item(question, said, differs, differs or telling or latest.item in (VISIT, BESIDE))


def _said(side: Side, who: str, around: _Around) -> Said:
    row = side.row
    return Said(
        key=row.pk,
        answer=row.get_answer_display(),
        standing=STANDINGS.get(Answer(row.answer), ""),
        note=row.note,
        who=who,
        at=row.seen_at,
        counts=side.counts,
        corrected=side.corrected,
        corrects=row.corrects_id is not None,
        late=around.reported_at is not None and row.sent_at > around.reported_at,
        photos=tuple(around.photos.get(row.pk, ())),
        links=tuple(found for one in around.linkers if side.counts and (found := one(row)) is not None),
        corrects_own=around.takes and side.counts and row.by_id == around.reader and row.item != VISIT,
    )


def _who(row: Finding, names: dict[Any, str]) -> str:
    """Return the function of who said it, never a name; a second one of the same function is numbered."""
    author = row.by_id or row.pk
    if author not in names:
        label = row.by_partner.name if row.by_partner else str(role_label(row.by_role))
        same = sum(1 for told in names.values() if told.startswith(label))
        names[author] = f"{label} {same + 1}" if same else label
    return names[author]
