# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telling where something is, in any form: by an address, a point on a map, an area, or not at all.

A form takes `PlaceMixin` as a base and is given a `Ground`, which `registry.facade.place_ground` makes for a municipality.
The page has `{% place_assets %}` in its head and `{% place_fields form %}` in the form; its view calls
`ui.headers.may_locate` with its answer, so that the browser may be asked for its own place. Then `cleaned_data["place"]` is a
`Place`. docs/places.md.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.db.models import TextChoices
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

LONGEST_ADDRESS, LONGEST_NOTE = 200, 300


class PlaceKind(TextChoices):
    """How a place was told."""

    ADDRESS = "address", gettext_lazy("Op een adres of in een straat")
    MAP = "map", gettext_lazy("Op een plek die ik aanwijs op de kaart")
    AREA = "area", gettext_lazy("Ergens in een wijk of buurt")
    NONE = "none", gettext_lazy("Niet op één plek, of dat weet ik niet")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is. `lon`, `lat`: degrees (WGS84), both or neither. `area`: CBS code of a buurt or wijk, "" where
    it isn't known, by the boundaries of `area_year`. `address`: as it was chosen or typed."""

    kind: str = PlaceKind.NONE
    address: str = ""
    lon: float | None = None
    lat: float | None = None
    area: str = ""
    area_year: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class GroundArea:
    """A wijk to choose, with its buurten as (code, name)."""

    code: str
    name: str
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Ground:
    """On what a place is told: a municipality in a year. `at` gives the code of the area of a point, None outside.

    The addresses of the last four answer the script: suggestions, one address, the area of a point, the map.
    """

    name: str
    year: int
    areas: tuple[GroundArea, ...]
    at: Callable[[float, float], str | None]
    addresses_url: str
    address_url: str
    area_url: str
    map_url: str

    @cached_property
    def codes(self) -> frozenset[str]:
        """All codes that may be chosen."""
        return frozenset(code for area in self.areas for code in (area.code, *(part for part, _name in area.parts)))

    @cached_property
    def _written(self) -> dict[str, SafeString]:
        return {}

    def options(self, chosen: str) -> SafeString:
        """Return the options of a list of areas. Written once in each language: there may be hundreds."""
        language = get_language() or ""
        written = self._written.get(language) or self._written.setdefault(language, self._options())
        if chosen not in self.codes:
            return written
        mark = format_html('value="{}"', chosen)
        return SafeString(written.replace(mark, f"{mark} selected"))

    def _options(self) -> SafeString:
        written = [
            format_html(
                '<optgroup label="{}"><option value="{}">{}</option>{}</optgroup>',
                area.name,
                area.code,
                _("Heel %(area)s") % {"area": area.name},
                format_html_join("", '<option value="{}">{}</option>', area.parts),
            )
            if area.parts
            else format_html('<option value="{}">{}</option>', area.code, area.name)
            for area in self.areas
        ]
        return SafeString("".join(written))


class PlaceText(forms.CharField):
    """What says where: the guard on free text doesn't look at it."""


