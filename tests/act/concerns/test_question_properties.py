# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions with conditions, whatever somebody answers: what wasn't asked isn't told, and what is wrong is told where it is."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from baken.act.concerns.categories.question_yaml import BadYaml, parsed, written
from baken.act.concerns.reporting import questions
from baken.act.concerns.reporting.question_fields import PREFIX, QuestionsForm
from baken.act.concerns.reporting.reports import named

SLUGS = ("one", "two", "three", "four", "five")
OPTIONS = ("a", "b", "c")
KINDS = ("yesno", "choice", "many", "text", "date", "number")


@st.composite
def asked(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A sound list of questions, each on condition of an earlier one or not."""
    made: list[dict[str, Any]] = []
    for slug in SLUGS[: draw(st.integers(1, len(SLUGS)))]:
        kind = draw(st.sampled_from(KINDS))
        one: dict[str, Any] = {"slug": slug, "kind": kind, "label": {"nl": f"Vraag {slug}?"}}
        if kind in ("choice", "many"):
            one["options"] = [{"slug": name, "label": {"nl": name.upper()}} for name in OPTIONS]
        if kind == "text" and draw(st.booleans()):
            one["object"] = draw(st.sampled_from(sorted(questions.THINGS)))
        earlier = [it for it in made if it["kind"] in ("yesno", "choice", "many")]
        if earlier and draw(st.booleans()):
            about = draw(st.sampled_from(earlier))
            values = questions.YES_NO if about["kind"] == "yesno" else OPTIONS
            one["when"] = {"question": about["slug"], "is": draw(st.lists(st.sampled_from(values), min_size=1))}
        if draw(st.booleans()):
            one["required"] = True
        if draw(st.integers(0, 3)) == 0:
            one["channels"] = draw(st.lists(st.sampled_from(["staff", "public"]), min_size=1, unique=True))
        made.append(one)
    return made


ANSWER = st.one_of(
    st.sampled_from([*OPTIONS, *questions.YES_NO, "2026-01-02", "12", "", "zomaar iets"]),
    st.lists(st.sampled_from([*OPTIONS, "niets"]), max_size=3),
    st.none(),
    st.integers(),
)
ANSWERS = st.dictionaries(st.sampled_from(SLUGS), ANSWER)


@given(asked(), ANSWERS)
def test_what_is_told_was_asked_and_what_is_asked_has_its_condition(told: list[Any], answers: dict[str, Any]) -> None:
    assert questions.problems(told) == []
    shown = {str(one["slug"]): one for one in questions.applicable(told, answers, "staff")}
    for slug, one in shown.items():
        assert "staff" in one.get("channels", ["staff"])
        if when := one.get("when"):
            given_values = answers[when["question"]]
            values = set(given_values) if isinstance(given_values, list) else {str(given_values)}
            assert when["question"] in shown
            assert values & set(when["is"]), slug
    assert {one.slug for one in questions.told(told, answers, "staff")} <= set(shown)
    assert {reason.slug.partition(":")[2] for reason in questions.against(told, answers, "staff")} <= set(shown)


@given(asked(), ANSWERS)
def test_a_question_that_isn_t_asked_changes_nothing(told: list[Any], answers: dict[str, Any]) -> None:
    shown = {str(one["slug"]) for one in questions.applicable(told, answers, "staff")}
    less = {slug: value for slug, value in answers.items() if slug in shown}
    assert questions.told(told, less, "staff") == questions.told(told, answers, "staff")
    assert questions.against(told, less, "staff") == questions.against(told, answers, "staff")
    assert named(told, less, "staff") == named(told, answers, "staff")


@given(asked(), ANSWERS)
def test_the_form_gives_on_what_is_asked_and_nothing_else(told: list[Any], answers: dict[str, Any]) -> None:
    sent = QueryDict(mutable=True)
    for slug, value in answers.items():
        sent.setlist(f"{PREFIX}{slug}", [str(one) for one in (value if isinstance(value, list) else [value])])
    form = QuestionsForm(sent)
    form.add_questions(told, "staff")
    sound = form.is_valid()
    given_on = form.answers
    shown = {str(one["slug"]) for one in questions.applicable(told, given_on, "staff")}
    assert set(given_on) <= shown
    if sound:
        assert questions.against(told, given_on, "staff") == []


@given(asked())
def test_questions_written_as_text_come_back_the_same(told: list[Any]) -> None:
    assert parsed(written(told)) == told


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- slug: a\n  kind: [", 2),
        ("- slug: a\n  label: &x {nl: ja}\n- *x", 2),
        ("- !!python/object/apply:os.system ['true']", 1),
        ("nl: geen lijst", 0),
        ("- " * 3_000 + "a", 0),
        ("- slug: a\n\tkind: text", 2),
    ],
)
def test_text_that_cant_be_read_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(BadYaml) as bad:
        parsed(text)
    assert not line or f"Regel {line}" in str(bad.value)


def test_every_mistake_in_questions_is_told_with_the_question() -> None:
    wrong = [
        {"slug": "a", "kind": "choice", "label": {"nl": "A?"}},
        {"slug": "a", "kind": "stars", "label": {}},
        {"slug": "b", "kind": "choice", "label": {"nl": "B?"}, "options": [{"slug": "x"}]},
        {"slug": "c", "kind": "text", "label": {"nl": "C?"}, "when": {"question": "z", "is": ["yes"]}},
        {"slug": "d", "kind": "long", "label": {"nl": "D?"}, "object": "person", "channels": ["fax"], "when": "altijd"},
        "e",
    ]
    found = questions.problems(wrong)
    assert len(found) == 10
    assert sum(text.startswith("a: ") for text in found) == 4
    assert any("6" in text for text in found)
    assert questions.problems("nee")


def test_a_text_that_yaml_broke_at_its_comma_is_told() -> None:
    broken = [
        {"slug": "danger", "kind": "yesno", "label": {"nl": "Nu?"}, "hint": {"nl": "Zo ja", "bel dan 112.": None}}
    ]
    assert "bel dan 112." in questions.problems(broken)[0]
