# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a municipality is divided in one year, laid over what is known of other years."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.access.facade import system_actor
from baken.kernel.errors import Denied
from baken.registry.facade import AreaRow, DivisionChange, DivisionRow, areas, load_areas, load_division
from baken.registry.models import Area, AreaEdition
from tests.kernel.towns import NOW, person, town

pytestmark = pytest.mark.django_db


def shape(name: str) -> dict[str, str]:
    return {"type": "Polygon", "coordinates": name}


TOWN = DivisionRow("GM9000", "municipality", "Noorderdam", "NL00", shape("town"))
EAST = DivisionRow("WK900001", "wijk", "Oost", "GM9000", shape("east"), 2, 1800)
WEST = DivisionRow("WK900002", "wijk", "West", "GM9000", shape("west"))
NEW = DivisionRow("WK900003", "wijk", "Nieuw", "GM9000", shape("new"))


def load(year: int, *rows: DivisionRow, **more: Any) -> DivisionChange:
    return load_division(
        actor=system_actor(None),
        at=NOW,
        municipality_code="GM9000",
        year=year,
        rows=rows,
        source=f"made up {year}",
        **more,
    )


def wijken(year: int) -> dict[str, str]:
    return {code: info.name for code, info in areas(year=year, municipality="GM9000", level="wijk").items()}


def spans(code: str) -> list[tuple[int, int | None]]:
    return list(AreaEdition.objects.filter(area=code).order_by("valid_from").values_list("valid_from", "valid_to"))


def test_the_first_division_makes_the_areas_and_the_country() -> None:
    assert load(2024, TOWN, EAST) == DivisionChange(("GM9000", "WK900001"), (), (), 0)
    east = areas(year=2024, outlines=True)["WK900001"]
    assert (east.parent, east.municipality_code, east.urbanity, east.address_density) == ("GM9000", "GM9000", 2, 1800)
    assert (east.outline, east.source) == (shape("east"), "made up 2024")
    assert areas(year=2024)["GM9000"].parent == "NL00"


def test_what_stays_gets_no_edition() -> None:
    load(2024, TOWN, EAST)
    assert load(2025, TOWN, replace(EAST, urbanity=5, address_density=1)) == DivisionChange((), (), (), 2)
    assert spans("WK900001") == [(2024, None)]


@pytest.mark.parametrize("changed", [{"name": "Oosterdam"}, {"outline": shape("else")}])
def test_what_changes_gets_an_edition_from_that_year(changed: dict[str, Any]) -> None:
    load(2024, TOWN, EAST)
    assert load(2026, TOWN, replace(EAST, **changed, urbanity=None)).changed == ("WK900001",)
    assert spans("WK900001") == [(2024, 2025), (2026, None)]
    before, after = (areas(year=y, outlines=True)["WK900001"] for y in (2025, 2026))
    assert (before.name, before.outline) == ("Oost", shape("east"))
    assert (after.name, after.outline) == (changed.get("name", "Oost"), changed.get("outline", shape("east")))
    assert after.urbanity == 2, "what isn't told stays"


def test_whether_outlines_are_alike_is_for_the_caller() -> None:
    load(2024, TOWN, EAST)
    seen = []

    def alike(stored: Any, source: str, delivered: Any) -> bool:
        seen.append((stored, source, delivered))
        return True

    assert load(2025, TOWN, replace(EAST, outline=shape("else")), alike=alike).unchanged == 2
    assert seen[-1] == (shape("east"), "made up 2024", shape("else"))


def test_the_same_year_again_replaces() -> None:
    load(2024, TOWN, EAST)
    load(2024, TOWN, replace(EAST, name="Oosterdam"))
    assert spans("WK900001") == [(2024, None)]
    assert wijken(2024) == {"WK900001": "Oosterdam"}


def test_a_split_shows_the_old_area_before_and_the_new_ones_after() -> None:
    load(2024, TOWN, EAST)
    assert load(2025, TOWN, WEST, NEW) == DivisionChange(("WK900002", "WK900003"), (), ("WK900001",), 1)
    assert [set(wijken(year)) for year in (2023, 2024, 2025)] == [
        {"WK900001"}, {"WK900001"}, {"WK900002", "WK900003"},
    ]  # fmt: skip
    assert set(areas(["WK900002"], year=2024)) == {"WK900002"}, "who asks for it by its code is told what it is"


def test_an_area_known_later_only_holds_before_too_when_it_took_no_place() -> None:
    load(2024, TOWN, EAST, WEST)
    assert set(wijken(2015)) == {"WK900001", "WK900002"}


def test_an_area_that_comes_back() -> None:
    load(2023, TOWN, EAST)
    load(2024, TOWN, WEST)
    load(2025, TOWN, EAST)
    assert spans("WK900001") == [(2023, 2023), (2025, None)]
    assert [set(wijken(year)) for year in (2023, 2024, 2025)] == [{"WK900001"}, {"WK900002"}, {"WK900001"}]


def test_an_earlier_year_leaves_later_years_as_they_are() -> None:
    load(2025, TOWN, EAST)
    load(2023, TOWN, WEST, replace(EAST, name="Vroeger"))
    assert wijken(2023) == {"WK900001": "Vroeger", "WK900002": "West"}
    assert wijken(2025) == {"WK900001": "Oost"}
    assert spans("WK900001") == [(2023, 2024), (2025, None)]


def test_other_municipalities_are_not_touched() -> None:
    load(2024, TOWN, EAST)
    other = [
        AreaRow("GM9001", "municipality", "Zuiderdam", "NL00", "GM9001", 2020, None, "x"),
        AreaRow("WK900101", "wijk", "Kern", "GM9001", "GM9001", 2020, None, "x"),
    ]
    load_areas(actor=system_actor(None), at=NOW, rows=other)
    load(2025, TOWN, WEST)
    assert spans("WK900101") == [(2020, None)]


def test_all_or_nothing() -> None:
    load(2024, TOWN, EAST)
    with pytest.raises(Exception, match=r"(?i)foreign key|constraint|null"):
        load(2025, TOWN, replace(EAST, name=None))  # type: ignore[arg-type]
    assert spans("WK900001") == [(2024, None)]


def test_it_takes_a_permission() -> None:
    here = town("GM9000", "Noorderdam")
    with pytest.raises(Denied):
        load_division(
            actor=person(here, "safety_adviser"), at=NOW, municipality_code="GM9000", year=2024, rows=[TOWN], source="x"
        )
    assert not Area.objects.exists()


DIVISIONS = st.dictionaries(
    st.integers(2020, 2024), st.sets(st.sampled_from(["East", "West", "New"]), min_size=1), min_size=1, max_size=4
)
BY_NAME = {"East": EAST, "West": WEST, "New": NEW}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DIVISIONS)
def test_divisions_loaded_year_after_year_are_told_back(db: None, divisions: dict[int, set[str]]) -> None:
    """Each year all is redrawn, as happens where an area is split or joined."""
    AreaEdition.objects.all().delete()
    Area.objects.filter(level="wijk").delete()
    for year in sorted(divisions):
        load(year, TOWN, *(replace(BY_NAME[name], outline=shape(f"{year}")) for name in sorted(divisions[year])))
    known = min(divisions)
    for year in range(min(divisions), 2027):
        known = year if year in divisions else known
        shown = areas(year=year, municipality="GM9000", level="wijk", outlines=True)
        assert set(shown) == {BY_NAME[name].code for name in divisions[known]}
        assert {info.outline["coordinates"] for info in shown.values()} == {str(known)}