class PlaceMixin(forms.Form):
    """Base of a form that asks for a place, on the `ground` it is given. `place_required=False`: it may stay open.

    Sets `cleaned_data["place"]`; its own fields are there too, and `other_fields` are those of the form without them.
    """

    PLACE_FIELDS: ClassVar[tuple[str, ...]] = ("place_kind", "address", "lon", "lat", "area", "place_note")

    place_kind = forms.ChoiceField(label=gettext_lazy("Plaats"), choices=PlaceKind.choices, required=False)
    address = PlaceText(label=gettext_lazy("Adres of straat"), max_length=LONGEST_ADDRESS, required=False)
    lon = forms.FloatField(required=False, widget=forms.HiddenInput)
    lat = forms.FloatField(required=False, widget=forms.HiddenInput)
    area = PlaceText(label=gettext_lazy("Wijk of buurt"), required=False)
    place_note = forms.CharField(
        label=gettext_lazy("Hoe herkennen we de plek?"),
        help_text=gettext_lazy("Bijvoorbeeld: bij de ingang aan de waterkant."),
        max_length=LONGEST_NOTE,
        required=False,
    )

    def __init__(self, *args: Any, ground: Ground, place_required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ground, self.place_required = ground, place_required

    def clean_area(self) -> str:
        area: str = self.cleaned_data["area"]
        if area and area not in self.ground.codes:  # no ChoiceField: making one of hundreds takes longer than the page
            raise forms.ValidationError(_("Kies een wijk of buurt."))
        return area

    @property
    def other_fields(self) -> list[forms.BoundField]:
        """The form's own fields, for pages that show them one by one."""
        return [self[name] for name in self.fields if name not in self.PLACE_FIELDS]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for name in ("lon", "lat"):  # hidden: nobody can mend them, and without them there simply is no point
            self.errors.pop(name, None)
        if not {"place_kind", "address", "area", "place_note"} & set(self.errors):
            found["place"] = self._place(found)
        return found

    def _place(self, found: dict[str, Any]) -> Place:
        kind = found["place_kind"] or self._told_by(found)
        address, note = found["address"].strip(), found["place_note"].strip()
        lon, lat = found.get("lon"), found.get("lat")
        point = (round(lon, 6), round(lat, 6)) if lon is not None and lat is not None else None
        chosen = found["area"]
        if not kind:
            if self.place_required:
                self.add_error("place_kind", _("Kies waar het is. Weet u het niet? Kies dan het laatste."))
            return Place(note=note)
        if kind == PlaceKind.ADDRESS:
            if not address:
                self.add_error(
                    "address", _("Vul een adres of een straat in, of kies hierboven of hieronder iets anders.")
                )
            return self._at(point, Place(kind, address, area=chosen, note=note))
        if kind == PlaceKind.MAP:
            place = self._at(point, Place(kind, note=note))
            if point is None:
                self.add_error("place_kind", _("Wijs de plek aan op de kaart, of kies iets anders."))
            elif not place.area:
                told = _("Deze plek ligt buiten %(town)s. Wijs een plek binnen de gemeente aan, of kies iets anders.")
                self.add_error("place_kind", told % {"town": self.ground.name})
            return place
        if kind == PlaceKind.AREA:
            if not chosen:
                self.add_error("area", _("Kies een wijk of buurt."))
            return Place(kind, area=chosen, area_year=self.ground.year if chosen else None, note=note)
        return Place(PlaceKind.NONE, note=note)

    def _told_by(self, found: dict[str, Any]) -> str:
        """What was meant by who filled something in and chose no way of telling: without a script all of it is in view."""
        if found["address"].strip():
            return PlaceKind.ADDRESS
        return PlaceKind.AREA if found["area"] else ""

    def _at(self, point: tuple[float, float] | None, place: Place) -> Place:
        """A place with its point and the area of that; what was chosen counts where the point has none."""
        area = (self.ground.at(*point) if point else None) or place.area
        lon, lat = point or (None, None)
        year = self.ground.year if area else None
        return Place(place.kind, place.address, lon, lat, area, year, place.note)


def place_initial(place: Place) -> dict[str, Any]:
    """Return the initial values by which a form shows a place that was told before."""
    told = asdict(place)
    told["place_kind"], told["place_note"] = told.pop("kind"), told.pop("note")
    told.pop("area_year")
    return told


def texts(ground: Ground) -> dict[str, str]:
    """Return what the script says, by name. Words in braces are filled in by it."""
    town = {"town": ground.name}
    return {
        "many": _("{n} adressen gevonden. Kies er een met de pijltjes, of typ verder."),
        "one": _("1 adres gevonden. Kies het met het pijltje omlaag, of typ verder."),
        "none": _("Geen adres gevonden in %(town)s. Wat u typt, telt ook.") % town,
        "away": _("Adressen opzoeken lukt nu niet. Typ het adres zelf, dat is genoeg."),
        "chosen": _("Gekozen. Dit ligt in {area}."),
        "list": _("Gevonden adressen"),
        "outside": _("Deze plek ligt buiten %(town)s.") % town,
        "placed": _("De plek staat in {area}."),
        "zoomed": _("U ziet nu {area}. Wijs de plek aan."),
        "whole": _("U ziet nu heel %(town)s. Kies eerst een wijk.") % town,
        "locating": _("Uw plek wordt gezocht…"),
        "denied": _("Uw apparaat geeft uw plek niet. Wijs de plek aan op de kaart, of kies een adres."),
        "nomap": _("De kaart komt nu niet door. Kies een adres of een wijk."),
        "map": _("Kaart van %(town)s") % town,
    }
