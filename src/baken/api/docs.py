# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page that tells people of the API, made of its own description (`openapi.json`): what is there can't be forgotten.

The framework's page would fetch its scripts from another host; this one has none.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from . import concerns, public_concerns
from .api import api
from .problems import VERSION

CASE = {
    "reference": "2026-0401",
    "title": "Havenloods zonder huurder",
    "address": "Voorbeeldkade 1, IJmuiden",
    "stage": "open",
    "opened_on": "2026-01-12",
    "purpose": "undermining",
    "parts": [{"part": "premises", "label": "Pand", "sight": 2, "conclusion": "", "entries": [], "actions": []}],
}
EXAMPLES: dict[str, Any] = {
    "case_list": {
        "purpose": "undermining",
        "cases": [
            {
                "reference": "2026-0401",
                "title": "Havenloods zonder huurder",
                "stage": "open",
                "openedOn": "2026-01-12",
                "href": "https://baken.voorbeeld.nl/api/v1/cases/2026-0401",
            }
        ],
        "nextPage": None,
    },
    "case": CASE,
    "section": CASE["parts"][0],
    "public_categories": [public_concerns.CATEGORY],
    "public_report": {"receiptCode": public_concerns.CODE},
    "public_standing": public_concerns.STANDING,
    "public_message": {"status": "received"},
    "concern_report": {"reference": concerns.REFERENCE, "receiptCode": public_concerns.CODE},
    "concern_list": concerns.LIST,
    "concern": concerns.ONE,
}
"""An invented answer for each operation; of a case some fields only. A test compares the names with a real answer."""


@dataclass(frozen=True, slots=True)
class Told:
    """One parameter or one answer: its name, and what it is."""

    name: str
    where: str
    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as the page shows it."""

    slug: str
    method: str
    path: str
    title: str
    what: str
    parameters: tuple[Told, ...]
    example: str
    sends: str = ""
    """An example of what is sent along, where something is."""


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """What the API offers, in words; for visitors too, since it holds nothing of anybody."""
    return render(request, "api/docs.html", {"operations": operations(), "version": VERSION, "answers": _answers()})


def operations() -> list[Operation]:
    """Return the operations of the description, in its order."""
    found = []
    for path, methods in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items():
        for method, told in methods.items():
            slug = api_name(told["operationId"])
            title, what = _words().get(slug, (told.get("summary", ""), told.get("description", "")))
            found.append(
                Operation(
                    slug, method.upper(), path, title, what,
                    tuple(_parameter(one) for one in told.get("parameters", ())),
                    json.dumps(EXAMPLES[slug], indent=2, ensure_ascii=False) if slug in EXAMPLES else "",
                    _body(told),
                )
            )  # fmt: skip
    return found


def _body(told: dict[str, Any]) -> str:
    content = told.get("requestBody", {}).get("content", {}).get("application/json", {})
    return json.dumps(content["example"], indent=2, ensure_ascii=False) if "example" in content else ""


def api_name(operation_id: str) -> str:
    """Return the name of an operation's function; the framework puts its module before it."""
    return operation_id.removeprefix("baken_api_api_")


def _parameter(told: dict[str, Any]) -> Told:
    name = told["name"]
    places = {"path": _("in het adres"), "query": _("achter het vraagteken"), "header": _("in de kop van het bericht")}
    where = places.get(told["in"], told["in"])
    kind = {"integer": _("getal"), "string": _("tekst")}.get(told["schema"].get("type", ""), "")
    what = {
        "page": _("De hoeveelste bladzijde; zonder dit de eerste."),
        "doel": _("Het doel waarvoor u kijkt; zonder dit het eerste waarvoor u mag kijken."),
        "reference": _("Het kenmerk van de casus of het signaal, zoals 2026-0401."),
        "language": _("De taal: nl, en of easy (makkelijk Nederlands)."),
        "gemeente": _("De gemeente, als er hier meer dan één is: de naam zoals die in adressen staat."),
        "receiptCode": _("De code die de melder kreeg."),
        "Idempotency-Key": _(
            "Een sleutel die u per bericht verzint. Stuurt u hetzelfde nog eens met dezelfde sleutel, "
            "dan krijgt u hetzelfde antwoord en telt het één keer."
        ),
        "part": _("Het onderdeel, zoals de casus het zelf noemt in “part”."),
    }.get(name, "")
    return Told(name, where, kind, what)


def _words() -> dict[str, tuple[str, str]]:
    return {
        "case_list": (
            _("Casussen waaraan u deelneemt"),
            _(
                "Hoogstens 50 per keer, de nieuwste eerst. “nextPage” is het nummer van de volgende bladzijde, als die er is."
            ),
        ),
        "case": (
            _("Eén casus"),
            _("Alles wat u van deze casus mag zien. Het is precies wat de pagina u als gegevens laat meenemen."),
        ),
        "section": (_("Eén onderdeel van een casus"), _("Wat u van dit onderdeel mag zien.")),
        "public_categories": (
            _("Waarover iedereen kan melden"),
            _("De soorten meldingen met hun vragen. Zonder sleutel. Leeg als openbaar melden uit staat."),
        ),
        "public_report": (
            _("Een melding doen zonder account"),
            _(
                "Zonder sleutel. “receiptCode” krijgt u één keer: daarmee komt de melder terug. "
                "Schrijf de code nergens op waar een ander hem kan lezen, ook niet in een logboek."
            ),
        ),
        "public_standing": (
            _("Hoe het met een melding staat"),
            _(
                "Wat de melder mag zien: ontvangen, in behandeling of afgerond, en de berichten. Zonder sleutel, met de code."
            ),
        ),
        "public_message": (
            _("Iets toevoegen aan een melding"),
            _("Een bericht van de melder. Met “reopen” vraagt de melder om er opnieuw naar te kijken."),
        ),
        "concern_report": (
            _("Een signaal doorgeven"),
            _(
                "Met een sleutel die signalen mag doorgeven. “sourceKind” zegt wie het opmerkte: "
                "resident, professional of own_control."
            ),
        ),
        "concern_list": (
            _("Signalen die u behandelt"),
            _("Hoogstens 50 per keer, de nieuwste eerst. Wat er is verteld, staat er niet bij."),
        ),
        "concern": (_("Eén signaal"), _("Wat er is verteld en hoe het ermee staat. Nooit wie het vertelde.")),
    }


def _answers() -> list[tuple[int, str]]:
    return [
        (200, _("Het antwoord, als JSON.")),
        (201, _("Het is bewaard. De kop “Location” zegt waar u het terugvindt.")),
        (400, _("De vraag klopt niet. In “invalidParams” of “reasons” staat wat er mis is.")),
        (401, _("U vraagt een lijst zonder geldige sleutel.")),
        (404, _("Dit is er niet, of u mag het niet weten. Het antwoord is in beide gevallen hetzelfde.")),
        (405, _("Dit adres kent deze methode niet. De kop “Allow” zegt welke wel.")),
        (409, _("Dit kan nu niet. In “reasons” staat waarom.")),
        (413, _("Er is te veel verstuurd: hoogstens 256 kB.")),
        (415, _("Stuur JSON, met de kop Content-Type: application/json.")),
        (422, _("Deze Idempotency-Key is al gebruikt voor een ander bericht. Neem een nieuwe.")),
        (429, _("U vraagt te vaak. De kop “Retry-After” zegt hoeveel seconden u moet wachten.")),
    ]
