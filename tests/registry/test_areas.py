# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Areas as they were in a year, and what a municipality's documents call them."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.access.facade import system_actor
from baken.kernel.errors import Denied
from baken.kernel.models import AuditEntry, Municipality
from baken.registry.facade import (
    Area,
    AreaRow,
    NameRow,
    area_names,
    areas,
    found_municipality,
    load_area_names,
    load_areas,
)
from baken.registry.models import AreaEdition, AreaName
from tests.kernel.towns import NOW, person, town

pytestmark = pytest.mark.django_db

NATION = AreaRow("NL00", "nation", "Nederland", None, "", 1995, None, "made up")
TOWN = AreaRow("GM9000", "municipality", "Noorderdam", "NL00", "GM9000", 2010, None, "made up")
WIJK = AreaRow("WK900001", "wijk", "Oost", "GM9000", "GM9000", 2015, None, "made up", 2, 1800, {"type": "Point"})
BUURT = AreaRow("BU90000101", "buurt", "Haven", "WK900001", "GM9000", 2015, None, "made up")
ROWS = [NATION, TOWN, WIJK, BUURT]


def load(*rows):
    return load_areas(actor=system_actor(None), at=NOW, rows=rows or ROWS)


def name(code, year):
    found = areas([code], year=year)
    return found[code].name if found else None


def stored():
    fields = ("area", "valid_from", "valid_to", "name", "urbanity", "address_density", "outline", "source")
    return list(Area.objects.values()), list(AreaEdition.objects.values(*fields))


def test_an_area_comes_with_all_that_is_known_of_it():
    assert load() == 4
    wijk = areas(year=2025)["WK900001"]
    assert (wijk.level, wijk.name, wijk.parent, wijk.municipality_code) == ("wijk", "Oost", "GM9000", "GM9000")
    assert (wijk.urbanity, wijk.address_density, wijk.source, wijk.outline) == (2, 1800, "made up", None)
    assert areas(year=2025, outlines=True)["WK900001"].outline == {"type": "Point"}


def test_areas_can_be_asked_for_by_code_municipality_and_level_in_order_of_code():
    load()
    assert list(areas(year=2025)) == ["BU90000101", "GM9000", "NL00", "WK900001"]
    assert list(areas(year=2025, municipality="GM9000")) == ["BU90000101", "GM9000", "WK900001"]
    assert list(areas(year=2025, municipality="GM9000", level="wijk")) == ["WK900001"]
    assert list(areas(["NL00", "GM9999"], year=2025)) == ["NL00"]
    assert areas([], year=2025) == {}


def test_one_query_whatever_is_asked(django_assert_num_queries):
    load()
    with django_assert_num_queries(1):
        assert len(areas(year=2025, outlines=True)) == 4


def test_a_changed_name_counts_from_its_year_and_before_the_first_edition_the_first_one_holds():
    load(*ROWS, replace(WIJK, valid_from=2020, name="Oost en Haven"))
    load(replace(WIJK, valid_to=2019))
    assert [name("WK900001", year) for year in (2005, 2015, 2019, 2020, 2025)] == [
        "Oost", "Oost", "Oost", "Oost en Haven", "Oost en Haven",
    ]  # fmt: skip


def test_an_area_that_ended_is_gone_after_its_last_year():
    load(NATION, TOWN, replace(WIJK, valid_to=2018))
    assert [name("WK900001", year) for year in (2010, 2018, 2019)] == ["Oost", "Oost", None]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(starts=st.sets(st.integers(2000, 2030), min_size=1, max_size=5), end=st.none() | st.integers(2031, 2035),
       year=st.integers(1995, 2040))  # fmt: skip
def test_of_editions_one_after_the_other_the_one_of_the_year_is_told(db, starts, end, year):
    AreaEdition.objects.all().delete()
    first = sorted(starts)
    last = [*(start - 1 for start in first[1:]), end]
    load(
        NATION, TOWN, *(replace(WIJK, valid_from=f, valid_to=t, name=str(f)) for f, t in zip(first, last, strict=True))
    )
    begun = [start for start in first if start <= year] or first[:1]
    assert name("WK900001", year) == (None if end is not None and year > end else str(begun[-1]))


