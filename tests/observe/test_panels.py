# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What panels say: it follows from the figures, survives storage, and keeps real and made-up figures apart."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from baken.observe import panels
from baken.observe.facade import council_sections
from baken.observe.panels import lede, map_panel
from baken.observe.picture.indicators import catalogue
from baken.observe.queries import Picture, picture_of
from baken.observe.sources.example import REVISED
from baken.ui.csv_export import render_csv
from baken.ui.panels import Kind, Panel, canonical_json, from_json
from tests.observe.made_up import TOWN, area_code, towns
from tests.observe.made_up import picture as made_up

VERDICTS = {"higher", "lower", "no_significant_change", "not_assessable"}
MOMENTS = [(2025, None), (2021, None), (2024, REVISED)]


def every_panel(picture: Picture) -> Iterator[Panel]:
    """All panels that the pages, downloads and documents show of a picture."""
    whole = picture.municipality.code
    made: list[Panel | None] = [
        panels.summary(picture),
        panels.ranking_panel(picture),
        panels.ranking_panel(picture, "buurt"),
        panels.change_panel(picture),
        panels.indicators_panel(picture),
        panels.indicators_panel(picture, example=True),
        panels.long_series_panel(picture),
        panels.municipalities_panel(picture),
        panels.municipalities_panel(picture, peers_only=True),
        panels.national_types_panel(picture),
        map_panel(picture),
        panels.perception_panel(picture, tuple(a.code for a in picture.wijken)),
        *(panels.ranking_of(picture, slug) for slug in picture.indicators),
        *(panels.trend_panel(picture, whole, slug) for slug in picture.indicators),
    ]
    for area in ("WK045308", "WK045309", "BU04530506", "BU04530507", "BU04530900"):
        made += [*panels.area_panels(picture, area).values(), panels.perception_bars(picture, area)]
        for slug in ("crime_total", "nuisance_youth", "survey_safety_feeling"):
            found = picture.figure(slug, area)
            made.append(panels.figure_panel(picture, found) if found else None)
            made.append(panels.versions_panel(slug, area, picture.year))
    for section in council_sections(whole, picture.year, picture.as_of):
        made += section.panels
    yield from (panel for panel in made if panel is not None)


@pytest.fixture(params=MOMENTS, ids=["2025", "2021", "2024 as known in August"])
def made(request: pytest.FixtureRequest, world: Any) -> list[Panel]:
    year, as_of = request.param
    return list(every_panel(picture_of("GM0453", year=year, as_of=as_of)))


def real_and_example(panel: Panel) -> tuple[int, int]:
    """Return how many figures of a panel are real, and how many are made up."""
    numeric = {Kind.COUNT, Kind.RATE, Kind.PERCENT, Kind.CHANGE}
    cells = [
        cell
        for row in panel.rows
        for cell, column in zip(row.cells, panel.columns, strict=True)
        if column.kind in numeric and cell.value is not None and column.key != "reference"
    ]
    example = sum(cell.example for cell in cells)
    return len(cells) - example, example


def test_panels_keep_the_rules_of_the_house(made: list[Panel]) -> None:
    assert len(made) > 60
    assert from_json(canonical_json(made)) == tuple(made)
    for panel in made:
        assert panel.title, panel.key
        assert "%(" not in panel.title + panel.subtitle + " ".join(s.text for s in panel.sentences), panel.key
        # the map stands beside the ranking, which names the source of both
        assert panel.sources or not panel.rows or panel.key == "map", f"{panel.key} names no source"
        assert all(len(row.cells) == len(panel.columns) for row in panel.rows), panel.key
        assert len({row.key for row in panel.rows}) == len(panel.rows), panel.key
        for row in panel.rows:
            for cell, column in zip(row.cells, panel.columns, strict=True):
                if cell.value is None:
                    assert cell.note, f"{panel.key} {row.key} {column.key}: no figure and no reason"
                if column.kind is Kind.VERDICT and cell.value is not None:
                    assert cell.value in VERDICTS
                if cell.lower is not None and cell.upper is not None:
                    assert isinstance(cell.value, int | float)
                    assert cell.lower <= cell.value <= cell.upper, f"{panel.key} {row.key}"


def test_real_and_made_up_figures_are_never_in_one_panel(made: list[Panel]) -> None:
    examples = 0
    for panel in made:
        real, example = real_and_example(panel)
        assert not (real and example), f"{panel.key} mixes real and example figures"
        assert panel.example == (example > 0) or not (real or example), panel.key
        if panel.example:
            examples += 1
            assert all(
                source.status == "example" or "bevolking" in source.title.lower() or "inwoner" in source.title.lower()
                for source in panel.sources
            ), panel.key
        assert not any(sentence.example for sentence in panel.sentences), panel.key
    assert examples > 5


def test_only_real_panels_and_marked_ones_go_into_the_dossier(world: Any) -> None:
    sections = {section.key: section for section in council_sections("GM0453", 2025)}
    assert not any(panel.example for panel in sections["picture"].panels)
    assert any(panel.example for panel in sections["indicators"].panels)
    assert "verzonnen" in sections["indicators"].intro


