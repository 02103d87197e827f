# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who sees which meeting: lists and single objects agree, for every role, and outsiders find nothing anywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.access.facade import ANYBODY, ROLES, Actor, authorize, visible_to
from baken.decide.meetings import facade, minutes, models, queries
from baken.decide.meetings.policies import MANAGE, REPORT, VIEW
from baken.kernel.models import Municipality
from baken.kernel.papers.kept import examine

from .builders import Upload, World
from .conftest import TODAY

ALL = (
    models.MeetingKind,
    models.Member,
    models.Meeting,
    models.AgendaItem,
    models.Decision,
    models.Paper,
    models.Correction,
    models.Action,
)


@pytest.fixture
def full(world: World) -> World:
    """The world with a decision, an action and papers at each point, some for our own people only."""
    for name, item in world.items.items():
        decision = world.act(minutes.decide, item=item, text=f"Besluit {name}")
        for role, organisation in (("youth_officer", None), ("", world.organisations["ggz"])):
            world.act(
                minutes.add_action,
                decision=decision,
                text=f"Actie {name}",
                due=date(2026, 12, 1),
                role=role,
                organisation=organisation,
            )
        for internal in (False, True):
            checked = examine(Upload("stuk.txt", f"{name} {internal}".encode()))
            world.act(minutes.add_paper, item=item, checked=checked, internal=internal)
    for item in world.items.values():
        world.act(
            facade.change_item,
            item=item,
            seen=item.version,
            title=item.title,
            why="",
            internal=item.internal,
            note="Verslag",
        )
    for meeting in (world.meeting, world.other):
        world.act(facade.hold_meeting, meeting=meeting)
        world.act(facade.settle_meeting, meeting=meeting)
    world.act(facade.correct, item=world.items["private"], becomes="Beter", reason="Fout")
    return world


def everyone(world: World) -> list[Actor]:
    elsewhere = Municipality.objects.create(code="GM0392", slug="haarlem", name="Haarlem")
    found = [ANYBODY]
    for role in ROLES:
        found.append(Actor(None, world.municipality.id, frozenset({role}), on=TODAY))
        found.append(Actor(None, elsewhere.id, frozenset({role}), on=TODAY))
    found += [Actor(None, world.municipality.id, frozenset({"partner"}), p.id, TODAY) for p in world.partners.values()]
    return found


def listed(model: Any, actor: Actor, permission: str) -> set[Any]:
    return set(visible_to(model.objects.all(), actor, permission).values_list("pk", flat=True))


def test_lists_and_single_objects_agree_for_every_role_and_permission(full: World) -> None:
    actors = everyone(full)
    for model in ALL:
        rows = list(model.objects.all())
        assert rows, model
        for actor in actors:
            for permission in (VIEW, MANAGE, REPORT, "decide.effort.view"):
                checked = {row.pk for row in rows if authorize(actor, permission, row)}
                assert listed(model, actor, permission) == checked, (model, actor, permission)


QUIET = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
seats = st.sampled_from(["mayor", "safety_adviser", "youth_coordinator", "port_team", "politie", "ggz"])


@QUIET
@given(
    triangle=st.sets(seats),
    internal=st.booleans(),
    taken=st.booleans(),
    roles=st.sets(st.sampled_from(["mayor", "port_team", "council_member", "partner", "safety_adviser"]), max_size=2),
    partner=st.sampled_from([None, "politie", "ggz"]),
    owner=st.sampled_from(["port_team", "mayor", "politie", "ggz"]),
)
def test_in_random_worlds_the_list_the_check_and_the_meaning_agree(
    full: World, triangle: set[str], internal: bool, taken: bool, roles: set[str], partner: str | None, owner: str
) -> None:
    from django.db import transaction

    with transaction.atomic():
        _arrange(full, triangle, internal, taken, owner)
        actor = Actor(
            None, full.municipality.id, frozenset(roles), full.partners[partner].id if partner else None, TODAY
        )
        for model in ALL:
            rows = list(model.objects.all())
            for permission in (VIEW, REPORT, MANAGE):
                checked = {row.pk for row in rows if authorize(actor, permission, row)}
                assert listed(model, actor, permission) == checked, (model, permission)
        own = set() if partner else roles - {"council_member", "partner"}
        manages = "safety_adviser" in roles
        looks = bool(roles - {"council_member"})
        member = looks and bool(triangle & (own | ({partner} if partner else set())))
        sees_item = manages or (member and taken and (not internal or bool(own)))
        item = models.AgendaItem.objects.get(pk=full.items["open"].pk)
        assert bool(authorize(actor, VIEW, item)) == sees_item
        action = models.Action.objects.filter(decision__item=item).first()
        mine = looks and (owner in own or owner == partner)
        assert bool(authorize(actor, REPORT, action)) == (manages or mine)
        transaction.set_rollback(True)


