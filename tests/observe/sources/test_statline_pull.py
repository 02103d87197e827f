# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pulling a table: which figures come out, page by page, also after a break or while the publisher changes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from baken.observe.sources.base import Delivered, PullFailed
from baken.observe.sources.statline.pages import alone
from baken.observe.sources.statline.tables import TABLES
from tests.observe.wire import Wire

from .test_statline_client import figures

Pull = Callable[..., Delivered]


def rows(delivered: Delivered, dataset: str) -> dict[tuple[str, str, str], dict[str, Any]]:
    part = next(part for found, part, _at, _since in delivered if found.id == dataset)
    return {(row["indicator"], row["area"], row["period"]): row for row in part.to_pylist()}  # type: ignore[union-attr]


def published(wire: Wire, table: str, **at: str) -> float | None:
    made = wire.tables[table]
    return made.value(made.columns[0], at)


def data_requests(wire: Wire) -> list[str]:
    return [unquote(path) for path in wire.requests if "DataSet?" in path or "Observations?" in path]


# What comes out


def test_each_figure_is_that_of_the_publisher(wire: Wire, pull: Pull) -> None:
    delivered = pull("47018NED")
    assert [found.id for found, *_rest in delivered] == ["47018NED"]
    found = rows(delivered, "47018NED")
    assert {key[0] for key in found} == {"crime_burglary_home", "crime_sexual_offence", "crime_assault", "crime_cyber"}
    assert {key[1] for key in found} == {"NL00", "GM0453", "WK045308", "WK045305", "BU04530801", "BU04530802"}
    assert {key[2] for key in found} == {"2023", "2024", "2025"}  # not 2026: it isn't over
    for (indicator, area, period), row in found.items():
        code = {
            "crime_burglary_home": "1.1.1",
            "crime_sexual_offence": "1.4.1",
            "crime_assault": "1.4.5",
            "crime_cyber": "3.7.4",
        }
        value = published(
            wire, "47018NED", SoortMisdrijf=code[indicator], WijkenEnBuurten=area, Perioden=f"{period}JJ00"
        )
        assert row["value"] == value
        level = {"NL": "nation", "GM": "municipality", "WK": "wijk", "BU": "buurt"}[area[:2]]
        assert (row["level"], row["municipality"]) == (level, "NL00" if area == "NL00" else "GM0453")
        early = "provisional" if period == "2025" else "final"
        assert row["status"] == ("withheld" if value is None else early)


def test_what_is_not_published_is_withheld_and_not_zero(pull: Pull) -> None:
    found = rows(pull("47018NED"), "47018NED")
    row = found["crime_sexual_offence", "WK045308", "2024"]
    assert (row["value"], row["status"]) == (None, "withheld")
    assert found["crime_sexual_offence", "GM0453", "2024"]["status"] == "final"


def test_a_type_that_adds_up_others_is_left_out_and_an_unknown_one_is_told(pull: Pull) -> None:
    warnings = " ".join(pull("47018NED").warnings)
    assert "9.9.9 Een soort die Baken niet kent" in warnings
    assert "1.1 " not in warnings


def test_a_type_that_is_called_otherwise_is_told(wire: Wire, pull: Pull) -> None:
    made = wire.tables["47024NED"]
    made.lists["Overlast"] = [
        replace(e, title="Overlast door onbegrepen gedrag") if e.key.strip() == "E33" else e
        for e in made.lists["Overlast"]
    ]
    assert any("nu anders: Overlast door onbegrepen gedrag" in line for line in pull("47024NED").warnings)


def test_many_pages_are_one_table(wire: Wire, pull: Pull, tmp_path: Path) -> None:
    whole = figures(pull("47022NED"))
    (tmp_path / "pulls").rename(tmp_path / "first")
    wire.page_rows = 37
    assert figures(pull("47022NED")) == whole


def test_a_publisher_that_forgets_the_link_is_asked_for_the_rest(wire: Wire, pull: Pull, tmp_path: Path) -> None:
    whole = figures(pull("47018NED"))
    (tmp_path / "pulls").rename(tmp_path / "first")
    wire.page_rows, wire.links = 37, False
    assert figures(pull("47018NED")) == whole


