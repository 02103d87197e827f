# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages: for whom, with what on them, in how many queries, and what they do with bad input."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baken.access.facade import ROLES, system_actor
from baken.decide.council import facade as council
from baken.decide.council.models import ApvChange, CouncilItem, Hearing, ItemPaper, Proposal, ProposedChange, Session
from baken.decide.policy.models import Effort
from baken.kernel.models import Municipality

from .builders import change, held, item, session
from .conftest import NOW, TODAY

RAAD = "/besluiten/raad/"
LISTS = (
    RAAD,
    f"{RAAD}?stand=late",
    f"{RAAD}toezeggingen-moties-vragen.csv",
    f"{RAAD}sessies/",
    f"{RAAD}sessies/2025/",
    f"{RAAD}sessies/2026/",
    f"{RAAD}sessies/2026/wijzigingen.csv",
    f"{RAAD}apv/",
    f"{RAAD}apv/apv-wijzigingen.csv",
    f"{RAAD}voorstellen/",
    f"{RAAD}voorstellen/raadsvoorstellen.csv",
    f"{RAAD}regionaal-plan/",
)
FORMS = (
    f"{RAAD}nieuw/",
    f"{RAAD}nieuw/?sessie=2025&soort=motion",
    f"{RAAD}termijn/",
    f"{RAAD}sessies/nieuw/",
    f"{RAAD}sessies/2026/wijzigen/",
    f"{RAAD}sessies/2026/wijziging/",
    f"{RAAD}sessies/2026/wijziging/add/",
    f"{RAAD}sessies/2026/wijziging/stop/havenbedrijven/",
    f"{RAAD}sessies/2026/wijziging/set/havenbedrijven/term/",
    f"{RAAD}apv/nieuw/",
    f"{RAAD}voorstellen/nieuw/",
    f"{RAAD}regionaal-plan/nieuw/",
)
ITEM = {
    "kind": "commitment",
    "title": "Evaluatie",
    "text": "De raad krijgt een evaluatie.",
    "made_on": "2026-06-01",
    "made_in": "raadsvergadering",
    "asked_by": "de raad",
    "owner": "adviseur",
    "due": "2026-12-24",
}


def text_of(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def of_items() -> tuple[list[str], list[str]]:
    """Return the addresses of single objects: those to read, and those to change."""
    it, apv = CouncilItem.objects.filter(kind="question", answer="").first(), ApvChange.objects.first()
    proposal, hearing = Proposal.objects.get(status="offered"), Hearing.objects.first()
    draft = Proposal.objects.get(status="draft")
    assert it is not None
    assert apv is not None
    assert hearing is not None
    point = f"{RAAD}punt/{it.pk}/"
    reads = [point, f"{RAAD}apv/{apv.pk}/", f"{RAAD}voorstellen/{proposal.pk}/", f"{RAAD}stuk/{_paper().pk}/"]
    writes = [f"{point}{word}/" for word in ("wijzigen", "antwoord", "vervallen", "besluit", "stuk")]
    writes += [f"{RAAD}apv/{apv.pk}/wijzigen/", f"{RAAD}apv/{apv.pk}/stap/", f"{RAAD}regionaal-plan/{hearing.pk}/"]
    return reads, [*writes, *(f"{RAAD}voorstellen/{draft.pk}/{word}" for word in ("", "wijzigen/", "stap/"))]


def _paper() -> ItemPaper:
    found = ItemPaper.objects.first()
    assert found is not None
    return found


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"system", "administrator"}))
def test_who_opens_what(business: Municipality, logged_in: Callable[..., Client], role: str) -> None:
    client, (reads, writes) = logged_in(role), of_items()
    reader, maker = role != "partner", role in ("safety_adviser", "council_clerk")
    for pages, allowed in (((*LISTS, *reads), reader), ((*FORMS, *writes), maker)):
        got = {page: client.get(page).status_code for page in pages}
        assert got == dict.fromkeys(pages, 200 if allowed else 404)


