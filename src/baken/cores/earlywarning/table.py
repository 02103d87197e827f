# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often a raw tail is reached when nothing happens, for every kind of series that the fit can tell apart.

Kinds (cells) are told by what the fit shows: expected count, dispersion, autocorrelation of the residuals. For each of many
truths (``nulls.Truth``) thousands of baselines are simulated and fitted with the very config; the chance that the next count
passes a given raw tail is then not counted but computed from the truth (a Rao-Blackwell step: it is known which count would
be needed), so that tails far deeper than one in the number of simulations are reached.

In a cell the calibrated p-value is the largest share of false alarms over all truths that come there with some regularity.
Last, one factor for the whole table is set such that for *every* truth, over all cells together, the share of series with
p <= a is at most a, for all a down to ``depth`` (the worst case over the family, not the average).
"""

from dataclasses import dataclass, replace
from typing import IO

import numpy as np

from baken.cores.earlywarning import negbin
from baken.cores.earlywarning.checks import Bools, Floats, Ints, whole
from baken.cores.earlywarning.config import FarringtonConfig
from baken.cores.earlywarning.farrington import Detection, farrington_flexible
from baken.cores.earlywarning.nulls import Truth, baselines

MEANS = 0.0875 * 2.0 ** np.arange(15)
"""0.0875 to 1434, each twice the one before."""
DISPERSIONS = (1.0, 1.3, 1.8, 2.5, 4.0, 8.0, 20.0)
AUTOCORRELATIONS = (0.0, 0.4, 0.75)
"""Of the hidden process; the counts themselves hang together less."""
POISSON_AUTOCORRELATIONS = (0.0, 0.25, 0.5)
LARGEST_MEAN, LARGEST_DISPERSION = 2000.0, 40.0
"""Of the fit: beyond it nothing was simulated."""
SMALLEST_SIZE = 0.2
"""Of the negative binomial, mean / (dispersion - 1): wilder than this is outside the family."""
MEAN_EDGES = np.sqrt(MEANS[1:] * MEANS[:-1])
DISPERSION_EDGES = np.array([1.05, 1.3, 1.7, 2.3, 3.3, 5.5, 11.0])
AUTOCORRELATION_EDGES = np.array([0.12, 0.3])
SHAPE = (len(MEAN_EDGES) + 1, len(DISPERSION_EDGES) + 1, len(AUTOCORRELATION_EDGES) + 1)
TAILS = 10.0 ** -np.arange(0.5, 9.6, 0.5)
"""Raw tails at which the table is computed; between them the logarithms are interpolated."""
DEPTH = 1e-3
"""Unless simulation showed that more holds, as for the monthly table (0.0001)."""
REGULAR = 0.03
"""A truth weighs on a cell in full if at least this share of its series come there, less in proportion."""
ROUNDS = 30
MENDING = 6
DAMPING = 0.5
CONTRIBUTES = 0.03
"""A cell matters to a truth at a level if at least this share of the allowed false alarms comes from there."""
RESERVE = (2.4, 0.6)
"""Factor on every p-value, and the power with which it grows below 0.01: what becomes 0.001 was 0.00001. The deeper the
tail, the more its shape matters, and the shapes of real series are not all in the family."""
SEEN = 0.001
"""A cell where no truth of the family sends at least this share of its series is left uncalibrated."""
IDLE = 0.5
"""By how much a cell that matters to nobody is made less strict in a round."""
LEVELS = 10.0 ** -np.arange(1.0, 5.01, 0.125)
"""Where the promise p <= a in at most a of the cases is enforced."""


@dataclass(frozen=True, slots=True)
class CalibrationTable:
    """Calibrated p-value by cell and raw tail: p (mean x dispersion x autocorrelation x tails), falling along the last.

    NaN where it says nothing.
    config: for which it holds. depth: no p-value below it is given. reserve: what went into it (``RESERVE``).
    """

    config: FarringtonConfig
    p: Floats
    depth: float
    reserve: tuple[float, float]

    def look_up(self, cell: Ints, tail: Floats) -> tuple[Floats, Bools]:
        """Calibrated p-values (s,) of raw tails (s,) in flat cells (s,), and which of them are as deep as it goes."""
        log_tails, log_table = np.log10(TAILS), np.log10(self.p.reshape(-1, len(TAILS)))
        logs = np.log10(np.maximum(tail, 1e-300))
        # below the first tail of the table: on the line to p = 1 at a raw tail of 1
        place = np.where(
            logs > log_tails[0], logs / log_tails[0] - 1, (log_tails[0] - logs) / (log_tails[0] - log_tails[1])
        )
        deep = place >= len(TAILS) - 1
        place = np.clip(place, -1, len(TAILS) - 1)
        left = np.clip(np.floor(place), -1, len(TAILS) - 2).astype(np.intp)
        start = np.where(left < 0, 0 * log_table[cell, 0], log_table[cell, left])
        log_p = start + (place - left) * (log_table[cell, left + 1] - start)
        p = 10.0**log_p
        with np.errstate(invalid="ignore"):
            deep |= p < self.depth
        return np.clip(p, self.depth, 1), deep

    def save(self, file: IO[bytes]) -> None:
        """Write the table; the config isn't written."""
        p = np.nextafter(self.p.astype(np.float32), np.float32(2))  # never smaller than it was
        np.savez_compressed(file, p=np.minimum(p, 1), depth=self.depth, reserve=self.reserve)

    @classmethod
    def load(cls, file: IO[bytes], config: FarringtonConfig) -> "CalibrationTable":
        """Read what ``save`` wrote; the caller knows for which config."""
        with np.load(file, allow_pickle=False) as read:
            return cls(
                config,
                read["p"].astype(np.float64),
                float(read["depth"]),
                (float(read["reserve"][0]), float(read["reserve"][1])),
            )