def test_a_publisher_that_does_not_count_is_believed(wire: Wire, pull: Pull, tmp_path: Path) -> None:
    whole = figures(pull("47018NED"))
    (tmp_path / "pulls").rename(tmp_path / "first")
    wire.page_rows, wire.counts = 37, False
    assert figures(pull("47018NED")) == whole


def test_the_count_of_a_column_may_differ_per_edition(wire: Wire, pull: Pull) -> None:
    made = wire.tables["47018NED"]
    before = figures(pull("47018NED"))
    made.columns = [replace(made.columns[0], key="GeregistreerdeMisdrijven_17")]
    made.modified = "2026-11-21T02:00:00"
    assert figures(pull("47018NED")) == before


def test_a_table_without_its_column_is_refused(wire: Wire, pull: Pull) -> None:
    made = wire.tables["47018NED"]
    made.columns = [replace(made.columns[0], key="Verdachten_1")]
    with pytest.raises(PullFailed, match="heeft de kolom GeregistreerdeMisdrijven niet meer"):
        pull("47018NED")


def test_a_column_that_baken_does_not_know_is_refused(wire: Wire, pull: Pull) -> None:
    made = wire.tables["47018NED"]
    made.lists["Geslacht"], made.kinds["Geslacht"] = made.lists["Perioden"][:1], "Dimension"
    with pytest.raises(PullFailed, match="kolommen die Baken niet kent: SoortMisdrijf, Geslacht"):
        pull("47018NED")


def test_a_municipality_without_figures_is_told(pull: Pull) -> None:
    delivered = pull("85146NED", "GM0363")
    assert "85146NED heeft geen cijfers van GM0363." in delivered.warnings


def test_a_publisher_that_does_not_heed_the_question_is_refused(wire: Wire, pull: Pull) -> None:
    wire.filters = False
    with pytest.raises(PullFailed, match="geeft GM0014, waar niet om is gevraagd"):
        pull("47018NED")


def test_of_the_whole_country_every_area_comes(pull: Pull) -> None:
    areas = {key[1] for key in figures(pull("47018NED", None))}
    assert {"NL00", "GM0014", "GM0453", "BU04530801"} <= areas
    assert not any(area.startswith("PV") for area in areas)


@pytest.mark.parametrize(("table", "said"), [("47005NED", "stopte in 2018"), ("12345NED", "kent Baken niet")])
def test_other_tables_are_not_pulled(table: str, said: str, pull: Pull, wire: Wire) -> None:
    with pytest.raises(PullFailed, match=said):
        pull(table)
    assert wire.requests == []


# Months and years


def test_months_and_the_year_of_the_same_table_are_kept_apart(wire: Wire, pull: Pull) -> None:
    delivered = pull("47022NED")
    months, years = rows(delivered, "47022NED-month"), rows(delivered, "47022NED-year")
    assert {key[2] for key in months} == {
        *(f"{year}-{month:02d}" for year in (2023, 2024, 2025) for month in range(1, 13)),
        *(f"2026-{month:02d}" for month in range(1, 11)),
    }
    assert {(key[0], key[2]) for key in years} == {("crime_total", year) for year in ("2023", "2024", "2025")}
    for year in ("2023", "2024", "2025"):
        parts = [months["crime_total", "GM0453", f"{year}-{month:02d}"]["value"] for month in range(1, 13)]
        assert years["crime_total", "GM0453", year]["value"] == sum(parts)
    assert months["crime_total", "GM0453", "2026-10"]["status"] == "provisional"
    assert months["crime_total", "GM0453", "2024-10"]["status"] == "final"


def test_all_municipalities_and_the_country_come_along_for_the_comparison(wire: Wire, pull: Pull) -> None:
    years = rows(pull("47022NED"), "47022NED-year")
    assert {key[1] for key in years} >= {"NL00", "GM0014", "GM0453", "WK045308", "BU04530801"}
    value = published(wire, "47022NED", SoortMisdrijf="0.0.0", WijkenEnBuurten="GM0014", Perioden="2025JJ00")
    assert years["crime_total", "GM0014", "2025"]["value"] == value


