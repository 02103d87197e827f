# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A form that asks where something is, without its script; and the map that is pointed at."""

import json
import math
from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from hypothesis import example, given
from hypothesis import strategies as st

from baken.ui.charts.ground import Outline, drawn, path
from baken.ui.free_text import FreeTextGuard
from baken.ui.place import Ground, GroundArea, Place, PlaceKind, PlaceMixin, place_initial
from baken.ui.styleguide.place import ground as example_ground

AREAS = (GroundArea("WK1", "Oost", (("BU1", "Haven"), ("BU2", "Kom & Dorp"))), GroundArea("WK2", "West"))
GROUND = Ground(
    "Vierkant",
    2026,
    AREAS,
    lambda lon, lat: "BU1" if 4 < lon < 5 and 52 < lat < 53 else None,
    "/a",
    "/b",
    "/c",
    "/d?v=1",
)


class Form(PlaceMixin):
    pass


def told(required=True, **values):
    form = Form(values, ground=GROUND, place_required=required)
    form.is_valid()
    return form


def test_an_address_that_was_chosen_has_its_point_and_area():
    form = told(place_kind="address", address=" Kade 1 ", lon="4.6123456789", lat="52.4", place_note="bij de ingang")
    assert form.cleaned_data["place"] == Place("address", "Kade 1", 4.612346, 52.4, "BU1", 2026, "bij de ingang")


def test_an_address_that_was_only_typed_counts_with_the_area_that_was_chosen_beside_it():
    assert told(place_kind="address", address="Kade 1").cleaned_data["place"] == Place("address", "Kade 1")
    found = told(place_kind="address", address="Kade 1", area="WK2").cleaned_data["place"]
    assert found == Place("address", "Kade 1", area="WK2", area_year=2026)
    far = told(place_kind="address", address="Kade 1", lon="9", lat="50", area="BU2").cleaned_data["place"]
    assert (far.area, far.lon) == ("BU2", 9.0)


def test_a_point_on_the_map_keeps_nothing_that_was_typed_elsewhere():
    form = told(place_kind="map", lon="4.5", lat="52.5", address="Kade 1", area="WK2")
    assert form.cleaned_data["place"] == Place("map", "", 4.5, 52.5, "BU1", 2026)


def test_an_area_and_no_place_keep_no_point():
    assert told(place_kind="area", area="BU2", lon="4.5", lat="52.5").cleaned_data["place"] == Place(
        "area", area="BU2", area_year=2026
    )
    assert told(place_kind="none", area="BU2", address="Kade").cleaned_data["place"] == Place("none")


def test_without_a_script_what_was_filled_in_tells_how():
    assert told(address="Kade 1").cleaned_data["place"].kind == PlaceKind.ADDRESS
    assert told(area="WK1").cleaned_data["place"] == Place("area", area="WK1", area_year=2026)
    assert told(address="Kade 1", area="WK1").cleaned_data["place"] == Place(
        "address", "Kade 1", area="WK1", area_year=2026
    )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "place_kind"),
        ({"place_note": "ergens"}, "place_kind"),
        ({"place_kind": "elders"}, "place_kind"),
        ({"place_kind": "address", "address": "   "}, "address"),
        ({"place_kind": "address", "address": "x" * 201}, "address"),
        ({"place_kind": "map"}, "place_kind"),
        ({"place_kind": "map", "lon": "4.5"}, "place_kind"),
        ({"place_kind": "map", "lon": "nan", "lat": "inf"}, "place_kind"),
        ({"place_kind": "map", "lon": "9", "lat": "52.5"}, "place_kind"),
        ({"place_kind": "area"}, "area"),
        ({"place_kind": "area", "area": "BU9"}, "area"),
        ({"place_kind": "none", "place_note": "x" * 301}, "place_note"),
    ],
)
def test_what_tells_no_place_is_refused_at_its_field(values, field):
    form = told(**values)
    assert list(form.errors) == [field]


def test_a_place_that_need_not_be_told_may_stay_open():
    assert told(required=False).cleaned_data["place"] == Place()
    assert "address" in told(required=False, place_kind="address").errors


texts = st.text(max_size=40)


@given(kind=st.sampled_from(["", *PlaceKind.values, "x"]), address=texts, lon=texts, lat=texts, area=texts, note=texts)
@example(kind="map", address="", lon="1e309", lat="-0", area="", note="")
def test_whatever_is_sent_there_is_a_place_or_an_error_and_never_half_a_point(kind, address, lon, lat, area, note):
    form = told(place_kind=kind, address=address, lon=lon, lat=lat, area=area, place_note=note)
    assert ("place" in form.cleaned_data) or form.errors
    if form.is_valid():
        place = form.cleaned_data["place"]
        assert (place.lon is None) == (place.lat is None)
        assert place.lon is None or (math.isfinite(place.lon) and math.isfinite(place.lat))
        assert place.kind in PlaceKind.values
        assert bool(place.area) == (place.area_year is not None)


@pytest.mark.parametrize(
    "place",
    [
        Place("address", "Kade 1", 4.6, 52.4, "BU1", 2026, "aan de kade"),
        Place("map", "", 4.6, 52.4, "BU1", 2026),
        Place("area", area="WK2", area_year=2026),
        Place("none", note="overal"),
    ],
)
def test_a_place_shown_again_and_sent_unchanged_is_the_same(place):
    form = Form(initial=place_initial(place), ground=GROUND)
    sent = Sent()
    sent.feed(rendered(form))
    assert told(**sent.values).cleaned_data["place"] == place


class Sent(HTMLParser):
    """What a browser would send of a form."""

    def __init__(self):
        super().__init__()
        self.values, self.select = {}, ""

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "input" and (told["type"] != "radio" or "checked" in told):
            self.values[told["name"]] = told["value"]
        if tag == "select":
            self.select = told.get("name", "")
        if tag == "option" and "selected" in told and self.select:
            self.values[self.select] = told["value"]