def _arrange(world: World, seated: set[str], internal: bool, taken: bool, owner: str) -> None:
    from tests.kernel.towns import do

    def change() -> None:
        models.Member.objects.filter(kind=world.triangle).delete()
        for seat in seated:
            organisation = world.organisations.get(seat)
            models.Member(
                municipality=world.municipality,
                kind=world.triangle,
                role="" if organisation else seat,
                organisation=organisation,
            ).save()
        item = models.AgendaItem.objects.filter(pk=world.items["open"].pk)
        item.update(internal=internal, state="taken" if taken else "skipped")
        organisation = world.organisations.get(owner)
        models.Action.objects.filter(decision__item=world.items["open"].pk).update(
            owner_role="" if organisation else owner, owner_organisation=organisation
        )

    do(change, world.municipality)


def test_council_members_never_see_a_meeting_also_when_they_were_made_members(full: World) -> None:
    from tests.kernel.towns import do

    def seat() -> None:
        for role in ("council_member", "council_clerk"):
            models.Member(municipality=full.municipality, kind=full.triangle, role=role).save()

    do(seat, full.municipality)
    for role in ("council_member", "council_clerk"):
        actor = Actor(None, full.municipality.id, frozenset({role}), on=TODAY)
        for model in ALL:
            assert not listed(model, actor, VIEW), (role, model)


def test_a_partner_sees_its_own_kinds_and_nothing_that_is_for_us_alone(
    full: World, people: Callable[[str], Any]
) -> None:
    police = people("politie")
    assert {k.slug for k in queries.kinds(police)} == {"driehoek"}
    assert {m.kind.slug for m in queries.meetings(police)} == {"driehoek"}
    assert {i.title for i in queries.items(police)} == {"Punt open"}
    assert {p.internal for i in queries.items(police) for p in i.papers.all()} == {False}
    assert not queries.corrections(police, full.meeting).exists()
    assert {a.text for a in queries.actions(police)} == {"Actie open"}
    mayor = people("mayor")
    assert {i.title for i in queries.items(mayor)} == {"Punt open", "Punt private"}
    assert queries.corrections(mayor, full.meeting).count() == 1


def test_the_owner_of_an_action_sees_it_without_a_seat_and_learns_nothing_of_the_meeting(
    full: World, people: Callable[[str], Any]
) -> None:
    for name in ("ggz", "youth_officer"):
        actor = people(name)
        views = queries.action_views(actor, queries.actions(actor), TODAY)
        assert sorted(view.action.text for view in views) == ["Actie open", "Actie private", "Actie youth"]
        assert all(view.meeting is None and view.mine for view in views)
        assert not queries.meetings(actor).exists()
        assert all(queries.may_report(actor, view.action) for view in views)
    assert not queries.may_report(people("mayor"), models.Action.objects.filter(text="Actie open")[0])
    assert queries.may_report(full.adviser, models.Action.objects.filter(text="Actie open")[0])


def test_who_leaves_sees_earlier_meetings_no_more(full: World, people: Callable[[str], Any]) -> None:
    from baken.decide.meetings.actions import remove_member

    police = people("politie")
    assert queries.meetings(police).exists()
    member = models.Member.objects.get(kind=full.triangle, organisation__slug="politie")
    full.act(remove_member, member=member)
    assert not queries.meetings(police).exists()
    assert not queries.items(police).exists()


def test_counts_and_the_home_page_stay_within_what_is_visible(full: World, people: Callable[[str], Any]) -> None:
    until = date(2027, 1, 1)
    for name, seen in (
        ("mayor", 4),
        ("politie", 2),
        ("jongerenwerk", 2),
        ("ggz", 3),
        ("council_member", 0),
        ("inspector", 0),
    ):
        actor = people(name)
        assert len(facade.due_actions(actor, full.municipality, until, TODAY)) == seen, name
        if not seen:
            assert facade.home_lines(actor, full.municipality, TODAY) == []
            assert facade.search(actor, "Punt") == facade.search(actor, "Actie") == []
    elsewhere = Municipality.objects.create(code="GM0392", slug="haarlem", name="Haarlem")
    assert facade.due_actions(full.adviser, elsewhere, until, TODAY) == []
    assert facade.upcoming_meetings(full.adviser, elsewhere, until, TODAY) == []
    assert {title for title, _kind, _url in facade.search(people("politie"), "punt")} == {"Punt open"}
