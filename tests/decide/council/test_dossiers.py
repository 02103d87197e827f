# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""APV changes, proposals for capacity or budget, hearings: their steps, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from baken.access.facade import system_actor
from baken.decide.council.dossiers import actions as dossiers
from baken.decide.council.models import ApvChange, Hearing, Proposal
from baken.decide.council.panels import asked_of, proposal_sections
from baken.kernel.errors import Refused, StaleVersion
from baken.kernel.models import Municipality

from .conftest import NOW, TODAY

TOMORROW = TODAY + timedelta(days=1)
SPRING = date(2026, 3, 2)


def slugs(refusal: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.slug for reason in refusal.value.reasons}


def apv(municipality: Municipality, **given: Any) -> ApvChange:
    usual = {"article": "2:74", "title": "Drugs", "text": "Verbod.", "reason": "Overlast.", "proposed_on": SPRING}
    actor = system_actor(municipality)
    return dossiers.add_apv_change(actor=actor, at=NOW, municipality=municipality, values=usual | given)


def proposal(municipality: Municipality, kind: str = "budget", **given: Any) -> Proposal:
    usual = {"title": "Bibob", "why": "Groei.", "asked": "Geld.", "first_year": 2027, "otherwise": "Wachten."}
    actor = system_actor(municipality)
    return dossiers.add_proposal(actor=actor, at=NOW, municipality=municipality, kind=kind, values=usual | given)


def test_an_apv_change_goes_through_its_steps(velsen: Municipality) -> None:
    actor, it = system_actor(velsen), apv(velsen)
    with pytest.raises(Refused) as refusal:
        dossiers.step_apv_change(actor=actor, at=NOW, change=it, name="adopt", on=TODAY)
    assert slugs(refusal) == {"wrong_status"}
    with pytest.raises(Refused) as refusal:
        dossiers.step_apv_change(actor=actor, at=NOW, change=it, name="start", on=SPRING - timedelta(days=1))
    assert slugs(refusal) == {"before_made"}
    it = dossiers.step_apv_change(actor=actor, at=NOW, change=it, name="start", on=SPRING)
    with pytest.raises(Refused) as refusal:
        dossiers.step_apv_change(actor=actor, at=NOW, change=it, name="adopt", on=TOMORROW)
    assert slugs(refusal) == {"day_to_come"}
    it = dossiers.step_apv_change(actor=actor, at=NOW, change=it, name="adopt", on=TODAY)
    assert (it.state, it.procedure_on, it.decided_on) == ("adopted", SPRING, TODAY)


def test_only_what_was_adopted_comes_into_force(velsen: Municipality) -> None:
    actor, it = system_actor(velsen), apv(velsen)

    def in_force(change: ApvChange, day: date) -> ApvChange:
        return dossiers.change_apv_change(
            actor=actor, at=NOW, change=change, seen=change.version, values={"in_force_on": day}
        )

    with pytest.raises(Refused) as refusal:
        in_force(it, TODAY)
    assert slugs(refusal) == {"not_adopted"}
    for name in ("start", "adopt"):
        it = dossiers.step_apv_change(actor=actor, at=NOW, change=it, name=name, on=SPRING)
    with pytest.raises(Refused) as refusal:
        in_force(it, SPRING - timedelta(days=1))
    assert slugs(refusal) == {"in_force_early"}
    assert in_force(it, TOMORROW).in_force_on == TOMORROW
    with pytest.raises(StaleVersion):
        in_force(it, TODAY)


def test_a_proposal_is_offered_with_an_amount_and_its_cover(velsen: Municipality) -> None:
    actor = system_actor(velsen)

    def offer(it: Proposal) -> Proposal:
        return dossiers.step_proposal(actor=actor, at=NOW, proposal=it, name="offer", on=TODAY)

    with pytest.raises(Refused) as refusal:
        offer(proposal(velsen))
    assert slugs(refusal) == {"asks_nothing"}
    with pytest.raises(Refused) as refusal:
        offer(proposal(velsen, euros=1000))
    assert slugs(refusal) == {"no_cover"}
    it = offer(proposal(velsen, euros=1000, cover="Reserve"))
    assert (it.status, it.offered_on) == ("offered", TODAY)
    assert offer(proposal(velsen, "capacity", hours=400)).status == "offered"  # hours alone need no cover


def test_what_was_offered_stays_as_it_was_offered(velsen: Municipality) -> None:
    actor, it = system_actor(velsen), proposal(velsen, "capacity", hours=400)
    it = dossiers.change_proposal(actor=actor, at=NOW, proposal=it, seen=it.version, values={"hours": 500})
    with pytest.raises(Refused) as refusal:
        dossiers.change_proposal(actor=actor, at=NOW, proposal=it, seen=it.version, values={"last_year": 2026})
    assert slugs(refusal) == {"years"}
    it = dossiers.step_proposal(actor=actor, at=NOW, proposal=it, name="offer", on=TODAY)
    with pytest.raises(Refused) as refusal:
        dossiers.change_proposal(actor=actor, at=NOW, proposal=it, seen=it.version, values={"hours": 900})
    assert slugs(refusal) == {"offered"}
    with pytest.raises(Refused) as refusal:
        dossiers.step_proposal(actor=actor, at=NOW, proposal=it, name="adopt", on=TODAY - timedelta(days=1))
    assert slugs(refusal) == {"before_made"}
    assert dossiers.step_proposal(actor=actor, at=NOW, proposal=it, name="adopt", on=TODAY).status == "adopted"


def test_a_proposal_reads_as_a_document(velsen: Municipality) -> None:
    it = proposal(velsen, hours=700, fte="0.50", euros=42000, cover="Reserve.")
    it.refresh_from_db()
    assert asked_of(it).replace("\xa0", " ") == "700 uur, 0,5 fte en € 42.000 per jaar"
    sections = {section.key: section for section in proposal_sections(it)}
    assert list(sections) == ["proposal_decision", "proposal_why", "proposal_cover", "proposal_otherwise"]
    assert "artikel 192" in sections["proposal_cover"].intro
    assert asked_of(proposal(velsen, "capacity", hours=8)) == "8 uur per jaar"
    rows = {row.key: row.cells[1].value for row in sections["proposal_decision"].panels[0].rows}
    assert rows["years"] == "structureel vanaf 2027"
    assert "artikel 192" not in str(proposal_sections(proposal(velsen, "capacity", hours=1)))


def test_a_hearing_keeps_its_order(velsen: Municipality) -> None:
    actor = system_actor(velsen)
    values = {"plan_name": "Regionaal beleidsplan", "draft_on": SPRING}
    it = dossiers.add_hearing(actor=actor, at=NOW, municipality=velsen, values=values)
    for given, expected in (
        ({"heard_on": SPRING - timedelta(days=1)}, {"no_view", "heard_early"}),
        ({"sent_on": TOMORROW}, {"sent_early", "sent_to_come"}),
    ):
        with pytest.raises(Refused) as refusal:
            dossiers.change_hearing(actor=actor, at=NOW, hearing=it, seen=it.version, values=given)
        assert slugs(refusal) == expected
    told = {"heard_on": SPRING, "view": "Meer wijkagenten.", "sent_on": TODAY}
    it = dossiers.change_hearing(actor=actor, at=NOW, hearing=it, seen=it.version, values=told)
    assert it.view == "Meer wijkagenten."
    with pytest.raises(Refused) as refusal:
        dossiers.add_hearing(actor=actor, at=NOW, municipality=velsen, values=values)
    assert slugs(refusal) == {"twice"}
    assert Hearing.objects.count() == 1