def rendered(form, more=""):
    return Template("{% load place %}{% place_fields form " + more + " %}").render(Context({"form": form}))


def test_the_fields_have_labels_and_no_answer_is_chosen_beforehand():
    html = rendered(Form(ground=GROUND), 'title="Waar zag u het?" help_text="Zo precies als u weet."')
    assert "checked" not in html
    assert "Waar zag u het?" in html
    assert "Zo precies als u weet." in html
    for name in ("id_address", "id_area", "id_place_note"):
        assert f'for="{name}"' in html
    assert '<optgroup label="Oost"><option value="WK1">Heel Oost</option>' in html
    assert '<option value="BU2">Kom &amp; Dorp</option>' in html
    assert "style=" not in html


def test_the_way_by_the_map_is_out_of_sight_without_a_script():
    assert 'data-place-way="map" hidden' in rendered(Form(ground=GROUND))


def test_texts_of_the_script_come_in_the_reader_s_language():
    html = rendered(Form(ground=GROUND))
    parser = Attributes()
    parser.feed(html)
    texts = json.loads(parser.found["data-texts"])
    assert texts["outside"] == "Deze plek ligt buiten Vierkant."
    assert parser.found["data-map"] == "/d?v=1"


class Attributes(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = {}

    def handle_starttag(self, tag, attrs):
        if tag == "fieldset":
            self.found = dict(attrs)


def test_several_places_in_one_form_by_their_prefix():
    one = Form({"van-place_kind": "area", "van-area": "WK1"}, prefix="van", ground=GROUND)
    assert one.is_valid()
    assert one.cleaned_data["place"].area == "WK1"
    html = rendered(one)
    assert 'name="van-area"' in html
    assert '<option value="WK1" selected>' in html


def test_errors_stand_at_their_fields_and_above_the_form():
    form = told(place_kind="area")
    html = Template("{% load place baken_ui %}{% problems form %}{% place_fields form %}").render(
        Context({"form": form})
    )
    assert 'href="#id_area"' in html
    assert 'id="id_area" aria-invalid="true"' in html
    form = told()
    html = Template("{% load place baken_ui %}{% problems form %}{% place_fields form %}").render(
        Context({"form": form})
    )
    assert 'href="#id_place_kind"' in html
    assert 'id="id_place_kind"' in html


def test_the_guard_on_free_text_looks_at_the_note_and_not_at_the_address():
    class Guarded(FreeTextGuard, PlaceMixin):
        pass

    mail = "jan.jansen@example.org"
    form = Guarded({"place_kind": "address", "address": mail, "place_note": f"vraag {mail}"}, ground=GROUND)
    assert not form.is_valid()
    assert set(form.guards) == {"place_note"}
    assert "found-data" in rendered(form)


def test_other_fields_are_those_of_the_form_itself():
    from django import forms

    class Longer(PlaceMixin):
        what = forms.CharField()

    assert [bound.name for bound in Longer(ground=GROUND).other_fields] == ["what"]


def test_the_list_of_areas_is_written_once():
    assert GROUND.options("") is GROUND.options("")
    assert GROUND.options("BU9") is GROUND.options("")
    assert GROUND.options("BU2").count(" selected") == 1


def test_the_style_guide_shows_it_and_what_a_form_knows_afterwards(client, db):
    page = client.get("/stijl/plaats/")
    assert "geolocation=(self)" in page["Permissions-Policy"]
    assert "geolocation=()" in client.get("/stijl/")["Permissions-Policy"]
    told = client.get(
        "/stijl/plaats/", {"place_kind": "map", "lon": "4.56", "lat": "52.48", "address": ""}
    ).content.decode()
    assert "BU99990000" in told
    assert client.get("/stijl/plaats/kaart.svg")["Content-Type"] == "image/svg+xml"
    assert client.get("/stijl/plaats/iets").status_code == 404
    found = client.get("/stijl/plaats/adressen", {"q": "kade 3"}).json()["addresses"]
    assert found == [{"id": "2", "text": "Voorbeeldkade 3, 1976ZZ Voorbeeldstad"}]
    one = client.get("/stijl/plaats/adres", {"id": "2"}).json()
    assert example_ground().at(one["lon"], one["lat"]) == one["area"]


BOX = {"type": "Polygon", "coordinates": [[[4.6, 52.4], [4.7, 52.4], [4.7, 52.5], [4.6, 52.5], [4.6, 52.4]]]}


def test_the_map_is_classes_only_and_escapes_names():
    drawing = drawn([Outline("WK1", 'A "b" <c> & d', BOX)], [])
    assert 'data-name="A &quot;b&quot; &lt;c&gt; &amp; d"' in drawing
    assert "style" not in drawing
    assert "<c>" not in drawing


@given(st.lists(st.lists(st.tuples(st.floats(0, 1000), st.floats(0, 1300)), min_size=3, max_size=12), max_size=4))
def test_a_path_leads_back_to_its_points_within_a_tenth(rings):
    back = [[]]
    at = (0.0, 0.0)
    for part in path(rings).replace("z", " z ").replace("M", " M ").replace("l", " l ").split("z")[:-1]:
        words = part.split()
        points = []
        numbers = [float(word) for word in words if word not in "Ml"]
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            at = (x, y) if not points else (at[0] + x, at[1] + y)
            points.append(at)
        back.append(points)
    assert len(back) - 1 == len(rings)
    for points, ring in zip(back[1:], rings, strict=True):
        for x, y in ring:
            assert any(abs(x - a) <= 0.0501 and abs(y - b) <= 0.0501 for a, b in points)
