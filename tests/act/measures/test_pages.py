# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of measures: the list, the file, and the whole way walked over HTTP."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baken.act.measures import queries
from baken.act.measures.files.lists import home_lines
from baken.act.measures.models import Instrument, Measure, MeasureEvent, Status
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import AuditEntry

from .builders import WAY, World, purpose_of

pytestmark = pytest.mark.django_db
Client = Callable[[str], Any]
LIST = "/uitvoeren/maatregelen/"


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.mark.parametrize("status", WAY)
def test_the_page_says_where_it_stands_and_what_is_next(world: World, client_of: Client, status: str) -> None:
    measure = world.measure(status=status)
    response = client_of("adviser").get(measure.get_absolute_url())
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    told = text(response)
    assert measure.title in told
    assert measure.facts in told
    steps = re.findall(r"/stap/([a-z_]+)/", response.content.decode())
    assert bool(steps)
    for name in steps[:3]:
        page = client_of("adviser").get(f"{measure.get_absolute_url()}stap/{name}/")
        assert page.status_code == 200, name


@pytest.mark.parametrize("instrument", Instrument.values)
def test_every_instrument_has_its_page_and_its_forms(world: World, client_of: Client, instrument: str) -> None:
    measure = world.measure(instrument, Status.HEARD)
    client = client_of("adviser")
    assert client.get(measure.get_absolute_url()).status_code == 200
    assert client.get(f"{measure.get_absolute_url()}stap/drafted/").status_code == 200


@pytest.mark.parametrize(
    "who", ["executive", "bibob", "permits", "coordinator", "privacy", "fg", "council", "police", "oncall"]
)
def test_nobody_else_learns_of_a_file(world: World, client_of: Client, who: str) -> None:
    measure = world.measure(status=Status.DRAFTED)
    client, at = client_of(who), measure.get_absolute_url()
    doors = [at, *(f"{at}stap/{name}/" for name in ("assessed", "signed", "party", "note"))]
    for door in doors:
        real, made_up = client.get(door), client.get(door.replace(measure.reference, "M-0000000"))
        assert real.status_code == made_up.status_code, door
        assert real.status_code in (403, 404), door
        if door != at:
            assert client.post(door, {"version": 1}).status_code in (403, 404), door
    listed = client.get(LIST)
    assert measure.reference not in listed.content.decode()
    assert world.seen(measure).file.status == Status.DRAFTED


def test_reading_a_file_leaves_a_trace(world: World, client_of: Client) -> None:
    measure = world.measure()
    client_of("mayor").get(measure.get_absolute_url())
    rows = AuditEntry.objects.filter(resource_id=str(measure.pk), action="guarded.read")
    assert rows.filter(actor_id=world.users["mayor"].pk).exists()


def test_a_closing_goes_the_whole_way_over_http(world: World, client_of: Client) -> None:
    adviser, mayor = client_of("adviser"), client_of("mayor")
    today = world.now.date()
    made = adviser.post(f"{LIST}nieuw/", {
        "place": "measures-mayor|measures_mayor|opium_closing", "title": "Loods", "facts": "Er lagen harddrugs.",
        "address": "Voorbeeldkade 9", "premises_kind": "other", "report_on": (today - timedelta(days=60)).isoformat(),
        "party_kind": "owner", "party_name": "Eigenaar Voorbeeld",
    })  # fmt: skip
    assert made.status_code == 302
    at = made["Location"]
    measure = queries.find(world.actor("adviser"), at.rstrip("/").rsplit("/", 1)[1]).file
    world.reasons(measure)

    def step(client: Any, name: str, **values: Any) -> Measure:
        version = world.seen(measure).file.version
        days = values.pop("ago", None)
        on = {"on": (today - timedelta(days=days)).isoformat()} if days is not None else {}
        response = client.post(f"{at}stap/{name}/", {"version": version, **on, **values})
        assert response.status_code == 302, text(response)[:2000]
        return world.seen(measure).file

    step(adviser, "assessed", ago=50, premises_kind="other", finding="hard_drugs", offence_number=1, course="policy")
    step(adviser, "intended", ago=49, view_until=(today - timedelta(days=30)).isoformat())
    step(adviser, "heard", ago=29, view="none")
    drafted = step(adviser, "drafted", ago=0, months=1)
    assert [line["text"] for line in home_lines(world.actor("mayor"), world.municipality, today)] == [
        "Maatregelen van de burgemeester: 1 besluit ligt klaar om te ondertekenen."
    ]
    assert adviser.get(f"{at}stap/signed/").status_code == 404
    assert "Ondertekenen" in text(mayor.get(at))
    assert drafted.status == Status.DRAFTED
    step(mayor, "signed")
    step(adviser, "served", ago=0, how="handed", published_on=today.isoformat(), published_where="op de deur")
    closed = step(adviser, "in_force", ago=0)
    assert closed.in_force_until is not None
    page = text(adviser.get(at))
    assert "Bezwaar maken" in page
    assert "Zo is gerekend" in page
    step(adviser, "ended", ago=0, reason="De eigenaar heeft het pand verkocht.")
    response = adviser.post(f"{at}stap/settled/", {"version": world.seen(measure).file.version})
    assert response.status_code == 409
    assert "Er kan nog bezwaar worden gemaakt." in text(response)


