# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages: for whom, what they say, in how many queries, and what they do with bad input."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baken.access.facade import ROLES, system_actor
from baken.decide.capacity import actions
from baken.decide.capacity.models import Scenario, Team, WorkStream
from baken.decide.council.models import Proposal, ProposalScenario
from baken.kernel.models import Municipality

from .conftest import BASE, NOW, TODAY

RAAD = "/besluiten/raad/"
READS = (BASE, f"{BASE}capaciteit.csv", f"{BASE}scenario/", f"{BASE}scenario/effect/", f"{BASE}naast-elkaar/")
WRITES = (f"{BASE}teams/nieuw/", f"{BASE}teams/boas/", f"{BASE}werk/nieuw/", f"{BASE}werk/bibob-toetsen/")
MORE = "meer_meldingen-ondermijning=30"
DESK = {
    "safety_adviser", "undermining_coordinator", "legal_adviser", "bibob_coordinator", "care_safety_coordinator",
    "youth_coordinator",
}  # fmt: skip
CLOSED = {"council_member", "council_clerk", "data_protection_officer", "administrator", "partner"}


def words(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"system", "administrator"}))
def test_who_opens_what(work: Municipality, logged_in: Callable[..., Client], role: str) -> None:
    client = logged_in(role)
    one = Scenario.objects.first()
    assert one is not None
    for pages, allowed in (
        ((*READS, one.get_absolute_url(), f"{one.get_absolute_url()}scenario.csv"), role not in CLOSED),
        (WRITES, role in DESK),
    ):
        got = {page: client.get(page).status_code for page in pages}
        assert got == dict.fromkeys(pages, 200 if allowed else 404)


def test_a_visitor_is_asked_to_log_in(work: Municipality, client: Client) -> None:
    for page in (*READS, *WRITES):
        assert client.get(page)["Location"].startswith("/accounts/login/"), page


def test_the_overview_says_how_it_stands_and_what_is_assumed(
    work: Municipality, logged_in: Callable[..., Client]
) -> None:
    text = words(logged_in("undermining_coordinator").get(BASE))
    assert "Minst vaak binnen het doel: Personen met onbegrepen gedrag (87%)" in text
    assert "20 keer nagebootst, met marges van 95%" in text
    assert re.search(r"Bibob-coördinator en medewerker 2 56,3 44,0 niet getoond", text)  # two people: no share used
    assert re.search(r"Zorg en veiligheid 4 102,1 69,4 \d\d%", text)
    assert "opgegeven: de politie, in de driehoek (17 sep 2026)" in text
    assert "aanname: schatting van het team nog controleren" in text
    assert "Toezicht op illegale prostitutie loopt nog niet" in text


def test_the_slider_shows_its_effect_and_what_it_says(work: Municipality, logged_in: Callable[..., Client]) -> None:
    client = logged_in("undermining_coordinator")
    response = client.get(f"{BASE}scenario/effect/?{MORE}&vrij_boas=96", headers={"HX-Request": "true"})
    text = words(response)
    assert "<html" not in response.content.decode()
    assert "Integrale controles: nu 92% binnen het doel, dan 40%" in text
    assert "30% meer, 11,7 per week" in text
    assert response["HX-Replace-Url"] == f"{BASE}scenario/?{MORE}"  # what stands as it is, isn't in the address
    whole = client.get(f"{BASE}scenario/?{MORE}").content.decode()
    assert 'value="30"' in whole
    assert "Bereken ook de uren" in whole


@pytest.mark.parametrize(
    "query",
    [
        "meer_bibob-toetsen=x",
        "meer_bibob-toetsen=9999",
        "uren_boas=-99999",
        "erbij=niet-bestaand",
        "jaren=7",
        "onzin=1",
        "meer_weg=20",
        "doel_bibob-toetsen=0",
    ],
)
def test_a_slider_that_cannot_be_changes_nothing(
    work: Municipality, logged_in: Callable[..., Client], query: str
) -> None:
    client = logged_in("undermining_coordinator")
    for page in ("scenario/", "scenario/effect/", "scenario/uitkomst/"):
        response = client.get(f"{BASE}{page}?{query}")
        assert response.status_code == 200
    assert "Schuif eerst iets" in words(client.get(f"{BASE}scenario/?{query}"))


