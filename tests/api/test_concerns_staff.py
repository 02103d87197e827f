# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Concerns by the API for who has a key or is logged in: passing on, and reading what a desk shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.act.concerns.conftest import client_of, world

from .test_concerns import GOOD, only, post

__all__ = ["client_of", "world"]

pytestmark = pytest.mark.django_db
CONCERNS = "/api/v1/concerns"
TOLD = {**GOOD, "sourceKind": "professional"}


@pytest.fixture
def key_of(world: Any) -> Callable[..., str]:
    """`key_of("act.concern.report")`: a key with that scope, of a service that has a role."""
    from baken.access.accounts.service_tokens import make_token
    from baken.access.facade import RoleAssignment, User
    from tests.kernel.towns import do

    def make(*scope: str, role: str = "undermining_coordinator") -> str:
        user = User.objects.create_user(f"dienst-{role}", None, display_name="Dienst", kind="service")
        row = RoleAssignment(municipality=world.municipality, user=user, role=role, valid_from=date(2020, 1, 1))
        do(row.save)
        return make_token(
            actor=world.system, at=world.now, user=user, name="dienst", scope=scope,
            expires_at=world.now + timedelta(days=30),
        )[1]  # fmt: skip

    return make


def bearer(key: str) -> dict[str, str]:
    return {"HTTP_AUTHORIZATION": f"Bearer {key}"}


def test_a_service_passes_a_report_on(world, key_of):
    key = key_of("act.concern.report")
    reply = post(TOLD, CONCERNS, key="s1", **bearer(key))
    assert reply.status_code == 201, reply.content
    told = reply.json()
    assert set(told) == {"reference", "receiptCode"}
    assert reply["Location"].endswith(f"{CONCERNS}/{told['reference']}")
    again = post(TOLD, CONCERNS, key="s1", **bearer(key))
    assert (again.status_code, again.content) == (201, reply.content)
    assert post({**TOLD, "description": "Anders."}, CONCERNS, key="s1", **bearer(key)).status_code == 422
    kept = only(world)
    assert (kept.channel, kept.source_kind, kept.reported_role) == ("api", "professional", "undermining_coordinator")


def test_a_category_that_is_closed_to_the_public_is_open_to_a_service(world, key_of):
    key = key_of("act.concern.report")
    assert post({**TOLD, "category": "youth-group"}, CONCERNS, **bearer(key)).status_code == 201


def test_without_a_key_or_with_the_wrong_one_nothing_is_passed_on(world, key_of, client_of):
    assert post(TOLD, CONCERNS).status_code == 401
    assert post(TOLD, CONCERNS, client=client_of("coordinator")).status_code == 401  # a session could be forged
    assert post(TOLD, CONCERNS, **bearer("baken_x")).status_code == 401
    assert post(TOLD, CONCERNS, **bearer(key_of("act.concern.view"))).status_code == 404


@pytest.mark.parametrize("more", [{}, {"sourceKind": "iemand"}, {"sourceKind": None}])
def test_a_service_says_who_noticed_it(world, key_of, more):
    assert post({**GOOD, **more}, CONCERNS, **bearer(key_of("act.concern.report"))).status_code == 400


def test_a_desk_reads_its_own_and_nobody_elses(world, client_of):
    mine, other = world.receive("undermining", "Een loods."), world.receive("trafficking-labour", "Een kas.")
    told = client_of("coordinator").get(CONCERNS).json()
    assert told["purpose"] == "signal_undermining"
    assert [one["reference"] for one in told["concerns"]] == [mine.reference]
    assert "loods" not in str(told)
    one = client_of("coordinator").get(f"{CONCERNS}/{mine.reference}").json()
    assert one["description"] == "Een loods."
    for name in ("coordinator", "adviser", "privacy", "fg", "council", "police", "keeper"):
        closed = client_of(name).get(f"{CONCERNS}/{other.reference}")
        absent = client_of(name).get(f"{CONCERNS}/2099-0000-0000")
        assert (closed.status_code, closed.content) == (404, absent.content), name
    assert client_of("officer").get(f"{CONCERNS}/{other.reference}").status_code == 200
    assert Client().get(f"{CONCERNS}/{mine.reference}").status_code == 404
    assert Client().get(CONCERNS).status_code == 401
    assert client_of("council").get(CONCERNS).status_code == 404


def test_a_key_of_a_desk_reads_by_its_scope(world, key_of):
    concern = world.receive("undermining", "Een loods.")
    assert Client().get(f"{CONCERNS}/{concern.reference}", **bearer(key_of("act.concern.view"))).status_code == 200
    assert (
        Client()
        .get(f"{CONCERNS}/{concern.reference}", **bearer(key_of("act.concern.report", role="port_team")))
        .status_code
        == 404
    )


def test_reading_leaves_a_trace_and_never_tells_who_reported(world, client_of):
    from baken.act.concerns.reporting.reports import Contact
    from baken.kernel.models import AuditEntry

    concern = world.receive("undermining", "Een loods.", contact=Contact("Jan de Boer", "jan@voorbeeld.nl"))
    client_of("coordinator").get(CONCERNS)
    reply = client_of("coordinator").get(f"{CONCERNS}/{concern.reference}")
    assert b"Boer" not in reply.content
    assert b"jan@" not in reply.content
    doors = dict(AuditEntry.objects.filter(kind="read").values_list("action", "detail__door"))
    assert doors == {"guarded.listed": "api", "guarded.read": "api"}


def test_the_list_asks_as_much_for_fifty_as_for_one(world, client_of):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        client = client_of("coordinator")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(CONCERNS).status_code == 200
        return len(queries)

    world.receive("undermining", "Een.")
    one = asked()
    for number in range(6):
        world.receive("undermining", f"Nummer {number}.")
    assert asked() == one
    told = client_of("coordinator").get(f"{CONCERNS}?page=2").json()
    assert (told["concerns"], told["nextPage"]) == ([], None)


def test_the_examples_have_the_names_of_real_answers(world, client_of, key_of):
    from baken.api.docs import EXAMPLES

    from .test_docs import names, within

    code = post({**GOOD, "category": "drugs-street"}).json()["receiptCode"]
    post({"text": "Nog iets."}, f"/api/v1/public/concerns/{code}/messages")
    concern = only(world)
    client = client_of("coordinator")
    real = {
        "public_categories": Client().get("/api/v1/public/categories").json(),
        "public_standing": Client().get(f"/api/v1/public/concerns/{code}").json(),
        "concern_list": client.get(CONCERNS).json(),
        "concern": client.get(f"{CONCERNS}/{concern.reference}").json(),
        "concern_report": post(TOLD, CONCERNS, **bearer(key_of("act.concern.report"))).json(),
    }
    for slug, told in real.items():
        told = [one for one in told if one["id"] == "drugs-street"] if slug == "public_categories" else told
        assert within(names(EXAMPLES[slug]), names(told)), slug
