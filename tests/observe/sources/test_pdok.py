# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Boundaries from PDOK: fetched whole or not at all, checked, and kept per year. Against a server on this machine."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from shapely import union_all
from shapely.geometry import LineString, mapping, shape
from shapely.ops import split

from baken.access.facade import Actor, system_actor
from baken.kernel.errors import Denied
from baken.kernel.models import AuditEntry, Municipality
from baken.observe.queries import picture_of
from baken.observe.sources.base import PullFailed
from baken.observe.sources.pdok.boundaries import Boundaries, pull_boundaries
from baken.observe.sources.pdok.checks import checked
from baken.observe.sources.pdok.client import MAX_PAGES, PdokClient
from baken.observe.sources.statline.client import TRIES
from baken.registry.facade import areas
from baken.registry.models import AreaEdition
from tests.kernel.towns import person, town
from tests.observe.sources.pdok_server import Features, Pdok, feature, real, serving

if TYPE_CHECKING:
    from django.test import Client as Browser

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
Trouble = tuple[int, dict[str, str], bytes]


def quiet(done: int, total: int | None, what: str) -> None:
    """Hear nothing."""


@pytest.fixture
def pdok() -> Iterator[Pdok]:
    with serving(Pdok()) as server:
        yield server


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def pull(velsen: Municipality, pdok: Pdok, waits: list[float]) -> Callable[..., Boundaries]:
    def pull(year: int = 2025, *, actor: Actor | None = None, code: str = "GM0453", **more: Any) -> Boundaries:
        return pull_boundaries(
            actor=actor or person(velsen, "safety_adviser"),
            at=NOW,
            municipality_code=code,
            year=year,
            client=PdokClient(pdok.base_url, sleep=waits.append),
            **{"progress": quiet} | more,
        )

    return pull


def stored() -> list[tuple[Any, ...]]:
    names = ("area", "valid_from", "valid_to", "name", "outline", "source")
    return list(AreaEdition.objects.order_by("area", "valid_from").values_list(*names))


def spans(code: str) -> list[tuple[int, int | None]]:
    return list(AreaEdition.objects.filter(area=code).order_by("valid_from").values_list("valid_from", "valid_to"))


def test_a_year_gets_the_outlines_of_pdok_and_the_years_before_keep_theirs(
    velsen: Municipality, pull: Callable[..., Boundaries]
) -> None:
    before = areas(year=2024, municipality="GM0453", outlines=True)
    change = pull(2025)
    assert (change.new, change.ended, change.unchanged) == ((), (), 0)
    assert areas(year=2024, municipality="GM0453", outlines=True) == before
    after = areas(year=2025, municipality="GM0453", outlines=True)
    assert set(after) == set(before)
    assert len(change.changed) == len(after)
    for code, info in after.items():
        assert info.outline != before[code].outline
        assert info.source == "CBS / Kadaster, wijken en buurten 2025 (PDOK)"
        assert (info.name, info.parent) == (before[code].name, before[code].parent)
        assert (info.urbanity, info.address_density) == (2, 1800)
    assert spans("WK045308") == [(before_first(), 2024), (2025, None)]


def before_first() -> int:
    return int(
        AreaEdition.objects.filter(area="WK045308").order_by("valid_from").values_list("valid_from", flat=True)[0]
    )


def test_the_map_shows_the_outline_of_the_year(adviser: Browser, pull: Callable[..., Boundaries]) -> None:
    def drawn(year: int) -> str:
        page = adviser.get("/waarnemen/", {"jaar": year}).content.decode()
        (shown,) = (svg for svg in re.findall("<svg.*?</svg>", page, re.DOTALL) if "gebied/WK045308" in svg)
        return shown

    old = {year: drawn(year) for year in (2024, 2025)}
    pull(2025)
    assert drawn(2025) != old[2025]
    assert drawn(2024) == old[2024]
    outline = picture_of("GM0453", year=2025, outlines=True).areas["WK045308"].outline
    assert outline == AreaEdition.objects.get(area="WK045308", valid_from=2025).outline


