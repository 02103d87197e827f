# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Types to try with in a case system that isn't ours: those that are there, else our own, made by its API.

Used on a real Open Zaak (`test_real_openzaak`), and on the stub, which holds what is sent to the published documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from baken.act.journeys.zgw.case_system import CaseSystem
from baken.act.journeys.zgw.client import Trouble

from .catalogue import RSIN

OWN = "BAKEN-TRIAL"
LIST = "https://selectielijst.openzaak.nl/api/v1"
"""The national list of retention classes, which a type of result must name: Open Zaak asks it, so it needs a network for that."""
PROCESS = f"{LIST}/procestypen/f4603775-5a08-4829-85c8-28017dfeee1f"
RETAINED = f"{LIST}/resultaten/71b3a170-d6df-4548-a03d-c6219f468ba4"
HANDLED = f"{LIST}/resultaattypeomschrijvingen/ce8cf476-0b59-496f-8eee-957a7c6e2506"
BEGINS = "2024-01-01"


@dataclass(frozen=True)
class Types:
    """What can be tried with a zaaktype. Empty texts: it has none of that."""

    zaaktype: dict[str, Any]
    status: str
    trait: str = ""
    value: str = ""
    result: str = ""
    document: str = ""
    decision: str = ""

    @property
    def whole(self) -> bool:
        return all((self.status, self.trait, self.result, self.document, self.decision))


def types_of(system: CaseSystem, zaaktype: dict[str, Any]) -> Types:
    """Return what a zaaktype has to try with."""
    url = zaaktype["url"]
    statuses = sorted(_all(system, "statustypen", zaaktype=url), key=lambda one: one["volgnummer"])
    told = next(_all(system, "eigenschappen", zaaktype=url), None)
    result = next(_all(system, "resultaattypen", zaaktype=url), None)
    decisions = [system.client.get(one) for one in zaaktype.get("besluittypen") or ()]
    known = {row["informatieobjecttype"] for row in _all(system, "zaaktype-informatieobjecttypen", zaaktype=url)}
    decision = next((one for one in decisions if known & set(one["informatieobjecttypen"])), None)
    document = ""
    if decision is not None:
        shared = next(one for one in decision["informatieobjecttypen"] if one in known)
        document = system.client.get(shared)["omschrijving"]
    return Types(
        zaaktype,
        status=statuses[-2]["omschrijving"] if len(statuses) > 1 else "",
        trait=told["naam"] if told else "",
        value=_value(told.get("specificatie") or {}) if told else "",
        result=result["omschrijving"] if result else "",
        document=document,
        decision=decision["omschrijving"] if decision else "",
    )


def candidates(system: CaseSystem, on: date, wanted: str = "") -> Iterator[Types]:
    """Return the zaaktypes that hold on a day, those with most to try first, our own last; `wanted` alone where it is named."""
    day = on.isoformat()
    query = {"status": "alles", **({"identificatie": wanted} if wanted else {})}
    rows = system.client.pages(f"{system.connection.api('catalogi')}/zaaktypen", query)
    valid = [
        r for r in rows if r["beginGeldigheid"] <= day < (r.get("eindeGeldigheid") or "9999") and r["identificatie"]
    ]
    found = [types_of(system, row) for row in valid]
    found.sort(key=lambda one: (one.whole, not one.zaaktype.get("concept")), reverse=True)
    yield from (one for one in found if one.status)


