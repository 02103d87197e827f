# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often verdicts are false, on counts wilder than Poisson whose bad years come together. At length: studies/."""

import numpy as np
import pytest

from baken.cores.estimation import Dispersion, change, dispersion_of, overdispersion, versus_rest
from tests.cores.estimation_promise import PROMISED, Setting, false_verdicts

ROUNDS = 300


@pytest.mark.parametrize(
    "setting",
    [
        Setting(10, 5, 4.0, 0.0),
        Setting(10, 5, 4.0, 0.6),
        Setting(10, 5, 4.0, 0.45, apart=0.3),
        Setting(5, 3, 4.0, 0.5),
        Setting(10, 5, 6.0, 0.45, kind="waves"),
    ],
    ids=str,
)
def test_no_verdict_is_false_more_often_than_promised(setting: Setting) -> None:
    told = false_verdicts(setting, ROUNDS, 20260301)
    assert {name: told.rate(name) for name in told.false if told.bound(name) > PROMISED + 0.04} == {}
    assert {name: told.rate(name) for name in told.false if told.rate(name) > PROMISED} == {}


def test_taking_the_average_dispersion_for_known_would_break_the_promise() -> None:
    told = false_verdicts(Setting(10, 5, 4.0, 0.6), ROUNDS, 20260301, plain=True)
    assert told.rate("rest") > 2 * PROMISED
    assert told.rate("rest together") > 4 * PROMISED


def test_years_that_hang_together_are_seen() -> None:
    random = np.random.default_rng(4)
    alone, hanging = (np.mean([_learnt(random, hang).persistence for _ in range(20)]) for hang in (0.0, 0.75))
    assert alone < 0.45 < 0.65 < hanging


def test_the_dispersion_of_a_step_is_pearsons_and_that_of_a_level_larger() -> None:
    table = [[40, 20, 31], [10, 30, 22], [55, 61, 80]]
    found = dispersion_of(table)
    assert found.step == overdispersion(table)
    assert found.level >= found.between(9) >= found.between(2) >= found.between(1) >= found.step
    assert found.freedom == 4


def test_a_dispersion_learnt_from_little_gives_wider_margins_than_a_known_one() -> None:
    little, much = (Dispersion(4.0, 4.0, 0.0, freedom) for freedom in (3, 100_000))
    known = change(400, 520, dispersion=4.0)
    for learnt in (little, much):
        told = change(400, 520, dispersion=learnt)
        assert (told.ratio_lower > 1) == (told.p_value < 0.05), "interval and verdict agree, by the same tails"
    assert change(400, 520, dispersion=little).ratio_lower < known.ratio_lower - 0.1
    assert change(400, 520, dispersion=much).p_value == pytest.approx(known.p_value, rel=1e-3)


def test_a_longer_step_and_a_comparison_ask_for_more() -> None:
    learnt = Dispersion(2.0, 5.0, 0.5, 40)
    assert [change(300, 400, dispersion=learnt, years=years).dispersion for years in (1, 2, 4)] == [2.5, 3.75, 4.6875]
    assert versus_rest(100, 2000, 600, 20000, dispersion=learnt).dispersion == 5.0


def test_years_must_be_a_number_above_nothing() -> None:
    with pytest.raises(ValueError, match=r"^years must"):
        change(20, 30, years=0)


def _learnt(random: np.random.Generator, hang: float) -> Dispersion:
    hidden = random.standard_normal((15, 10))
    for year in range(1, 10):
        hidden[:, year] = hang * hidden[:, year - 1] + np.sqrt(1 - hang**2) * hidden[:, year]
    return dispersion_of(np.rint(np.maximum(0, 400 + 50 * hidden)))