def test_csv_says_the_same_as_the_panel(made: list[Panel]) -> None:
    for panel in made:
        if not panel.rows:
            continue
        head, *lines = csv.reader(io.StringIO(render_csv(panel).removeprefix("\ufeff")), delimiter=";")
        assert len(lines) == len(panel.rows)
        for line, row in zip(lines, panel.rows, strict=True):
            told = dict(zip(head, line, strict=True))
            for cell, column in zip(row.cells, panel.columns, strict=True):
                text = told[f"{column.label} ({column.unit})" if column.unit else column.label]
                if column.kind in (Kind.COUNT, Kind.RATE, Kind.PERCENT, Kind.CHANGE) and cell.value is not None:
                    assert float(text.replace(",", ".")) == cell.value, panel.key
            assert ("voorbeeldcijfer" in told["status"]) == panel.example, panel.key


UP, DOWN = re.compile(r"hoger|\bmeer\b"), re.compile(r"lager|minder")


def check_sentences(panel: Panel) -> None:
    """Each sentence says what its tone says, and nothing more."""
    for sentence in panel.sentences:
        text = sentence.text
        if sentence.tone == "higher":
            assert "aantoonbaar" in text
            assert UP.search(text)
            assert not DOWN.search(text)
        elif sentence.tone == "lower":
            assert "aantoonbaar" in text
            assert DOWN.search(text)
            assert not UP.search(text)
        elif sentence.tone == "no_significant_change":
            assert "geen aantoonbaar verschil" in text
            assert not re.search(r"aantoonbaar (hoger|lager|meer|minder)", text)
        elif sentence.tone == "not_assessable":
            assert "niet te beoordelen" in text
            assert "aantoonbaar" not in text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(towns())
def test_words_follow_from_verdicts(facts: Any, town: Any) -> None:
    """`facts` only names sources here; the counts are made up."""
    counts, people = town
    picture = made_up(counts, people)
    check_sentences(panels.summary(picture))
    verdicts = dict(picture.figures("crime_total", "wijk").items())
    higher = sum(f.change.verdict == "higher" for f in verdicts.values() if f.change)
    lower = sum(f.change.verdict == "lower" for f in verdicts.values() if f.change)
    title = panels.change_panel(picture).title
    assert bool(UP.search(title)) == bool(higher)
    assert bool(DOWN.search(title)) == bool(lower)
    for code in counts:
        title = panels.trend_panel(picture, code).title
        first = next((f for f in picture.series.facts("crime_total", code).values() if f.value is not None), None)
        if UP.search(title) or DOWN.search(title):
            assert first is not None
            judged = picture.figure("crime_total", code, versus=int(first.period))
            assert judged is not None
            assert judged.change is not None
            assert judged.change.verdict == ("higher" if UP.search(title) else "lower")
    whole = picture.figure("crime_total", TOWN)
    if whole and whole.value is not None and whole.change and whole.change.difference is not None:
        told = lede(picture)
        said = whole.change.verdict in {"higher", "lower"} or whole.change.difference == 0
        assert ("kan toeval zijn" in told) == (not said)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(towns())
def test_two_wijken_are_compared_the_same_from_both_sides(facts: Any, town: Any) -> None:
    counts, people = town
    picture = made_up(counts, people)
    one, other = list(counts)[:2]
    told = panels.compare_sentence(picture, one, other)
    assert told == panels.compare_sentence(picture, other, one)
    small = min(people[one], people[other]) < 1000
    unknown = None in (counts[one][-1], counts[other][-1])
    if small or unknown:
        assert "niet per inwoner te vergelijken" in told


def test_a_small_municipality_with_few_events_is_not_told_to_be_unchanged(facts: Any) -> None:
    a, b = area_code(0), area_code(1)
    picture = made_up({a: [2, 1, 2, 1, 3], b: [1, 1, 1, 0, 1]}, {a: 1500, b: 1500})
    (sentence,) = [s for s in panels.summary(picture).sentences if s.subject == "Verzonnendam"]
    assert sentence.tone == "not_assessable"
    assert "te weinig voorvallen" in sentence.text


def test_from_zero_there_is_no_percentage(facts: Any) -> None:
    a, b = area_code(0), area_code(1)
    counts = {a: [60, 10, 80, 0, 12], b: [10, 90, 20, 0, 4]}
    (sentence,) = [
        s for s in panels.summary(made_up(counts, {a: 1500, b: 1500})).sentences if s.subject == "Verzonnendam"
    ]
    assert sentence.tone == "no_significant_change"
    assert "%" not in sentence.text


def test_survey_trends_speak_in_the_unit_of_the_survey(world: Any) -> None:
    picture = picture_of("GM0453", year=2025)
    for slug in ("survey_liveability", "survey_safety_feeling"):
        title = panels.trend_panel(picture, "GM0453", slug).title
        found = picture.figure(slug, "GM0453")
        assert found is not None
        assert f"{found.value:.1f}".replace(".", ",") in title


def test_every_indicator_has_a_method_caveats_and_a_dataset() -> None:
    for indicator in catalogue().values():
        assert str(indicator.title)
        assert str(indicator.method)
        assert indicator.caveats
        assert indicator.datasets
        assert str(indicator.unit)
