# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a category asks, as data: questions with conditions, and whether answers fit them. Pure: no database, no clock.

A question is a mapping: `slug`; `kind` (text, long, yesno, choice, many, date, number); `label` and `hint` by language (nl, en,
easy); `options` [{slug, label}] for choice and many; `required`; `when` {question, is: [values]}: asked only where that
other question was answered so; `channels`: asked in these channels only (all, where it isn't there). An object that is asked
for (ship, company, container, vehicle, premises) has `object` with its kind.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from baken.kernel.errors import Reason

KINDS = frozenset({"text", "long", "yesno", "choice", "many", "date", "number"})
LANGUAGES = ("nl", "en", "easy")
MAX_TEXT = {"text": 200, "long": 5_000}
MAX_QUESTIONS = 40
YES_NO = ("yes", "no", "unknown")
Question = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """One question as it was asked, in words, with its answer in words: kept so, whatever becomes of the category."""

    slug: str
    question: str
    answer: str


def said(texts: Any, language: str) -> str:
    """Return a text in a language, in Dutch where it wasn't written."""
    if not isinstance(texts, Mapping):
        return str(texts or "")
    return str(texts.get(language) or texts.get("nl") or "")


def applicable(questions: Sequence[Question], answers: Mapping[str, Any], channel: str = "") -> list[Question]:
    """Return the questions that are asked, given the answers so far: a condition counts only on a question that is asked."""
    asked: dict[str, Question] = {}
    for question in questions:
        channels = question.get("channels")
        if channels and channel and channel not in channels:
            continue
        when = question.get("when")
        if when:
            about = str(when.get("question", ""))
            wanted = {str(value) for value in when.get("is", ())}
            if about not in asked or not _values(answers.get(about)) & wanted:
                continue
        asked[str(question["slug"])] = question
    return list(asked.values())


def against(questions: Sequence[Question], answers: Mapping[str, Any], channel: str = "") -> list[Reason]:
    """Return every reason why these answers can't be taken: missing, not one of the options, too long, no date."""
    found = []
    for question in applicable(questions, answers, channel):
        value = answers.get(question["slug"])
        label = said(question.get("label"), "nl")
        if _empty(value):
            if question.get("required"):
                text = _("Vul in: %(question)s")
                found.append(Reason(f"missing:{question['slug']}", text % {"question": label}))
            continue
        if not _fits(question, value):
            text = _("Dit antwoord kan niet: %(question)s")
            found.append(Reason(f"wrong:{question['slug']}", text % {"question": label}))
    return found


def told(
    questions: Sequence[Question], answers: Mapping[str, Any], channel: str = "", language: str = "nl"
) -> list[Told]:
    """Return what was asked and answered, in words; what wasn't asked or answered isn't there."""
    found = []
    for question in applicable(questions, answers, channel):
        value = answers.get(question["slug"])
        if not _empty(value) and _fits(question, value):
            found.append(
                Told(str(question["slug"]), said(question.get("label"), language), _worded(question, value, language))
            )
    return found


def problems(questions: Any) -> list[str]:
    """Return what is wrong with a list of questions itself, in English: for who writes the data."""
    if not isinstance(questions, list) or len(questions) > MAX_QUESTIONS:
        return [f"questions must be a list of at most {MAX_QUESTIONS}"]
    found: list[str] = []
    earlier: dict[str, Question] = {}
    for place, question in enumerate(questions, start=1):
        if not isinstance(question, Mapping) or not str(question.get("slug", "")).isidentifier():
            found.append(f"question {place}: no slug")
            continue
        slug = str(question["slug"])
        found += [f"{slug}: {what}" for what in _wrong(question, earlier)]
        earlier[slug] = question
    return found


def _wrong(question: Question, earlier: Mapping[str, Question]) -> Iterable[str]:
    if question["slug"] in earlier:
        yield "twice"
    if question.get("kind") not in KINDS:
        yield f"unknown kind {question.get('kind')!r}"
    if not said(question.get("label"), "nl"):
        yield "no label in Dutch"
    if question.get("kind") in ("choice", "many") and not question.get("options"):
        yield "no options"
    when = question.get("when")
    if when:
        about = earlier.get(str(when.get("question", "")))
        if about is None:
            yield "its condition names no earlier question"
        elif not {str(value) for value in when.get("is", ())} <= set(_options(about)):
            yield "its condition names an answer that can't be given"


def _options(question: Question) -> tuple[str, ...]:
    if question.get("kind") == "yesno":
        return YES_NO
    return tuple(str(option["slug"]) for option in question.get("options", ()))


def _values(value: Any) -> set[str]:
    if isinstance(value, (list, tuple)):
        return {str(one) for one in value}
    return {str(value)} if not _empty(value) else set()


def _empty(value: Any) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _fits(question: Question, value: Any) -> bool:
    kind = question.get("kind")
    if kind in ("choice", "yesno"):
        return isinstance(value, str) and value in _options(question)
    if kind == "many":
        return (
            isinstance(value, (list, tuple))
            and all(isinstance(one, str) for one in value)
            and set(value) <= set(_options(question))
        )
    if not isinstance(value, str):
        return False
    if kind == "date":
        try:
            return 1900 <= date.fromisoformat(value).year < 2200
        except ValueError:
            return False
    if kind == "number":
        return value.isascii() and value.isdigit() and len(value) <= 6
    return len(value) <= MAX_TEXT.get(str(kind), 200)


def _worded(question: Question, value: Any, language: str) -> str:
    kind = question.get("kind")
    if kind == "yesno":
        return {"yes": _("ja"), "no": _("nee"), "unknown": _("weet ik niet")}[str(value)]
    if kind in ("choice", "many"):
        labels = {str(option["slug"]): said(option.get("label"), language) for option in question.get("options", ())}
        return ", ".join(labels[slug] for slug in _options(question) if slug in _values(value))
    return str(value).strip()
