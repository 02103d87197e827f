# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The picture of Velsen on real figures: the hard areas, what was known when, who it is compared with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from baken.cores.estimation import Verdict
from baken.observe import panels
from baken.observe.as_of import BadMoment, end_of, parse_day, parse_year
from baken.observe.facade import figures_of, series_of
from baken.observe.picture.figures import Figure
from baken.observe.queries import MAIN, NoFigures, Picture, UnknownArea, known_years, latest_year, picture_of
from baken.observe.sources.example import REVISED

pytestmark = pytest.mark.usefixtures("world")
LOADED = datetime(2026, 7, 19, tzinfo=UTC)


def figure(picture: Picture, area: str, indicator: str = MAIN) -> Figure:
    found = picture.figure(indicator, area)
    assert found is not None
    return found


def test_velserbroek_is_told_as_published() -> None:
    found = figure(picture_of("GM0453", year=2025), "WK045308")
    assert (found.value, found.population, found.population_year, found.status) == (299, 15085, 2024, "provisional")
    assert found.rate == pytest.approx(1000 * 299 / 15085)
    assert found.change is not None
    assert (found.change.versus, found.change.difference) == (2024, -10)


def test_few_residents_and_many_visitors_give_a_rate_but_no_comparison() -> None:
    picture = picture_of("GM0453", year=2025)
    for area, people in (("WK045309", 370), ("BU04530900", 50)):
        found = figure(picture, area)
        assert found.population == people
        assert found.rate is not None
        assert found.rate > 250
        assert found.rest is not None
        assert (found.rest.verdict, found.rest.reason) == (Verdict.NOT_ASSESSABLE, "population_too_small")


def test_hardly_any_residents_give_no_rate() -> None:
    picture = picture_of("GM0453", year=2025)
    staalbuurt, reyndersbuurt = figure(picture, "BU04530506"), figure(picture, "BU04530507")
    assert staalbuurt.population == 5
    assert reyndersbuurt.population is None
    assert staalbuurt.rate is None
    assert reyndersbuurt.rate is None
    assert reyndersbuurt.reason in ("population_unknown", "count_unknown")
    assert staalbuurt.reason in ("population_too_small", "count_unknown")
    assert {staalbuurt.status, reyndersbuurt.status} <= {"provisional", "withheld"}


def test_areas_that_are_not_compared_stand_below_in_every_ranking_and_are_not_on_the_map() -> None:
    from baken.observe.charts import map_shapes

    picture = picture_of("GM0453", year=2025, outlines=True)
    for panel in (panels.ranking_panel(picture), panels.ranking_of(picture, MAIN)):
        assert panel is not None
        assert panel.rows[-1].key == "WK045309"
        assert "Spaarndammerpolder" not in panel.title
    shapes = {shape.code: shape.value for shape in map_shapes(picture, panels.ranking_panel(picture))}
    assert len(shapes) == 10
    assert shapes["WK045309"] is None
    assert shapes["WK045308"] == pytest.approx(19.8, abs=0.1)


def test_a_wijk_with_too_few_residents_is_not_held_against_another() -> None:
    picture = picture_of("GM0453", year=2025)
    told = panels.compare_sentence(picture, "WK045309", "WK045308")
    assert "niet per inwoner te vergelijken" in told
    assert "1.000 inwoners" in told
    told = panels.compare_sentence(picture, "WK045308", "WK045305")
    assert told.startswith("Per inwoner registreerde de politie in Velsen-Noord 3,3 keer zoveel")
    assert told == panels.compare_sentence(picture, "WK045305", "WK045308")
    assert "geen aantoonbaar verschil" in panels.compare_sentence(picture, "WK045302", "WK045306")
    assert "geen aantoonbaar verschil" in panels.compare_sentence(picture, "WK045308", "WK045308")


def test_no_wijk_changed_demonstrably_in_2025() -> None:
    figures = picture_of("GM0453", year=2025).figures(MAIN, "wijk")
    assert {str(f.change.verdict) for f in figures.values() if f.change} == {"no_significant_change"}
    assert len(figures) == 10


