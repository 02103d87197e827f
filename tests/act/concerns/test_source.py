# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who reported: seen by nobody, asked with reasons, released by another function for a day at most, read once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from baken.access.facade import Vault, opened
from baken.act.concerns.models import Concern, ReleaseRequest, Reporter
from baken.act.concerns.reporting.reports import Contact
from baken.act.concerns.source import actions as source
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import AuditEntry, AuditPersonal
from baken.kernel.papers.kept import CheckedPaper
from tests.kernel.towns import do

from .builders import World
from .sharing_builders import act, as_it_is, released, slugs

WHO_TOLD = Contact(name="Wilhelmina Zonneveldt", email="zonneveldt@melder.example", phone="0698765432", wants_mail=True)
pytestmark = pytest.mark.django_db


@pytest.fixture
def told(world: World) -> Concern:
    return world.admitted("undermining", contact=WHO_TOLD)


def read(world: World, concern: Concern, asked: ReleaseRequest, name: str = "", **more: Any) -> source.Shown:
    return act(world, source.read, concern, name, asked=asked, **more)


def test_released_it_is_read_once_and_that_is_written_down(world, told):
    shown = read(world, told, released(world, told))
    assert (shown.name, shown.email, shown.phone) == (WHO_TOLD.name, WHO_TOLD.email, WHO_TOLD.phone)
    (row,) = AuditEntry.objects.filter(action="source.read")
    assert row.purpose == "source_protection"
    assert row.vault_id == world.vaults["sources"].pk
    assert row.actor_id == world.users["coordinator"].pk
    with opened(world.system, system=True):
        asked = ReleaseRequest.objects.get()
    with pytest.raises(Refused) as refused:
        read(world, told, asked)
    assert slugs(refused) == {"read"}


def test_the_key_of_who_reported_tells_no_moment(world, told):
    with opened(world.system, system=True):
        reporter = Reporter.objects.get()
        assert reporter.pk == reporter.guarded_id
        assert reporter.pk.version == 4
        assert reporter.pk.bytes[:6] != Concern.objects.get().pk.bytes[:6]


def test_without_a_register_of_sources_nothing_is_written_to_disk(world, settings):
    do(lambda: Vault.objects.filter(slug="sources").delete(), world.municipality)
    folder = Path(settings.DOCUMENTS_ROOT) / "sealed"
    before = set(folder.rglob("*"))
    paper = CheckedPaper("a.png", "image/png", 1, "", b"x")
    with pytest.raises(Refused) as refused:
        world.receive(contact=Contact("Jan de Boer"), files=[paper])
    assert {reason.slug for reason in refused.value.reasons} == {"no_sources"}
    assert set(folder.rglob("*")) == before


def test_not_after_its_hours_nor_by_somebody_else_nor_when_refused(world, told):
    asked = released(world, told, hours=2)
    late = world.now + timedelta(hours=2)
    with pytest.raises(Refused) as refused:
        read(world, told, asked, at=late)
    assert slugs(refused) == {"over"}
    for name in ("port", "keeper"):
        with pytest.raises(Denied):
            read(world, told, asked, name)
    other = world.admitted("undermining", contact=Contact(name="Een ander mens"))
    with pytest.raises(Denied):
        read(world, other, asked)
    again = released(world, other, granted=False)
    with pytest.raises(Refused) as refused:
        read(world, other, again)
    assert slugs(refused) == {"not_granted"}


def test_asking_takes_reasons_once_and_a_reporter(world, told):
    with pytest.raises(Refused) as refused:
        act(world, source.ask, told, why=" ", needed="")
    assert slugs(refused) == {"no_reason"}
    act(world, source.ask, told, why="Gevaar.", needed="Geen andere weg.")
    with pytest.raises(Refused) as refused:
        act(world, source.ask, told, why="Gevaar.", needed="Geen andere weg.")
    assert slugs(refused) == {"asked"}
    with pytest.raises(Refused) as refused:
        act(world, source.ask, world.admitted("undermining"), why="Gevaar.", needed="Geen andere weg.")
    assert slugs(refused) == {"no_reporter"}
    for name in ("keeper", "port", "officer", "police"):
        with pytest.raises(Denied):
            act(world, source.ask, told, name, why="Gevaar.", needed="Geen andere weg.")


def test_the_keeper_decides_once_with_reasons_for_a_day_at_most(world, told):
    asked = act(world, source.ask, told, why="Gevaar.", needed="Geen andere weg.")
    keeper = world.actor("keeper")

    def decide(actor: Any = keeper, **more: Any) -> ReleaseRequest:
        with opened(actor):
            given = {"granted": True, "because": "Omdat.", "hours": 24, **more}
            return source.decide(actor=actor, at=world.now, asked=asked, **given)

    for wrong, slug in (({"hours": 25}, "hours"), ({"hours": 0}, "hours"), ({"because": " "}, "no_reason")):
        with pytest.raises(Refused) as refused:
            decide(**wrong)
        assert slugs(refused) == {slug}
    for name in ("coordinator", "privacy", "fg", "police"):
        with pytest.raises((Denied, ReleaseRequest.DoesNotExist)):
            decide(world.actor(name))
    assert decide().until == world.now + timedelta(hours=24)
    with pytest.raises(Refused) as refused:
        decide(granted=False)
    assert slugs(refused) == {"decided"}


def test_how_reliable_it_is_stands_with_the_concern(world, told):
    row = act(world, source.evaluate, told, source="B", content="2")
    assert (row.source_reliability, row.content_reliability) == ("B", "2")
    for wrong in ({"source": "Z", "content": "2"}, {"source": "A", "content": "9"}):
        with pytest.raises(Refused):
            act(world, source.evaluate, told, **wrong)
    with pytest.raises(StaleVersion):
        act(world, source.evaluate, told, source="A", content="1", seen=1)


