# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A deciding department hands an application in, follows it, and tells what it decided."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import Http404

from baken.access.facade import DeskTerm, opened
from baken.act.bibob import clocks, home
from baken.act.bibob.departments import actions, pages, queries, rules
from baken.act.bibob.departments.actions import Application
from baken.act.bibob.departments.home import home_lines
from baken.act.bibob.departments.term_lines import standing_lines
from baken.act.bibob.models import Conclusion, SampleDraw, Scope, Stage, Standing
from baken.act.bibob.policies import STANDING
from baken.kernel.errors import Denied, Refused
from tests.act.desks import Desks

from .builders import World
from .handing_in import hand_in, handed, put_line, tell, today

pytestmark = pytest.mark.django_db


def slugs(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.slug for reason in refused.value.reasons]


def decide(world: Desks, standing: Standing, decision: str, who: str = "permits", **more: Any) -> Standing:
    actor = world.actor(who)
    with opened(actor):
        return actions.decide(
            actor=actor, at=world.now, standing=standing, seen=standing.version, decision=decision,
            **{"on": today(world), **more},
        )  # fmt: skip


def concluded(world: Desks, conclusion: str, **more: Any) -> Standing:
    on = today(world)
    return tell(
        world, handed(world, **more), stage=Stage.CONCLUDED, stage_on=on, conclusion=conclusion, concluded_on=on,
        advice="Vraag om een verklaring.",
    )  # fmt: skip


def test_every_kind_of_application_has_one_department() -> None:
    shared = [scope for scopes in rules.SCOPES_OF.values() for scope in scopes]
    assert sorted(shared) == sorted(Scope.values)
    assert {rules.department_of(scope) for scope in Scope.values} == set(rules.SCOPES_OF)


def test_handing_in_starts_the_term_on_the_day_it_came_in(world: Desks) -> None:
    line = put_line(world)
    standing = handed(world, trigger=line, received_on=date(2026, 11, 2), because="")
    assert (standing.department, standing.scope, standing.stage) == ("permit_officer", "permit", Stage.ASKED)
    assert standing.decision_due == date(2026, 12, 28)
    assert standing.trigger == line
    assert standing.reference.startswith("BA-")


@pytest.mark.parametrize(
    ("who", "scope"), [("permits", "subsidy"), ("contracts", "permit"), ("permits", "real_estate")]
)
def test_nobody_hands_in_for_another_department(world: Desks, who: str, scope: str) -> None:
    with pytest.raises(Denied):
        hand_in(world, who, scope=scope)


@pytest.mark.parametrize("who", ["bibob", "policy", "coordinator", "mayor", "police", "fg"])
def test_others_hand_in_nothing(world: Desks, who: str) -> None:
    with pytest.raises(Denied):
        hand_in(world, who)


def test_baken_itself_hands_in_for_each_department(world: Desks) -> None:
    got = actions.ask(
        actor=world.system, at=world.now, municipality=world.municipality,
        told=Application(
            scope="procurement", application="Z-9", label="Onderhoud van wegen (voorbeeld)", because="zaaktype",
            received_on=today(world), zaak="https://zaken.example/1",
        ),
    )  # fmt: skip
    assert got.standing is not None
    assert got.standing.department == "contract_officer"
    assert got.standing.zaak


def test_every_reason_is_told_at_once(world: Desks) -> None:
    old = put_line(world, "oud", valid_until=date(2025, 1, 1))
    with pytest.raises(Refused) as refused:
        hand_in(
            world, application=" ", label="", received_on=today(world) + timedelta(days=1), because="", trigger=old
        )  # fmt: skip
    assert slugs(refused) == ["application", "label", "received_on", "trigger"]
    with pytest.raises(Refused) as refused:
        hand_in(world, received_on=today(world) - timedelta(days=400), because="")
    assert slugs(refused) == ["received_on", "because"]


def test_an_application_is_handed_in_once(world: Desks) -> None:
    first = handed(world)
    with pytest.raises(Refused) as refused:
        hand_in(world)
    assert slugs(refused) == ["twice"]
    assert first.reference in str(refused.value.reasons[0].text)
    assert handed(world, "contracts").department == "contract_officer"


def test_a_department_sees_its_own_alone(world: Desks) -> None:
    mine, other = handed(world), handed(world, "contracts", "S-1")
    for who, sees, misses in (("permits", mine, other), ("contracts", other, mine)):
        actor = world.actor(who)
        with opened(actor):
            assert list(queries.standings(actor)) == [sees]
            assert queries.find(actor, sees.reference) == sees
            with pytest.raises(Http404):
                queries.find(actor, misses.reference)