def test_comparable_municipalities_are_alike_in_urbanity_and_nearest_in_residents() -> None:
    picture = picture_of("GM0453", year=2025)
    own = picture.municipality
    assert len(picture.peers) == 10
    assert {peer.urbanity for peer in picture.peers} == {own.urbanity}
    people = {code: picture.series.population(code)[0] or 0 for code in picture.everyone}

    def ratio(code: str) -> float:
        return max(people[code], people[own.code]) / min(people[code], people[own.code])

    farthest = max(ratio(peer.code) for peer in picture.peers)
    others = set(picture.everyone) - {peer.code for peer in picture.peers} - {own.code}
    alike = [c for c in others if picture.everyone[c].urbanity == own.urbanity and people[c]]
    assert alike
    assert min(map(ratio, alike)) >= farthest
    assert picture.alike is not None
    assert picture.nation is not None
    assert picture.nation.value is not None


def test_municipalities_with_too_few_residents_get_no_place() -> None:
    panel = panels.municipalities_panel(picture_of("GM0453", year=2025))
    assert len(panel.rows) == 342
    assert panel.rows[-1].key == "GM0088"
    assert "van 341 gemeenten" in panel.title
    rates = [row.cells[2].value for row in panel.rows[:-1]]
    assert rates == sorted(rates, reverse=True)


def test_every_figure_of_a_picture_is_of_its_own_year() -> None:
    for year in known_years():
        picture = picture_of("GM0453", year=year)
        for slug in picture.indicators:
            for level in ("municipality", "wijk", "buurt"):
                assert {f.year for f in picture.figures(slug, level).values()} <= {year}


def test_the_first_year_has_nothing_to_be_compared_with() -> None:
    found = figure(picture_of("GM0453", year=2021), "WK045308")
    assert found.change is not None
    assert (found.change.verdict, found.change.difference) == (Verdict.NOT_ASSESSABLE, None)


def test_figures_for_others_are_those_of_the_picture() -> None:
    picture = picture_of("GM0453", year=2025)
    wanted = [
        (MAIN, "WK045308"),
        ("nuisance_youth", "GM0453"),
        ("survey_safety_feeling", "WK045305"),
        (MAIN, "WK999999"),
    ]
    found = figures_of(wanted, 2025)
    assert list(found) == wanted[:3]
    for indicator, area in wanted[:3]:
        assert found[indicator, area] == picture.figure(indicator, area)
    assert figures_of([], 2025) == {}
    assert figures_of(wanted, 1999) == {}
    assert figures_of([(MAIN, "GM9998")], 2025) == {}
    assert [f.value for f in series_of(MAIN, "WK045308").values()][-1] == 299


@pytest.mark.parametrize("municipality", ["GM9998", "WK045308", ""])
def test_only_a_known_municipality_has_a_picture(municipality: str) -> None:
    with pytest.raises((UnknownArea, ValueError)):
        picture_of(municipality, year=2025)


# What was known when


def test_before_the_first_load_nothing_was_known() -> None:
    just_before = LOADED - timedelta(microseconds=1)
    assert known_years(just_before) == ()
    assert latest_year(just_before) is None
    with pytest.raises(NoFigures) as refused:
        picture_of("GM0453", as_of=just_before)
    assert refused.value.years == ()
    assert picture_of("GM0453", as_of=LOADED).year == 2025


def test_another_year_is_refused_with_the_years_there_are() -> None:
    with pytest.raises(NoFigures) as refused:
        picture_of("GM0453", year=2020)
    assert refused.value.years == (2021, 2022, 2023, 2024, 2025)


