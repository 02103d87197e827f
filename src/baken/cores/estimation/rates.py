# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many per thousand residents, and how sure."""

from dataclasses import dataclass

from scipy.special import gammaincinv

from baken.cores.estimation import checks
from baken.cores.estimation.dispersion import Dispersion, of_level
from baken.cores.estimation.verdict import Reason


@dataclass(frozen=True, slots=True)
class Rate:
    """Events per ``per`` residents with an interval at ``level``; no figures where ``reason`` says why."""

    events: int | None
    population: int | None
    per: float
    value: float | None
    lower: float | None
    upper: float | None
    level: float
    reason: Reason | None = None


def poisson_interval(events: int, level: float, dispersion: float = 1.0) -> tuple[float, float]:
    """Exact central interval of a Poisson mean, in events; with overdispersion that of a count as much less telling.

    Garwood, F. (1936), "Fiducial limits for the Poisson distribution", Biometrika 28: the bounds are chi-square
    quantiles, written here with the inverse incomplete gamma function that they equal. With 0 events the lower bound
    is 0. The interval covers at least ``level``: it errs on the wide side.

    With a ``dispersion`` phi above 1 the count over phi takes the count's place and the bounds are multiplied by phi, as in
    ``change``: a count with variance phi x mean tells as much as a Poisson count phi times smaller.
    """
    tail, told = (1 - level) / 2, events / dispersion
    lower = float(gammaincinv(told, tail)) if events > 0 else 0.0
    return dispersion * lower, dispersion * float(gammaincinv(told + 1, 1 - tail))


def rate(
    events: int | None,
    population: int | None,
    *,
    per: float = 1000,
    level: float = 0.95,
    minimum_population: int = 50,
    dispersion: float | Dispersion = 1.0,
) -> Rate:
    """Rate of ``events`` in a ``population`` (persons), per ``per`` persons, with its exact Poisson interval.

    None means unknown: no rate, reason ``count_unknown`` or ``population_unknown``. Under ``minimum_population`` a
    single event swings the rate so far that none is given: ``population_too_small``. The interval holds for chance
    alone, not for how willing people are to report. With a ``dispersion`` it is about the area's level in the long run (that of
    ``versus_rest``); without one about this year's. Raises ValueError on negative, fractional or non-finite numbers.
    """
    per = checks.positive("per", per)
    level = checks.level(level)
    checks.positive("minimum_population", minimum_population)
    known_events = None if events is None else checks.count("events", events)
    known_population = None if population is None else checks.count("population", population)
    if known_events is None or known_population is None or known_population < minimum_population:
        if known_events is None:
            reason = Reason.COUNT_UNKNOWN
        elif known_population is None:
            reason = Reason.POPULATION_UNKNOWN
        else:
            reason = Reason.POPULATION_TOO_SMALL
        return Rate(known_events, known_population, per, None, None, None, level, reason)
    scale = per / known_population
    lower, upper = poisson_interval(known_events, level, of_level(dispersion)[0] or 1.0)
    return Rate(known_events, known_population, per, known_events * scale, lower * scale, upper * scale, level)
