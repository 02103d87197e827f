# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A count stops one row past its limit, in one query."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from baken.kernel.models import RateWindow
from baken.kernel.moment import now
from baken.ui.counting import Count, capped


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "value", "more"), [(0, 0, False), (9, 9, False), (10, 10, False), (11, 10, True), (30, 10, True)]
)
def test_a_count_is_exact_up_to_its_limit(rows: int, value: int, more: bool) -> None:
    RateWindow.objects.bulk_create([RateWindow(key=str(n), count=n, until=now()) for n in range(rows)])
    found = capped(RateWindow.objects.order_by("count"), limit=10)
    assert (found.value, found.capped, bool(found)) == (value, more, rows > 0)
    assert capped(RateWindow.objects.filter(count__gte=5), limit=10).value == max(0, min(rows - 5, 10))


@pytest.mark.django_db
def test_it_is_one_query_that_stops(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1) as told:
        capped(RateWindow.objects.order_by("count"))
    (query,) = told.captured_queries
    assert "LIMIT 1001" in query["sql"]
    assert "ORDER BY" not in query["sql"]


def test_how_it_is_written() -> None:
    assert str(Count(999)) == "999"
    assert str(Count(1000)) == "1.000"
    assert str(Count(1000, capped=True)) == "1.000+"
    with translation.override("en"):
        assert str(Count(1000, capped=True)) == "1,000+"
