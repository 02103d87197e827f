# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of pulling: for whom, what they say, what hostile input gets, how much they ask of the database."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baken.access.facade import Actor, system_actor
from baken.kernel import leases
from baken.kernel.moment import now
from baken.observe.models import Pull, PullMeter, PullSchedule
from baken.observe.pulls import actions
from baken.observe.pulls.queries import SCHEDULER
from baken.registry.facade import found_municipality

from .conftest import NOW
from .tiny import CRIME, NUISANCE, TinySource

SOURCES = "/waarnemen/bronnen/"
PULLS = "/waarnemen/bronnen/ophalen/"


def words(reply: Any) -> str:
    plain = re.sub(r"<(script|style|noscript)\b.*?</\1>", " ", reply.content.decode(), flags=re.S)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", plain)))


def page_of(pull: Pull, more: str = "") -> str:
    return f"{PULLS}{pull.pk}/{more}"


def ask(actor: Actor, town: Any, **more: Any) -> Pull:
    return actions.request_pull(actor=actor, at=now(), municipality=town, tables=[CRIME], **more)


@pytest.fixture
def client(tiny: TinySource, town: Any, client_of: Callable[..., Client], adviser: Actor) -> Client:
    return client_of(town)


def test_the_adviser_ticks_a_table_and_follows_it_to_the_end(client: Client, do_queued: Any) -> None:
    first = client.get(SOURCES)
    assert "Misdrijven (gegenereerd) T1" in words(first)
    assert words(first).count("nog niet opgehaald") == 2
    reply = client.post(f"{PULLS}start/", {"tables": [CRIME]})
    pull = Pull.objects.get()
    assert (reply.status_code, reply["Location"], pull.tables) == (302, page_of(pull), [CRIME])
    waiting = client.get(page_of(pull))
    assert 'hx-trigger="every 1s"' in waiting.content.decode()
    assert '<noscript><meta http-equiv="refresh"' in waiting.content.decode()
    do_queued()
    done = client.get(page_of(pull))
    assert "De cijfers zijn opgehaald" in words(done)
    assert "hx-get" not in done.content.decode()
    assert "http-equiv" not in done.content.decode()
    assert re.search(r"tiny-crime 2 0 0 2025", words(done))
    after = words(client.get(SOURCES))
    assert "24 nov 2026 2025 actueel" in after
    assert after.count("nog niet opgehaald") == 1
    history = words(client.get(PULLS))
    assert "2 nieuwe cijfers" in history
    assert "Adviseur (voorbeeld)" in history


def test_everything_is_one_button(client: Client) -> None:
    client.post(f"{PULLS}start/", {"everything": "1"})
    assert Pull.objects.get().tables == [CRIME, NUISANCE]


