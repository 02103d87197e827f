# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of sharing: choose, see what the recipient will see, share; the partner reads and answers; take back."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baken.access.facade import opened
from baken.act.concerns.models import Concern, Packet, PacketFile
from baken.act.concerns.reporting.reports import Place, Thing
from baken.kernel.models import AuditEntry

from .builders import World
from .sharing_builders import WORDS, as_it_is, covenant, routed, share
from .test_retention import photo

pytestmark = pytest.mark.django_db
RECEIVED = "/uitvoeren/signalen/gedeeld/"


@pytest.fixture
def told(world: World) -> Concern:
    covenant(world)
    made = world.admitted(
        "undermining", "Jan de Vries (0612345678) lost elke nacht achter de loods.", files=[photo()],
        place=Place("address", address="Havenkade 12, 1973 AA IJmuiden"), things=(Thing("ship", "Zeemeeuw", "9074729"),),
    )  # fmt: skip
    return routed(world, made)


def filled(world: World, concern: Concern, **more: Any) -> dict[str, Any]:
    return {
        "version": concern.version, "partner": str(world.partners["police"].pk), "report": WORDS["report"],
        "place": "street", "assessment": "", "basis": "Politiewet 2012 artikel 3", "why": "Voor het onderzoek.",
        "onward": "not_further", "effect_months": "12", **more,
    }  # fmt: skip


def text_of(reply: Any) -> str:
    return " ".join(reply.content.decode().split())


def test_from_the_concern_to_the_partner_and_back(world, told, client_of):
    desk, police = client_of("coordinator"), client_of("police")
    page, url = told.get_absolute_url(), f"{told.get_absolute_url()}delen/"
    assert "Niemand buiten dit register ziet iets" in text_of(desk.get(page))
    begun = text_of(desk.get(url))
    assert "0612345678" not in begun
    assert "[weggelaten]" in begun
    assert "naam (1)" in begun
    preview = text_of(desk.post(url, {**filled(world, told), "stap": "bekijk"}))
    assert "Er is nog niets gedeeld." in preview
    assert "Havenkade" in preview
    assert "1973" not in preview
    with opened(world.system, system=True):
        assert not Packet.objects.exists()
    assert desk.post(url, {**filled(world, told), "stap": "deel"}).status_code == 302
    with opened(world.system, system=True):
        packet = Packet.objects.get()
    listed = text_of(police.get(RECEIVED))
    assert packet.reference in listed
    assert "Nog niet gelezen" in listed
    shown = text_of(police.get(packet.get_absolute_url()))
    for text in (WORDS["report"], "Havenkade", "Politiewet 2012 artikel 3", "Convenant signal_undermining"):
        assert text in shown, text
    for text in ("Jan de Vries", "Zeemeeuw", "Voor het onderzoek", told.reference):
        assert text not in shown, text
    assert as_it_is(world, packet).first_read_at is not None
    reads = AuditEntry.objects.filter(action="guarded.read", resource_id=str(packet.guarded_id))
    assert reads.filter(actor_id=world.users["police"].pk).exists()
    assert police.post(packet.get_absolute_url(), {"used": "ja", "text": "Gekeken, niets gevonden."}).status_code == 302
    assert "Gekeken, niets gevonden." in text_of(desk.get(page))
    assert "Voor het onderzoek." in text_of(desk.get(packet.get_absolute_url()))
    back = f"{packet.get_absolute_url()}terughalen/"
    assert police.get(back).status_code == 404
    given = {"version": as_it_is(world, packet).version, "reason": "Vergissing."}
    assert desk.post(back, given).status_code == 302
    gone = text_of(police.get(packet.get_absolute_url()))
    assert "Teruggehaald op" in gone
    assert WORDS["report"] not in gone
    assert "Vergissing" not in gone
    assert "Teruggehaald" in text_of(police.get(RECEIVED))


