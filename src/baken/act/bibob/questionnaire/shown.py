# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions and answers as pages show them: to the subject as fields, to the coordinator as text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from . import asked


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a row."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the form. `condition`: to whom it is asked, in words.

    `after_yes`: it is asked of who says yes to the question right above it: the style sheet hides it until then, where the
    browser can. Other conditions stand there in words, since the page has no script.
    """

    slug: str
    name: str
    kind: str
    label: str
    hint: str
    required: bool
    options: tuple[Option, ...]
    rows: tuple[tuple[Cell, ...], ...]
    columns: tuple[str, ...]
    value: str
    error: str
    condition: str
    after_yes: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the form."""

    slug: str
    title: str
    intro: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One answer as text; a table where the question asks rows."""

    label: str
    text: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def form(parts: Sequence[asked.Part], answers: asked.Answers, wrong: Mapping[str, str], language: str) -> list[Section]:
    """Return the form with what was filled in and what is wrong, by slug of the question."""
    every = {str(one["slug"]): one for one in asked.questions(parts)}
    return [
        Section(
            str(part["slug"]),
            asked.said(part.get("title"), language),
            asked.said(part.get("intro"), language),
            tuple(
                replace(_field(one, every, answers, wrong, language), after_yes=_after_yes(one, above))
                for above, one in zip((None, *part["questions"]), part["questions"], strict=False)
            ),
        )
        for part in parts
    ]


def read(parts: Sequence[asked.Part], answers: asked.Answers, language: str) -> list[tuple[str, list[Told]]]:
    """Return what was answered by part, for who reads it; what wasn't asked isn't there."""
    return [
        (
            asked.said(part.get("title"), language),
            [_told(one, answers, language) for one in part["questions"] if asked.is_asked(one, answers)],
        )
        for part in parts
    ]


def _field(
    question: asked.Question, every: Mapping[str, asked.Question], answers: asked.Answers, wrong: Mapping[str, str],
    language: str,
) -> Field:  # fmt: skip
    slug, kind = str(question["slug"]), str(question["kind"])
    value, name = answers.get(slug, ""), asked.PREFIX + slug
    chosen = set(value) if kind == asked.MANY else {value} if isinstance(value, str) else set()
    return Field(
        slug=slug,
        name=name,
        kind=kind,
        label=asked.said(question.get("label"), language),
        hint=asked.said(question.get("hint"), language),
        required=bool(question.get("required")),
        options=tuple(Option(one, label, one in chosen) for one, label in _options(question, language)),
        rows=tuple(_rows(question, name, value or [], language)) if kind == asked.ROWS else (),
        columns=tuple(asked.said(one["label"], language) for one in question.get("columns", ())),
        value=value if isinstance(value, str) else "",
        error=wrong.get(slug, ""),
        condition=_condition(question, every, language),
    )


def _options(question: asked.Question, language: str) -> list[tuple[str, str]]:
    if question["kind"] == asked.YESNO:
        return [("yes", _("Ja")), ("no", _("Nee"))]
    found = [(str(one["slug"]), asked.said(one["label"], language)) for one in question.get("options", ())]
    return [(slug, label[:1].upper() + label[1:]) for slug, label in found]


def _rows(question: asked.Question, name: str, filled: list[Any], language: str) -> list[tuple[Cell, ...]]:
    number = min(len(filled) + asked.MORE_ROWS, asked.MOST_ROWS)
    rows = [*filled, *({} for _empty in range(number - len(filled)))]
    return [
        tuple(
            Cell(
                f"{name}__{place}__{one['slug']}",
                asked.said(one["label"], language),
                str(row.get(str(one["slug"]), "")),
            )
            for one in question["columns"]
        )
        for place, row in enumerate(rows)
    ]


def _after_yes(question: asked.Question, above: asked.Question | None) -> bool:
    when = question.get("when")
    if not when or above is None:
        return False
    return bool(when["question"] == above["slug"] and list(when["is"]) == ["yes"])


def _condition(question: asked.Question, every: Mapping[str, asked.Question], language: str) -> str:
    when = question.get("when")
    about = every.get(str(when["question"])) if when else None
    if not when or about is None:
        return ""
    wanted = {str(one) for one in when["is"]}
    labels = " / ".join(label for slug, label in _options(about, language) if slug in wanted)
    told = _("Alleen als u bij “%(question)s” antwoordde: %(answer)s.")
    return told % {"question": asked.said(about.get("label"), language), "answer": labels}


def _told(question: asked.Question, answers: asked.Answers, language: str) -> Told:
    label, kind = asked.said(question.get("label"), language), question["kind"]
    value = answers.get(str(question["slug"]), "")
    if kind == asked.ROWS:
        columns = question["columns"]
        rows = tuple(tuple(row.get(str(one["slug"]), "") for one in columns) for row in value or ())
        return Told(label, "", tuple(asked.said(one["label"], language) for one in columns), rows)
    words: dict[Any, str] = dict(_options(question, language))
    if kind == asked.TICK:
        return Told(label, _("Ja") if value else "")
    if isinstance(value, list):
        return Told(label, ", ".join(str(words.get(one, one)) for one in value))
    return Told(label, str(words.get(value, value)))
