# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A catalogue in the stub, and the settings that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .stub import Stub

TOKEN = "a-token-of-notifications-for-the-test"
RSIN = "000000000"
STATUSES = ("Ontvangen", "Bibob-onderzoek loopt", "Bibob-conclusie bekend", "Afgehandeld")


@dataclass(frozen=True)
class Catalogue:
    """Addresses of what stands in the catalogue."""

    url: str
    zaaktype: str
    closing: str
    document: str
    decision: str
    status: dict[str, str]
    property: str
    results: dict[str, str]


def fill(stub: Stub) -> Catalogue:
    """Put a catalogue into a stub: a zaaktype of a permit, with an older version and a draft, and one of closing premises."""
    url = stub.put("catalogi/catalogussen", domein="VTH", rsin=RSIN)
    document = stub.put(
        "catalogi/informatieobjecttypen",
        catalogus=url,
        omschrijving="Besluit",
        concept=False,
        beginGeldigheid="2020-01-01",
    )
    decision = stub.put(
        "catalogi/besluittypen", catalogus=url, omschrijving="Sluiting", concept=False, beginGeldigheid="2020-01-01",
        informatieobjecttypen=[document],
    )  # fmt: skip

    def zaaktype(identification: str, begins: str, ends: str | None = None, **more: Any) -> str:
        return stub.put(
            "catalogi/zaaktypen", catalogus=url, identificatie=identification, omschrijving=identification.title(),
            beginGeldigheid=begins, eindeGeldigheid=ends, besluittypen=[decision], informatieobjecttypen=[document],
            **{"concept": False, **more},
        )  # fmt: skip

    zaaktype("HORECA", "2020-01-01", "2024-01-01")
    zaaktype("HORECA", "2025-06-01", concept=True)
    permit = zaaktype("HORECA", "2024-01-01")
    closing = zaaktype("SLUITING", "2024-01-01")
    stub.put("catalogi/zaaktype-informatieobjecttypen", zaaktype=closing, informatieobjecttype=document)
    status = {
        name: stub.put("catalogi/statustypen", zaaktype=permit, omschrijving=name, volgnummer=at)
        for at, name in enumerate(STATUSES, 1)
    }
    told = stub.put("catalogi/eigenschappen", zaaktype=permit, naam="bibob_conclusie")
    results = {
        name: stub.put("catalogi/resultaattypen", zaaktype=permit, omschrijving=name)
        for name in ("Geen gevaar", "Ernstig gevaar", "Verleend")
    }
    return Catalogue(url, permit, closing, document, decision, status, told, results)


def zaak(stub: Stub, zaaktype: str, number: str = "ZAAK-2026-0000000001", **more: Any) -> str:
    """Put a zaak of the permits desk into a stub, and return its address."""
    return stub.put(
        "zaken/zaken",
        **{
            "identificatie": number, "bronorganisatie": RSIN, "zaaktype": zaaktype, "startdatum": "2026-11-30",
            "omschrijving": "Vergunning café De Kade (voorbeeld)", **more,
        },
    )  # fmt: skip


def settings_file(stub: Stub, folder: Path, code: str = "GM0453", more: str = "") -> str:
    """Write a file for BAKEN_ZGW that leads to a stub, and return its name."""
    path = folder / "zgw.toml"
    path.write_text(
        f"""
[{code}]
url = "{stub.url}"
client_id = "{stub.client_id}"
secret = "{stub.secret}"
rsin = "{RSIN}"
token = "{TOKEN}"
notifications = "{stub.url}/api/v1"
property = "bibob_conclusie"
{more}
[{code}.statuses]
under_way = "Bibob-onderzoek loopt"
concluded = "Bibob-conclusie bekend"
[{code}.measures.opium_closing]
zaaktype = "SLUITING"
decision = "Sluiting"
document = "Besluit"
""",
        encoding="utf-8",
    )
    path.chmod(0o600)
    return str(path)
