# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Against a real Open Zaak. Only there where OPENZAAK_URL says which one (docs/testing.md): `conftest` leaves it out else.

It makes zaken, documents and decisions that stay, all with numbers that begin with BAKEN-TRIAL.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from baken.access.facade import opened
from baken.act.bibob.models import Standing, Trigger
from baken.act.journeys.zgw import work
from baken.act.journeys.zgw.case_system import CaseSystem, Zaak
from baken.act.journeys.zgw.client import Client, Trouble
from baken.act.journeys.zgw.connection import Connection
from baken.act.journeys.zgw.models import State, ZgwTask
from tests.act.bibob.builders import World
from tests.kernel.towns import do

from .catalogue import RSIN
from .probing import EXPECTED, LEANED_ON, Ground, ask_all
from .trial import LIST, Types, candidates, make_types, root_of, unmake, unreached
from .trying import try_all

TODAY = datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def number() -> str:
    return f"BAKEN-TRIAL-{secrets.token_hex(8)}"


@pytest.fixture(scope="module")
def real() -> Connection:
    """The connection that the environment tells."""
    told = os.environ
    client_id = told.get("OPENZAAK_CLIENT_ID") or told.get("OPENZAAK_CLIENT") or ""
    secret = told.get("OPENZAAK_SECRET") or told.get("OPENZAAK_CLIENT_SECRET") or ""
    assert client_id, "OPENZAAK_CLIENT_ID (or OPENZAAK_CLIENT) must be set too"
    assert secret, "OPENZAAK_SECRET must be set too"
    rsin = told.get("OPENZAAK_RSIN") or RSIN
    return Connection("GM0453", root_of(told["OPENZAAK_URL"]), client_id, secret, rsin, concepts=True)


@pytest.fixture(scope="module")
def system(real: Connection) -> Iterator[CaseSystem]:
    with Client(real) as client:
        wrong = unreached(client)
        assert not wrong, wrong
        yield CaseSystem(client)


@pytest.fixture(scope="module")
def chosen(system: CaseSystem) -> Types:
    """The types to try with: those of OPENZAAK_ZAAKTYPE, else the best that are there and may be used, else our own."""
    wanted = os.environ.get("OPENZAAK_ZAAKTYPE", "")
    refused: list[str] = []
    found = list(candidates(system, TODAY, wanted))
    for types in found if wanted else [one for one in found if one.whole]:
        if _usable(system, types, refused):
            return types
    assert not wanted, (
        f"OPENZAAK_ZAAKTYPE {wanted} can't be used (it must hold today and have two status types): {refused}"
    )
    own = _own(system, refused)
    for types in (own, *found):
        if types is not None and _usable(system, types, refused):
            return types
    if own is not None:
        unmake(system, own)
    raise AssertionError(f"{NOTHING_TO_TRY}\nWhat was tried: {refused}")


NOTHING_TO_TRY = """This Open Zaak has no zaaktype that zaken can be made by, and none can be made: for a published one it must
look a retention class up in the list that it is set to, and it can't (no network?). Do one of these, and try again:
- publish a zaaktype that holds today, with two status types or more (in its admin, or by a fixture);
- let it use concepts (admin: Feature flags, allow unpublished types), and set OPENZAAK_ZAAKTYPE if you like;
- give it a list of its own: docs/testing.md, "Without a network"."""


def _own(system: CaseSystem, refused: list[str]) -> Types | None:
    try:
        return make_types(system, f"-{secrets.token_hex(4)}", os.environ.get("OPENZAAK_LIST", LIST).rstrip("/"))
    except Trouble as trouble:
        refused.append(f"our own: {trouble}")
        return None


def _usable(system: CaseSystem, types: Types, refused: list[str]) -> bool:
    """Whether a zaak can be made by it: a concept can't where those may not be used."""
    try:
        system.make_zaak(types.zaaktype, number(), "Proef van Baken (voorbeeld)", TODAY)
    except Trouble as trouble:
        refused.append(f"{types.zaaktype['identificatie']}: {trouble}")
        return False
    return bool(types.status)


def test_everything_once_and_once_more(system: CaseSystem, chosen: Types) -> None:
    assert chosen.status
    try_all(system, chosen, number(), TODAY)


