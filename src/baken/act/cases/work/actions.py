# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes the parts of a case: conclusions, notes, actions, papers, those whom it is about."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from baken.access.facade import Actor, Level, require
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.ids import uuid7
from baken.kernel.models import fresh
from baken.kernel.papers.kept import CheckedPaper
from baken.kernel.papers.sealed import keep

from ..checks import open_case_for, refused, require_part, told_by
from ..indexing import index_row, index_section
from ..models import Case, CaseAction, CaseDocument, CaseSubject, Entry, Section
from ..policies import CONTRIBUTE

LEVELS_OF_CONTENT = (Level.CONFIDENTIAL, Level.SECRET)


@action
def write_conclusion(
    *, actor: Actor, at: datetime, purpose: str, case: Case, part: str, seen: int, conclusion: str
) -> Section:
    """Write the conclusion of a part, which also those read who don't see its content. Raises `StaleVersion`.

    Only who sees the content concludes from it.
    """
    case = open_case_for(actor, case, purpose, CONTRIBUTE)
    require_part(actor, purpose, case, part, Level.CONFIDENTIAL)
    section: Section = fresh(Section.objects.get(guarded=case.guarded_id, part=part), seen)
    section.conclusion = conclusion.strip()
    section.concluded_at, section.concluded_by = (at, told_by(actor)) if section.conclusion else (None, "")
    section.save()
    index_section(section, case)
    _told("case.concluded", case, purpose, part)
    return section


@action
def add_entry(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    case: Case,
    part: str,
    level: int,
    happened_at: datetime,
    text: str,
    key: UUID | None = None,
    kept: tuple[str, ...] = (),
) -> Entry:
    """Add a note to a part. `kept` names the kinds of personal data that the writer left in on purpose."""
    case = _writing(actor, purpose, case, part, level)
    if happened_at > at:
        raise refused("to_come", _("Dit moment is nog niet geweest. Maak er een actie van."))
    entry = Entry(
        id=key or uuid7(),
        municipality_id=case.municipality_id,
        guarded_id=case.guarded_id,
        part=part,
        level=level,
        at=happened_at,
        text=text.strip(),
        author_id=actor.id,
        author_partner_id=actor.partner_id,
        author_role="" if actor.partner_id else ",".join(sorted(actor.roles))[:40],
        written_at=at,
    )
    entry.save()
    index_row(entry)
    _told("case.entry_added", case, purpose, part, entry=entry.pk, kept=list(kept))
    return entry


@action
def add_subject(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    case: Case,
    part: str,
    values: Mapping[str, Any],
    key: UUID | None = None,
) -> CaseSubject:
    """Add whom or what the case is about: `values` are kind, name, birth_date (ISO text) and note."""
    case = _writing(actor, purpose, case, part, Level.CONFIDENTIAL)
    told = {name: values[name] for name in ("kind", "name", "birth_date", "note") if name in values}
    subject = CaseSubject(
        id=key or uuid7(),
        municipality_id=case.municipality_id,
        guarded_id=case.guarded_id,
        part=part,
        level=Level.CONFIDENTIAL,
        **told,
    )
    subject.save()
    index_row(subject)
    _told("case.subject_added", case, purpose, part, subject=subject.pk, kind=subject.kind)
    return subject


@action
def add_action(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    case: Case,
    part: str,
    title: str,
    due_on: date,
    owner: str,
    key: UUID | None = None,
) -> CaseAction:
    """Add something to do in a part, for a function or organisation, before a day."""
    case = _writing(actor, purpose, case, part, Level.CONFIDENTIAL)
    made = CaseAction(
        id=key or uuid7(),
        municipality_id=case.municipality_id,
        guarded_id=case.guarded_id,
        part=part,
        level=Level.CONFIDENTIAL,
        title=title.strip(),
        due_on=due_on,
        owner=owner.strip(),
    )
    made.save()
    index_row(made)
    _told("case.action_added", case, purpose, part, made=made.pk)
    return made


@action
def finish_action(*, actor: Actor, at: datetime, purpose: str, case: Case, made: CaseAction) -> CaseAction:
    """Say that an action is done."""
    case = open_case_for(actor, case, purpose, CONTRIBUTE)
    require(actor, CONTRIBUTE, made, purpose)
    if made.guarded_id != case.guarded_id:
        raise refused("other_case", _("Deze actie hoort bij een andere casus."))
    made = fresh(made)
    if made.done_at is not None:
        raise refused("done", _("Deze actie was al klaar."))
    made.done_at, made.done_by_id = at, actor.id
    made.save()
    _told("case.action_done", case, purpose, made.part, made=made.pk)
    return made


@action
def add_document(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    case: Case,
    part: str,
    level: int,
    checked: CheckedPaper,
    key: UUID | None = None,
) -> CaseDocument:
    """Add a paper to a part; it is kept encrypted."""
    case = _writing(actor, purpose, case, part, level)
    owner = key or uuid7()
    document = CaseDocument(
        id=owner,
        municipality_id=case.municipality_id,
        guarded_id=case.guarded_id,
        part=part,
        level=level,
        added_at=at,
        added_by=told_by(actor)[:120],
        **keep(checked, owner_id=owner).fields,
    )
    document.save()
    index_row(document)
    _told("case.document_added", case, purpose, part, document=document.pk, size=document.size)
    return document


def _writing(actor: Actor, purpose: str, case: Case, part: str, level: int) -> Case:
    case = open_case_for(actor, case, purpose, CONTRIBUTE)
    if level not in LEVELS_OF_CONTENT:
        raise refused("level", _("Kies een niveau: vertrouwelijk of geheim."))
    require_part(actor, purpose, case, part, level)
    return case


def _told(what: str, case: Case, purpose: str, part: str, **detail: Any) -> None:
    audit.record(what, case.guarded, purpose=purpose, part=part, **detail)
