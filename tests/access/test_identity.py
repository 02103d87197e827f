# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Joiner, mover, leaver: what the actions do, refuse and write."""

from datetime import timedelta

import pytest
from django.db import transaction

from baken.access.accounts import changes as account_changes
from baken.access.accounts import credentials, identity, service_tokens
from baken.access.facade import MatrixChange, Team, TeamMembership, User, system_actor
from baken.access.models import Kind, RoleAssignment
from baken.access.roles import ROLES
from baken.kernel.errors import Denied, Refused
from baken.kernel.models import AuditEntry
from tests.access.signing_in import PASSWORD, account, acting, log_in, role_of, signed_in, who
from tests.kernel.towns import NOW, do, make_partner, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_hasher")]
TODAY = NOW.date()
WHY = "because the test says so"


@pytest.fixture
def desk():
    """Whoever manages accounts in Velsen; a second one is there, so that nobody is the last."""
    account("tweede-beheer", "administrator")
    return account("beheer", "administrator")


def refused(do_it):
    with pytest.raises(Refused) as raised, transaction.atomic():
        do_it()
    assert not isinstance(raised.value, Denied)
    return [reason.slug for reason in raised.value.reasons]


def join(actor, **more):
    given = {
        "username": "nieuw", "display_name": "Nieuw", "email": "nieuw@example.org", "role": "council_member", "since": TODAY,
        "reason": WHY, **more,
    }  # fmt: skip
    return identity.join(actor=acting(actor), at=NOW, **given)


def held(user, at=NOW):
    return set(acting(user, at).roles)


def last(action):
    return AuditEntry.objects.filter(action=action).latest("sequence")


def test_a_joiner_gets_a_role_and_no_password(desk):
    user = join(desk)
    assert (held(user), user.has_usable_password(), user.kind) == ({"council_member"}, False, Kind.PERSON)
    entry = last("account.joined")
    assert (entry.actor_id, entry.resource_id, entry.municipality_id) == (desk.pk, str(user.pk), town().pk)
    assert "Nieuw" not in str(entry.detail)
    assert "example.org" not in str(entry.detail)


def test_what_a_joiner_may_not_be(desk):
    velsen, elsewhere = make_partner(town()), make_partner(town("GM9001", "Elders"))
    yesterday = TODAY - timedelta(days=1)
    assert refused(lambda: join(desk, username="BEHEER")) == ["taken"]
    assert refused(lambda: join(desk, email="")) == ["no_email"]
    assert refused(lambda: join(desk, since=yesterday)) == ["backdated"]
    assert refused(lambda: join(desk, until=yesterday)) == ["period"]
    assert refused(lambda: join(desk, role="system")) == ["unknown_role"]
    assert refused(lambda: join(desk, role="partner")) == ["no_partner"]
    assert refused(lambda: join(desk, partner=velsen)) == ["partner_staff"]
    assert refused(lambda: join(desk, role="partner", partner=elsewhere)) == ["other_municipality"]
    assert refused(lambda: join(desk, username="beheer", email="", role="superuser", until=yesterday)) == [
        "taken", "period", "unknown_role", "no_email",
    ]  # fmt: skip
    assert User.objects.count() == 2


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"administrator", "system"}))
def test_only_the_administrator_decides_on_accounts(role, desk):
    partner = make_partner(town()) if role == "partner" else None
    somebody, other = account("somebody", role, partner=partner), account("other", "council_member")
    me, row = acting(somebody), other.assignments.get()
    for attempt in (
        lambda: join(somebody),
        lambda: identity.give_role(actor=me, at=NOW, user=other, role="council_clerk", since=TODAY, reason=WHY),
        lambda: identity.end_role(actor=me, at=NOW, assignment=row, reason=WHY),
        lambda: identity.move(actor=me, at=NOW, user=other, role="council_clerk", since=TODAY, reason=WHY),
        lambda: identity.leave(actor=me, at=NOW, user=other, reason=WHY),
        lambda: credentials.send_password_link(actor=me, at=NOW, user=other),
        lambda: credentials.change_details(actor=me, at=NOW, user=other, display_name="X", email=""),
        lambda: credentials.reset_second_factor(actor=me, at=NOW, user=other),
    ):
        with pytest.raises(Denied), transaction.atomic():
            attempt()
    assert held(other) == {"council_member"}


