# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of cases: three people open one case and see three screens; for others it doesn't exist."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from baken.act.cases import facade as cases
from baken.act.cases import models
from baken.act.cases.parts import SIGHTS

from .builders import ALL, PURPOSE, World, add, open_case

BASE = "/uitvoeren/casussen/"
SEES = {
    "lead": {"premises": 3, "signals": 3, "inspections": 3, "police": 3, "decisions": 3},
    "police": {"premises": 2, "signals": 1, "inspections": 2, "police": 3},
    "housing": {"premises": 2, "inspections": 1},
}
"""What each sees of the case, written by hand."""
NOBODY = ("inspector", "mayor", "youth", "council", "privacy", "oncall")


def text(reply: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


def home(case: Any) -> str:
    return f"{BASE}{case.reference}/"


@pytest.mark.parametrize("name", SEES)
def test_each_sees_exactly_its_own_screen_in_every_door(world: World, client_of: Callable[..., Any], name: str) -> None:
    client, sees = client_of(name), SEES[name]
    whole = "".join(
        client.get(f"{home(world.case)}{door}").content.decode()
        for door in ("", "tijdlijn/", "verloop.svg", "casus.json", "casus.csv")
    )
    for part in ALL:
        section = client.get(f"{home(world.case)}onderdeel/{part}/")
        assert section.status_code == (200 if sees.get(part) else 404), part
        assert (f"slot{part}" in whole) == bool(sees.get(part)), part
        for level in (2, 3):
            for word in ("note", "paper", *(("action", "subject") if level == 2 else ())):
                seen = sees.get(part, 0) >= level
                assert (f"{word}{part}{level}" in whole) == seen, (word, part, level)
                assert (f"{word}{part}{level}" in section.content.decode()) == seen, (word, part, level)
    with world.looking("lead"):
        papers = {
            (row.part, row.level): row.pk for row in models.CaseDocument.objects.filter(guarded=world.case.guarded)
        }
    for (part, level), key in papers.items():
        reply = client.get(f"{home(world.case)}document/{key}/")
        assert reply.status_code == (200 if sees.get(part, 0) >= level else 404), (part, level)
        if reply.status_code == 200:
            assert b"".join(reply.streaming_content) == f"content{part}{level}".encode()
            assert reply["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("name", NOBODY)
def test_for_who_takes_no_part_nothing_exists(world: World, client_of: Callable[..., Any], name: str) -> None:
    client = client_of(name)
    unknown = client.get(f"{BASE}2020-1234/")
    for path in (
        "",
        "tijdlijn/",
        "verloop.svg",
        "casus.json",
        "casus.csv",
        "onderdeel/premises/",
        "deelnemers/",
        "delen/",
    ):
        reply = client.get(f"{home(world.case)}{path}")
        assert reply.status_code == 404, path
    same = client.get(home(world.case))
    assert text(same) == text(unknown), "one answer for what isn't there and what isn't open"
    assert "Voorbeeldkade" not in text(client.get(BASE))


def test_another_case_does_not_exist_for_the_police(world: World, client_of: Callable[..., Any]) -> None:
    police = client_of("police")
    assert "Loods Voorbeeldkade" in text(police.get(BASE))
    assert "Verzonnen Hof" not in text(police.get(BASE))
    assert police.get(home(world.other)).status_code == 404
    assert client_of("housing").get(home(world.other)).status_code == 200


def test_keys_of_one_case_open_nothing_under_another(world: World, client_of: Callable[..., Any]) -> None:
    lead = client_of("lead")
    with world.looking("lead"):
        key = models.CaseDocument.objects.filter(guarded=world.case.guarded).first().pk
        todo = models.CaseAction.objects.filter(guarded=world.case.guarded).first().pk
        taking = cases.find(world.actor("lead"), world.case.reference)
        from baken.act.cases.queries import participations

        row = participations(taking)[1].pk
    assert lead.get(f"{home(world.other)}document/{key}/").status_code == 404
    assert lead.get(f"{home(world.case)}document/{uuid4()}/").status_code == 404
    assert lead.post(f"{home(world.other)}actie/{todo}/klaar/").status_code == 404
    assert lead.post(f"{home(world.other)}deelnemers/{row}/einde/").status_code == 404
    assert lead.get(f"{home(world.other)}deelnemers/{row}/zicht/").status_code == 404
    assert lead.get(f"{home(world.case)}onderdeel/bestaat-niet/").status_code == 404
    assert lead.get(f"{home(world.barn)}").status_code == 404


def test_a_part_that_is_not_seen_has_no_forms(world: World, client_of: Callable[..., Any]) -> None:
    police = client_of("police")
    for part, path in (
        ("decisions", "notitie/"),
        ("signals", "notitie/"),
        ("signals", "conclusie/"),
        ("decisions", "document/"),
    ):
        reply = police.post(
            f"{home(world.case)}onderdeel/{part}/{path}",
            {"happened_at": "2024-01-01T10:00", "text": "x", "level": "2", "conclusion": "x", "version": "1"},
        )
        assert reply.status_code == 404, (part, path)


def test_the_lead_opens_fills_and_closes_a_case(world: World, client_of: Callable[..., Any]) -> None:
    lead = client_of("lead")
    reply = lead.post(
        f"{BASE}nieuw/",
        {"place": f"premises|{PURPOSE}|undermining_coordinator", "title": "Kelder", "address": "Kelderstraat 1",
         "stage": "closed", "reference": "2020-0001", "owner": str(uuid4()), "guarded": str(world.case.guarded_id)},
    )  # fmt: skip
    assert reply.status_code == 302
    address = reply.url
    assert "2020-0001" not in address, "a form takes its own fields and no others"
    assert "intake" in text(lead.get(address)).lower()
    part = f"{address}onderdeel/premises/"
    note = {"happened_at": "2024-01-01T10:00", "text": "Kelder gezien", "level": "2"}
    assert lead.post(f"{part}notitie/", note).status_code == 302
    assert (
        lead.post(f"{part}actie/", {"title": "Bellen", "owner": "toezicht", "due_on": "2030-01-01"}).status_code == 302
    )
    assert lead.post(f"{part}betrokkene/", {"kind": "company", "name": "Bedrijf (verzonnen)"}).status_code == 302
    paper = SimpleUploadedFile("stuk.txt", b"inhoud")
    assert lead.post(f"{part}document/", {"file": paper, "level": "3"}).status_code == 302
    assert lead.post(f"{part}conclusie/", {"conclusion": "Niets aan de hand", "version": "1"}).status_code == 302
    page = text(lead.get(address))
    for words in ("Kelder gezien", "Bellen", "Bedrijf (verzonnen)", "stuk.txt", "Niets aan de hand"):
        assert words in page
    refused = lead.post(f"{address}stap/", {"step": "closed"})
    assert refused.status_code == 409
    for words in ("Schrijf op waarom.", "Er staan nog acties open: 1."):
        assert words in text(refused)
    reference = address.rstrip("/").rpartition("/")[2]
    with world.looking("lead"):
        todo = models.CaseAction.objects.get(guarded__reference=reference)
    assert lead.post(f"{address}actie/{todo.pk}/klaar/").status_code == 302
    assert lead.post(f"{address}stap/", {"step": "closed", "reason": "Klaar."}).status_code == 302
    with world.looking("lead"):
        closed = models.Case.objects.get(reference=reference)
        assert (closed.stage, closed.guarded.retention_from) == ("closed", closed.closed_on)
    assert lead.post(f"{part}notitie/", note).status_code == 409
    assert lead.post(f"{address}stap/", {"step": "investigated"}).status_code == 404
    assert lead.post(f"{address}stap/", {"step": "reopened", "reason": "Nieuw signaal."}).status_code == 302
    with world.looking("lead"):
        again = models.Case.objects.get(reference=reference)
        assert (again.stage, again.guarded.retention_from, again.closed_on) == ("aftercare", None, None)


def test_two_at_once_see_both_versions_and_lose_nothing(world: World, client_of: Callable[..., Any]) -> None:
    lead, police = client_of("lead"), client_of("police")
    path = f"{home(world.case)}onderdeel/police/conclusie/"
    version = re.search(r'name="version" value="(\d+)"', lead.get(path).content.decode())
    assert version
    assert police.post(path, {"conclusion": "van de politie", "version": version[1]}).status_code == 302
    clash = lead.post(path, {"conclusion": "van de leider", "version": version[1]})
    assert clash.status_code == 409
    page = text(clash)
    for words in ("Iemand was u voor", "van de politie", "van de leider"):
        assert words in page
    later = re.search(r'name="version" value="(\d+)"', clash.content.decode())
    assert later
    assert lead.post(path, {"conclusion": "van de leider", "version": later[1]}).status_code == 302


def test_the_lead_lets_take_part_narrows_and_ends(world: World, client_of: Callable[..., Any]) -> None:
    lead, mayor = client_of("lead"), client_of("mayor")
    path = f"{home(world.other)}deelnemers/"
    none = {f"sight_{part}": "0" for part in ALL}
    assert lead.post(path, {**none, "who": "role:mayor", "sight_decisions": "2"}).status_code == 302
    assert mayor.get(home(world.other)).status_code == 200
    assert mayor.get(f"{home(world.other)}onderdeel/decisions/").status_code == 200
    assert mayor.get(f"{home(world.other)}onderdeel/premises/").status_code == 404
    assert mayor.get(path).status_code == 404, "looking is not leading"
    with world.looking("lead"):
        row = next(one for one in _taking(world, world.other) if one.role == "mayor")
    assert lead.post(f"{path}{row.pk}/zicht/", {**none, "sight_premises": "1"}).status_code == 302
    assert mayor.get(f"{home(world.other)}onderdeel/decisions/").status_code == 404
    assert lead.post(f"{path}{row.pk}/einde/").status_code == 302
    assert mayor.get(home(world.other)).status_code == 404
    stranger = lead.post(path, {**none, "who": f"partner:{world.partners['stranger'].pk}", "sight_premises": "1"})
    assert stranger.status_code == 422, "without a covenant it isn't offered"
    assert "Stranger" not in text(lead.get(path))
    assert lead.post(path, {**none, "who": f"partner:{uuid4()}"}).status_code == 422
    assert lead.post(path, {**none, "who": "role:council_member"}).status_code == 422
    with world.looking("lead"):
        mine = next(one for one in _taking(world, world.other) if one.role == "undermining_coordinator")
    last = lead.post(f"{path}{mine.pk}/einde/")
    assert last.status_code == 409
    assert "Draag eerst de leiding over" in text(last)


def _taking(world: World, case: Any) -> list[Any]:
    from baken.act.cases.queries import participations

    return participations(cases.find(world.actor("lead"), case.reference))


def test_a_covenant_that_ended_a_second_ago_closes_every_door(world: World, client_of: Callable[..., Any]) -> None:
    police = client_of("police")
    assert police.get(home(world.case)).status_code == 200
    from baken.access.supervision.covenants import end_covenant

    privacy = world.actor("privacy")
    end_covenant(
        actor=privacy, at=world.now - timedelta(seconds=1), covenant=world.covenant, reason="Opgezegd door een partij."
    )
    for path in ("", "tijdlijn/", "verloop.svg", "casus.json", "casus.csv", "onderdeel/premises/"):
        assert police.get(f"{home(world.case)}{path}").status_code == 404, path
    assert "Voorbeeldkade" not in text(police.get(BASE))
    page = text(client_of("lead").get(home(world.case)))
    assert "Police doet niet meer mee: het convenant “Convenant panden” liep af" in page


def test_a_leaver_with_an_open_session_finds_nothing(world: World, client_of: Callable[..., Any]) -> None:
    lead = client_of("lead")
    assert lead.get(home(world.case)).status_code == 200
    world.users["lead"].is_active = False
    world.users["lead"].save()
    assert lead.get(home(world.case)).status_code in (302, 404)
    assert lead.get(f"{home(world.case)}casus.json").status_code in (302, 404)


def test_search_finds_words_in_seen_parts_only(world: World, client_of: Callable[..., Any]) -> None:
    for word, finders in (
        ("notepremises2", {"lead", "police", "housing"}),
        ("notedecisions2", {"lead"}),
        ("notepolice3", {"lead", "police"}),
        ("notepremises3", {"lead"}),
        ("slotsignals", {"lead", "police"}),
        ("Voorbeeldkade", {"lead", "police", "housing"}),
    ):
        for name in (*SEES, *NOBODY):
            if name == "council":
                continue  # has no such page
            page = text(client_of(name).get(BASE, {"woorden": word}))
            assert ("Loods Voorbeeldkade" in page) == (name in finders), (word, name)


def test_every_read_leaves_a_trace_with_purpose_and_basis(world: World, client_of: Callable[..., Any]) -> None:
    from baken.kernel.models import AuditEntry

    before = AuditEntry.objects.filter(kind="read").count()
    police = client_of("police")
    for path in ("", "onderdeel/premises/", "casus.json", "verloop.svg", "tijdlijn/"):
        police.get(f"{home(world.case)}{path}")
    rows = list(AuditEntry.objects.filter(kind="read").order_by("sequence"))[before:]
    assert [row.detail["door"] for row in rows] == ["page", "section", "export", "chart", "fragment"]
    assert {(row.purpose, row.basis, row.actor_id) for row in rows} == {
        (PURPOSE, "Gemeentewet", world.users["police"].pk)
    }
    police.get(home(world.other))
    assert AuditEntry.objects.filter(kind="read").count() == before + 5, "what isn't open isn't read"


def test_sharing_leaves_a_record_and_gives_no_access(world: World, client_of: Callable[..., Any]) -> None:
    lead = client_of("lead")
    path = f"{home(world.case)}delen/"
    told = {
        "part": "signals",
        "what": "Alleen dit.",
        "basis": "AVG 6",
        "sharing_purpose": PURPOSE,
        "recipient": f"partner:{world.partners['police'].pk}",
    }
    assert lead.post(path, told).status_code == 302
    assert "Alleen dit." in text(lead.get(home(world.case)))
    assert "Alleen dit." not in text(client_of("police").get(home(world.case))), "of signals it sees the conclusion"
    stranger = lead.post(path, {**told, "recipient": f"partner:{world.partners['stranger'].pk}"})
    assert stranger.status_code == 422, "without a covenant it isn't offered"
    assert "Stranger" not in text(lead.get(path))
    assert lead.post(path, {**told, "sharing_purpose": "criminal_investigation"}).status_code == 422
    assert lead.post(path, {**told, "recipient": f"case:{world.barn.reference}"}).status_code == 422
    assert client_of("police").get(path).status_code == 404


def test_lists_and_pages_ask_a_fixed_number_of_questions(world: World, client_of: Callable[..., Any]) -> None:
    def asked(path: str) -> int:
        lead = client_of("lead")
        lead.get(path)
        with CaptureQueriesContext(connection) as few:
            assert lead.get(path).status_code == 200
        return len(few)

    few, page = asked(BASE), asked(home(world.case))
    for number in range(12):
        case = open_case(world, "lead", title=f"Pand {number}")
        add(world, case, partner="housing", premises=1)
    for number in range(6):
        world.act(
            "lead", cases.add_entry, case=world.case, part="premises", level=2, happened_at=world.past,
            text=f"nog {number}", at=world.past,
        )  # fmt: skip
        add(world, world.case, role="inspector", premises=1) if number == 0 else None
    assert asked(BASE) == few
    assert asked(home(world.case)) == page


def test_bad_input_meets_a_clear_page(world: World, client_of: Callable[..., Any]) -> None:
    lead = client_of("lead")
    part = f"{home(world.case)}onderdeel/premises/"
    for given in (
        {"happened_at": "gisteren", "text": "x", "level": "2"},
        {"happened_at": "2024-01-01T10:00", "text": "", "level": "2"},
        {"happened_at": "2024-01-01T10:00", "text": "x", "level": "9"},
        {"happened_at": "2024-01-01T10:00", "text": "x" * 20_000, "level": "2"},
    ):
        assert lead.post(f"{part}notitie/", given).status_code == 422, given
    assert (
        lead.post(f"{part}notitie/", {"happened_at": "2099-01-01T10:00", "text": "x", "level": "2"}).status_code == 409
    )
    assert lead.post(f"{part}document/", {"file": SimpleUploadedFile("x.exe", b"MZ"), "level": "2"}).status_code == 422
    assert lead.post(f"{part}notitie/", {"text": "a\0b"}).status_code in (400, 422)
    assert lead.get(BASE, {"doel": "x", "fase": "y", "bladzijde": "z", "woorden": "é" * 300}).status_code == 200


def test_the_export_is_json_of_what_is_seen(world: World, client_of: Callable[..., Any]) -> None:
    data = json.loads(client_of("housing").get(f"{home(world.case)}casus.json").content)
    assert [(part["part"], part["sight"]) for part in data["parts"]] == [("premises", 2), ("inspections", 1)]
    assert data["parts"][1]["entries"] == []
    assert data["purpose"] == PURPOSE


def test_two_levels_of_sight_differ_in_their_mark_and_their_words(world: World, client_of: Callable[..., Any]) -> None:
    drawn = [render_to_string("cases/_sight.html", {"level": level}) for level in range(4)]
    assert len(set(drawn)) == 4
    page = client_of("lead").get(home(world.case)).content.decode()
    legend = page[page.index('class="legend rights"') :]
    for words in SIGHTS.values():
        assert str(words) in legend[: legend.index("</p>")]


def test_the_form_of_a_case_says_that_its_summary_is_for_everybody(world: World, client_of: Callable[..., Any]) -> None:
    assert "Iedereen die meedoet ziet dit." in text(client_of("lead").get(f"{home(world.case)}wijzigen/"))


def test_a_spreadsheet_of_a_case_tells_kinds_in_words(world: World, client_of: Callable[..., Any]) -> None:
    text = client_of("lead").get(f"{home(world.case)}casus.csv").content.decode()
    subjects = [line.split(";") for line in text.splitlines() if ";betrokkene;" in line]
    assert subjects
    assert {line[4] for line in subjects} <= {str(kind.label) for kind in models.SubjectKind}