def test_a_visitor_is_asked_to_log_in(business: Municipality, client: Client) -> None:
    for page in (*LISTS, *FORMS):
        assert client.get(page)["Location"].startswith("/accounts/login/"), page


def test_what_is_late_stands_first_and_the_list_is_narrowed(
    business: Municipality, logged_in: Callable[..., Client]
) -> None:
    client = logged_in("council_member")
    words = text_of(client.get(RAAD))
    assert "2 van de 8 toezeggingen, moties en raadsvragen zijn te laat" in words
    assert words.index("Jeugdboa’s vaker") < words.index("Evaluatie van de integrale") < words.index("Hoeveel Bibob")
    assert "Nog controleren in het reglement van orde" in words
    late = text_of(client.get(f"{RAAD}?stand=late&soort=motion"))
    assert "Jeugdboa’s vaker" in late
    assert "Evaluatie van de integrale" not in late
    assert "Hoeveel Bibob" in text_of(client.get(f"{RAAD}?stand=onzin&eigenaar=niemand"))


def test_drafts_and_unprepared_sessions_are_named_nowhere(
    business: Municipality, logged_in: Callable[..., Client]
) -> None:
    actor = system_actor(business)
    council.step_session(actor=actor, at=NOW, session=Session.objects.get(year=2026), name="revise")
    item(business, title="Vraag van de sessie", session=Session.objects.get(year=2026))
    client = logged_in("mayor")
    reads, _writes = of_items()
    pages = [page for page in (*LISTS, *reads) if "2026" not in page and "/stuk/" not in page]
    said = " ".join(text_of(client.get(page)) for page in pages)
    assert "Prikkelarme woonplekken" not in said
    assert "10 dec 2026" not in said
    assert f"{RAAD}sessies/2026/" not in " ".join(
        client.get(page).content.decode() for page in pages if ".csv" not in page
    )
    for page in (f"{RAAD}sessies/2026/", f"{RAAD}sessies/2026/stand/", f"{RAAD}sessies/2026/wijzigingen.csv"):
        assert client.get(page).status_code == 404


def test_lists_cost_as_much_with_many_rows_as_with_few(
    business: Municipality, logged_in: Callable[..., Client]
) -> None:
    client = logged_in("safety_adviser")
    pages = [page for page in LISTS if "late" not in page]

    def cost() -> dict[str, int]:
        found = {}
        for page in pages:
            with CaptureQueriesContext(
                connection,
            ) as caught:
                assert client.get(page).status_code == 200
            found[page] = len(caught)
        return found

    few = cost()
    effort, it = Effort.objects.first(), Session.objects.get(year=2026)
    assert effort is not None
    for number in range(12):
        item(business, title=f"Punt {number}", effort=effort, session=it, priority=effort.priority)
        values = {"article": "2:1", "title": "x", "text": "x", "reason": "x", "proposed_on": TODAY, "session": it}
        council.add_apv_change(
            actor=system_actor(business), at=NOW, municipality=business, values=values | {"priority": effort.priority}
        )
        change(it, effort="havenbedrijven", field="budget", value=20000 + number)
    assert cost() == few
    assert max(few.values()) <= 40, few


def test_an_item_is_noted_answered_and_downloaded(business: Municipality, logged_in: Callable[..., Client]) -> None:
    client = logged_in("council_clerk")
    response = client.post(f"{RAAD}nieuw/", ITEM)
    it = CouncilItem.objects.get(title="Evaluatie")
    assert response["Location"] == it.get_absolute_url()
    page = f"{it.get_absolute_url()}antwoord/"
    upload = SimpleUploadedFile("brief.txt", b"Het antwoord")
    sent = {"version": it.version, "answer": "Klaar.", "answered_on": "2026-11-20", "file": upload}
    assert client.post(page, sent).status_code == 302
    assert "nagekomen" in text_of(client.get(it.get_absolute_url()))
    paper = ItemPaper.objects.get(item=it)
    answer = client.get(f"{RAAD}stuk/{paper.pk}/")
    assert b"".join(answer) == b"Het antwoord"  # type: ignore[arg-type]
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.post(f"{RAAD}stuk/{paper.pk}/weghalen/").status_code == 302
    assert not ItemPaper.objects.filter(item=it).exists()


