# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reporting without an account: what is offered, and how a report comes in. Baken itself receives it, and asks nobody's name."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from baken.access.facade import system_actor
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality
from baken.kernel.papers.kept import CheckedPaper

from ..models import Category, Channel, SourceKind
from ..reporting import questions
from ..reporting.intake import Received, is_offered, receive
from ..reporting.plain_text import cleaned
from ..reporting.reports import Report

LANGUAGES = questions.LANGUAGES


def offered(municipality: Municipality, *, questions: bool = True) -> list[Category]:
    """Return the categories that the public may report in, in their order, with what they ask or without. It is no secret."""
    rows = _public().filter(municipality=municipality)
    if not questions:
        rows = rows.defer("questions")
    return [one for one in rows if is_offered(one, Channel.PUBLIC)]


def with_slug(slug: str, municipality: str = "") -> list[Category]:
    """Return the public categories of that name, with register and municipality: of one municipality, or of all here."""
    rows = _public().filter(slug=slug).select_related("vault", "municipality")
    return list(rows.filter(municipality__slug=municipality) if municipality else rows)[:2]


def with_key(key: UUID) -> Category | None:
    """Return the public category with this key, with register and municipality."""
    found = _public().filter(pk=key).select_related("vault", "municipality").first()
    return found if found is not None and is_offered(found, Channel.PUBLIC) else None


def active_with_slug(municipality: Municipality, slug: str) -> Category:
    """Return a category in which may be reported, with its register; raises `Refused` for a name that isn't there."""
    found = Category.objects.filter(municipality=municipality, slug=slug, active=True).select_related("vault").first()
    if found is None:
        raise Refused((Reason("category", _("Deze categorie is er niet.")),))
    return found


def as_data(category: Category, language: str) -> dict[str, Any]:
    """Return a category as a form elsewhere needs it: names and questions in a language, by the public channel."""
    return {
        "id": category.slug,
        "name": category.text("name", language),
        "group": category.group,
        "description": category.text("intro", language),
        "questions": [_question(one, language) for one in questions.of_channel(category.questions, Channel.PUBLIC)],
    }


def send(
    *,
    at: datetime,
    category: Category,
    report: Report,
    key: str = "",
    body: bytes = b"",
    files: Sequence[CheckedPaper] = (),
    asked: bool = True,
) -> Received:
    """Keep a report of somebody without an account; raises what `intake.receive` does. `category`: from `with_slug`.

    `asked` as in `intake.receive`.
    """
    return receive(
        actor=system_actor(category.municipality),
        at=at,
        municipality=category.municipality,
        category=category,
        report=cleaned(report),
        channel=Channel.PUBLIC,
        source_kind=SourceKind.RESIDENT,
        key=key,
        body=body,
        files=files,
        asked=asked,
    )


def _public() -> "QuerySet[Category]":
    return Category.objects.filter(public=True, active=True)


def _question(question: questions.Question, language: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": question["slug"],
        "kind": question["kind"],
        "label": questions.said(question.get("label"), language),
        "hint": questions.said(question.get("hint"), language),
        "required": bool(question.get("required")),
        "options": [
            {"id": option["slug"], "label": questions.said(option.get("label"), language)}
            for option in question.get("options", ())
        ],
        "when": None,
    }
    if when := question.get("when"):
        found["when"] = {"question": when["question"], "is": [str(one) for one in when.get("is", ())]}
    if question["kind"] == "yesno":
        found["options"] = [{"id": slug, "label": ""} for slug in questions.YES_NO]
    return found
