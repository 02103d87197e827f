# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The API gives what the pages show, to the same people, and nothing more."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.django_db
LIST = "/api/v1/cases"


def bearer(key):
    return {"HTTP_AUTHORIZATION": f"Bearer {key}"}


def test_it_works(world, client_of):
    reply = client_of("lead").get(f"{LIST}/{world.case.reference}")
    assert reply.status_code == 200
    assert reply["API-Version"] == "1.0.0"
    assert "no-store" in reply["Cache-Control"]
    told = reply.json()
    assert told["reference"] == world.case.reference
    assert {part["part"] for part in told["parts"]} == {"premises", "signals", "inspections", "police", "decisions"}


@pytest.mark.parametrize("name", ["lead", "police", "housing"])
def test_the_api_gives_exactly_what_the_export_gives(world, client_of, name):
    client = client_of(name)
    export = client.get(f"/uitvoeren/casussen/{world.case.reference}/casus.json")
    if export.status_code == 404:
        export = client.get(world.case.get_absolute_url() + "export.json")
    assert client.get(f"{LIST}/{world.case.reference}").json() == json.loads(export.content)


def test_who_takes_no_part_gets_the_answer_for_what_is_not_there(world, client_of):
    for name in ("police", "mayor", "council", "privacy", "inspector", "oncall"):
        closed = client_of(name).get(f"{LIST}/{world.other.reference}")
        absent = client_of(name).get(f"{LIST}/2099-9999")
        assert (closed.status_code, closed.content) == (absent.status_code, absent.content)
        assert closed.status_code == 404
        assert closed["Content-Type"] == "application/problem+json"


def test_without_account_a_case_is_not_there_and_the_list_asks_for_a_key(world, client):
    assert client.get(f"{LIST}/{world.case.reference}").status_code == 404
    reply = client.get(LIST)
    assert reply.status_code == 401
    assert reply["WWW-Authenticate"] == "Bearer"


def test_a_section_that_one_does_not_see_is_not_there(world, client_of):
    base = f"{LIST}/{world.case.reference}/sections"
    assert client_of("police").get(f"{base}/police").status_code == 200
    assert client_of("police").get(f"{base}/decisions").status_code == 404
    seen = client_of("housing").get(f"{base}/inspections").json()
    assert seen["conclusion"]
    assert seen["entries"] == []
    assert client_of("housing").get(f"{base}/police").status_code == 404


def test_the_list_holds_ones_own_cases_only(world, client_of):
    def listed(name):
        return {case["reference"] for case in client_of(name).get(LIST).json()["cases"]}

    assert listed("lead") == {world.case.reference, world.other.reference}
    assert listed("police") == {world.case.reference}
    assert listed("housing") == {world.case.reference, world.other.reference}
    assert client_of("council").get(LIST).status_code == 404


def test_a_key_opens_what_its_account_and_scope_allow(world, client, key_of):
    row, key = key_of("act.case.view")
    assert client.get(f"{LIST}/{world.case.reference}", **bearer(key)).status_code == 200
    assert client.get(f"{LIST}/{world.barn.reference}", **bearer(key)).status_code == 404
    wrong = [key[:-1] + ("A" if key[-1] != "A" else "B"), key.replace(row.prefix, "0" * 12), "x", "", key.upper()]
    for told in wrong:
        assert client.get(f"{LIST}/{world.case.reference}", **bearer(told)).status_code == 404
        assert client.get(LIST, **bearer(told)).status_code == 401


def test_a_key_without_the_scope_opens_nothing(world, client, key_of):
    _, key = key_of("observe.picture.view")
    assert client.get(f"{LIST}/{world.case.reference}", **bearer(key)).status_code == 404


def test_a_key_that_is_not_valid_is_not_made_good_by_a_session(world, client_of):
    assert client_of("lead").get(f"{LIST}/{world.case.reference}", **bearer("baken_x")).status_code == 404


def test_reading_by_the_api_leaves_a_trace(world, client_of):
    from baken.kernel.models import AuditEntry

    client_of("police").get(f"{LIST}/{world.case.reference}")
    entry = AuditEntry.objects.filter(action="guarded.read").latest("sequence")
    assert entry.kind == "read"
    assert entry.detail["door"] == "api"
    assert entry.actor_id == world.users["police"].id
    assert entry.purpose == "premises_approach"


def test_a_wrong_question_is_told_as_a_problem(world, client_of):
    reply = client_of("lead").get(f"{LIST}?page=x")
    assert reply.status_code == 400
    assert reply["Content-Type"] == "application/problem+json"
    assert reply.json()["invalidParams"]


def test_the_document_says_what_there_is(client):
    told = client.get("/api/v1/openapi.json").json()
    assert told["info"]["version"] == "1.0.0"
    assert {"/api/v1/cases", "/api/v1/cases/{reference}"} <= set(told["paths"])
