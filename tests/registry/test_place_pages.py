# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the script of a form looks up: addresses, the area of a point, the map."""

import re
from datetime import date

import pytest
from django.test import Client

from baken.registry import addresses, views
from baken.registry.facade import boundaries, place_ground
from tests.kernel.towns import town
from tests.registry import ground
from tests.registry.ground import point
from tests.registry.locatieserver import address, serve

ON = date(2026, 11, 30)


@pytest.fixture
def vierkant(db):
    return ground.load()


@pytest.fixture
def pdok(settings):
    with serve() as found:
        lon, lat = point(600, 200)
        found.docs = [address("Voorbeeldkade", n, "1976ZZ", "Vierkant", lon, lat, gemeentecode="9001") for n in (1, 2)]
        settings.PDOK_LOCATIESERVER = found.url
        yield found
    addresses._known.cache_clear()


def test_a_visitor_gets_suggestions_and_one_of_them_with_its_area(vierkant, pdok, client):
    found = client.get("/plaats/adressen", {"q": "voorbeeldkade"}).json()
    assert found["reachable"] is True
    assert [one["text"] for one in found["addresses"]] == [
        "Voorbeeldkade 1, 1976ZZ Vierkant",
        "Voorbeeldkade 2, 1976ZZ Vierkant",
    ]
    one = client.get("/plaats/adres", {"id": found["addresses"][0]["id"]}).json()
    lon, lat = point(600, 200)
    assert one == {
        "found": True, "text": "Voorbeeldkade 1, 1976ZZ Vierkant", "kind": "address", "lon": lon, "lat": lat,
        "area": "BU90010102", "name": "Buurt 1.2 (Wijk 1)",
    }  # fmt: skip
    assert client.get("/plaats/adres", {"id": "adr-" + "0" * 32}).json() == {"found": False}


def test_without_pdok_a_form_is_told_so_and_goes_on(vierkant, pdok, client):
    pdok.fail(status=500)
    assert client.get("/plaats/adressen", {"q": "voorbeeldkade"}).json() == {"reachable": False, "addresses": []}
    assert client.get("/plaats/adres", {"id": "adr-" + "0" * 32}).json() == {"found": False, "reachable": False}


def test_the_area_of_a_point_is_told_by_name(vierkant, client):
    lon, lat = point(1500, 1500)
    assert client.get("/plaats/gebied", {"lon": lon, "lat": lat}).json() == {
        "inside": True, "area": "WK900104", "name": "Wijk 4",
    }  # fmt: skip
    for odd in (
        {"lon": 4.6, "lat": 53},
        {"lon": "nan", "lat": "x"},
        {},
        {"lon": "9" * 5000, "lat": 1},
        {"lon": "\u0661"},
    ):
        assert client.get("/plaats/gebied", odd).json() == {"inside": False}


def test_nothing_of_it_is_kept_but_the_map_whose_address_tells_its_edition(vierkant, pdok, client):
    for path in ("adressen?q=voorbeeldkade", "adres?id=x", "gebied?lon=4.6&lat=52.4"):
        reply = client.get(f"/plaats/{path}")
        assert reply["Cache-Control"] == "private, no-store"
        assert not reply.cookies
    before = place_ground(vierkant, ON).map_url
    drawn = client.get(before)
    assert drawn["Content-Type"] == "image/svg+xml"
    assert drawn["Cache-Control"] == "public, max-age=604800"
    ground.load()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.registry.ground.NOW", ground.NOW.replace(year=2027))
        ground.load()
    assert place_ground(vierkant, ON).map_url != before


def test_who_asks_too_often_waits(vierkant, pdok, client, monkeypatch):
    monkeypatch.setattr(views, "LOOKING_UP", views.Limit("looking an address up", 3, 60))
    asked = [client.get("/plaats/adressen", {"q": "voorbeeldkade"}) for _ in range(3)]
    assert {reply.status_code for reply in asked} == {200}
    refused = client.get("/plaats/adres", {"id": "adr-" + "0" * 32})
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert len(pdok.asked) == 3
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    assert elsewhere.get("/plaats/adressen", {"q": "voorbeeldkade"}).status_code == 200


def test_of_several_municipalities_a_visitor_names_one(vierkant, client):
    town("GM9002", "Elders")
    lon, lat = point(600, 200)
    here = {"lon": lon, "lat": lat}
    assert client.get("/plaats/gebied", here).status_code == 404
    assert client.get("/plaats/gebied", here | {"gemeente": "nergens"}).status_code == 404
    assert client.get("/plaats/gebied", here | {"gemeente": "elders"}).json() == {"inside": False}
    assert client.get("/plaats/gebied", here | {"gemeente": "vierkant"}).json()["inside"] is True


@pytest.mark.parametrize("path", ["adressen", "adres", "gebied", "kaart.svg"])
def test_looking_up_changes_nothing(vierkant, client, path):
    assert client.post(f"/plaats/{path}").status_code == 405


def test_asking_takes_few_queries(vierkant, pdok, client, django_assert_max_num_queries):
    lon, lat = point(600, 200)
    client.get("/plaats/gebied", {"lon": lon, "lat": lat})
    with django_assert_max_num_queries(1):
        client.get("/plaats/gebied", {"lon": lon, "lat": lat})
    client.get("/plaats/adressen", {"q": "voorbeeldkade"})
    with django_assert_max_num_queries(3):  # the municipality, and the count
        client.get("/plaats/adressen", {"q": "voorbeeldkade"})


def test_the_map_has_all_areas_and_turns_back_into_degrees(vierkant, client):
    drawn = client.get("/plaats/kaart.svg").content.decode()
    assert re.findall(r'data-code="(\w+)"', drawn) == [
        area.code for area in (*boundaries(vierkant, ON).wijken, *boundaries(vierkant, ON).buurten)
    ]
    told = {name: float(value) for name, value in re.findall(r'data-(west|north|left|top|kx|ky)="([^"]+)"', drawn)}
    x, y = map(float, re.search(r'data-code="BU90010102"[^>]* d="M([\d.]+) ([\d.]+)l', drawn).groups())
    lon, lat = told["west"] + (x - told["left"]) / told["kx"], told["north"] - (y - told["top"]) / told["ky"]
    assert (lon, lat) == pytest.approx(point(500, 0), abs=3e-5)  # two metres: a tenth of a unit of the drawing
    assert "style=" not in drawn