def test_periods_are_enumerated_and_never_asked_as_a_range(wire: Wire, pull: Pull) -> None:
    pull("47022NED")
    asked = " ".join(data_requests(wire))
    assert "Perioden eq '2025MM03'" in asked
    assert " ge " not in asked
    assert " le " not in asked


def test_a_year_that_is_not_given_is_the_sum_of_its_twelve_months(wire: Wire, pull: Pull) -> None:
    with_years = rows(pull("47022NED"), "47022NED-year")
    made = wire.tables["47022NED"]
    made.lists["Perioden"] = [entry for entry in made.lists["Perioden"] if "JJ" not in entry.key]
    made.modified = "2026-11-21T02:00:00"
    summed = rows(pull("47022NED"), "47022NED-year")
    assert {key: (row["value"], row["status"]) for key, row in summed.items()} == {
        key: (row["value"], row["status"]) for key, row in with_years.items()
    }


def test_a_year_with_a_withheld_month_is_withheld(wire: Wire, pull: Pull) -> None:
    made = wire.tables["47024NED"]
    made.lists["Perioden"] = [entry for entry in made.lists["Perioden"] if "JJ" not in entry.key]
    real = made.value
    made.value = (  # type: ignore[method-assign]
        lambda column, at: None if (at["Overlast"], at["Perioden"]) == ("E33", "2024MM05") else real(column, at)
    )
    found = rows(pull("47024NED"), "47024NED")
    assert found["nuisance_confused_person", "GM0453", "2024"]["status"] == "withheld"
    assert found["nuisance_confused_person", "GM0453", "2024"]["value"] is None
    assert found["nuisance_youth", "GM0453", "2024"]["status"] == "final"


def test_what_the_publisher_calls_provisional_is(pull: Pull) -> None:
    found = rows(pull("83648NED"), "83648NED-year")
    assert {key[0] for key in found} == {"crime_total", "crime_rate_published"}
    assert {key[2]: row["status"] for key, row in found.items() if key[:2] == ("crime_total", "GM0453")} == {
        "2023": "final",
        "2024": "provisional",
        "2025": "provisional",
    }


# The survey and residents


def test_a_survey_figure_comes_with_its_margins(pull: Pull) -> None:
    found = rows(pull("85146NED"), "85146NED")
    assert len({key[0] for key in found}) == 10
    assert {key[2] for key in found} == {"2023", "2025"}
    for row in found.values():
        assert row["lower"] < row["value"] < row["upper"]


def test_of_many_measures_with_one_name_the_one_in_the_right_group_is_taken(pull: Pull) -> None:
    found = rows(pull("85146NED"), "85146NED")
    assert 18 < found["survey_victim_traditional", "GM0453", "2025"]["value"] < 22
    assert 14 < found["survey_victim_online", "GM0453", "2025"]["value"] < 18


def test_a_measure_that_is_gone_or_has_another_unit_is_told_and_the_rest_is_taken(wire: Wire, pull: Pull) -> None:
    made = wire.tables["85146NED"]
    made.columns = [
        replace(column, unit="rapportcijfer") if column.key.startswith("OordeelFunctioneren") else column
        for column in made.columns
        if not column.key.startswith("SocialeCohesie")
    ]
    delivered = pull("85146NED")
    told = " ".join(delivered.warnings)
    assert "niet gevonden en dus niet opgehaald: SocialeCohesieSchaalscore" in told
    assert "de eenheid is anders dan verwacht" in told
    assert "OordeelFunctionerenGemeenteAlgemeen_3 (rapportcijfer)" in told
    assert len({key[0] for key in rows(delivered, "85146NED")}) == 8


def test_residents_come_by_version_four(wire: Wire, pull: Pull) -> None:
    found = rows(pull("85984NED"), "85984NED-2024")
    assert {key[0] for key in found} == {"population"}
    assert found["population", "GM0453", "2024"]["value"] == 69241
    assert {"NL00", "GM0014", "WK045308"} <= {key[1] for key in found}
    assert any("/odata/v1/CBS/85984NED/Observations?" in path for path in data_requests(wire))


