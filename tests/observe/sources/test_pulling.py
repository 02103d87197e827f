# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pulling and storing: all of it or nothing, as a revision of what was known, in place of the example."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from baken.access.facade import Actor, system_actor
from baken.kernel.errors import Denied
from baken.kernel.models import AuditEntry
from baken.kernel.moment import now
from baken.observe.facts import FactStore
from baken.observe.panels.words import sources_of
from baken.observe.picture.indicators import catalogue
from baken.observe.picture.series import arrange
from baken.observe.pulling import PullResult, pull_tables
from baken.observe.queries import picture_of
from baken.observe.sources.base import PullFailed
from tests.observe.made_up import area_code, fact
from tests.observe.wire import Wire

pytestmark = pytest.mark.usefixtures("statline", "own_facts")


@pytest.fixture
def pull(wire: Wire, velsen: Any) -> Any:
    def ask(*tables: str, area: str | None = "GM0453", **more: Any) -> PullResult:
        given: dict[str, Any] = {"actor": system_actor(velsen), "progress": lambda *told: None, "base_url": wire.url}
        return pull_tables(at=now(), tables=tables, area=area, **(given | more))

    return ask


def manifest(root: Path) -> str:
    return (root / "manifest.json").read_text(encoding="utf-8")


def test_pulled_figures_take_the_place_of_the_example(pull: Any, wire: Wire) -> None:
    wanted = {"crime_total", "crime_assault", "nuisance_youth", "survey_liveability"}
    before = picture_of("GM0453", year=2025, indicators=wanted)
    for slug in wanted - {"crime_total"}:
        assert before.figure(slug, "GM0453").example  # type: ignore[union-attr]
    pull("47018NED", "47024NED", "85146NED")
    after = picture_of("GM0453", year=2025, indicators=wanted)
    for slug, table, at in (
        ("crime_assault", "47018NED", {"SoortMisdrijf": "1.4.5", "WijkenEnBuurten": "WK045308"}),
        ("nuisance_youth", "47024NED", {"Overlast": "E35", "WijkenEnBuurten": "WK045308"}),
    ):
        found = after.figure(slug, "WK045308")
        made = wire.tables[table]
        assert found is not None
        assert (found.example, found.dataset) == (False, table)
        assert found.value == made.value(made.columns[0], {**at, "Perioden": "2025JJ00"})
        assert not any(figure.example for figure in after.figures(slug, "wijk").values())
    survey = after.figure("survey_liveability", "GM0453")
    assert survey is not None
    assert (survey.example, survey.dataset) == (False, "85146NED")
    assert survey.lower is not None


def test_a_pull_revises_what_came_along_and_the_day_before_is_still_known(pull: Any, wire: Wire) -> None:
    earlier = now()
    before = picture_of("GM0453", year=2025).figure("crime_total", "GM0453")
    result = pull("47022NED")
    found = picture_of("GM0453", year=2025).figure("crime_total", "GM0453")
    made = wire.tables["47022NED"]
    at = {"SoortMisdrijf": "0.0.0", "WijkenEnBuurten": "GM0453", "Perioden": "2025JJ00"}
    assert before is not None
    assert found is not None
    assert found.dataset == before.dataset == "47022NED-year"
    assert found.value == made.value(made.columns[0], at) != before.value
    assert sum(load.revised for load in result.loads) > 0
    then = picture_of("GM0453", year=2025, as_of=earlier).figure("crime_total", "GM0453")
    assert then is not None
    assert then.value == before.value


def test_the_whole_ranking_is_of_one_table_and_one_moment(pull: Any, wire: Wire) -> None:
    pull("47022NED")
    picture = picture_of("GM0453", year=2025)
    made = wire.tables["47022NED"]
    for area in ("GM0453", "GM0014", "NL00"):
        told = picture.series.facts("crime_total", area)[2025]
        at = {"SoortMisdrijf": "0.0.0", "WijkenEnBuurten": area, "Perioden": "2025JJ00"}
        assert (told.dataset, told.value) == ("47022NED-year", made.value(made.columns[0], at))


def test_a_rate_names_the_edition_of_residents_that_it_was_divided_by(pull: Any) -> None:
    def cited() -> set[str]:
        picture = picture_of("GM0453", year=2025)
        return {source.table for source in sources_of([picture.figure("crime_total", "GM0453")])}

    assert cited() == {"tabel 47022NED", "tabel 85984NED"}
    pull("86165NED")
    assert cited() == {"tabel 47022NED", "tabel 86165NED"}


def test_a_second_pull_of_the_same_figures_changes_nothing_and_a_revised_one_only_what_differs(
    pull: Any, wire: Wire
) -> None:
    first = pull("47018NED").loads[0]
    assert (first.revised, first.unchanged) == (0, 0)
    again = pull("47018NED").loads[0]
    assert (again.added, again.revised, again.unchanged) == (0, 0, first.added)
    wire.revise("47018NED", 1.5)
    third = pull("47018NED").loads[0]
    assert third.added == 0
    assert third.revised > 0
    assert third.unchanged > 0  # noughts and what is withheld