def test_chosen_papers_and_things_go_and_only_those(world, told, client_of):
    desk, police = client_of("coordinator"), client_of("police")
    with opened(world.system, system=True):
        paper, thing = told.attachments.get(), told.objects_named.get()
    given = filled(world, told, papers=[str(paper.pk)], things=[str(thing.pk)], stap="deel", report="")
    assert desk.post(f"{told.get_absolute_url()}delen/", given).status_code == 302
    with opened(world.system, system=True):
        packet = Packet.objects.get()
        copy = PacketFile.objects.get()
    shown = text_of(police.get(packet.get_absolute_url()))
    assert "Schip: Zeemeeuw 9074729" in shown
    assert WORDS["report"] not in shown
    assert "ding.png" not in shown
    reply = police.get(f"{packet.get_absolute_url()}bijlage/{copy.pk}/")
    assert reply.getvalue().startswith(b"\x89PNG")
    (row,) = [r for r in AuditEntry.objects.filter(action="guarded.read") if r.detail.get("rows") == [str(copy.pk)]]
    assert row.actor_id == world.users["police"].pk
    assert police.get(f"{packet.get_absolute_url()}bijlage/{paper.pk}/").status_code == 404
    other = share(world, told)
    assert police.get(f"{other.get_absolute_url()}bijlage/{copy.pk}/").status_code == 404


def test_the_concern_is_not_there_for_a_partner_at_any_door(world, told, client_of):
    share(world, told)
    police, page = client_of("police"), told.get_absolute_url()
    for door in ("", "delen/", "overbrengen/", "herkomst/", "betrouwbaarheid/", "wegen/", "toets/"):
        for reply in (police.get(f"{page}{door}"), police.post(f"{page}{door}", {})):
            assert reply.status_code in (404, 405), door
            assert "loods" not in reply.content.decode()


def test_others_find_neither_list_nor_packet(world, told, client_of):
    packet = share(world, told)
    for name in ("officer", "care", "keeper", "privacy", "council", "adviser"):
        assert client_of(name).get(packet.get_absolute_url()).status_code == 404, name
        assert client_of(name).get(RECEIVED).status_code == 404, name
    assert client_of("coordinator").get(RECEIVED).status_code == 404


def test_what_is_refused_is_told_on_the_page_and_nothing_is_lost(world, told, client_of):
    desk, url = client_of("coordinator"), f"{told.get_absolute_url()}delen/"
    reply = desk.post(url, filled(world, told, basis="", why=""))
    assert reply.status_code == 422
    assert WORDS["report"] in text_of(reply)
    reply = desk.post(url, filled(world, told, report="", place="", stap="bekijk"))
    assert reply.status_code == 409
    assert "Kies wat u deelt." in text_of(reply)
    reply = desk.post(url, filled(world, told, stap="deel", version=0))
    assert reply.status_code == 409


def test_the_list_asks_as_much_for_many_as_for_few(world, told, client_of):
    police = client_of("police")
    share(world, told)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert police.get(RECEIVED).status_code == 200
        return len(found)

    asked()
    few = asked()
    for _number in range(4):
        share(world, told)
    assert asked() == few
    assert few < 45


def test_the_day_to_answer_stands_on_both_lists_of_terms(world, told, client_of):
    packet = share(world, told)
    for name in ("police", "coordinator"):
        assert packet.reference in text_of(client_of(name).get("/termijnen/")), name
    assert "Wacht op een ander" in text_of(client_of("coordinator").get("/termijnen/?wie=ander"))
    assert packet.reference not in text_of(client_of("police").get("/termijnen/?wie=ander")), "its own to answer"
    for name in ("care", "officer"):
        assert packet.reference not in text_of(client_of(name).get("/termijnen/")), name


def test_a_signal_on_trafficking_begins_with_the_victim_tested_or_not(world, client_of):
    officer = client_of("officer")
    untested = text_of(officer.get(world.receive("trafficking-labour").get_absolute_url()))
    assert "Eerst het slachtoffer: is iemand nu in gevaar?" in untested
    tested = text_of(officer.get(world.admitted("trafficking-labour").get_absolute_url()))
    for text in ("Eerst het slachtoffer", "CoMensha", "Nederlandse Arbeidsinspectie"):
        assert text in tested, text
    other = text_of(client_of("coordinator").get(world.admitted("undermining").get_absolute_url()))
    assert "Eerst het slachtoffer" not in other