def test_a_form_keeps_what_was_typed_and_says_what_is_wrong(
    business: Municipality, logged_in: Callable[..., Client]
) -> None:
    client, before = logged_in("safety_adviser"), CouncilItem.objects.count()
    bad = ITEM | {"title": "", "made_on": "2026-13-01", "text": "Bewaar mij"}
    response = client.post(f"{RAAD}nieuw/", bad)
    assert response.status_code == 422
    body = response.content.decode()
    assert "Bewaar mij" in body
    assert 'href="#id_title"' in body
    assert 'href="#id_made_on"' in body
    for extra in ({"title": "a\0b"}, {"text": "x" * 20_000}, {"made_on": "0001-01-01"}, {"effort": str(uuid4())}):
        assert client.post(f"{RAAD}nieuw/", ITEM | extra).status_code == 422, list(extra)
    assert client.post(f"{RAAD}nieuw/", {}).status_code == 422
    assert client.post(f"{RAAD}nieuw/", ITEM | {"text": "x" * 10_000_000}).status_code == 400
    refused = client.post(f"{RAAD}nieuw/", ITEM | {"due": "2026-05-01"})
    assert refused.status_code == 409
    assert "De termijn ligt vóór de datum zelf" in text_of(refused)
    assert CouncilItem.objects.count() == before


def test_a_bad_paper_stores_nothing(business: Municipality, logged_in: Callable[..., Client]) -> None:
    client = logged_in("safety_adviser")
    it = CouncilItem.objects.get(title__startswith="Hoeveel Bibob")
    sent = {"version": it.version, "answer": "Klaar.", "answered_on": "2026-11-20"}
    for name, data in (("brief.docm", b"PK\x03\x04macro"), ("brief.pdf", b"geen pdf"), ("leeg.txt", b"")):
        upload = SimpleUploadedFile(name, data)
        response = client.post(f"{it.get_absolute_url()}antwoord/", sent | {"file": upload})
        assert response.status_code == 422, name
    it.refresh_from_db()
    assert (it.answer, it.papers.count()) == ("", 0)


def test_two_writers_see_both_versions_and_lose_nothing(
    business: Municipality, logged_in: Callable[..., Client]
) -> None:
    client = logged_in("safety_adviser")
    it = item(business)
    page = f"{it.get_absolute_url()}wijzigen/"
    mine = {name: value for name, value in ITEM.items() if name != "kind"} | {"version": it.version}
    assert client.post(page, mine | {"title": "Van een ander"}).status_code == 302
    response = client.post(page, mine | {"title": "Van mij"})
    assert response.status_code == 409
    words = text_of(response)
    assert "Iemand was u voor" in words
    assert "Van een ander" in words
    assert "Van mij" in response.content.decode()
    again = re.search(r'name="version" value="(\d+)"', response.content.decode())
    assert again is not None
    assert client.post(page, mine | {"title": "Van mij", "version": again[1]}).status_code == 302
    assert CouncilItem.objects.get(pk=it.pk).title == "Van mij"


def test_exports_start_no_cell_with_a_formula(business: Municipality, logged_in: Callable[..., Client]) -> None:
    item(business, title="=HYPERLINK(1)", owner="+31 adviseur", asked_by="@raad")
    body = logged_in("council_member").get(f"{RAAD}toezeggingen-moties-vragen.csv").content.decode("utf-8-sig")
    cells = [cell.strip('"') for line in body.splitlines() for cell in line.split(";")]
    assert "'=HYPERLINK(1)" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_script_in_a_title_is_text(business: Municipality, logged_in: Callable[..., Client]) -> None:
    it = item(business, title="<script>alert(1)</script>", text="<b>x</b>")
    client = logged_in("council_member")
    for page in (RAAD, it.get_absolute_url()):
        assert "<script>alert" not in client.get(page).content.decode()


