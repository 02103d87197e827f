# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A category's questions as fields of a form: shown and hidden by their conditions, judged by `questions`.

Every question of the channel is a field; what wasn't asked, given the other answers, is thrown away. So the form works without a
script too: the condition then stands under the question.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baken.ui.forms import DayInput

from . import questions
from .questions import Question

PREFIX = "q_"


class ThingText(forms.CharField):
    """The name or number of a thing that is asked for: meant for it, so the guard on free text doesn't look at it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question on the page: its field, and the answer on which it depends."""

    bound: forms.BoundField
    about: str = ""
    values: str = ""
    condition: str = ""


class QuestionsForm(forms.Form):
    """Base of a form with the questions of a category. `answers` holds, once valid, what was asked and answered."""

    asked_questions: Sequence[Question] = ()
    channel = ""

    def add_questions(self, asked: Sequence[Question], channel: str) -> None:
        """Give the form a field for each question of the channel; called once, at the end of `__init__`."""
        language = (get_language() or "nl")[:2]
        self.asked_questions, self.channel = asked, channel
        self.use_required_attribute = False  # a browser would hold the form for a question that doesn't show
        for question in questions.of_channel(asked, channel):
            self.fields[PREFIX + str(question["slug"])] = field_of(question, language)

    @property
    def asked(self) -> list[Asked]:
        """The questions in their order, for the page."""
        language = (get_language() or "nl")[:2]
        by_slug = {str(one["slug"]): one for one in self.asked_questions}
        found = []
        for slug, question in by_slug.items():
            if PREFIX + slug in self.fields:
                found.append(_asked(self[PREFIX + slug], question, by_slug, language))
        return found

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, by slug: only to what is asked given the other answers."""
        given = self._given()
        kept = questions.applicable(self.asked_questions, given, self.channel)
        return {str(one["slug"]): given[one["slug"]] for one in kept if given.get(one["slug"])}

    def _clean_fields(self) -> None:
        """Leave it to the conditions whether an answer is missing: a question that isn't asked needs none."""
        super()._clean_fields()  # type: ignore[misc]  # not in the stubs
        for name, wrong in list(self.errors.items()):
            if name.startswith(PREFIX) and all(one.code == "required" for one in wrong.as_data()):
                del self.errors[name]

    def clean(self) -> dict[str, Any]:
        """Tell of each question what is wrong with its answer, at its own field."""
        found = super().clean() or self.cleaned_data
        for reason in questions.against(self.asked_questions, self._given(), self.channel):
            name = PREFIX + reason.slug.partition(":")[2]
            if name in self.fields and name not in self.errors:
                self.add_error(name, str(reason.text))
        return found

    def _given(self) -> dict[str, Any]:
        return {
            name.removeprefix(PREFIX): _plain(self.cleaned_data.get(name))
            for name in self.fields
            if name.startswith(PREFIX)
        }


def field_of(question: Question, language: str) -> forms.Field:
    """Return the field of one question."""
    kind = str(question.get("kind"))
    told: dict[str, Any] = {
        "label": questions.said(question.get("label"), language),
        "help_text": questions.said(question.get("hint"), language),
        "required": bool(question.get("required")),
    }
    if kind == "yesno":
        choices = [("yes", _("Ja")), ("no", _("Nee")), ("unknown", _("Weet ik niet"))]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **told)
    if kind in ("choice", "many"):
        choices = [
            (str(one["slug"]), questions.said(one.get("label"), language).capitalize()) for one in question["options"]
        ]
        if kind == "many":
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **told)
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **told)
    if kind == "date":
        return forms.DateField(widget=DayInput(), **told)
    if kind == "number":
        return forms.IntegerField(min_value=0, max_value=999_999, **told)
    widget = forms.Textarea(attrs={"rows": 3}) if kind == "long" else forms.TextInput()
    made = ThingText if question.get("object") else forms.CharField
    return made(max_length=questions.MAX_TEXT[kind], widget=widget, **told)


def _asked(bound: forms.BoundField, question: Question, every: dict[str, Question], language: str) -> Asked:
    when = question.get("when")
    if not when:
        return Asked(bound)
    about = every.get(str(when.get("question")), {})
    values = [str(value) for value in when.get("is", ())]
    words = [questions.answer_label(about, value, language) for value in values]
    text = _("Alleen als u bij ‘%(question)s’ dit koos: %(answers)s.")
    condition = text % {
        "question": questions.said(about.get("label"), language),
        "answers": _(" of ").join(words),
    }
    return Asked(bound, PREFIX + str(about.get("slug", "")), " ".join(values), condition)


def _plain(value: Any) -> Any:
    """Return an answer as `questions` knows it: text, or a list of text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    return value
