# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reporting by colleagues and partners: one action for every channel, and afterwards how far it is and nothing more."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baken.access.facade import opened
from baken.act.concerns.files import importing
from baken.act.concerns.files import reading as reading
from baken.act.concerns.models import Attachment, Category, Concern, ConcernObject, Reporter
from baken.act.concerns.public import sending as public
from baken.act.concerns.reporting.reports import Report
from baken.privacy.models import ProcessingRecord
from tests.kernel.towns import do

from .builders import World

NEW = "/uitvoeren/signalen/nieuw/"
MINE = "/uitvoeren/signalen/doorgegeven/"
TEXT = "Er wordt elke avond gedeald bij het park."
SENT = {
    "description": TEXT,
    "q_how_often": "daily",
    "q_when": "na tien uur",
    "place_kind": "none",
    "source_kind": "professional",
}
LEFT_OUT = {
    "id", "guarded", "reference", "received_at", "receipt", "receipt_code", "channel", "reported_by", "reported_role",
    "reported_for", "version",
}  # fmt: skip
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde\x00\x00\x00\x0c"
    b"IDATx\x9cc```\x00\x00\x00\x04\x00\x01\xf6\x178U\x00\x00\x00\x00IEND\xaeB`\x82"
)


def by_staff(world: World, client_of: Callable[..., Any]) -> None:
    assert client_of("port").post(f"{NEW}?soort=drugs-street", SENT).status_code == 200


def by_partner(world: World, client_of: Callable[..., Any]) -> None:
    assert client_of("police").post(f"{NEW}?soort=drugs-street", SENT).status_code == 200


def by_file(world: World, client_of: Callable[..., Any]) -> None:
    told = importing.world_of(world.municipality, world.now)
    sheet = reading.read(
        f"categorie;omschrijving;how_often;when\ndrugs-street;{TEXT};daily;na tien uur\n",
        questions=importing.questions_of(told),
    )
    checked = importing.check(sheet, told)
    assert checked.faults == ()
    importing.store(actor=world.actor("adviser"), municipality=world.municipality, rows=checked.ready, at=world.now)


def by_public(world: World, client_of: Callable[..., Any]) -> None:
    answers = {"how_often": "daily", "when": "na tien uur"}
    category = Category.objects.select_related("vault", "municipality").get(pk=world.categories["drugs-street"].pk)
    public.send(at=world.now, category=category, report=Report(TEXT, answers))


@pytest.mark.parametrize("way", [by_staff, by_partner, by_file, by_public])
def test_every_channel_stores_the_same(
    world: World, client_of: Callable[..., Any], way: Callable[[World, Callable[..., Any]], None]
) -> None:
    source = "resident" if way is by_public else "professional"
    answers = {"how_often": "daily", "when": "na tien uur"}
    first = world.receive(text=TEXT, answers=answers, source_kind=source)
    way(world, client_of)
    with opened(world.system, system=True):
        one, other = Concern.objects.get(pk=first.pk), Concern.objects.exclude(pk=first.pk).get()
    names = [field.name for field in Concern._meta.concrete_fields if field.name not in LEFT_OUT]
    assert {name: getattr(other, name) for name in names} == {name: getattr(one, name) for name in names}
    assert other.cell == ""


def test_what_is_given_stands_where_it_belongs(world: World, client_of: Callable[..., Any]) -> None:
    paper = SimpleUploadedFile("kade.png", PNG, "image/png")
    reply = client_of("port").post(
        f"{NEW}?soort=undermining",
        {
            "description": "Vreemde loods.", "place_kind": "none", "thing_kind": "ship", "thing_name": "Zeester",
            "thing_number": "1234567", "source_kind": "own_control", "source_reliability": "B",
            "content_reliability": "2", "contact_name": "Jan de Boer", "contact_phone": "0612345678", "papers": paper,
        },
    )  # fmt: skip
    page = reply.content.decode()
    assert reply.status_code == 200, page
    assert re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", page)
    assert reply["Cache-Control"] == "private, no-store"
    with opened(world.system, system=True):
        concern = Concern.objects.get()
        thing, reporter = ConcernObject.objects.get(), Reporter.objects.get()
        assert Attachment.objects.filter(concern=concern).count() == 1
    assert (concern.channel, concern.source_kind) == ("staff", "own_control")
    assert (concern.source_reliability, concern.content_reliability) == ("B", "2")
    assert (thing.kind, thing.name, thing.number) == ("ship", "Zeester", "1234567")
    assert reporter.name == "Jan de Boer"
    assert "Boer" not in concern.description + concern.answers


