# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Closed months of own records as second source: judged together with what the police count, told with care."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from baken.access.facade import system_actor
from baken.observe.alerts import actions, reading
from baken.observe.facts import Dataset
from baken.observe.models import Alert
from tests.plugins.remembered import remembered

from .conftest import AT, PERIOD


def play(world: Any, name: str) -> Any:
    """Velsen with the example's closed months, from its first on."""
    from baken.access.facade import opened
    from baken.observe.facade import play_own_months

    actor = system_actor(world)
    remembered(name, lambda: play_own_months(actor, world, AT), seeing=lambda: opened(actor))
    return world


@pytest.fixture
def recorded(world: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Velsen with four years of closed months."""
    from baken.observe.own_figures import example

    monkeypatch.setattr(example, "FIRST", date(2023, 1, 1))
    return play(world, "observe.alerts.own")


@pytest.fixture
def recorded_long(world: Any) -> Any:
    """Velsen with all the example's closed months: by fewer no rise is told from chance."""
    return play(world, "observe.alerts.own.long")


def test_own_records_are_judged_as_far_as_the_months_of_the_police_reach(recorded: Any) -> None:
    read = reading.monthly(recorded)
    mine = [one for one in read.series if one.source == reading.OWN]
    assert read.newest == PERIOD
    assert {one.months[-1] for one in mine} == {PERIOD}
    assert {one.withheld for one in mine} == {4, 9}
    assert {one.level for one in mine if one.withheld == 9} == {"municipality"}
    assert not any(one.indicator.startswith("cases_") for one in mine)
    assert not any(one.area == "unknown" for one in mine)


def test_a_rise_of_own_records_is_an_alert_without_its_small_counts(recorded_long: Any) -> None:
    actions.look(actor=system_actor(recorded_long), at=AT, municipality=recorded_long)
    alert = Alert.objects.get(source=reading.OWN, level="wijk")
    assert (alert.indicator, alert.area, alert.example) == ("concerns_nuisance", "WK045306", True)
    assert not any(count is not None and 0 < count <= 4 for _month, count, _expected, _upper in alert.months)


def test_alone_they_are_judged_to_the_last_closed_month(recorded: Any, tiny_facts: Any) -> None:
    read = reading.monthly(recorded)
    assert (read.newest, read.waiting) == ("2026-11", ())
    assert {one.source for one in read.series} == {reading.OWN}
    assert reading.has_months()


def test_invented_own_records_make_room_for_real_figures(recorded: Any, tiny_facts: Any) -> None:
    rows = [
        {
            "indicator": "crime_assault", "area": "GM0453", "level": "municipality", "municipality": "GM0453",
            "period": f"2026-{month:02d}", "value": 3.0, "lower": None, "upper": None, "n": None, "status": "final",
        }
        for month in (7, 8, 9)
    ]  # fmt: skip
    tiny_facts.load(Dataset("47022NED-month", "t", "Politie"), rows, retrieved_at=AT)
    assert {one.source for one in reading.monthly(recorded).series} == {"47022NED-month"}