def test_an_edition_of_another_year_is_refused(wire: Wire, pull: Pull) -> None:
    made = wire.tables["85984NED"]
    made.covers, made.title = "2019", "Kerncijfers wijken en buurten"
    with pytest.raises(PullFailed, match="hoort over 2024 te gaan, maar gaat over 2019"):
        pull("85984NED")


# After a break


def test_a_broken_pull_goes_on_after_its_last_good_page(wire: Wire, pull: Pull) -> None:
    wire.page_rows = 20
    fault = wire.fail("500", page=4, times=None)
    with pytest.raises(PullFailed):
        pull("47018NED")
    done = data_requests(wire)
    wire.faults.remove(fault)
    wire.requests.clear()
    whole = figures(pull("47018NED"))
    again = data_requests(wire)
    assert set(done[:3]).isdisjoint(again)
    assert again[0] == done[3]
    wire.pages = 0
    assert {key[2] for key in whole} == {"2023", "2024", "2025"}


def test_a_broken_pull_begins_anew_when_the_table_changed(wire: Wire, pull: Pull) -> None:
    wire.page_rows = 20
    fault = wire.fail("500", page=4, times=None)
    with pytest.raises(PullFailed):
        pull("47018NED")
    wire.faults.remove(fault)
    wire.revise("47018NED", 2.0)
    value = published(wire, "47018NED", SoortMisdrijf="1.1.1", WijkenEnBuurten="NL00", Perioden="2023JJ00")
    assert figures(pull("47018NED"))["crime_burglary_home", "NL00", "2023"] == value


def test_a_page_that_was_damaged_on_disk_is_asked_again(wire: Wire, pull: Pull, tmp_path: Path) -> None:
    wire.page_rows = 20
    whole = figures(pull("47018NED"))
    page = tmp_path / "pulls" / "47018NED" / "p00002.json"
    page.write_bytes(page.read_bytes()[:-20] + b'"x": 0}]}           ')
    wire.requests.clear()
    assert figures(pull("47018NED")) == whole
    assert data_requests(wire)


def test_pages_that_are_all_there_are_not_asked_again(wire: Wire, pull: Pull) -> None:
    whole = figures(pull("47018NED"))
    wire.requests.clear()
    assert figures(pull("47018NED")) == whole
    assert data_requests(wire) == []


def test_a_table_that_changes_half_way_is_pulled_again_so_that_no_two_editions_mix(wire: Wire, pull: Pull) -> None:
    wire.page_rows = 20

    def change(page: int) -> None:
        if page == 3:
            wire.revise("47018NED", 3.0)

    wire.on_page = change
    found = figures(pull("47018NED"))
    for year in ("2023", "2024", "2025"):
        value = published(wire, "47018NED", SoortMisdrijf="1.1.1", WijkenEnBuurten="NL00", Perioden=f"{year}JJ00")
        assert found["crime_burglary_home", "NL00", year] == value


def test_a_table_that_never_stops_changing_is_given_up(wire: Wire, pull: Pull) -> None:
    wire.on_page = lambda page: wire.revise("47018NED", 1.0, f"2026-11-{1 + wire.pages % 25:02d}T02:00:00")
    with pytest.raises(PullFailed, match="verandert bij de uitgever terwijl"):
        pull("47018NED")


def test_one_table_is_not_pulled_twice_at_a_time(pull: Pull, tmp_path: Path) -> None:
    with alone(tmp_path / "pulls" / "47018NED"), pytest.raises(PullFailed, match="wordt op dit moment al opgehaald"):
        pull("47018NED")


def test_progress_only_goes_up_and_ends_at_the_end(wire: Wire, pull: Pull) -> None:
    wire.page_rows = 20
    heard: list[tuple[int, int | None, str]] = []
    pull("47022NED", progress=lambda *told: heard.append(told))
    steps = [done for done, _total, _what in heard]
    assert steps == sorted(steps)
    assert heard[-1][0] == heard[-1][1]
    assert heard[-1][2] == f"pagina {steps[-1]} van {steps[-1]} van {TABLES['47022NED'].title}"
