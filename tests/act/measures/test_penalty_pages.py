# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of a broken penalty order, of costs, of remedies and of reasons, as the adviser goes through them."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from baken.act.measures.documents.topics import NEEDED
from baken.act.measures.models import Forfeiture, Instrument, Measure, MeasureReason, Remedy
from tests.act.measures.builders import World, purpose_of
from tests.act.measures.test_documents import build
from tests.act.measures.test_penalties import AGO, breach, order
from tests.plugins.remembered import remembered_world

Client = Callable[[str], Any]
HANDLED = ("breach", "costs", "costs_paid", "remedy_new")


@pytest.fixture
def world(db: None) -> World:
    return remembered_world("measures.documents", build)


def url(name: str, measure: Measure, *more: Any) -> str:
    return reverse(f"measures:{name}", args=[measure.reference, *more])


def version(world: World, row: Any) -> int:
    found = world.within(
        "adviser", purpose_of(getattr(row, "measure", row)), lambda _a: type(row).objects.get(pk=row.pk)
    )
    return int(found.version)


def row_of(world: World, measure: Measure, model: type[Any]) -> Any:
    return world.within("adviser", purpose_of(measure), lambda _a: model.objects.get(measure=measure))


def test_a_breach_from_noting_to_collecting(world: World, client_of: Client) -> None:
    measure = order(world)
    adviser, executive = client_of("adviser"), client_of("executive")
    page = adviser.get(url("measure", measure)).content.decode()
    assert "Leg een overtreding vast" in page
    told = {"on": world.day(33, AGO).isoformat(), "found": "De toezichthouder zag dat er is gehandeld.",
            "version": version(world, measure)}  # fmt: skip
    assert adviser.get(url("breach", measure)).status_code == 200
    assert adviser.post(url("breach", measure), {**told, "found": ""}).status_code == 422
    assert adviser.post(url("breach", measure), {**told, "on": world.day(20, AGO).isoformat()}).status_code == 409
    assert adviser.post(url("breach", measure), told).status_code == 302
    it = row_of(world, measure, Forfeiture)
    page = adviser.get(url("measure", measure)).content.decode()
    assert "€ 1.000,00" in page
    assert "Verjaard op" in page  # 500 days ago: the claim lapsed meanwhile, and the page says so
    lapsed = {"on": timezone.localdate(world.now).isoformat(), "version": it.version}
    assert adviser.post(url("forfeiture_step", measure, it.pk, "besluit"), lapsed).status_code == 409
    assert adviser.post(url("forfeiture_step", measure, it.pk, "onbekend"), lapsed).status_code == 404
    assert adviser.post(url("forfeiture_step", measure, it.pk, "verjaard"), lapsed).status_code == 302
    assert executive.get(url("breach", measure)).status_code == 404


def test_the_collection_decision_is_made_signed_and_made_known(world: World, client_of: Client) -> None:
    measure = order(world, ago=100)
    purpose = purpose_of(measure)
    file = world.seen(measure).file
    from baken.act.measures.penalties import actions

    it = world.within("adviser", purpose, lambda actor: actions.note_breach(
        actor=actor, at=world.now, purpose=purpose, measure=file, seen=file.version, on=world.day(40, 100),
        found="De toezichthouder zag dat er is gehandeld.",
    ))  # fmt: skip
    adviser, executive = client_of("adviser"), client_of("executive")
    assert "Zo wordt de brief" in adviser.get(url("collection", measure, it.pk)).content.decode()
    assert adviser.post(url("collection", measure, it.pk)).status_code == 302
    page = executive.get(url("measure", measure)).content.decode()
    sign = re.search(r'action="([^"]+ondertekenen/[^"]*)"', page)
    assert sign is not None
    assert executive.post(sign.group(1)).status_code == 302
    told = {"on": timezone.localdate(world.now).isoformat(), "version": version(world, it)}
    assert adviser.post(url("forfeiture_step", measure, it.pk, "besluit"), told).status_code == 302
    assert row_of(world, measure, Forfeiture).status == "decided"


