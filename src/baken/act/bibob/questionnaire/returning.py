# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the subject does with the link: look, save half, add papers, send it in. Baken itself acts, in that one questionnaire.

There is no account and so no permission: the link is the authority, and reaches exactly one questionnaire.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, desk_files, opened, system_actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.ids import uuid7
from baken.kernel.models import Municipality, fresh
from baken.kernel.papers import sealed as sealed_papers
from baken.kernel.papers.kept import CheckedPaper
from baken.kernel.terms import Whose

from .. import clocks
from ..models import Questionnaire, ScreeningPaper
from ..steps import note
from . import asked, limits, rules, sending

MOST_PAPERS = 30
MOST_AT_ONCE = 5
NOTHING = "0" * 64
"""Looked for in the place of what is no link: so that takes as long as a link that leads nowhere."""


class DeadLink(Refused):
    """The link is old, taken back, of a file that went on, or never was one. Nobody is told which."""

    def __init__(self) -> None:
        super().__init__((Reason("dead_link", _("Deze link werkt niet (meer).")),))


@dataclass(frozen=True, slots=True)
class Held:
    """A questionnaire as the holder of its link may see it. `answers`: what was saved so far; none once it was sent in."""

    row: Questionnaire
    town: Municipality
    parts: Sequence[asked.Part]
    answers: asked.Answers
    papers: tuple[tuple[UUID, str], ...]
    """Of each paper its key and name."""
    is_returned: bool


def look(token: str, at: datetime, who: str) -> Held:
    """Return the questionnaire of a link. Raises `DeadLink`, the same for whatever is wrong with it, and `TooMany`.

    `who`: the address on the network, of which what fails is counted.
    """
    limits.may_look(who)
    told = rules.digest(token) if rules.well_formed(token) else NOTHING
    for town in Municipality.objects.all():
        with opened(system_actor(town), system=True):
            row = Questionnaire.objects.filter(municipality=town, token_digest=told).select_related("screening").first()
            if row is not None and _works(row, at):
                return _held(row, town)
    limits.failed(who)
    raise DeadLink


def may_send(token: str) -> None:
    """Raise `TooMany` for a link that sent too much lately: asked before what was sent is read, and papers looked at."""
    limits.SAVES.require(rules.digest(token))


def save(at: datetime, held: Held, answers: asked.Answers, seen: int, papers: Sequence[CheckedPaper] = ()) -> None:
    """Keep what was filled in so far, with papers. Raises `DeadLink`, `Refused`; `StaleVersion` where another window saved."""
    _save(actor=system_actor(held.town), at=at, key=held.row.pk, answers=answers, seen=seen, papers=papers)


def remove(at: datetime, held: Held, paper: UUID) -> None:
    """Take a paper out again. Raises `DeadLink`."""
    _remove(actor=system_actor(held.town), at=at, key=held.row.pk, paper=paper)


def send_in(at: datetime, held: Held, answers: asked.Answers, seen: int, papers: Sequence[CheckedPaper] = ()) -> None:
    """Send it in, once. Raises `Refused` with a reason for each question that misses (its slug), `DeadLink`, `StaleVersion`."""
    _send_in(actor=system_actor(held.town), at=at, key=held.row.pk, answers=answers, seen=seen, papers=papers)


@action
def _save(
    *, actor: Actor, at: datetime, key: UUID, answers: asked.Answers, seen: int, papers: Sequence[CheckedPaper]
) -> None:
    row = _open(key, at, seen)
    _fits(row, answers)
    _keep(row, papers, at)
    row.draft = json.dumps(answers, ensure_ascii=False)
    row.save()
    audit.record("questionnaire.saved", row, papers=len(papers))


@action
def _remove(*, actor: Actor, at: datetime, key: UUID, paper: UUID) -> None:
    row = _open(key, at, None)
    found = ScreeningPaper.objects.locked().filter(questionnaire=row, pk=paper).first()
    if found is None:
        raise DeadLink
    sealed_papers.destroy(found)
    found.delete()
    audit.record("questionnaire.paper_removed", row)


@action
def _send_in(
    *, actor: Actor, at: datetime, key: UUID, answers: asked.Answers, seen: int, papers: Sequence[CheckedPaper]
) -> None:
    row = _open(key, at, seen)
    _fits(row, answers)
    told = asked.kept(row.questions, answers)
    if missing := asked.missing(row.questions, told):
        raise Refused(tuple(Reason(slug, _("Beantwoord deze vraag.")) for slug in missing))
    _keep(row, papers, at)
    row.answers, row.draft, row.returned_at, row.complete = json.dumps(told, ensure_ascii=False), "", at, None
    row.save()
    day = timezone.localdate(at)
    note(actor, at, row.screening, "questions_returned", day)
    desk_files.keep_term(
        row.screening, clocks.KIND, row, label=sending.BACK, due=row.due_on, started=row.sent_on, done_on=day,
        whose=Whose.OTHERS,
    )  # fmt: skip
    audit.record("questionnaire.returned", row)


def _works(row: Questionnaire, at: datetime) -> bool:
    if row.revoked_at is not None or row.valid_until <= at:
        return False
    return row.returned_at is not None or row.screening.status in sending.OPEN


def _open(key: UUID, at: datetime, seen: int | None) -> Questionnaire:
    """Return the questionnaire locked, where it may still be filled in: of two that send it in at once, one finds it closed."""
    row = Questionnaire.objects.locked().select_related(None).get(pk=key)
    if not _works(row, at) or row.returned_at is not None:
        raise DeadLink
    return row if seen is None else fresh(row, seen)


def _fits(row: Questionnaire, answers: asked.Answers) -> None:
    if long := asked.too_long(row.questions, answers):
        text = _("Gebruik hoogstens %(max)d tekens.")
        raise Refused(tuple(Reason(slug, text % {"max": most}) for slug, most in long.items()))


def _keep(row: Questionnaire, papers: Sequence[CheckedPaper], at: datetime) -> None:
    there = ScreeningPaper.objects.filter(questionnaire=row).count()
    if len(papers) > MOST_AT_ONCE or there + len(papers) > MOST_PAPERS:
        text = _("Voeg hoogstens %(max)d bestanden tegelijk toe, en %(most)d in totaal.")
        raise Refused((Reason("papers", text % {"max": MOST_AT_ONCE, "most": MOST_PAPERS}),))
    for checked in papers:
        owner = uuid7()
        stored = sealed_papers.keep(checked, owner_id=owner)
        paper = ScreeningPaper(
            id=owner, municipality_id=row.municipality_id, screening=row.screening, questionnaire=row, added_at=at,
            from_subject=True, **stored.fields,
        )  # fmt: skip
        paper.save(force_insert=True)
        audit.record("questionnaire.paper_added", paper, size=checked.size)


def _held(row: Questionnaire, town: Municipality) -> Held:
    answers = {} if row.returned_at or not row.draft else json.loads(row.draft)
    named = tuple((paper.pk, paper.name) for paper in row.papers.order_by("added_at", "id"))
    return Held(row, town, row.questions, answers, named, row.returned_at is not None)