def test_when_one_table_breaks_nothing_of_the_others_is_stored(pull: Any, wire: Wire, own_facts: Path) -> None:
    before = manifest(own_facts)
    wire.fail("500", page=4, times=None)  # the first table is three pages
    with pytest.raises(PullFailed):
        pull("47018NED", "83648NED")
    assert manifest(own_facts) == before
    assert list((own_facts.parent / "pulls").glob("*47018NED*/p*.json"))  # but what came in waits to be taken up
    wire.faults.clear()
    wire.requests.clear()
    result = pull("47018NED", "83648NED")
    assert not any("47018NED/TypedDataSet?" in path for path in wire.requests)
    assert {load.table for load in result.loads} == {"47018NED", "83648NED"}
    assert not list((own_facts.parent / "pulls").glob("*"))


def test_figures_that_the_store_refuses_leave_everything_as_it_was(pull: Any, wire: Wire, own_facts: Path) -> None:
    before = manifest(own_facts)
    made = wire.tables["85146NED"]
    real = made.value
    made.value = (  # type: ignore[method-assign]
        lambda column, at: 99.0 if at["Marges"] == "MOG0095" else real(column, at)
    )
    with pytest.raises(Exception, match="below its lower bound"):
        pull("47018NED", "85146NED")
    assert manifest(own_facts) == before
    assert not AuditEntry.objects.filter(action="figures.loaded", resource_id="statline").exists()


def test_a_trial_says_what_would_change_and_stores_nothing(pull: Any, own_facts: Path) -> None:
    before = manifest(own_facts)
    trial = pull("47022NED", "83648NED", dry_run=True)
    assert manifest(own_facts) == before
    assert all(load.receipt is None for load in trial.loads)
    real = pull("47022NED", "83648NED")
    assert [(row.dataset, row.added, row.revised, row.unchanged) for row in trial.loads] == [
        (row.dataset, row.added, row.revised, row.unchanged) for row in real.loads
    ]
    assert manifest(own_facts) != before


def test_who_may_not_load_figures_asks_no_publisher(pull: Any, wire: Wire, velsen: Any) -> None:
    nobody = Actor(id=None, municipality_id=velsen.id, roles=frozenset({"council_member"}))
    with pytest.raises(Denied):
        pull("47018NED", actor=nobody)
    assert wire.requests == []


@pytest.mark.parametrize(
    ("tables", "area"), [(("99999NED",), "GM0453"), ((), "GM0453"), (("47018NED",), "0453"), (("47018NED",), "GM04\0")]
)
def test_a_question_that_makes_no_sense_asks_no_publisher(
    tables: tuple[str, ...], area: str, pull: Any, wire: Wire
) -> None:
    with pytest.raises(PullFailed):
        pull(*tables, area=area)
    assert wire.requests == []


def test_what_stops_a_pull_comes_out_as_it_is(pull: Any, own_facts: Path) -> None:
    class Stop(Exception):
        pass

    def stop(done: int, total: int | None, what: str) -> None:
        if "pagina 2" in what:
            raise Stop

    before = manifest(own_facts)
    with pytest.raises(Stop):
        pull("47018NED", progress=stop)
    assert manifest(own_facts) == before


def test_progress_over_several_tables_only_goes_up(pull: Any) -> None:
    heard: list[tuple[int, int | None]] = []
    pull("47018NED", "83648NED", "85984NED", progress=lambda done, total, what: heard.append((done, total)))
    assert [done for done, _total in heard] == sorted(done for done, _total in heard)
    assert heard[-1] == (3000, 3000)


def test_pages_that_waited_for_weeks_go(pull: Any, own_facts: Path) -> None:
    old = own_facts.parent / "pulls" / "statline-47018NED-GM0363"
    old.mkdir(parents=True)
    (old / "p00001.json").write_text("{}")
    long_ago = time.time() - 8 * 24 * 3600
    os.utime(old / "p00001.json", (long_ago, long_ago))
    pull("83648NED")
    assert not old.exists()


def test_facts_that_were_pulled_say_where_they_are_from(pull: Any, own_facts: Path) -> None:
    pull("47024NED")
    dataset = FactStore(own_facts).dataset("47024NED")
    assert (dataset.publisher, dataset.table, dataset.licence, dataset.example) == (
        "Politie",
        "47024NED",
        "CC BY 4.0",
        False,
    )
    assert dataset.url == "https://data.politie.nl/#/Politie/nl/dataset/47024NED/table"
    assert any("E33 telt voorvallen, geen personen" in caveat for caveat in dataset.caveats)


def test_two_tables_of_counts_never_stand_in_one_line_or_beside_each_other() -> None:
    town, wijk = "GM9999", area_code(0)
    facts = [
        fact(wijk, 2024, 5, indicator="nuisance_youth", dataset="47024NED"),
        fact(town, 2023, 70, indicator="nuisance_youth", dataset="47021NED"),
        fact(wijk, 2023, 9, indicator="nuisance_youth", dataset="47021NED"),
    ]
    known = arrange(facts, catalogue())
    assert {year: f.dataset for year, f in known.facts("nuisance_youth", wijk).items()} == {2024: "47024NED"}
    assert known.facts("nuisance_youth", town) == {}
