# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes commitments, motions and questions, with their papers; and the term within which questions are answered."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason
from baken.kernel.models import Municipality, fresh
from baken.kernel.papers.kept import StoredPaper

from . import clocks
from .checks import put, refuse_any, refused, require_here, step
from .models import AnswerTerm, CouncilItem, ItemKind, ItemPaper, MotionOutcome
from .policies import MANAGE
from .rules import answer_due
from .workflow import MOTION

ITEM_FIELDS = (
    "title",
    "text",
    "made_on",
    "made_in",
    "session",
    "asked_by",
    "owner",
    "due",
    "effort",
    "priority",
)
MAX_PAPERS = 20
MAX_REASON = 400


@action
def add_item(
    *,
    actor: Actor,
    at: datetime,
    municipality: Municipality,
    kind: str,
    values: Mapping[str, Any],
    fictitious: bool = False,
) -> CouncilItem:
    """Note a commitment, motion or question and return it. `values` are the fields of `ITEM_FIELDS`.

    A question without `due` gets the term of the council's own rule. Raises `Refused` with every reason.
    """
    require_here(actor, municipality)
    item = CouncilItem(municipality=municipality, kind=ItemKind(kind), fictitious=fictitious)
    put(item, values, ITEM_FIELDS)
    if item.kind == ItemKind.MOTION:
        item.outcome = MotionOutcome.MOVED
    if item.kind == ItemKind.QUESTION and item.due is None:
        item.due = answer_due(item.made_on, terms_of(municipality.id))
    refuse_any(_problems(item, timezone.localdate(at)))
    item.save()
    clocks.write(item, _terms(item))
    audit.record("council_item.added", item, kind=str(item.kind))
    return item


@action
def change_item(*, actor: Actor, at: datetime, item: CouncilItem, seen: int, values: Mapping[str, Any]) -> CouncilItem:
    """Change an item, provided it is as it was `seen` (its version). Raises `StaleVersion` or `Refused`."""
    require(actor, MANAGE, item)
    item = fresh(item, seen)
    put(item, values, ITEM_FIELDS)
    refuse_any(_problems(item, timezone.localdate(at)))
    item.save()
    clocks.write(item, _terms(item))
    audit.record("council_item.changed", item, fields=sorted(values))
    return item


@action
def answer_item(
    *,
    actor: Actor,
    at: datetime,
    item: CouncilItem,
    seen: int,
    answer: str,
    answered_on: date,
    paper: StoredPaper | None = None,
) -> CouncilItem:
    """Write down the answer, or how it was done, and on which day; a later call corrects it. `paper` goes with it."""
    require(actor, MANAGE, item)
    item = fresh(item, seen)
    problems = []
    if not answer.strip():
        problems.append(Reason("no_answer", _("Schrijf op wat het antwoord is.")))
    if answered_on > timezone.localdate(at):
        problems.append(Reason("day_to_come", _("De datum van het antwoord moet nog komen.")))
    if answered_on < item.made_on:
        problems.append(Reason("before_made", _("De datum van het antwoord ligt vóór de vraag of toezegging.")))
    if item.withdrawn_on is not None or item.outcome in (MotionOutcome.REJECTED, MotionOutcome.WITHDRAWN):
        problems.append(Reason("ended", _("Dit is ingetrokken of verworpen, dus er hoort geen antwoord bij.")))
    if item.outcome == MotionOutcome.MOVED:
        problems.append(Reason("not_decided", _("De raad heeft nog niet over deze motie besloten.")))
    refuse_any(problems)
    corrected = item.answered_on is not None
    item.answer, item.answered_on = answer.strip(), answered_on
    item.save()
    clocks.write(item, _terms(item))
    audit.record("council_item.answer_corrected" if corrected else "council_item.answered", item, on=str(answered_on))
    if paper is not None:
        _add_paper(item, paper, at)
    return item


