# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of meetings: the adviser's path from kind to settled minutes, what others find, and what bad input meets."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baken.decide.meetings import facade, minutes, models

from .builders import World, office

BASE = "/besluiten/overleg/"
MEETING = f"{BASE}driehoek/2026-11-20/"


@pytest.fixture
def adviser(world: World, logged_in: Callable[..., Any]) -> Any:
    return logged_in("safety_adviser")


def text(reply: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


def test_the_adviser_goes_from_a_kind_to_settled_minutes(world: World, adviser: Any) -> None:
    kind = {
        "name": "Haventeam",
        "slug": "haventeam",
        "purpose": "Signalen",
        "chair": "coördinator",
        "rhythm": "elke week",
    }
    reply = adviser.post(f"{BASE}nieuw/", {**kind, "sources": ["actions"]})
    assert (reply.status_code, reply.url) == (302, f"{BASE}haventeam/deelnemers/")
    police = world.organisations["politie"]
    for member in (
        {"role": "port_team"},
        {"organisation": police.pk, "function": "wijkagent"},
        {"function": "wethouder"},
    ):
        assert adviser.post(reply.url, member).status_code == 302
    assert "Politie (wijkagent)" in text(adviser.get(f"{BASE}haventeam/"))
    reply = adviser.post(f"{BASE}haventeam/plannen/", {"on": "2026-11-24", "starts": "09:30", "place": "Haven"})
    home = f"{BASE}haventeam/2026-11-24/"
    assert reply.url == home
    assert adviser.post(f"{home}punt/", {"title": "Signalen", "why": "Rondje"}).status_code == 302
    item = models.AgendaItem.objects.get(title="Signalen")
    paper = SimpleUploadedFile("beeld.docx", office())
    assert adviser.post(f"{BASE}agendapunt/{item.pk}/stuk/", {"file": paper}).status_code == 302
    assert adviser.post(f"{home}stap/", {"step": "hold"}).status_code == 302
    assert f'href="{BASE}agendapunt/{item.pk}/#id_note"' in adviser.get(home).content.decode()
    assert 'id="id_note"' in adviser.get(f"{BASE}agendapunt/{item.pk}/").content.decode()
    refused = adviser.post(f"{home}stap/", {"step": "settle"})
    assert refused.status_code == 409
    assert "Zonder verslag of besluit: Signalen." in text(refused)
    assert adviser.post(f"{BASE}agendapunt/{item.pk}/besluit/", {"text": "Controle in januari"}).status_code == 302
    decision = models.Decision.objects.get()
    action = {"text": "Plan de controle", "owner": f"organisation:{police.pk}", "due": "2026-12-15"}
    assert adviser.post(f"{BASE}besluit/{decision.pk}/actie/", action).status_code == 302
    assert adviser.post(f"{home}stap/", {"step": "settle"}).status_code == 302
    settled = adviser.get(home).content.decode()
    assert f'href="{BASE}haventeam/plannen/"' in settled, "what comes next"
    assert f'href="{BASE}acties/"' in settled
    assert f'href="{BASE}acties/"' in adviser.get(BASE).content.decode(), "the number of actions leads to all of them"
    page = text(adviser.get(home))
    for words in ("vastgesteld", "Besluit: Controle in januari", "Plan de controle", "beeld.docx", "Corrigeer besluit"):
        assert words in page
    assert "Neem over" not in page
    reply = adviser.post(
        f"{BASE}besluit/{decision.pk}/correctie/", {"becomes": "Controle in maart", "reason": "Datum", "version": 1}
    )
    assert reply.status_code == 302
    page = text(adviser.get(home))
    assert "Er stond: Controle in januari" in page
    assert "Besluit: Controle in maart" in page


def test_the_agenda_builds_itself_from_what_is_due(world: World, adviser: Any) -> None:
    decision = world.act(minutes.decide, item=world.items["open"], text="x")
    made = world.act(minutes.add_action, decision=decision, text="Doe iets", due=date(2026, 12, 1), role="mayor")
    world.act(facade.plan_meeting, kind=world.triangle, on=date(2026, 12, 10))
    home = f"{BASE}driehoek/2026-12-10/"
    assert "Actie: Doe iets" in text(adviser.get(home))
    assert (
        adviser.post(
            f"{home}voorstel/", {"source": "actions", "source_key": str(made.pk), "answer": "take"}
        ).status_code
        == 302
    )
    assert models.AgendaItem.objects.filter(meeting__on=date(2026, 12, 10), title="Actie: Doe iets").exists()
    again = adviser.post(f"{home}voorstel/", {"source": "actions", "source_key": str(made.pk), "answer": "take"})
    assert again.status_code == 409
    assert "Dit voorstel is er niet meer" in text(again)


def test_members_read_along_and_change_nothing(world: World, logged_in: Callable[..., Any]) -> None:
    mayor = logged_in("mayor")
    page = text(mayor.get(MEETING))
    assert "Punt open" in page
    assert "Punt private" in page
    for words in ("Neem over", "Agendapunt toevoegen", "Volgende stap", "Voorstellen"):
        assert words not in page
    item = world.items["open"].pk
    for path in ("wijzigen/", "punt/", "stap/", "voorstel/"):
        assert mayor.post(f"{MEETING}{path}", {"step": "hold"}).status_code == 404
    for path in (
        f"agendapunt/{item}/",
        f"agendapunt/{item}/besluit/",
        f"agendapunt/{item}/plaats/",
        "nieuw/",
        "driehoek/deelnemers/",
    ):
        assert mayor.post(f"{BASE}{path}", {"place": "up"}).status_code == 404
    assert models.Meeting.objects.get(pk=world.meeting.pk).status == "planned"


def test_a_partner_finds_its_own_meetings_and_their_open_points_only(
    world: World, logged_in: Callable[..., Any]
) -> None:
    for internal in (False, True):
        from baken.kernel.papers.kept import examine

        from .builders import Upload

        checked = examine(Upload(f"stuk-{internal}.txt", f"{internal}".encode()))
        world.act(minutes.add_paper, item=world.items["open"], checked=checked, internal=internal)
    police = logged_in("partner", world.partners["politie"])
    page = text(police.get(MEETING))
    assert "Punt open" in page
    assert "stuk-False.txt" in page
    assert "Punt private" not in page
    assert "stuk-True.txt" not in page
    assert police.get(f"{BASE}jeugd/2026-11-19/").status_code == 404
    assert police.get(f"{BASE}jeugd/").status_code == 404
    assert "Jeugd" not in text(police.get(BASE))
    papers = {paper.internal: paper.pk for paper in models.Paper.objects.all()}
    reply = police.get(f"{BASE}stuk/{papers[False]}/")
    assert (reply.status_code, b"".join(reply.streaming_content)) == (200, b"False")
    assert reply["Content-Disposition"].startswith("attachment")
    assert (reply["X-Content-Type-Options"], reply["Cache-Control"]) == ("nosniff", "private, no-store")
    assert police.get(f"{BASE}stuk/{papers[True]}/").status_code == 404


@pytest.mark.parametrize("role", ["council_member", "council_clerk"])
def test_the_council_finds_nothing(world: World, logged_in: Callable[..., Any], role: str) -> None:
    client = logged_in(role)
    for path in ("", "acties/", "acties/acties.csv", "driehoek/", "driehoek/2026-11-20/"):
        assert client.get(f"{BASE}{path}").status_code == 404


def test_search_finds_points_for_who_may_see_them_only(world: World, logged_in: Callable[..., Any]) -> None:
    def found(*who: Any) -> set[str]:
        page = text(logged_in(*who).get("/zoeken/", {"q": "Punt"}))
        return {name for name in ("Punt open", "Punt private", "Punt jeugd") if name in page}

    assert found("safety_adviser") == {"Punt open", "Punt private", "Punt jeugd"}
    assert found("mayor") == {"Punt open", "Punt private"}
    assert found("partner", world.partners["politie"]) == {"Punt open"}
    assert found("partner", world.partners["jongerenwerk"]) == {"Punt jeugd"}
    for role in ("council_member", "council_clerk", "inspector"):
        assert found(role) == set()
    assert found("partner", world.partners["ggz"]) == set()


def test_whoever_is_not_logged_in_is_asked_to(world: World, client: Any) -> None:
    assert client.get(MEETING).status_code == 302
    assert "/accounts/login/" in client.get(MEETING).url


class TestActions:
    @pytest.fixture
    def actions(self, world: World) -> dict[str, Any]:
        made = {}
        for name, role, organisation, due in (
            ("laat", "mayor", None, date(2026, 11, 1)),
            ("politie", "", "politie", date(2026, 12, 1)),
            ("elders", "youth_officer", None, date(2026, 12, 5)),
            ("gedaan", "mayor", None, date(2026, 11, 2)),
        ):
            point = world.items["youth" if name == "elders" else "open"]
            decision = world.act(minutes.decide, item=point, text=f"Besluit {name}")
            made[name] = world.act(
                minutes.add_action,
                decision=decision,
                text=f"Actie {name}",
                due=due,
                role=role,
                organisation=world.organisations.get(organisation) if organisation else None,
            )
        world.act(minutes.report, made=made["gedaan"], step="finish", text="Klaar")
        return made

    def shown(self, client: Any, query: str = "") -> list[str]:
        return re.findall(
            r'<th scope="row"><a [^>]*>Actie (\w+)<', client.get(f"{BASE}acties/{query}").content.decode()
        )

    def test_one_list_over_all_meetings_late_first(
        self, world: World, actions: Any, logged_in: Callable[..., Any]
    ) -> None:
        adviser = logged_in("safety_adviser")
        assert self.shown(adviser) == ["laat", "politie", "elders"]
        assert "3 open acties, 1 te laat" in text(adviser.get(f"{BASE}acties/"))
        assert self.shown(adviser, "?soort=jeugd") == ["elders"]
        assert self.shown(adviser, "?eigenaar=Politie") == ["politie"]
        assert self.shown(adviser, "?stand=te-laat") == ["laat"]
        assert self.shown(adviser, "?stand=klaar") == ["gedaan"]
        assert self.shown(adviser, "?stand=alle") == ["laat", "politie", "elders", "gedaan"]
        assert self.shown(adviser, "?wie=mij") == []
        assert self.shown(adviser, "?wie=gemeente") == ["laat", "elders"]
        assert self.shown(adviser, "?stand=onzin&soort=zz") == ["laat", "politie", "elders"]

    def test_each_sees_what_is_theirs(self, world: World, actions: Any, logged_in: Callable[..., Any]) -> None:
        mayor = logged_in("mayor")
        assert self.shown(mayor, "?wie=mij") == ["laat"]
        assert self.shown(mayor) == ["laat", "politie"]
        assert self.shown(logged_in("partner", world.partners["politie"]), "?wie=mij") == ["politie"]
        officer = logged_in("youth_officer")
        assert self.shown(officer) == ["elders"]
        assert "een overleg waaraan u niet deelneemt" in text(officer.get(f"{BASE}acties/"))
        assert "Besluit elders" not in text(officer.get(actions["elders"].get_absolute_url()))
        assert officer.get(actions["laat"].get_absolute_url()).status_code == 404

    def test_csv_is_the_list_and_starts_no_formula(
        self, world: World, actions: Any, logged_in: Callable[..., Any]
    ) -> None:
        decision = world.act(minutes.decide, item=world.items["open"], text="x")
        world.act(minutes.add_action, decision=decision, text="=1+1", due=date(2026, 12, 1), role="mayor")
        reply = logged_in("safety_adviser").get(f"{BASE}acties/acties.csv?soort=driehoek")
        lines = reply.content.decode("utf-8-sig").splitlines()
        assert len(lines) == 4
        assert any(line.startswith("'=1+1;") for line in lines)
        assert lines[1].startswith("Actie laat;burgemeester;2026-11-01;te laat;Driehoek;2026-11-20")

    def test_the_owner_reports_it_done(self, world: World, actions: Any, logged_in: Callable[..., Any]) -> None:
        police = logged_in("partner", world.partners["politie"])
        address = actions["politie"].get_absolute_url()
        assert police.post(address, {"step": "drop", "text": "x"}).status_code == 422
        assert police.post(address, {"step": "finish", "text": ""}).status_code == 422
        assert police.post(address, {"step": "finish", "text": "Gedaan"}).status_code == 302
        page = text(police.get(address))
        assert "Gedaan" in page
        assert "Melden" not in page
        assert models.Action.objects.get(pk=actions["politie"].pk).status == "done"
        assert police.post(actions["laat"].get_absolute_url(), {"step": "finish", "text": "x"}).status_code == 404

    def test_a_reader_who_does_not_own_it_cannot_report(
        self, world: World, actions: Any, logged_in: Callable[..., Any]
    ) -> None:
        mayor = logged_in("mayor")
        assert "Melden" not in text(mayor.get(actions["politie"].get_absolute_url()))
        assert mayor.post(actions["politie"].get_absolute_url(), {"step": "finish", "text": "x"}).status_code == 404

    def test_the_list_costs_the_same_with_few_and_with_many(
        self, world: World, actions: Any, logged_in: Callable[..., Any]
    ) -> None:
        adviser = logged_in("safety_adviser")

        def cost(path: str) -> int:
            adviser.get(path)
            with CaptureQueriesContext(
                connection,
            ) as seen:
                assert adviser.get(path).status_code == 200
            return len(seen)

        paths = (BASE, f"{BASE}acties/", f"{BASE}driehoek/", MEETING)
        before = {path: cost(path) for path in paths}
        for number in range(12):
            point = world.act(facade.add_item, meeting=world.meeting, title=f"Punt {number}")
            decision = world.act(minutes.decide, item=point, text="x")
            world.act(minutes.add_action, decision=decision, text=f"Meer {number}", due=date(2026, 12, 1), role="mayor")
            world.act(facade.plan_meeting, kind=world.triangle, on=date(2027, 1, 1 + number))
        assert {path: cost(path) for path in paths} == before


class TestTrouble:
    def test_errors_stand_with_the_field_and_on_top_and_what_was_typed_stays(self, world: World, adviser: Any) -> None:
        reply = adviser.post(f"{MEETING}punt/", {"title": "", "why": "Dit typte ik"})
        assert reply.status_code == 422
        page = reply.content.decode()
        assert 'href="#id_title"' in page
        assert "Dit typte ik" in page
        assert 'aria-invalid="true"' in page

    def test_a_conflict_shows_both_and_loses_nothing(self, world: World, adviser: Any) -> None:
        item = world.items["open"]
        world.act(
            facade.change_item,
            item=item,
            seen=item.version,
            title="Van een ander",
            why="Omdat.",
            internal=False,
            note="",
        )
        mine = {"title": "Van mij", "why": "Omdat.", "note": "Mijn verslag"}
        reply = adviser.post(f"{BASE}agendapunt/{item.pk}/", {**mine, "version": item.version})
        assert reply.status_code == 409
        page = reply.content.decode()
        for words in ("Iemand was u voor", "Van een ander", "Van mij", "Mijn verslag"):
            assert words in page
        assert models.AgendaItem.objects.get(pk=item.pk).title == "Van een ander"
        version = re.search(r'name="version" value="(\d+)"', page)
        assert version
        assert adviser.post(f"{BASE}agendapunt/{item.pk}/", {**mine, "version": version[1]}).status_code == 302
        assert models.AgendaItem.objects.get(pk=item.pk).note == "Mijn verslag"

    @pytest.mark.parametrize("path", ["", "wijzigen/"])
    def test_a_conflict_on_meeting_and_kind(self, world: World, adviser: Any, path: str) -> None:
        address = f"{MEETING}wijzigen/" if path else f"{BASE}driehoek/wijzigen/"
        form = (
            {"on": "2026-11-20", "place": "Elders"}
            if path
            else {"name": "Nieuw", "purpose": "a", "chair": "b", "rhythm": "c"}
        )
        assert adviser.post(address, {**form, "version": 1}).status_code == 302
        reply = adviser.post(address, {**form, "place": "Hier", "name": "Ander", "version": 1})
        assert reply.status_code == 409
        assert "Iemand was u voor" in text(reply)

    @pytest.mark.parametrize("bad", ["a\0b", "x" * 20_000, ""])
    def test_hostile_text_is_told_and_nothing_stored(self, world: World, adviser: Any, bad: str) -> None:
        before = models.AgendaItem.objects.count()
        assert adviser.post(f"{MEETING}punt/", {"title": bad}).status_code == 422
        assert adviser.post(f"{BASE}agendapunt/{world.items['open'].pk}/besluit/", {"text": bad}).status_code == 422
        assert adviser.post(f"{MEETING}stap/", {"step": "cancel", "reason": bad}).status_code == 422
        assert models.AgendaItem.objects.count() == before
        assert not models.Decision.objects.exists()

    def test_ten_megabytes_of_text_are_refused(self, world: World, adviser: Any) -> None:
        assert adviser.post(f"{MEETING}punt/", {"title": "x", "why": "x" * 10_000_000}).status_code == 400

    def test_what_is_not_there_is_not_there(self, world: World, adviser: Any) -> None:
        days = ("driehoek/2026-11-21/", "driehoek/2026-13-45/", "driehoek/gisteren/")
        keys = [f"{what}/{uuid4()}/" for what in ("agendapunt", "acties", "stuk", "besluit")]
        for path in ("bestaat-niet/", *days, *keys, "agendapunt/zomaar/", "a%00b/"):
            assert adviser.get(f"{BASE}{path}").status_code == 404, path
        assert adviser.post(f"{MEETING}voorstel/", {"source": "x\0", "source_key": "\0"}).status_code == 409
        assert adviser.post(f"{MEETING}stap/", {"step": "onzin"}).status_code == 422
        assert adviser.post(f"{BASE}agendapunt/{world.items['open'].pk}/plaats/", {"place": "onzin"}).status_code == 422

    def test_another_municipalitys_meeting_is_not_there(self, world: World, adviser: Any) -> None:
        from baken.access.facade import Actor
        from baken.kernel.models import Municipality

        from .builders import KIND
        from .conftest import NOW

        elsewhere = Municipality.objects.create(code="GM0392", slug="haarlem", name="Haarlem")
        theirs = Actor(None, elsewhere.id, frozenset({"safety_adviser"}))
        kind = facade.make_kind(actor=theirs, at=NOW, municipality=elsewhere, slug="driehoek", values=KIND)
        meeting = facade.plan_meeting(actor=theirs, at=NOW, kind=kind, on=date(2026, 12, 24))
        item = facade.add_item(actor=theirs, at=NOW, meeting=meeting, title="Van Haarlem")
        assert adviser.get(f"{BASE}driehoek/2026-12-24/").status_code == 404
        for path in (f"agendapunt/{item.pk}/", f"agendapunt/{item.pk}/besluit/", f"agendapunt/{item.pk}/stuk/"):
            assert adviser.post(f"{BASE}{path}", {"title": "x", "text": "x", "version": 1}).status_code == 404
        assert "Haarlem" not in text(adviser.get(f"{BASE}driehoek/"))

    def test_foreign_keys_of_others_are_no_choice(self, world: World, adviser: Any) -> None:
        decision = world.act(minutes.decide, item=world.items["open"], text="x")
        for owner in ("role:council_member", "role:partner", f"organisation:{uuid4()}", "zomaar"):
            form = {"text": "x", "owner": owner, "due": "2026-12-01", "effort": str(uuid4())}
            assert adviser.post(f"{BASE}besluit/{decision.pk}/actie/", form).status_code == 422
        assert adviser.post(f"{BASE}driehoek/deelnemers/", {"organisation": "zomaar"}).status_code == 422
        assert adviser.post(f"{BASE}driehoek/deelnemers/", {"role": "council_member"}).status_code == 422
        assert not models.Action.objects.exists()

    def test_a_paper_that_may_not_come_in_is_told_with_every_reason(self, world: World, adviser: Any) -> None:
        file = SimpleUploadedFile("macro.txt", office(extra={"word/vbaProject.bin": b"x"}))
        reply = adviser.post(f"{BASE}agendapunt/{world.items['open'].pk}/stuk/", {"file": file})
        assert reply.status_code == 422
        assert "macro" in text(reply)
        assert "De naam past niet bij de inhoud" in text(reply)
        assert not models.Paper.objects.exists()

    def test_a_damaged_paper_is_not_served(self, world: World, adviser: Any, settings: Any, tmp_path: Any) -> None:
        settings.DOCUMENTS_ROOT = tmp_path
        file = SimpleUploadedFile("a.txt", b"tekst")
        assert adviser.post(f"{BASE}agendapunt/{world.items['open'].pk}/stuk/", {"file": file}).status_code == 302
        paper = models.Paper.objects.get()
        (tmp_path / "papers" / paper.digest[:2] / paper.digest).write_bytes(b"anders")
        assert adviser.get(f"{BASE}stuk/{paper.pk}/").status_code == 404


def test_an_empty_desk_says_what_to_do_next(velsen: Any, logged_in: Callable[..., Any]) -> None:
    page = text(logged_in("safety_adviser").get(BASE))
    assert "Maak een soort overleg" in page
    mayor = logged_in("mayor")
    assert "Geen open acties." in text(mayor.get(f"{BASE}acties/"))
    assert "De adviseur veiligheid kan u of uw organisatie toevoegen." in text(mayor.get(BASE))
