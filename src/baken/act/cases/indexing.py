# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search tokens of cases: the words of each row, kept under the part and level of that row."""

from baken.access.facade import GuardedPart, index_words

from .models import Case, CaseAction, CaseDocument, CaseSubject, Entry, Section


def index_case(case: Case) -> None:
    """Put what a case says of itself in the table, once for each part: whoever sees any part finds the case by it."""
    for section in Section.objects.filter(guarded=case.guarded_id):
        index_section(section, case)


def index_section(section: Section, case: Case) -> None:
    """Put a conclusion in the table, with what the case says of itself."""
    words = (case.reference, case.title, case.address, case.summary, section.conclusion)
    index_words(section, " ".join(words))


def index_row(row: GuardedPart) -> None:
    """Put the words of a note, action, document or subject in the table."""
    index_words(row, text_of(row))


def text_of(row: GuardedPart) -> str:
    """Return the words of a row by which it may be found."""
    if isinstance(row, Entry):
        return row.text
    if isinstance(row, CaseAction):
        return f"{row.title} {row.owner}"
    if isinstance(row, CaseDocument):
        return row.name
    if isinstance(row, CaseSubject):
        return f"{row.name} {row.note}"
    raise TypeError(type(row).__name__)
