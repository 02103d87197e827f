# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A signal that was filled in outdoors: what the phone gets to choose from, and what becomes of what it sends."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from baken.act.concerns.models import Attachment, Concern
from baken.privacy.models import ProcessingRecord
from baken.ui.field.sending import account_id

from .builders import World

ADDRESS = "/veld/signaal/versturen"
KEY = "0b7f6a52-8f43-4a55-9d3c-1f2f8f5f0a11"
TOLD = {"category": "drugs-street", "description": "Twee mannen dealen bij de loods.", "source": "control"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(world: World, client_of: Callable[[str], Any]) -> Callable[..., Any]:
    """`send("port", {...})`: what the phone of that account sends."""

    def sent(name: str, told: dict[str, Any], *, key: str = KEY, files: tuple[bytes, ...] = ()) -> Any:
        parts = [SimpleUploadedFile("kade.jpg", content, "image/jpeg") for content in files]
        return client_of(name).post(
            ADDRESS,
            {"data": json.dumps(told), "file": parts},
            headers={"Idempotency-Key": key, "X-Baken-Account": account_id(world.users[name])},
        )

    return sent


def kept(world: World) -> list[Concern]:
    """Everything that was received."""
    from baken.access.facade import opened

    with opened(world.system, system=True):
        return list(Concern.objects.select_related("vault").order_by("id"))


def reasons(reply: Any) -> list[str]:
    return [reason["code"] for reason in reply.json()["reasons"]]


def photo() -> bytes:
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "Geheime camera"
    Image.new("RGB", (40, 20), (120, 90, 60)).save(made, "JPEG", exif=exif)
    return made.getvalue()


def test_it_is_received_once_with_what_was_told(world: World, send: Callable[..., Any]) -> None:
    told = TOLD | {"q:how_often": "daily", "q:when": "na vieren", "q:zomaar": "x", "lon": "4.6", "lat": "52.46"}
    first, again = send("port", told, files=(photo(),)), send("port", told, files=(photo(),))
    assert (first.status_code, again.status_code) == (201, 201)
    [it] = kept(world)
    assert first.json() == again.json() == {"reference": it.reference}
    assert (it.channel, it.source_kind, it.vault.slug) == ("field", "own_control", "signals-nuisance")
    assert (it.place_kind, it.point, it.reported_by_id) == ("map", "4.600000,52.460000", world.users["port"].pk)
    assert [(one["slug"], one["answer"]) for one in json.loads(it.answers)] == [
        ("how_often", "elke dag"),
        ("when", "na vieren"),
    ]


def test_the_photo_is_kept_without_what_the_camera_wrote(world: World, send: Callable[..., Any]) -> None:
    from baken.access.facade import opened
    from baken.kernel.papers.sealed import open_sealed

    assert send("port", TOLD, files=(photo(), photo())).status_code == 201
    with opened(world.system, system=True):
        rows = list(Attachment.objects.all())
        content = open_sealed(rows[0])
    assert [(row.name, row.media_type) for row in rows] == [("kade.jpg", "image/jpeg")] * 2
    assert content.startswith(b"\xff\xd8")
    assert b"Geheime" not in content


def test_what_does_not_begin_as_a_photo_is_not_gone_through(
    world: World, send: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from baken.kernel.papers import kept as papers

    monkeypatch.setattr(papers, "examine", lambda upload: pytest.fail("gone through"))
    reply = send("port", TOLD, files=(b"%PDF-1.7\n" + b"/" * 1_000,))
    assert (reply.status_code, reasons(reply)) == (409, ["no_picture"])
    assert kept(world) == []


def test_the_same_key_with_something_else_is_told(world: World, send: Callable[..., Any]) -> None:
    assert send("port", TOLD).status_code == 201
    other = send("port", TOLD | {"description": "Iets anders"})
    assert (other.status_code, reasons(other)) == (422, ["other_body"])
    assert len(kept(world)) == 1


@pytest.mark.parametrize(
    ("source", "kind"), [("control", "own_control"), ("seen", "professional"), ("heard", "professional")]
)
def test_who_reports_says_how_it_was_noticed(world: World, send: Callable[..., Any], source: str, kind: str) -> None:
    assert send("port", TOLD | {"source": source}).status_code == 201
    assert [it.source_kind for it in kept(world)] == [kind]


def test_a_category_that_asks_it_itself_isnt_asked_twice(
    world: World, send: Callable[..., Any], client_of: Callable[[str], Any]
) -> None:
    from tests.kernel.towns import do

    category = world.categories["undermining"]
    options = [{"slug": "told", "label": {"nl": "gehoord"}}]
    options += [{"slug": "inspection", "own_control": True, "label": {"nl": "bij een controle"}}]
    category.questions = [
        {
            "slug": "heard_how",
            "kind": "choice",
            "channels": ["staff", "field"],
            "label": {"nl": "Hoe?"},
            "options": options,
        }
    ]
    do(category.save)
    lists = client_of("port").get("/veld/signaal/categorieen.json").json()
    asked = {one["slug"]: one for group in lists["groups"] for one in group["categories"]}
    assert [asked[slug]["source"] for slug in ("drugs-street", "undermining")] == [True, False]
    assert [one["required"] for one in asked["undermining"]["questions"]] == [True]
    told = {"category": "undermining", "description": "Iets"}
    assert reasons(send("port", told | {"source": "control"})) == ["source"]
    for key, answer in (("een", "inspection"), ("twee", "told")):
        assert send("port", told | {"q:heard_how": answer}, key=key).status_code == 201
    assert [it.source_kind for it in kept(world)] == ["own_control", "professional"]


def test_only_a_boa_is_asked_for_supervision_or_investigation(client_of: Callable[[str], Any]) -> None:
    asked = {who: client_of(who).get("/veld/signaal/categorieen.json").json() for who in ("coordinator", "port", "boa")}
    assert [it["investigation"] for it in asked.values()] == [False, False, True]


def test_an_investigation_of_a_boa_lies_in_the_register_of_the_wpg(world: World, send: Callable[..., Any]) -> None:
    told = TOLD | {"category": "youth-group"}
    assert reasons(send("boa", told)) == ["regime"]
    assert send("boa", told | {"regime": "supervision"}).status_code == 201
    assert send("boa", told | {"regime": "investigation"}, key="twee").status_code == 201
    assert ProcessingRecord.objects.order_by("id").last().processing_activity_id == "investigation-boa"
    assert send("port", told | {"regime": "investigation"}, key="drie").status_code == 201
    assert [it.vault.slug for it in kept(world)] == ["signals-youth", "signals-wpg", "signals-youth"]


def test_what_does_not_do_is_told_with_every_reason_and_keeps_nothing(world: World, send: Callable[..., Any]) -> None:
    wrong = send("port", {"category": "bestaat-niet", "occurred_on": "gisteren", "area": "BU99999999"})
    assert wrong.status_code == 422
    assert set(reasons(wrong)) == {"category", "day", "area", "source"}
    assert reasons(send("port", TOLD | {"q:how_often": "daily"})) == ["missing:when"]
    assert reasons(send("port", TOLD, files=(b"\xff\xd8\xff geen foto",))) != []
    assert kept(world) == []
    assert send("port", TOLD).status_code == 201  # what was refused gave its key back


def test_a_category_that_is_closed_to_phones_is_not_offered_nor_taken(
    world: World, send: Callable[..., Any], client_of: Callable[[str], Any]
) -> None:
    from tests.kernel.towns import do

    def offered(name: str) -> list[str]:
        told = client_of(name).get("/veld/signaal/categorieen.json").json()
        return [one["slug"] for group in told["groups"] for one in group["categories"]]

    assert "undermining" in offered("port")
    category = world.categories["undermining"]
    category.closed_to = ["field"]
    do(category.save)
    assert "undermining" not in offered("port")
    assert reasons(send("port", TOLD | {"category": "undermining"})) == ["category"]


def test_nobody_who_may_not_report_learns_or_leaves_anything(
    world: World, send: Callable[..., Any], client_of: Callable[[str], Any]
) -> None:
    for name in ("fg", "council"):
        assert client_of(name).get("/veld/signaal/categorieen.json").status_code == 404, name
        assert send(name, TOLD).status_code == 404, name
        assert client_of(name).get("/veld/token").json()["forms"] == [], name
    assert "signaal" in client_of("port").get("/veld/token").json()["forms"]
    assert send("port", TOLD | {"source": "control"}).status_code == 201
    assert len(kept(world)) == 1


def test_without_the_token_or_as_somebody_else_nothing_comes_in(world: World, client_of: Callable[[str], Any]) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(world.users["port"], backend="baken.access.login.backends.AccountBackend")
    headers = {"Idempotency-Key": KEY, "X-Baken-Account": account_id(world.users["port"])}
    assert careful.post(ADDRESS, {"data": json.dumps(TOLD)}, headers=headers).status_code == 403
    token = careful.get("/veld/token").json()["csrf"]
    other = headers | {"X-CSRFToken": token, "X-Baken-Account": account_id(world.users["boa"])}
    assert careful.post(ADDRESS, {"data": json.dumps(TOLD)}, headers=other).status_code == 401
    assert kept(world) == []
    mine = headers | {"X-CSRFToken": token}
    assert careful.post(ADDRESS, {"data": json.dumps(TOLD)}, headers=mine).status_code == 201


def test_the_lists_cost_the_same_however_many_there_are(
    world: World, client_of: Callable[[str], Any], django_assert_max_num_queries: Any
) -> None:
    client = client_of("port")
    client.get("/veld/signaal/categorieen.json")
    with django_assert_max_num_queries(9):
        told = client.get("/veld/signaal/categorieen.json")
    assert told["Cache-Control"] == "private, no-store"
    questions = {one["slug"]: one["questions"] for group in told.json()["groups"] for one in group["categories"]}
    assert [one["slug"] for one in questions["drugs-street"]] == ["how_often", "when"]


VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.lists(st.text(max_size=4), max_size=3)
NAMES = st.sampled_from(
    [
        "category",
        "description",
        "source",
        "regime",
        "lon",
        "lat",
        "area",
        "occurred_on",
        "place_note",
        "q:how_often",
        "q:when",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    told=st.dictionaries(
        NAMES, VALUES | st.sampled_from(["drugs-street", "4.6", "nan", "inf", "2026-01-01", "control"])
    )
)
def test_whatever_is_sent_is_a_report_or_told_why_not(world: World, told: dict[str, Any]) -> None:
    from baken.act.concerns.field.sending import FieldReport, report_of
    from baken.ui.field.sending import Unfit

    found: FieldReport | Unfit
    try:
        found = report_of(world.actor("boa"), told, world.now.date())
    except Unfit as unfit:
        found = unfit
    if isinstance(found, Unfit):
        assert found.reasons
        return
    assert all(isinstance(text, str) for text in (found.report.description, found.report.place.note))
    point = found.report.place.lon
    assert point is None or -180 <= point <= 180