def test_taking_all_hours_away_is_refused_in_plain_words(work: Municipality, logged_in: Callable[..., Client]) -> None:
    client = logged_in("undermining_coordinator")
    for page in ("scenario/", "scenario/uitkomst/"):
        text = words(client.get(f"{BASE}{page}?uren_jeugdboas=-90"))
        assert "Er blijven geen uren over voor “Jeugdboa’s”" in text


def test_with_margins_it_is_saved_once_and_becomes_a_proposal(
    work: Municipality, logged_in: Callable[..., Client]
) -> None:
    client = logged_in("safety_adviser")
    address = f"{BASE}scenario/uitkomst/?{MORE}&jaren=52"
    page = client.get(address)
    text = words(page)
    row = text[text.index("Integrale controles 30 werkdagen") :]
    assert re.match(
        r"Integrale controles 30 werkdagen \d\d% \d\d–\d+% \d\d% \d\d–\d\d% −\d\d,\d −\d\d,\d tot −\d\d,\d", row
    ), row[:120]
    assert "10 van de 24 getallen zijn aannames" in text
    assert "Er volgt niets vanzelf uit: de raad besluit." in text
    once = re.search(r'name="once" value="([^"]+)"', page.content.decode())
    assert once
    form = {"name": "Druk", "question": "Kan dat?", "once": once[1]}
    saved = client.post(address, form)
    scenario = Scenario.objects.get(name="Druk")
    assert saved["Location"] == scenario.get_absolute_url()
    assert scenario.made_by == "safety_adviser"
    assert client.post(address, form).status_code == 302
    assert client.post(address, {"name": "Druk"}).status_code == 409  # the name is taken
    shown = client.get(scenario.get_absolute_url())
    assert "Maak hier een raadsvoorstel van" in words(shown)
    new = client.get(f"{RAAD}voorstellen/nieuw/?scenario={scenario.pk}").content.decode()
    assert 'value="Druk"' in new
    assert "Kan dat?" in new
    values = {
        "kind": "capacity", "title": "Meer uren", "why": "Omdat", "asked": "Uren", "first_year": 2027, "otherwise": "Wachten",
    }  # fmt: skip
    done = client.post(f"{RAAD}voorstellen/nieuw/?scenario={scenario.pk}", values)
    proposal = Proposal.objects.get(title="Meer uren")
    assert done["Location"] == proposal.get_absolute_url()
    assert "Bijlage: Druk" in words(client.get(proposal.get_absolute_url()))


def test_whoever_cannot_propose_is_told_who_can(work: Municipality, logged_in: Callable[..., Client]) -> None:
    client = logged_in("undermining_coordinator")
    one = Scenario.objects.first()
    assert one is not None
    text = words(client.get(one.get_absolute_url()))
    assert "Maak hier een raadsvoorstel van" not in text
    assert "De adviseur veiligheid kan dit scenario bij een raadsvoorstel voegen." in text
    assert client.get(f"{RAAD}scenario/{one.pk}/").status_code == 404
    assert client.get(f"{RAAD}voorstellen/nieuw/?scenario={one.pk}").status_code == 404


def test_a_saved_scenario_says_that_teams_changed_since(work: Municipality, logged_in: Callable[..., Client]) -> None:
    client = logged_in("undermining_coordinator")
    one = Scenario.objects.get(name__startswith="Eén vacature")
    assert "sindsdien veranderd" not in words(client.get(one.get_absolute_url()))
    team = Team.objects.get(slug="boas")
    actions.change_team(actor=system_actor(work), at=NOW, team=team, seen=team.version, values={"people": 9})
    text = words(client.get(one.get_absolute_url()))
    assert "Teams of werkstromen zijn sindsdien veranderd." in text
    assert "Personen met onbegrepen gedrag: nu 87% binnen het doel, dan 28%" in text


