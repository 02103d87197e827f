# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The yearly session: what it needs, and how its decisions become one version of the programme, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from baken.access.facade import ROLES, Actor, system_actor
from baken.decide.council import facade as council
from baken.decide.council.models import ProposedChange, Session
from baken.decide.council.sessions import actions as sessions
from baken.decide.policy.models import Effort, NotPrioritised
from baken.decide.programme.facade import ProgrammeVersion, current_version, version_differences
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import AuditEntry, Municipality

from .builders import change, held, item, session
from .conftest import NOW, TODAY


def slugs(refusal: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.slug for reason in refusal.value.reasons}


def step(it: Session, name: str) -> Session:
    return sessions.step_session(actor=system_actor(it.municipality), at=NOW, session=it, name=name)


def decide(it: ProposedChange, name: str) -> ProposedChange:
    return sessions.decide_change(actor=system_actor(it.municipality), at=NOW, change=it, name=name)


def settle(it: Session, actor: Actor | None = None) -> Session:
    return sessions.settle_session(actor=actor or system_actor(it.municipality), at=NOW, session=it)


def test_one_session_a_year_in_its_own_year(policy: Municipality) -> None:
    session(policy)
    with pytest.raises(Refused) as refusal:
        session(policy, on=date(2027, 1, 5), cut_off=date(2027, 1, 6))
    assert slugs(refusal) == {"year_taken", "other_year", "cut_off_late"}
    assert Session.objects.count() == 1


def test_a_session_is_prepared_with_cut_off_and_plan(policy: Municipality) -> None:
    it = session(policy, cut_off=None, plan=None)
    with pytest.raises(Refused) as refusal:
        step(it, "prepare")
    assert slugs(refusal) == {"no_cut_off", "no_plan"}
    assert Session.objects.get().prepared_at is None


def test_figures_of_a_day_to_come_are_no_cut_off_and_a_day_to_come_was_not_held(policy: Municipality) -> None:
    later = TODAY + timedelta(days=10)
    it = session(policy, on=later, cut_off=later)
    with pytest.raises(Refused) as refusal:
        step(it, "prepare")
    assert slugs(refusal) == {"cut_off_to_come"}
    plan, actor = it.plan, system_actor(policy)
    it = sessions.change_session(
        actor=actor, at=NOW, session=it, seen=it.version, values={"cut_off": TODAY, "plan": plan}
    )
    it = step(it, "prepare")
    with pytest.raises(Refused) as refusal:
        step(it, "hold")
    assert slugs(refusal) == {"not_yet"}
    with pytest.raises(Refused) as refusal:  # what the council may already see keeps what it needs
        sessions.change_session(actor=actor, at=NOW, session=it, seen=it.version, values={"cut_off": None})
    assert slugs(refusal) == {"no_cut_off"}


def test_a_held_session_keeps_its_day_and_plan(policy: Municipality) -> None:
    it = held(policy)
    with pytest.raises(Refused) as refusal:
        sessions.change_session(
            actor=system_actor(policy), at=NOW, session=it, seen=it.version, values={"cut_off": TODAY}
        )
    assert slugs(refusal) == {"held"}


def test_adopted_changes_become_one_version_together_with_the_status(policy: Municipality) -> None:
    before = current_version(held(policy).plan)  # type: ignore[arg-type]
    it = Session.objects.get()
    changes = [
        change(it),
        change(it, effort="havenbedrijven", field="owner", value="adviseur haven"),
        change(it, kind="stop", effort="lobby-zorgplekken"),
        change(it, kind="leave_out", effort="jongerenhuisvesting", again="bij het plan van 2027"),
        change(
            it,
            kind="add",
            effort="",
            values={"title": "Spreekuur", "priority": "cybercriminaliteit", "owner": "adviseur", "term": "ongoing"},
        ),
    ]
    rejected = change(it, effort="leerwerktrajecten", field="budget", value=1)
    for one in changes:
        decide(one, "adopt")
    decide(rejected, "reject")
    done = settle(it)
    version = done.programme_version
    assert done.status == "settled"
    assert version is not None
    assert version.number == (before.number if before else 0) + 1
    assert (version.origin, version.decided_on) == ("council_session", it.on)
    assert ProgrammeVersion.objects.filter(origin="council_session").count() == 1
    found = version_differences(it.plan, version.number - 1, version.number).agreements  # type: ignore[arg-type]
    assert {(one.slug, one.field, one.now) for one in found.changed} == {
        ("integrale-controles", "hours_planned", "450 uur"),
        ("havenbedrijven", "owner", "adviseur haven"),
    }
    assert [one.title for one in found.added] == ["Spreekuur"]
    assert {one.slug for one in found.stopped} == {"lobby-zorgplekken", "jongerenhuisvesting"}
    assert NotPrioritised.objects.get(slug="jongerenhuisvesting").again == "bij het plan van 2027"
    assert Effort.objects.get(slug="leerwerktrajecten").budget == 25000


def test_without_adopted_changes_there_is_no_new_version(policy: Municipality) -> None:
    it = held(policy)
    decide(change(it), "reject")
    number = current_version(it.plan)  # type: ignore[arg-type]
    done = settle(it)
    assert (done.status, done.programme_version) == ("settled", None)
    assert current_version(it.plan) == number  # type: ignore[arg-type]