def test_pulling_again_or_the_next_year_unchanged_makes_no_rows(pull: Callable[..., Boundaries]) -> None:
    first = pull(2025)
    before = stored()
    for year in (2025, 2026):
        change = pull(year)
        assert (change.new, change.changed, change.ended, change.unchanged) == ((), (), (), len(first.changed))
    assert stored() == before
    told = AuditEntry.objects.filter(action="boundaries.pulled").order_by("sequence").values_list("detail", flat=True)
    assert [entry["unchanged"] for entry in told] == [0, len(first.changed), len(first.changed)]


def nudged(by: float) -> Callable[[str, int, Features], Features]:
    def edit(collection: str, year: int, features: Features) -> Features:
        for item in features if year == 2026 else []:
            item["geometry"]["coordinates"] = [
                [[[x + by, y] for x, y in ring] for ring in part] for part in item["geometry"]["coordinates"]
            ] if item["geometry"]["type"] == "MultiPolygon" else item["geometry"]["coordinates"]  # fmt: skip
        return features

    return edit


def test_lines_that_moved_a_few_metres_are_the_same_and_a_street_further_are_not(
    pull: Callable[..., Boundaries], pdok: Pdok
) -> None:
    count = len(pull(2025).changed)
    pdok.edit = nudged(0.00005)
    assert pull(2026).unchanged == count
    pdok.edit = nudged(0.001)
    assert len(pull(2026).changed) == count


def halves(collection: str, year: int, features: Features) -> Features:
    """In 2026 Velserbroek is two wijken, whose buurten are two."""
    if year < 2026 or collection == "gemeenten":
        return features
    old, own = ("WK045308", "wijken") if collection == "wijken" else ("BU045308", "buurten")
    key = "wijkcode" if collection == "wijken" else "buurtcode"
    kept = [f for f in features if not f["properties"][key].startswith(old)]
    whole = next(f for f in real()["wijken"] if f["properties"]["wijkcode"] == "WK045308")
    west, south, east, north = shape(whole["geometry"]).bounds
    line = LineString([((west + east) / 2, south - 1), ((west + east) / 2, north + 1)])
    parts: dict[str, list[Any]] = {"a": [], "b": []}
    for part in split(shape(whole["geometry"]).geoms[0], line).geoms:
        parts["a" if part.centroid.x < (west + east) / 2 else "b"].append(part)
    for code, name, shapes in (("10", "Velserbroek-West", parts["a"]), ("11", "Velserbroek-Oost", parts["b"])):
        full = f"WK0453{code}" if own == "wijken" else f"BU0453{code}00"
        kept.append(feature(own, full, name, mapping(union_all(shapes))))
    return kept


def test_a_wijk_that_is_split_ends_and_its_parts_begin(pull: Callable[..., Boundaries], pdok: Pdok) -> None:
    pull(2025)
    pdok.edit = halves
    change = pull(2026)
    assert "WK045308" in change.ended
    assert {"WK045310", "WK045311", "BU04531000", "BU04531100"} == set(change.new)
    assert spans("WK045308")[-1] == (2025, 2025)
    assert spans("WK045310") == [(2026, None)]
    wijken = {year: set(areas(year=year, municipality="GM0453", level="wijk")) for year in (2024, 2025, 2026)}
    assert wijken[2025] - wijken[2026] == {"WK045308"}
    assert wijken[2026] - wijken[2025] == {"WK045310", "WK045311"}
    assert wijken[2024] == wijken[2025], "what came in the place of another isn't shown in earlier years"
    assert areas(year=2026)["BU04531000"].parent == "WK045310"


def test_the_picture_of_both_years_can_be_seen_after_a_split(
    adviser: Browser, pull: Callable[..., Boundaries], pdok: Pdok
) -> None:
    pull(2024)
    pdok.edit = lambda collection, year, features: halves(collection, year + 1, features)
    pull(2025)
    for year, shown, hidden in ((2024, "WK045308", "WK045310"), (2025, "WK045310", "WK045308")):
        found = picture_of("GM0453", year=year).areas
        assert shown in found
        assert hidden not in found
        assert adviser.get("/waarnemen/", {"jaar": year}).status_code == 200