def test_loading_twice_changes_nothing_and_each_load_is_logged():
    load()
    before = stored()
    assert load() == 4
    assert stored() == before
    told = AuditEntry.objects.filter(action="areas.loaded").order_by("sequence")
    assert [entry.detail for entry in told] == [{"count": 4, "new": 4}, {"count": 4, "new": 0}]


def test_loading_again_updates_what_is_there():
    load()
    load(replace(WIJK, name="Oosterdam", urbanity=1, address_density=None, outline=None, valid_to=2030, source="else"))
    wijk = areas(year=2025, outlines=True)["WK900001"]
    assert (wijk.name, wijk.urbanity, wijk.address_density, wijk.outline, wijk.source) == (
        "Oosterdam", 1, None, None, "else",
    )  # fmt: skip
    assert AreaEdition.objects.count() == 4


def test_an_area_stands_where_its_newest_edition_puts_it():
    other = replace(TOWN, code="GM9001", name="Zuiderdam", municipality_code="GM9001")
    load(*ROWS, other, replace(WIJK, valid_from=2024, parent="GM9001", municipality_code="GM9001"))
    assert (areas(year=2025)["WK900001"].parent, Area.objects.get(code="WK900001").municipality_code) == (
        "GM9001", "GM9001",
    )  # fmt: skip
    load(WIJK)  # older: its edition is replaced, the place of the area isn't
    assert Area.objects.get(code="WK900001").parent_id == "GM9001"


def test_of_two_rows_for_one_area_and_year_the_last_counts():
    assert load(*ROWS, replace(WIJK, name="Last")) == 4
    assert name("WK900001", 2025) == "Last"


def names(municipality, *rows):
    return load_area_names(actor=system_actor(municipality), at=NOW, municipality=municipality, rows=rows)


def test_names_map_to_areas_per_year_and_one_name_may_span_several():
    load()
    here = town("GM9000", "Noorderdam")
    names(
        here,
        NameRow("De Kade", "WK900001", 2019, 2022),
        NameRow("De Kade", "BU90000101", 2023, None, "since the new document"),
        NameRow("Oost", "WK900001", 2019, None),
        NameRow("Oost", "BU90000101", 2019, None),
    )
    assert area_names(here, 2018) == {}
    assert area_names(here, 2022)["De Kade"] == ("WK900001",)
    assert area_names(here, 2023)["De Kade"] == ("BU90000101",)
    assert sorted(area_names(here, 2025)["Oost"]) == ["BU90000101", "WK900001"]


def test_names_are_replaced_for_one_municipality_and_no_other():
    load()
    here, there = town("GM9000", "Noorderdam"), town("GM9001", "Zuiderdam")
    names(here, NameRow("Old", "WK900001", 2019, None))
    names(there, NameRow("Theirs", "WK900001", 2019, None))
    assert names(here, NameRow("New", "WK900001", 2019, None)) == 1
    assert list(area_names(here, 2025)) == ["New"]
    assert list(area_names(there, 2025)) == ["Theirs"]


@pytest.mark.parametrize("role", ["safety_adviser", "privacy_officer", "partner"])
def test_loading_and_founding_take_a_permission(role):
    here = town("GM9000", "Noorderdam")
    actor = person(here, role)
    for attempt in (
        lambda: load_areas(actor=actor, at=NOW, rows=ROWS),
        lambda: load_area_names(actor=actor, at=NOW, municipality=here, rows=[]),
        lambda: found_municipality(actor=actor, at=NOW, code="GM9001", slug="x", name="X"),
    ):
        with pytest.raises(Denied):
            attempt()
    assert not Area.objects.exists()
    assert not AreaName.objects.exists()
    assert Municipality.objects.count() == 1


def test_a_municipality_is_founded_once_and_keeps_its_name():
    made = [
        found_municipality(actor=system_actor(None), at=NOW, code="GM9000", slug="noorderdam", name=name)
        for name in ("Noorderdam", "Another")
    ]
    assert made[0] == made[1]
    assert Municipality.objects.get().name == "Noorderdam"
    told = AuditEntry.objects.filter(municipality_id=made[0].id).order_by("sequence").values_list("action", flat=True)
    assert list(told) == ["municipality.founded", "privacy.defaults_loaded", "municipality.found"]
