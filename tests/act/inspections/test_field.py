# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Findings that were filled in outdoors: what a phone gets along, and what becomes of what it sends."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.access.facade import opened
from baken.act.inspections.models import Checklist, Inspection, Target
from baken.kernel.models import AuditEntry
from baken.privacy.models import ProcessingRecord
from baken.ui.field.sending import Unfit, account_id

from .builders import World
from .finding_world import checklist, kept, photos, picture, targets

ADDRESS, LISTS = "/veld/controle/versturen", "/veld/controle/adressen.json"
KEY = "0b7f6a52-8f43-4a55-9d3c-1f2f8f5f0a11"
There = tuple[World, Inspection, Target]

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(world: World) -> There:
    """An inspection under way with lists for two disciplines, and its first address."""
    checklist(world)
    checklist(world, "environment")
    inspection = world.inspection()
    return world, inspection, targets(world, inspection)[0]


@pytest.fixture
def send(world: World, client_of: Callable[[str], Any]) -> Callable[..., Any]:
    """`send("inspector", {...})`: what the phone of that account sends."""

    def sent(name: str, told: dict[str, Any], *, key: str = KEY, files: tuple[Any, ...] = ()) -> Any:
        return client_of(name).post(
            ADDRESS,
            {"data": json.dumps(told), "file": list(files)},
            headers={"Idempotency-Key": key, "X-Baken-Account": account_id(world.users[name])},
        )

    return sent


def filled(target: Target, discipline: str = "permits", **more: Any) -> dict[str, Any]:
    """What a phone sends of one address."""
    found = Checklist.objects.get(discipline=discipline)
    told = {
        "target": str(target.pk), "list": f"{discipline}:{found.pk}", "outcome": "visited", "a:permit": "not_in_order",
        "n:permit": "verlopen", "a:exits": "in_order",
    }  # fmt: skip
    return {**told, **more}


def reasons(reply: Any) -> set[str]:
    return {reason["code"] for reason in reply.json()["reasons"]}


def offered(client: Any) -> dict[str, Any]:
    """The lists that a phone gets, by the reference of the inspection."""
    return {one["reference"]: one for one in client.get(LISTS).json()["inspections"]}


def test_it_is_received_once_with_photos_and_what_the_phone_said(there: There, send: Callable[..., Any]) -> None:
    world, inspection, target = there
    seen = world.now.isoformat()
    told = filled(target, seen_at=seen, beside="in_order", beside_note="hek is heel", photos_of="i:")
    first, again = (send("inspector", told, files=(picture("Jan.jpg"),)) for _n in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json() == {"reference": inspection.reference}
    rows = kept(world)
    assert {(row.item, row.answer, row.note) for row in rows} == {
        ("permit", "not_in_order", "verlopen"), ("exits", "in_order", ""), ("", "in_order", "hek is heel"),
    }  # fmt: skip
    assert {row.seen_at for row in rows} == {world.now}
    [photo] = photos(world)
    assert (photo.name, photo.finding.item) == ("foto-1.jpg", "")
    assert ProcessingRecord.objects.order_by("id").last().processing_activity_id == "inspections"


def test_a_phone_gets_the_addresses_and_own_lists_of_its_inspections(
    there: There, client_of: Callable[[str], Any]
) -> None:
    _world, inspection, target = there
    found = offered(client_of("inspector"))[inspection.reference]
    assert found["targets"][0]["id"] == str(target.pk)
    assert [one["label"] for one in found["lists"]] == ["Lijst permits"]
    assert [one["slug"] for one in found["lists"][0]["items"]] == ["permit", "exits"]
    assert (found["started"], found["sex_work"]) == (True, False)
    assert target.grounds not in json.dumps(found)
    partner = offered(client_of("environment"))[inspection.reference]
    assert [one["label"] for one in partner["lists"]] == ["Lijst environment"]


def test_a_phone_that_keeps_them_still_gets_nothing_and_leaves_no_trace(
    there: There, client_of: Callable[[str], Any]
) -> None:
    """What is given is traced, once: opening the form again with the same lists costs a phone no bytes and the log no line."""
    world, inspection, _target = there
    client = client_of("inspector")
    first = client.get(LISTS)
    tag = first["ETag"]

    def traces() -> tuple[int, int]:
        return AuditEntry.objects.filter(action="guarded.listed").count(), ProcessingRecord.objects.count()

    before = traces()
    for told in (tag, f"W/{tag}"):
        again = client.get(LISTS, headers={"If-None-Match": told})
        assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "private, no-store")
    assert traces() == before
    other = client_of(world.second_inspector()).get(LISTS, headers={"If-None-Match": tag})
    assert (other.status_code, other.json()["account"] == first.json()["account"]) == (200, False)
    assert traces()[0] == before[0] + 1
    world.force(inspection, title="Andere titel (voorbeeld)")
    changed = client.get(LISTS, headers={"If-None-Match": tag})
    assert (changed.status_code, changed["ETag"] == tag) == (200, False)
    assert traces()[0] == before[0] + 2