def essential(config: FarringtonConfig) -> FarringtonConfig:
    """The config without what doesn't bear on the raw tail; without the limit every series takes part in the simulation."""
    return replace(
        config,
        limit54=(0, 1),
        threshold_method="nbPlugin",
        alpha=0.01,
        compatibility="corrected",
        past_weeks_not_included=config.left_out,
    )


def cells(found: Detection) -> Ints:
    """Flat cell of each assessed period (n_series, len(at)); 0 where nothing is known."""
    known = ~np.isnan(found.expected)
    index = [
        np.digitize(np.where(known, value, 0), edges)
        for value, edges in (
            (found.expected, MEAN_EDGES),
            (found.dispersion, DISPERSION_EDGES),
            (found.autocorrelation, AUTOCORRELATION_EDGES),
        )
    ]
    return np.asarray(np.ravel_multi_index(tuple(index), SHAPE), dtype=np.intp)


def predictive_dispersion(found: Detection) -> Floats:
    """Variance over mean of a next count: the dispersion plus what the error of the fitted mean adds."""
    return np.asarray(found.dispersion + found.expected * found.variance)


def family() -> list[Truth]:
    """Every truth the table is made safe for."""
    return [
        Truth(float(mean), dispersion, autocorrelation)
        for mean in MEANS
        for dispersion in DISPERSIONS
        for autocorrelation in (POISSON_AUTOCORRELATIONS if dispersion == 1 else AUTOCORRELATIONS)
        if dispersion == 1 or mean / (dispersion - 1) >= SMALLEST_SIZE
    ]


def build(
    config: FarringtonConfig,
    *,
    seed: int,
    number: int = 4000,
    reserve: tuple[float, float] = RESERVE,
    depth: float = DEPTH,
    truths: list[Truth] | None = None,
) -> CalibrationTable:
    """Simulate the table of a config: ``number`` baselines for each truth of the family. Minutes, not seconds."""
    whole("number", number, 100)
    plain = essential(config)
    truths = family() if truths is None else truths
    children = np.random.SeedSequence(seed).spawn(len(truths))
    share = np.zeros((len(truths), int(np.prod(SHAPE))))
    reached = np.zeros((len(truths), int(np.prod(SHAPE)), len(TAILS)))
    for i, (truth, child) in enumerate(zip(truths, children, strict=True)):
        share[i], reached[i] = _simulate(truth, plain, number, np.random.default_rng(child))
    return CalibrationTable(config, _worst(share, reached, reserve), depth, reserve)