def test_a_later_delivery_of_the_same_year_withdraws_what_it_lacks(pull: Callable[..., Boundaries], pdok: Pdok) -> None:
    pdok.edit = lambda collection, year, features: halves(collection, 2026, features)
    pull(2025)
    pdok.edit = lambda collection, year, features: features
    change = pull(2025)
    assert {"WK045310", "WK045311"} < set(change.ended)
    for year in (2024, 2025, 2026):
        assert set(areas(year=year, municipality="GM0453", level="wijk")) == {f"WK04530{n}" for n in range(10)}


def test_an_earlier_year_leaves_later_ones_alone(pull: Callable[..., Boundaries], pdok: Pdok) -> None:
    pull(2025)
    before = areas(year=2025, municipality="GM0453", outlines=True)
    pdok.edit = lambda collection, year, features: halves(collection, 2026, features)
    change = pull(2023)
    assert "WK045310" in change.new
    assert areas(year=2025, municipality="GM0453", outlines=True) == before
    assert "WK045310" in areas(year=2023, municipality="GM0453")
    assert "WK045308" not in areas(year=2023, municipality="GM0453")


def test_a_changed_name_makes_an_edition(pull: Callable[..., Boundaries], pdok: Pdok) -> None:
    pull(2025)

    def edit(collection: str, year: int, features: Features) -> Features:
        for item in features:
            if item["properties"].get("wijkcode") == "WK045308" and collection == "wijken":
                item["properties"]["wijknaam"] = "Andere naam"
        return features

    pdok.edit = edit
    assert pull(2026).changed == ("WK045308",)
    assert [areas(["WK045308"], year=y)["WK045308"].name for y in (2025, 2026)] == ["Velserbroek", "Andere naam"]


def test_an_empty_installation_gets_its_first_areas(db: None, pdok: Pdok) -> None:
    here = town()
    change = pull_boundaries(
        actor=system_actor(here), at=NOW, municipality_code="GM0453", year=2025, progress=quiet, base_url=pdok.base_url
    )
    assert len(change.new) == len(areas(year=2025, municipality="GM0453")) > 70
    assert areas(year=2025)["GM0453"].parent == "NL00"


# The network


def test_progress_is_told_and_pages_are_followed(pull: Callable[..., Boundaries], pdok: Pdok) -> None:
    heard: list[tuple[int, int | None, str]] = []
    pull(progress=lambda done, total, what: heard.append((done, total, what)))
    assert [done for done, *_ in heard] == sorted(done for done, *_ in heard)
    assert heard[-1][0] == heard[-1][1]
    assert len([a for a in pdok.asked if "/buurten/" in a]) == 3
    assert all("gemeentecode=GM0453" in address for address in pdok.asked)


def test_without_a_filter_the_whole_country_is_read(pull: Callable[..., Boundaries], pdok: Pdok) -> None:
    pdok.filters = False
    assert len(pull().changed) > 70
    assert not AreaEdition.objects.filter(area="WK900000").exists()


def only(numbers: range | set[int], trouble: Trouble) -> Callable[[int, str], Trouble | None]:
    return lambda number, address: trouble if number in numbers else None


TRUNCATED = b'{"type":"FeatureCollection","features":[{"type":"Feature","prop'


@pytest.mark.parametrize(
    "trouble",
    [
        (500, {}, b"oops"),
        (503, {}, b""),
        (429, {"Retry-After": "7"}, b""),
        (200, {}, TRUNCATED),
        (200, {}, b"<html>"),
        (200, {}, b'{"type":"FeatureCollection","features":[],"numberReturned":25}'),
        (200, {"Content-Length": "100000"}, TRUNCATED),
    ],
)  # fmt: skip
def test_a_stumbling_server_is_asked_again(
    pull: Callable[..., Boundaries], pdok: Pdok, waits: list[float], trouble: Trouble
) -> None:
    pdok.trouble = only({3, 4}, trouble)
    assert len(pull().changed) > 70
    assert sum(waits) == 14.0 if trouble[0] == 429 else 3.0 <= sum(waits) <= 6.0