def test_nobody_decides_on_oneself(desk):
    me, row = acting(desk), desk.assignments.get()
    for attempt in (
        lambda: identity.give_role(actor=me, at=NOW, user=desk, role="council_clerk", since=TODAY, reason=WHY),
        lambda: identity.end_role(actor=me, at=NOW, assignment=row, reason=WHY),
        lambda: identity.move(actor=me, at=NOW, user=desk, role="council_clerk", since=TODAY, reason=WHY),
        lambda: identity.leave(actor=me, at=NOW, user=desk, reason=WHY),
        lambda: credentials.send_password_link(actor=me, at=NOW, user=desk),
        lambda: credentials.change_details(actor=me, at=NOW, user=desk, display_name="X", email=""),
        lambda: credentials.reset_second_factor(actor=me, at=NOW, user=desk),
    ):
        assert "own" in refused(attempt)
    assert held(desk) == {"administrator"}


def test_accounts_of_another_municipality_do_not_exist(desk):
    elsewhere = town("GM9001", "Elders")
    other = account("other", "council_member", elsewhere)
    row = other.assignments.get()
    for attempt in (
        lambda: identity.leave(actor=system_actor(town()), at=NOW, user=other, reason=WHY),
        lambda: identity.end_role(actor=acting(desk), at=NOW, assignment=row, reason=WHY),
        lambda: identity.give_role(
            actor=acting(desk), at=NOW, user=other, role="council_clerk", since=TODAY, reason=WHY
        ),
        lambda: credentials.send_password_link(actor=acting(desk), at=NOW, user=other),
    ):
        with pytest.raises(Denied), transaction.atomic():
            attempt()
    assert held(other) == {"council_member"}


def test_a_role_counts_in_its_period_only(desk):
    user = join(desk, since=TODAY + timedelta(days=2), until=TODAY + timedelta(days=3))
    days = {n: held(user, NOW + timedelta(days=n)) for n in range(6)}
    assert days == {0: set(), 1: set(), 2: {"council_member"}, 3: {"council_member"}, 4: set(), 5: set()}


def test_roles_add_up_but_not_twice_and_not_with_those_of_a_partner(desk):
    user = join(desk)
    partner = make_partner(town())

    def give(role, **more):
        return identity.give_role(actor=acting(desk), at=NOW, user=user, role=role, since=TODAY, **more, reason=WHY)

    give("council_clerk")
    assert held(user) == {"council_member", "council_clerk"}
    assert refused(lambda: give("council_clerk")) == ["held"]
    assert refused(lambda: give("partner", partner=partner)) == ["mixed"]
    assert last("account.role_given").detail["role"] == "council_clerk"


def test_a_role_that_ends_is_gone_at_the_next_request(desk):
    user = join(desk)
    row = role_of(user, "council_clerk")
    assert held(user) == {"council_member", "council_clerk"}
    identity.end_role(actor=acting(desk), at=NOW, assignment=row, reason=WHY)
    assert held(user) == {"council_member"}
    assert RoleAssignment.objects.get(pk=row.pk).valid_to == TODAY - timedelta(days=1)
    assert (last("account.role_ended").detail, last("account.role_ended").resource_id) == (
        {"role": "council_clerk"},
        str(user.pk),
    )
    identity.end_role(actor=acting(desk), at=NOW, assignment=user.assignments.get(role="council_member"), reason=WHY)
    assert held(user) == set()


def test_a_mover_has_the_new_role_and_none_of_the_old_ones(desk):
    user = account("mover", "council_member")
    role_of(user, "safety_adviser")
    identity.move(actor=acting(desk), at=NOW, user=user, role="council_clerk", since=TODAY, reason=WHY)
    assert held(user) == {"council_clerk"}
    assert held(user, NOW - timedelta(days=1)) == {"council_member", "safety_adviser"}
    assert last("account.moved").detail["ended"] == ["council_member", "safety_adviser"]


