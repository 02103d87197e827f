# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Topic signals: a theme, an area and a trend; whatever looks like a person is refused, and nobody can keep it anyway."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baken.act.concerns.models import TopicSignal
from baken.act.concerns.topics.actions import TOPICS, Told, report_topic, signals
from baken.kernel.errors import Denied, Refused

from .builders import World

ALL = "/uitvoeren/signalen/onderwerpen/"
NEW = f"{ALL}nieuw/"
SOUND = Told("reception", "more", "", "Er is zorg over de plannen.", "raadsbesluit", no_person=True)
SENT = {"topic": "reception", "trend": "more", "text": "Er is zorg over de plannen.", "no_person": "on"}
PERSONAL = (
    "Jan de Boer maakt zich zorgen.",
    "Bel 06-12345678 voor meer.",
    "Mail naar piet@voorbeeld.nl.",
    "Zijn BSN is 111222333.",
    "Het is rekening NL91ABNA0417164300.",
    "De auto met kenteken AB-123-C staat er elke avond.",
)


def tell(world: World, who: str = "coordinator", told: Told = SOUND) -> TopicSignal:
    return report_topic(actor=world.actor(who), at=world.now, municipality=world.municipality, told=told)


@pytest.mark.parametrize("text", PERSONAL)
@pytest.mark.parametrize("field", ["text", "trigger"])
def test_what_looks_like_a_person_is_refused(
    world: World, client_of: Callable[..., Any], text: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        tell(world, told=replace(SOUND, **{field: text}))
    assert [reason.slug for reason in refused.value.reasons] == [f"personal:{field}"]
    reply = client_of("coordinator").post(NEW, {**SENT, field: text})
    assert reply.status_code == 422
    assert field in reply.context["form"].errors
    keep = {f"{field}-guard": "keep", f"{field}-guard-of": "x"}
    assert client_of("coordinator").post(NEW, {**SENT, field: text, **keep}).status_code == 422
    assert not TopicSignal.objects.exists()


def test_one_says_that_it_is_about_no_person(world: World, client_of: Callable[..., Any]) -> None:
    with pytest.raises(Refused) as refused:
        tell(world, told=Told("gossip", "up", "WK999999", "x" * 2_000))
    assert {reason.slug for reason in refused.value.reasons} == {"topic", "trend", "area", "long:text", "no_person"}
    sent = {name: value for name, value in SENT.items() if name != "no_person"}
    assert client_of("coordinator").post(NEW, sent).status_code == 422
    assert client_of("coordinator").post(NEW, SENT).status_code == 302
    row = TopicSignal.objects.get()
    assert (row.topic, row.trend, row.area) == ("reception", "more", "")


def test_a_partner_tells_and_sees_what_its_organisation_told(world: World, client_of: Callable[..., Any]) -> None:
    tell(world, "coordinator", replace(SOUND, text="Van de gemeente."))
    assert client_of("police").post(NEW, {**SENT, "text": "Van de partner."}).status_code == 302
    page = client_of("police").get(ALL).content.decode()
    assert "Van de partner." in page
    assert "Van de gemeente." not in page
    both = client_of("coordinator").get(ALL).content.decode()
    assert "Van de partner." in both
    assert "Van de gemeente." in both


@pytest.mark.parametrize("name", ["council", "port", "keeper", "privacy", "boa"])
def test_for_others_there_is_nothing(world: World, client_of: Callable[..., Any], name: str) -> None:
    tell(world)
    assert client_of(name).get(ALL).status_code == 404
    assert client_of(name).get(NEW).status_code == 404
    with pytest.raises(Denied):
        tell(world, name)
    with pytest.raises(Denied):
        signals(world.actor(name))


def test_the_page_counts_by_topic_and_month_and_asks_no_more_for_many(
    world: World, client_of: Callable[..., Any]
) -> None:
    client = client_of("adviser")

    def asked() -> int:
        client.get(ALL)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(ALL).status_code == 200
        return len(caught)

    tell(world)
    one = asked()
    for _again in range(3):
        tell(world, told=replace(SOUND, topic="trust"))
    assert asked() == one
    context = client.get(ALL).context
    assert [row.key for row in context["panel"].rows] == ["trust", "reception"]
    assert dict(context["table"])[str(TOPICS["trust"]).capitalize()][-1] == 3
    chosen = client.get(f"{ALL}?onderwerp=reception").context["lines"]
    assert [line.row.topic for line in chosen] == ["reception"]
