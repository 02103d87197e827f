# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Baken asks of a case system and makes in it, in the words of the national APIs: Zaken 1.5, Catalogi 1.3, Documenten 1.4,
Besluiten 1.1, Notificaties 1.0.

Whatever is made carries a number of ours, or is the only one of its kind there: it is looked for first, so that it is made
once, also when the answer to the first try was lost. Methods raise `Trouble`.
"""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from .client import Client, Trouble
from .connection import Connection

CONFIDENTIAL = "zaakvertrouwelijk"
Found = dict[str, Any]
ONE_OF: dict[str, str] = {
    "statustypen": "statustype",
    "resultaattypen": "resultaattype",
    "eigenschappen": "eigenschap",
    "besluittypen": "besluittype",
    "informatieobjecttypen": "informatieobjecttype",
}
"""How one of them is called, in messages: the names of the standard."""


@dataclass(frozen=True, slots=True)
class Zaak:
    """A zaak as it stands there now. `closed`: it has an end date; `ours`: our municipality made it or answers for it."""

    url: str
    identification: str
    zaaktype: str
    text: str
    started: str
    closed: bool
    ours: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to be kept there. `identification` is ours, of at most 40 signs."""

    identification: str
    title: str
    name: str
    content: bytes
    media_type: str
    made_on: date


