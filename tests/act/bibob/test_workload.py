# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hours on a file, and what screening takes a year beside the hours that there are."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baken.access.facade import opened
from baken.act.bibob.models import Screening
from baken.act.bibob.policies import PURPOSE
from baken.act.bibob.workload import actions, years
from baken.decide.capacity.facade import add_team
from baken.kernel.errors import Denied, Refused

from .builders import World

pytestmark = pytest.mark.django_db


def add(world: World, screening: Screening, hours: str, who: str = "bibob") -> Screening:
    actor = world.actor(who)
    with opened(actor, PURPOSE):
        return actions.add_hours(
            actor=actor, at=world.now, purpose=PURPOSE, screening=world.again(screening), hours=Decimal(hours)
        )


def lines(world: World) -> list[years.Line]:
    actor = world.actor("bibob")
    with opened(actor, PURPOSE):
        return years.lines(actor, PURPOSE, world.day().year - 2)


def test_hours_add_up_and_can_be_taken_back(world: World) -> None:
    screening = world.screening()
    assert add(world, screening, "3.5").hours == Decimal("3.5")
    assert add(world, screening, "2").hours == Decimal("5.5")
    assert add(world, screening, "-5.5").hours == 0


@pytest.mark.parametrize("hours", ["0", "0.3", "81", "-1"])
def test_what_is_no_work_is_refused(world: World, hours: str) -> None:
    screening = world.screening()
    with pytest.raises(Refused):
        add(world, screening, hours)
    assert world.again(screening).hours == 0


@pytest.mark.parametrize("who", ["permits", "mayor", "policy"])
def test_only_who_screens_writes_hours(world: World, who: str) -> None:
    with pytest.raises(Denied):
        add(world, world.screening(), "1", who)


def test_a_year_by_kind_with_hours_of_those_that_have_any(world: World) -> None:
    for scope, hours in (("permit", "10"), ("permit", "20"), ("permit", ""), ("subsidy", "")):
        screening = world.screening(scope=scope, days_ago=0)
        if hours:
            add(world, screening, hours)
    permits, subsidies = lines(world)
    assert (permits.scope, permits.opened, permits.hours, permits.each) == ("permit", 3, Decimal(30), 15.0)
    assert (subsidies.opened, subsidies.each) == (1, None)
    panel = years.panel(lines(world), 1000.0, False, world.day().year)
    assert panel.title.startswith("4 onderzoeken in")
    assert "30 uur" in panel.title
    assert any("1.000 uur per jaar" in note for note in panel.notes)


def test_hours_that_there_are_come_from_the_team_that_screens(world: World) -> None:
    actor = world.actor("bibob")
    assert years.hours_a_year(actor, world.day()) == (None, False)
    values = {
        "kind": "own", "people": 2, "hours_per_week": 64.0, "absence": 12, "kept_free": 0.0, "basis": "counted",
        "basis_note": "formatie",
    }  # fmt: skip
    policy = world.actor("policy")
    for name, skills in (("Bibob", ["bibob-toets"]), ("Boa’s", ["toezicht"])):
        add_team(
            actor=policy,
            at=world.now,
            municipality=world.municipality,
            values={"name": name, "skills": skills, **values},
        )
    available, example = years.hours_a_year(actor, world.day())
    assert available == pytest.approx(64 * 0.88 * 365.25 / 7)
    assert not example


def test_hours_by_page_and_the_block_on_the_list(world: World, client_of: Any) -> None:
    screening = world.screening()
    client, url = client_of("bibob"), f"/uitvoeren/bibob/{screening.reference}/uren/"
    assert client.get(url).status_code == 200
    typed = {"hours": "2.5", "version": world.again(screening).version, "once": "x"}
    assert client.post(url, {**typed, "hours": "0.2"}).status_code == 409
    assert client.post(url, typed).status_code == 302
    assert client.post(url, typed).status_code == 302
    assert world.again(screening).hours == Decimal("2.5")
    assert "2,5 uur tot nu toe" in client.get(screening.get_absolute_url()).content.decode()
    told = client.get("/uitvoeren/bibob/").content.decode()
    assert "Hoeveel werk" in told
    assert client_of("permits").post(url, typed).status_code == 404


def test_the_list_asks_the_same_number_of_queries_whatever_the_work(world: World, client_of: Any) -> None:
    client = client_of("bibob")
    world.screening()
    client.get("/uitvoeren/bibob/")
    with CaptureQueriesContext(connection) as one:
        client.get("/uitvoeren/bibob/")
    for scope in ("permit", "subsidy", "procurement"):
        world.screening(scope=scope)
    with CaptureQueriesContext(connection) as many:
        client.get("/uitvoeren/bibob/")
    assert len(many) == len(one)