@action
def withdraw_item(*, actor: Actor, at: datetime, item: CouncilItem, seen: int, on: date, reason: str) -> CouncilItem:
    """Note that a commitment lapsed or a question was withdrawn, and why. A motion is withdrawn by `decide_motion`."""
    require(actor, MANAGE, item)
    item = fresh(item, seen)
    problems = []
    if item.kind == ItemKind.MOTION:
        problems.append(Reason("motion", _("Een motie trekt u in bij het besluit.")))
    if item.answered_on is not None or item.withdrawn_on is not None:
        problems.append(Reason("ended", _("Dit is al beantwoord of ingetrokken.")))
    if not reason.strip():
        problems.append(Reason("no_reason", _("Schrijf op waarom.")))
    if len(reason.strip()) > MAX_REASON:
        told = _("De reden is te lang: gebruik hoogstens %(max)d tekens.")
        problems.append(Reason("long_reason", told % {"max": MAX_REASON}))
    if on > timezone.localdate(at) or on < item.made_on:
        problems.append(Reason("day", _("Kies een dag vanaf de vraag of toezegging tot en met vandaag.")))
    refuse_any(problems)
    item.withdrawn_on, item.withdrawn_because = on, reason.strip()
    item.save()
    clocks.write(item, _terms(item))
    audit.record("council_item.withdrawn", item, on=str(on))
    return item


@action
def decide_motion(*, actor: Actor, at: datetime, item: CouncilItem, name: str, on: date) -> CouncilItem:
    """Note what became of a motion (`name`: adopt, reject, withdraw) on the day `on`. Raises `Refused`."""
    require(actor, MANAGE, item)
    if item.kind != ItemKind.MOTION:
        raise refused("no_motion", _("Alleen over een motie besluit de raad zo."))
    given = {"on": on, "today": timezone.localdate(at), "after": item.made_on}
    return step(actor, at, MOTION, item, name, given, decided_on=on)


@action
def add_paper(*, actor: Actor, at: datetime, item: CouncilItem, paper: StoredPaper) -> ItemPaper:
    """Add a kept paper to an item and return it; the same content is added once."""
    require(actor, MANAGE, item)
    return _add_paper(fresh(item), paper, at)


@action
def remove_paper(*, actor: Actor, at: datetime, paper: ItemPaper) -> None:
    """Take a paper off an item. Its content stays on disk, and the log says that it was there."""
    require(actor, MANAGE, paper)
    audit.record("council_item.paper_removed", paper.item, digest=paper.digest)
    paper.delete()


@action
def set_answer_term(
    *, actor: Actor, at: datetime, municipality: Municipality, days: int, valid_from: date, source: str, checked: bool
) -> AnswerTerm:
    """Set within how many calendar days questions are answered from a day on; a second time for one day replaces it.

    Questions that are there keep their date: their term was told when they were asked.
    """
    require_here(actor, municipality)
    term = AnswerTerm.objects.locked().filter(municipality=municipality, valid_from=valid_from).first()
    term = term or AnswerTerm(municipality=municipality, valid_from=valid_from)
    if not 1 <= days <= 365:
        raise refused("days", _("Kies een termijn van 1 tot en met 365 dagen."))
    term.days, term.source, term.checked = days, source, checked
    term.save()
    audit.record("council.answer_term_set", term, days=days, valid_from=str(valid_from), checked=checked)
    return term


def terms_of(municipality_id: UUID) -> list[tuple[date, int]]:
    """Return the rule for questions as (first day, days) pairs, whoever asks."""
    rows = AnswerTerm.objects.filter(municipality_id=municipality_id)
    return list(rows.values_list("valid_from", "days"))


def _terms(item: CouncilItem) -> list[AnswerTerm]:
    """Return the council's rules for questions; nothing else has a clock."""
    if item.kind != ItemKind.QUESTION:
        return []
    return list(AnswerTerm.objects.filter(municipality_id=item.municipality_id))


def _add_paper(item: CouncilItem, paper: StoredPaper, at: datetime) -> ItemPaper:
    there = ItemPaper.objects.filter(item=item)
    same = there.filter(digest=paper.digest).first()
    if same is None and there.count() >= MAX_PAPERS:
        raise refused("full", _("Er passen niet meer dan %(max)d stukken bij.") % {"max": MAX_PAPERS})
    row = same or ItemPaper(municipality_id=item.municipality_id, item=item, added_at=at, **paper.fields)
    if same is None:
        row.save()
    audit.record("council_item.paper_added", item, digest=paper.digest, size=paper.size)
    return row


def _problems(item: CouncilItem, today: date) -> list[Reason]:
    found = []
    if item.made_on > today:
        found.append(Reason("day_to_come", _("De datum moet nog komen.")))
    if item.due is not None and item.due < item.made_on:
        found.append(Reason("due_before_made", _("De termijn ligt vóór de datum zelf.")))
    ends = [day for day in (item.answered_on, item.withdrawn_on, item.decided_on) if day is not None]
    if any(day < item.made_on for day in ends):
        found.append(Reason("made_after_end", _("De datum ligt na het antwoord of het besluit.")))
    return found