def test_another_municipality_does_not_exist(
    business: Municipality, other: Municipality, logged_in: Callable[..., Client]
) -> None:
    theirs = item(other)
    client = logged_in("safety_adviser")
    for word in ("", "wijzigen/", "antwoord/", "stuk/"):
        assert client.get(f"{theirs.get_absolute_url()}{word}").status_code == 404
    assert client.post(f"{theirs.get_absolute_url()}vervallen/", {"version": 1}).status_code == 404
    for page in ("punt/geen-uuid/", f"punt/{uuid4()}/", "sessies/0/", "sessies/99999999/", f"stuk/{uuid4()}/"):
        assert client.get(f"{RAAD}{page}").status_code == 404, page
    for page in ("set/havenbedrijven/slug/", "set/bestaat-niet/term/", "onzin/", "stop/"):
        assert client.get(f"{RAAD}sessies/2026/wijziging/{page}").status_code == 404, page


def test_a_session_from_proposal_to_version(policy: Municipality, logged_in: Callable[..., Client]) -> None:
    """The clerk's path: propose, hold, decide, see why it can't be closed, close, and see the version."""
    client = logged_in("council_clerk")
    plan = Effort.objects.first().plan  # type: ignore[union-attr]
    day = (TODAY - timedelta(days=4)).isoformat()
    planned = {"year": 2026, "on": day, "cut_off": "2026-11-01", "figures_year": 2025, "plan": plan.pk, "intro": ""}
    assert client.post(f"{RAAD}sessies/nieuw/", planned).status_code == 302
    page = f"{RAAD}sessies/2026/"
    chosen = client.get(f"{page}wijziging/", {"kind": "set", "effort": "havenbedrijven", "field": "hours_planned"})
    assert chosen.status_code == 302
    form = client.get(chosen["Location"])
    assert "Nu is het 180 uur" in text_of(form)
    assert "<h1>Een afspraak wijzigen</h1>" in form.content.decode()
    told = {"value_hours_planned": "240", "reason": "Meer bedrijven", "moved_by": "het college"}
    assert client.post(chosen["Location"], told).status_code == 302
    for step in ("prepare", "hold"):
        assert client.post(f"{page}stap/", {"step": step}).status_code == 302
    refused = client.post(f"{page}afsluiten/")
    assert refused.status_code == 409
    assert "Nog niet besloten over deze wijzigingen" in text_of(refused)
    proposed = ProposedChange.objects.get()
    assert client.post(f"{RAAD}besluit/{proposed.pk}/", {"step": "adopt"}).status_code == 302
    assert client.post(f"{page}afsluiten/").status_code == 302
    words = text_of(client.get(page))
    assert "versie 2 van het programma" in words
    assert "180 uur 240 uur" in words
    assert Effort.objects.get(slug="havenbedrijven").hours_planned == 240


def test_choosing_a_change_asks_for_what_is_missing(policy: Municipality, logged_in: Callable[..., Client]) -> None:
    session(policy)
    client = logged_in("safety_adviser")
    response = client.get(f"{RAAD}sessies/2026/wijziging/", {"kind": "set"})
    assert response.status_code == 422
    assert "Kies een inspanning" in text_of(response)
    assert "Kies welke afspraak verandert" in text_of(response)
    page = f"{RAAD}sessies/2026/wijziging/add/"
    told = {"value_title": "Spreekuur", "value_priority": "jeugd", "value_owner": "adviseur", "ongoing": "on"}
    assert client.post(page, told | {"reason": "x", "moved_by": "y"}).status_code == 302
    added = ProposedChange.objects.get()
    assert added.values == {"title": "Spreekuur", "priority": "jeugd", "owner": "adviseur", "term": "ongoing"}
    assert "Termijn: doorlopend" in text_of(client.get(f"{RAAD}sessies/2026/"))


