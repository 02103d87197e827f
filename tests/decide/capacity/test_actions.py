# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes teams and streams, and what saving a scenario promises."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from baken.access.facade import Actor, system_actor
from baken.decide.capacity import actions, queries
from baken.decide.capacity import facade as capacity
from baken.decide.capacity.models import Scenario, Stage, Team, WorkStream
from baken.decide.council import facade as council
from baken.decide.council.models import Proposal, ProposalScenario
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import AuditEntry, Municipality
from baken.ui.panels import from_json

from .conftest import NOW, TODAY

TEAM = {"name": "Nieuw", "people": 3, "hours_per_week": 96.0, "absence": 10, "kept_free": 4.0, "skills": ["iets"]}
STREAM = {"name": "Zaken", "per_week": 2.0, "target_days": 10, "precedence": 2}
STAGE = {"name": "Doen", "skill": "iets", "hours": 5.0, "spread": "some", "share": 100}


def slugs(refused: Any) -> set[str]:
    return {reason.slug for reason in refused.value.reasons}


def test_a_team_and_a_stream_are_added_changed_and_taken_away(velsen: Municipality) -> None:
    actor = system_actor(velsen)
    team = actions.add_team(actor=actor, at=NOW, municipality=velsen, values=TEAM)
    assert team.slug == "nieuw-2"  # the address of a new team is taken
    stream = actions.add_stream(actor=actor, at=NOW, municipality=velsen, values=STREAM, stages=[STAGE, STAGE])
    assert stream.stages.count() == 2
    stream = actions.change_stream(
        actor=actor, at=NOW, stream=stream, seen=stream.version, values={"per_week": 3.0}, stages=[STAGE]
    )
    assert (stream.per_week, stream.stages.count()) == (3.0, 1)
    with pytest.raises(Refused) as told:
        actions.remove_team(actor=actor, at=NOW, team=team)
    assert slugs(told) == {"asked"}
    with pytest.raises(Refused) as told:
        actions.change_team(actor=actor, at=NOW, team=team, seen=team.version, values={"skills": ["anders"]})
    assert slugs(told) == {"asked"}
    actions.remove_stream(actor=actor, at=NOW, stream=stream)
    actions.remove_team(actor=actor, at=NOW, team=team)
    assert not Team.objects.exists()
    assert not Stage.objects.exists()


def test_everything_against_a_team_is_told_at_once(velsen: Municipality) -> None:
    bad = TEAM | {"people": 1, "absence": 60, "kept_free": 50.0, "skills": [], "kind": "partner", "basis": "counted"}
    with pytest.raises(Refused) as told:
        actions.add_team(actor=system_actor(velsen), at=NOW, municipality=velsen, values=bad)
    assert slugs(told) == {"no_hours", "too_many_hours", "no_skills", "no_partner", "no_note"}


def test_a_stream_asks_what_some_team_does(velsen: Municipality) -> None:
    actor = system_actor(velsen)
    with pytest.raises(Refused) as told:
        actions.add_stream(actor=actor, at=NOW, municipality=velsen, values=STREAM, stages=[STAGE])
    assert slugs(told) == {"no_skill"}
    with pytest.raises(Refused) as told:
        actions.add_stream(actor=actor, at=NOW, municipality=velsen, values=STREAM, stages=[])
    assert slugs(told) == {"no_stages"}


def test_the_later_of_two_writers_does_not_win_in_silence(work: Municipality) -> None:
    actor, team = system_actor(work), Team.objects.get(slug="boas")
    actions.change_team(actor=actor, at=NOW, team=team, seen=team.version, values={"people": 9})
    with pytest.raises(StaleVersion):
        actions.change_team(actor=actor, at=NOW, team=team, seen=team.version, values={"people": 7})


def made_of(actor: Actor, **parts: Any) -> capacity.Made:
    present = queries.present(actor, TODAY)
    return capacity.make(present, capacity.Changes.from_data({**parts, "weeks": 52}, present.inputs), "x")