def test_scenarios_stand_side_by_side_with_margins(work: Municipality, logged_in: Callable[..., Client]) -> None:
    client = logged_in("executive")
    keys = "&".join(f"s={pk}" for pk in Scenario.objects.values_list("pk", flat=True))
    text = words(client.get(f"{BASE}naast-elkaar/?{keys}&stroom=bibob-toetsen"))
    assert "Wat er binnen het doel klaar is, naast elkaar" in text
    assert "Achterstand van Bibob-toetsen" in text
    assert "62,0 van 56,3" in text
    assert "Bibob ook voor vastgoed (Bibob-coördinator en medewerker)" in text
    for odd in ("s=onzin", "s=01a00000-0000-7000-8000-000000000000", "stroom=weg"):
        assert client.get(f"{BASE}naast-elkaar/?{odd}").status_code == 200


def test_a_draft_gets_a_scenario_from_its_own_page_and_from_the_scenario(
    work: Municipality, logged_in: Callable[..., Client]
) -> None:
    client = logged_in("council_clerk")
    draft = Proposal.objects.get(status="draft")
    one = Scenario.objects.get(name__startswith="30%")
    assert client.get(f"{RAAD}scenario/{one.pk}/").status_code == 404  # the clerk doesn't see what isn't attached
    client = logged_in("safety_adviser")
    assert draft.title in words(client.get(f"{RAAD}scenario/{one.pk}/"))
    client.post(f"{RAAD}scenario/{one.pk}/", {"proposal": draft.pk})
    row = ProposalScenario.objects.get(proposal=draft)
    client.post(f"{RAAD}bijlage/{row.pk}/weghalen/")
    assert not ProposalScenario.objects.filter(proposal=draft).exists()
    client.post(f"{RAAD}voorstellen/{draft.pk}/scenario/", {"scenario": one.pk})
    assert ProposalScenario.objects.get(proposal=draft).scenario == one
    offered = ProposalScenario.objects.exclude(proposal=draft).get()
    client.post(f"{RAAD}bijlage/{offered.pk}/weghalen/")
    assert ProposalScenario.objects.filter(pk=offered.pk).exists()


def test_the_council_reads_the_appendix_on_the_page_and_in_word(
    work: Municipality, logged_in: Callable[..., Client]
) -> None:
    client = logged_in("council_member")
    proposal = Proposal.objects.get(status="offered")
    text = words(client.get(proposal.get_absolute_url()))
    said = "Bibob-toetsen: nu 100% binnen het doel, dan 51%"
    assert re.search(r"Bibob-toetsen 40 werkdagen 100% 100–100% 51% \d\d–\d\d%", text)
    for part in (said, "Om 90% binnen het doel", "getallen zijn aannames", "Er volgt niets vanzelf uit"):
        assert part in text, part
    word = docx.Document(io.BytesIO(client.get(f"/verantwoorden/raadsvoorstel/{proposal.pk}.docx").content))
    written = [p.text for p in word.paragraphs]
    assert "Bijlage: Bibob ook voor vastgoed" in written
    assert said in written
    cells = {cell.text for table in word.tables for row in table.rows for cell in row.cells}
    assert any("51% (" in cell and "voorbeeld" in cell for cell in cells)
    assert any("Er volgt niets vanzelf uit" in line for line in written)


def test_teams_and_streams_are_changed_on_their_pages(work: Municipality, logged_in: Callable[..., Client]) -> None:
    client = logged_in("safety_adviser")
    team = {
        "name": "Handhaving", "kind": "own", "people": 2, "hours_per_week": "64,5", "absence": 10, "kept_free": 0,
        "skills": "toezicht, Milieu\n\nmilieu", "basis": "assumed",
    }  # fmt: skip
    assert client.post(f"{BASE}teams/nieuw/", team).status_code == 302
    made = Team.objects.get(slug="handhaving")
    assert (made.hours_per_week, made.skills) == (64.5, ["toezicht", "milieu"])
    bad = client.post(f"{BASE}teams/nieuw/", team | {"absence": 70, "kept_free": 60})
    assert bad.status_code == 409
    assert "Er blijven geen uren over" in words(bad)
    stream = {
        "name": "Milieuzaken", "running": "yes", "per_week": "0,5", "season": "summer", "swing": "steady", "growth": 0,
        "backlog": 0, "target_days": "", "precedence": 2, "basis": "assumed",
        **{f"{name}_{n}": value for n in range(1, 5) for name, value in
           {"spread": "some", "share": 100, "basis": "assumed"}.items()},
        "name_1": "Controle", "skill_1": "milieu", "hours_1": "7,5",
    }  # fmt: skip
    assert client.post(f"{BASE}werk/nieuw/", stream).status_code == 302
    row = WorkStream.objects.get(slug="milieuzaken")
    assert [(stage.name, stage.hours) for stage in row.stages.all()] == [("Controle", 7.5)]
    half = client.post(f"{BASE}werk/milieuzaken/", stream | {"version": row.version, "hours_1": ""})
    assert half.status_code == 422
    assert "Vul in hoeveel uur deze stap per zaak kost." in words(half)
    kept = client.post(f"{BASE}teams/handhaving/weghalen/")
    assert kept.status_code == 409
    assert "“Milieuzaken” heeft “milieu” nodig" in words(kept)
    assert client.post(f"{BASE}werk/milieuzaken/weghalen/").status_code == 302
    assert client.post(f"{BASE}teams/handhaving/weghalen/").status_code == 302
    assert not Team.objects.filter(slug="handhaving").exists()


