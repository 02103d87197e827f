# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who acts: a user in one municipality with the roles of that day, and nothing more."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.access.facade import ANYBODY, RoleAssignment, User, actor_for, system_actor
from tests.kernel.towns import do, make_partner, town

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)


def user(name="a", **more):
    return User.objects.create_user(name, None, display_name=name, **more)


def give(user, role, municipality=None, valid_from=date(2022, 1, 1), valid_to=None, partner=None):
    municipality = municipality or town()
    row = RoleAssignment(
        user=user, role=role, municipality=municipality, valid_from=valid_from, valid_to=valid_to, partner=partner
    )
    do(row.save)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.integers(-3, 3), length=st.none() | st.integers(0, 4))
def test_a_role_counts_from_its_first_day_to_its_last_both_included(db, first, length):
    someone = user(f"u{User.objects.count()}")
    start = DAY + timedelta(first)
    end = None if length is None else start + timedelta(length)
    give(someone, "inspector", valid_from=start, valid_to=end)
    counts = start <= DAY and (end is None or end >= DAY)
    actor = actor_for(someone, on=DAY)
    assert actor.roles == (frozenset({"inspector"}) if counts else frozenset())
    assert (actor.municipality_id is not None) == counts
    assert actor.may("observe.picture.view") == counts


def test_roles_in_one_municipality_add_up():
    someone = user()
    give(someone, "inspector")
    give(someone, "privacy_officer")
    actor = actor_for(someone, on=DAY)
    assert actor.roles == {"inspector", "privacy_officer"}
    assert actor.may("access.log.view")
    assert (actor.id, actor.on) == (someone.id, DAY)


def test_roles_in_two_municipalities_never_add_up():
    someone = user()
    velsen, elsewhere = town(), town("GM9001", "Elders")
    give(someone, "inspector", velsen)
    give(someone, "privacy_officer", elsewhere)
    assert actor_for(someone, on=DAY).roles == {"inspector"}
    assert actor_for(someone, on=DAY).municipality_id == velsen.id
    there = actor_for(someone, on=DAY, municipality_id=elsewhere.id)
    assert (there.municipality_id, there.roles) == (elsewhere.id, {"privacy_officer"})


def test_a_municipality_in_which_one_has_no_role_gives_nothing():
    someone = user()
    give(someone, "inspector")
    actor = actor_for(someone, on=DAY, municipality_id=town("GM9001", "Elders").id)
    assert (actor.municipality_id, actor.roles, actor.permissions) == (None, frozenset(), frozenset())


def test_an_inactive_user_has_no_role():
    someone = user(is_active=False)
    give(someone, "inspector")
    actor = actor_for(someone, on=DAY)
    assert (actor.id, actor.municipality_id, actor.permissions) == (someone.id, None, frozenset())


def test_the_partner_comes_from_the_role_in_that_municipality_on_that_day():
    someone = user()
    velsen, elsewhere = town(), town("GM9001", "Elders")
    police, care = make_partner(velsen), make_partner(elsewhere, "zorg")
    give(someone, "partner", velsen, partner=police)
    give(someone, "partner", elsewhere, partner=care, valid_to=date(2025, 1, 1))
    assert actor_for(someone, on=DAY).partner_id == police.id
    assert actor_for(someone, on=DAY, municipality_id=elsewhere.id).partner_id is None
    assert actor_for(someone, on=date(2024, 1, 1), municipality_id=elsewhere.id).partner_id == care.id


def test_anybody_and_someone_without_role_may_nothing():
    assert ANYBODY.permissions == actor_for(user(), on=DAY).permissions == frozenset()


def test_baken_itself_works_in_one_municipality_or_in_the_installation():
    velsen = town()
    assert system_actor(velsen).municipality_id == velsen.id
    assert system_actor(None).municipality_id is None
    assert system_actor(velsen).may("access.account.make")


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "expected"),
    [
        (0, "198.51.100.1", "192.0.2.1", "192.0.2.1"),
        (1, "", "192.0.2.1", "192.0.2.1"),
        (1, "10.0.0.1, 198.51.100.1", "192.0.2.1", "198.51.100.1"),
        (2, "10.0.0.1, 198.51.100.1, 192.0.2.2", "192.0.2.1", "198.51.100.1"),
        (2, "198.51.100.1", "192.0.2.1", "192.0.2.1"),
        (1, "onzin", "192.0.2.1", "192.0.2.1"),
        (1, "2001:db8:1:2:3:4:5:6", "192.0.2.1", "2001:db8:1:2::/64"),
        (0, "", "", ""),
    ],
)
def test_an_address_is_what_our_own_proxies_saw(settings, rf, proxies, forwarded, remote, expected):
    from baken.access.facade import client_address

    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    more = {"headers": {"x-forwarded-for": forwarded}} if forwarded else {}
    assert client_address(rf.get("/", REMOTE_ADDR=remote, **more)) == expected