def test_the_pages_from_asking_to_reading(world, told, client_of):
    desk, keeper, page = client_of("coordinator"), client_of("keeper"), told.get_absolute_url()
    shown = desk.get(page).content.decode()
    assert "Wie meldde is bekend, in een apart register." in shown
    reply = desk.post(f"{page}herkomst/", {"why": "Er is gevaar.", "needed": "Niets anders helpt."})
    assert reply.status_code == 302
    with opened(world.system, system=True):
        asked = ReleaseRequest.objects.get()
    listed = keeper.get("/uitvoeren/signalen/herkomst/").content.decode()
    assert told.reference in listed
    assert "Niets anders helpt." in keeper.get(f"/uitvoeren/signalen/herkomst/{asked.pk}/").content.decode()
    given = {"granted": "ja", "hours": "4", "because": "Terecht gevraagd."}
    assert keeper.post(f"/uitvoeren/signalen/herkomst/{asked.pk}/", given).status_code == 302
    assert "Lees één keer wie meldde" in desk.get(page).content.decode()
    read_at = f"{page}herkomst/{asked.pk}/"
    once = desk.post(read_at)
    assert WHO_TOLD.name in once.content.decode()
    assert once["Cache-Control"] == "private, no-store"
    assert WHO_TOLD.name not in desk.post(read_at, follow=True).content.decode()
    assert desk.get(read_at).status_code == 405


def test_the_keeper_sees_nothing_of_the_concern(world, told, client_of):
    act(world, source.ask, told, why="Gevaar.", needed="Geen andere weg.")
    keeper = client_of("keeper")
    told_text = as_it_is(world, told).description
    assert told_text not in keeper.get("/uitvoeren/signalen/herkomst/").content.decode()
    assert keeper.get(told.get_absolute_url()).status_code == 404
    assert keeper.get("/uitvoeren/signalen/").status_code == 404
    for name in ("coordinator", "officer", "privacy", "police", "council"):
        assert client_of(name).get("/uitvoeren/signalen/herkomst/").status_code == 404


@pytest.mark.sqlite_enough(
    reason="asks each address by the checks of the code; row-level security only hides more, of which tests/access tells"
)
def test_no_door_tells_who_reported(world, told, client_of, caplog, django_capture_on_commit_callbacks):
    """Every address of concerns with no more in it than a reference, and the home, terms, search, log and retention pages, asked
    by every account: what marks the reporter is in none; nor in the log, its personal parts, mail or the server's log.
    """
    from django.core import mail

    from .sharing_builders import covenant, routed, share

    world.users["police"].email = "desk@partner.example"
    do(world.users["police"].save, world.municipality)
    covenant(world)
    with django_capture_on_commit_callbacks(execute=True):
        packet = share(world, routed(world, told))
    act(world, source.ask, told, why="Gevaar.", needed="Geen andere weg.")
    marks = ("Zonneveldt", "zonneveldt", "98765432")
    opening = {name: set() for name in world.users}
    with caplog.at_level("DEBUG"):
        for name in world.users:
            client = client_of(name)
            for url in (*_addresses(told.reference, packet.reference), *ELSEWHERE):
                reply = client.get(url)
                body = reply.getvalue()
                if reply.status_code == 200:
                    opening[name].add(url)
                found = [mark for mark in marks if mark in body.decode("utf-8", "replace")]
                assert not found, (name, url)
    page = told.get_absolute_url()
    assert {page, f"{page}signaal.json", "/uitvoeren/signalen/", "/termijnen/"} <= opening["coordinator"]
    assert f"/uitvoeren/signalen/gedeeld/{packet.reference}/" in opening["police"]
    assert "/uitvoeren/signalen/herkomst/" in opening["keeper"]
    assert {"/toezicht/logboek/", "/toezicht/verstrekkingen/"} <= opening["privacy"]
    assert not [mark for mark in marks if mark in caplog.text]
    assert mail.outbox
    assert not [m for m in mail.outbox if any(mark in m.subject + m.body for mark in marks)]
    assert not [mark for mark in marks for row in AuditEntry.objects.all() if mark in str(row.detail)]
    assert not [mark for mark in marks for row in AuditPersonal.objects.all() if mark in str(row.content)]


ELSEWHERE = (
    "/", "/uitvoeren/", "/termijnen/", "/zoeken/?q=wilhelmina", "/toezicht/",
    "/toezicht/bewaren/", "/toezicht/logboek/", "/toezicht/logboek/logboek.csv", "/toezicht/verstrekkingen/",
    "/toezicht/inzage/", "/api/v1/concerns", "/uitvoeren/signalen/?woorden=wilhelmina",
)  # fmt: skip


def _addresses(*references: str) -> list[str]:
    """Return every address of concerns that asks for no more than a reference."""
    from django.urls import NoReverseMatch, reverse

    from baken.act.concerns.urls import urlpatterns

    found = []
    for pattern in urlpatterns:
        try:
            found.append(reverse(f"concerns:{pattern.name}"))
        except NoReverseMatch:
            for reference in references:
                try:
                    found.append(reverse(f"concerns:{pattern.name}", args=[reference]))
                except NoReverseMatch:
                    continue
    assert len(found) > 10
    return found


def test_what_a_professional_judged_reads_the_same_at_the_desk(world: World, client_of: Any) -> None:
    from baken.act.concerns.reporting.forms import ReportForm

    concern = world.admitted("undermining", source_reliability="B", content_reliability="2")
    page = client_of("coordinator").get(concern.get_absolute_url()).content.decode()
    fields = ReportForm.base_fields
    assert str(dict(fields["source_reliability"].choices)["B"]) in page
    assert str(dict(fields["content_reliability"].choices)["2"]) in page