def test_wrong_questions_are_answered_as_the_stub_does(system: CaseSystem, chosen: Types) -> None:
    """What Baken leans on must be refused. Where another version words the rest otherwise that is told, and the stub is to
    follow; with OPENZAAK_STRICT it fails.
    """
    others = (one for one in candidates(system, TODAY) if one.whole and not one.shares(chosen))
    other = next((one for one in others if _usable(system, one, [])), None)
    found = ask_all(Ground(system, chosen, other, number(), TODAY))
    assert [name for name in LEANED_ON if not found.get(name, "400").startswith("400")] == []
    strange = {name: (told, EXPECTED[name]) for name, told in found.items() if told != EXPECTED[name]}
    assert not strange or not os.environ.get("OPENZAAK_STRICT"), strange
    for name, (told, expected) in strange.items():
        print(f"{name}: {told}, where the stub says {expected}")


def test_a_wrong_secret_is_told_in_words(real: Connection) -> None:
    wrong = Connection("GM0453", real.url, real.client_id, "a-secret-that-nobody-has-set-anywhere", real.rsin)
    with Client(wrong) as client, pytest.raises(Trouble, match="client-id, geheim en rechten"):
        list(
            CaseSystem(client).zaken_of(f"{real.api('catalogi')}/zaaktypen/{'0' * 8}-0000-4000-8000-{'0' * 12}", TODAY)
        )


def test_what_is_not_there(system: CaseSystem) -> None:
    with pytest.raises(Trouble, match="niet of niet meer"):
        system.zaak(f"{system.connection.api('zaken')}/zaken/2f1d2b46-0000-4000-8000-000000000000")


def test_an_application_comes_in_and_its_conclusion_goes_back(
    world: World, system: CaseSystem, chosen: Types, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole way: a zaak of the permits desk is found by comparing, screened, and told."""
    if chosen.value != "geen gevaar":
        chosen = _without_property(chosen)
    zaak = system.make_zaak(chosen.zaaktype, number(), "Vergunning café De Kade (voorbeeld)", TODAY)
    settings = _settings(system.connection, chosen)
    monkeypatch.setattr(work, "connection_of", lambda _municipality: settings)
    _policy(world, str(chosen.zaaktype["identificatie"]))
    work.run(world.municipality, world.now)
    standing = _standing(world, zaak)
    world.screening("concluded", 0, standing=standing)
    with opened(world.system, system=True):
        from baken.act.journeys.zgw import queue

        queue.ask(
            actor=world.system, at=world.now, municipality=world.municipality, kind="tell", subjects=[str(standing.pk)]
        )
    work.run(world.municipality, world.now)
    _nothing_failed(world)
    found = system.client.get(zaak.url)
    status = system.client.get(found["status"])
    assert status["statustype"] == system.named("statustypen", chosen.zaaktype["url"], chosen.status)["url"]
    if chosen.trait:
        rows = list(system.client.pages(f"{zaak.url}/zaakeigenschappen"))
        assert [row["waarde"] for row in rows] == ["geen gevaar"]


def _without_property(types: Types) -> Types:
    from dataclasses import replace

    return replace(types, trait="")


def _settings(real: Connection, types: Types) -> Connection:
    from dataclasses import replace

    return replace(real, statuses={"concluded": types.status}, property=types.trait)


def _policy(world: World, identification: str) -> None:
    line = Trigger(
        municipality=world.municipality, slug="trial", scope="permit", title="Proef", when="always", basis="Proef",
        zaaktypes=[identification], valid_from=date(2020, 1, 1), adopted_on=date(2020, 1, 1),
    )  # fmt: skip
    do(line.save, world.municipality)


def _standing(world: World, zaak: Zaak) -> Standing:
    with opened(world.system, system=True):
        return Standing.objects.get(municipality=world.municipality, zaak=zaak.url)


def _nothing_failed(world: World) -> None:
    with opened(world.system, system=True):
        rows: list[Any] = list(ZgwTask.objects.filter(municipality=world.municipality).exclude(state=State.DONE))
    assert [row.problem for row in rows] == []
