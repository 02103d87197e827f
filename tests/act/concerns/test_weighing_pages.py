# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of weighing: the coordinator's path from a tested concern to the GSO, a decision, the reporter and the end."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from baken.access.facade import opened
from baken.act.concerns import term_lines
from baken.act.concerns.models import Concern, Look, Message, Weighing
from baken.act.concerns.weighing import actions as weighing
from baken.act.concerns.weighing import agenda, feedback
from baken.act.concerns.weighing.feedback_texts import FIXED, OUTCOMES
from baken.decide.meetings import facade as meetings
from baken.kernel.errors import Refused
from baken.kernel.models import AuditEntry
from tests.kernel.towns import do

from .builders import World
from .sharing_builders import covenant, share
from .test_weighing import REASONS, act, again, closed, status_of, weighed

PAGES = ("look", "put_on_agenda", "off_agenda", "weigh", "withdraw", "close", "reopen", "tell", "read_messages")
FORM = {**REASONS, "route": "service", "to": "handhaving"}


def url(name: str, concern: Concern) -> str:
    return reverse(f"concerns:{name}", args=[concern.reference])


def text(reply: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


def post(client: Any, world: World, name: str, concern: Concern, query: str = "", **values: Any) -> Any:
    sent = {"version": again(world, concern).version, **values}
    return client.post(url(name, concern) + query, sent)


def gso(world: World) -> Any:
    """A GSO in a week, of which the coordinator is secretary and care has a seat."""
    at = world.now
    kind = meetings.make_kind(
        actor=world.system, at=at, municipality=world.municipality, slug="gso",
        values={"name": "GSO", "purpose": "Wegen.", "chair": "adviseur", "rhythm": "elke week", "internal": True,
                "sources": ["concerns"]},
    )  # fmt: skip
    for role, seat in (("undermining_coordinator", "secretary"), ("care_safety_coordinator", "coordinator")):
        meetings.add_member(actor=world.system, at=at, kind=kind, role=role, seat=seat)
    return meetings.plan_meeting(actor=world.system, at=at, kind=kind, on=at.date() + timedelta(days=7))


def test_from_a_tested_concern_by_the_gso_to_its_end(world: World, client_of: Callable[[str], Any]) -> None:
    concern, meeting, client = world.admitted(), gso(world), client_of("coordinator")
    page = text(client.get(concern.get_absolute_url()))
    for words in (
        "Nog niet gewogen",
        "Weeg dit signaal",
        "Naar het signalenoverleg",
        "Noteer wat u nakeek",
        "Schrijf de melder",
    ):
        assert words in page
    looked = {"source": "permits", "why": "Is er een vergunning voor?", "result": "Geen."}
    assert post(client, world, "look", concern, **looked).status_code == 302
    assert str(meeting.pk) in client.get(url("put_on_agenda", concern)).content.decode()
    assert post(client, world, "put_on_agenda", concern, meeting=str(meeting.pk)).status_code == 302
    table = client_of("care").get(meeting.get_absolute_url())
    assert f"Signaal {concern.reference}" in text(table)
    assert concern.get_absolute_url() not in table.content.decode(), "a seat that doesn't see it gets no link"
    mine = client.get(meeting.get_absolute_url()).content.decode()
    assert concern.get_absolute_url() in mine
    assert "gedeald" not in mine
    item = meeting.items.get()
    assert (
        client.post(f"/besluiten/overleg/agendapunt/{item.pk}/besluit/", {"text": "Toezicht gaat kijken."}).status_code
        == 302
    )
    assert AuditEntry.objects.filter(action="concern.discussed", resource_id=str(concern.pk)).exists()
    page = text(client.get(concern.get_absolute_url()))
    assert "Besluit: Toezicht gaat kijken." in page
    form = client.get(url("weigh", concern)).content.decode()
    assert "Er wordt gedeald bij het park." in form, "what is weighed stands beside it"
    assert "checked" not in form.split('name="route"', 1)[1].split("</fieldset>", 1)[0], "nothing is chosen beforehand"
    assert post(client, world, "weigh", concern, **FORM, point=str(item.pk)).status_code == 302
    with opened(world.system, system=True):
        assert Weighing.objects.get().meeting_point == item.pk
    choose = client.get(url("close", concern))
    assert "Hoe liep het af?" in text(choose)
    form = client.get(url("close", concern) + "?uitkomst=acted").content.decode()
    assert OUTCOMES["acted"]["nl"] in form.replace("&#x27;", "'")
    sent = {"reason": "Toezicht keek.", "tell": "yes", "message": "Wij hebben gekeken."}
    assert post(client, world, "close", concern, "?uitkomst=acted", **sent).status_code == 302
    assert (again(world, concern).status, again(world, concern).outcome) == ("closed", "acted")
    assert [row.text for row in status_of(world, concern).messages] == ["Wij hebben gekeken."]
    assert post(client, world, "reopen", concern, reason="Het is er weer.").status_code == 302
    assert again(world, concern).status == "received"


def test_nobody_but_who_handles_that_register_finds_these_pages(world: World, client_of: Callable[[str], Any]) -> None:
    concern = world.admitted()
    weighed(world, concern)
    for who in ("port", "care", "youth", "boa", "officer", "keeper", "privacy", "fg", "council", "police"):
        client = client_of(who)
        for name in PAGES:
            replies = {client.get(url(name, concern)).status_code, client.post(url(name, concern)).status_code}
            assert replies <= {403, 404, 405}, (who, name, replies)
    assert again(world, concern).status == "routed"


def test_a_step_that_makes_no_sense_now_has_no_page(world: World, client_of: Callable[[str], Any]) -> None:
    concern, client = world.admitted(), client_of("coordinator")
    found = {name for name in PAGES if client.get(url(name, concern)).status_code == 200}
    assert found == {"look", "put_on_agenda", "weigh", "tell"}
    weighed(world, concern, "police")
    found = {name for name in PAGES if client.get(url(name, concern)).status_code == 200}
    assert found == {"withdraw", "close", "tell"}


def test_every_reason_comes_back_with_what_was_typed(world: World, client_of: Callable[[str], Any]) -> None:
    concern, client = world.admitted(), client_of("coordinator")
    reply = post(client, world, "weigh", concern, **{**FORM, "to": "", "reasons": "Er wordt gedeald bij het park."})
    assert reply.status_code == 409
    page = text(reply)
    assert "Noem welke dienst of functie dit oppakt." in page
    assert "staat wat in het signaal staat" in page
    assert REASONS["subsidiarity"] in page
    reply = post(client, world, "weigh", concern, **{**FORM, "reasons": "Bel Jan de Boer op 06-12345678 daarover."})
    assert reply.status_code == 422, "the guard on free text asks first"


def test_somebody_was_ahead(world: World, client_of: Callable[[str], Any]) -> None:
    concern, client = world.admitted(), client_of("coordinator")
    old = again(world, concern).version
    act(world, weighing.look_up, concern, source="permits", why="Is er een vergunning voor?", result="")
    reply = client.post(url("weigh", concern), {"version": old, **FORM})
    assert reply.status_code == 409
    assert "Iemand was u voor" in text(reply)


def test_a_form_that_is_sent_twice_works_once(world: World, client_of: Callable[[str], Any]) -> None:
    concern, client = world.admitted(), client_of("coordinator")
    token = re.search(
        r'name="(once|[a-z_]*once[a-z_]*)" value="([^"]+)"', client.get(url("tell", concern)).content.decode()
    )
    assert token
    sent = {"kind": "message", "text": "Wij kijken ernaar.", token[1]: token[2]}
    for _try in range(2):
        assert client.post(url("tell", concern), sent).status_code == 302
    with opened(world.system, system=True):
        assert Message.objects.count() == 1


def test_of_a_sensitive_kind_no_page_has_a_field_for_words_to_the_reporter(
    world: World, client_of: Callable[[str], Any]
) -> None:
    concern, client = world.admitted("trafficking-labour"), client_of("officer")
    page = client.get(url("tell", concern)).content.decode()
    assert FIXED["handled"]["nl"] in page
    assert 'name="text"' not in page
    weighed(world, concern, "police")
    chooser = text(client.get(url("close", concern)))
    assert OUTCOMES["acted"]["nl"] not in chooser
    page = client.get(url("close", concern) + "?uitkomst=passed_on").content.decode()
    assert 'name="message"' not in page
    assert FIXED["closed"]["nl"] in page
    sent = {"reason": "Overgedragen.", "tell": "yes", "message": "De politie deed een inval."}
    assert post(client, world, "close", concern, "?uitkomst=passed_on", **sent).status_code == 302
    assert [row.text for row in status_of(world, concern).messages] == [FIXED["closed"]["nl"]]


def test_a_reporter_who_asks_again_is_seen(world: World, client_of: Callable[[str], Any]) -> None:
    concern, client = world.admitted(), client_of("coordinator")
    weighed(world, concern)
    closed(world, concern)
    with opened(world.system, system=True):
        code = again(world, concern).receipt_code
    feedback.hear(
        actor=world.system,
        at=world.now,
        municipality=world.municipality,
        code=code,
        text="Het is er weer.",
        reopen=True,
    )
    page = text(client.get(concern.get_absolute_url()))
    assert "De melder vraagt om er opnieuw naar te kijken." in page
    assert "Open weer" in page
    assert client.post(url("read_messages", concern)).status_code == 302
    assert "De melder vraagt om er opnieuw" not in text(client.get(concern.get_absolute_url()))


def test_the_page_asks_no_more_queries_for_more_rows(world: World, client_of: Callable[[str], Any]) -> None:
    concern, client = world.admitted(), client_of("coordinator")

    def grow() -> None:
        act(world, weighing.look_up, concern, source="permits", why="Is er een vergunning voor?", result="")
        weighed(world, concern)
        act(world, weighing.withdraw, concern, reason="Toch nog eens kijken.")
        act(world, lambda seen, **given: feedback.tell(**given), concern, kind="message", text="Wij kijken.")

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(concern.get_absolute_url()).status_code == 200
        return len(asked)

    grow()
    count()
    before = count()
    for _more in range(4):
        grow()
    assert count() == before
    with opened(world.system, system=True):
        assert Look.objects.count() == 5


def test_what_waits_stands_on_the_list_of_terms_for_its_desk_alone(world: World) -> None:
    testing, deciding = world.receive(), world.admitted()
    done = world.admitted()
    weighed(world, done)
    on = world.now.date()
    lines = {
        line.record: line for line in term_lines.concern_lines(world.actor("coordinator"), world.municipality, on, True)
    }
    assert set(lines) == {testing.pk, deciding.pk}
    assert (lines[testing.pk].due, lines[testing.pk].rule) == (testing.test_due, "Toets vooraf")
    assert (lines[deciding.pk].due, lines[deciding.pk].mine) == (deciding.answer_due, True)
    assert lines[testing.pk].outside == "/uitvoeren/signalen/"
    named = " ".join(line.title for line in lines.values())
    assert testing.reference in named
    assert "gedeald" not in named
    reading = {
        line.record: line for line in term_lines.concern_lines(world.actor("port"), world.municipality, on, False)
    }
    assert set(reading) == set(lines)
    assert not any(line.mine or line.title for line in reading.values())
    for who in ("care", "officer", "keeper", "privacy", "council", "police"):
        assert term_lines.concern_lines(world.actor(who), world.municipality, on, True) == []


def test_terms_shown_by_name_leave_a_trace(world: World) -> None:
    concern = world.receive()
    given = (world.actor("coordinator"), world.municipality, world.now.date())
    reads = AuditEntry.objects.filter(kind="read")
    before = reads.count()
    term_lines.concern_lines(*given, False)
    assert reads.count() == before
    term_lines.concern_lines(*given, True)
    assert str(concern.pk) in str(reads.latest("sequence").detail)


@pytest.mark.parametrize(("category", "who", "purpose", "slug"), [
    ("trafficking-labour", "officer", "signal_trafficking", "sensitive"),
    ("youth-group", "boa", "criminal_investigation", "regime"),
])  # fmt: skip
def test_what_only_its_own_desk_may_know_of_never_comes_to_the_gso(
    world: World, client_of: Callable[[str], Any], category: str, who: str, purpose: str, slug: str
) -> None:
    meeting = gso(world)
    if slug == "regime":
        boa = {"actor": world.actor("boa"), "channel": "field", "source_kind": "own_control", "investigation": True}
        concern = world.receive(category, **boa)
        do(lambda: Concern.objects.filter(pk=concern.pk).update(status="admitted"), world.municipality)
    else:
        concern = world.admitted(category)
    concern = again(world, concern)
    with opened(world.actor(who), purpose), pytest.raises(Refused) as refused:
        weighing.put_on_agenda(
            actor=world.actor(who), at=world.now, purpose=purpose, concern=concern, seen=concern.version
        )
    assert [reason.slug for reason in refused.value.reasons] == [slug]
    client = client_of(who)
    assert "signalenoverleg" not in text(client.get(concern.get_absolute_url()))
    assert client.get(url("put_on_agenda", concern)).status_code == 404
    assert post(client, world, "put_on_agenda", concern, meeting="").status_code in (409, 422)
    do(lambda: Concern.objects.filter(pk=concern.pk).update(status="agenda"), world.municipality)
    assert agenda.items(world.actor(who), meeting.kind, meeting, world.now.date()) == []


def test_after_sharing_the_weighing_no_longer_says_that_nothing_was_shared(
    world: World, client_of: Callable[[str], Any]
) -> None:
    covenant(world)
    concern = world.admitted("undermining")
    weighed(world, concern, "police")
    client = client_of("coordinator")
    page = text(client.get(concern.get_absolute_url()))
    assert "nog niets gedeeld" in page
    assert "Deel met een partner" in page
    share(world, concern)
    page = text(client.get(concern.get_absolute_url()))
    assert "nog niets gedeeld" not in page
    assert "Deel met een partner" not in page
    assert "Deel met een organisatie" in page
