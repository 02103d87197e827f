# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small areas and the distance between wijken, in the figures of Velsen: what pages say of the hard cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings

from baken.observe import panels
from baken.observe.picture.together import LEANS, leans
from baken.observe.queries import Picture, picture_of
from tests.observe.made_up import picture as made_up
from tests.observe.made_up import towns

AREA = "/waarnemen/gebied/{}/"


@pytest.fixture
def now_in_velsen(world: Any) -> Picture:
    return picture_of("GM0453", compared=False)


def test_a_small_buurt_is_drawn_to_the_others_and_keeps_its_own_figure(now_in_velsen: Picture) -> None:
    told = now_in_velsen.estimates("crime_total", "buurt")
    velsen_dorp = told["BU04530000"]
    assert velsen_dorp.raw < 10 < velsen_dorp.value < velsen_dorp.upper
    assert velsen_dorp.leaning > 0.6
    ranking = panels.ranking_panel(now_in_velsen, "buurt")
    row = ranking.row("BU04530000")
    assert ranking.cell(row, "rate").value == pytest.approx(velsen_dorp.raw, abs=1e-3)
    assert ranking.cell(row, "estimate").value == pytest.approx(velsen_dorp.value, abs=1e-3)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("BU04530507", "population_unknown"),
        ("BU04530506", "population_too_small"),
        ("BU04530900", "unlike_others"),
    ],
)
def test_hard_cases_get_no_estimate_but_a_reason(now_in_velsen: Picture, code: str, reason: str) -> None:
    assert now_in_velsen.estimates("crime_total", "buurt")[code].reason == reason
    ranking = panels.ranking_panel(now_in_velsen, "buurt")
    cell = ranking.cell(ranking.row(code), "estimate")
    assert cell.value is None
    assert cell.note


def test_large_wijken_need_no_estimate(now_in_velsen: Picture) -> None:
    told = now_in_velsen.estimates("crime_total", "wijk")
    assert told["WK045307"].leaning >= LEANS, "so that it is the number of residents that tells"
    assert not any(leans(one) for one in told.values())
    assert "estimate" not in {column.key for column in panels.ranking_panel(now_in_velsen).columns}
    assert told["WK045309"].reason == "unlike_others"


def test_survey_figures_are_not_estimated_together(now_in_velsen: Picture) -> None:
    assert now_in_velsen.estimates("survey_safety_feeling", "wijk") == {}


def test_the_distance_between_wijken_says_what_can_be_said(now_in_velsen: Picture) -> None:
    panel = panels.disparity_panel(now_in_velsen)
    assert [row.key for row in panel.rows] == ["2021", "2022", "2023", "2024", "2025"]
    now = panel.cell(panel.row("2025"), "rate")
    assert 20 < now.lower < now.value < now.upper < 60
    assert panel.title.startswith("In 2025 lagen negen wijken doorgaans 36% boven of onder het gemiddelde")
    assert "of dat anders is dan in 2021, is niet aan te tonen" in panel.title
    assert any("Spaarndammerpolder" in note for note in panel.notes)
    assert panel.sentences[0].subject == "Velsen-Noord"
    assert panel.sentences[0].tone == "higher"


def test_a_past_year_looks_back_only(world: Any) -> None:
    panel = panels.disparity_panel(picture_of("GM0453", year=2022, compared=False))
    assert [row.key for row in panel.rows] == ["2021", "2022"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(town=towns())
def test_any_town_gets_sound_panels(facts: Any, town: Any) -> None:
    picture = made_up(*town)
    panel = panels.disparity_panel(picture)
    if panel is not None:
        assert all(cell.note or cell.lower <= cell.value <= cell.upper for cell in panel.values("rate"))
    for one in picture.estimates("crime_total", "wijk").values():
        assert (one.value is None) == (one.reason is not None)


def test_pages_of_hard_cases_read_sensibly(world: Any, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("safety_adviser")
    pages = {
        code: client.get(AREA.format(code)).content.decode() for code in ("BU04530507", "BU04530506", "BU04530900")
    }
    assert "Hoeveel mensen hier wonen, is niet gepubliceerd" in pages["BU04530507"]
    assert "Hier wonen minder dan 50 mensen" in pages["BU04530506"]
    assert "Het cijfer van dit gebied ligt ver van de andere" in pages["BU04530900"]
    small = client.get(AREA.format("BU04530000")).content.decode()
    assert "Geschat met de andere gebieden samen: 2" in small
    assert "leunt voor 7" in small
    assert "Geschat met de andere gebieden samen" not in client.get(AREA.format("WK045308")).content.decode()


def test_the_overview_shows_the_distance_between_wijken(world: Any, signed_in: Callable[[str], Client]) -> None:
    page = signed_in("safety_adviser").get("/waarnemen/").content.decode()
    assert "Verschil tussen wijken" in page
    assert "lagen negen wijken doorgaans 36% boven of onder het gemiddelde" in page