def test_the_sample_is_drawn_once_and_kept(world: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    line = put_line(world, "steekproef", when="sample", sample_percent=20)
    asked: list[int] = []

    def below(number: int) -> int:
        asked.append(number)
        return 20

    monkeypatch.setattr("secrets.randbelow", below)
    for _again in range(3):
        got = hand_in(world, trigger=line)
        assert got.standing is None
        assert got.draw is not None
        assert not got.draw.drawn
    assert asked == [100]
    monkeypatch.setattr("secrets.randbelow", lambda _number: 19)
    got = hand_in(world, application="Z-2", trigger=line)
    assert got.standing is not None
    with opened(world.system, system=True):
        assert list(SampleDraw.objects.values_list("application", "percent", "drawn")) == [
            ("Z-2", 20, True), ("Z-1", 20, False),
        ]  # fmt: skip
    contracts = world.actor("contracts")
    with opened(contracts):
        assert not queries.draws(contracts).exists()


@pytest.mark.parametrize(
    ("conclusion", "decision"),
    [("none", "granted"), ("lesser", "granted"), ("lesser", "conditions"), ("serious", "conditions"),
     ("serious", "refused"), ("serious", "withdrawn"), ("serious", "no_decision")],
)  # fmt: skip
def test_what_follows_from_the_conclusion_needs_no_other_ground(world: Desks, conclusion: str, decision: str) -> None:
    decided = decide(world, concluded(world, conclusion), decision)
    assert (decided.stage, decided.decision, decided.decided_on) == (Stage.DECIDED, decision, today(world))


@pytest.mark.parametrize(
    ("conclusion", "decision"),
    [
        ("none", "refused"),
        ("none", "conditions"),
        ("lesser", "refused"),
        ("lesser", "withdrawn"),
        ("serious", "granted"),
    ],
)
def test_what_does_not_follow_needs_another_ground(world: Desks, conclusion: str, decision: str) -> None:
    standing = concluded(world, conclusion)
    with pytest.raises(Refused) as refused:
        decide(world, standing, decision)
    assert slugs(refused) == ["because"]
    decided = decide(world, standing, decision, because="In strijd met het omgevingsplan.")
    assert decided.decision_because == "In strijd met het omgevingsplan."


def test_before_the_conclusion_only_an_application_that_was_taken_back_ends(world: Desks) -> None:
    standing = handed(world)
    for decision in ("granted", "refused"):
        with pytest.raises(Refused) as refused:
            decide(world, standing, decision)
        assert slugs(refused) == ["stage"]
    decided = decide(world, standing, "no_decision")
    assert decided.stage == Stage.DECIDED
    with pytest.raises(Refused) as refused:
        decide(world, decided, "no_decision")
    assert slugs(refused) == ["decided"]


def test_an_application_that_ends_asks_the_desk_to_stop(world: World, client_of: Any) -> None:
    """The file goes on until the desk stops it; the department's row stays what the department said."""
    standing = handed(world)
    screening = world.screening("investigating", 0, standing=standing)
    address = screening.get_absolute_url()
    assert "aanvraag is ingetrokken" not in client_of("bibob").get(address).content.decode()
    decide(world, world.standing_of(screening), "no_decision")

    def term() -> DeskTerm:
        with world.inside():
            (found,) = DeskTerm.objects.filter(guarded=screening.guarded, label=clocks.STOP)
        return found

    assert (term().started, term().done_on, term().owner_role) == (today(world), None, "bibob_coordinator")
    assert world.again(screening).status == "investigating"
    told = client_of("bibob").get(address).content.decode()
    assert "meldde op" in told
    assert told.index("stap/stoppen/") < told.index("stap/wegen/")
    assert "meldde op" in client_of("bibob").get(f"{address}stap/stoppen/").content.decode()
    lines = [one["text"] for one in home.home_lines(world.actor("bibob"), world.municipality, today(world))]
    assert lines == ["Bibob: 1 aanvraag is ingetrokken terwijl het onderzoek nog loopt."]
    world.act(screening, "weigh", 0)
    assert world.standing_of(screening).stage == Stage.DECIDED
    world.act(screening, "stop", 0, reason="De aanvraag is ingetrokken.", withdrew=True)
    assert term().done_on == today(world)
    assert world.standing_of(screening).stage == Stage.DECIDED
    lines = [one["text"] for one in home.home_lines(world.actor("bibob"), world.municipality, today(world))]
    assert lines == ["Bibob: 1 mededeling is nog te doen."]


def test_an_ordinary_decision_asks_for_nothing(world: World) -> None:
    screening = world.screening("concluded", 10)
    decide(world, world.standing_of(screening), "granted")
    with world.inside():
        assert not DeskTerm.objects.filter(guarded=screening.guarded, label=clocks.STOP).exists()


def test_no_decision_in_the_future_nor_before_the_conclusion(world: Desks) -> None:
    standing = concluded(world, "none")
    for on in (today(world) + timedelta(days=1), today(world) - timedelta(days=1)):
        with pytest.raises(Refused) as refused:
            decide(world, standing, "granted", on=on)
        assert slugs(refused) == ["on"]


def test_others_decide_nothing(world: Desks) -> None:
    standing = concluded(world, "none")
    for who in ("contracts", "bibob", "mayor", "fg"):
        with pytest.raises(Denied):
            decide(world, standing, "granted", who)


def test_the_term_ends_with_the_decision(world: Desks) -> None:
    actor = world.actor("permits")
    standing = concluded(world, "none")
    (line,) = standing_lines(actor, world.municipality, today(world), True)
    assert (line.due, line.mine) == (standing.decision_due, True)
    assert line.title == "Aanvraag Z-1 (Bibob)"
    assert standing_lines(actor, world.municipality, today(world), False)[0].title == ""
    assert standing_lines(world.actor("contracts"), world.municipality, today(world), True) == []
    decide(world, standing, "granted")
    assert standing_lines(actor, world.municipality, today(world), True) == []


def test_home_tells_what_to_do(world: Desks) -> None:
    actor = world.actor("permits")

    def line(on: date = today(world)) -> str:
        (one,) = home_lines(actor, world.municipality, on)
        return one["text"]

    assert line() == "Vraagt een aanvraag om Bibob-onderzoek? Meld haar aan."
    standing = handed(world)
    assert line() == "1 Bibob-onderzoek loopt."
    tell(world, standing, stage=Stage.CONCLUDED, conclusion="none", concluded_on=today(world))
    assert line() == "Van 1 aanvraag is de uitkomst van Bibob bekend: u kunt besluiten."
    late = [one["text"] for one in home_lines(actor, world.municipality, today(world) + timedelta(days=100))]
    assert late == [
        "1 Bibob-aanvraag is over de beslistermijn.",
        "Van 1 aanvraag is de uitkomst van Bibob bekend: u kunt besluiten.",
    ]
    assert home_lines(world.actor("bibob"), world.municipality, today(world)) == []


def test_pages_tell_stage_conclusion_and_term(world: Desks, client_of: Any) -> None:
    standing = concluded(world, "serious", label="Grand Café Voorbeeld")
    client = client_of("permits")
    told = client.get("/uitvoeren/bibob-stand/").content.decode()
    assert "Grand Café Voorbeeld" in told
    assert "Ernstig gevaar" in told
    told = client.get(standing.get_absolute_url()).content.decode()
    for words in ("Wet Bibob 3(1)", "Vraag om een verklaring.", "geheimhouding", "Verleend, op een andere grond"):
        assert words in told
    assert client_of("contracts").get(standing.get_absolute_url()).status_code == 404
    assert client_of("bibob").get(standing.get_absolute_url()).status_code == 404


def test_handing_in_by_page(world: Desks, client_of: Any) -> None:
    put_line(world)
    client, url = client_of("permits"), "/uitvoeren/bibob-stand/aanmelden/"
    assert "Vergunning voor een horecabedrijf" in client.get(url).content.decode()
    typed = {"trigger": "horeca", "application": "Z-44", "label": "Bar", "received_on": today(world).isoformat()}
    answer = client.post(url, {**typed, "application": ""})
    assert answer.status_code == 422
    assert "Bar" in answer.content.decode()
    answer = client.post(url, typed)
    assert answer.status_code == 302
    assert client.get(answer.url).status_code == 200
    answer = client.post(url, typed)
    assert answer.status_code == 409
    assert "al aangemeld" in answer.content.decode()


def test_deciding_by_page_and_overtaken(world: Desks, client_of: Any) -> None:
    standing = concluded(world, "none")
    client, url = client_of("permits"), f"{standing.get_absolute_url()}besluit/"
    typed = {"decision": "granted", "on": today(world).isoformat(), "version": standing.version}
    tell(world, standing, advice="Anders.")
    assert client.post(url, typed).status_code == 409
    assert client.post(url, {**typed, "version": standing.version + 1}).status_code == 302
    assert "Verleend" in client.get(standing.get_absolute_url()).content.decode()
    assert client_of("contracts").post(url, typed).status_code == 404


def test_the_list_asks_the_same_number_of_queries(world: Desks, client_of: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of("permits")
    handed(world)
    client.get("/uitvoeren/bibob-stand/")
    with CaptureQueriesContext(connection) as one:
        client.get("/uitvoeren/bibob-stand/")
    for number in range(2, 9):
        handed(world, application=f"Z-{number}")
    with CaptureQueriesContext(connection) as many:
        client.get("/uitvoeren/bibob-stand/")
    assert len(many) == len(one)


def test_what_stands_still_is_told_with_why(world: Desks) -> None:
    from baken.act.bibob import clocks
    from tests.kernel.towns import do

    standing, on = handed(world), today(world)

    def stop() -> None:
        clocks.form_missing(standing, on, on + timedelta(days=14))

    with opened(world.system, system=True):
        do(stop, world.municipality)
    actor = world.actor("permits")
    told = {}
    for days in (0, 2, 20):
        with opened(actor):
            (line,) = pages.lines(queries.standings(actor), on + timedelta(days=days))
        told[days] = (line.until.paused, line.until.why)
    assert told[0] == told[20] == (False, "")
    assert told[2] == (True, "De aanvrager moet de vragenlijst nog aanvullen (Awb 4:5 en 4:15).")


def test_every_conclusion_says_what_is_allowed() -> None:
    assert all(pages._allowed(one) for one in Conclusion.values if one)
    assert pages._allowed("") == ""
    assert STANDING == "act.standing.view"