def test_settling_tells_every_reason_and_does_nothing(policy: Municipality) -> None:
    it = held(policy)
    stale, gone = change(it), change(it, effort="havenbedrijven", field="hours_planned", value=200)
    decide(stale, "adopt")
    decide(gone, "adopt")
    change(it, effort="leerwerktrajecten", field="budget", value=1)
    item(policy, "motion", session=it, title="Meer toezicht")
    _set(policy, "integrale-controles", hours_planned=401)
    _set(policy, "havenbedrijven", slug="anders")
    versions = ProgrammeVersion.objects.count()
    with pytest.raises(Refused) as refusal:
        settle(it)
    assert slugs(refusal) == {"open_changes", "open_motions", "changed_since", "unknown_effort"}
    told = " ".join(str(reason.text) for reason in refusal.value.reasons)
    assert "Meer toezicht" in told
    assert "Integrale controles" in told
    assert Session.objects.get().status == "held"
    assert ProgrammeVersion.objects.count() == versions
    assert Effort.objects.get(slug="integrale-controles").hours_planned == 401


def test_what_fails_at_the_last_moment_leaves_nothing_behind(
    policy: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = held(policy)
    decide(change(it), "adopt")

    def broken(**_given: Any) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(sessions, "perform", broken)
    versions, rows = ProgrammeVersion.objects.count(), AuditEntry.objects.count()
    with pytest.raises(RuntimeError):
        settle(it)
    assert Effort.objects.get(slug="integrale-controles").hours_planned == 400
    assert (ProgrammeVersion.objects.count(), AuditEntry.objects.count()) == (versions, rows)
    assert Session.objects.get().settled_at is None


def _set(municipality: Municipality, which: str, **values: Any) -> None:
    @action
    def change_it(*, actor: Any, at: Any) -> None:
        effort = Effort.objects.get(municipality=municipality, slug=which)
        for name, value in values.items():
            setattr(effort, name, value)
        effort.save()
        audit.record("test.changed", effort)

    change_it(actor=system_actor(municipality), at=NOW)


def test_only_the_clerk_settles(policy: Municipality, as_role: Callable[..., Actor]) -> None:
    it = held(policy)
    for role in set(ROLES) - {"council_clerk", "system"}:
        with pytest.raises(Denied):
            settle(it, as_role(role))
    assert settle(it, as_role("council_clerk")).status == "settled"


def test_a_settled_session_changes_no_more(policy: Municipality) -> None:
    it = held(policy)
    decided = decide(change(it), "adopt")
    settle(it)
    for act in (
        lambda: change(it, value=500),
        lambda: decide(decided, "reopen"),
        lambda: sessions.drop_change(actor=system_actor(policy), at=NOW, change=decided),
        lambda: settle(it),
    ):
        with pytest.raises(Refused):
            act()
    assert ProposedChange.objects.get().state == "adopted"


def test_decisions_are_taken_in_the_session_and_can_be_taken_back_until_it_is_settled(policy: Municipality) -> None:
    it = step(session(policy), "prepare")
    proposed = change(it)
    with pytest.raises(Refused) as refusal:
        decide(proposed, "adopt")
    assert slugs(refusal) == {"session_not_held"}
    step(it, "hold")
    adopted = decide(proposed, "adopt")
    assert adopted.decided_at == NOW
    with pytest.raises(Refused) as refusal:
        decide(adopted, "reject")
    assert slugs(refusal) == {"wrong_status"}
    again = decide(adopted, "reopen")
    assert (again.state, again.decided_at) == ("open", None)
    assert decide(again, "reject").state == "rejected"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"value": 400}, {"unchanged"}),
        ({"value": -1}, {"wrong_hours_planned"}),
        ({"field": "hours_used", "value": 1}, {"field"}),
        ({"field": "slug", "value": "x"}, {"field"}),
        ({"effort": "bestaat-niet"}, {"unknown_effort"}),
        ({"effort": "a\0b"}, {"unknown_effort"}),
        ({"reason": " "}, {"no_reason"}),
        ({"field": "priority", "value": "zeeroof"}, {"wrong_priority"}),
        ({"kind": "add", "effort": "", "values": {"title": "X"}}, {"missing"}),
        ({"kind": "leave_out"}, {"no_again"}),
    ],
)
def test_a_change_that_cannot_be_carried_out_is_not_proposed(
    policy: Municipality, given: dict[str, Any], expected: set[str]
) -> None:
    it = session(policy)
    with pytest.raises(Refused) as refusal:
        change(it, **given)
    assert slugs(refusal) >= expected
    assert not ProposedChange.objects.exists()


def test_an_undecided_change_can_be_dropped(policy: Municipality) -> None:
    it = session(policy)
    sessions.drop_change(actor=system_actor(policy), at=NOW, change=change(it))
    assert not ProposedChange.objects.exists()
    assert AuditEntry.objects.filter(action="session_change.dropped").exists()


def test_the_plan_stays_once_changes_of_it_are_proposed(policy: Municipality) -> None:
    it = session(policy)
    change(it)
    with pytest.raises(Refused) as refusal:
        sessions.change_session(actor=system_actor(policy), at=NOW, session=it, seen=it.version, values={"plan": None})
    assert slugs(refusal) == {"plan_has_changes"}
    with pytest.raises(StaleVersion):
        sessions.change_session(actor=system_actor(policy), at=NOW, session=it, seen=99, values={"intro": "x"})


def test_nobody_reaches_a_session_of_another_municipality(policy: Municipality, other: Municipality) -> None:
    it = session(policy)
    for act in (
        lambda actor: sessions.step_session(actor=actor, at=NOW, session=it, name="prepare"),
        lambda actor: sessions.settle_session(actor=actor, at=NOW, session=it),
        lambda actor: council.plan_session(actor=actor, at=NOW, municipality=policy, year=2027, values={}),
    ):
        with pytest.raises(Denied):
            act(system_actor(other))