class CaseSystem:
    """One case system, for as long as one piece of work lasts: what it says of types is asked once."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.connection: Connection = client.connection
        self._types: dict[str, Found] = {}
        self._status = "alles" if self.connection.concepts else "definitief"

    # what is there

    def zaak(self, url: str) -> Zaak:
        """Return a zaak of this case system by its address."""
        if not self.connection.holds(url, "zaken", "zaken"):
            raise Trouble(_("Dit is geen adres van een zaak in het eigen zaaksysteem."))
        return self._zaak(self.client.get(url))

    def zaken_of(self, zaaktype: str, after: date) -> Iterator[Zaak]:
        """Return the zaken of one version of a zaaktype that were registered after a day."""
        query = {"zaaktype": zaaktype, "registratiedatum__gt": after.isoformat()}
        for one in self.client.pages(self._at("zaken", "zaken"), query):
            yield self._zaak(one)

    def zaaktype(self, url: str) -> Found:
        """Return a zaaktype by its address."""
        if not self.connection.holds(url, "catalogi", "zaaktypen"):
            raise Trouble(_("Het zaaktype van deze zaak staat in een ander zaaksysteem."))
        if url not in self._types:
            self._types[url] = self.client.get(url)
        return self._types[url]

    def versions(self, identification: str) -> list[Found]:
        """Return every published version of a zaaktype, the one of most recent validity first."""
        query = {"identificatie": identification, "status": self._status}
        found = list(self.client.pages(self._at("catalogi", "zaaktypen"), query))
        return sorted(found, key=lambda one: str(one.get("beginGeldigheid")), reverse=True)

    def valid(self, identification: str, on: date) -> Found:
        """Return the version of a zaaktype that holds on a day."""
        day = on.isoformat()
        for one in self.versions(identification):
            if str(one.get("beginGeldigheid")) <= day < str(one.get("eindeGeldigheid") or "9999"):
                return one
        raise Trouble(_("Zaaktype %(name)s is niet gepubliceerd in het zaaksysteem.") % {"name": identification})

    def named(self, kind: str, zaaktype: str, name: str, field: str = "omschrijving") -> Found:
        """Return the type of a kind (statustypen, resultaattypen, eigenschappen) of a zaaktype that has this name."""
        for one in self.client.pages(self._at("catalogi", kind), {"zaaktype": zaaktype, "status": "alles"}):
            if one.get(field) == name:
                return one
        raise Trouble(
            _("In het zaaktype staat geen %(kind)s met de naam “%(name)s”.") % {"kind": ONE_OF[kind], "name": name}
        )

    def is_last(self, zaaktype: str, status_type: Found) -> bool:
        """Whether a status type is the last one of its zaaktype: setting it would close the zaak."""
        all_of_them = self.client.pages(self._at("catalogi", "statustypen"), {"zaaktype": zaaktype, "status": "alles"})
        last = max((one.get("volgnummer", 0) for one in all_of_them), default=0)
        return bool(status_type.get("volgnummer") == last)

    # what Baken says of a zaak of somebody else

    def set_status(self, zaak: Zaak, name: str, at: datetime) -> str:
        """Give the zaak the status of this name, as of a moment that stays the same for every try; return its address."""
        told = self.named("statustypen", zaak.zaaktype, name)
        if self.is_last(zaak.zaaktype, told):
            raise Trouble(
                _("“%(name)s” is de laatste status: die sluit de zaak, en dat doet de afdeling.") % {"name": name}
            )
        where = self._at("zaken", "statussen")
        for one in self.client.pages(where, {"zaak": zaak.url, "statustype": told["url"]}):
            if _moment(one.get("datumStatusGezet")) == at:
                return str(one["url"])
        body = {"zaak": zaak.url, "statustype": told["url"], "datumStatusGezet": at.isoformat()}
        return str(self.client.post(where, body)["url"])

    def set_property(self, zaak: Zaak, name: str, value: str) -> str:
        """Give the zaak's property of this name a value; return its address."""
        told = self.named("eigenschappen", zaak.zaaktype, name, "naam")
        where = f"{zaak.url}/zaakeigenschappen"
        for one in self.client.pages(where):
            if one.get("eigenschap") == told["url"]:
                if one.get("waarde") != value:
                    body = {"zaak": zaak.url, "eigenschap": told["url"], "waarde": value}
                    self.client.patch(str(one["url"]), body)
                return str(one["url"])
        body = {"zaak": zaak.url, "eigenschap": told["url"], "waarde": value}
        return str(self.client.post(where, body)["url"])

    def set_result(self, zaak: Zaak, name: str, ours: frozenset[str]) -> str:
        """Give the zaak the result of this name; return its address. A result that isn't one of `ours` is left as it is."""
        told = self.named("resultaattypen", zaak.zaaktype, name)
        where = self._at("zaken", "resultaten")
        for one in self.client.pages(where, {"zaak": zaak.url}):
            if one.get("resultaattype") == told["url"]:
                return str(one["url"])
            mine = {self.named("resultaattypen", zaak.zaaktype, other)["url"] for other in ours}
            if one.get("resultaattype") not in mine:
                raise Trouble(_("De zaak heeft al een ander resultaat. Baken verandert dat niet."))
            self.client.delete(str(one["url"]))  # a result can't be changed, only taken back
        return str(self.client.post(where, {"zaak": zaak.url, "resultaattype": told["url"]})["url"])

    # what Baken registers of its own

    def make_zaak(self, zaaktype: Found, identification: str, text: str, on: date) -> Zaak:
        """Return the zaak that has our number, made where it isn't there."""
        where = self._at("zaken", "zaken")
        rsin = self.connection.rsin
        for one in self.client.pages(where, {"identificatie": identification, "bronorganisatie": rsin}):
            return self._zaak(one)
        body = {
            "identificatie": identification,
            "bronorganisatie": rsin,
            "verantwoordelijkeOrganisatie": rsin,
            "omschrijving": text[:80],
            "zaaktype": zaaktype["url"],
            "startdatum": on.isoformat(),
            "vertrouwelijkheidaanduiding": CONFIDENTIAL,
        }
        return self._zaak(self.client.post(where, body))

    def put_document(self, zaak: Zaak, zaaktype: Found, kind: str, paper: Paper) -> str:
        """Keep a document in the zaak, once; return its address."""
        where = self._at("documenten", "enkelvoudiginformatieobjecten")
        rsin = self.connection.rsin
        url = ""
        for one in self.client.pages(where, {"identificatie": paper.identification, "bronorganisatie": rsin}):
            url = str(one["url"])
        if not url:
            body = {
                "identificatie": paper.identification,
                "bronorganisatie": rsin,
                "creatiedatum": paper.made_on.isoformat(),
                "titel": paper.title[:200],
                "auteur": "Baken",
                "taal": "nld",
                "formaat": paper.media_type,
                "bestandsnaam": paper.name,
                "inhoud": base64.b64encode(paper.content).decode(),
                "bestandsomvang": len(paper.content),
                "vertrouwelijkheidaanduiding": CONFIDENTIAL,
                "indicatieGebruiksrecht": False,
                "informatieobjecttype": self.of_catalogue("informatieobjecttypen", zaaktype, kind)["url"],
            }
            url = str(self.client.post(where, body)["url"])
        self._join("zaken", "zaakinformatieobjecten", {"zaak": zaak.url, "informatieobject": url})
        return url

    def make_decision(
        self,
        zaak: Zaak,
        zaaktype: Found,
        kind: str,
        identification: str,
        days: Mapping[str, date | None],
        document: str,
    ) -> str:
        """Register a decision with its document, once; return its address. `days`: field of the API to day, as far as known."""
        where = self._at("besluiten", "besluiten")
        rsin = self.connection.rsin
        url = ""
        query = {"identificatie": identification, "verantwoordelijkeOrganisatie": rsin}
        for one in self.client.pages(where, query):
            url = str(one["url"])
        if not url:
            body = {
                "identificatie": identification,
                "verantwoordelijkeOrganisatie": rsin,
                "besluittype": self.of_catalogue("besluittypen", zaaktype, kind)["url"],
                "zaak": zaak.url,
                **{name: day.isoformat() for name, day in days.items() if day is not None},
            }
            url = str(self.client.post(where, body)["url"])
        self._join("besluiten", "besluitinformatieobjecten", {"besluit": url, "informatieobject": document})
        return url

    def set_lapse(self, decision: str, day: str, reason: str) -> None:
        """Tell a decision of ours on which day it lapses, empty for none, and why in the word of the standard."""
        if not self.connection.holds(decision, "besluiten", "besluiten"):
            raise Trouble(_("Het zaaksysteem verwijst naar een ander adres dan bij BAKEN_ZGW staat."))
        self.client.patch(decision, {"vervaldatum": day or None, "vervalreden": reason})

    def subscribe(self, callback: str) -> str:
        """Have notifications on zaken sent to our address; return that of the subscription, which is made once."""
        where = f"{self.connection.notifications}/abonnement"
        for one in self.client.pages(where):
            if one.get("callbackUrl") == callback:
                return str(one["url"])
        body = {
            "callbackUrl": callback,
            "auth": self.connection.token,
            "kanalen": [{"naam": "zaken", "filters": {"bronorganisatie": self.connection.rsin}}],
        }
        return str(self.client.post(where, body)["url"])

    def _at(self, api: str, kind: str) -> str:
        return f"{self.connection.api(api)}/{kind}"

    def of_catalogue(self, kind: str, zaaktype: Found, name: str) -> Found:
        """Return the published type of this name that the zaaktype knows, the one of most recent validity first."""
        known = set(zaaktype.get(kind) or ())
        query = {"catalogus": str(zaaktype["catalogus"]), "omschrijving": name, "status": self._status}
        found = [one for one in self.client.pages(self._at("catalogi", kind), query) if one.get("omschrijving") == name]
        found.sort(key=lambda one: (one.get("url") in known, str(one.get("beginGeldigheid"))), reverse=True)
        if not found:
            raise Trouble(_("In de catalogus staat geen %(kind)s “%(name)s”.") % {"kind": ONE_OF[kind], "name": name})
        return found[0]

    def _join(self, api: str, kind: str, pair: dict[str, str]) -> None:
        """Lay one thing with another, once."""
        where = self._at(api, kind)
        if not any(True for _one in self.client.pages(where, pair)):
            self.client.post(where, pair)

    def _zaak(self, found: Any) -> Zaak:
        if not isinstance(found, dict):
            raise Trouble(_("Het antwoord van het zaaksysteem is niet te lezen."), again=True)
        url = str(found.get("url", ""))
        if not self.connection.holds(url, "zaken", "zaken"):
            raise Trouble(_("Dit is geen adres van een zaak in het eigen zaaksysteem."))
        return Zaak(
            url=url,
            identification=str(found.get("identificatie", "")),
            zaaktype=str(found.get("zaaktype", "")),
            text=str(found.get("omschrijving", "")),
            started=str(found.get("startdatum", "")),
            closed=bool(found.get("einddatum")),
            ours=self.connection.rsin in (found.get("bronorganisatie"), found.get("verantwoordelijkeOrganisatie")),
        )


def _moment(told: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(str(told))
    except ValueError:
        return None
