# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes meetings, and what is refused: settled is settled, seats are seats, every reason is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from baken.decide.meetings import actions, agenda, facade, minutes, models, queries
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import AuditEntry
from baken.kernel.papers.kept import examine

from .builders import KIND, Upload, World
from .conftest import TODAY


def slugs(call: Callable[..., Any], /, *arguments: Any, **named: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        call(*arguments, **named)
    assert not isinstance(refused.value, Denied)
    return [reason.slug for reason in refused.value.reasons]


def settle(world: World) -> Any:
    for name in ("open", "private"):
        world.act(minutes.decide, item=world.items[name], text="Akkoord")
    world.act(facade.hold_meeting, meeting=world.meeting)
    return world.act(facade.settle_meeting, meeting=world.meeting)


def test_from_plan_to_settled_minutes(world: World) -> None:
    assert slugs(world.act, facade.settle_meeting, meeting=world.meeting) == ["wrong_status", "no_minutes"]
    held = world.act(facade.hold_meeting, meeting=world.meeting)
    assert (held.status, held.held_at is not None) == ("held", True)
    with pytest.raises(Refused) as refused:
        world.act(facade.settle_meeting, meeting=world.meeting)
    assert "Punt open; Punt private" in str(refused.value)
    assert models.Meeting.objects.get(pk=held.pk).settled_at is None
    for name in ("open", "private"):
        world.act(minutes.decide, item=world.items[name], text="Akkoord")
    settled = world.act(facade.settle_meeting, meeting=held)
    assert (settled.status, settled.settled_at is not None) == ("settled", True)
    log = set(AuditEntry.objects.filter(resource_id=str(held.pk)).values_list("action", flat=True))
    assert log >= {"meeting.planned", "meeting.held", "meeting.settled"}


def test_what_is_still_to_come_or_has_no_agenda_was_not_held(world: World) -> None:
    later = world.act(facade.plan_meeting, kind=world.triangle, on=date(2026, 12, 10))
    assert slugs(world.act, facade.hold_meeting, meeting=later) == ["not_yet", "no_agenda"]


def test_settled_minutes_are_read_only(world: World) -> None:
    settled = settle(world)
    item = models.AgendaItem.objects.get(pk=world.items["open"].pk)
    decision = item.decisions.get()
    checked = examine(Upload("a.txt", b"tekst"))
    tries: list[tuple[Any, dict[str, Any]]] = [
        (facade.add_item, {"meeting": settled, "title": "Nog iets"}),
        (actions.change_item, {"item": item, "seen": item.version, "title": "x", "why": "", "internal": False, "note": ""}),
        (actions.move_item, {"item": item, "up": True}),
        (actions.set_item_state, {"item": item, "taken": False}),
        (actions.change_meeting, {"meeting": settled, "seen": settled.version, "on": settled.on, "starts": None, "place": "",
          "present": ""}),
        (minutes.decide, {"item": item, "text": "x"}),
        (minutes.change_decision, {"decision": decision, "seen": decision.version, "text": "x", "outcome": ""}),
        (minutes.remove_decision, {"decision": decision}),
        (minutes.add_action, {"decision": decision, "text": "x", "due": TODAY, "role": "mayor"}),
        (minutes.add_paper, {"item": item, "checked": checked}),
    ]  # fmt: skip
    for function, named in tries:
        assert slugs(world.act, function, **named) == ["settled"], function
    assert models.AgendaItem.objects.get(pk=item.pk).version == item.version
    assert slugs(world.act, facade.cancel_meeting, meeting=settled, reason="x") == ["wrong_status"]


def test_a_correction_keeps_what_was_written_and_why(world: World) -> None:
    item = world.items["open"]
    assert slugs(world.act, facade.correct, item=item, becomes="x", reason="y") == ["wrong_status"]
    settle(world)
    assert slugs(world.act, facade.correct, item=item, becomes="x", reason=" ") == ["no_reason"]
    assert slugs(world.act, facade.correct, item=item, becomes=" ", reason="y") == ["empty"]
    decision = models.Decision.objects.get(item=item)
    world.act(facade.correct, item=item, decision=decision, becomes="Niet akkoord", reason="Verkeerd genoteerd")
    row = models.Correction.objects.get()
    assert (row.was, row.becomes, row.reason) == ("Akkoord", "Niet akkoord", "Verkeerd genoteerd")
    assert models.Decision.objects.get(pk=decision.pk).text == "Niet akkoord"
    assert models.Meeting.objects.get(pk=world.meeting.pk).status == "settled"
    with pytest.raises(StaleVersion):
        world.act(facade.correct, item=item, decision=decision, becomes="x", reason="y", seen=decision.version)
    assert models.Correction.objects.count() == 1


def test_only_who_prepares_meetings_changes_them(world: World, people: Callable[[str], Any]) -> None:
    for name in ("mayor", "politie", "council_clerk", "youth_coordinator"):
        with pytest.raises(Denied):
            world.act(facade.add_item, actor=people(name), meeting=world.meeting, title="x")
        with pytest.raises(Denied):
            world.act(facade.plan_meeting, actor=people(name), kind=world.triangle, on=TODAY)
        with pytest.raises(Denied):
            world.act(facade.hold_meeting, actor=people(name), meeting=world.meeting)
        with pytest.raises(Denied):
            world.act(facade.make_kind, actor=people(name), municipality=world.municipality, slug="x", values=KIND)


def test_kinds_and_members_are_what_they_say(world: World) -> None:
    assert slugs(world.act, facade.make_kind, municipality=world.municipality, slug="acties", values=KIND) == [
        "reserved"
    ]
    assert slugs(world.act, facade.make_kind, municipality=world.municipality, slug="jeugd", values=KIND) == [
        "slug_taken"
    ]
    add = facade.add_member
    for role in ("council_member", "partner", "system", "bestaat-niet"):
        assert slugs(world.act, add, kind=world.triangle, role=role) == ["role_without_seat"]
    police = world.organisations["politie"]
    assert slugs(world.act, add, kind=world.triangle, role="mayor") == ["already"]
    assert slugs(world.act, add, kind=world.triangle, organisation=police) == ["already"]
    assert slugs(world.act, add, kind=world.triangle, role="inspector", organisation=police) == ["both"]
    assert slugs(world.act, add, kind=world.triangle, function=" ") == ["nobody"]
    assert world.act(add, kind=world.triangle, function="gebiedsofficier").pk
    assert slugs(world.act, facade.plan_meeting, kind=world.triangle, on=world.meeting.on) == ["same_day"]


def test_points_change_places_and_stay_in_order(world: World) -> None:
    third = world.act(facade.add_item, meeting=world.meeting, title="Punt drie")

    def order() -> list[str]:
        return list(
            models.AgendaItem.objects.filter(meeting=world.meeting, state="taken")
            .order_by("order")
            .values_list("title", flat=True)
        )

    world.act(actions.move_item, item=third, up=True)
    assert order() == ["Punt open", "Punt drie", "Punt private"]
    world.act(actions.move_item, item=world.items["open"], up=True)
    assert order() == ["Punt open", "Punt drie", "Punt private"]
    world.act(actions.move_item, item=world.items["open"], up=False)
    assert order() == ["Punt drie", "Punt open", "Punt private"]
    world.act(actions.set_item_state, item=third, taken=False)
    assert order() == ["Punt open", "Punt private"]
    world.act(minutes.decide, item=world.items["open"], text="x")
    assert slugs(world.act, actions.set_item_state, item=world.items["open"], taken=False) == ["decided"]


def test_an_older_copy_never_wins(world: World) -> None:
    item = world.items["open"]
    same = {"title": "Anders", "why": "", "internal": False, "note": ""}
    world.act(actions.change_item, item=item, seen=item.version, **same)
    with pytest.raises(StaleVersion):
        world.act(actions.change_item, item=item, seen=item.version, **{**same, "title": "Te laat"})
    assert models.AgendaItem.objects.get(pk=item.pk).title == "Anders"


def test_an_action_has_one_owner_and_is_reported_until_it_is_done(world: World, people: Callable[[str], Any]) -> None:
    decision = world.act(minutes.decide, item=world.items["open"], text="x")
    police = world.organisations["politie"]
    add = minutes.add_action
    assert slugs(world.act, add, decision=decision, text="x", due=TODAY) == ["one_owner"]
    assert slugs(world.act, add, decision=decision, text="x", due=TODAY, role="mayor", organisation=police) == [
        "one_owner"
    ]
    assert slugs(world.act, add, decision=decision, text="x", due=TODAY, role="council_member") == ["role_without_seat"]
    made = world.act(add, decision=decision, text="x", due=date(2026, 11, 20), organisation=police)
    assert queries.is_late(made, TODAY)
    assert not queries.is_late(made, made.due)
    assert slugs(world.act, minutes.remove_decision, decision=decision) == ["has_actions"]
    owner = people("politie")
    assert slugs(world.act, minutes.report, actor=owner, made=made, step="finish", text=" ") == ["no_report"]
    assert models.Action.objects.get(pk=made.pk).closed_on is None
    for name in ("mayor", "ggz", "council_member"):
        with pytest.raises(Denied):
            world.act(minutes.report, actor=people(name), made=made, step="finish", text="x")
    with pytest.raises(Denied):
        world.act(minutes.report, actor=owner, made=made, step="drop", text="x")
    world.act(minutes.report, actor=owner, made=made, step="report", text="Half klaar")
    done = world.act(minutes.report, actor=owner, made=made, step="finish", text="Klaar")
    assert (done.status, done.closed_on) == ("done", TODAY)
    assert not queries.is_late(done, TODAY)
    assert slugs(world.act, minutes.report, actor=owner, made=made, step="report", text="x") == ["wrong_status"]
    again = world.act(minutes.report, made=made, step="reopen", text="Toch niet")
    assert (again.status, again.closed_on) == ("open", None)
    assert list(made.reports.values_list("text", flat=True)) == ["Half klaar", "Klaar", "Toch niet"]


def test_papers_are_kept_once_a_point(world: World) -> None:
    checked = examine(Upload("a.txt", b"tekst"))
    paper = world.act(minutes.add_paper, item=world.items["open"], checked=checked)
    assert slugs(world.act, minutes.add_paper, item=world.items["open"], checked=checked) == ["already"]
    assert world.act(minutes.add_paper, item=world.items["private"], checked=checked).digest == paper.digest
    world.act(minutes.remove_paper, paper=paper)
    assert models.Paper.objects.count() == 1


def test_a_full_agenda_refuses(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MAX_ITEMS", 2)
    assert slugs(world.act, facade.add_item, meeting=world.meeting, title="x") == ["full"]


class TestProposals:
    @pytest.fixture
    def coming(self, world: World) -> Any:
        decision = world.act(minutes.decide, item=world.items["private"], text="x")
        for text, due in (("Vroeg", date(2026, 12, 1)), ("Laat", date(2027, 6, 1)), ("Klaar", date(2026, 12, 1))):
            made = world.act(minutes.add_action, decision=decision, text=text, due=due, role="mayor")
            if text == "Klaar":
                world.act(minutes.report, made=made, step="finish", text="x")
        return world.act(facade.plan_meeting, kind=world.triangle, on=date(2026, 12, 10))

    def test_open_actions_that_are_due_come_back_and_stay_internal(self, world: World, coming: Any) -> None:
        (offered,) = facade.proposals(world.adviser, coming)
        assert offered.proposal.title == "Actie: Vroeg"
        assert "voorbij" in offered.proposal.why
        item = world.act(
            facade.answer_proposal, meeting=coming, source="actions", source_key=offered.proposal.source_key, take=True
        )
        assert (item.internal, item.state, item.url) == (True, "taken", offered.proposal.url)
        assert facade.proposals(world.adviser, coming) == []
        named = {"meeting": coming, "source": "actions", "source_key": offered.proposal.source_key, "take": True}
        assert slugs(world.act, facade.answer_proposal, **named) == ["gone"]

    def test_skipped_is_skipped_until_it_is_put_back(self, world: World, coming: Any) -> None:
        (offered,) = facade.proposals(world.adviser, coming)
        item = world.act(
            facade.answer_proposal, meeting=coming, source="actions", source_key=offered.proposal.source_key, take=False
        )
        assert facade.proposals(world.adviser, coming) == []
        assert item.state == "skipped"
        assert world.act(actions.set_item_state, item=item, taken=True).state == "taken"

    def test_actions_of_another_kind_or_a_source_not_chosen_propose_nothing(self, world: World, coming: Any) -> None:
        youth = world.act(facade.plan_meeting, kind=world.youth, on=date(2026, 12, 10))
        assert facade.proposals(world.adviser, youth) == []
        world.act(
            actions.change_kind, kind=world.triangle, seen=world.triangle.version, values={"sources": ["efforts"]}
        )
        fresh = models.Meeting.objects.select_related("kind").get(pk=coming.pk)
        assert facade.proposals(world.adviser, fresh) == []

    def test_another_feature_adds_a_source(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(agenda, "_sources", dict(agenda._sources))
        seen: list[Any] = []

        def made_up(actor: Any, kind: Any, meeting: Any, until: date) -> list[agenda.AgendaProposal]:
            seen.append((actor, kind.slug, meeting.pk, until))
            return [agenda.AgendaProposal("T" * 300, "/x/", "Omdat.", f"key {n}") for n in range(60)]

        facade.register_agenda_source(facade.AgendaSource("made-up", "Verzonnen", made_up))
        world.act(
            actions.change_kind, kind=world.triangle, seen=world.triangle.version, values={"sources": ["made-up"]}
        )
        meeting = models.Meeting.objects.select_related("kind").get(pk=world.meeting.pk)
        assert len(facade.proposals(world.adviser, meeting)) == agenda.SHOWN
        assert seen == [(world.adviser, "driehoek", meeting.pk, meeting.on + agenda.AHEAD)]
        for number in range(3):
            item = world.act(
                facade.answer_proposal, meeting=meeting, source="made-up", source_key=f"key {number}", take=number > 0
            )
            assert item.title == "T" * 200
        assert facade.proposals(world.adviser, meeting)[0].proposal.source_key == "key 3"

    def test_a_partner_gets_no_more_of_it_than_stands_on_the_agenda(
        self, world: World, coming: Any, people: Callable[[str], Any]
    ) -> None:
        (offered,) = facade.proposals(world.adviser, coming)
        world.act(
            facade.answer_proposal, meeting=coming, source="actions", source_key=offered.proposal.source_key, take=True
        )
        assert [i.title for i in queries.items(people("politie")).filter(meeting=coming)] == []
