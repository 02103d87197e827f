# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""`baken zgw`, and the line on the home page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from baken.act.journeys.facade import case_system_command
from tests.act.bibob.builders import World
from tests.plugins.remembered import logged_in

from .catalogue import Catalogue, zaak
from .stub import Stub
from .test_page import ask, fail_all


def test_check_says_that_all_is_well(connected: World) -> None:
    assert case_system_command("check", connected.now) == (0, ["all is well"])


def test_check_names_what_is_missing(connected: World, stub: Stub, catalogue: Catalogue) -> None:
    del stub.rows[catalogue.property]
    del stub.rows[catalogue.decision]
    stub.rows[catalogue.status["Bibob-conclusie bekend"]]["volgnummer"] = 9
    status, lines = case_system_command("check", connected.now)
    assert status == 1
    told = "\n".join(lines)
    for name in ("bibob_conclusie", "Sluiting", "Bibob-conclusie bekend is the last status"):
        assert name in told


def test_check_without_a_line(connected: World, stub: Stub) -> None:
    stub.fail(status=403, times=99)
    status, lines = case_system_command("check", connected.now)
    assert status == 1
    assert "rechten" in lines[0]


def test_compare_and_subscribe(connected: World, stub: Stub, catalogue: Catalogue) -> None:
    zaak(stub, catalogue.zaaktype)
    assert case_system_command("compare", connected.now) == (0, ["compared: 1"])
    assert case_system_command("subscribe", connected.now) == (0, ["all is well"])
    assert stub.of("notificaties/abonnement")[0]["callbackUrl"].endswith("/zgw/notificaties")


@pytest.mark.parametrize("what", ["check", "compare", "subscribe"])
def test_without_a_case_system(world: World, settings: Any, what: str) -> None:
    settings.ZGW = ""
    assert case_system_command(what, world.now)[0] == 2
    settings.ZGW = "/nowhere/zgw.toml"
    assert case_system_command(what, world.now)[0] == 2


def test_the_home_page_tells_who_looks_after_it(connected: World) -> None:
    ask(connected, "take_in", "https://a.example/1")
    fail_all(connected)
    assert "1 taak met het zaaksysteem mislukte" in logged_in(connected.users["bibob"]).get("/").text
    assert "zaaksysteem mislukte" not in logged_in(connected.users["adviser"]).get("/").text


def test_who_looks_after_both_sides_finds_the_page_once(world: World) -> None:
    from baken.access.facade import RoleAssignment
    from tests.kernel.towns import do

    row = RoleAssignment(
        municipality=world.municipality, user=world.users["bibob"], role="legal_adviser", valid_from=date(2020, 1, 1)
    )
    do(row.save, world.municipality)
    assert logged_in(world.users["bibob"]).get("/").text.count('href="/uitvoeren/zaaksysteem/"') == 1
