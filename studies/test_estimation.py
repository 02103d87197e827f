# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often verdicts of the estimation core are false, at length. `-s` prints the table of docs/models/estimation.md."""

import numpy as np
import pytest
from tests.cores.estimation_promise import PROMISED, Setting, false_verdicts, table

from baken.cores.estimation import shrink

ROUNDS = 1500
SIZES = [(3, 3), (5, 3), (10, 5), (10, 10), (40, 5)]
PROMISE = [Setting(*size, phi, hang) for size in SIZES for phi in (1.0, 4.0) for hang in (0.0, 0.45, 0.6)]
PROMISE += [Setting(*size, 4.0, hang, apart=0.3) for size in SIZES for hang in (0.0, 0.6)]
PROMISE += [Setting(10, 5, phi, hang, kind="waves") for phi in (4.0, 10.0) for hang in (0.0, 0.6)]
BEYOND = [Setting(*size, 4.0, 0.75) for size in SIZES]
BEYOND += [Setting(10, 5, 4.0, hang, kind="unequal areas") for hang in (0.0, 0.6)]


@pytest.mark.parametrize("setting", PROMISE, ids=str)
def test_no_verdict_is_false_more_often_than_promised(setting: Setting) -> None:
    told = false_verdicts(setting, ROUNDS, 11)
    _print(setting, told)
    assert {name: told.bound(name) for name in told.false if told.bound(name) > PROMISED} == {}


@pytest.mark.parametrize("setting", BEYOND, ids=str)
def test_beyond_the_promise_it_is_at_least_not_far_off(setting: Setting) -> None:
    told = false_verdicts(setting, ROUNDS, 12)
    _print(setting, told)
    assert max(told.rate(name) for name in told.false) < 3 * PROMISED


@pytest.mark.parametrize(
    ("count", "spread"), [(count, spread) for count in (5, 10, 60) for spread in (0.0, 0.2, 0.5, 1.0)]
)
def test_margins_of_small_areas_hold(count: int, spread: float) -> None:
    random, held, small, raw, drawn = np.random.default_rng(5), [], [], [], []
    for _ in range(400):
        people = np.exp(random.uniform(np.log(60), np.log(4000), count)).astype(int)
        truth = 35 * np.exp(spread * random.standard_normal(count) - spread**2 / 2)
        for one, rate in zip(
            shrink(random.poisson(people * truth / 1000).tolist(), people.tolist()).areas, truth, strict=True
        ):
            if one.reason is None:
                held.append(one.lower <= rate <= one.upper)
                small += held[-1:] if one.population < 300 else []
                raw.append((one.raw - rate) ** 2)
                drawn.append((one.value - rate) ** 2)
    print(
        f"| {count} | {spread} | {np.mean(held):.3f} | {np.mean(small):.3f} | {(np.mean(drawn) / np.mean(raw)) ** 0.5:.2f} |"
    )
    assert np.mean(held) >= 0.93
    # wildly different areas have little to learn from one another: there it may cost a little
    assert np.mean(drawn) < (1.0 if spread < 1 else 1.2) * np.mean(raw)


def test_the_tables_vary_as_said() -> None:
    random = np.random.default_rng(2)
    for kind in ("negative binomial", "waves"):
        drawn = [table(random, Setting(1, 2, 4.0, 0.6, kind=kind)) for _ in range(4000)]
        means = np.array([people[0] * rates[0] for _counts, people, rates in drawn])
        residuals = np.array([counts[0] for counts, _p, _r in drawn]) - means[:, None]
        assert (residuals**2 / means[:, None]).mean() == pytest.approx(4.0, rel=0.1)


def _print(setting: Setting, told: object) -> None:
    cells = [f"{told.rate(name):.3f} ({told.bound(name):.3f})" if name in told.false else "" for name in NAMES]
    about = (
        setting.kind,
        f"{setting.areas} x {setting.years}",
        f"{setting.phi:g}",
        f"{setting.hang:g}",
        f"{setting.apart:g}",
    )
    print("|", " | ".join((*about, *cells)), "|")


NAMES = ("next year", "next year together", "first year", "rest", "rest together", "differ", "gap")
