# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Types to try with in a case system that isn't ours: those that are there, else our own, made by its API.

Used on a real Open Zaak (`test_real_openzaak`), and on the stub, which holds what is sent to the published documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from baken.act.journeys.zgw.case_system import CaseSystem
from baken.act.journeys.zgw.client import Client, Trouble

from .catalogue import RSIN
from .trial_list import HANDLED, PROCESS, RETAINED

OWN = "BAKEN-TRIAL"
LIST = "https://selectielijst.openzaak.nl/api/v1"
"""The national list of retention classes, which a type of result must name: Open Zaak looks it up, so it needs a network for
that, or a list of its own (`trial_list`)."""
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

    def shares(self, other: Types) -> bool:
        """Whether the two are one zaaktype, or have types of decisions or documents in common."""
        kinds = ("besluittypen", "informatieobjecttypen")
        mine = {self.zaaktype["url"], *(one for kind in kinds for one in self.zaaktype.get(kind) or ())}
        return bool(mine & {other.zaaktype["url"], *(one for kind in kinds for one in other.zaaktype.get(kind) or ())})


def root_of(told: str) -> str:
    """Return the root of a case system from what somebody gives for it: that root, or the address of one of its APIs."""
    return re.sub(r"(/(zaken|catalogi|documenten|besluiten)(/api(/v\d+)?)?)?/*$", "", told.strip())


def unreached(client: Client) -> str:
    """Return what is wrong where no case system answers at this root, in words for who runs the trial; else nothing."""
    connection = client.connection
    where = connection.api("catalogi")
    try:
        found = client.get(f"{where}/catalogussen")
    except Trouble as trouble:
        if trouble.status in (401, 403):
            return (
                f"{connection.url} knows no such client id and secret, or the application hasn't all rights: {trouble}"
            )
        if trouble.status == 404:
            return f"there are no APIs under {connection.url}: OPENZAAK_URL must be the root, under which /catalogi/api/v1 lies"
        return f"no Open Zaak answers at {connection.url}: {trouble}"
    for row in found["results"] if isinstance(found, dict) else found:
        if not connection.reaches(row["url"]):
            host = "/".join(row["url"].split("/")[:3])
            return f"Open Zaak names itself {host} in what it answers: set OPENZAAK_URL to that, instead of {connection.url}"
    return ""


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


def make_types(system: CaseSystem, mark: str = "", source: str = LIST) -> Types:
    """Make a zaaktype with all there is to try, and publish it. Where it can't have a type of result, it stays a concept.

    `mark` goes in its name, and in those of its types: what another trial made isn't in the way. `source`: the root of the list
    of retention classes. Raises `Trouble`.
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
    zaaktype = _with_process(system, body, f"{source}{PROCESS}")
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
    if _has_results(system, url, source):
        for one in (document, decision, zaaktype):
            client.post(f"{one['url']}/publish", {})
    return types_of(system, client.get(url))


def unmake(system: CaseSystem, types: Types) -> None:
    """Take concepts back that `make_types` made: what can't be used stays nowhere."""
    zaaktype = types.zaaktype
    decisions = [system.client.get(one) for one in zaaktype["besluittypen"]]
    documents = [one for decision in decisions for one in decision["informatieobjecttypen"]]
    for url in (zaaktype["url"], *zaaktype["besluittypen"], *documents):
        system.client.delete(url)


def _has_results(system: CaseSystem, zaaktype: str, source: str) -> bool:
    """Give the zaaktype a type of result, where the case system can look the list up."""
    body = {
        "zaaktype": zaaktype, "omschrijving": "Afgehandeld", "resultaattypeomschrijving": f"{source}{HANDLED}",
        "selectielijstklasse": f"{source}{RETAINED}",
        "brondatumArchiefprocedure": {"afleidingswijze": "afgehandeld", "procestermijn": None},
    }  # fmt: skip
    try:
        system.client.post(f"{system.connection.api('catalogi')}/resultaattypen", body)
    except Trouble as trouble:
        print(f"resultaattypen: {trouble}")
        return False
    return True


def _with_process(system: CaseSystem, body: dict[str, Any], process: str) -> dict[str, Any]:
    where = f"{system.connection.api('catalogi')}/zaaktypen"
    try:
        return system.client.post(where, {**body, "selectielijstProcestype": process})
    except Trouble:  # a case system without a network can't look the list up
        return system.client.post(where, body)


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
