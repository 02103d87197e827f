# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is judged, what is left out and why, what is shown and in which order."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.cores.earlywarning import FarringtonConfig, calibrate, farrington_flexible
from baken.observe.alerts import months
from baken.observe.alerts.assess import BOUND, assess, bounds, settings_of
from baken.observe.alerts.shapes import FDR, Series
from baken.observe.alerts.themes import LEVELS, THEMES, may_be_shown
from baken.observe.themes import SENSITIVE_INDICATORS

NAMES = tuple(months.between("2019-01", "2026-10"))
NOW = "2026-09"
AT = NAMES.index(NOW)


def quiet(indicator: str, area: str, mean: float, seed: int, level: str = "wijk") -> Series:
    rng = np.random.default_rng(seed)
    season = 1 + 0.2 * np.cos(2 * np.pi * np.arange(len(NAMES)) / 12)
    counts = tuple(float(n) for n in rng.poisson(mean * season))
    return Series("made-up", indicator, area, level, NAMES, counts)


def raised(one: Series, count: float, month: str = NOW) -> Series:
    counts = list(one.counts)
    counts[NAMES.index(month)] = count
    return replace(one, counts=tuple(counts))


@cache
def town() -> tuple[Series, ...]:
    """Thirty quiet series of three themes, of which two are raised."""
    rows = [
        quiet(theme, f"WK0453{n:02d}", mean, 100 * at + n)
        for at, (theme, mean) in enumerate((("crime_vandalism", 8.0), ("nuisance_youth", 4.0), ("crime_assault", 2.0)))
        for n in range(10)
    ]
    rows[3] = raised(rows[3], 40)
    rows[14] = raised(rows[14], 16)
    return tuple(rows)


def test_what_was_raised_is_found_and_nothing_else_the_rarest_first() -> None:
    found = assess(town(), NOW)
    assert [(rise.indicator, rise.area) for rise in found.rises] == [
        ("crime_vandalism", "WK045303"),
        ("nuisance_youth", "WK045304"),
    ]
    first = found.rises[0]
    assert (first.count, first.deepest) == (40, True)
    assert 5 < first.expected < 12
    assert first.upper is not None
    assert first.expected < first.upper < 40
    assert first.p_value <= found.rises[1].p_value
    assert all(rise.q_value <= FDR for rise in found.rises)
    assert first.points[-1].month == NOW
    assert first.points[-1].upper == first.upper
    assert len(first.points) == 25


def test_a_quiet_month_gives_nothing_to_read() -> None:
    found = assess(town(), "2026-06")
    assert found.rises == ()
    assert found.assessed + sum(found.unassessed.values()) == 30


def test_a_month_is_judged_by_what_came_before_it_only() -> None:
    earlier = assess([raised(one, 500, "2026-10") for one in town()], NOW)
    assert earlier == assess(town(), NOW)


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_series_changes_nothing(random: object) -> None:
    rows = list(town())
    random.shuffle(rows)  # type: ignore[attr-defined]
    assert assess(rows, NOW) == assess(town(), NOW)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 29), st.integers(1, 30))
def test_a_higher_count_is_never_less_rare(which: int, more: int) -> None:
    rows = list(town())
    before = {(r.indicator, r.area): r.p_value for r in assess(rows, NOW).rises}
    rows[which] = raised(rows[which], (rows[which].counts[AT] or 0) + more)
    after = {(r.indicator, r.area): r.p_value for r in assess(rows, NOW).rises}
    key = rows[which].indicator, rows[which].area
    if key in before:
        assert after[key] <= before[key]


def test_a_series_with_hardly_any_events_is_left_out_whatever_its_newest_count() -> None:
    rare = raised(quiet("crime_threat", "WK045301", 0.05, 7), 9)
    found = assess([*town(), rare], NOW)
    assert found.unassessed["too_rare"] == 1
    assert "crime_threat" not in {rise.indicator for rise in found.rises}
    # it doesn't make it harder for the others either
    assert found.rises == assess(town(), NOW).rises


def test_why_a_series_was_not_judged_is_counted_by_reason() -> None:
    short = replace(quiet("crime_cyber", "WK045301", 5, 1), months=NAMES[60:], counts=(5.0,) * len(NAMES[60:]))
    gap = quiet("crime_cyber", "WK045302", 5, 2)
    gap = replace(gap, counts=(*gap.counts[:70], None, *gap.counts[71:]))
    silent = replace(quiet("crime_cyber", "WK045303", 5, 3), counts=(0.0,) * len(NAMES))
    found = assess([*town(), short, gap, silent], NOW)
    assert found.unassessed["missing"] == 1
    assert found.unassessed["too_short"] == 1
    assert found.unassessed["too_rare"] == 1


def test_five_years_and_a_window_are_needed() -> None:
    young = [replace(one, months=NAMES[50:], counts=one.counts[50:]) for one in town()]
    found = assess(young, NOW)
    assert (found.assessed, found.unassessed, found.rises) == (0, {"too_short": 30}, ())


def test_no_series_at_all_is_no_crash() -> None:
    assert assess([], NOW).assessed == 0
    assert assess(town(), "2018-01").assessed == 0


def test_the_line_of_the_chart_is_where_chance_ends() -> None:
    """The bound against the calibration itself: one event more is unusual, the bound isn't."""
    table = np.array([one.counts for one in town()[:12]], dtype=float)
    found = farrington_flexible(table, at=[AT - 1, AT], config=FarringtonConfig.monthly())
    upper = bounds(found)
    known = ~np.isnan(upper)
    assert known.mean() > 0.9
    at_bound = calibrate(replace(found, observed=np.where(known, upper, 0))).p_value
    above = calibrate(replace(found, observed=np.where(known, upper + 1, 0))).p_value
    assert (at_bound[known] > BOUND).all()
    assert (above[known] <= BOUND).all()