def test_unknown_steps_are_not_found(policy: Municipality, logged_in: Callable[..., Client]) -> None:
    it = held(policy)
    one = change(it)
    client = logged_in("council_clerk")
    assert client.post(f"{RAAD}sessies/2026/stap/", {"step": "settle"}).status_code == 404
    assert client.post(f"{RAAD}besluit/{one.pk}/", {"step": "onzin"}).status_code == 404
    assert client.get(f"{RAAD}besluit/{one.pk}/").status_code == 405
    assert logged_in("safety_adviser").post(f"{RAAD}sessies/2026/afsluiten/").status_code == 404


@pytest.mark.usefixtures("facts")
def test_figures_and_claims_are_those_of_the_cut_off(
    business: Municipality, logged_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    from baken.decide.council import pages

    client = logged_in("council_member")
    asked = []
    real = pages.observe.picture_of

    def watch(*args: Any, **given: Any) -> Any:
        asked.append((given["year"], given["as_of"].date()))
        return real(*args, **given)

    monkeypatch.setattr(pages.observe, "picture_of", watch)
    assert client.get(f"{RAAD}sessies/2026/stand/").status_code == 200
    assert "Op 1 okt 2025 waren er nog geen cijfers" in text_of(client.get(f"{RAAD}sessies/2025/stand/"))
    assert asked == [(2025, date(2026, 11, 1)), (2024, date(2025, 10, 1))]


def test_empty_pages_say_what_to_do(policy: Municipality, logged_in: Callable[..., Client]) -> None:
    for role, said in (("safety_adviser", "Noteer de eerste"), ("council_member", "De griffier of de adviseur")):
        client = logged_in(role)
        assert said in text_of(client.get(RAAD))
        for page in ("sessies/", "apv/", "voorstellen/", "regionaal-plan/"):
            assert 'class="empty' in client.get(f"{RAAD}{page}").content.decode()


def test_a_long_list_has_pages(policy: Municipality, logged_in: Callable[..., Client]) -> None:
    for number in range(51):
        item(policy, title=f"Punt {number:02d}")
    client = logged_in("council_member")
    assert text_of(client.get(RAAD)).count("Punt ") == 50
    assert text_of(client.get(f"{RAAD}?bladzijde=2")).count("Punt ") == 1
    assert client.get(f"{RAAD}?bladzijde=onzin").status_code == 200


def test_a_paper_that_was_damaged_is_not_found(
    business: Municipality, logged_in: Callable[..., Client], settings: Any, tmp_path: Any
) -> None:
    paper = ItemPaper.objects.first()
    assert paper is not None
    settings.DOCUMENTS_ROOT = tmp_path
    assert logged_in("council_member").get(f"{RAAD}stuk/{paper.pk}/").status_code == 404


def test_what_the_council_reads_names_no_draft_framework(
    business: Municipality, logged_in: Callable[..., Client]
) -> None:
    from baken.decide.policy.models import Framework, Priority
    from baken.kernel import audit
    from baken.kernel.actions import action

    @action
    def draft(*, actor: Any, at: Any) -> Any:
        framework = Framework.objects.get(slug="2023-2026")
        priority = framework.priorities.first()
        assert priority is not None
        for record in (framework, priority):
            record.pk, record._state.adding = uuid4(), True
        framework.slug, framework.status = "2027-2030", "draft"
        framework.save()
        priority.framework = framework
        priority.save()
        audit.record("test.draft", framework)
        return priority

    priority = draft(actor=system_actor(business), at=NOW)
    adviser = logged_in("safety_adviser")
    form = {**ITEM, "priority": str(priority.pk)}
    assert str(priority.pk) not in adviser.get(f"{RAAD}nieuw/").content.decode()
    assert adviser.post(f"{RAAD}nieuw/", form).status_code == 422
    known = Priority.objects.exclude(framework__status="draft").filter(framework__slug="2023-2026").first()
    assert known is not None
    assert adviser.post(f"{RAAD}nieuw/", {**form, "priority": str(known.pk)}).status_code == 302