def loop(page: dict[str, Any]) -> dict[str, Any]:
    return page | {"links": [{"rel": "next", "href": next(x["href"] for x in page["links"] if x["rel"] == "self")}]}


def elsewhere(page: dict[str, Any]) -> dict[str, Any]:
    return page | {"links": [{"rel": "next", "href": "http://elders.example.org/cbs"}]}


class Endless:
    """Each page leads to a new one."""

    number = 0

    def __call__(self, page: dict[str, Any]) -> dict[str, Any]:
        self.number += 1
        return page | {
            "features": [],
            "numberReturned": 0,
            "links": [{"rel": "next", "href": f"?cursor={self.number}"}],
        }


@pytest.mark.parametrize(
    ("setting", "value", "named"),
    [
        ("trouble", only(range(4, 99), (500, {}, b"")), "geen goed antwoord"),
        ("trouble", only(range(4, 99), (200, {}, TRUNCATED)), "geen goed antwoord"),
        ("trouble", only({4}, (302, {"Location": "http://elders.example.org/"}, b"")), "verwijst door"),
        ("trouble", only({4}, (403, {}, b"")), "fout 403"),
        ("years", range(2022, 2025), "geen grenzen van dit jaar"),
        ("edit_page", elsewhere, "ander adres"),
        ("edit_page", loop, "telkens naar een volgende"),
        ("edit_page", Endless(), "telkens naar een volgende"),
    ],
)
def test_a_server_that_keeps_failing_changes_nothing(
    pull: Callable[..., Boundaries], pdok: Pdok, setting: str, value: Any, named: str
) -> None:
    before = stored()
    setattr(pdok, setting, value)
    with pytest.raises(PullFailed, match=named):
        pull()
    assert stored() == before
    assert not AuditEntry.objects.filter(action="boundaries.pulled").exists()
    assert len(pdok.asked) <= MAX_PAGES + TRIES


def test_a_server_that_is_not_there(velsen: Municipality, waits: list[float]) -> None:
    with pytest.raises(PullFailed, match="geen goed antwoord"):
        pull_boundaries(
            actor=system_actor(velsen), at=NOW, municipality_code="GM0453", year=2025, progress=quiet,
            client=PdokClient("http://127.0.0.1:9", sleep=waits.append),
        )  # fmt: skip
    assert sum(waits) > TRIES


# What is checked


def change(collection: str, at: int, **properties: Any) -> Callable[[str, int, Features], Features]:
    def edit(name: str, year: int, features: Features) -> Features:
        if name == collection:
            features[at]["properties"] |= properties
        return features

    return edit


def redraw(collection: str, at: int, geometry: Any) -> Callable[[str, int, Features], Features]:
    def edit(name: str, year: int, features: Features) -> Features:
        if name == collection:
            features[at]["geometry"] = geometry
        return features

    return edit


def without(collection: str, at: int) -> Callable[[str, int, Features], Features]:
    return lambda name, year, features: features[:at] + features[at + 1 :] if name == collection else features


def twice(name: str, year: int, features: Features) -> Features:
    return [*features, features[0]]


def polygon(*points: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [list(points)]}


