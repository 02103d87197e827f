# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A stub of a case system with a catalogue, and who talks with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from baken.act.journeys.zgw.case_system import CaseSystem
from baken.act.journeys.zgw.client import Client
from baken.act.journeys.zgw.connection import Connection, Kinds

from .catalogue import RSIN, TOKEN, Catalogue, fill
from .stub import Stub, serve


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
