# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A stub of a case system with a catalogue, and who talks with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from baken.act.bibob.models import Trigger
from baken.act.journeys.zgw import client as client_module
from baken.act.journeys.zgw.case_system import CaseSystem
from baken.act.journeys.zgw.client import Client
from baken.act.journeys.zgw.connection import Connection, Kinds
from baken.kernel import moment
from tests.act.bibob.builders import World, build
from tests.kernel.towns import do
from tests.plugins.remembered import remembered_world

from .catalogue import RSIN, TOKEN, Catalogue, fill, settings_file
from .stub import Stub, serve

collect_ignore = [] if os.environ.get("OPENZAAK_URL") else ["test_real_openzaak.py"]
"""That one is for who has an Open Zaak: without one it isn't there at all, so it isn't left out either (docs/testing.md)."""


@pytest.fixture(scope="module")
def served() -> Iterator[Stub]:
    with serve() as stub:
        yield stub


@pytest.fixture
def stub(served: Stub) -> Stub:
    """The stub, as new."""
    served.mend()
    served.rows.clear()
    served.calls.clear()
    served.now = datetime(2026, 12, 1, tzinfo=UTC)  # of moments that tests tell: none is to come
    return served


@pytest.fixture
def catalogue(stub: Stub) -> Catalogue:
    return fill(stub)


@pytest.fixture
def connection(stub: Stub) -> Connection:
    return Connection(
        municipality="GM0453", url=stub.url, client_id=stub.client_id, secret=stub.secret, rsin=RSIN, token=TOKEN,
        notifications=f"{stub.url}/api/v1", property="bibob_conclusie",
        measures={"opium_closing": Kinds("SLUITING", "Sluiting", "Besluit")},
    )  # fmt: skip


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def client(connection: Connection, slept: list[float]) -> Iterator[Client]:
    with Client(connection, sleep=slept.append) as made:
        yield made


@pytest.fixture
def system(client: Client) -> CaseSystem:
    return CaseSystem(client)


def other(connection: Connection, **values: object) -> CaseSystem:
    """A case system reached in another way."""
    return CaseSystem(Client(replace(connection, **values), sleep=lambda _seconds: None))  # type: ignore[arg-type]


@pytest.fixture
def world(db: None) -> World:
    """Velsen with its desks."""
    return remembered_world("bibob.world", build)


@pytest.fixture
def connected(
    world: World, stub: Stub, catalogue: Catalogue, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> World:
    """Velsen, connected to the stub, with a line of Bibob policy for the zaaktype HORECA."""
    monkeypatch.setattr(client_module, "PAUSE", 0.0)
    stub.now = world.now + timedelta(days=60)
    settings.ZGW = settings_file(stub, tmp_path)
    line = Trigger(
        municipality=world.municipality, slug="horeca", scope="permit", title="Horecabedrijf", when="always",
        basis="Beleidsregel Bibob 2026", zaaktypes=["HORECA"], valid_from=date(2024, 1, 1), adopted_on=date(2023, 12, 1),
    )  # fmt: skip
    do(line.save, world.municipality)
    return world


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., datetime]:
    """`later(hours=2)`: it is so much later than when the test began; returns that moment."""
    began = moment.now()

    def go(**span: float) -> datetime:
        at = began + timedelta(**span)
        monkeypatch.setattr(moment, "now", lambda: at)
        return at

    return go