def test_a_move_of_next_week_is_one_action(desk):
    user = account("mover", "council_member")
    identity.move(
        actor=acting(desk), at=NOW, user=user, role="council_clerk", since=TODAY + timedelta(days=7), reason=WHY
    )
    assert [held(user, NOW + timedelta(days=n)) for n in (0, 6, 7)] == [
        {"council_member"},
        {"council_member"},
        {"council_clerk"},
    ]


def test_a_mover_goes_to_a_partner(desk):
    user, partner = account("mover", "council_member"), make_partner(town())
    asked = identity.move(
        actor=acting(desk), at=NOW, user=user, role="partner", partner=partner, since=TODAY, reason=WHY
    )
    assert held(user) == {"council_member"}
    account_changes.confirm(actor=acting(User.objects.get(username="tweede-beheer")), at=NOW, change=asked)
    assert (held(user), acting(user).partner_id) == ({"partner"}, partner.pk)


def test_a_leaver_loses_everything_and_the_open_page_is_the_last(desk):
    user = account("leaver", "council_member")
    clients = [signed_in(user) for _ in range(2)]
    team = Team(municipality=town(), slug="t", name="T")
    do(team.save)
    seat = TeamMembership(municipality=town(), team=team, user=user, since=NOW - timedelta(days=9))
    do(seat.save)
    assert [who(client) for client in clients] == ["leaver", "leaver"]
    identity.leave(actor=acting(desk), at=NOW, user=user, reason=WHY)
    user.refresh_from_db()
    assert (user.is_active, user.left_at, held(user)) == (False, NOW, set())
    assert [who(client) for client in clients] == ["", ""]
    assert log_in(clients[0], "leaver").status_code == 200
    seat.refresh_from_db()
    assert seat.until == NOW
    ended = {"tokens": 0, "teams": 1, "sessions": 2, "calendar_feeds": 0, "deputies": 0, "term_mail": 0}
    assert last("account.left").detail == {"roles": ["council_member"], "ended": ended}
    assert refused(lambda: identity.leave(actor=acting(desk), at=NOW, user=user, reason=WHY)) == ["closed"]


@pytest.mark.parametrize("begins", [0, 7])
def test_who_goes_on_the_day_of_coming_or_before_is_still_known_and_comes_back(desk, begins):
    user = join(desk, since=TODAY + timedelta(days=begins))
    identity.leave(actor=acting(desk), at=NOW, user=user, reason=WHY)
    assert held(user) == held(user, NOW + timedelta(days=8)) == set()
    identity.give_role(actor=acting(desk), at=NOW, user=user, role="council_member", since=TODAY, reason=WHY)
    assert held(user) == {"council_member"}


def test_the_tokens_of_a_leaver_are_worthless(desk):
    robot = join(desk, username="robot", kind=Kind.SERVICE, email="")
    _row, token = service_tokens.make_token(
        actor=acting(desk),
        at=NOW,
        user=robot,
        name="x",
        scope=["observe.picture.view"],
        expires_at=NOW + timedelta(days=9),
    )
    assert service_tokens.actor_for_token(f"Bearer {token}", NOW)
    identity.leave(actor=acting(desk), at=NOW, user=robot, reason=WHY)
    assert service_tokens.actor_for_token(f"Bearer {token}", NOW) is None


def test_who_came_back_has_a_new_role_but_not_the_old_password(desk):
    user = account("leaver", "council_member")
    identity.leave(actor=acting(desk), at=NOW, user=user, reason=WHY)
    identity.give_role(actor=acting(desk), at=NOW, user=user, role="council_clerk", since=TODAY, reason=WHY)
    user.refresh_from_db()
    assert (user.is_active, user.left_at, held(user)) == (True, None, {"council_clerk"})
    assert not user.check_password(PASSWORD)
    assert last("account.role_given").detail["back"] is True


