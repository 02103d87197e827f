# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register per address: what holds there, for who works there; no file, no reasons, no orders to persons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from baken.access.facade import opened
from baken.act.measures import addresses
from baken.act.measures.addresses import pages, queries
from baken.act.measures.models import AddressMeasure, Instrument, Measure
from baken.kernel import audit
from baken.kernel.actions import action
from tests.act.measures.builders import ADDRESS, World
from tests.act.measures.test_remedies import AGO, decide, lodge

Client = Callable[[str], Any]
URL = "measures:addresses"
READERS = ("adviser", "mayor", "executive", "coordinator", "permits", "port", "inspector")
OTHERS = ("bibob", "contracts", "policy", "privacy", "council", "police", "officer", "oncall")


def there(world: World) -> list[AddressMeasure]:
    with opened(world.actor("coordinator")):
        return list(queries.everything(world.actor("coordinator")))


@pytest.mark.parametrize("instrument", Instrument.values)
def test_only_what_holds_at_premises_is_in_it(world: World, instrument: str) -> None:
    measure = world.measure(instrument, "in_force")
    told = instrument in ("opium_closing", "disturbance_closing", "penalty", "coercion")
    rows = there(world)
    assert [(row.measure_key, row.instrument) for row in rows] == ([(measure.pk, instrument)] if told else [])


def test_it_says_what_the_file_says_from_its_first_day_to_its_last(world: World) -> None:
    served = world.measure(status="served", ago=20)
    assert there(world) == []
    measure = world.seen(served).file
    measure = world.measure(status="in_force", ago=40)
    (row,) = there(world)
    assert (row.since, row.until, row.published) == (measure.in_force_from, measure.in_force_until, True)
    assert row.address == ADDRESS
    assert not {"facts", "title", "name"} & {field.name for field in AddressMeasure._meta.get_fields()}


def test_what_ended_no_longer_holds(world: World) -> None:
    measure = world.measure(status="in_force", ago=40)
    actor = world.actor("coordinator")

    def holds(on: Any) -> bool:
        with opened(actor):
            return queries.holding(actor, on).filter(measure_key=measure.pk).exists()

    assert measure.in_force_from is not None
    assert measure.in_force_until is not None
    assert holds(measure.in_force_from)
    assert not holds(measure.in_force_until)
    world.take(measure, "ended", ago=40, days=35)
    assert holds(world.day(34, 40))
    assert not holds(world.day(35, 40))


def test_a_suspended_measure_does_not_hold_until_that_ends(world: World) -> None:
    measure = world.measure(status="in_force", ago=AGO)
    objection = lodge(world, measure, "objection", 31)
    decide(world, measure, lodge(world, measure, "interim_relief", 31), 35, "suspended")
    (row,) = there(world)
    assert (row.ended_on, row.suspended_from, row.suspended_until) == (None, world.day(35, AGO), None)
    with opened(world.actor("adviser")):
        (line,) = pages.lines(world.actor("adviser"), [row], world.day(40, AGO))
    assert line.word == "geldt nu niet"
    decide(world, measure, objection, 50, "rejected")
    (row,) = there(world)
    assert (row.ended_on, row.suspended_from) == (None, None)


def test_who_works_there_finds_it_without_the_file(world: World, client_of: Client) -> None:
    measure = world.measure(status="in_force", ago=40)
    for who in READERS:
        page = client_of(who).post(reverse(URL), {"address": "voorbeeldkade 1  ijmuiden"})
        text = page.content.decode()
        assert page.status_code == 200, who
        assert ADDRESS in text, who
        assert "Ja, het is openbaar gemaakt." in text, who
        assert (measure.reference in text) is (who in ("adviser", "mayor")), who
        assert "Exploitant Voorbeeld" not in text, who
        assert measure.facts not in text, who
        assert ADDRESS in client_of(who).get(reverse(URL)).content.decode(), who


def test_for_others_there_is_no_register(world: World, client_of: Client) -> None:
    world.measure(status="in_force", ago=40)
    for who in OTHERS:
        assert client_of(who).get(reverse(URL)).status_code == 404, who


def test_a_penalty_order_may_not_be_told(world: World, client_of: Client) -> None:
    world.measure(Instrument.PENALTY, "in_force", ago=40)
    assert "Nee, alleen voor uw werk." in client_of("inspector").get(reverse(URL)).content.decode()


def test_another_address_has_nothing(world: World, client_of: Client) -> None:
    world.measure(status="in_force", ago=40)
    text = client_of("coordinator").post(reverse(URL), {"address": "Voorbeeldkade 11, IJmuiden"}).content.decode()
    assert "Op dit adres is niets bekend." in text
    assert client_of("coordinator").post(reverse(URL), {"address": " "}).status_code == 422


def test_many_ask_no_more_than_few(world: World, client_of: Client) -> None:
    client = client_of("adviser")

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse(URL)).status_code == 200
        return len(found)

    world.measure(status="in_force", ago=40)
    asked()
    few = asked()
    for number in range(2, 4):
        world.measure(status="in_force", ago=40, address=f"Voorbeeldkade {number}, IJmuiden")
    assert asked() == few


def test_a_destroyed_file_leaves_the_register(world: World) -> None:
    measure = world.measure(status="in_force", ago=40)
    other = world.measure(status="in_force", ago=40)

    @action
    def destroy(*, actor: Any, at: Any, keys: list[Any]) -> int:
        audit.record("test.done", resource_type="test", resource_id="1")
        return addresses.forget(keys)

    with opened(world.actor("adviser")):
        assert destroy(actor=world.actor("adviser"), at=world.now, keys=[measure.pk]) == 1
    assert [row.measure_key for row in there(world)] == [other.pk]


def test_a_measure_of_another_register_has_no_link(world: World, client_of: Client) -> None:
    measure: Measure = world.measure(Instrument.PENALTY, "in_force", ago=40)
    text = client_of("mayor").get(reverse(URL)).content.decode()
    assert ADDRESS in text
    assert measure.reference not in text
    assert measure.reference in client_of("executive").get(reverse(URL)).content.decode()