def test_the_fragment_tells_how_far_and_then_reloads_the_page(
    client: Client, tiny: TinySource, town: Any, adviser: Actor, do_queued: Any
) -> None:
    pull = ask(adviser, town)
    assert "Wacht tot het ophalen begint" in words(client.get(page_of(pull, "stand/"), headers={"HX-Request": "true"}))
    actions.start_pull(actor=adviser, at=now(), pull=pull, attempt=1)
    PullMeter.objects.update(done=12, total=40, what="pagina 12 van 40 van Misdrijven")
    reply = client.get(page_of(pull, "stand/"), headers={"HX-Request": "true"})
    assert 'max="40" value="12"' in reply.content.decode()
    assert "pagina 12 van 40 van Misdrijven" in words(reply)
    assert "HX-Refresh" not in reply
    PullMeter.objects.update(total=None, what="")
    assert "value=" not in client.get(page_of(pull, "stand/")).content.decode()
    actions.fail_pull(actor=adviser, at=now(), pull=pull, attempt=1, problem="Geen antwoord.")
    assert client.get(page_of(pull, "stand/"), headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "HX-Refresh" not in client.get(page_of(pull, "stand/"))
    failed = client.get(page_of(pull))
    assert "Geen antwoord." in words(failed)
    client.post(page_of(pull, "verder/"))
    assert do_queued()[-1] == "stored"


def test_a_table_of_numbers_is_never_inside_out(client: Client, town: Any, adviser: Actor) -> None:
    """What a source or a fault says is text, not markup."""
    pull = ask(adviser, town)
    actions.start_pull(actor=adviser, at=now(), pull=pull, attempt=1)
    PullMeter.objects.update(done=1, total=2, what="<script>alert(1)</script>")
    assert "<script>alert" not in client.get(page_of(pull)).content.decode()


def test_stop_and_what_the_page_says_then(client: Client, town: Any, adviser: Actor) -> None:
    pull = ask(adviser, town)
    actions.start_pull(actor=adviser, at=now(), pull=pull, attempt=1)
    reply = client.post(page_of(pull, "stop/"), follow=True)
    assert "stopt na de bladzijde" in words(reply)
    assert "/stop/" not in reply.content.decode()
    PullMeter.objects.update(beat_at=now() - timedelta(minutes=5))
    broken = client.get(page_of(pull))
    assert "Het ophalen brak af" in words(broken)
    assert {"/stop/", "/verder/"} <= set(re.findall(r"/(?:stop|verder)/", broken.content.decode()))
    assert "niets opgeslagen" in words(client.post(page_of(pull, "stop/"), follow=True))


def test_whether_a_worker_runs_is_told(client: Client, town: Any, adviser: Actor) -> None:
    pull = ask(adviser, town)
    assert "Er draait nu geen programma dat ophaalt" in words(client.get(page_of(pull)))
    assert "Er draait nu geen programma dat ophaalt" in words(client.get(PULLS))
    leases.take(SCHEDULER, "w", at=now(), length=timedelta(minutes=1))
    assert "geen programma" not in words(client.get(page_of(pull)))
    assert "geen programma" not in words(client.get(PULLS))


def test_nothing_ticked_and_a_second_pull_are_told_on_the_page(client: Client, town: Any, adviser: Actor) -> None:
    reply = client.post(f"{PULLS}start/", {})
    assert reply.status_code == 422
    assert "Vink een of meer tabellen aan" in words(reply)
    ask(adviser, town)
    reply = client.post(f"{PULLS}start/", {"tables": [NUISANCE]})
    assert reply.status_code == 422
    assert "Er worden al cijfers opgehaald" in words(reply)
    assert re.search(r'value="T2" checked', reply.content.decode())
    assert Pull.objects.count() == 1


@pytest.mark.parametrize("given", [["47018NED"], ["\0"], ["T1", "<b>"], ["x" * 10_000]])
def test_what_isnt_offered_is_refused_on_the_page(client: Client, given: list[str]) -> None:
    assert client.post(f"{PULLS}start/", {"tables": given}).status_code == 422
    assert not Pull.objects.exists()


def test_the_schedule_is_set_kept_on_a_mistake_and_on_a_conflict(client: Client, town: Any) -> None:
    path = f"{PULLS}schema/tiny/"
    monthly = {"tiny-every": "month", "tiny-day": "18", "tiny-weekday": "1", "tiny-hour": "6", "tiny-version": "0"}
    reply = client.post(path, monthly, follow=True)
    assert "Volgende keer:" in words(reply)
    assert PullSchedule.objects.get().every == "month"
    wrong = client.post(path, {**monthly, "tiny-version": "1", "tiny-day": "31", "tiny-hour": "7"})
    assert wrong.status_code == 422
    assert 'value="31"' in wrong.content.decode()
    assert "<details open>" in wrong.content.decode()
    stale = client.post(path, {**monthly, "tiny-every": "week", "tiny-weekday": "5"})
    assert stale.status_code == 409
    assert "intussen gewijzigd in: elke maand op dag 18" in words(stale)
    assert re.search(r'value="week" selected', stale.content.decode())
    again = {**monthly, "tiny-every": "week", "tiny-weekday": "5", "tiny-version": "1"}
    assert re.search(r'name="tiny-version" value="1"', stale.content.decode())
    client.post(path, again)
    assert (PullSchedule.objects.get().every, PullSchedule.objects.get().day) == ("week", 5)
    client.post(path, {**again, "tiny-every": "off", "tiny-version": "2"})
    assert PullSchedule.objects.get().next_at is None


@pytest.mark.parametrize(
    "given", [{}, {"every": "day"}, {"hour": "24"}, {"weekday": "8"}, {"day": "x\0"}, {"version": "-1"}, {"day": ""}]
)
def test_a_wrong_schedule_is_told_and_not_stored(client: Client, given: dict[str, str]) -> None:
    sound = {"every": "month", "day": "18", "weekday": "1", "hour": "6", "version": "0"}
    told = {f"tiny-{key}": value for key, value in ({**sound, **given} if given else {}).items()}
    assert client.post(f"{PULLS}schema/tiny/", told).status_code == 422
    assert not PullSchedule.objects.exists()


def test_others_find_nothing_here(
    client: Client, tiny: TinySource, town: Any, adviser: Actor, client_of: Callable[..., Client]
) -> None:
    pull = ask(adviser, town)
    elsewhere = found_municipality(actor=system_actor(None), at=NOW, code="GM0361", slug="alkmaar", name="Alkmaar")
    mayor, stranger = client_of(town, "mayor"), client_of(elsewhere)
    for path in (page_of(pull), page_of(pull, "stand/")):
        assert [who.get(path).status_code for who in (mayor, stranger)] == [404, 404]
        assert Client().get(path).status_code in (302, 404)
    for more in ("stop/", "verder/"):
        assert [who.post(page_of(pull, more)).status_code for who in (mayor, stranger)] == [404, 404]
    assert mayor.get(PULLS).status_code == 404
    assert mayor.post(f"{PULLS}start/", {"everything": "1"}).status_code == 404
    assert mayor.post(f"{PULLS}schema/tiny/", {}).status_code == 404
    assert "Cijfers ophalen" not in words(mayor.get(SOURCES))
    assert mayor.get(SOURCES).status_code == 200
    assert str(pull.pk) not in stranger.get(PULLS).content.decode()


def test_addresses_that_are_nowhere(client: Client) -> None:
    for path in (f"{PULLS}{uuid.uuid4()}/", f"{PULLS}x/", f"{PULLS}{uuid.uuid4()}/stand/"):
        assert client.get(path).status_code == 404
    assert client.post(f"{PULLS}schema/nobody/", {}).status_code == 404
    for path in (f"{PULLS}start/", f"{PULLS}schema/tiny/", f"{PULLS}{uuid.uuid4()}/stop/"):
        assert client.get(path).status_code == 405


def test_without_a_publisher_the_page_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("baken.observe.sources.base._remote", {})
    assert "kent nog geen uitgever" in words(client.get(SOURCES))
    assert client.get(PULLS).status_code == 200


def queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_pages_ask_as_much_with_many_pulls_as_with_few(client: Client, town: Any, adviser: Actor) -> None:
    def pull_once() -> Pull:
        pull = ask(adviser, town, fictitious=True)
        actions.start_pull(actor=adviser, at=now(), pull=pull, attempt=1)
        return actions.fail_pull(actor=adviser, at=now(), pull=pull, attempt=1, problem="Geen antwoord.")

    last = pull_once()
    few = {path: queries_of(client, path) for path in (SOURCES, PULLS, page_of(last), page_of(last, "stand/"))}
    for _ in range(30):
        pull_once()
    assert {path: queries_of(client, path) for path in few} == few
    assert "bladzijde=2" in client.get(PULLS).content.decode()
    assert max(few.values()) <= 12
    assert few[page_of(last, "stand/")] <= 8
