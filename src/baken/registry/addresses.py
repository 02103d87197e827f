# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses and streets of one municipality, looked up at PDOK's Locatieserver (BAG) while somebody types.

Only addresses of the municipality itself come back, whatever was asked. What the server sends isn't trusted: a field of
another form counts as absent, and without text or a point there is no address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings

from baken.kernel.errors import BakenError
from baken.kernel.models import Municipality

from .grid import known

if TYPE_CHECKING:
    from .locatieserver import Locatieserver

SHORTEST, LONGEST = 3, 120
"""Letters of a question; fewer than `SHORTEST` find nothing, of more than `LONGEST` the first are asked."""
MOST = 8
"""Suggestions at a time."""
KINDS = {"adres": "address", "weg": "street"}
ID = re.compile(r"(?:adr|weg)-[0-9a-f]{32}", re.ASCII)
POINT = re.compile(r"POINT\((-?\d{1,3}(?:\.\d{1,15})?) (-?\d{1,3}(?:\.\d{1,15})?)\)", re.ASCII)
UNSPOKEN = re.compile(r"[^\w\s.,'’/-]+")
"""What stands in no address, but means something to a search engine."""


class Unreachable(BakenError):
    """Addresses can't be looked up now. Whoever fills in a form goes on with what they typed."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One address or street that fits what was typed. `id` is what `lookup` takes."""

    id: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the BAG, or a street (its middle; then `postcode` and what follows are empty).

    `lon`, `lat`: degrees, WGS84. `designation`: its nummeraanduiding. `object_id`: its adresseerbaar object. `buurt` and
    `wijk`: codes as the server has them, which may be of another year than a record's.
    """

    id: str
    text: str
    kind: str
    lon: float
    lat: float
    postcode: str
    number: str
    designation: str
    object_id: str
    buurt: str
    wijk: str


def suggest(municipality: Municipality, typed: str) -> tuple[Suggestion, ...]:
    """Return at most eight addresses and streets for what was typed so far, best first. Raises `Unreachable`."""
    asked = question(typed)
    if len(asked) < SHORTEST:
        return ()
    docs = _server().docs("suggest", [("q", asked), *_only(municipality), ("rows", str(MOST))])
    found: dict[str, Suggestion] = {}
    for doc in docs:
        one = Suggestion(_id(doc), _text(doc, "weergavenaam", 200), _kind(doc))
        if one.id and one.text and one.kind:
            found.setdefault(one.id, one)
    return tuple(found.values())[:MOST]


def lookup(municipality: Municipality, address: str) -> Address | None:
    """Return the address or street of a suggestion; None where this municipality has none such. Raises `Unreachable`."""
    if not ID.fullmatch(address):
        return None
    found = (_address(doc, municipality) for doc in _server().docs("lookup", {"id": address}))
    return next((one for one in found if one and one.id == address), None)


def find(municipality: Municipality, told: str) -> Address | None:
    """Return the address that best fits a whole one, as a file or a form without script has it. Raises `Unreachable`."""
    asked = question(told)
    if len(asked) < SHORTEST:
        return None
    docs = _server().docs("free", [("q", asked), *_only(municipality), ("rows", "1")])
    return next((one for doc in docs if (one := _address(doc, municipality))), None)


def question(typed: str) -> str:
    """Return what was typed as words to search for: in small letters, so that none of them is an operator."""
    return " ".join(UNSPOKEN.sub(" ", typed[:LONGEST]).lower().split())


def _only(municipality: Municipality) -> tuple[tuple[str, str], ...]:
    return ("fq", f"gemeentecode:{municipality.code[2:]}"), ("fq", "type:(adres OR weg)")


def _address(doc: dict[str, Any], municipality: Municipality) -> Address | None:
    point = POINT.fullmatch(_text(doc, "centroide_ll", 80))
    one, text, kind = _id(doc), _text(doc, "weergavenaam", 200), _kind(doc)
    if not (point and one and text and kind) or doc.get("gemeentecode") != municipality.code[2:]:
        return None
    lon, lat = float(point[1]), float(point[2])
    if not known(lon, lat):
        return None
    return Address(
        one, text, kind, lon, lat,
        postcode=_like(doc, "postcode", r"\d{4}[A-Z]{2}"), number=_text(doc, "huis_nlt", 20),
        designation=_like(doc, "nummeraanduiding_id", r"\d{16}"),
        object_id=_like(doc, "adresseerbaarobject_id", r"\d{16}"),
        buurt=_like(doc, "buurtcode", r"BU\d{8}"), wijk=_like(doc, "wijkcode", r"WK\d{6}"),
    )  # fmt: skip


def _id(doc: dict[str, Any]) -> str:
    return _like(doc, "id", ID.pattern)


def _kind(doc: dict[str, Any]) -> str:
    told = doc.get("type")
    return KINDS.get(told, "") if isinstance(told, str) else ""


def _like(doc: dict[str, Any], name: str, form: str) -> str:
    told = doc.get(name)
    return told if isinstance(told, str) and re.fullmatch(form, told, re.ASCII) else ""


def _text(doc: dict[str, Any], name: str, longest: int) -> str:
    """A text that can be shown: of one line, printable, not too long; else nothing."""
    told = doc.get(name)
    return told if isinstance(told, str) and len(told) <= longest and told.isprintable() else ""


def _server() -> Locatieserver:
    return _known(settings.PDOK_LOCATIESERVER)


@lru_cache(maxsize=4)
def _known(base: str) -> Locatieserver:
    from .locatieserver import Locatieserver  # httpx: only for who looks an address up

    return Locatieserver(base)
