# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the test of a real Open Zaak does, done on the stub: what it sends is held to the published documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import httpx
import pytest

from baken.act.journeys.zgw.case_system import CaseSystem
from baken.act.journeys.zgw.client import Client, Trouble
from baken.act.journeys.zgw.connection import Connection

from .catalogue import Catalogue
from .probing import EXPECTED, Ground, ask_all
from .stub import Stub
from .trial import OWN, candidates, make_types, root_of, unmake, unreached
from .trial_list import HANDLED, PROCESS, RETAINED
from .trial_list import serve as serve_list
from .trying import try_all

ON = date(2026, 11, 30)


def test_types_are_made_and_used(stub: Stub, system: CaseSystem) -> None:
    made = make_types(system)
    assert made.whole
    assert not made.zaaktype["concept"]
    assert made.status == "Bibob-onderzoek loopt"
    assert [one.zaaktype["identificatie"] for one in candidates(system, ON)] == [OWN]
    try_all(system, made, "BAKEN-TRIAL-1", ON)


def test_types_that_are_there_are_taken(stub: Stub, catalogue: Catalogue, system: CaseSystem) -> None:
    found = list(candidates(system, ON))
    assert found[0].zaaktype["identificatie"] == "HORECA"
    assert [one.zaaktype["identificatie"] for one in candidates(system, ON, "HORECA")] == ["HORECA"]


def test_the_stub_answers_wrong_questions_as_open_zaak_does(stub: Stub, system: CaseSystem) -> None:
    stub.all_rights, stub.now = True, None
    try:
        given = (system, make_types(system), make_types(system, "-2"), "BAKEN-TRIAL-1", datetime.now(UTC).date())
        assert ask_all(Ground(*given)) == EXPECTED
    finally:
        stub.all_rights = False


def test_what_is_closed_stays_closed_for_whom_has_the_rights_that_we_ask_for(stub: Stub, system: CaseSystem) -> None:
    types = make_types(system)
    zaak = system.make_zaak(types.zaaktype, "BAKEN-TRIAL-1", "Proef", ON)
    stub.rows[zaak.url]["einddatum"] = "2026-11-30"
    with pytest.raises(Trouble, match="client-id, geheim en rechten"):
        system.set_status(zaak, types.status, datetime(2026, 11, 30, 12, tzinfo=UTC))


def test_types_that_cannot_be_published_are_taken_away(stub: Stub, system: CaseSystem) -> None:
    stub.fail(status=400, times=1, at="POST /catalogi/api/v1/resultaattypen")
    made = make_types(system)
    assert made.zaaktype["concept"]
    unmake(system, made)
    assert [stub.of(f"catalogi/{kind}") for kind in ("zaaktypen", "besluittypen", "informatieobjecttypen")] == [
        [],
        [],
        [],
    ]


@pytest.mark.parametrize("told", ["", "/", "/zaken/api/v1/", "/catalogi/api/v1", "/documenten", "//"])
def test_the_root_is_found_from_what_somebody_gives(told: str) -> None:
    assert root_of(f"http://localhost:8000/openzaak{told}") == "http://localhost:8000/openzaak"


def test_why_nothing_answers_is_told(stub: Stub, catalogue: Catalogue, connection: Connection) -> None:
    def told(**values: str) -> str:
        with Client(replace(connection, **values), sleep=lambda _seconds: None) as client:
            return unreached(client)

    assert told() == ""
    assert "knows no such client id and secret" in told(secret="another-secret-that-is-long-enough-too")
    assert "OPENZAAK_URL must be the root" in told(url=f"{stub.url}/nothing")
    assert "no Open Zaak answers" in told(url="http://127.0.0.1:9")
    stub.put("catalogi/catalogussen", domein="X", url="http://openzaak:8000/catalogi/api/v1/catalogussen/1")
    assert "set OPENZAAK_URL to that" in told()


def test_the_list_for_a_trial_without_a_network_has_what_types_name() -> None:
    with serve_list() as root:
        for path, has in ((PROCESS, "procesobject"), (RETAINED, "waardering"), (HANDLED, "omschrijving")):
            found = httpx.get(f"{root}{path}", trust_env=False).json()
            assert found["url"] == f"{root}{path}"
            assert has in found
        assert httpx.get(f"{root}{RETAINED}", trust_env=False).json()["procesType"] == f"{root}{PROCESS}"
        assert httpx.get(f"{root}/nothing", trust_env=False).status_code == 404