def test_the_hash_follows_what_went_in_and_nothing_else() -> None:
    base = assess(town(), NOW).input_hash
    assert assess(tuple(reversed(town())), NOW).input_hash == base
    assert assess([raised(one, 1, "2026-10") for one in town()], NOW).input_hash == base
    changed = (raised(town()[0], (town()[0].counts[AT] or 0) + 1), *town()[1:])
    assert assess(changed, NOW).input_hash != base


def test_settings_are_told_in_full_and_the_same_each_time() -> None:
    told = json.loads(settings_of(FarringtonConfig.monthly()))
    assert told["farrington"]["b"] == 5
    assert told["fdr"] == FDR
    assert settings_of(FarringtonConfig.monthly()) == settings_of(FarringtonConfig.monthly())


@pytest.mark.parametrize("indicator", sorted(SENSITIVE_INDICATORS & THEMES.keys()))
def test_what_is_sensitive_is_never_shown_by_buurt(indicator: str) -> None:
    assert not may_be_shown(indicator, "buurt")
    series = [raised(quiet(indicator, "BU04530101", 6.0, 5, "buurt"), 60)]
    found = assess(series, NOW)
    assert (found.rises, found.assessed, found.unassessed) == ((), 0, {})


def test_the_table_of_themes_holds_what_must_be_in_it() -> None:
    assert {"nuisance_confused_person", "crime_human_trafficking", "crime_discrimination"} <= THEMES.keys()
    assert all(theme.nearest in LEVELS for theme in THEMES.values())
    assert not may_be_shown("crime_human_trafficking", "wijk")
    assert may_be_shown("crime_vandalism", "buurt")
    assert not may_be_shown("survey_cohesion", "municipality")
    assert not may_be_shown("crime_vandalism", "nation")


def test_the_newest_month_and_one_fetched_too_soon_do_not_count() -> None:
    names = ["2026-07", "2026-08", "2026-09", "2026-10"]
    assert months.complete(names, date(2026, 11, 18)) == ["2026-07", "2026-08", "2026-09"]
    assert months.complete(names, date(2026, 10, 20)) == ["2026-07", "2026-08"]
    assert months.complete([], date(2026, 10, 20)) == []


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_the_next_look_is_on_a_working_day_early_in_the_next_month(day: date) -> None:
    following = months.next_look(day)
    assert following.isoweekday() <= 5
    assert following.day <= 5
    assert months.number(f"{following:%Y-%m}") == months.number(f"{day:%Y-%m}") + 1


@given(st.integers(12 * 1900, 12 * 2200))
def test_a_month_keeps_its_name(number: int) -> None:
    assert months.number(months.named(number)) == number
    assert months.end_of(months.named(number)).strftime("%Y-%m") == months.named(number)


def own(area: str, mean: float, seed: int, theme: str = "youth", withheld: int = 4) -> Series:
    level = "municipality" if area.startswith("GM") else "wijk"
    one = quiet(f"concerns_{theme}", area, mean, seed, level)
    return replace(one, source="own-records", theme=theme, withheld=withheld)


def test_own_records_are_judged_with_the_others_but_small_counts_are_left_out_of_what_is_told() -> None:
    (rise,) = assess([raised(own("WK045301", 5.0, 11), 30)], NOW, whole="GM0453").rises
    assert (rise.area, rise.count) == ("WK045301", 30)
    told = [point.count for point in rise.points]
    assert None in told
    assert not any(count is not None and 0 < count <= 4 for count in told)
    assert all(point.expected is not None for point in rise.points)


def test_a_rise_whose_own_count_is_small_is_told_of_the_municipality_without_figures() -> None:
    rare = raised(own("WK045301", 0.9, 12, withheld=40), 15)
    (rise,) = assess([rare], NOW, whole="GM0453").rises
    assert (rise.area, rise.level, rise.count, rise.upper, rise.points) == ("GM0453", "municipality", None, None, ())
    assert 15 not in rise.told().values()


def test_it_is_told_once_where_the_municipality_has_a_rise_of_its_own() -> None:
    small = raised(own("WK045301", 0.9, 12, withheld=40), 15)
    whole = raised(own("GM0453", 20.0, 13, withheld=4), 90)
    (rise,) = assess([small, whole], NOW, whole="GM0453").rises
    assert (rise.area, rise.count) == ("GM0453", 90)


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 12), st.integers(0, 60), st.integers(0, 500))
def test_no_count_of_own_records_from_one_to_the_threshold_is_ever_told(withheld: int, count: int, seed: int) -> None:
    series = [raised(own(f"WK04530{n}", 2.0, seed + n, withheld=withheld), count) for n in range(3)]
    for rise in assess(series, NOW, whole="GM0453").rises:
        for told in (rise.count, *(point.count for point in rise.points)):
            assert told is None or told == 0 or told > withheld


@pytest.mark.parametrize("theme", ["care", "trafficking", "discrimination"])
def test_sensitive_themes_of_own_records_are_told_of_the_municipality_only(theme: str) -> None:
    assert assess([raised(own("WK045301", 6.0, 14, theme), 80)], NOW, whole="GM0453").rises == ()
    assert len(assess([raised(own("GM0453", 12.0, 14, theme), 80)], NOW, whole="GM0453").rises) == 1


def test_how_many_cases_a_municipality_opens_is_not_looked_at() -> None:
    assert not may_be_shown("cases_opened", "municipality", "undermining")
    assert may_be_shown("concerns_undermining", "wijk", "undermining")
