# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the case system in a browser: what failed, trying again, and that it works; on a desktop and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from baken.access.facade import opened
from baken.act.bibob.models import Trigger
from baken.act.journeys.zgw import client, queue, work
from baken.act.journeys.zgw.models import Kind
from baken.kernel import moment
from tests.act.bibob.builders import World, build
from tests.act.zgw.catalogue import fill, settings_file, zaak
from tests.act.zgw.stub import Stub, serve
from tests.kernel.towns import do

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/uitvoeren/zaaksysteem/"


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serve() as made:
        yield made


@pytest.fixture
def world(transactional_db: None, settings: Any, stub: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """Velsen, connected to the stub; one zaak waits to be taken in, and the case system refuses Baken."""
    from baken.access.facade import system_actor
    from baken.registry.facade import found_municipality
    from tests.kernel.emptied import install

    install()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(client, "PAUSE", 0.0)
    town = found_municipality(
        actor=system_actor(None),
        at=datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
        code="GM0453",
        slug="velsen",
        name="Velsen",
    )
    made = build(town)
    stub.now = made.now + timedelta(days=1)
    catalogue = fill(stub)
    settings.ZGW = settings_file(stub, tmp_path)
    line = Trigger(
        municipality=town, slug="horeca", scope="permit", title="Horecabedrijf", when="always", basis="Beleidsregel",
        zaaktypes=["HORECA"], valid_from=date(2024, 1, 1), adopted_on=date(2023, 12, 1),
    )  # fmt: skip
    do(line.save, town)
    with opened(made.system, system=True):
        url = zaak(stub, catalogue.zaaktype)
        queue.ask(actor=made.system, at=moment.now(), municipality=town, kind=Kind.TAKE_IN, subjects=[url])
    stub.fail(status=403, times=99)
    work.run(town, moment.now())
    return made


@pytest.mark.parametrize("width", ["page", "phone"])
def test_what_failed_is_tried_again(
    world: World, stub: Stub, sign_in: Any, axe: Any, request: pytest.FixtureRequest, width: str
) -> None:
    page: Page = request.getfixturevalue(width)
    sign_in(page, world.users["bibob"])
    page.goto(PAGE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Eén taak met het zaaksysteem mislukte")
    expect(page.get_by_text("Controleer client-id, geheim en rechten").first).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    stub.mend()
    page.get_by_role("button", name="Nu opnieuw proberen").click()
    expect(page.get_by_text("Baken probeert het opnieuw")).to_be_visible()
    assert work.run(world.municipality, moment.now()) == 1
    page.goto(PAGE)
    expect(page.get_by_role("heading", level=1)).to_have_text("De verbinding met het zaaksysteem werkt")
    assert axe(page) == []


def test_not_connected(world: World, settings: Any, sign_in: Any, axe: Any, page: Page) -> None:
    settings.ZGW = ""
    sign_in(page, world.users["adviser"])
    page.goto(PAGE)
    expect(page.get_by_role("heading", name="Zo sluit u het aan")).to_be_visible()
    assert axe(page) == []