def test_what_the_phone_gets_leaves_a_trace(there: There, client_of: Callable[[str], Any]) -> None:
    _world, inspection, _target = there
    reply = client_of("inspector").get(LISTS)
    assert reply["Cache-Control"] == "private, no-store"
    row = AuditEntry.objects.filter(action="guarded.listed").order_by("-sequence").first()
    assert row is not None
    assert str(inspection.guarded_id) in json.dumps(row.detail)


def test_who_takes_no_part_gets_nothing(there: There, client_of: Callable[[str], Any]) -> None:
    for who in ("port", "coordinator", "police", "labour"):  # the first two plan; none of them acts here
        assert offered(client_of(who)) == {}, who
    for who in ("bibob", "council", "mayor", "privacy", "fg", "officer"):
        assert client_of(who).get(LISTS).status_code == 404, who
        assert client_of(who).get("/veld/token").json()["forms"].count("controle") == 0, who
    assert Client().get(LISTS).status_code in (302, 401)


def test_only_inspections_of_today_and_tomorrow_and_those_under_way(
    world: World, client_of: Callable[[str], Any]
) -> None:
    days = {"now": 0, "tomorrow": 1, "later": 3}
    made = {
        name: world.inspection("planned", starts_at=world.now + timedelta(days=n, minutes=5))
        for name, n in days.items()
    }
    past = world.inspection("under_way")
    world.force(past, starts_at=world.now - timedelta(days=2))
    over = world.inspection("under_way")
    world.force(over, status="followed_up")
    draft = world.inspection("draft")
    found = offered(client_of("inspector"))
    assert set(found) == {made["now"].reference, made["tomorrow"].reference, past.reference}
    assert draft.reference not in found
    assert not found[made["now"].reference]["started"]


def test_without_a_list_what_stands_on_none_is_taken(world: World, send: Callable[..., Any], client_of: Any) -> None:
    inspection = world.inspection()
    target = targets(world, inspection)[0]
    [choice] = offered(client_of("inspector"))[inspection.reference]["lists"]
    assert (choice["value"], choice["items"]) == ("permits", [])
    told = {
        "target": str(target.pk),
        "list": "permits",
        "outcome": "visited",
        "beside": "not_in_order",
        "beside_note": "gat",
    }
    assert send("inspector", told).status_code == 201
    assert [(row.item, row.checklist_id, row.note) for row in kept(world)] == [("", None, "gat")]


def test_an_older_version_of_a_list_is_taken_as_it_was_asked(there: There, send: Callable[..., Any]) -> None:
    from baken.act.inspections.checklists.actions import change_checklist

    world, _inspection, target = there
    told = filled(target)
    old = Checklist.objects.get(discipline="permits")
    change_checklist(
        actor=world.actor("port"), at=world.now, checklist=old, seen=old.version, title="Nieuw", branches=["port"],
        items=[{"slug": "other", "question": "Iets anders?", "basis": "", "help": ""}], reason="nieuw",
        valid_from=world.now.date(),
    )  # fmt: skip
    assert send("inspector", told).status_code == 201
    assert {row.question for row in kept(world)} == {"Hangt de vergunning er?", "Zijn de uitgangen vrij?"}