@pytest.mark.parametrize(
    ("edit", "named"),
    [
        (change("wijken", 0, wijkcode="WK0453"), "geen code van wijken"),
        (change("wijken", 0, wijkcode="WK036300"), "geen code van wijken"),
        (change("buurten", 0, buurtcode=None), "geen code van buurten"),
        (change("buurten", 0, buurtcode=["x"] * 9999), "geen code van buurten"),
        (change("wijken", 0, wijknaam=""), "geen goede naam"),
        (change("wijken", 0, wijknaam="IJ\0muiden"), "geen goede naam"),
        (change("wijken", 0, wijknaam="x" * 10_000_000), "geen goede naam"),
        (change("wijken", 0, wijknaam=7), "geen goede naam"),
        (redraw("wijken", 0, None), "geen vlak"),
        (redraw("wijken", 0, {"type": "Point", "coordinates": [4.6, 52.4]}), "geen vlak"),
        (redraw("wijken", 0, {"type": "MultiPolygon", "coordinates": []}), "de grens is leeg"),
        (redraw("wijken", 0, {"type": "MultiPolygon", "coordinates": [7]}), "de grens is leeg"),
        (redraw("wijken", 0, polygon([4.6, 52.4], [4.7, 52.4], [4.6, 52.5], [4.6, 52.45])), "niet gesloten"),
        (redraw("wijken", 0, polygon([4.6, 52.4], [4.7, 52.4], [4.6, 52.4])), "anders dan punten"),
        (redraw("wijken", 0, polygon(*[[104000, 497000]] * 4)), "anders dan punten"),
        (redraw("wijken", 0, polygon(*[["4.6", 52.4]] * 4)), "anders dan punten"),
        (redraw("wijken", 0, polygon(*[[4.6, 52.4]] * 4)), "geen oppervlakte"),
        (redraw("wijken", 0, polygon([4.6, 52.4], [4.7, 52.4], [4.6, 52.5], [4.6, 52.4])), "niet zo groot als het geheel"),
        (without("wijken", 0), "hoort bij een wijk die ontbreekt"),
        (without("buurten", 5), "niet zo groot als het geheel"),
        (without("gemeenten", 0), "er zijn geen gemeenten"),
        (twice, "komt twee keer voor"),
        (lambda name, year, features: [], "er zijn geen gemeenten"),
    ],
)  # fmt: skip
def test_what_is_not_sound_is_refused_in_plain_words(edit: Any, named: str) -> None:
    features = {
        collection: edit(
            collection, 2025, [f for f in copy.deepcopy(served) if f["properties"]["gemeentecode"] == "GM0453"]
        )
        for collection, served in real().items()
    }
    with pytest.raises(PullFailed, match=named) as error:
        checked(features, "GM0453")
    assert len(str(error.value)) < 1500


def test_of_boundaries_that_are_not_sound_nothing_is_stored(pull: Callable[..., Boundaries], pdok: Pdok) -> None:
    before = stored()
    pdok.edit = without("buurten", 5)
    with pytest.raises(PullFailed, match="niet zo groot als het geheel"):
        pull()
    assert stored() == before


# Who may


@pytest.mark.parametrize("role", ["partner", "privacy_officer", "council_member", "mayor"])
def test_it_takes_the_permission_to_load_figures(
    velsen: Municipality, pull: Callable[..., Boundaries], pdok: Pdok, role: str
) -> None:
    with pytest.raises(Denied):
        pull(actor=person(velsen, role))
    assert pdok.asked == []


def test_only_the_own_municipality(velsen: Municipality, pull: Callable[..., Boundaries], pdok: Pdok) -> None:
    other = person(town("GM9000", "Elders"), "safety_adviser")
    for actor, code in ((person(velsen, "safety_adviser"), "GM0392"), (other, "GM0453")):
        with pytest.raises(Denied):
            pull(actor=actor, code=code)
    assert pdok.asked == []


def test_who_asked_is_logged_and_that_baken_stored_it(velsen: Municipality, pull: Callable[..., Boundaries]) -> None:
    pull(actor=person(velsen, "safety_adviser"))
    entry = AuditEntry.objects.get(action="boundaries.pulled")
    assert (entry.resource_id, entry.detail["year"]) == ("GM0453", 2025)
    assert AuditEntry.objects.filter(action="areas.loaded").count() == 2  # the pack's, and these


@pytest.mark.parametrize(("code", "year"), [("Velsen", 2025), ("GM0453\0", 2025), ("GM0453", 1999), ("GM0453", 2027)])
def test_a_question_that_makes_no_sense_is_refused(
    pull: Callable[..., Boundaries], pdok: Pdok, code: str, year: int
) -> None:
    with pytest.raises((PullFailed, Denied)):
        pull(year, code=code)
    with pytest.raises(PullFailed):
        pull(year, code=code, actor=system_actor(None))
    assert pdok.asked == []
