# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that anybody may have made: every problem has its line, and none brings the reader down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.decide.policy.file import MAX_BYTES, FrameworkFile, PlanFile, Problem, read
from tests.plugins.soon import done_within

from .builders import FRAMEWORK, PLAN, changed, document_of, line_of, problems_of


def only(problems: list[Problem]) -> Problem:
    (problem,) = problems
    return problem


def test_good_files_have_no_problems() -> None:
    assert problems_of(FRAMEWORK) == []
    assert problems_of(PLAN) == []
    assert isinstance(document_of(FRAMEWORK), FrameworkFile)
    assert isinstance(document_of(PLAN), PlanFile)


def test_what_was_written_is_what_is_read() -> None:
    document = document_of(PLAN)
    assert isinstance(document, PlanFile)
    effort = document.efforts[0]
    assert (effort.hours_planned, effort.hours_used, str(effort.term), effort.ongoing) == (
        400,
        310,
        "2026-09-30",
        False,
    )
    assert [name for _line, name in effort.partners] == ["politie"]
    ongoing = document_of(changed(PLAN, "term: 2026-09-30", "term: doorlopend"))
    assert isinstance(ongoing, PlanFile)
    assert (ongoing.efforts[0].term, ongoing.efforts[0].ongoing) == (None, True)


def test_folded_text_becomes_one_line_without_marks() -> None:
    text = changed(FRAMEWORK, "why: Daarom.", "why: >-\n      Eerst dit\n      en dan dat.")
    document = document_of(text)
    assert isinstance(document, FrameworkFile)
    assert document.priorities[0].why == "Eerst dit en dan dat."


@pytest.mark.parametrize(
    ("old", "new", "slug", "at"),
    [
        ("slug: ondermijning", "slag: ondermijning", "unknown_key", "slag:"),
        ("title: Kadernota", "", "missing", "format:"),
        ("title: Kadernota", "title: [a]", "type", "title:"),
        ("status: adopted", "status: vastgesteld", "type", "status:"),
        ("from: 2023-01-01", "from: 1 januari 2023", "type", "from:"),
        ("from: 2023-01-01", "from: 2023-02-30", "type", "from:"),
        ("baseline_year: 2022", "baseline_year: tweeduizend", "type", "baseline_year:"),
        ("slug: velserbroek", "slug: Velser Broek", "type", "slug: Velser"),
        ("s: [S39]", "s: [blz. 4]", "reference", "blz."),
        ("s: [S39]", "s: S39", "type", "s: S39"),
        ("kind: mismatch", "kind: mismatch\n    kind: worse", "duplicate_key", "kind: worse"),
        ("ambitions:\n      - text: Minder.", "ambitions: veel", "type", "ambitions:"),
        ("- text: Minder.", "- Minder.", "type", "- Minder."),
        ("title: Ondermijning", "title: " + "x" * 201, "too_long", "title: xxx"),
    ],
)
def test_each_mistake_of_form_is_named_on_its_line(old: str, new: str, slug: str, at: str) -> None:
    text = changed(FRAMEWORK, old, new)
    found = [problem for problem in problems_of(text) if problem.slug == slug]
    assert [problem.line for problem in found] == [line_of(text, at)]
    assert str(found[0]).startswith(f"regel {found[0].line}: ")
    assert found[0].advice


@pytest.mark.parametrize(
    ("new", "slug"),
    [
        ("hours_used: -3", "negative"),
        ("hours_used: 3,5", "type"),
        ("hours_used: '310'", "type"),
        ("hours_used: 1e9", "type"),
        ("hours_used: 99999999999", "too_large"),
        ("hours_used: true", "type"),
    ],
)
def test_hours_are_whole_numbers_of_zero_or_more(new: str, slug: str) -> None:
    text = changed(PLAN, "hours_used: 310", new)
    problem = only(problems_of(text))
    assert (problem.slug, problem.line) == (slug, line_of(text, new))


def test_a_misspelt_key_gets_the_right_one_suggested() -> None:
    problem = only(problems_of(changed(PLAN, "hours_used:", "hour_used:")))
    assert "hours_used" in problem.advice


def test_every_problem_comes_in_one_go() -> None:
    text = FRAMEWORK
    for old, new in (
        ("slug: 2023-2026", "slug: X Y"),
        ("kind: mismatch", "kind: geen"),
        ("[crime_total]", "[crime_totaal]"),
        ("areas: [Velserbroek]", "areas: [Velserbroekje]"),
        ("    ambitions:\n      - text: Minder.\n", ""),
        ("from: 2023-01-01", "from: 2027-01-01"),
    ):
        text = changed(text, old, new)
    slugs = {problem.slug for problem in problems_of(text)}
    assert slugs >= {"type", "unknown_indicator", "unknown_area", "no_ambition", "period"}
    lines = [problem.line for problem in problems_of(text)]
    assert lines == sorted(lines)
    assert len(lines) >= 6


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(f'*{chr(97 + i)}' for _ in range(9))}]\n" for i in range(9)
)


@pytest.mark.parametrize(
    ("content", "slug"),
    [
        (BOMB, "alias"),
        ("format: !!python/object/apply:os.system ['true']\n", "tag"),
        ("format: !baken baken-plan/1\n", "tag"),
        ("a: " + "[" * 500 + "]" * 500, "too_deep"),
        ("a: " + "{a: " * 500 + "}" * 500, "too_deep"),
        (b"x" * (MAX_BYTES + 1), "too_large"),
        ("[a]\n" * 30 + "- " * 2, "yaml"),
        (b"title: caf\xe9\n", "encoding"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "encoding"),
        (b"title: a\x00b\n", "binary"),
        (b"PK\x03\x04\x14\x00", "binary"),
        ("", "empty"),
        ("   \n\n", "empty"),
        ("- een lijst\n", "shape"),
        ("los woord", "shape"),
        ("format: iets-anders\n", "type"),
        ("slug: zonder-format\n", "missing"),
        ("a: b: c\n", "yaml"),
        ("a: 'open\n", "yaml"),
        ("a: 1\n---\nb: 2\n", "yaml"),
        ("%YAML 9.9\n---\na: 1\n", "yaml"),
        ("? [a, b]\n: c\nformat: baken-plan/1\n", "key"),
        ("\t- a\n", "yaml"),
        ("a: [1, 2\n", "yaml"),
    ],
)
def test_hostile_and_broken_files_are_refused_quickly_with_a_line(content: str | bytes, slug: str) -> None:
    with done_within(5):
        problems = problems_of(content)
    assert slug in {problem.slug for problem in problems}
    assert all(problem.line >= 1 and problem.text for problem in problems)


def test_many_small_parts_are_refused() -> None:
    problems = problems_of("a: [" + "1," * 60_000 + "]\n")
    assert only(problems).slug == "too_large"


def test_an_encoding_mistake_names_its_line() -> None:
    assert only(problems_of(b"a: 1\nb: 2\nc: \xff\n")).line == 3


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    content = b"\xef\xbb\xbf" + FRAMEWORK.replace("\n", "\r\n").encode()
    assert problems_of(content) == []


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_at_all_bring_the_reader_down(content: bytes) -> None:
    document, problems = read(content)
    assert document is not None or problems


@given(st.data())
def test_no_damage_to_a_good_file_brings_the_reader_down(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([FRAMEWORK, PLAN]))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, min(len(text), start + 60)))
    put = data.draw(st.text(alphabet="abc:-[]{}&*!#'\"|>%@`\n 0129,?~", max_size=8))
    broken = text[:start] + put + text[end:]
    for problem in problems_of(broken):
        assert 1 <= problem.line <= broken.count("\n") + 2
