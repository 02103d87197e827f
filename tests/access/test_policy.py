# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""`authorize` and `visible_to` are two forms of one rule set, and the rules say what was meant."""

import pytest
from django.db import transaction
from django.db.models import F
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.access.facade import (
    ANYBODY,
    AnyOf,
    FieldIn,
    Guarded,
    GuardedRecord,
    Participation,
    PartnerIn,
    RoleGrants,
    SameMunicipality,
    Vault,
    authorize,
    policies,
    register,
    require,
    visible_or_404,
    visible_to,
)
from baken.kernel.errors import Denied

from .worlds import DAY, PERMISSIONS, PURPOSES, Asking, Taking, Thing, askings, build, may, things

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_policies")]
quiet = settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
GUARDED = (SameMunicipality(), RoleGrants(), Guarded(field=""))


def in_list(model, actor, asking):
    return set(visible_to(model.objects.all(), actor, asking.permission, asking.purpose).values_list("pk", flat=True))


def one_by_one(model, actor, asking):
    return {row.pk for row in model.objects.all() if authorize(actor, asking.permission, row, asking.purpose)}


@quiet
@given(wanted=st.lists(things, max_size=4), asked=st.lists(askings, min_size=1, max_size=4))
def test_in_random_worlds_the_list_the_check_and_the_meaning_agree(wanted, asked):
    register(GuardedRecord, *GUARDED)
    with build(wanted) as world:
        for asking in asked:
            actor = world.actor(asking)
            if asking.town is None:
                asking = Asking(None, asking.roles, None, asking.on, asking.permission, asking.purpose)
            meant = {record.pk for thing, record in zip(wanted, world.records, strict=True) if may(thing, asking)}
            assert in_list(GuardedRecord, actor, asking) == meant
            assert one_by_one(GuardedRecord, actor, asking) == meant


def _names(record, partner_id):
    return record.participations.filter(partner_id=partner_id).exists()


single = st.sampled_from(
    [
        SameMunicipality(),
        RoleGrants(),
        RoleGrants(PERMISSIONS[2]),
        FieldIn("level", frozenset({1, 2})),
        FieldIn("level", frozenset()),
        PartnerIn("participations__partner", _names),
        Guarded(field=""),
    ]
)
option = st.lists(single, max_size=2).map(tuple)
rules = st.lists(single | st.lists(option, max_size=3).map(lambda options: AnyOf(tuple(options))), max_size=3)


@quiet
@given(wanted=st.lists(things, min_size=1, max_size=4), asked=st.lists(askings, min_size=1, max_size=4), chosen=rules)
def test_whatever_the_rules_both_forms_agree(wanted, asked, chosen):
    register(GuardedRecord, *chosen)
    with build(wanted) as world:
        for asking in asked:
            actor = world.actor(asking)
            assert in_list(GuardedRecord, actor, asking) == one_by_one(GuardedRecord, actor, asking)


@quiet
@given(wanted=st.lists(things, min_size=1, max_size=4), asked=st.lists(askings, min_size=1, max_size=3))
def test_objects_that_have_a_guard_follow_it(wanted, asked):
    register(GuardedRecord, *GUARDED)
    register(Participation, SameMunicipality(), Guarded(field="guarded"))
    with build(wanted) as world:
        for asking in asked:
            actor = world.actor(asking)
            seen = in_list(Participation, actor, asking)
            assert seen == one_by_one(Participation, actor, asking)
            guards = in_list(GuardedRecord, actor, asking)
            assert seen == set(Participation.objects.filter(guarded__in=guards).values_list("pk", flat=True))


THING = Thing(0, frozenset(PURPOSES[:1]), 2, (Taking(0, DAY, DAY), Taking(0, DAY, None), Taking(1, DAY, None)))
STAFF = Asking(0, frozenset({"inspector"}), None, DAY, PERMISSIONS[0], PURPOSES[0])


def test_a_list_over_a_relation_repeats_no_row_and_can_be_locked_and_changed():
    register(GuardedRecord, SameMunicipality(), PartnerIn("participations__partner", _names))
    asking = Asking(0, frozenset({"partner"}), 0, DAY, PERMISSIONS[0], "")
    with build([THING, THING]) as world:
        rows = visible_to(GuardedRecord.objects.all(), world.actor(asking), asking.permission)
        assert rows.count() == 2
        assert len(rows.select_for_update()) == 2
        assert len(visible_to(GuardedRecord.objects.filter(level=F("level")), world.actor(asking), PERMISSIONS[0])) == 2