def test_a_revision_is_told_from_the_day_it_came() -> None:
    before, after = (picture_of("GM0453", year=2025, as_of=m) for m in (REVISED - timedelta(seconds=1), REVISED))
    changed = 0
    for area in (a.code for a in after.wijken):
        old, new = figure(before, area, "nuisance_youth"), figure(after, area, "nuisance_youth")
        assert old.value is not None
        assert new.value == round(old.value * 1.03)
        changed += new.value != old.value
    assert changed > 0
    assert figure(picture_of("GM0453", year=2025), "GM0453", "nuisance_youth") == figure(
        after, "GM0453", "nuisance_youth"
    )
    earlier = [figure(picture_of("GM0453", year=2024, as_of=m), "GM0453", "nuisance_youth") for m in (LOADED, REVISED)]
    assert earlier[0].value == earlier[1].value


def test_versions_of_a_figure_are_all_shown() -> None:
    revised = panels.versions_panel("nuisance_youth", "GM0453", 2025)
    assert revised.title == "Dit cijfer kent 2 versies"
    assert revised.example
    assert [row.cells[3].value for row in revised.rows] == ["2026-08-03", None]
    assert revised.rows[0].cells[0].value != revised.rows[1].cells[0].value
    assert panels.versions_panel("nuisance_youth", "GM0453", 2024).title == "Dit cijfer is niet bijgewerkt"


def test_another_table_with_another_definition_is_no_version() -> None:
    """The municipality's total of 2023 also stands in table 47013NED, which counts more."""
    panel = panels.versions_panel(MAIN, "GM0453", 2023)
    assert panel.title == "Dit cijfer is niet bijgewerkt"
    assert [row.cells[1].value for row in panel.rows] == ["47022NED-year"]


def test_the_long_series_keeps_its_three_definitions_apart() -> None:
    panel = panels.long_series_panel(picture_of("GM0453"))
    assert panel is not None
    assert [column.key for column in panel.columns[1:]] == ["83648NED-year", "47013NED-year", "47022NED-year"]
    filled = {row.key: [i for i, cell in enumerate(row.cells[1:]) if cell.value is not None] for row in panel.rows}
    assert filled["2010"] == [0]
    assert filled["2025"] == [2]
    assert filled["2023"] == [1, 2]
    assert panels.long_series_panel(picture_of("GM0453", as_of=LOADED)) is not None


@pytest.mark.parametrize("text", ["", "25", "02025", "２０２５", "2025 ", "+202", "1e3", "²⁰²⁵", "-201", "2025\n"])
def test_what_is_no_year_is_refused(text: str) -> None:
    with pytest.raises(BadMoment):
        parse_year(text)


@pytest.mark.parametrize(
    "text", ["", "2026-02-31", "2026-13-01", "gisteren", "2026-1-1", "٢٠٢٦-01-01", "2026-01-01T00:00"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(BadMoment):
        parse_day(text)


def test_a_day_counts_until_its_end_in_the_netherlands() -> None:
    summer: Any = end_of(parse_day("2026-08-03"))
    assert summer == datetime(2026, 8, 3, 21, 59, 59, 999999, tzinfo=UTC)
    assert end_of(parse_day("2026-12-31")) == datetime(2026, 12, 31, 22, 59, 59, 999999, tzinfo=UTC)


def test_a_real_figure_beside_an_example_is_no_revision_of_it(no_facts: Any) -> None:
    from baken.observe.facts import Dataset
    from baken.observe.store import store

    cell = {"indicator": "nuisance_youth", "area": "GM0453", "level": "municipality", "municipality": "GM0453"}
    kinds = (("example-47024NED", "example", 350.0), ("47024NED", "final", 300.0))
    store().load_many(
        [
            (
                Dataset(name, name, "Baken", example=status == "example"),
                [cell | {"period": "2025", "value": value, "status": status}],
                LOADED,
                None,
            )
            for name, status, value in kinds
        ]
    )
    panel = panels.versions_panel("nuisance_youth", "GM0453", 2025)
    assert panel.title == "Dit cijfer is niet bijgewerkt"
    assert {row.cells[1].value: row.cells[0].value for row in panel.rows} == {"example-47024NED": 350, "47024NED": 300}
    assert [f.value for f in series_of("nuisance_youth", "GM0453").values()] == [300]