def test_a_scenario_keeps_what_was_calculated_and_can_be_calculated_again(work: Municipality) -> None:
    actor = system_actor(work)
    made = made_of(actor, arrivals={"bibob-toetsen": 40})
    saved = capacity.save_scenario(actor=actor, at=NOW, municipality=work, name=" Meer Bibob ", question="", made=made)
    kept = capacity.kept(saved)
    assert kept.name == "Meer Bibob"
    assert kept.panels == made.panels == from_json(saved.panels)
    assert saved.fictitious  # since the teams are
    from baken.decide.capacity.rules import Inputs

    assert Inputs.from_data(saved.inputs) == made.found.inputs
    again = made_of(actor, arrivals={"bibob-toetsen": 40})
    assert (again.digest, again.json) == (made.digest, made.json)
    # the teams change: what was saved stays
    team = Team.objects.get(slug="bibob-coordinator-en-medewerker")
    actions.change_team(actor=actor, at=NOW, team=team, seen=team.version, values={"hours_per_week": 96.0})
    assert capacity.kept(Scenario.objects.get(pk=saved.pk)).panels == kept.panels
    assert made_of(actor, arrivals={"bibob-toetsen": 40}).digest != made.digest


def test_a_scenario_is_refused_where_it_would_say_what_is_not_so(work: Municipality) -> None:
    actor = system_actor(work)
    made = made_of(actor)
    first = Scenario.objects.first()
    assert first is not None
    with pytest.raises(Refused) as told:
        capacity.save_scenario(actor=actor, at=NOW, municipality=work, name=first.name, question="", made=made)
    assert slugs(told) == {"nothing", "twice"}
    stream = WorkStream.objects.get(slug="bibob-toetsen")
    stages = list(stream.stages.values(*actions.STAGE_FIELDS))
    made = made_of(actor, arrivals={"bibob-toetsen": 40})
    actions.change_stream(
        actor=actor, at=NOW, stream=stream, seen=stream.version, values={"per_week": 3.0}, stages=stages
    )
    with pytest.raises(Refused) as told:
        capacity.save_scenario(actor=actor, at=NOW, municipality=work, name=" ", question="", made=made)
    assert slugs(told) == {"changed", "no_name"}


def test_who_may(work: Municipality, as_role: Callable[..., Actor]) -> None:
    coordinator, inspector, council_member = (
        as_role(role) for role in ("undermining_coordinator", "inspector", "council_member")
    )
    actions.add_team(actor=coordinator, at=NOW, municipality=work, values=TEAM)
    with pytest.raises(Denied):
        actions.add_team(actor=inspector, at=NOW, municipality=work, values=TEAM)
    assert queries.scenarios(inspector).count() == 3
    for closed in (council_member, as_role("partner")):
        assert not queries.teams(closed).exists()
        assert not queries.streams(closed).exists()
        assert not queries.scenarios(closed).exists()


def test_what_was_offered_to_the_council_keeps_its_scenarios(work: Municipality) -> None:
    actor = system_actor(work)
    offered, draft = (Proposal.objects.get(status=status) for status in ("offered", "draft"))
    scenario = Scenario.objects.get(name__startswith="30%")
    with pytest.raises(Refused) as told:
        council.attach_scenario(actor=actor, at=NOW, proposal=offered, scenario=scenario)
    assert slugs(told) == {"offered"}
    from baken.decide.council.dossiers.scenarios import detach_scenario

    with pytest.raises(Refused):
        detach_scenario(actor=actor, at=NOW, attachment=ProposalScenario.objects.get(proposal=offered))
    one = council.attach_scenario(actor=actor, at=NOW, proposal=draft, scenario=scenario)
    assert council.attach_scenario(actor=actor, at=NOW, proposal=draft, scenario=scenario) == one
    detach_scenario(actor=actor, at=NOW, attachment=one)
    assert not ProposalScenario.objects.filter(proposal=draft).exists()
    assert Scenario.objects.filter(pk=scenario.pk).exists()


def test_an_attachment_is_seen_by_whoever_sees_its_proposal(work: Municipality, as_role: Callable[..., Actor]) -> None:
    from baken.decide.council.dossiers.scenarios import attached

    actor = system_actor(work)
    offered, draft = (Proposal.objects.get(status=status) for status in ("offered", "draft"))
    scenario = Scenario.objects.get(name__startswith="30%")
    council.attach_scenario(actor=actor, at=NOW, proposal=draft, scenario=scenario)
    member, partner = as_role("council_member"), as_role("partner")
    assert [row.scenario.name for row in attached(member, offered)] == ["Bibob ook voor vastgoed"]
    assert not attached(member, draft).exists()
    assert not attached(partner, offered).exists()


def test_playing_the_example_again_changes_nothing(work: Municipality) -> None:
    from baken.demo.decide.capacity import play_capacity

    rows = AuditEntry.objects.count()
    play_capacity(system_actor(work), work)
    assert AuditEntry.objects.count() == rows
