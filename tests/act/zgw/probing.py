# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wrong questions, and what Open Zaak answers to each: asked of the stub in every run, and of a real one where there is one.

So the stub refuses what the real one refuses, in the same words. `EXPECTED` is what Open Zaak 1.30.0 answered.
"""

from __future__ import annotations

import base64
import secrets
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import jwt

from baken.act.journeys.zgw.case_system import CaseSystem, Paper, Zaak
from baken.act.journeys.zgw.client import CRS, token_of

from .trial import Types

NOWHERE = "2f1d2b46-0000-4000-8000-000000000000"
LEANED_ON = (
    "a number that is taken",
    "the same moment again",
    "a second result",
    "a document's number that is taken",
    "a document in a zaak twice",
    "a decision's number that is taken",
    "a document with a decision twice",
)
"""Refusals by which nothing is made twice, also when two workers would be at it."""
HEADERS = {"Accept": "application/json", "Accept-Crs": CRS, "Content-Crs": CRS}
PAPER = b"A paper of a trial."
EXPECTED = {
    "no token": "403 permission_denied",
    "a token by another secret": "403 invalid-jwt-signature",
    "a token of long ago": "403 jwt-expired",
    "a token past its end": "403 jwt-expiredsignatureerror",
    "a token to come": "200",
    "a token of an unknown client": "403 invalid-client-identifier",
    "a token without client": "403 missing-client-identifier",
    "a token without issuer": "200",
    "a token without moment": "403 jwt-missing-iat-claim",
    "a token without user": "200",
    "no crs when reading a zaak": "412 precondition_failed",
    "no crs when reading zaken": "412 precondition_failed",
    "no accept-crs when making a zaak": "412 precondition_failed",
    "no content-crs when making a zaak": "412 precondition_failed",
    "a question it doesn't know": "400 invalid nonFieldErrors: unknown-parameters",
    "a page that isn't there": "404 not_found",
    "a zaak that isn't there": "404 not_found",
    "a zaak without zaaktype": "400 invalid zaaktype: required",
    "a zaak of no zaaktype": "400 invalid zaaktype: does_not_exist",
    "a zaak of what isn't an address": "400 invalid zaaktype: bad-url",
    "a number that is taken": "400 invalid identificatie: identificatie-niet-uniek",
    "a number with signs": "201",
    "a zaak without a day": "400 invalid startdatum: null",
    "a zaak on no day": "400 invalid startdatum: invalid",
    "an rsin that is too short": "400 invalid bronorganisatie: invalid; bronorganisatie: min_length",
    "an rsin that is none": "400 invalid bronorganisatie: invalid",
    "a text that is too long": "400 invalid omschrijving: max_length",
    "a secrecy that isn't there": "400 invalid vertrouwelijkheidaanduiding: invalid_choice",
    "the same moment again": "400 invalid nonFieldErrors: unique",
    "a status to come": "400 invalid datumStatusGezet: date-in-future",
    "a status of no type": "400 invalid statustype: does_not_exist",
    "a status of no zaak": "400 invalid zaak: object-does-not-exist",
    "a status without a moment": "400 invalid datumStatusGezet: required",
    "a second result": "400 invalid zaak: unique",
    "a result of no zaak": "400 invalid zaak: object-does-not-exist",
    "a result that isn't there": "404 not_found",
    "a property without value": "400 invalid waarde: blank",
    "a property": "201",
    "a property twice": "201",
    "a document's number that is taken": "400 invalid identificatie: identificatie-niet-uniek",
    "a document of another size": "400 invalid nonFieldErrors: file-size",
    "a document without content but with size": "201",
    "a document of no type": "400 invalid informatieobjecttype: does_not_exist",
    "a document to come": "201",
    "a document in a zaak twice": "400 invalid nonFieldErrors: unique",
    "a document in no zaak": "400 invalid zaak: object-does-not-exist",
    "no document in a zaak": "400 invalid informatieobject: does_not_exist",
    "a decision's number that is taken": "400 invalid identificatie: identificatie-niet-uniek",
    "a decision of no zaak": "400 invalid zaak: does_not_exist",
    "a decision to come": "400 invalid datum: future_not_allowed",
    "a decision that holds later": "201",
    "a decision that ends before it begins": "201",
    "a decision sent later": "201",
    "a decision without a first day": "400 invalid ingangsdatum: required",
    "a lapse on no day": "400 invalid vervaldatum: invalid",
    "a reason of lapse that isn't there": "400 invalid vervalreden: invalid_choice",
    "a lapse": "200",
    "a document with a decision twice": "400 invalid nonFieldErrors: unique",
    "no document with a decision": "400 invalid informatieobject: does_not_exist",
    "a status of another zaaktype": "400 invalid nonFieldErrors: unique; nonFieldErrors: zaaktype-mismatch",
    "the last status without a result": "400 invalid nonFieldErrors: resultaat-does-not-exist",
    "a result of another zaaktype": "400 invalid nonFieldErrors: zaaktype-mismatch",
    "another result in its place": "400 invalid resultaattype: wijzigen-niet-toegelaten",
    "a property of another zaaktype": "400 invalid nonFieldErrors: zaaktype-mismatch",
    "a document in a zaak of another type": "400 invalid nonFieldErrors: missing-zaaktype-informatieobjecttype-relation",
    "a decision of another zaaktype": "400 invalid nonFieldErrors: zaaktype-mismatch",
    "another type in its place": "400 invalid besluittype: wijzigen-niet-toegelaten",
    "another zaak in its place": "400 invalid nonFieldErrors: zaaktype-mismatch",
    "the last status": "201",
    "a status of a zaak that is closed": "201",
}
"""What Open Zaak 1.30.0 answered, to an application with all rights. A property twice, a lapse before the first day, a paper
without its content: it takes them."""


@dataclass
class Ground:
    """What there is to ask about: a zaak with all that its zaaktype allows; a zaaktype that knows nothing of it, or None."""

    system: CaseSystem
    types: Types
    other: Types | None
    number: str
    on: date
    zaak: Zaak = field(init=False)

    def __post_init__(self) -> None:
        system, types = self.system, self.types
        self.zaak = system.make_zaak(types.zaaktype, self.number, "Proef van Baken (voorbeeld)", self.on)
        self.at = datetime.now(UTC) - timedelta(minutes=1)
        system.set_status(self.zaak, types.status, self.at)
        if not types.whole:
            return
        system.set_result(self.zaak, types.result, frozenset({types.result}))
        paper = Paper(f"{self.number}-D"[:40], "Proef", "proef.txt", PAPER, "text/plain", self.on)
        self.document = system.put_document(self.zaak, types.zaaktype, types.document, paper)
        days = {"datum": self.on, "ingangsdatum": self.on}
        given = (self.zaak, types.zaaktype, types.decision, f"{self.number}-B", days, self.document)
        self.decision = system.make_decision(*given)
        if self.other is not None:
            self.foreign = system.make_zaak(self.other.zaaktype, f"{self.number}-2", "Proef (voorbeeld)", self.on)

    def at_(self, api: str, kind: str) -> str:
        return f"{self.system.connection.api(api)}/{kind}"

    def type_of(self, types: Types, kind: str, name: str, by: str = "omschrijving") -> str:
        if kind in ("besluittypen", "informatieobjecttypen"):
            return str(self.system.of_catalogue(kind, types.zaaktype, name)["url"])
        return str(self.system.named(kind, types.zaaktype["url"], name, by)["url"])

    def ask(
        self, method: str, url: str, body: Any = None, *, without: str = "", token: str | None = None, **query: str
    ) -> str:
        """Ask, and return the answer as one line: status, code, and what is wrong by field."""
        told = token_of(self.system.connection, time.time()) if token is None else token
        headers = {**HEADERS, **({"Authorization": f"Bearer {told}"} if told else {})}
        headers = {name: value for name, value in headers.items() if name != without}
        found = httpx.request(
            method, url, json=body, params=query or None, headers=headers, trust_env=False, timeout=30
        )
        answer = found.json() if found.content and "json" in found.headers.get("Content-Type", "") else {}
        answer = answer if isinstance(answer, dict) else {}
        wrong = sorted(f"{one['name']}: {one['code']}" for one in answer.get("invalidParams") or ())
        return " ".join(filter(None, (str(found.status_code), answer.get("code", ""), "; ".join(wrong))))


def new_number(ground: Ground) -> str:
    """What is taken all the same stays, and is known by its number."""
    return f"{ground.number}-{secrets.token_hex(3)}"


def zaak_of(ground: Ground, **more: Any) -> dict[str, Any]:
    rsin = ground.system.connection.rsin
    return {
        "identificatie": new_number(ground),
        "bronorganisatie": rsin, "verantwoordelijkeOrganisatie": rsin, "zaaktype": ground.types.zaaktype["url"],
        "startdatum": ground.on.isoformat(), **more,
    }  # fmt: skip


def document_of(ground: Ground, **more: Any) -> dict[str, Any]:
    return {
        "identificatie": new_number(ground),
        "bronorganisatie": ground.system.connection.rsin, "creatiedatum": ground.on.isoformat(), "titel": "Proef",
        "auteur": "Baken", "taal": "nld", "formaat": "text/plain", "bestandsnaam": "proef.txt",
        "inhoud": base64.b64encode(PAPER).decode(), "bestandsomvang": len(PAPER), "indicatieGebruiksrecht": False,
        "informatieobjecttype": ground.type_of(ground.types, "informatieobjecttypen", ground.types.document), **more,
    }  # fmt: skip


def decision_of(ground: Ground, **more: Any) -> dict[str, Any]:
    return {
        "identificatie": new_number(ground),
        "verantwoordelijkeOrganisatie": ground.system.connection.rsin, "zaak": ground.zaak.url,
        "besluittype": ground.type_of(ground.types, "besluittypen", ground.types.decision),
        "datum": ground.on.isoformat(), "ingangsdatum": ground.on.isoformat(), **more,
    }  # fmt: skip


def signed(ground: Ground, *, secret: str = "", **claims: Any) -> str:
    connection, now = ground.system.connection, int(time.time())
    told = {"iss": connection.client_id, "iat": now, "client_id": connection.client_id, "user_id": "x", **claims}
    return jwt.encode(
        {name: value for name, value in told.items() if value is not None},
        secret or connection.secret,
        algorithm="HS256",
    )


def ask_all(ground: Ground) -> dict[str, str]:
    """Ask everything that can be asked, and return the answers by name. The zaak is closed by it where it has a result."""
    found = of_signing(ground) | of_zaken(ground) | of_statuses(ground)
    if ground.types.whole:
        found |= of_results(ground) | of_documents(ground) | of_decisions(ground)
    if ground.types.whole and ground.other is not None:
        found |= of_others(ground, ground.other)
    if ground.types.whole:
        found |= of_the_end(ground)
    return found


def of_signing(it: Ground) -> dict[str, str]:
    ask, one, now = it.ask, it.zaak.url, int(time.time())
    return {
        "no token": ask("GET", one, token=""),
        "a token by another secret": ask(
            "GET", one, token=signed(it, secret="another-secret-than-the-one-that-is-set")
        ),
        "a token of long ago": ask("GET", one, token=signed(it, iat=now - 7200)),
        "a token past its end": ask("GET", one, token=signed(it, exp=now - 60)),
        "a token to come": ask("GET", one, token=signed(it, iat=now + 600)),
        "a token of an unknown client": ask("GET", one, token=signed(it, iss="nobody", client_id="nobody")),
        "a token without client": ask("GET", one, token=signed(it, client_id=None)),
        "a token without issuer": ask("GET", one, token=signed(it, iss=None)),
        "a token without moment": ask("GET", one, token=signed(it, iat=None)),
        "a token without user": ask("GET", one, token=signed(it, user_id=None)),
    }


def of_zaken(it: Ground) -> dict[str, str]:
    ask, zaken, one = it.ask, it.at_("zaken", "zaken"), it.zaak.url
    nowhere = f"{it.at_('catalogi', 'zaaktypen')}/{NOWHERE}"
    return {
        "no crs when reading a zaak": ask("GET", one, without="Accept-Crs"),
        "no crs when reading zaken": ask("GET", zaken, without="Accept-Crs"),
        "no accept-crs when making a zaak": ask("POST", zaken, zaak_of(it), without="Accept-Crs"),
        "no content-crs when making a zaak": ask("POST", zaken, zaak_of(it), without="Content-Crs"),
        "a question it doesn't know": ask("GET", zaken, naam="x"),
        "a page that isn't there": ask("GET", zaken, page="9999"),
        "a zaak that isn't there": ask("GET", f"{zaken}/{NOWHERE}"),
        "a zaak without zaaktype": ask("POST", zaken, _less(zaak_of(it), "zaaktype")),
        "a zaak of no zaaktype": ask("POST", zaken, zaak_of(it, zaaktype=nowhere)),
        "a zaak of what isn't an address": ask("POST", zaken, zaak_of(it, zaaktype="no address")),
        "a number that is taken": ask("POST", zaken, zaak_of(it, identificatie=it.number)),
        "a number with signs": ask("POST", zaken, zaak_of(it, identificatie=f"{it.number}/é")),
        "a zaak without a day": ask("POST", zaken, zaak_of(it, startdatum=None)),
        "a zaak on no day": ask("POST", zaken, zaak_of(it, startdatum="30-11-2026")),
        "an rsin that is too short": ask("POST", zaken, zaak_of(it, bronorganisatie="1")),
        "an rsin that is none": ask("POST", zaken, zaak_of(it, bronorganisatie="123456789")),
        "a text that is too long": ask("POST", zaken, zaak_of(it, omschrijving="x" * 81)),
        "a secrecy that isn't there": ask("POST", zaken, zaak_of(it, vertrouwelijkheidaanduiding="secret")),
    }


def of_statuses(it: Ground) -> dict[str, str]:
    ask, where, body = it.ask, it.at_("zaken", "statussen"), status_of(it)
    soon = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    return {
        "the same moment again": ask("POST", where, body),
        "a status to come": ask("POST", where, {**body, "datumStatusGezet": soon}),
        "a status of no type": ask("POST", where, {**body, "statustype": f"{body['statustype'][:-36]}{NOWHERE}"}),
        "a status of no zaak": ask("POST", where, {**body, "zaak": f"{it.at_('zaken', 'zaken')}/{NOWHERE}"}),
        "a status without a moment": ask("POST", where, _less(body, "datumStatusGezet")),
    }


def of_results(it: Ground) -> dict[str, str]:
    ask, where, one = it.ask, it.at_("zaken", "resultaten"), it.zaak.url
    body = {"zaak": one, "resultaattype": it.type_of(it.types, "resultaattypen", it.types.result)}
    traits = f"{one}/zaakeigenschappen"
    trait = {"zaak": one, "eigenschap": it.type_of(it.types, "eigenschappen", it.types.trait, "naam")}
    return {
        "a second result": ask("POST", where, body),
        "a result of no zaak": ask("POST", where, {**body, "zaak": f"{it.at_('zaken', 'zaken')}/{NOWHERE}"}),
        "a result that isn't there": ask("DELETE", f"{where}/{NOWHERE}"),
        "a property without value": ask("POST", traits, {**trait, "waarde": ""}),
        "a property": ask("POST", traits, {**trait, "waarde": it.types.value}),
        "a property twice": ask("POST", traits, {**trait, "waarde": it.types.value}),
    }


def of_documents(it: Ground) -> dict[str, str]:
    ask, where, joins = (
        it.ask,
        it.at_("documenten", "enkelvoudiginformatieobjecten"),
        it.at_("zaken", "zaakinformatieobjecten"),
    )
    later = (it.on + timedelta(days=3)).isoformat()
    nowhere = f"{it.at_('catalogi', 'informatieobjecttypen')}/{NOWHERE}"
    join = {"zaak": it.zaak.url, "informatieobject": it.document}
    return {
        "a document's number that is taken": ask("POST", where, document_of(it, identificatie=f"{it.number}-D"[:40])),
        "a document of another size": ask("POST", where, document_of(it, bestandsomvang=3)),
        "a document without content but with size": ask("POST", where, document_of(it, inhoud=None)),
        "a document of no type": ask("POST", where, document_of(it, informatieobjecttype=nowhere)),
        "a document to come": ask("POST", where, document_of(it, creatiedatum=later)),
        "a document in a zaak twice": ask("POST", joins, join),
        "a document in no zaak": ask("POST", joins, {**join, "zaak": f"{it.at_('zaken', 'zaken')}/{NOWHERE}"}),
        "no document in a zaak": ask("POST", joins, {**join, "informatieobject": f"{where}/{NOWHERE}"}),
    }


def of_decisions(it: Ground) -> dict[str, str]:
    ask, where, joins = it.ask, it.at_("besluiten", "besluiten"), it.at_("besluiten", "besluitinformatieobjecten")
    day, later = it.on.isoformat(), (it.on + timedelta(days=3)).isoformat()
    nowhere = f"{it.at_('documenten', 'enkelvoudiginformatieobjecten')}/{NOWHERE}"
    join = {"besluit": it.decision, "informatieobject": it.document}
    return {
        "a decision's number that is taken": ask("POST", where, decision_of(it, identificatie=f"{it.number}-B")),
        "a decision of no zaak": ask("POST", where, decision_of(it, zaak=f"{it.at_('zaken', 'zaken')}/{NOWHERE}")),
        "a decision to come": ask("POST", where, decision_of(it, datum=later)),
        "a decision that holds later": ask("POST", where, decision_of(it, ingangsdatum=later)),
        "a decision that ends before it begins": ask(
            "POST", where, decision_of(it, ingangsdatum=later, vervaldatum=day)
        ),
        "a decision sent later": ask("POST", where, decision_of(it, verzenddatum=later)),
        "a decision without a first day": ask("POST", where, _less(decision_of(it), "ingangsdatum")),
        "a lapse on no day": ask("PATCH", it.decision, {"vervaldatum": "30-11-2026"}),
        "a reason of lapse that isn't there": ask("PATCH", it.decision, {"vervalreden": "zomaar"}),
        "a lapse": ask("PATCH", it.decision, {"vervaldatum": day, "vervalreden": "ingetrokken_overheid"}),
        "a document with a decision twice": ask("POST", joins, join),
        "no document with a decision": ask("POST", joins, {**join, "informatieobject": nowhere}),
    }


def of_others(it: Ground, other: Types) -> dict[str, str]:
    """What belongs to another zaaktype."""
    ask, one, foreign = it.ask, it.zaak.url, it.foreign.url
    statuses, results, body = it.at_("zaken", "statussen"), it.at_("zaken", "resultaten"), status_of(it)
    status = it.type_of(other, "statustypen", other.status)
    result = it.type_of(it.types, "resultaattypen", it.types.result)
    trait = it.type_of(other, "eigenschappen", other.trait, "naam")
    held = next(it.system.client.pages(results, {"zaak": one}))["url"]
    decision = it.type_of(other, "besluittypen", other.decision)
    return {
        "a status of another zaaktype": ask("POST", statuses, {**body, "statustype": status}),
        "the last status without a result": ask(
            "POST", statuses, {**body, "zaak": foreign, "statustype": _last(it, other)}
        ),
        "a result of another zaaktype": ask("POST", results, {"zaak": foreign, "resultaattype": result}),
        "another result in its place": ask(
            "PATCH", held, {"resultaattype": it.type_of(other, "resultaattypen", other.result)}
        ),
        "a property of another zaaktype": ask(
            "POST", f"{one}/zaakeigenschappen", {"zaak": one, "eigenschap": trait, "waarde": other.value}
        ),
        "a document in a zaak of another type": ask(
            "POST", it.at_("zaken", "zaakinformatieobjecten"), {"zaak": foreign, "informatieobject": it.document}
        ),
        "a decision of another zaaktype": ask(
            "POST", it.at_("besluiten", "besluiten"), decision_of(it, besluittype=decision)
        ),
        "another type in its place": ask("PATCH", it.decision, {"besluittype": decision}),
        "another zaak in its place": ask("PATCH", it.decision, {"zaak": foreign}),
    }


def of_the_end(it: Ground) -> dict[str, str]:
    """The zaak is closed, and opened again by whom may do anything."""
    ask, where, body = it.ask, it.at_("zaken", "statussen"), status_of(it)
    now, then = datetime.now(UTC).isoformat(), (it.at + timedelta(seconds=9)).isoformat()
    return {
        "the last status": ask("POST", where, {**body, "statustype": _last(it, it.types), "datumStatusGezet": now}),
        "a status of a zaak that is closed": ask("POST", where, {**body, "datumStatusGezet": then}),
    }


def status_of(it: Ground) -> dict[str, str]:
    kind = it.type_of(it.types, "statustypen", it.types.status)
    return {"zaak": it.zaak.url, "statustype": kind, "datumStatusGezet": it.at.isoformat()}


def _less(body: dict[str, Any], name: str) -> dict[str, Any]:
    return {one: value for one, value in body.items() if one != name}


def _last(it: Ground, types: Types) -> str:
    rows = it.system.client.pages(
        it.at_("catalogi", "statustypen"), {"zaaktype": types.zaaktype["url"], "status": "alles"}
    )
    return str(max(rows, key=lambda one: one["volgnummer"])["url"])