def test_a_leaver_keeps_what_another_municipality_gave(desk):
    elsewhere = town("GM9001", "Elders")
    user = account("both", "council_member")
    role_of(user, "council_clerk", municipality=elsewhere)
    identity.leave(actor=acting(desk), at=NOW, user=user, reason=WHY)
    user.refresh_from_db()
    assert user.is_active
    assert (acting(user).municipality_id, held(user)) == (elsewhere.pk, {"council_clerk"})


def test_what_belongs_to_another_municipality_too_is_not_taken_over(desk):
    user = account("both", "council_member")
    role_of(user, "council_clerk", municipality=town("GM9001", "Elders"))
    me = acting(desk)
    for attempt in (
        lambda: credentials.send_password_link(actor=me, at=NOW, user=user),
        lambda: credentials.change_details(actor=me, at=NOW, user=user, display_name="X", email="x@example.org"),
        lambda: credentials.reset_second_factor(actor=me, at=NOW, user=user),
    ):
        assert "shared" in refused(attempt)


def test_the_last_who_manages_accounts_stays(desk):
    other = User.objects.get(username="tweede-beheer")
    identity.leave(actor=system_actor(town()), at=NOW, user=other, reason=WHY)
    system = system_actor(town())
    row = desk.assignments.get()
    for attempt in (
        lambda: identity.leave(actor=system, at=NOW, user=desk, reason=WHY),
        lambda: identity.end_role(actor=system, at=NOW, assignment=row, reason=WHY),
        lambda: identity.move(actor=system, at=NOW, user=desk, role="council_clerk", since=TODAY, reason=WHY),
        lambda: identity.move(
            actor=system, at=NOW, user=desk, role="administrator", since=TODAY + timedelta(days=1), reason=WHY
        ),
    ):
        assert refused(attempt) == ["last_manager"]
    identity.move(actor=system, at=NOW, user=desk, role="administrator", since=TODAY, reason=WHY)
    assert held(desk) == {"administrator"}


def test_a_role_that_may_manage_by_the_matrix_counts_and_one_that_may_not_any_more_does_not(desk):
    other = User.objects.get(username="tweede-beheer")
    account("council_clerk", "council_clerk")
    change = MatrixChange(municipality=town(), role="council_clerk", permission="access.account.manage", granted=True)
    do(change.save)
    identity.leave(actor=system_actor(town()), at=NOW, user=other, reason=WHY)
    identity.leave(actor=system_actor(town()), at=NOW, user=desk, reason=WHY)
    assert not User.objects.get(username="beheer").is_active


@pytest.mark.parametrize("way", ["service", "closed", "later", "elsewhere"])
def test_who_cannot_log_in_does_not_count_as_manager(desk, way):
    other = User.objects.get(username="tweede-beheer")
    identity.leave(actor=system_actor(town()), at=NOW, user=other, reason=WHY)
    spare = account("spare", "council_member")
    given = {"since": TODAY + timedelta(days=1) if way == "later" else TODAY}
    if way == "elsewhere":
        role_of(spare, "administrator", municipality=town("GM9001", "Elders"))
    else:
        role_of(spare, "administrator", valid_from=given["since"])
    spare.kind = Kind.SERVICE if way == "service" else Kind.PERSON
    spare.is_active = way != "closed"
    spare.save()
    assert refused(lambda: identity.leave(actor=system_actor(town()), at=NOW, user=desk, reason=WHY)) == [
        "last_manager"
    ]


def test_a_lost_second_factor_is_taken_away(desk):
    from allauth.mfa.totp.internal.auth import TOTP

    from baken.access.models import SecondFactorSecret

    user = account("loser", "council_member")
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    client = signed_in(user)
    credentials.reset_second_factor(actor=acting(desk), at=NOW, user=user)
    assert not SecondFactorSecret.objects.exists()
    assert who(client) == ""
    assert last("account.second_factor_reset").resource_id == str(user.pk)


def test_a_password_is_set_by_its_owner_only(desk):
    user = account("owner", "council_member")
    with pytest.raises(Denied):
        credentials.set_password(actor=acting(desk), at=NOW, user=user, password="quite another one")
    with pytest.raises(Denied):
        credentials.set_password(actor=system_actor(town()), at=NOW, user=user, password="quite another one")
    assert user.check_password(PASSWORD)
