# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Waiting in a pool of equal servers with random arrivals: the formulas of Erlang.

Sources: Erlang (1917), in Brockmeyer, Halstrøm & Jensen, The Life and Works of A.K. Erlang (1948), for B and C; Palm
(1957) and Garnett, Mandelbaum & Reiman (2002), "Designing a call center with impatient customers", M&SOM 4, for A;
Cobham (1954), "Priority assignment in waiting line problems", Operations Research 2, for priorities; Allen-Cunneen
(Allen 1990, Probability, Statistics and Queueing Theory, par. 5.3) for work that isn't exponential.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammainc, gammaincc, gammaln

from baken.cores.capacity.checks import Floats, numbers, positive

MOST_SERVERS = 100_000


@dataclass(frozen=True, eq=False, slots=True)
class ErlangC:
    """M/M/c without patience. All arrays of one shape; waits in the unit of ``service_time``.

    ``delayed``: chance to wait at all. ``wait``: mean wait, of all arrivals. ``wait_if_delayed``: mean of those who
    wait. ``queue``: mean number waiting. ``stable`` tells where load < servers; elsewhere the queue grows for ever:
    ``delayed`` is 1, the others are infinite.
    """

    servers: Floats
    load: Floats
    delayed: Floats
    wait: Floats
    wait_if_delayed: Floats
    queue: Floats
    stable: np.typing.NDArray[np.bool_]
    service_time: float

    def __float__(self) -> float:
        """Return Erlang's C itself, the chance to wait at all, of one pool; raises TypeError for several."""
        return float(self.delayed)

    def within(self, time: ArrayLike) -> Floats:
        """Return the share that waits at most ``time``: 1 - C exp(-(c - a) t / service time)."""
        limit = numbers("time", time)
        if (limit < 0).any():
            raise ValueError("time must not be negative")
        spare = np.maximum(self.servers - self.load, 0.0)
        share: Floats = 1.0 - self.delayed * np.exp(-spare * limit / self.service_time)
        return share


@dataclass(frozen=True, eq=False, slots=True)
class ErlangA:
    """M/M/c+M: those who wait lose patience at rate 1/``patience`` each. Arrays of one shape; times in one unit.

    ``abandoned``: share that leaves unserved. ``delayed``: chance to wait at all. ``wait``: mean time in the queue of
    all arrivals, those who leave included. ``queue``: mean number waiting. ``utilisation``: share of servers busy.
    """

    servers: Floats
    load: Floats
    delayed: Floats
    abandoned: Floats
    wait: Floats
    queue: Floats
    utilisation: Floats
    service_time: float


def erlang_b(servers: ArrayLike, load: ArrayLike) -> Floats:
    """Chance that all ``servers`` are busy where nobody waits (M/G/c/c); ``load`` in erlang. Broadcasts.

    B = exp(-a) a^c / c! / P(Poisson(a) <= c), written with the incomplete gamma function, in logarithms: no loop over
    servers and no overflow. Raises ValueError on servers that aren't whole, at least 1, or a load that is negative.
    """
    c, a = _pool(servers, load)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_top = c * np.log(a) - a - gammaln(c + 1)
        blocked = np.exp(log_top) / gammaincc(c + 1, a)
        # far above capacity both go to 0; there B = 1 - c/a to within 1/(a - c)
        blocked = np.where(gammaincc(c + 1, a) > 1e-290, blocked, 1.0 / _continued(c, a))
    found: Floats = np.where(a == 0, 0.0, blocked)
    return found


def erlang_c(servers: ArrayLike, load: ArrayLike, service_time: float = 1.0) -> ErlangC:
    """Waiting in M/M/c: Poisson arrivals, exponential work, ``servers`` equal servers, no one leaves. Broadcasts.

    ``load`` is arrivals x mean service time, in erlang; ``service_time`` gives the unit of the waits. At a load of
    ``servers`` or more there is no steady state: not stable, waits infinite. Raises ValueError as ``erlang_b``.
    """
    unit = positive("service_time", service_time)
    c, a = _pool(servers, load)
    blocked = erlang_b(c, a)
    stable = a < c
    spare = np.where(stable, c - a, 1.0)
    delayed = np.where(stable, c * blocked / (spare + a * blocked), 1.0)
    if_delayed = np.where(stable, unit / spare, np.inf)
    queue = np.where(stable, delayed * a / spare, np.inf)
    return ErlangC(c, a, delayed, delayed * if_delayed, if_delayed, queue, stable, unit)


