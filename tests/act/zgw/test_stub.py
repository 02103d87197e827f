# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stub is as strict as the documents that it was made from."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from baken.act.journeys.zgw.client import Client, Trouble

from .catalogue import RSIN, Catalogue, zaak
from .contract import CONTRACT, SOURCE
from .stub import APIS, Stub


@pytest.mark.needs_shared
@pytest.mark.parametrize("name", ["zaken", "catalogi", "notificaties"])
def test_the_contract_is_that_of_the_published_documents(shared_data: Path, name: str) -> None:
    found = hashlib.sha256((shared_data / "fixtures" / "zgw" / SOURCE[name]).read_bytes()).hexdigest()
    assert json.loads(CONTRACT.read_text())[name]["sha256"] == found


def test_versions() -> None:
    assert {name: api["version"][:3] for name, api in APIS.items()} == {
        "zaken": "1.5", "catalogi": "1.3", "documenten": "1.4", "besluiten": "1.1", "notificaties": "1.0",
    }  # fmt: skip


GOOD: dict[str, Any] = {"bronorganisatie": RSIN, "verantwoordelijkeOrganisatie": RSIN, "startdatum": "2026-11-30"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"startdatum": None}, "startdatum: null"),
        ({"startdatum": "30-11-2026"}, "startdatum: invalid"),
        ({"bronorganisatie": "1"}, "bronorganisatie: min_length"),
        ({"omschrijving": "x" * 81}, "omschrijving: max_length"),
        ({"vertrouwelijkheidaanduiding": "secret"}, "vertrouwelijkheidaanduiding: invalid_choice"),
        ({"zaaktype": "no address"}, "zaaktype: bad-url"),
        ({"omschrijfing": "x"}, "omschrijfing: unknown-field"),
    ],
)
def test_what_the_document_forbids_is_refused(
    stub: Stub, catalogue: Catalogue, client: Client, change: dict[str, Any], told: str
) -> None:
    where = f"{stub.url}/zaken/api/v1/zaken"
    client.post(where, {**GOOD, "zaaktype": catalogue.zaaktype})
    with pytest.raises(Trouble, match=told):
        client.post(where, {**GOOD, "zaaktype": catalogue.zaaktype, **change})


def test_a_field_that_must_be_there(stub: Stub, catalogue: Catalogue, client: Client) -> None:
    with pytest.raises(Trouble, match="zaaktype: required"):
        client.post(f"{stub.url}/zaken/api/v1/zaken", GOOD)


def test_a_path_a_question_or_a_method_that_the_document_lacks(
    stub: Stub, catalogue: Catalogue, client: Client
) -> None:
    with pytest.raises(Trouble, match="staat niet"):
        client.get(f"{stub.url}/zaken/api/v1/zaakjes")
    with pytest.raises(Trouble, match="unknown-parameters"):
        client.get(f"{stub.url}/zaken/api/v1/zaken", {"naam": "x"})
    with pytest.raises(Trouble, match="405"):
        client.patch(f"{stub.url}/catalogi/api/v1/zaaktypen/{'0' * 36}/publish", {})


def test_concepts_and_numbers_that_are_taken(stub: Stub, catalogue: Catalogue, client: Client) -> None:
    where = f"{stub.url}/zaken/api/v1/zaken"
    zaak(stub, catalogue.zaaktype, "ZAAK-1")
    with pytest.raises(Trouble, match="identificatie-niet-uniek"):
        client.post(where, {**GOOD, "zaaktype": catalogue.zaaktype, "identificatie": "ZAAK-1"})
    stub.rows[catalogue.zaaktype]["concept"] = True
    with pytest.raises(Trouble, match="not-published"):
        client.post(where, {**GOOD, "zaaktype": catalogue.zaaktype})