def test_who_is_no_boa_isn_t_asked_and_an_investigation_goes_apart(world: World, client_of: Callable[..., Any]) -> None:
    url = f"{NEW}?soort=youth-group"
    assert 'name="nature"' not in client_of("youth").get(url).content.decode()
    assert 'name="nature"' in client_of("boa").get(url).content.decode()
    sent = {"description": "Een aanhouding.", "place_kind": "none", "source_kind": "own_control"}
    assert client_of("boa").post(url, sent).status_code == 422
    assert client_of("boa").post(url, {**sent, "nature": "investigation"}).status_code == 200
    assert ProcessingRecord.objects.order_by("id").last().processing_activity_id == "investigation-boa"
    with opened(world.system, system=True):
        assert Concern.objects.select_related("vault").get().vault.slug == "signals-wpg"


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(world: World, client_of: Callable[..., Any]) -> None:
    reply = client_of("port").post(
        f"{NEW}?soort=drugs-street",
        {**SENT, "q_when": "", "thing_name": "Zeester", "occurred_on": "2999-01-01", "place_kind": "area"},
    )
    assert reply.status_code == 422
    assert {"q_when", "thing_kind", "occurred_on", "area"} <= set(reply.context["form"].errors)
    assert TEXT in reply.content.decode()
    with opened(world.system, system=True):
        assert not Concern.objects.exists()


def test_personal_data_are_shown_before_they_are_kept(world: World, client_of: Callable[..., Any]) -> None:
    client, url = client_of("port"), f"{NEW}?soort=undermining"
    sent = {**SENT, "description": "Bel Jan de Boer op 06-12345678."}
    reply = client.post(url, sent)
    assert reply.status_code == 422
    guard = reply.context["form"].guards["description"]
    kept = {**sent, f"{guard.name}-guard": "keep", f"{guard.name}-guard-of": guard.digest}
    assert client.post(url, kept).status_code == 200


def test_a_category_closed_to_partners_isn_t_offered_to_one(world: World, client_of: Callable[..., Any]) -> None:
    category = world.categories["youth-group"]
    category.closed_to = ["partner"]
    do(category.save)
    client = client_of("police")
    assert "youth-group" not in client.get(NEW).content.decode()
    assert client.get(f"{NEW}?soort=youth-group").status_code == 404
    assert client.post(f"{NEW}?soort=youth-group", SENT).status_code == 404
    assert client_of("port").get(f"{NEW}?soort=youth-group").status_code == 200


def test_sent_twice_is_one_signal(world: World, client_of: Callable[..., Any]) -> None:
    client, url = client_of("port"), f"{NEW}?soort=drugs-street"
    token = re.search(r'name="once" value="([^"]+)"', client.get(url).content.decode())
    assert token is not None
    sent = {**SENT, "once": token.group(1)}
    assert client.post(url, sent).status_code == 200
    assert client.post(url, sent).headers["Location"] == MINE
    with opened(world.system, system=True):
        assert Concern.objects.count() == 1


def test_one_sees_how_far_ones_own_are_and_nothing_else(world: World, client_of: Callable[..., Any]) -> None:
    mine = world.receive("trafficking-labour", "Slotwoord.", actor=world.actor("police"), channel="partner",
                         source_kind="professional")  # fmt: skip
    other = world.receive("undermining", "Ander.", actor=world.actor("port"), channel="staff",
                          source_kind="professional")  # fmt: skip
    page = client_of("police").get(MINE).content.decode()
    assert mine.reference in page
    assert "ontvangen" in page
    assert "Slotwoord" not in page
    assert other.reference not in page
    for status, word in (("enriching", "in behandeling"), ("routed", "in behandeling"), ("refused", "in behandeling"),
                         ("closed", "afgehandeld")):  # fmt: skip
        mine.status, mine.closed_on = status, world.now.date()
        with opened(world.system, system=True):
            do(mine.save)
        page = client_of("police").get(MINE).content.decode()
        assert word in page
        assert "uitgezet" not in page
    assert client_of("council").get(MINE).status_code == 404
    assert client_of("council").get(NEW).status_code == 404


def test_pages_ask_as_much_for_one_as_for_many(world: World, client_of: Callable[..., Any]) -> None:
    client = client_of("police")

    def asked(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        return len(caught)

    def told() -> None:
        world.receive(actor=world.actor("police"), channel="partner", source_kind="professional")

    told()
    one = asked(MINE), asked(NEW), asked(f"{NEW}?soort=drugs-street")
    for _again in range(4):
        told()
    assert (asked(MINE), asked(NEW), asked(f"{NEW}?soort=drugs-street")) == one
