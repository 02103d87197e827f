# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Internal meetings (GSO): own functions at the table, guests with a reason, points about records that few may know of."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any

import pytest

from baken.access.facade import Actor, authorize, visible_to
from baken.decide.meetings import actions, agenda, facade, guests, minutes, models, queries
from baken.decide.meetings.policies import MANAGE, PREPARE, VIEW
from baken.kernel.errors import Denied
from baken.kernel.papers.kept import examine

from .builders import KIND, Upload, World
from .conftest import NOW, TODAY
from .test_actions import slugs

ON = date(2026, 11, 25)
HOME = f"/besluiten/overleg/gso/{ON}/"
SEATS = {
    "undermining_coordinator": "secretary",
    "care_safety_coordinator": "coordinator",
    "inspector": "member",
}


class Signals:
    """A source of points about records that only some may open."""

    def __init__(self) -> None:
        self.open_to: set[str] = {"undermining_coordinator"}
        self.told: list[str] = []

    def items(self, actor: Actor, kind: Any, meeting: Any, until: date) -> list[agenda.AgendaProposal]:
        if not self.open_to & actor.roles:
            return []
        return [
            agenda.AgendaProposal(f"Signaal 2026-{key}", f"/x/{key}/", "Vraagt een besluit.", key, confidential=True)
            for key in ("1", "2")
        ]

    def openable(self, actor: Actor, keys: Collection[str]) -> set[str]:
        return set(keys) if self.open_to & actor.roles else set()

    def decided(self, actor: Actor, at: Any, key: str) -> None:
        self.told.append(key)


@pytest.fixture
def signals() -> Iterator[Signals]:
    it = Signals()
    facade.register_agenda_source(
        facade.AgendaSource("test-signals", "Signalen", it.items, True, it.openable, it.decided)
    )
    yield it
    del agenda._sources["test-signals"]


@pytest.fixture
def gso(world: World, signals: Signals) -> Any:
    """A GSO with a meeting to come, prepared by the coordinator, with one signal on it."""
    kind = world.act(
        facade.make_kind,
        municipality=world.municipality,
        slug="gso",
        values={**KIND, "name": "GSO", "sources": ["test-signals", "actions"], "internal": True},
    )
    for role, seat in SEATS.items():
        world.act(facade.add_member, kind=kind, role=role, seat=seat)
    meeting = facade.plan_meeting(actor=secretary(world), at=NOW, kind=kind, on=ON)
    facade.answer_proposal(
        actor=secretary(world), at=NOW, meeting=meeting, source="test-signals", source_key="1", take=True
    )
    return meeting


def someone(world: World, role: str, partner: str = "") -> Actor:
    return Actor(
        None, world.municipality.id, frozenset({role}), world.partners[partner].id if partner else None, on=TODAY
    )


def secretary(world: World) -> Actor:
    return someone(world, "undermining_coordinator")


def point(meeting: Any) -> models.AgendaItem:
    return models.AgendaItem.objects.select_related("meeting__kind").get(meeting=meeting, source_key="1")