def erlang_a(servers: ArrayLike, load: ArrayLike, patience: ArrayLike, service_time: float = 1.0) -> ErlangA:
    """Waiting in M/M/c+M, where whoever waits leaves after an exponential time with mean ``patience``. Broadcasts.

    ``patience`` and ``service_time`` in one unit. Always stable. With x = servers x patience/service_time and
    y = load x patience/service_time the sums over the waiting room are incomplete gamma functions (Palm):
    sum over j >= 1 of y^j / ((x+1)...(x+j)) = x e^y y^-x gamma(x, y) - 1. Where those leave the range of doubles the
    states are summed one by one. Raises ValueError as ``erlang_b``, or where patience isn't above 0.
    """
    unit = positive("service_time", service_time)
    c, a = _pool(servers, load)
    theta = numbers("patience", patience)
    if (theta <= 0).any():
        raise ValueError("patience must be above 0")
    try:
        c, a, theta = (np.array(part) for part in np.broadcast_arrays(c, a, theta))
    except ValueError:
        raise ValueError("servers, load and patience don't fit one shape") from None
    ratio = theta / unit
    x, y = c * ratio, a * ratio
    blocked = erlang_b(c, a)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        room = np.exp(np.log(x) + y - x * np.log(y) + gammaln(x) + np.log(gammainc(x, y)))  # 1 + sum of the room
        room = np.array(np.where(a == 0, 1.0, room))
    with np.errstate(invalid="ignore", over="ignore"):
        waiting = np.array((c - (c - a) * room) * ratio)  # the room's balance: sum of j times the weight of j waiting
    for at in np.ndindex(c.shape):
        lost = waiting[at] < 1e-4 * c[at] * ratio[at]  # most digits cancelled
        if not np.isfinite(room[at]) or gammainc(x[at], y[at]) < 1e-290 or y[at] < 1e-6 or lost:
            room[at], waiting[at] = _summed(float(x[at]), float(y[at]))
    # the state "all busy, nobody waits" weighs `blocked` against those below; the room's states `blocked * room`
    full = room > 1e250  # only where load exceeds servers: then everybody waits, for any purpose
    with np.errstate(divide="ignore", invalid="ignore"):
        delayed = np.where(full, 1.0, blocked * room / (1.0 - blocked + blocked * room))
        queue = np.where(full, (a - c) * ratio, delayed * waiting / room)
        abandoned = np.where(a == 0, 0.0, queue / (a * ratio))
    return ErlangA(c, a, delayed, abandoned, abandoned * theta, queue, a * (1.0 - abandoned) / c, unit)


def priority_waits(
    servers: int, loads: ArrayLike, service_times: ArrayLike, variation: ArrayLike | None = None
) -> Floats:
    """Mean waits of classes in order of priority (first waits least), work not interrupted; in the unit of the times.

    ``loads`` in erlang, ``service_times`` means, ``variation`` coefficients of variation of the work (1 where left out).
    W_k = W0 / ((1 - s_(k-1)) (1 - s_k)), s_k the load of classes 1..k per server (Cobham). Exact for one server, and for
    more with exponential work of one mean; else W0 is scaled from M/M/c (Allen-Cunneen). Infinite from the class on
    where s_k reaches 1. Raises ValueError on lists of unlike length, negative loads, or times not above 0.
    """
    a, times = numbers("loads", loads), numbers("service_times", service_times)
    cv = np.ones_like(a) if variation is None else numbers("variation", variation)
    if a.ndim != 1 or not a.size or times.shape != a.shape or cv.shape != a.shape:
        raise ValueError("loads, service_times and variation must be lists of one length")
    if (a < 0).any():
        raise ValueError("loads must not be negative")
    if (times <= 0).any():
        raise ValueError("service_times must be above 0")
    if (cv < 0).any():
        raise ValueError("variation must not be negative")
    total = float(a.sum())
    if total == 0:
        return np.zeros_like(a)
    c, _ = _pool(servers, total)
    residual = float((a * times * (1 + cv**2)).sum()) / (2 * total)
    all_busy = float(erlang_c(c, min(total, float(c))).delayed)
    least = all_busy * residual / float(c)
    level = np.cumsum(a) / float(c)
    before = np.concatenate([[0.0], level[:-1]])
    with np.errstate(divide="ignore", invalid="ignore"):
        waits: Floats = np.where(level < 1, least / ((1 - before) * (1 - level)), np.inf)
    return waits


def _pool(servers: ArrayLike, load: ArrayLike) -> tuple[Floats, Floats]:
    c, a = numbers("servers", servers), numbers("load", load)
    if (c < 1).any() or (c != np.floor(c)).any() or (c > MOST_SERVERS).any():
        raise ValueError(f"servers must be whole numbers from 1 to {MOST_SERVERS}")
    if (a < 0).any():
        raise ValueError("load must not be negative")
    try:
        both = np.broadcast_arrays(c, a)
    except ValueError:
        raise ValueError("servers and load don't fit one shape") from None
    return np.array(both[0]), np.array(both[1])


def _continued(c: Floats, a: Floats) -> Floats:
    """1/B far above capacity: 1 + c/a + c(c-1)/a^2 + ..., which then falls off quickly."""
    term, total = np.ones_like(a), np.ones_like(a)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        for k in range(int(c.max(initial=0.0))):
            term = term * np.maximum(c - k, 0.0) / a
            total = total + np.where(np.isfinite(term), term, 0.0)
            if not (np.nan_to_num(term, posinf=0.0) > 1e-17 * total).any():
                break
    return total


def _summed(x: float, y: float) -> tuple[float, float]:
    """Sums over j of y^j / ((x+1)...(x+j)), and of j times that; infinite where they leave the range of doubles."""
    term = total = 1.0
    moment = 0.0
    j = 0
    while (term > 1e-17 * total or j * term > 1e-17 * moment) and total < np.inf:
        j += 1
        term *= y / (x + j)
        total += term
        moment += j * term
    return total, moment
