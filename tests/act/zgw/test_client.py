# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Talking with a case system, good and bad days."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta

import jwt
import pytest

from baken.act.journeys.zgw import client as module
from baken.act.journeys.zgw.case_system import CaseSystem, Paper
from baken.act.journeys.zgw.client import Client, Trouble, token_of
from baken.act.journeys.zgw.connection import Connection

from .catalogue import STATUSES, Catalogue, zaak
from .conftest import other
from .stub import Stub

AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
PAPER = Paper(
    "BAKEN-D-1", "Besluit tot sluiting", "besluit.pdf", b"%PDF-1.7 decision", "application/pdf", date(2026, 11, 30)
)


def test_a_token_says_who_and_lasts_two_minutes(connection: Connection) -> None:
    claims = jwt.decode(token_of(connection, time.time()), connection.secret, algorithms=["HS256"])
    assert (claims["iss"], claims["client_id"], claims["user_id"], claims["user_representation"]) == (
        "baken", "baken", "Baken", "Baken",
    )  # fmt: skip
    assert claims["exp"] - time.time() <= module.LIFE
    assert claims["iat"] <= time.time() - module.SKEW + 1


def test_without_the_extra_it_says_what_to_install(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jwt", None)
    with pytest.raises(Trouble, match=r"baken\[zgw\]"):
        token_of(connection, time.time())


def test_nothing_of_it_is_loaded_at_the_start() -> None:
    """Neither the extra nor http: the pages of others don't wait for it."""
    told = "import django, sys; django.setup(); print(sorted({'jwt', 'httpx'} & set(sys.modules)))"
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "baken.config.settings"}
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.strip() == "[]"


def test_a_zaak_is_read_with_its_zaaktype(stub: Stub, catalogue: Catalogue, system: CaseSystem) -> None:
    found = system.zaak(zaak(stub, catalogue.zaaktype))
    assert (found.identification, found.closed) == ("ZAAK-2026-0000000001", False)
    assert system.zaaktype(found.zaaktype)["identificatie"] == "HORECA"
    system.zaaktype(found.zaaktype)
    assert sum("zaaktypen" in call.path for call in stub.calls) == 1


def test_a_wrong_secret_is_told_in_words_and_asked_once(
    stub: Stub, catalogue: Catalogue, connection: Connection
) -> None:
    with pytest.raises(Trouble, match="client-id, geheim en rechten") as caught:
        other(connection, secret="another-secret-that-is-long-enough-too").zaak(zaak(stub, catalogue.zaaktype))
    assert not caught.value.again
    assert len(stub.calls) == 1


def test_only_addresses_of_the_own_case_system_are_asked(stub: Stub, system: CaseSystem) -> None:
    for url in (
        "https://elsewhere.example/zaken/api/v1/zaken/2f1d2b46-0000-4000-8000-000000000000",
        f"{stub.url}/zaken/api/v1/zaken/../../../admin",
        f"{stub.url}/zaken/api/v1/statussen/2f1d2b46-0000-4000-8000-000000000000",
        f"{stub.url}/zaken/api/v1/zaken/",
        f"{stub.url}.evil.example/zaken/api/v1/zaken/1",
    ):
        with pytest.raises(Trouble):
            system.zaak(url)
    assert stub.calls == []


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_reading_is_tried_again(
    stub: Stub, catalogue: Catalogue, system: CaseSystem, slept: list[float], status: int
) -> None:
    url = zaak(stub, catalogue.zaaktype)
    stub.fail(status=status, times=2)
    assert system.zaak(url).identification
    assert len(slept) == 2
    assert 0.3 <= slept[0] < slept[1] < 1


def test_after_three_tries_it_is_left_to_the_queue(stub: Stub, catalogue: Catalogue, system: CaseSystem) -> None:
    url = zaak(stub, catalogue.zaaktype)
    stub.fail(status=503, times=9)
    with pytest.raises(Trouble, match="storing") as caught:
        system.zaak(url)
    assert caught.value.again
    assert len(stub.calls) == 3


def test_a_server_that_asks_for_patience_gets_it(
    stub: Stub, catalogue: Catalogue, system: CaseSystem, slept: list[float]
) -> None:
    url = zaak(stub, catalogue.zaaktype)
    stub.fail(status=429, later="2")
    system.zaak(url)
    assert slept == [2.0]
    stub.fail(status=429, later="600")
    with pytest.raises(Trouble):
        system.zaak(url)
    assert slept == [2.0]