def test_a_partner_sends_for_its_own_discipline_alone(there: There, send: Callable[..., Any]) -> None:
    world, _inspection, target = there
    refused = send("environment", filled(target, "permits"))
    assert (refused.status_code, "other_discipline" in reasons(refused)) == (409, True)
    assert send("environment", filled(target, "environment")).status_code == 201
    assert {row.discipline for row in kept(world)} == {"environment"}


def test_who_does_not_see_the_address_is_told_the_same_as_of_one_that_isnt_there(
    there: There, send: Callable[..., Any]
) -> None:
    world, _inspection, target = there
    hidden = send("police", filled(target))
    nothing = send("police", filled(target) | {"target": "01a22b93-a364-72fa-a81d-47741de9a1f6"}, key="twee")
    assert (hidden.status_code, hidden.content) == (nothing.status_code, nothing.content) == (422, hidden.content)
    assert send("council", filled(target)).status_code == 404
    assert kept(world) == []


def test_the_same_key_with_something_else_is_told(there: There, send: Callable[..., Any]) -> None:
    world, _inspection, target = there
    assert send("inspector", filled(target)).status_code == 201
    other = send("inspector", filled(target, **{"n:permit": "toch niet"}))
    assert (other.status_code, reasons(other)) == (422, {"other_body"})
    assert len(kept(world)) == 2


def test_what_is_no_photo_is_refused(there: There, send: Callable[..., Any]) -> None:
    world, _inspection, target = there
    pdf = SimpleUploadedFile("kade.jpg", b"%PDF-1.7\n", "image/jpeg")
    assert reasons(send("inspector", filled(target), files=(pdf,))) == {"no_picture"}
    assert kept(world) == []


def test_the_page_holds_nothing_of_anybody(there: There, client_of: Callable[[str], Any]) -> None:
    _world, inspection, target = there
    pages = {client_of(who).get("/veld/controle/").content for who in ("inspector", "environment", "council")}
    assert len(pages) == 1
    page = pages.pop().decode()
    assert inspection.title not in page
    assert target.address not in page


def test_the_lists_cost_the_same_however_many_there_are(there: There, client_of: Callable[[str], Any]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    world, _inspection, _target = there
    client = client_of("inspector")

    def asked(number: int) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert len(client.get(LISTS).json()["inspections"]) == number
        return len(seen)

    asked(1)
    one = asked(1)
    for _n in range(3):
        world.inspection()
    assert asked(4) <= one


VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.lists(st.text(max_size=4), max_size=3)
NAMES = (
    "target",
    "list",
    "outcome",
    "entered",
    "seen_at",
    "photos_of",
    "beside",
    "beside_note",
    "a:permit",
    "n:permit",
    "a:",
)
KNOWN = ("permits", "visited", "in_order", "consent", "2026-01-01", "0001-01-01T00:00:00+00:00", "\ud800", "i:permit")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    told=st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=6), VALUES | st.sampled_from(KNOWN)),
    there_too=st.booleans(),
)
def test_whatever_is_sent_is_kept_or_told_why_not(there: There, told: dict[str, Any], there_too: bool) -> None:
    from django.db import transaction

    from baken.act.inspections.field.sending import sending_of
    from baken.act.inspections.findings.receiving import receive
    from baken.act.inspections.policies import PURPOSE
    from baken.kernel.errors import Refused

    world, _inspection, target = there
    actor = world.actor("inspector")
    if there_too:
        told = {**filled(target), **told, "target": str(target.pk)}
    with transaction.atomic():
        try:
            with opened(actor, PURPOSE):
                found = sending_of(actor, told)
                receive(actor=actor, at=world.now, purpose=PURPOSE, target=found.target, sending=found.sending, key=KEY)
        except (Unfit, Refused) as refused:
            told_why = [reason.text for reason in refused.reasons]
        else:
            told_why = ["kept"]
        transaction.set_rollback(True)
    assert told_why
    assert all(told_why)