def test_who_was_overtaken_sees_both(work: Municipality, logged_in: Callable[..., Client]) -> None:
    client = logged_in("safety_adviser")
    team = Team.objects.get(slug="boas")
    actions.change_team(actor=system_actor(work), at=NOW, team=team, seen=team.version, values={"people": 9})
    form = {
        "name": team.name, "kind": "own", "people": 7, "hours_per_week": 272, "absence": 16, "kept_free": 96,
        "skills": "toezicht", "basis": "counted", "basis_note": "rooster", "version": team.version,
    }  # fmt: skip
    answer = client.post(f"{BASE}teams/boas/", form)
    assert answer.status_code == 409
    assert "Iemand was u voor" in words(answer)


def test_an_empty_municipality_says_what_to_do_first(velsen: Municipality, logged_in: Callable[..., Client]) -> None:
    client = logged_in("safety_adviser")
    for page in ("", "scenario/", "scenario/effect/", "scenario/uitkomst/"):
        text = words(client.get(f"{BASE}{page}"))
        assert "Er is nog geen team" in text
    assert "Er is nog geen scenario bewaard" in words(client.get(f"{BASE}naast-elkaar/"))


def test_pages_cost_as_much_with_many_rows_as_with_few(work: Municipality, logged_in: Callable[..., Client]) -> None:
    client, actor = logged_in("safety_adviser"), system_actor(work)
    proposal = Proposal.objects.get(status="offered")
    pages = (BASE, f"{BASE}scenario/", f"{BASE}scenario/effect/?{MORE}", proposal.get_absolute_url())

    def cost() -> dict[str, int]:
        found = {}
        for page in pages:
            with CaptureQueriesContext(connection) as caught:
                assert client.get(page).status_code == 200
            found[page] = len(caught)
        return found

    few = cost()
    stage = {"name": "Doen", "skill": "toezicht", "hours": 1.0, "spread": "some", "share": 100}
    for number in range(6):
        team = {"name": f"Team {number}", "people": 3, "hours_per_week": 90.0, "skills": [f"werk {number}"]}
        actions.add_team(actor=actor, at=NOW, municipality=work, values=team)
        stream = {"name": f"Zaak {number}", "per_week": 0.1, "target_days": 10}
        actions.add_stream(actor=actor, at=NOW, municipality=work, values=stream, stages=[stage, stage])
    assert cost() == few


def test_the_home_page_tells_of_teams_with_more_work_than_hours(
    work: Municipality, as_role: Callable[..., Any], django_assert_max_num_queries: Any
) -> None:
    from baken.decide.capacity import facade as capacity

    adviser = as_role("safety_adviser")
    assert capacity.home_lines(adviser, work, TODAY) == []
    team = Team.objects.get(slug="haventeam")
    values = {"hours_per_week": 60.0}
    actions.change_team(actor=system_actor(work), at=NOW, team=team, seen=team.version, values=values)
    with django_assert_max_num_queries(2):
        (line,) = capacity.home_lines(adviser, work, TODAY)
    assert line["text"] == "Eén team heeft (bijna) meer werk dan uren."
    assert line["url"] == BASE
    for role in ("inspector", "mayor", "partner"):
        assert capacity.home_lines(as_role(role), work, TODAY) == []