def test_costs_and_remedies(world: World, client_of: Client) -> None:
    measure = world.measure(Instrument.COERCION, "in_force", ago=100)
    adviser = client_of("adviser")
    day = world.day(60, 100).isoformat()
    told = {"amount": "1812.40", "decided_on": day, "version": version(world, measure)}
    assert "nog geen ondertekend kostenbesluit" in adviser.post(url("costs", measure), told).content.decode()
    assert adviser.post(url("costs", measure), told | {"decided_on": ""}).status_code == 302
    assert adviser.post(url("prepare", measure, "costs")).status_code == 302
    executive = client_of("executive")
    sign = re.search(r'action="([^"]+ondertekenen/[^"]*)"', executive.get(url("measure", measure)).content.decode())
    assert sign is not None
    assert executive.post(sign.group(1)).status_code == 302
    told["version"] = version(world, measure)
    assert adviser.post(url("costs", measure), told).status_code == 302
    assert "€ 1.812,40" in adviser.get(url("measure", measure)).content.decode()
    assert adviser.post(url("costs_paid", measure), {"on": day, "version": version(world, measure)}).status_code == 302
    told = {"kind": "objection", "on": day, "by": "mr. Voorbeeld", "version": version(world, measure)}
    assert adviser.post(url("remedy_new", measure), told).status_code == 302
    it = row_of(world, measure, Remedy)
    assert it.by in adviser.get(url("measure", measure)).content.decode()
    for name in ("remedy", "remedy_put_off"):
        assert adviser.get(url(name, measure, it.pk)).status_code == 200
    told = {"on": world.day(80, 100).isoformat(), "outcome": "rejected", "text": "", "version": it.version}
    assert adviser.post(url("remedy", measure, it.pk), told).status_code == 302
    other = world.measure(Instrument.COERCION, "in_force", ago=100)
    assert adviser.get(url("remedy", other, it.pk)).status_code == 404


def test_reasons_are_written_by_topic_and_stay_once_signed(world: World, client_of: Client) -> None:
    measure = world.report()
    adviser = client_of("adviser")
    page = adviser.get(url("reasons", measure, "decision"))
    topics = NEEDED[("opium_closing", "decision")]
    assert all(f'name="{slug}"' in page.content.decode() for slug in topics)
    told = {slug: f"Over {slug} valt hier dit te zeggen, en niet meer dan dat." for slug in topics}
    told |= {"minors": "kort", "lapse": "", "version": version(world, measure)}
    assert adviser.post(url("reasons", measure, "decision"), told).status_code == 302
    rows = world.within("adviser", purpose_of(measure), lambda _a: set(
        MeasureReason.objects.filter(measure=measure).values_list("topic", flat=True)
    ))  # fmt: skip
    assert rows == set(topics) - {"lapse"}
    assert "nog te kort" in adviser.get(url("reasons", measure, "decision")).content.decode()
    signed = world.measure(status="signed")
    told = {"minors": "Later bedacht, en veel te laat om nog mee te mogen doen.", "version": version(world, signed)}
    answer = adviser.post(url("reasons", signed, "decision"), told)
    assert answer.status_code == 409
    assert "verandert niet meer" in answer.content.decode()


@pytest.mark.parametrize("who", ["mayor", "coordinator", "police", "council"])
def test_only_who_prepares_measures_gets_there(world: World, client_of: Client, who: str) -> None:
    measure = order(world)
    it = breach(world, measure, 33)
    client = client_of(who)
    for name in HANDLED:
        assert client.get(url(name, measure)).status_code == 404, name
    assert client.get(url("reasons", measure, "decision")).status_code == 404
    assert client.get(url("collection", measure, it.pk)).status_code == 404
    assert client.get(url("forfeiture_step", measure, it.pk, "betaald")).status_code == 404
    assert it.amount == Decimal(1000)