def test_a_line_that_breaks_is_tried_again(stub: Stub, catalogue: Catalogue, system: CaseSystem) -> None:
    url = zaak(stub, catalogue.zaaktype)
    stub.drop()
    assert system.zaak(url).identification


def test_nobody_there() -> None:
    gone = Connection("GM0453", "http://127.0.0.1:9", "baken", "s" * 32, "000000000")
    with Client(gone, sleep=lambda _s: None) as client, pytest.raises(Trouble, match="niet te bereiken") as caught:
        client.get(f"{gone.api('zaken')}/zaken")
    assert caught.value.again
    assert not caught.value.sent


def test_slow_and_endless_answers_are_given_up(
    stub: Stub, catalogue: Catalogue, system: CaseSystem, monkeypatch: pytest.MonkeyPatch, connection: Connection
) -> None:
    url = zaak(stub, catalogue.zaaktype)
    monkeypatch.setattr(module, "WAIT", 0.1)
    stub.delay(0.4, times=3)
    with pytest.raises(Trouble, match="te langzaam"):
        other(connection).zaak(url)
    stub.mend()
    monkeypatch.setattr(module, "MAX_BYTES", 10)
    with pytest.raises(Trouble, match="te langzaam"):
        system.zaak(url)


@pytest.mark.parametrize("body", [b"<html>", b"[", b"", b"[1, 2]", b'{"results": 3}'])
def test_an_answer_that_is_no_answer(stub: Stub, system: CaseSystem, body: bytes) -> None:
    stub.fail(status=200, body=body, times=9)
    with pytest.raises(Trouble):
        system.zaak(f"{stub.url}/zaken/api/v1/zaken/2f1d2b46-0000-4000-8000-000000000000")
    with pytest.raises(Trouble):
        system.versions("HORECA")


def test_lists_are_read_to_their_end(stub: Stub, catalogue: Catalogue, system: CaseSystem) -> None:
    for at in range(8):
        zaak(stub, catalogue.zaaktype, f"ZAAK-{at}")
    zaak(stub, catalogue.closing, "ZAAK-OTHER")
    zaak(stub, catalogue.zaaktype, "ZAAK-OLD", registratiedatum="2020-01-01")
    found = [one.identification for one in system.zaken_of(catalogue.zaaktype, date(2026, 1, 1))]
    assert found == [f"ZAAK-{at}" for at in range(8)]


def test_the_next_page_can_not_lead_elsewhere(stub: Stub, system: CaseSystem) -> None:
    stub.fail(status=200, body=b'{"results": [], "next": "https://elsewhere.example/zaken?page=2"}')
    with pytest.raises(Trouble, match="ander adres"):
        system.versions("HORECA")


def test_what_an_answer_refers_to_is_changed_nowhere_else(stub: Stub, catalogue: Catalogue, system: CaseSystem) -> None:
    """No answer has Baken write, signed in, to an address that nobody set."""
    found = system.zaak(zaak(stub, catalogue.zaaktype))
    row = {"url": "https://elsewhere.example/x", "eigenschap": catalogue.property, "waarde": ""}
    stub.fail(status=200, at="zaakeigenschappen", body=json.dumps([row]).encode())
    with pytest.raises(Trouble, match="ander adres"):
        system.set_property(found, "bibob_conclusie", "geen gevaar")


def test_the_version_of_the_day(catalogue: Catalogue, system: CaseSystem) -> None:
    assert system.valid("HORECA", date(2026, 11, 30))["url"] == catalogue.zaaktype
    assert system.valid("HORECA", date(2023, 12, 31))["url"] != catalogue.zaaktype
    with pytest.raises(Trouble, match="niet gepubliceerd"):
        system.valid("UNKNOWN", date(2026, 11, 30))


def test_a_status_is_set_once_also_when_the_answer_is_lost(
    stub: Stub, catalogue: Catalogue, system: CaseSystem
) -> None:
    found = system.zaak(zaak(stub, catalogue.zaaktype))
    stub.drop(at="POST")
    with pytest.raises(Trouble) as caught:
        system.set_status(found, STATUSES[1], AT)
    assert caught.value.sent
    system.set_status(found, STATUSES[1], AT)
    assert len(stub.of("zaken/statussen")) == 1
    system.set_status(found, STATUSES[1], AT + timedelta(minutes=1))
    assert len(stub.of("zaken/statussen")) == 2


def test_the_last_status_is_the_departments(stub: Stub, catalogue: Catalogue, system: CaseSystem) -> None:
    with pytest.raises(Trouble, match="sluit de zaak"):
        system.set_status(system.zaak(zaak(stub, catalogue.zaaktype)), STATUSES[-1], AT)
    assert stub.of("zaken/statussen") == []