def test_a_list_is_one_or_two_queries_whatever_its_length(django_assert_max_num_queries):
    register(GuardedRecord, *GUARDED)
    asking = Asking(0, frozenset({"partner"}), 0, DAY, PERMISSIONS[0], PURPOSES[0])
    with build([THING] * 12) as world, django_assert_max_num_queries(2):
        assert (
            len(visible_to(GuardedRecord.objects.all(), world.actor(asking), asking.permission, asking.purpose)) == 12
        )


def test_all_reasons_against_are_told_each_once():
    register(GuardedRecord, *GUARDED)
    asking = Asking(1, frozenset({"partner"}), 1, DAY, "nobody.may.this", "else")
    with build([THING]) as world:
        decision = authorize(world.actor(asking), asking.permission, world.records[0], asking.purpose)
    assert not decision
    assert [reason.slug for reason in decision.reasons] == ["role", "other_municipality", "purpose"]
    with build([THING]) as world:
        asking = Asking(0, frozenset({"partner"}), 1, None, PERMISSIONS[0], PURPOSES[0])
        decision = authorize(world.actor(asking), asking.permission, world.records[0], asking.purpose)
        assert [reason.slug for reason in decision.reasons] == ["not_taking_part"]
        with pytest.raises(Denied) as denied:
            require(world.actor(asking), "nobody.may.this", world.records[0], "")
    assert [reason.slug for reason in denied.value.reasons] == ["role", "purpose"]
    assert all(str(reason.text) for reason in denied.value.reasons)


def test_an_allowed_thing_says_so():
    register(GuardedRecord, *GUARDED)
    with build([THING]) as world:
        decision = authorize(world.actor(STAFF), STAFF.permission, world.records[0], STAFF.purpose)
        require(world.actor(STAFF), STAFF.permission, world.records[0], STAFF.purpose)
    assert decision.allowed
    assert [reason.slug for reason in decision.reasons] == ["allowed"]


def test_a_denied_object_does_not_exist():
    register(GuardedRecord, *GUARDED)
    with build([THING]) as world:
        actor, rows = world.actor(STAFF), GuardedRecord.objects.all()
        key = world.records[0].pk
        assert visible_or_404(rows, actor, STAFF.permission, STAFF.purpose, pk=key) == world.records[0]
        told = []
        for who, permission, purpose, pk in (
            (actor, STAFF.permission, "else", key),
            (actor, "nobody.may.this", STAFF.purpose, key),
            (ANYBODY, STAFF.permission, STAFF.purpose, key),
            (actor, STAFF.permission, STAFF.purpose, world.towns[0].pk),
        ):
            with pytest.raises(Http404) as missing:
                visible_or_404(rows, who, permission, purpose, pk=pk)
            told.append(str(missing.value))
        assert len(set(told)) == 1, "denied and absent must look the same"


def test_without_a_policy_nothing_is_decided():
    assert Vault not in policies()
    with build([THING]) as world:
        vault = world.records[0].vault
        with pytest.raises(LookupError, match="Vault"):
            authorize(world.actor(STAFF), STAFF.permission, vault)
        with pytest.raises(LookupError, match="Vault"):
            visible_to(Vault.objects.all(), world.actor(STAFF), STAFF.permission)
        with pytest.raises(LookupError, match="Municipality"):
            authorize(world.actor(STAFF), STAFF.permission, world.towns[0])


def test_a_permission_without_object_needs_a_role():
    with build([]) as world:
        assert authorize(world.actor(STAFF), PERMISSIONS[1])
        assert not authorize(world.actor(STAFF), PERMISSIONS[2])
        assert not authorize(ANYBODY, PERMISSIONS[0])
        with pytest.raises(Denied):
            require(ANYBODY, PERMISSIONS[0])


def test_no_rule_of_a_model_lets_a_permission_by_that_the_role_does_not_grant():
    """A policy that forgets the role still asks for it: else any permission would do for whoever may read."""
    register(GuardedRecord, SameMunicipality(), RoleGrants(PERMISSIONS[0]))
    with build([THING]) as world, transaction.atomic():
        actor = world.actor(STAFF)
        assert authorize(actor, PERMISSIONS[0], world.records[0])
        assert not authorize(actor, "nobody.may.this", world.records[0])
        assert not visible_to(GuardedRecord.objects.all(), actor, "nobody.may.this").exists()


def test_registered_policies_can_be_read_but_not_changed_from_outside():
    before = policies()
    policies().clear()
    assert policies() == before != {}