def test_every_reason_stands_on_the_page_and_what_was_typed_stays(world: World, client_of: Client) -> None:
    measure = world.measure(status=Status.ASSESSED, reasons=False)
    at = f"{measure.get_absolute_url()}stap/intended/"
    assert "Nog niet alle redenen zijn geschreven" in text(client_of("adviser").get(at))
    day = world.now.date().isoformat()
    response = client_of("adviser").post(at, {"version": measure.version, "on": day, "view_until": day})
    assert response.status_code == 409
    told = text(response)
    assert "Geef ten minste 3 dagen" in told
    assert "Schrijf nog op" in told
    assert day in response.content.decode()


def test_who_was_overtaken_sees_it(world: World, client_of: Client) -> None:
    measure = world.measure()
    at = f"{measure.get_absolute_url()}stap/change/"
    values = {"title": "Andere titel", "facts": "Anders.", "address": "Elders 1", "version": measure.version}
    assert client_of("adviser").post(at, values).status_code == 302
    again = client_of("adviser").post(at, {**values, "title": "Derde titel"})
    assert again.status_code == 409
    assert "Andere titel" in text(again)


def test_somebody_is_added_and_taken_out(world: World, client_of: Client) -> None:
    measure = world.measure(parties=())
    client, at = client_of("adviser"), measure.get_absolute_url()
    told = {"kind": "resident", "name": "Bewoner Voorbeeld", "version": measure.version, "addressee": "on"}
    assert client.post(f"{at}stap/party/", told).status_code == 302
    page = client.get(at).content.decode()
    assert "Bewoner Voorbeeld" in page
    gone = re.search(r'action="([^"]+betrokkene[^"]+)"', page)
    assert gone is not None
    other = world.measure(address="Elders 3")
    swapped = gone.group(1).replace(measure.reference, other.reference)
    assert client.post(swapped).status_code == 404
    assert client.post(gone.group(1)).status_code == 302
    assert "Bewoner Voorbeeld" not in client.get(at).content.decode().split('id="verloop"')[0]


def test_the_list_is_narrowed_and_shows_no_names(world: World, client_of: Client) -> None:
    first = world.measure(Instrument.AREA_BAN, Status.IN_FORCE, title="Groep bij het station")
    second = world.measure(status=Status.DRAFTED)
    client = client_of("adviser")
    page = client.get(f"{LIST}?doel=measures_mayor").content.decode()
    assert first.reference in page
    assert second.reference in page
    assert "Exploitant Voorbeeld" not in page
    only = client.get(f"{LIST}?doel=measures_mayor&status=drafted").content.decode()
    assert second.reference in only
    assert first.reference not in only
    orders = client.get(f"{LIST}?doel=measures_mayor&maatregel=area_ban").content.decode()
    assert (first.reference in orders, second.reference in orders) == (True, False)
    assert "Niets gevonden" in client.get(f"{LIST}?doel=measures_mayor&maatregel=light_order").content.decode()
    college = client.get(f"{LIST}?doel=measures_executive").content.decode()
    assert first.reference not in college


@action
def many(*, actor: Any, at: Any, measure: Measure, number: int) -> None:
    rows = [
        MeasureEvent(
            municipality_id=measure.municipality_id, measure=measure, kind="note", on=measure.opened_on, at=at,
            text=f"Aantekening {n}", by_id=actor.id,
        )
        for n in range(number)
    ]  # fmt: skip
    for row in rows:
        row.save()
    audit.record("test.saved", resource_type="test", resource_id="-")


def queries_of(client: Any, at: str) -> int:
    client.get(at)
    with CaptureQueriesContext(connection) as found:
        assert client.get(at).status_code == 200
    return len(found)


def test_a_file_with_300_events_asks_no_more_than_one_with_ten(world: World, client_of: Client) -> None:
    measure = world.measure(status=Status.IN_FORCE)
    client, at = client_of("adviser"), measure.get_absolute_url()
    few = queries_of(client, at)
    world.within(
        "adviser", purpose_of(measure), lambda actor: many(actor=actor, at=world.now, measure=measure, number=300)
    )
    assert queries_of(client, at) == few <= 64
    page = client.get(at).content.decode()
    assert page.count("<time datetime") == 50
    assert "Aantekening 299" in page
    older = client.get(f"{at}?bladzijde=7").content.decode()
    assert "Aantekening 299" not in older


def test_a_long_list_asks_no_more_than_a_short_one(world: World, client_of: Client) -> None:
    world.measure(status=Status.INTENDED)
    client = client_of("adviser")
    few = queries_of(client, f"{LIST}?doel=measures_mayor")
    for number in range(5):
        world.measure(status=Status.INTENDED, address=f"Voorbeeldkade {number}")
    assert queries_of(client, f"{LIST}?doel=measures_mayor") == few


def test_another_measure_at_the_address_is_shown(world: World, client_of: Client) -> None:
    before, now = world.measure(status=Status.ENDED, ago=300), world.measure()
    page = client_of("adviser").get(now.get_absolute_url()).content.decode()
    assert f"{LIST}{before.reference}/" in page
    step = text(client_of("adviser").get(f"{now.get_absolute_url()}stap/assessed/"))
    assert "Volgens de dossiers op dit adres is dit keer 2" in step


def test_home_lines_are_for_who_works_there(world: World) -> None:
    world.measure(status=Status.SIGNED)
    world.measure(Instrument.PENALTY, Status.DRAFTED)
    today = world.now.date()

    def told(who: str) -> list[str]:
        return [line["text"] for line in home_lines(world.actor(who), world.municipality, today)]

    assert told("adviser") == ["Maatregelen van de burgemeester: 1 besluit bekend te maken."]
    assert told("mayor") == []
    assert told("executive") == ["Maatregelen van het college: 1 besluit ligt klaar om te ondertekenen."]
    assert told("coordinator") == []
