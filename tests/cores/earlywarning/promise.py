# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measure what the calibration promises: false alarms by mean and dispersion, false discoveries, sensitivity.

``python -m tests.cores.earlywarning.promise monthly 40000 ["kind;kind" ["seed" ["0.05,0.01"]]]``; "" for all kinds;
prints the tables of docs/models/earlywarning.md.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from baken.cores.earlywarning import (
    FarringtonConfig,
    benjamini_hochberg,
    benjamini_yekutieli,
    calibrate,
    farrington_flexible,
)
from tests.cores.earlywarning.generators import HELD_OUT, Counts, Generator, draw

MEANS = (0.5, 2.0, 8.0, 40.0, 150.0)
DISPERSIONS = (1.0, 1.5, 2.0, 4.0)
SMALLEST_SIZE = 0.2


def upper_99(events: int, number: int) -> float:
    """One-sided 99% Clopper-Pearson bound of a share."""
    return 1.0 if events >= number else float(betaincinv(events + 1, number - events, 0.99))


def without_limit(config: FarringtonConfig) -> FarringtonConfig:
    """Every series counts: the limit on recent events only takes alarms away."""
    return replace(config, limit54=(0, 1))


def p_values(counts: Counts, config: FarringtonConfig) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Raw and calibrated p-values of the last period; 1 where not assessable."""
    found = farrington_flexible(counts, at=counts.shape[1] - 1, config=config)
    calibrated = calibrate(found).p_value[:, 0]
    return np.nan_to_num(found.p_value[:, 0], nan=1.0), np.nan_to_num(calibrated, nan=1.0)


@dataclass(frozen=True)
class Stratum:
    """One kind of quiet series: how many of ``number`` had a p-value of at most alpha."""

    kind: str
    mean: float
    dispersion: float
    alpha: float
    number: int
    raw: int
    calibrated: int

    @property
    def bound(self) -> float:
        return upper_99(self.calibrated, self.number)


def strata(
    config: FarringtonConfig,
    number: int,
    seed: int,
    *,
    kinds: dict[str, Generator] = HELD_OUT,
    means: tuple[float, ...] = MEANS,
    dispersions: tuple[float, ...] = DISPERSIONS,
    alphas: tuple[float, ...] = (0.05, 0.01, 0.001),
) -> Iterator[Stratum]:
    config = without_limit(config)
    rng = np.random.default_rng(seed)
    for kind, generate in kinds.items():
        for mean in means:
            for dispersion in dispersions:
                if dispersion > 1 and mean / (dispersion - 1) < SMALLEST_SIZE:
                    continue
                counts = generate(mean, dispersion, number, config.reach + 1, config.freq, rng)
                raw, calibrated = p_values(counts, config)
                for alpha in alphas:
                    yield Stratum(
                        kind,
                        mean,
                        dispersion,
                        alpha,
                        number,
                        int((raw <= alpha).sum()),
                        int((calibrated <= alpha).sum()),
                    )


def mixed(config: FarringtonConfig, number: int, share: float, rng: np.random.Generator) -> tuple[Counts, Counts]:
    """A municipality's worth of unlike series; a share of them doubles to fivefolds in the last period."""
    kinds = list(HELD_OUT.values())
    blocks = []
    each = max(1, number // (len(kinds) * len(DISPERSIONS) * len(MEANS)))
    for generate in kinds:
        for mean in MEANS:
            for dispersion in DISPERSIONS:
                wild = dispersion if dispersion == 1 or mean / (dispersion - 1) >= SMALLEST_SIZE else 1.0
                blocks.append(generate(mean, wild, each, config.reach + 1, config.freq, rng))
    counts = np.concatenate(blocks)
    affected = rng.random(len(counts)) < share
    level = np.repeat(np.tile(np.repeat(MEANS, len(DISPERSIONS) * each), len(kinds)), 1)
    extra = draw(level * rng.uniform(1, 4, len(counts)), 1.0, rng)
    counts[affected, -1] += extra[affected]
    return counts, affected & (extra > 0)


def false_discoveries(
    config: FarringtonConfig, runs: int, number: int, seed: int, rate: float = 0.05
) -> dict[str, NDArray[np.float64]]:
    """Per run, for raw and calibrated p-values: share of false ones among those shown, and share of the affected shown."""
    config = without_limit(config)
    rng = np.random.default_rng(seed)
    out: dict[str, list[tuple[float, float]]] = {"raw BH": [], "calibrated BH": [], "calibrated BY": []}
    for _ in range(runs):
        counts, affected = mixed(config, number, 0.03, rng)
        raw, calibrated = p_values(counts, config)
        for name, adjusted in (
            ("raw BH", benjamini_hochberg(raw)),
            ("calibrated BH", benjamini_hochberg(calibrated)),
            ("calibrated BY", benjamini_yekutieli(calibrated)),
        ):
            shown = adjusted <= rate
            false = float((shown & ~affected).sum() / max(1, shown.sum()))
            out[name].append((false, float(shown[affected].mean())))
    return {name: np.array(pairs) for name, pairs in out.items()}


def sensitivity(config: FarringtonConfig, number: int, seed: int) -> Iterator[tuple[float, float, float, float, float]]:
    """(mean, dispersion, times, share with raw p <= 0.01, share with calibrated p <= 0.01)."""
    config = without_limit(config)
    rng = np.random.default_rng(seed)
    for mean in MEANS:
        for dispersion in (1.0, 2.0):
            counts = draw(np.full((number, config.reach + 1), mean), dispersion, rng)
            for times in (1.5, 2.0, 3.0, 5.0):
                counts[:, -1] = draw(np.full(number, mean * times), dispersion, rng)
                raw, calibrated = p_values(counts, config)
                yield mean, dispersion, times, float((raw <= 0.01).mean()), float((calibrated <= 0.01).mean())


def main() -> None:
    name, number, wanted, seed, levels = (*sys.argv[1:], *("", "1", "0.05,0.01,0.001")[len(sys.argv) - 3 :])
    kinds = {kind: HELD_OUT[kind] for kind in wanted.split(";")} if wanted else HELD_OUT
    config = FarringtonConfig.monthly() if name == "monthly" else FarringtonConfig.weekly()
    alphas = tuple(map(float, levels.split(",")))
    found = list(strata(config, int(number), int(seed), kinds=kinds, alphas=alphas))
    for kind in kinds:
        for alpha in alphas:
            mine = [s for s in found if s.kind == kind and s.alpha == alpha]
            raw = [s.raw / s.number for s in mine]
            kept = [s.calibrated / s.number for s in mine]
            print(
                f"| {kind} | {alpha} | {min(raw):.4f} to {max(raw):.4f} | {min(kept):.4f} to {max(kept):.4f} "
                f"| {max(s.bound for s in mine):.5f} | {'yes' if all(s.bound <= alpha for s in mine) else 'NO'} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
