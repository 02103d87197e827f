# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Meetings and the policy under them: efforts on the agenda, actions on the page of an effort, input for the region."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from baken.decide.meetings import actions, agenda, facade, minutes, models
from baken.decide.meetings.blocks import actions_block
from baken.decide.policy.facade import efforts
from baken.decide.programme.facade import due_items

from .builders import World, build
from .conftest import TODAY

pytestmark = pytest.mark.usefixtures("facts")


@pytest.fixture
def full(policy: Any) -> World:
    """The world with the example's kadernota and plan."""
    return build(policy)


def test_efforts_late_at_risk_or_due_under_the_kinds_priorities_are_proposed(full: World) -> None:
    due = due_items(full.adviser, full.municipality, full.meeting.on + agenda.AHEAD, TODAY)
    offered = {o.proposal.source_key: o.proposal for o in facade.proposals(full.adviser, full.meeting)}
    assert set(offered) == {item.key for item in due}
    over = efforts(full.adviser).filter(term__lt=TODAY, done_on__isnull=True, stopped_on__isnull=True)
    assert over
    for effort in over:
        proposal = next(p for p in offered.values() if p.title == effort.title)
        assert proposal.url == effort.get_absolute_url()
        assert f"Eigenaar: {effort.owner}." in proposal.why
    values = {"priorities": ["jeugd"]}
    full.act(actions.change_kind, kind=full.triangle, seen=full.triangle.version, values=values)
    meeting = models.Meeting.objects.select_related("kind").get(pk=full.meeting.pk)
    narrowed = {o.proposal.source_key for o in facade.proposals(full.adviser, meeting)}
    assert narrowed == {item.key for item in due if item.priority == "jeugd"}
    assert 0 < len(narrowed) < len(offered)


def test_an_effort_shows_its_open_actions_to_who_may_see_them(full: World, as_role: Callable[..., Any]) -> None:
    effort = efforts(full.adviser).get(slug="haventeam-signalen")
    decision = full.act(minutes.decide, item=full.items["open"], text="x")
    made = full.act(
        minutes.add_action, decision=decision, text="Doe het", due=date(2026, 11, 1), role="port_team", effort=effort
    )
    block = actions_block(full.adviser, effort)
    assert block is not None
    assert [(link.title, link.url) for link in block.links] == [("Doe het", made.get_absolute_url())]
    assert "te laat" in block.links[0].detail
    youth = actions_block(as_role("youth_coordinator"), effort)
    assert youth is not None
    assert youth.links == ()
    assert youth.empty_title
    assert actions_block(as_role("council_member"), effort) is None
    full.act(minutes.report, made=made, step="finish", text="x")
    after = actions_block(full.adviser, effort)
    assert after is not None
    assert after.links == ()


def test_the_municipality_brings_its_priorities_into_the_regional_plan(
    full: World, as_role: Callable[..., Any]
) -> None:
    kind = full.act(
        facade.make_kind,
        municipality=full.municipality,
        slug="rbop",
        values={
            "name": "RBOP",
            "purpose": "x",
            "chair": "x",
            "rhythm": "x",
            "sources": ["priorities"],
            "regional": True,
        },
    )
    meeting = full.act(facade.plan_meeting, kind=kind, on=date(2026, 11, 20))
    offered = facade.proposals(full.adviser, meeting)
    keys = [one.proposal.source_key for one in offered]
    assert keys == [
        f"2023-2026/{slug}"
        for slug in ("ondermijning", "polarisatie", "onbegrepen-gedrag", "jeugd", "cybercriminaliteit")
    ]
    item = full.act(facade.answer_proposal, meeting=meeting, source="priorities", source_key=keys[0], take=True)
    full.act(minutes.decide, item=item, text="Wordt regionaal thema", outcome="taken_over")
    full.act(facade.answer_proposal, meeting=meeting, source="priorities", source_key=keys[1], take=False)
    lines = facade.input_for(full.adviser, "rbop", TODAY)
    assert [line.title for line in lines] == [
        "Ondermijning",
        "Polarisatie",
        "Onbegrepen gedrag",
        "Jeugd",
        "Cybercriminaliteit",
    ]
    assert [len(line.points) for line in lines] == [1, 0, 0, 0, 0]
    assert [d.text for d in lines[0].decisions] == ["Wordt regionaal thema"]
    panel = facade.input_panel_for(full.adviser, "rbop", TODAY)
    assert panel is not None
    assert panel.title == "1 van 5 prioriteiten in het regionale plan"
    assert panel.cell(panel.rows[0], "outcome").value == "overgenomen in het regionale plan"
    assert facade.input_for(as_role("council_member"), "rbop", TODAY) == []
    assert facade.input_panel_for(full.adviser, "bestaat-niet", TODAY) is None
