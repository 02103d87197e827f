# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is shared into another register tells nobody in the case that the other case is there; supervision sees the act."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from baken.access.facade import RoleAssignment, opened, system_actor
from baken.act.cases import facade as cases
from baken.act.cases import models
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import AuditEntry

from .builders import ALL, WPG, World, add
from .test_pages import home, text

LIST = "/toezicht/delingen/"


def also(world: World, name: str, role: str) -> None:
    @action
    def assign(*, actor: Any, at: Any) -> None:
        RoleAssignment(
            municipality=world.municipality, user=world.users[name], role=role, valid_from=date(2020, 1, 1)
        ).save()
        audit.record("test.assigned", world.municipality)

    assign(actor=system_actor(world.municipality), at=world.now)


@pytest.fixture
def crossed(world: World) -> Any:
    """Something of the case shared by its lead into the barn's case, which stands in the Wpg register."""
    also(world, "lead", "youth_officer")
    lead = world.actor("lead")
    with opened(lead, WPG):
        barn = models.Case.objects.select_related("guarded__vault").get(pk=world.barn.pk)
    return world.act(
        "lead", cases.share, actor=lead, case=world.case, part="inspections", what="Vuurwerk gezien", other=barn,
        other_purpose=WPG, basis="Wegens gevaar, Wpg 16",
    )  # fmt: skip


def doors(client: Any, case: Any) -> str:
    paths = ("", "onderdeel/inspections/", "tijdlijn/", "casus.json", "casus.csv")
    api = (f"/api/v1/cases/{case.reference}", f"/api/v1/cases/{case.reference}/sections/inspections")
    return "".join(client.get(path).content.decode() for path in (*(f"{home(case)}{path}" for path in paths), *api))


def test_who_takes_part_sees_nothing_of_a_crossing(world: World, client_of: Callable[..., Any], crossed: Any) -> None:
    add(world, world.case, role="inspector", **ALL)
    for name in ("police", "inspector"):
        told = doors(client_of(name), world.case)
        assert "noteinspections2" in told
        for word in (world.barn.reference, "Schuur", "Investigation", "Vuurwerk gezien", "Wpg 16"):
            assert word not in told, (name, word)
    told = doors(client_of("lead"), world.case)
    for word in (world.barn.reference, "Investigation", "Vuurwerk gezien"):
        assert word in told, word
    assert "Schuur" not in told


def test_another_who_leads_the_case_learns_the_register_and_not_the_case(
    world: World, client_of: Callable[..., Any], crossed: Any
) -> None:
    also(world, "inspector", "undermining_coordinator")
    told = doors(client_of("inspector"), world.case)
    assert "Vuurwerk gezien" in told
    assert world.barn.reference not in told


def test_nothing_of_a_crossing_stands_readable(world: World, crossed: Any) -> None:
    with opened(system_actor(world.municipality), system=True), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cases_sharing")
        held = str(cursor.fetchall())
    for word in (world.barn.reference, "Investigation", "Vuurwerk", "Wpg 16"):
        assert word not in held
    for row in AuditEntry.objects.filter(action__in=["case.shared", "case.received"]):
        told = f"{row.detail} {row.basis}"
        for word in ("Wpg 16", "Vuurwerk", "Investigation", world.barn.reference):
            assert word not in told, row.action
    shared = AuditEntry.objects.get(action="case.shared")
    assert set(shared.detail) == {"part", "sharing", "partner", "covenant", "to_vault"}


@pytest.mark.parametrize("name", ["privacy", "fg"])
def test_supervision_sees_the_acts_and_never_what_was_shared(
    world: World, client_of: Callable[..., Any], crossed: Any, name: str
) -> None:
    if name == "fg":
        also(world, "mayor", "data_protection_officer")
    client = client_of("privacy" if name == "privacy" else "mayor")
    page = client.get(LIST)
    assert page.status_code == 200
    table = client.get(f"{LIST}delingen.csv").content.decode()
    for told in (text(page), table):
        for word in (world.case.reference, "Premises", "Investigation", "Wegens gevaar, Wpg 16", "lead (voorbeeld)"):
            assert word in told, word
        for word in ("Vuurwerk gezien", "Loods Voorbeeldkade", "Schuur"):
            assert word not in told, word
    rows = list(csv.reader(io.StringIO(table.lstrip("\ufeff")), delimiter=";"))
    assert len(rows) == 2
    assert AuditEntry.objects.filter(action="sharings.exported").count() == 1


@pytest.mark.parametrize("name", ["lead", "inspector", "police", "council", "oncall"])
def test_others_have_no_such_list(world: World, client_of: Callable[..., Any], name: str) -> None:
    assert client_of(name).get(LIST).status_code == 404
    assert client_of(name).get(f"{LIST}delingen.csv").status_code == 404


def test_the_list_asks_a_fixed_number_of_questions(
    world: World, client_of: Callable[..., Any], crossed: Any, django_assert_num_queries: Any
) -> None:
    from django.test.utils import CaptureQueriesContext

    client = client_of("privacy")
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for _number in range(3):
        world.act(
            "lead", cases.share, case=world.case, part="premises", what="x", basis="AVG 6",
            partner=world.partners["police"],
        )  # fmt: skip
    with django_assert_num_queries(len(few)):
        client.get(LIST)
