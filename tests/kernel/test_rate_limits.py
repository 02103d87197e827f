# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""So many tries in so much time, however many processes count."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.kernel.models import RateWindow
from baken.kernel.rate_limits import Limit, TooMany, hit

from .test_audit_together import WRITERS, together
from .towns import NOW

FEW = Limit("test", 3, 60)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.integers(0, 40), max_size=25), st.integers(0, 4))
def test_no_window_lets_more_through_than_its_limit(pauses: list[int], limit: int) -> None:
    RateWindow.objects.all().delete()
    at, began, done = NOW, None, 0
    for pause in pauses:
        at += timedelta(seconds=pause)
        if began is None or at >= began + timedelta(seconds=60):
            began, done = at, 0
        assert hit("test", "who", limit, 60, at=at) is (done < limit)
        if done < limit:
            done += 1
        elif not limit:
            began = None


@pytest.mark.django_db
def test_askers_and_things_are_counted_apart() -> None:
    for _ in range(3):
        FEW.require("a", at=NOW)
    assert FEW.spent("a", at=NOW)
    assert not FEW.spent("b", at=NOW)
    assert FEW.take("b", at=NOW)
    assert hit("other", "a", 1, 60, at=NOW)
    with pytest.raises(TooMany) as told:
        FEW.require("a", at=NOW)
    assert told.value.seconds == 60


@pytest.mark.django_db
def test_looking_whether_there_are_tries_left_costs_none_and_a_refusal_does_not_lengthen_the_wait() -> None:
    for _ in range(9):
        assert not FEW.spent("a", at=NOW)
    for _ in range(3):
        assert FEW.take("a", at=NOW)
    assert not FEW.take("a", at=NOW + timedelta(seconds=59))
    assert FEW.take("a", at=NOW + timedelta(seconds=60))


@pytest.mark.django_db
def test_the_table_does_not_tell_who_asked_and_is_swept() -> None:
    for number in range(120):
        hit("test", f"192.0.2.{number}", 3, 60, at=NOW)
    assert not [row for row in RateWindow.objects.all() if "192" in row.key and "." in row.key]
    for number in range(120):
        hit("test", f"198.51.100.{number}", 3, 60, at=NOW + timedelta(hours=1))
    assert RateWindow.objects.filter(until__lte=NOW + timedelta(minutes=2)).count() < 120


@pytest.mark.django_db
def test_an_allowed_try_is_one_statement(django_assert_num_queries) -> None:
    FEW.take("a", at=NOW)
    with django_assert_num_queries(1):
        FEW.take("a", at=NOW)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_tries_at_once_exactly_as_many_are_allowed_as_there_were_left() -> None:
    def all_try(number: int) -> int:
        return sum(hit("test", f"job {job}", 3, 60, at=NOW) for job in range(20))

    assert sum(together(all_try)) == 20 * min(3, WRITERS)
