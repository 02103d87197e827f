# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Draw the cases of a stream: when they come and how much work they are, with common random numbers.

Each stream and stage has random numbers of its own, found by the stream's name. The i-th case of a stream keeps its numbers
when rates, teams or other streams change: arrivals are a Poisson process of rate 1, run through the inverse of the expected
arrivals (Çinlar 1975), and rows are cases, so more cases add rows. Scenarios then differ by what was changed, not by luck.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from zlib import crc32

import numpy as np
from scipy.special import gammaincinv

from baken.cores.capacity.checks import Bools, Floats
from baken.cores.capacity.model import Model, Stream

MOST_CASES = 20_000_000
"""Cases over all replications that a run may ask for; more is refused rather than left to fill the memory."""

ARRIVALS, WEEKS, HOURS, NEEDED, OLD_HOURS, OLD_NEEDED = range(6)


@dataclass(eq=False, slots=True)
class Cases:
    """Cases of one stream, arrays (replications, cases); the first ``old`` columns are the backlog.

    ``arrival`` in weeks, rising along a row, infinite where a row has no more cases before the horizon. Per stage:
    ``needed``, ``hours``; filled by the simulation: ``ready``, ``start``, ``end`` in weeks, infinite where the horizon came
    first. Where a stage isn't needed these mean nothing. ``done``: end of the last stage.
    """

    old: int
    arrival: Floats
    needed: list[Bools]
    hours: list[Floats]
    ready: list[Floats]
    start: list[Floats]
    end: list[Floats]
    done: Floats


def draw(model: Model, stream: Stream, replications: int, seed: int) -> Cases:
    """Draw the cases of ``stream``; ValueError where they would be more than memory should hold."""
    arriving = _arrivals(model, stream, replications, seed)
    new, old = arriving.shape[1], sum(stream.waiting)
    if (new + old) * replications > MOST_CASES:
        raise ValueError(_too_many(stream, replications))
    arrival = np.concatenate([np.zeros((replications, old)), arriving], axis=1)
    at = np.repeat(np.arange(len(stream.stages)), stream.waiting)
    needed, hours = [], []
    for number, stage in enumerate(stream.stages):
        fresh = stage.work.draw(_generator(seed, stream, HOURS, number), (new, replications)).T
        mask = np.ones((replications, new), dtype=np.bool_)
        old_mask = np.broadcast_to(at <= number, (replications, old))
        if stage.share < 1:
            mask = (_generator(seed, stream, NEEDED, number).random((new, replications)) < stage.share).T
            chosen = (_generator(seed, stream, OLD_NEEDED, number).random((old, replications)) < stage.share).T
            old_mask = old_mask & (chosen | (at == number))
        if old:
            waiting = stage.work.draw(_generator(seed, stream, OLD_HOURS, number), (old, replications)).T
            fresh, mask = np.concatenate([waiting, fresh], axis=1), np.concatenate([old_mask, mask], axis=1)
        needed.append(mask)
        hours.append(fresh)
    return Cases(old, arrival, needed, hours, [], [], [], arrival.copy())


def _arrivals(model: Model, stream: Stream, replications: int, seed: int) -> Floats:
    expected = stream.expected(model.weeks, model.first_week)
    if stream.dispersion > 1:
        # a week's count is Poisson with a gamma mean: negative binomial, variance = dispersion x mean
        form = np.maximum(expected, 1e-12) / (stream.dispersion - 1)
        chance = _generator(seed, stream, WEEKS, 0).random((replications, model.weeks))
        intensity = gammaincinv(form, chance) * (stream.dispersion - 1)
    else:
        intensity = np.broadcast_to(expected, (replications, model.weeks))
    total = np.concatenate([np.zeros((replications, 1)), np.cumsum(intensity, axis=1)], axis=1)
    most = float(total[:, -1].max())
    if most * replications > MOST_CASES:
        raise ValueError(_too_many(stream, replications))
    if most == 0:
        return np.empty((replications, 0))
    size = int(most + 7 * sqrt(most) + 10)
    while True:
        unit = np.cumsum(_generator(seed, stream, ARRIVALS, 0).standard_exponential((size, replications)), axis=0).T
        if (unit[:, -1] >= total[:, -1]).all():
            break
        size *= 2  # once in a million runs: the same numbers again, and more
    weeks = np.arange(model.weeks + 1.0)
    if stream.dispersion > 1:
        found = np.stack([np.interp(unit[r], total[r], weeks) for r in range(replications)])
    else:
        found = np.interp(unit, total[0], weeks)
    found[unit >= total[:, -1:]] = np.inf
    return found[:, : int(np.isfinite(found).sum(axis=1).max())]


def _generator(seed: int, stream: Stream, purpose: int, stage: int) -> np.random.Generator:
    return np.random.Generator(np.random.SFC64([seed, crc32(stream.name.encode()), purpose, stage]))


def _too_many(stream: Stream, replications: int) -> str:
    return f"replications: {replications} of stream {stream.name!r} are more than {MOST_CASES:,} cases; ask for fewer"
