# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""`authorize`, `visible_to` and row-level security are forms of one rule set, and the rules say what was meant."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.access.facade import (
    ANYBODY,
    AnyOf,
    Asked,
    FieldIn,
    Guarded,
    GuardedRecord,
    InDesk,
    Participation,
    PartnerIn,
    PartSeen,
    RoleGrants,
    SameMunicipality,
    SearchToken,
    authorize,
    opened,
    policies,
    purposes_open_to,
    reach,
    register,
    require,
    sights_of,
    system_actor,
    visible_or_404,
    visible_to,
)
from baken.kernel.errors import Denied
from baken.kernel.models import Lease

from .worlds import (
    AGREED,
    NOW,
    OPEN,
    PERMISSIONS,
    PURPOSES,
    SECOND,
    Agreement,
    Asking,
    Plan,
    Register,
    Taking,
    Thing,
    askings,
    at_desk,
    build,
    knows,
    may,
    may_row,
    plans,
    simple,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_policies")]
quiet = settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
GUARDED = (SameMunicipality(), RoleGrants(), Guarded(field=""))
askers = st.lists(askings, min_size=1, max_size=6)


def in_list(model, actor, asking):
    with opened(actor, asking.purpose):
        rows = visible_to(model.objects.all(), actor, asking.permission, asking.purpose)
        return set(rows.values_list("pk", flat=True))


def one_by_one(model, world, actor, asking):
    """Decide on every row there is, also on those that the asker's query would never give."""
    rows = world.records if model is GuardedRecord else [row for of_one in world.rows for row in of_one]
    with opened(actor, asking.purpose):
        at_hand = reach(actor, asking.purpose, [record.pk for record in world.records])
        alone = {row.pk for row in rows if authorize(actor, asking.permission, row, asking.purpose)}
        loaded = {row.pk for row in rows if authorize(actor, asking.permission, row, asking.purpose, at_hand)}
    assert alone == loaded
    return alone


def by_the_database(model, actor, asking):
    """What row-level security lets through when nothing else is asked."""
    with opened(actor, asking.purpose):
        return set(model.objects.values_list("pk", flat=True))


def asked_well(asking):
    return (
        Asking(None, asking.roles, None, asking.at, asking.permission, asking.purpose)
        if asking.town is None
        else asking
    )


@quiet
@given(plan=plans, asked=askers)
def test_in_random_worlds_the_list_the_check_the_database_and_the_meaning_agree(plan, asked):
    register(GuardedRecord, *GUARDED)
    register(SearchToken, SameMunicipality(), PartSeen())
    with build(plan) as world:
        for asking in map(asked_well, asked):
            actor = world.actor(asking)
            pairs = list(zip(plan.things, world.records, world.rows, strict=True))
            meant = {record.pk for thing, record, _ in pairs if may(plan, thing, asking)}
            assert in_list(GuardedRecord, actor, asking) == meant
            assert one_by_one(GuardedRecord, world, actor, asking) == meant
            rows = {
                row.pk
                for thing, _, made in pairs
                for what, row in zip(thing.rows, made, strict=True)
                if may_row(plan, thing, what, asking)
            }
            assert in_list(SearchToken, actor, asking) == rows
            assert one_by_one(SearchToken, world, actor, asking) == rows
            if connection.vendor == "postgresql":
                overseen = "privacy_officer" in asking.roles
                known = {
                    record.pk
                    for thing, record, _ in pairs
                    if knows(plan, thing, asking) or (overseen and asking.town == thing.town)
                }
                assert by_the_database(GuardedRecord, actor, asking) == known
                open_rows = {
                    row.pk
                    for thing, _, made in pairs
                    for what, row in zip(thing.rows, made, strict=True)
                    if may_row(plan, thing, what, asking, role=False)
                }
                assert by_the_database(SearchToken, actor, asking) == open_rows


@quiet
@given(plan=plans, asked=askers)
def test_the_purposes_open_to_somebody_are_those_for_which_something_can_be_known(plan, asked):
    with build(plan) as world:
        for asking in map(asked_well, asked):
            if asking.town is None:
                assert purposes_open_to(world.actor(asking)) == ()
                continue
            actor = world.actor(asking)
            for thing in plan.things:
                if knows(plan, thing, asking):
                    assert asking.purpose in purposes_open_to(actor)


@pytest.mark.postgresql
def test_a_context_does_not_outlive_its_transaction():
    taking = Taking(0, NOW - SECOND, None, sights=(("premises", 2),))
    thing = Thing(0, 0, 2, (taking,), (("premises", 2),))
    asking = Asking(0, frozenset({"partner"}), 0, NOW, PERMISSIONS[0], PURPOSES[0])
    with build(simple(thing)) as world:
        assert GuardedRecord.objects.count() == 0
        with opened(world.actor(asking), PURPOSES[0]):
            assert GuardedRecord.objects.count() == SearchToken.objects.count() == Participation.objects.count() == 1
            with opened(world.actor(Asking(0, frozenset(), None, NOW, "", "")), ""):
                assert GuardedRecord.objects.count() == 0
            assert GuardedRecord.objects.count() == 1
            with pytest.raises(ZeroDivisionError), opened(ANYBODY, ""):
                _ = 1 / 0
            assert GuardedRecord.objects.count() == 1
        assert GuardedRecord.objects.count() == SearchToken.objects.count() == Participation.objects.count() == 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('baken.municipality', true)")
            assert not cursor.fetchone()[0]


def test_a_covenant_that_ended_a_second_ago_shows_nothing_any_more():
    taking = Taking(0, NOW - timedelta(days=5), None, sights=(("police", 2),))
    ended = Agreement(frozenset(PURPOSES), frozenset({"police"}), frozenset({0}), NOW - timedelta(days=9), NOW)
    thing = Thing(0, 0, 2, (taking,), (("police", 2),))
    open_to_all = Register(frozenset(PURPOSES), ())
    asking = Asking(0, frozenset({"partner"}), 0, NOW - SECOND, PERMISSIONS[0], PURPOSES[0])
    late = Asking(0, frozenset({"partner"}), 0, NOW, PERMISSIONS[0], PURPOSES[0])
    with build(Plan((open_to_all, open_to_all), (ended, ended), (thing,))) as world:
        guarded = world.records[0].pk
        for asker, expected in ((asking, {"police": 2}), (late, None)):
            with opened(world.actor(asker), PURPOSES[0]):
                assert sights_of(world.actor(asker), PURPOSES[0], guarded) == expected


def _names(record, partner_id):
    return record.participations.filter(partner_id=partner_id).exists()


single = st.sampled_from(
    [
        SameMunicipality(),
        RoleGrants(),
        RoleGrants(PERMISSIONS[2]),
        Asked(frozenset(PERMISSIONS[:1])),
        FieldIn("level", frozenset({1, 2})),
        FieldIn("level", frozenset()),
        PartnerIn("participations__partner", _names),
        Guarded(field=""),
        InDesk(),
    ]
)
option = st.lists(single, max_size=2).map(tuple)
rules = st.lists(single | st.lists(option, max_size=3).map(lambda options: AnyOf(tuple(options))), max_size=3)


@quiet
@given(plan=plans, asked=askers, chosen=rules)
def test_whatever_the_rules_both_forms_agree(plan, asked, chosen):
    register(GuardedRecord, *chosen)
    with build(plan) as world:
        for asking in asked:
            actor = world.actor(asking)
            with opened(actor, asking.purpose):
                rows = list(GuardedRecord.objects.all())
                alone = {r.pk for r in rows if authorize(actor, asking.permission, r, asking.purpose)}
            assert in_list(GuardedRecord, actor, asking) == alone


@quiet
@given(plan=plans, asked=askers)
def test_a_desk_is_for_whom_the_register_admits_alone_in_both_forms(plan, asked):
    register(GuardedRecord, SameMunicipality(), InDesk())
    register(SearchToken, InDesk("guarded__vault"))
    with build(plan) as world:
        for asking in map(asked_well, asked):
            actor = world.actor(asking)
            pairs = list(zip(plan.things, world.records, world.rows, strict=True))
            role = actor.may(asking.permission)
            here = [(record, rows) for thing, record, rows in pairs if role and at_desk(plan, thing, asking)]
            meant = {record.pk for record, _ in here}
            assert in_list(GuardedRecord, actor, asking) == one_by_one(GuardedRecord, world, actor, asking) == meant
            assert in_list(SearchToken, actor, asking) == {row.pk for _, rows in here for row in rows}


TAKING = Taking(0, NOW - SECOND, None)
OURS = Taking(None, NOW - SECOND, None, role="inspector")
THING = Thing(0, 0, 2, (TAKING, TAKING, Taking(1, NOW, None), OURS))
STAFF = Asking(0, frozenset({"inspector"}), None, NOW, PERMISSIONS[0], PURPOSES[0])


def looking(world, asking):
    """The asker as actor, with the database told so."""
    actor = world.actor(asking)
    return actor, opened(actor, asking.purpose)


def test_a_list_over_a_relation_repeats_no_row_and_can_be_locked_and_changed():
    register(GuardedRecord, SameMunicipality(), PartnerIn("participations__partner", _names))
    asking = Asking(0, frozenset({"partner"}), 0, NOW, PERMISSIONS[0], PURPOSES[0])
    with build(simple(THING, THING)) as world:
        actor, context = looking(world, asking)
        with context:
            rows = visible_to(GuardedRecord.objects.all(), actor, asking.permission)
            assert rows.count() == 2
            assert len(rows.select_for_update()) == 2
            assert len(visible_to(GuardedRecord.objects.filter(level=F("level")), actor, PERMISSIONS[0])) == 2


def test_a_list_is_three_queries_at_most_whatever_its_length(django_assert_max_num_queries):
    register(GuardedRecord, *GUARDED)
    asking = Asking(0, frozenset({"partner"}), 0, NOW, PERMISSIONS[0], PURPOSES[0])
    with build(simple(*[THING] * 12)) as world:
        actor, context = looking(world, asking)
        with context, django_assert_max_num_queries(3):
            assert len(visible_to(GuardedRecord.objects.all(), actor, asking.permission, asking.purpose)) == 12


def test_deciding_on_many_objects_asks_the_database_nothing_more(django_assert_num_queries):
    register(GuardedRecord, *GUARDED)
    asking = Asking(0, frozenset({"partner"}), 0, NOW, PERMISSIONS[0], PURPOSES[0])
    with build(simple(*[THING] * 12)) as world:
        actor, context = looking(world, asking)
        with context:
            at_hand = reach(actor, asking.purpose, [record.pk for record in world.records])
            with django_assert_num_queries(0):
                assert all(
                    authorize(actor, asking.permission, record, asking.purpose, at_hand) for record in world.records
                )


DESK = Register(frozenset(PURPOSES), (("inspector", frozenset(PURPOSES[:1])),), desk=True)


def test_a_desk_costs_one_query_more_and_loaded_none(django_assert_num_queries):
    register(GuardedRecord, SameMunicipality(), InDesk())
    with build(Plan((DESK, OPEN), (AGREED, AGREED), (Thing(0, 0, 3, ()),) * 12)) as world:
        actor, context = looking(world, STAFF)
        with context:
            with django_assert_num_queries(2):
                assert len(visible_to(GuardedRecord.objects.all(), actor, STAFF.permission, STAFF.purpose)) == 12
            keys = [record.pk for record in world.records]
            with django_assert_num_queries(2):
                at_hand = reach(actor, STAFF.purpose, keys)
            with django_assert_num_queries(0):
                assert all(authorize(actor, STAFF.permission, r, STAFF.purpose, at_hand) for r in world.records)
                assert all(sights_of(actor, STAFF.purpose, key, at_hand)["anything"] == 3 for key in keys)


def test_who_is_not_at_the_desk_is_told_which_fact_is_missing():
    register(GuardedRecord, SameMunicipality(), InDesk())
    asks = {
        "purpose": Asking(0, frozenset({"inspector"}), None, NOW, PERMISSIONS[0], PURPOSES[1]),
        "not_admitted": Asking(0, frozenset({"privacy_officer"}), None, NOW, PERMISSIONS[0], PURPOSES[0]),
        "partner": Asking(0, frozenset({"partner"}), 0, NOW, PERMISSIONS[0], PURPOSES[0]),
    }
    plan = Plan((DESK, Register(frozenset(PURPOSES), (("privacy_officer", frozenset(PURPOSES)),))), (AGREED, AGREED),
                (Thing(0, 0, 1, ()),))  # fmt: skip
    with build(plan) as world:
        for slug, asking in asks.items():
            actor, context = looking(world, asking)
            with context:
                found = authorize(actor, asking.permission, world.records[0], asking.purpose)
            assert [reason.slug for reason in found.reasons] == [slug]


def test_all_reasons_against_are_told_each_once():
    register(GuardedRecord, *GUARDED)
    asking = Asking(1, frozenset({"partner"}), 1, NOW, "nobody.may.this", "else")
    with build(simple(THING)) as world:
        decision = authorize(world.actor(asking), asking.permission, world.records[0], asking.purpose)
    assert not decision
    assert [reason.slug for reason in decision.reasons] == ["role", "other_municipality", "purpose"]
    with build(simple(THING)) as world:
        asking = Asking(0, frozenset({"partner"}), 1, NOW - SECOND, PERMISSIONS[0], PURPOSES[0])
        decision = authorize(world.actor(asking), asking.permission, world.records[0], asking.purpose)
        assert [reason.slug for reason in decision.reasons] == ["not_taking_part"]
        with pytest.raises(Denied) as denied:
            require(world.actor(asking), "nobody.may.this", world.records[0], "")
    assert [reason.slug for reason in denied.value.reasons] == ["role", "purpose"]
    assert all(str(reason.text) for reason in denied.value.reasons)


def test_without_a_covenant_the_reason_says_so():
    register(GuardedRecord, *GUARDED)
    ended = Agreement(frozenset(PURPOSES), frozenset(), frozenset({0}), NOW - timedelta(days=9), NOW)
    asking = Asking(0, frozenset({"partner"}), 0, NOW, PERMISSIONS[0], PURPOSES[0])
    with build(Plan((OPEN, OPEN), (ended, ended), (THING,))) as world:
        decision = authorize(world.actor(asking), asking.permission, world.records[0], asking.purpose)
    assert [reason.slug for reason in decision.reasons] == ["covenant"]


def test_an_allowed_thing_says_so():
    register(GuardedRecord, *GUARDED)
    with build(simple(THING)) as world:
        actor, context = looking(world, STAFF)
        with context:
            decision = authorize(actor, STAFF.permission, world.records[0], STAFF.purpose)
            require(actor, STAFF.permission, world.records[0], STAFF.purpose)
    assert decision.allowed
    assert [reason.slug for reason in decision.reasons] == ["allowed"]


def test_a_denied_object_does_not_exist():
    register(GuardedRecord, *GUARDED)
    with build(simple(THING)) as world:
        actor, rows = world.actor(STAFF), GuardedRecord.objects.all()
        key = world.records[0].pk
        with opened(actor, STAFF.purpose):
            assert visible_or_404(rows, actor, STAFF.permission, STAFF.purpose, pk=key) == world.records[0]
        told = []
        for who, permission, purpose, pk in (
            (actor, STAFF.permission, "else", key),
            (actor, "nobody.may.this", STAFF.purpose, key),
            (ANYBODY, STAFF.permission, STAFF.purpose, key),
            (actor, STAFF.permission, STAFF.purpose, world.towns[0].pk),
        ):
            with pytest.raises(Http404) as missing, opened(who, purpose):
                visible_or_404(rows, who, permission, purpose, pk=pk)
            told.append(str(missing.value))
        assert len(set(told)) == 1, "denied and absent must look the same"


def test_without_a_policy_nothing_is_decided():
    assert Lease not in policies()
    actor = system_actor(None)
    with pytest.raises(LookupError, match="Lease"):
        authorize(actor, STAFF.permission, Lease())
    with pytest.raises(LookupError, match="Lease"):
        visible_to(Lease.objects.all(), actor, STAFF.permission)


def test_a_permission_without_object_needs_a_role():
    with build(simple()) as world:
        assert authorize(world.actor(STAFF), PERMISSIONS[1])
        assert not authorize(world.actor(STAFF), PERMISSIONS[2])