def text(reply: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


def test_an_internal_meeting_has_no_partner_at_its_table(world: World, gso: Any) -> None:
    police = world.organisations["politie"]
    assert slugs(world.act, facade.add_member, kind=gso.kind, organisation=police) == ["internal_kind"]
    assert slugs(
        world.act, actions.change_kind, kind=world.triangle, seen=world.triangle.version, values={"internal": True}
    ) == ["organisations"]
    fresh = models.MeetingKind.objects.get(pk=gso.kind_id)
    assert slugs(world.act, actions.change_kind, kind=fresh, seen=fresh.version, values={"internal": False}) == [
        "confidential_source"
    ], "an open table can't take what few may know of"


def test_chair_and_secretary_are_functions_that_can_prepare(world: World, gso: Any) -> None:
    assert slugs(world.act, facade.add_member, kind=gso.kind, role="port_team", seat="secretary") == ["cannot_prepare"]
    assert slugs(world.act, facade.add_member, kind=gso.kind, function="griffie", seat="chair") == ["seat_without_role"]


def test_the_secretary_prepares_this_meeting_and_no_other(world: World, gso: Any) -> None:
    it = secretary(world)
    assert {row.slug for row in visible_to(models.MeetingKind.objects.all(), it, PREPARE)} == {"gso"}
    with pytest.raises(Denied):
        facade.plan_meeting(actor=it, at=NOW, kind=world.youth, on=ON)
    with pytest.raises(Denied):
        actions.change_kind(actor=it, at=NOW, kind=gso.kind, seen=1, values={"name": "Anders"})
    with pytest.raises(Denied):
        facade.plan_meeting(actor=someone(world, "care_safety_coordinator"), at=NOW, kind=gso.kind, on=date(2027, 1, 5))


def test_a_confidential_point_is_for_who_has_a_seat(world: World, gso: Any, signals: Signals) -> None:
    rows = models.AgendaItem.objects.filter(meeting=gso)
    facade.add_item(actor=secretary(world), at=NOW, meeting=gso, title="Rondje", internal=False)
    both, one = {"Signaal 2026-1", "Rondje"}, {"Rondje"}
    expected = dict.fromkeys(SEATS, both) | {
        "safety_adviser": one,
        "system": one,
        "mayor": set(),
        "port_team": set(),
    }
    for role, titles in expected.items():
        for permission in (VIEW, PREPARE, MANAGE):
            listed = {row.title for row in visible_to(rows, someone(world, role), permission)}
            checked = {row.title for row in rows if authorize(someone(world, role), permission, row)}
            assert listed == checked, (role, permission)
            if permission == VIEW:
                assert listed == titles, role
    with pytest.raises(Denied):  # who manages every meeting, without a seat
        world.act(minutes.decide, item=point(gso), text="Ja")
    assert [row.title for row in queries.matching(world.adviser, "Signaal 2026")] == []


def test_a_seat_without_sight_of_the_signal_gets_its_number_and_no_link(
    world: World, gso: Any, logged_in: Callable[..., Any]
) -> None:
    page = logged_in("care_safety_coordinator").get(HOME)
    assert "Signaal 2026-1" in text(page)
    assert "/x/1/" not in page.content.decode()
    assert "Signaal 2026-2" not in text(page), "proposals are for who prepares"
    mine = logged_in("undermining_coordinator").get(HOME).content.decode()
    assert 'href="/x/1/"' in mine
    assert "Signaal 2026-2" in mine


def test_a_confidential_point_keeps_its_title_and_stays_internal(world: World, gso: Any) -> None:
    it = point(gso)
    changed = facade.change_item(
        actor=secretary(world), at=NOW, item=it, seen=it.version, title="Jan", why="", internal=False, note="Besproken."
    )
    assert (changed.title, changed.internal, changed.note) == ("Signaal 2026-1", True, "Besproken.")
    checked = examine(Upload("stuk.txt", b"x"))
    assert slugs(facade.add_paper, actor=secretary(world), at=NOW, item=it, checked=checked) == ["confidential"]
    decision = minutes.decide(actor=secretary(world), at=NOW, item=it, text="Naar toezicht.")
    assert slugs(
        minutes.add_action,
        actor=secretary(world),
        at=NOW,
        decision=decision,
        text="Kijk",
        due=ON,
        organisation=world.organisations["politie"],
    ) == ["confidential"]


def test_the_source_is_told_of_a_decision_and_asks_what_it_was(world: World, gso: Any, signals: Signals) -> None:
    minutes.decide(actor=secretary(world), at=NOW, item=point(gso), text="Naar toezicht.")
    assert signals.told == ["1"]
    (found,) = facade.points_about(someone(world, "inspector"), "test-signals", "1")
    assert (found.on, found.decisions, found.held) == (ON, ("Naar toezicht.",), False)
    assert facade.points_about(someone(world, "mayor"), "test-signals", "1") == []
    assert facade.points_about(world.adviser, "test-signals", "1") == []


def test_a_seat_of_our_own_brings_in_what_the_secretary_may_not_see(world: World, gso: Any) -> None:
    proposal = agenda.AgendaProposal("Signaal 2026-9", "/x/9/", "", "9", confidential=True)
    given = {"at": NOW, "meeting": gso, "source": "test-signals", "proposal": proposal}
    care = someone(world, "care_safety_coordinator")
    assert [meeting.pk for meeting in facade.tables(care, "test-signals", TODAY)] == [gso.pk]
    made = facade.bring_in(actor=care, **given)
    assert (made.confidential, made.internal) == (True, True)
    assert slugs(facade.bring_in, actor=care, **given) == ["already"]
    for stranger in (someone(world, "youth_coordinator"), someone(world, "partner", "politie")):
        assert facade.tables(stranger, "test-signals", TODAY) == []
        with pytest.raises(Denied):
            facade.bring_in(actor=stranger, **given)
    given["meeting"] = world.meeting
    with pytest.raises(Exception, match="behandelt zulke punten niet"):
        facade.bring_in(actor=someone(world, "safety_adviser"), **given)


def test_a_source_withdraws_what_was_not_decided(world: World, gso: Any) -> None:
    from baken.kernel import audit
    from baken.kernel.actions import action

    @action
    def withdraw(*, actor: Any, at: Any) -> int:
        audit.record("test.withdrawn", gso)
        return facade.withdraw_points(municipality_id=world.municipality.id, source="test-signals", key="1")

    assert withdraw(actor=secretary(world), at=NOW) == 1
    titles = [offered.proposal.title for offered in facade.proposals(secretary(world), gso)]
    assert titles == ["Signaal 2026-1", "Signaal 2026-2"], "it may be proposed again"
    facade.answer_proposal(
        actor=secretary(world), at=NOW, meeting=gso, source="test-signals", source_key="1", take=True
    )
    minutes.decide(actor=secretary(world), at=NOW, item=point(gso), text="Ja")
    assert withdraw(actor=secretary(world), at=NOW) == 0
    assert point(gso)


def test_settling_counts_confidential_points_without_naming_them(world: World, gso: Any, monkeypatch: Any) -> None:
    held = facade.hold_meeting(actor=secretary(world), at=NOW.replace(day=26), meeting=gso)
    with pytest.raises(Exception, match="1 vertrouwelijk punt") as refused:
        facade.settle_meeting(actor=secretary(world), at=NOW.replace(day=26), meeting=held)
    assert "2026-1" not in str(refused.value)


def test_a_guest_sees_one_meeting_without_what_is_internal(
    world: World, gso: Any, logged_in: Callable[..., Any]
) -> None:
    police = someone(world, "partner", "politie")
    facade.add_item(actor=secretary(world), at=NOW, meeting=gso, title="Drugsafval")
    later = facade.plan_meeting(actor=secretary(world), at=NOW, kind=gso.kind, on=date(2026, 12, 9))
    rows = models.Meeting.objects.filter(kind=gso.kind)
    assert not visible_to(rows, police, VIEW)
    invite = {"organisation": world.organisations["politie"].pk, "reason": "Licht het drugsafval toe"}
    browser = logged_in("undermining_coordinator")
    assert browser.post(f"{HOME}gast/", {**invite, "reason": ""}).status_code == 422
    assert browser.post(f"{HOME}gast/", invite).status_code == 302
    assert set(visible_to(rows, police, VIEW)) == {gso}
    for model in (models.AgendaItem, models.Guest, models.Meeting, models.MeetingKind):
        every = list(model.objects.all())
        seen = set(visible_to(model.objects.all(), police, VIEW))
        assert seen == {row for row in every if authorize(police, VIEW, row)}, model
    page = logged_in("partner", world.partners["politie"]).get(HOME)
    assert "Drugsafval" in text(page)
    assert "Signaal" not in text(page)
    assert '/besluiten/overleg/gso/"' not in page.content.decode(), "its kind is not for guests"
    guests.withdraw_guest(actor=secretary(world), at=NOW, guest=models.Guest.objects.get())
    assert not visible_to(rows, police, VIEW)
    assert later
