# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The questions as data: whole in both languages, and read as they were asked."""

from __future__ import annotations

import json

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from baken.act.bibob.models import Scope
from baken.act.bibob.questionnaire import asked, shown


def test_every_question_of_every_scope_is_whole() -> None:
    for scope in Scope.values:
        every = list(asked.questions(asked.for_scope(scope)))
        slugs = [question["slug"] for question in every]
        assert len(set(slugs)) == len(slugs)
        for question in every:
            assert question["kind"] in asked.KINDS
            texts = [
                question["label"],
                *(one["label"] for one in (*question.get("options", ()), *question.get("columns", ()))),
            ]
            assert all(text.get("nl") and text.get("en") for text in texts), question["slug"]
            if when := question.get("when"):
                about = next(one for one in every if one["slug"] == when["question"])
                assert set(map(str, when["is"])) <= set(asked.options(about))
    own = {scope: {part["slug"] for part in asked.for_scope(scope)} - {"signing"} for scope in Scope.values}
    assert all(scope in own[scope] and len(own[scope] & set(Scope.values)) == 1 for scope in Scope.values)


@given(
    values=st.dictionaries(
        st.sampled_from(
            ["v_name", "v_legal_form", "v_others", "v_leaders__0__name", "v_sources", "v_nothing", "v_truth"]
        ),
        st.text(max_size=20),
    )
)
def test_what_is_read_is_what_was_asked(values: dict[str, str]) -> None:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data[name] = value
    parts = asked.for_scope("permit")
    answers = asked.read(parts, data)
    known = {question["slug"]: question for question in asked.questions(parts)}
    assert set(answers) <= set(known)
    for slug, value in answers.items():
        if known[slug]["kind"] in (asked.CHOICE, asked.YESNO):
            assert value in asked.options(known[slug])
    assert json.loads(json.dumps(answers)) == answers
    kept = asked.kept(parts, answers)
    assert all(asked.is_asked(known[slug], kept) or not known[slug].get("when") for slug in kept)
    assert shown.form(parts, answers, {}, "nl")


def test_what_follows_on_yes_stands_right_below_it() -> None:
    """The style sheet hides a question until yes is chosen above it: only where that is the whole condition."""
    for scope in Scope.values:
        for part in shown.form(asked.for_scope(scope), {}, {}, "nl"):
            for above, field in zip((None, *part.fields), part.fields, strict=False):
                if field.after_yes:
                    assert field.condition
                    assert above is not None
                    assert above.kind == asked.YESNO
                    assert above.label in field.condition
    told = {
        one.slug for part in shown.form(asked.for_scope("permit"), {}, {}, "nl") for one in part.fields if one.after_yes
    }
    assert len(told) >= 5
