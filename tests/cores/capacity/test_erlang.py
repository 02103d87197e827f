# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Erlang's formulas: against the kept reference, the balance equations themselves, and what holds for every pool."""

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.cores.capacity import erlang_a, erlang_b, erlang_c, priority_waits

servers = st.integers(1, 300)
shares = st.floats(0.01, 0.99)


def balance(c: int, a: float, theta: float) -> tuple[float, ...]:
    """Delay, abandonment, wait, queue and use of M/M/c+M by summing its states; theta 0 for no patience to lose."""
    top = int(c + max(0.0, a - c) / max(theta, 1e-3) + 60 * (a / max(theta, 1e-3) + 1) ** 0.5 + 3000)
    n = np.arange(top + 1)
    out = np.minimum(n[1:], c) + np.maximum(n[1:] - c, 0) * theta
    log = np.concatenate([[0.0], np.cumsum(np.log(a) - np.log(out))])
    p = np.exp(log - log.max())
    p /= p.sum()
    queue = float((p * np.maximum(n - c, 0)).sum())
    return float(p[c:].sum()), queue * theta / a, queue / a, queue, float((p * np.minimum(n, c)).sum()) / c


@pytest.mark.needs_shared
def test_agrees_with_the_reference(shared: Path) -> None:
    text = (shared / "reference" / "capacity" / "erlang_reference.txt").read_text()
    table = np.array([line.split() for line in text.splitlines() if re.match(r"^\d+ ", line)], dtype=float)
    found = erlang_c(table[:, 0], table[:, 1])
    np.testing.assert_allclose(found.delayed, table[:, 2], rtol=0, atol=6e-13)
    np.testing.assert_allclose(found.wait, table[:, 3], rtol=0, atol=6e-13)
    one = re.search(r"^ErlangC (\S+) Wq (\S+)", text, re.M)
    assert one
    assert float(erlang_c(3, 2.7).delayed) == pytest.approx(float(one[1]), rel=1e-12)
    assert float(erlang_c(3, 2.7)) == float(erlang_c(3, 2.7).delayed)
    assert float(erlang_c(3, 2.7).wait) == pytest.approx(float(one[2]), rel=1e-12)
    patient = re.search(r"^ErlangA th=\.1 .*\(([^)]*)\)", text, re.M)
    assert patient
    wait, abandoned, delayed = map(float, patient[1].split(","))
    found_a = erlang_a(3, 2.7, 10.0)
    assert (float(found_a.wait), float(found_a.abandoned)) == pytest.approx((wait, abandoned), rel=1e-12)
    assert float(found_a.delayed) == pytest.approx(delayed, rel=1e-12)


@given(servers, shares)
def test_erlang_c_is_what_the_states_sum_to(c: int, share: float) -> None:
    found = erlang_c(c, share * c)
    if share < 0.95:
        delayed, _, wait, queue, _ = balance(c, share * c, 0.0)
        got = (float(found.delayed), float(found.wait), float(found.queue))
        assert got == pytest.approx((delayed, wait, queue), rel=1e-8, abs=1e-13)
    assert float(erlang_b(c, share * c)) <= float(found.delayed) <= 1


@given(servers, st.floats(0.02, 5.0), st.floats(-2.5, 1.3))
def test_erlang_a_is_what_the_states_sum_to(c: int, share: float, log_theta: float) -> None:
    theta = 10.0**log_theta
    found = erlang_a(c, share * c, 1 / theta)
    got = tuple(float(x) for x in (found.delayed, found.abandoned, found.wait, found.queue, found.utilisation))
    assert got == pytest.approx(balance(c, share * c, theta), rel=1e-6, abs=1e-12)


@given(servers, st.floats(0.05, 3.0), st.floats(0.5, 20.0))
def test_patience_never_makes_the_wait_longer(c: int, share: float, patience: float) -> None:
    short, long = erlang_a(c, share * c, patience), erlang_a(c, share * c, 2 * patience)
    assert float(short.wait) <= float(long.wait) * (1 + 1e-9) + 1e-12
    assert float(short.abandoned) >= float(long.abandoned) * (1 - 1e-9) - 1e-12
    if share < 1:
        assert float(long.wait) <= float(erlang_c(c, share * c).wait) + 1e-9


