# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts in which nothing differs, and how often the verdicts say that something does. For the tests and the study."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from scipy.special import ndtr
from scipy.stats import beta, nbinom, poisson

from baken.cores.estimation import (
    Dispersion,
    Verdict,
    change,
    disparity,
    disparity_change,
    dispersion_of,
    judge_together,
    versus_rest,
)

PROMISED = 0.05
SHORT = ("next year", "first year", "rest", "rest together", "differ", "gap")


@dataclass(frozen=True)
class Setting:
    """Areas over years: variance ``phi`` times the mean, ``hang`` the correlation of years next to each other.

    ``apart``: standard deviation of the logarithm of true rates. ``kind``: how a year deviates from the area's level.
    """

    areas: int
    years: int
    phi: float
    hang: float
    apart: float = 0.0
    kind: str = "negative binomial"


@dataclass
class Tally:
    """How often each verdict was false. A family of areas counts once: areas of one table aren't independent."""

    false: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, value: float) -> None:
        self.false.setdefault(name, []).append(float(value))

    def rate(self, name: str) -> float:
        return float(np.mean(self.false[name]))

    def bound(self, name: str) -> float:
        """One-sided 99% Monte Carlo upper bound: Clopper-Pearson of yes and no, normal for shares per table."""
        values = np.array(self.false[name])
        if set(np.unique(values)) <= {0.0, 1.0}:
            yes = int(values.sum())
            return 1.0 if yes == len(values) else float(beta.ppf(0.99, yes + 1, len(values) - yes))
        return float(values.mean() + 2.326 * values.std(ddof=1) / np.sqrt(len(values)))


def table(random: np.random.Generator, setting: Setting) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return counts (areas x years), residents, and true rates that never change."""
    residents = np.exp(random.uniform(np.log(1000), np.log(20_000), setting.areas)).astype(int)
    rates = 0.035 * np.exp(setting.apart * random.standard_normal(setting.areas))
    mean = np.repeat((residents * rates)[:, None], setting.years, axis=1)
    hidden = np.empty(mean.shape)
    hidden[:, 0] = random.standard_normal(setting.areas)
    for year in range(1, setting.years):
        fresh = random.standard_normal(setting.areas)
        hidden[:, year] = setting.hang * hidden[:, year - 1] + np.sqrt(1 - setting.hang**2) * fresh
    return KINDS[setting.kind](random, mean, hidden, setting.phi), residents, rates


def _copula(_random: np.random.Generator, mean: np.ndarray, hidden: np.ndarray, phi: float) -> np.ndarray:
    chance = ndtr(hidden)
    told = poisson.ppf(chance, mean) if phi == 1 else nbinom.ppf(chance, mean / (phi - 1), 1 / phi)
    return told.astype(int)


def _waves(random: np.random.Generator, mean: np.ndarray, hidden: np.ndarray, phi: float) -> np.ndarray:
    """Poisson counts about a level that goes up and down, by as much as gives variance phi x mean."""
    spread = np.sqrt(np.log1p((phi - 1) / mean))
    return random.poisson(mean * np.exp(spread * hidden - spread**2 / 2))


def _unequal(random: np.random.Generator, mean: np.ndarray, hidden: np.ndarray, phi: float) -> np.ndarray:
    """Areas differ in how wild they are: half with a third of the extra variance, half with five thirds."""
    wild = 1 + (phi - 1) * np.where(np.arange(len(mean)) % 2, 1 / 3, 5 / 3)[:, None]
    return _waves(random, mean, hidden, wild)


KINDS: dict[str, Callable[[np.random.Generator, np.ndarray, np.ndarray, float], np.ndarray]] = {
    "negative binomial": _copula,
    "waves": _waves,
    "unequal areas": _unequal,
}


def false_verdicts(setting: Setting, rounds: int, seed: int, *, plain: bool = False) -> Tally:
    """Judge ``rounds`` tables. ``plain``: with the average dispersion taken for known, as a simpler method would."""
    random, tally = np.random.default_rng(seed), Tally()
    for _ in range(rounds):
        counts, residents, _rates = table(random, setting)
        learnt: Dispersion | float | None = dispersion_of(counts)
        if plain and isinstance(learnt, Dispersion):
            learnt = learnt.step
        steps = [change(int(row[-2]), int(row[-1]), dispersion=learnt) for row in counts]
        tally.add("next year", np.mean([_claims(step) for step in steps]))
        tally.add("next year together", any(_claims(step) for step in judge_together(steps)))
        long = [change(int(row[0]), int(row[-1]), dispersion=learnt, years=setting.years - 1) for row in counts]
        tally.add("first year", np.mean([_claims(step) for step in long]))
        people, now = [int(n) for n in residents], [int(n) for n in counts[:, -1]]
        if not setting.apart:
            each = [
                versus_rest(x, n, sum(now), sum(people), dispersion=learnt) for x, n in zip(now, people, strict=True)
            ]
            tally.add("rest", np.mean([_claims(one) for one in each]))
            tally.add("rest together", any(_claims(one) for one in judge_together(each)))
            tally.add("differ", bool(disparity(now, people, dispersion=learnt).differ))
        then = [int(n) for n in counts[:, 0]]
        tally.add("gap", _claims(disparity_change(then, now, people, dispersion=learnt)))
    return tally


def _claims(found: object) -> bool:
    return found.verdict in (Verdict.HIGHER, Verdict.LOWER)