def _simulate(truth: Truth, config: FarringtonConfig, number: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Share of the series in each cell, and share that is there and passes each raw tail."""
    past = baselines(truth, number, config.reach, rng)
    counts = np.hstack([past.counts, np.zeros((number, 1))])
    found = farrington_flexible(counts, at=config.reach, config=config)
    rows = np.flatnonzero(found.assessable[:, 0])
    share = np.zeros(int(np.prod(SHAPE)))
    reached = np.zeros((share.size, len(TAILS)))
    if rows.size == 0:
        return share, reached
    mean, spread = found.expected[rows, 0], predictive_dispersion(found)[rows, 0]
    least = negbin.quantile(TAILS, mean[:, None], spread[:, None]) + 1
    chance = np.zeros((number, len(TAILS)))
    chance[rows] = past.only(rows).chance_of(least)
    cell = cells(found)[rows, 0]
    np.add.at(share, cell, 1 / rows.size)
    np.add.at(reached, cell, chance[rows] / rows.size)
    return share, reached


def _worst(share: Floats, reached: Floats, reserve: tuple[float, float]) -> Floats:
    """Calibrated p-values such that the promise holds for each truth, and is spent where it can be."""
    with np.errstate(invalid="ignore", divide="ignore"):
        p = (reached / np.maximum(share, REGULAR)[:, :, None]).max(axis=0).reshape(*SHAPE, len(TAILS))
    p = _falling(_filled(p))
    # a cell need only be as strict as the worst of the truths asks whose false alarms come from there
    for round_ in range(ROUNDS):
        part = _parts(p, share, reached)
        excess = part.sum(axis=1) / LEVELS
        needed = np.where(part >= CONTRIBUTES * LEVELS, excess[:, None, :], IDLE).max(axis=0)
        # the last rounds only mend what still exceeds
        p = _falling(_scaled(p, needed**DAMPING if round_ < ROUNDS - MENDING else np.maximum(needed, 1)))
    factor, deeper = reserve
    p = p * factor * (realised(p, share, reached) / LEVELS).max()
    p = np.minimum(p * np.maximum(1, 0.01 / p) ** deeper, 1)
    p[~(share >= SEEN).any(axis=0).reshape(SHAPE)] = np.nan
    return np.asarray(p)


def _scaled(p: Floats, factor: Floats) -> Floats:
    """Multiply by a factor that depends on the p-value: (cells or 1, LEVELS)."""
    flat = p.reshape(-1, len(TAILS))
    logs = np.log(np.broadcast_to(factor, (len(flat), len(LEVELS))))
    rows = [row * np.exp(np.interp(-np.log(row), -np.log(LEVELS), log)) for row, log in zip(flat, logs, strict=True)]
    return np.asarray(rows).reshape(p.shape)


def _falling(p: Floats) -> Floats:
    """Monotone: a smaller raw tail never has the larger p-value."""
    return np.asarray(np.minimum(np.maximum.accumulate(p[..., ::-1], axis=-1)[..., ::-1], 1))


def _filled(p: Floats) -> Floats:
    """Cells where nearly no truth comes take over the worst of their neighbours in mean; then smooth along the mean."""
    logs = np.log(np.maximum(p, 1e-12))
    padded = np.concatenate([logs[:1], logs, logs[-1:]])
    rough = np.maximum(logs, np.maximum(padded[:-2], padded[2:]) - np.log(4))
    padded = np.concatenate([rough[:1], rough, rough[-1:]])
    return np.asarray(np.exp((padded[:-2] + 2 * rough + padded[2:]) / 4))


def realised(p: Floats, share: Floats, reached: Floats) -> Floats:
    """Share of the assessed series of each truth whose calibrated p-value is at most each level (truths x LEVELS)."""
    return np.asarray(_parts(p, share, reached).sum(axis=1))


def _parts(p: Floats, share: Floats, reached: Floats) -> Floats:
    """The same by cell (truths x cells x LEVELS)."""
    log_p = np.log(p.reshape(-1, len(TAILS)))
    log_reached = np.log(np.maximum(reached, 1e-30))
    every = np.arange(len(log_p))
    out = np.empty((*share.shape, len(LEVELS)))
    for column, level in enumerate(LEVELS):
        # the raw tail at which a cell's p falls to the level, as a place between the tails of the table
        below = log_p <= np.log(level)
        inside = below.any(axis=1)
        at = np.where(inside, below.argmax(axis=1), len(TAILS) - 1)
        before = np.maximum(at - 1, 0)
        gap = log_p[every, before] - log_p[every, at]
        part = np.where(gap > 0, (log_p[every, before] - np.log(level)) / np.where(gap > 0, gap, 1), 1.0)
        log_r = log_reached[:, every, before] * (1 - part) + log_reached[:, every, at] * part
        out[:, :, column] = np.exp(log_r) * inside
    return out