def test_the_unit_of_time_is_that_of_the_service() -> None:
    assert float(erlang_c(3, 2.7, 8.0).wait) == pytest.approx(8 * 2.7235367372353694)
    assert float(erlang_a(3, 2.7, 80.0, 8.0).wait) == pytest.approx(8 * float(erlang_a(3, 2.7, 10.0).wait))


def test_share_served_within_a_time() -> None:
    found = erlang_c(3, [2.7, 3.5])
    np.testing.assert_allclose(found.within(0), 1 - found.delayed)
    assert found.within(2.0)[0] == pytest.approx(1 - found.delayed[0] * np.exp(-0.3 * 2.0))
    assert found.within(1e6)[1] == 0
    with pytest.raises(ValueError, match="time"):
        found.within(-1)


def test_without_room_to_breathe_the_wait_is_infinite() -> None:
    found = erlang_c([2, 2, 2], [1.999999, 2.0, 7.0])
    assert found.stable.tolist() == [True, False, False]
    assert np.isfinite(found.wait[0])
    assert np.isinf(found.wait[1:]).all()
    assert found.delayed[1:].tolist() == [1.0, 1.0]


def test_extremes_stay_numbers() -> None:
    assert erlang_b([5, 1000, 10, 3], [1e6, 5000, 1e300, 0]).tolist() == pytest.approx(
        [0.999995, 0.80005, 1, 0], abs=1e-5
    )
    assert 0 < float(erlang_c(100_000, 99_000).delayed) < 1
    crowd = erlang_a(2, 1e4, 1e4)
    assert float(crowd.delayed) == 1
    assert float(crowd.abandoned) == pytest.approx(1 - 2 / 1e4)
    nobody = erlang_a(2, 0.0, 5.0)
    assert (float(nobody.wait), float(nobody.delayed), float(nobody.abandoned)) == (0, 0, 0)


def test_broadcasts() -> None:
    found = erlang_c(np.arange(1, 5)[:, None], np.array([0.5, 0.9]))
    assert found.delayed.shape == (4, 2)
    assert found.delayed[2, 1] == float(erlang_c(3, 0.9).delayed)
    assert erlang_a([3, 4], 2.7, [[1.0], [2.0]]).wait.shape == (2, 2)


@given(st.integers(1, 20), st.lists(st.floats(0.01, 0.2), min_size=1, max_size=4))
def test_priorities_move_waits_about_but_not_away(c: int, parts: list[float]) -> None:
    loads = np.array(parts) * c
    waits = priority_waits(c, loads, np.ones(loads.size))
    # Kleinrock's conservation law: weighed by load, the mean wait is that without priorities
    assert float((loads * waits).sum() / loads.sum()) == pytest.approx(float(erlang_c(c, loads.sum()).wait), rel=1e-9)
    assert (np.diff(waits) > 0).all()


def test_priority_waits_of_one_server_follow_pollaczek_and_khinchine() -> None:
    assert priority_waits(1, [0.5], [2.0], [0.0]) == pytest.approx([0.5 * 2 / (2 * 0.5)])
    assert priority_waits(2, [1.0, 1.5], [1.0, 1.0])[1] == np.inf
    assert np.isfinite(priority_waits(2, [1.0, 1.5], [1.0, 1.0])[0])
    assert priority_waits(2, [0.0], [1.0]).tolist() == [0.0]


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: erlang_c(0, 1), "servers"),
        (lambda: erlang_c(1.5, 1), "servers"),
        (lambda: erlang_c(float("nan"), 1), "servers"),
        (lambda: erlang_c(1_000_000, 1), "servers"),
        (lambda: erlang_c(2, -1), "load"),
        (lambda: erlang_c(2, float("inf")), "load"),
        (lambda: erlang_c(2, "two"), "load"),
        (lambda: erlang_c([1, 2], [1, 2, 3]), "servers and load"),
        (lambda: erlang_c(2, 1, 0), "service_time"),
        (lambda: erlang_a(2, 1, 0), "patience"),
        (lambda: erlang_a(2, 1, float("nan")), "patience"),
        (lambda: erlang_a([1, 2], 1, [1, 2, 3]), "patience"),
        (lambda: priority_waits(2, [1, 1], [1]), "length"),
        (lambda: priority_waits(2, [-1], [1]), "loads"),
        (lambda: priority_waits(2, [1], [0]), "service_times"),
        (lambda: priority_waits(2, [1], [1], [-1]), "variation"),
    ],
)
def test_refuses_what_cannot_be(call: object, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        call()  # type: ignore[operator]
