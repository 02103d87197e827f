# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a category asks, as data: questions with conditions, and whether answers fit them. Pure: no database, no clock.

A question is a mapping: `slug`; `kind` (text, long, yesno, choice, many, date, number); `label` and `hint` by language (nl, en,
easy); `options` [{slug, label}] for choice and many; `required`; `when` {question, is: [values]}: asked only where that
other question was answered so; `channels`: asked in these channels only (all, where it isn't there). An object that is asked
for (ship, company, container, vehicle, premises) has `object` with its kind.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
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
THINGS = frozenset({"ship", "company", "container", "vehicle", "premises"})
CHANNELS = frozenset({"public", "staff", "field", "partner", "api", "import"})
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


def of_channel(questions: Iterable[Question], channel: str) -> list[Question]:
    """Return the questions of a channel ("": of every one), whatever is answered."""
    return [one for one in questions if not channel or channel in (one.get("channels") or (channel,))]


def applicable(questions: Sequence[Question], answers: Mapping[str, Any], channel: str = "") -> list[Question]:
    """Return the questions that are asked, given the answers so far: a condition counts only on a question that is asked."""
    asked: dict[str, Question] = {}
    for question in of_channel(questions, channel):
        when = question.get("when")
        if when:
            about = str(when.get("question", ""))
            wanted = {str(value) for value in when.get("is", ())}
            if about not in asked or not _values(answers.get(about)) & wanted:
                continue
        asked[str(question["slug"])] = question
    return list(asked.values())


def against(
    questions: Sequence[Question], answers: Mapping[str, Any], channel: str = "", *, asked: bool = True
) -> list[Reason]:
    """Return every reason why these answers can't be taken: missing, not one of the options, too long, no date.

    `asked`: the questions were put to somebody. Where they weren't (a file, another system) none of them is missing: a report
    that was told elsewhere is kept with what is known, and the toets vooraf sees what isn't.
    """
    found = []
    for question in applicable(questions, answers, channel):
        value = answers.get(question["slug"])
        label = said(question.get("label"), "nl")
        if _empty(value):
            if question.get("required") and asked:
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


def unanswered(questions: Sequence[Question], answered: Collection[str]) -> list[str]:
    """Return, in Dutch, the questions that must be answered in any case, and weren't. `answered`: slugs of those that were."""
    return [
        said(one.get("label"), "nl")
        for one in questions
        if one.get("required") and not one.get("when") and str(one["slug"]) not in answered
    ]


def problems(questions: Any) -> list[str]:
    """Return what is wrong with a list of questions itself, each with the slug of the question, in the reader's language."""
    if not isinstance(questions, list) or len(questions) > MAX_QUESTIONS:
        return [_("Geef een lijst van hoogstens %(max)d vragen.") % {"max": MAX_QUESTIONS}]
    found: list[str] = []
    earlier: dict[str, Question] = {}
    for place, question in enumerate(questions, start=1):
        if not isinstance(question, Mapping) or not str(question.get("slug", "")).isidentifier():
            found.append(_("Vraag %(place)d heeft geen bruikbare slug.") % {"place": place})
            continue
        slug = str(question["slug"])
        found += [f"{slug}: {what}" for what in _wrong(question, earlier)]
        earlier[slug] = question
    return found


def _wrong(question: Question, earlier: Mapping[str, Question]) -> Iterable[str]:
    kind = question.get("kind")
    if question["slug"] in earlier:
        yield _("komt twee keer voor")
    if kind not in KINDS:
        yield _("het soort %(kind)s bestaat niet; kies uit %(kinds)s") % {
            "kind": repr(kind)[:40], "kinds": ", ".join(sorted(KINDS))
        }  # fmt: skip
    if not said(question.get("label"), "nl"):
        yield _("er is geen label in het Nederlands (nl)")
    for texts in (question.get("label"), question.get("hint")):
        # in YAML a comma within a text without quotes begins another key
        if isinstance(texts, Mapping) and (odd := sorted(str(key) for key in set(texts) - set(LANGUAGES))):
            yield _("de taal %(odd)s bestaat niet; zet een tekst met een komma tussen aanhalingstekens") % {
                "odd": odd[0]
            }
    if kind in ("choice", "many"):
        yield from _options_wrong(question.get("options"))
    if question.get("object") and (question["object"] not in THINGS or kind != "text"):
        yield _("een object is %(kinds)s, bij een vraag van het soort text") % {"kinds": ", ".join(sorted(THINGS))}
    channels = question.get("channels")
    if channels is not None and not (isinstance(channels, list) and {str(one) for one in channels} <= CHANNELS):
        yield _("kanalen zijn een lijst met %(channels)s") % {"channels": ", ".join(sorted(CHANNELS))}
    when = question.get("when")
    if when:
        yield from _condition_wrong(when, earlier)


def _options_wrong(options: Any) -> Iterable[str]:
    if not isinstance(options, list) or not options:
        yield _("er zijn geen opties")
        return
    sound = [one for one in options if isinstance(one, Mapping) and one.get("slug") and said(one.get("label"), "nl")]
    if len(sound) < len(options):
        yield _("elke optie heeft een slug en een label in het Nederlands (nl)")
    elif len({str(one["slug"]) for one in sound}) < len(options):
        yield _("een optie komt twee keer voor")


def _condition_wrong(when: Any, earlier: Mapping[str, Question]) -> Iterable[str]:
    named = when.get("is") if isinstance(when, Mapping) else None
    if not isinstance(named, list):
        yield _("een voorwaarde heeft een vraag (question) en een lijst antwoorden (is)")
        return
    about = earlier.get(str(when.get("question", "")))
    if about is None:
        yield _("de voorwaarde noemt geen eerdere vraag")
    elif not {str(value) for value in named} <= set(_options(about)):
        yield _("de voorwaarde noemt een antwoord dat niet kan worden gegeven")


def _options(question: Question) -> tuple[str, ...]:
    if question.get("kind") == "yesno":
        return YES_NO
    options = question.get("options") or ()
    return tuple(str(option["slug"]) for option in options if isinstance(option, Mapping) and "slug" in option)


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


def answer_label(question: Question, value: str, language: str) -> str:
    """Return what one possible answer is called."""
    if question.get("kind") == "yesno":
        return {"yes": _("ja"), "no": _("nee"), "unknown": _("weet ik niet")}.get(value, value)
    labels = {str(option["slug"]): said(option.get("label"), language) for option in question.get("options", ())}
    return labels.get(value, value)


def _worded(question: Question, value: Any, language: str) -> str:
    kind = question.get("kind")
    if kind == "yesno":
        return answer_label(question, str(value), language)
    if kind in ("choice", "many"):
        labels = {str(option["slug"]): said(option.get("label"), language) for option in question.get("options", ())}
        return ", ".join(labels[slug] for slug in _options(question) if slug in _values(value))
    return str(value).strip()
