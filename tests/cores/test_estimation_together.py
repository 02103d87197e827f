# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many verdicts side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.cores.estimation import Change, Verdict, change, judge_together, versus_rest
from baken.cores.estimation.multiplicity import holm

families = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=12)
REAL = (Verdict.HIGHER, Verdict.LOWER)


def test_adjusted_as_in_a_worked_example() -> None:
    # R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_alone_nothing_changes_and_in_company_a_weak_claim_falls() -> None:
    weak = change(100, 135)
    assert judge_together([weak])[0].verdict is weak.verdict is Verdict.HIGHER
    calm = change(100, 101)
    judged = judge_together([calm, weak, calm])
    assert judged[1].verdict is Verdict.NO_SIGNIFICANT_CHANGE
    assert judged[1].adjusted_p == pytest.approx(3 * weak.p_value)
    assert judged[1].ratio_lower == weak.ratio_lower > 1


@given(families, st.sampled_from([0.9, 0.95]))
def test_never_more_verdicts_than_one_by_one(pairs: list[tuple[int, int]], level: float) -> None:
    alone = [change(a, b, level=level) for a, b in pairs]
    together = judge_together(alone, level=level)
    assert len(together) == len(alone)
    for before, after in zip(alone, together, strict=True):
        if after.verdict in REAL:
            assert after.verdict is before.verdict
        if before.p_value is None:
            assert after == before
        else:
            assert after.adjusted_p >= before.p_value


@given(families)
def test_judging_twice_is_judging_once(pairs: list[tuple[int, int]]) -> None:
    once = judge_together(change(a, b) for a, b in pairs)
    assert judge_together(once) == once


def test_what_cannot_be_assessed_does_not_count() -> None:
    weak, unknown = change(100, 135), change(None, 3)
    judged: tuple[Change, ...] = judge_together([unknown, weak, unknown])
    assert judged[0] == unknown
    assert judged[1].verdict is Verdict.HIGHER


def test_comparisons_are_judged_likewise() -> None:
    areas = [versus_rest(events, 2000, 400, 20000) for events in (70, 41, 39)]
    judged = judge_together(areas)
    assert [area.verdict for area in judged] == [Verdict.HIGHER, *[Verdict.NO_SIGNIFICANT_CHANGE] * 2]
    assert judged[0].adjusted_p == pytest.approx(3 * areas[0].p_value)


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^method must be 'holm'"):
        judge_together([], method="bonferroni")