def make_types(system: CaseSystem, mark: str = "") -> Types:
    """Make a zaaktype with all there is to try, as far as the case system takes it, and publish it where it lets us.

    `mark` goes in its name, and in those of its types: what another trial made isn't in the way.
    """
    client, root = system.client, system.connection.api("catalogi")
    catalogue = next(_all(system, "catalogussen", domein="BAKEN", rsin=RSIN), None) or client.post(
        f"{root}/catalogussen", {"domein": "BAKEN", "rsin": RSIN, "contactpersoonBeheerNaam": "Baken", "naam": "Baken"}
    )
    document = client.post(
        f"{root}/informatieobjecttypen",
        {
            "catalogus": catalogue["url"], "omschrijving": f"Besluit van Baken{mark}", "beginGeldigheid": BEGINS,
            "vertrouwelijkheidaanduiding": "zaakvertrouwelijk", "informatieobjectcategorie": "besluit",
        },
    )  # fmt: skip
    decision = client.post(
        f"{root}/besluittypen",
        {
            "catalogus": catalogue["url"], "omschrijving": f"Sluiting van Baken{mark}", "beginGeldigheid": BEGINS,
            "publicatieIndicatie": False, "informatieobjecttypen": [document["url"]],
        },
    )  # fmt: skip
    body = {
        "identificatie": f"{OWN}{mark}", "omschrijving": f"Proef van Baken{mark}",
        "vertrouwelijkheidaanduiding": "zaakvertrouwelijk",
        "doel": "proef", "aanleiding": "proef", "indicatieInternOfExtern": "intern", "handelingInitiator": "aanvragen",
        "onderwerp": "proef", "handelingBehandelaar": "behandelen", "doorlooptijd": "P30D",
        "opschortingEnAanhoudingMogelijk": False, "verlengingMogelijk": False, "publicatieIndicatie": False,
        "productenOfDiensten": [], "referentieproces": {"naam": "proef"}, "verantwoordelijke": "Baken",
        "beginGeldigheid": BEGINS, "versiedatum": BEGINS, "catalogus": catalogue["url"], "besluittypen": [decision["url"]],
        "gerelateerdeZaaktypen": [],
    }  # fmt: skip
    zaaktype = _with_process(system, body)
    url = zaaktype["url"]
    for at, name in enumerate(("Ontvangen", "Bibob-onderzoek loopt", "Afgehandeld"), 1):
        client.post(f"{root}/statustypen", {"omschrijving": name, "volgnummer": at, "zaaktype": url})
    client.post(
        f"{root}/roltypen", {"zaaktype": url, "omschrijving": "Behandelaar", "omschrijvingGeneriek": "behandelaar"}
    )
    client.post(
        f"{root}/eigenschappen",
        {
            "naam": "bibob_conclusie", "definitie": "conclusie van het onderzoek", "zaaktype": url,
            "specificatie": {"formaat": "tekst", "lengte": "40", "kardinaliteit": "1"},
        },
    )  # fmt: skip
    client.post(
        f"{root}/zaaktype-informatieobjecttypen",
        {"zaaktype": url, "informatieobjecttype": document["url"], "volgnummer": 1, "richting": "intern"},
    )
    _tried(
        system,
        f"{root}/resultaattypen",
        {
            "zaaktype": url, "omschrijving": "Afgehandeld", "resultaattypeomschrijving": HANDLED,
            "selectielijstklasse": RETAINED,
            "brondatumArchiefprocedure": {"afleidingswijze": "afgehandeld", "procestermijn": None},
        },
    )  # fmt: skip
    for one in (document, decision, zaaktype):
        _tried(system, f"{one['url']}/publish", {})
    return types_of(system, client.get(url))


def _with_process(system: CaseSystem, body: dict[str, Any]) -> dict[str, Any]:
    where = f"{system.connection.api('catalogi')}/zaaktypen"
    try:
        return system.client.post(where, {**body, "selectielijstProcestype": PROCESS})
    except Trouble:  # a case system without a network can't look the list up
        return system.client.post(where, body)


def _tried(system: CaseSystem, where: str, body: dict[str, Any]) -> None:
    try:
        system.client.post(where, body)
    except Trouble as trouble:
        print(f"{where.rsplit('/', 1)[1]}: {trouble}")


def _all(system: CaseSystem, kind: str, **query: str) -> Iterator[dict[str, Any]]:
    asked = query if kind == "catalogussen" else {**query, "status": "alles"}
    return system.client.pages(f"{system.connection.api('catalogi')}/{kind}", asked)


def _value(told: dict[str, Any]) -> str:
    """A value that a property of this form takes."""
    if told.get("waardenverzameling"):
        return str(told["waardenverzameling"][0])
    form = {"getal": "1", "datum": "20261130", "datum_tijd": "20261130120000"}.get(str(told.get("formaat")), "")
    length = str(told.get("lengte") or "40").split(",")[0]
    return form or "geen gevaar"[: int(length) if length.isdigit() else 40]