def test_a_property_is_set_and_changed(stub: Stub, catalogue: Catalogue, system: CaseSystem) -> None:
    found = system.zaak(zaak(stub, catalogue.zaaktype))
    for value in ("geen gevaar", "geen gevaar", "ernstig gevaar"):
        system.set_property(found, "bibob_conclusie", value)
    assert [row["waarde"] for row in stub.of("zaken/zaakeigenschappen")] == ["ernstig gevaar"]


def test_a_result_is_set_changed_and_never_taken_from_the_department(
    stub: Stub, catalogue: Catalogue, system: CaseSystem
) -> None:
    ours = frozenset({"Geen gevaar", "Ernstig gevaar"})
    found = system.zaak(zaak(stub, catalogue.zaaktype))
    for name in ("Geen gevaar", "Geen gevaar", "Ernstig gevaar"):
        system.set_result(found, name, ours)
    assert [row["resultaattype"] for row in stub.of("zaken/resultaten")] == [catalogue.results["Ernstig gevaar"]]
    stub.of("zaken/resultaten")[0]["resultaattype"] = catalogue.results["Verleend"]
    with pytest.raises(Trouble, match="verandert dat niet"):
        system.set_result(found, "Geen gevaar", ours)


def register(system: CaseSystem) -> tuple[str, str, str]:
    zaaktype = system.valid("SLUITING", date(2026, 11, 30))
    made = system.make_zaak(zaaktype, "BAKEN-1", "Bestuurlijke maatregel", date(2026, 11, 30))
    document = system.put_document(made, zaaktype, "Besluit", PAPER)
    days = {"datum": date(2026, 11, 30), "ingangsdatum": date(2026, 12, 1), "vervaldatum": None}
    return made.url, document, system.make_decision(made, zaaktype, "Sluiting", "BAKEN-B-1", days, document)


OWN = (
    "zaken/zaken",
    "documenten/enkelvoudiginformatieobjecten",
    "zaken/zaakinformatieobjecten",
    "besluiten/besluiten",
    "besluiten/besluitinformatieobjecten",
)


@pytest.mark.parametrize("lost", range(6))
@pytest.mark.parametrize("done", [True, False])
def test_a_decision_is_registered_once_whichever_answer_is_lost(
    stub: Stub, catalogue: Catalogue, system: CaseSystem, lost: int, done: bool
) -> None:
    kinds = (
        "/zaken/api/v1/zaken",
        "enkelvoudig",
        "zaakinformatie",
        "besluiten/api/v1/besluiten",
        "besluitinformatie",
        "",
    )
    if kinds[lost]:
        stub.drop(at=f"POST {kinds[lost]}" if kinds[lost][0] == "/" else kinds[lost], done=done, times=3)
        with pytest.raises(Trouble):
            register(system)
        stub.mend()
    first = register(system)
    assert register(system) == first
    assert [len(stub.of(kind)) for kind in OWN] == [1] * 5
    document = stub.of(OWN[1])[0]
    assert document["vertrouwelijkheidaanduiding"] == "zaakvertrouwelijk"
    assert stub.of(OWN[3])[0]["zaak"] == first[0]


def test_a_type_that_isnt_there_is_told_by_name(stub: Stub, catalogue: Catalogue, system: CaseSystem) -> None:
    stub.rows[catalogue.decision]["concept"] = True
    with pytest.raises(Trouble, match="Sluiting"):
        register(system)


def test_what_is_refused_is_told_without_what_was_sent(stub: Stub, catalogue: Catalogue, system: CaseSystem) -> None:
    secret = "Jan Jansen"
    body = b'{"code":"invalid","invalidParams":[{"name":"omschrijving","code":"max_length","reason":"Jan Jansen <x>"}]}'
    stub.fail(status=400, body=body, at="POST")
    with pytest.raises(Trouble) as caught:
        register(system)
    assert "omschrijving: max_length" in str(caught.value)
    assert secret not in str(caught.value)
    assert not caught.value.again


def test_nothing_of_what_is_asked_is_logged(
    stub: Stub, catalogue: Catalogue, system: CaseSystem, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        system.zaak(zaak(stub, catalogue.zaaktype))
    assert caplog.text == ""


def test_a_subscription_is_made_once(stub: Stub, system: CaseSystem, connection: Connection) -> None:
    first = system.subscribe("https://baken.example/zgw/notificaties")
    assert system.subscribe("https://baken.example/zgw/notificaties") == first
    [made] = stub.of("notificaties/abonnement")
    assert made["auth"] == connection.token
