# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The questions as data: which are asked, reading what was filled in, what still misses. Pure, but for the file that it reads.

A list of parts is kept with each questionnaire as it was asked (`questions.yaml` tells their shape), so that what came back
is read by the questions of its day.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from baken.kernel.text.plain_text import plain

Part = Mapping[str, Any]
Question = Mapping[str, Any]
Answers = dict[str, Any]
"""By slug of the question: a text, a list of slugs (many) or a list of rows, each a dict of texts by column."""
TEXT, LONG, NUMBER, DATE, YESNO, CHOICE, MANY, ROWS, TICK = (
    "text", "long", "number", "date", "yesno", "choice", "many", "rows", "tick",
)  # fmt: skip
KINDS = (TEXT, LONG, NUMBER, DATE, YESNO, CHOICE, MANY, ROWS, TICK)
YES_NO = ("yes", "no")
PREFIX = "v_"
LONGEST = {TEXT: 300, NUMBER: 15, DATE: 10, LONG: 4_000, ROWS: 300}
MOST_ROWS, MORE_ROWS = 30, 2
"""Rows that one question takes, and how many empty ones are offered below what was filled in."""


@cache
def _every() -> tuple[Part, ...]:
    text = (files("baken.act.bibob.questionnaire") / "questions.yaml").read_text(encoding="utf-8")
    return tuple(YAML(typ="safe").load(text))


def for_scope(scope: str) -> list[Part]:
    """Return the parts that are asked for one kind of application, in their order."""
    return [part for part in _every() if scope in part.get("scopes", (scope,))]


def questions(parts: Iterable[Part]) -> Iterator[Question]:
    """Yield the questions of the parts."""
    for part in parts:
        yield from part["questions"]


def said(text: Mapping[str, str] | None, language: str) -> str:
    """Return a text in a language, else in Dutch."""
    told = text or {}
    return str(told.get(language) or told.get("nl") or "")


def options(question: Question) -> list[str]:
    """Return what may be chosen."""
    if question["kind"] == YESNO:
        return list(YES_NO)
    return [str(one["slug"]) for one in question.get("options", ())]


def read(parts: Sequence[Part], data: Any) -> Answers:
    """Return what was filled in, of a form (`QueryDict`): known questions only, known choices only, texts made fit to keep."""
    found: Answers = {}
    for question in questions(parts):
        slug = str(question["slug"])
        value = _read(question, PREFIX + slug, data)
        if value:
            found[slug] = value
    return found


def _read(question: Question, name: str, data: Any) -> Any:
    kind = question["kind"]
    if kind == ROWS:
        return _rows(question, name, data)
    if kind == MANY:
        known = options(question)
        return [one for one in dict.fromkeys(data.getlist(name)) if one in known]
    told = plain(str(data.get(name, "")))
    if kind == TICK:
        return "yes" if told else ""
    if kind in (YESNO, CHOICE):
        return told if told in options(question) else ""
    return told


def _rows(question: Question, name: str, data: Any) -> list[dict[str, str]]:
    columns = [str(one["slug"]) for one in question["columns"]]
    found = []
    for number in range(MOST_ROWS):
        row = {slug: plain(str(data.get(f"{name}__{number}__{slug}", ""))) for slug in columns}
        if any(row.values()):
            found.append(row)
    return found


def is_asked(question: Question, answers: Answers) -> bool:
    """Whether a question is asked, given what was answered to another."""
    when = question.get("when")
    if not when:
        return True
    told = answers.get(str(when["question"]), "")
    chosen = set(told) if isinstance(told, list) else {told}
    return bool(chosen & {str(one) for one in when["is"]})


def too_long(parts: Sequence[Part], answers: Answers) -> dict[str, int]:
    """Return the questions whose answer is longer than is kept, with how long it may be: by slug."""
    found = {}
    for question in questions(parts):
        value, most = answers.get(str(question["slug"]), ""), LONGEST.get(question["kind"])
        if most is None:
            continue
        texts = [text for row in value for text in row.values()] if isinstance(value, list) else [value]
        if any(len(text) > most for text in texts):
            found[str(question["slug"])] = most
    return found


def missing(parts: Sequence[Part], answers: Answers) -> list[str]:
    """Return the slugs of required questions that are asked and weren't answered, in their order."""
    return [
        str(question["slug"])
        for question in questions(parts)
        if question.get("required") and is_asked(question, answers) and not answers.get(str(question["slug"]))
    ]


def kept(parts: Sequence[Part], answers: Answers) -> Answers:
    """Return the answers to what was asked: not to a question that an answer since took away."""
    asked = {str(question["slug"]) for question in questions(parts) if is_asked(question, answers)}
    return {slug: value for slug, value in answers.items() if slug in asked}
