# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nobody gets in alone: what opens confidential work or supervision needs a second person."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from baken.access.accounts import changes as account_changes
from baken.access.accounts import credentials, four_eyes, identity, service_tokens
from baken.access.accounts.service_tokens import actor_for_token
from baken.access.facade import User, system_actor
from baken.access.models import AccountChange, Kind, MatrixChange, Outcome, RoleAssignment, ServiceToken
from baken.access.roles import ROLES
from baken.access.supervision.matrix import ONLY_TOLD
from baken.kernel.audit import personal_of
from baken.kernel.errors import Denied, Refused
from baken.kernel.models import AuditEntry
from tests.access.signing_in import account, acting
from tests.kernel.towns import NOW, do, make_partner, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_hasher")]
TODAY, WHY = NOW.date(), "because the test says so"
DAY = timedelta(days=1)


@pytest.fixture
def desk():
    """Whoever manages accounts; a privacy officer is there too."""
    account("privacy", "privacy_officer", email="privacy@example.org")
    return account("beheer", "administrator")


@pytest.fixture
def officer(desk):
    return User.objects.get(username="privacy")


def join(who, role="inspector", **more):
    given = {
        "username": "nieuw", "display_name": "Nieuw", "email": "nieuw@example.org", "role": role, "since": TODAY,
        "reason": WHY, **more,
    }  # fmt: skip
    return identity.join(actor=acting(who), at=NOW, **given)


def give(who, user, role, at=NOW, **more):
    return identity.give_role(actor=acting(who, at), at=at, user=user, role=role, since=at.date(), reason=WHY, **more)


def confirm(who, change, at=NOW):
    return account_changes.confirm(actor=acting(who, at), at=at, change=change)


def refused(do_it):
    with pytest.raises(Refused) as raised, transaction.atomic():
        do_it()
    assert not isinstance(raised.value, Denied)
    return [reason.slug for reason in raised.value.reasons]


def held(user, at=NOW):
    return set(acting(user, at).roles)


def only():
    return AccountChange.objects.get(outcome="")


HEAVY = sorted(
    slug
    for slug, role in ROLES.items()
    if slug != "system" and any(p.startswith(four_eyes.HEAVY) for p in role.permissions - ONLY_TOLD)
)


def test_every_role_that_reaches_cases_or_supervision_is_heavy():
    light = {"council_member", "council_clerk"}
    assert set(HEAVY) == set(ROLES) - light - {"system"}


@pytest.mark.parametrize("role", HEAVY)
def test_a_puppet_has_no_role_until_somebody_else_confirms(desk, officer, role):
    partner = make_partner(town()) if role == "partner" else None
    puppet = join(desk, role, partner=partner)
    assert held(puppet) == set()
    assert refused(lambda: confirm(desk, only())) == ["own"]
    asked = confirm(officer, only())
    assert held(puppet) == {role}
    row = RoleAssignment.objects.get(user=puppet)
    assert (row.given_by, row.confirmed_by, row.reason) == (desk, officer, WHY)
    assert (asked.outcome, asked.decided_by_id) == (Outcome.CONFIRMED, officer.pk)


def test_the_log_tells_who_asked_and_who_confirmed_and_keeps_the_reason_apart(desk, officer):
    user = join(desk)
    confirm(officer, only())
    rows = {row.action: row for row in AuditEntry.objects.filter(resource_id=str(user.pk))}
    assert (rows["account.asked"].actor_id, rows["account.confirmed"].actor_id) == (desk.pk, officer.pk)
    assert rows["account.confirmed"].detail["asked_by"] == str(desk.pk)
    assert personal_of(rows["account.asked"]) == {"reason": WHY}
    assert WHY not in str([row.detail for row in rows.values()])
    assert rows["account.joined"].detail["waits"] is True


def test_a_light_role_needs_nobody(desk):
    user = join(desk, "council_member")
    assert (held(user), AccountChange.objects.exists()) == ({"council_member"}, False)


def test_a_role_that_a_municipality_made_heavy_is_heavy(desk):
    do(MatrixChange(municipality=town(), role="council_member", permission="act.case.view", granted=True).save)
    assert held(join(desk, "council_member")) == set()


def test_moving_and_coming_back_wait_too(desk, officer):
    mover, gone = account("mover", "council_member"), account("gone", "inspector")
    asked = identity.move(actor=acting(desk), at=NOW, user=mover, role="mayor", since=TODAY, reason=WHY)
    assert held(mover) == {"council_member"}
    confirm(officer, asked)
    assert held(mover) == {"mayor"}
    identity.leave(actor=acting(desk), at=NOW, user=gone, reason=WHY)
    asked = give(desk, gone, "inspector")
    gone.refresh_from_db()
    assert (gone.is_active, held(gone)) == (False, set())
    confirm(officer, asked)
    gone.refresh_from_db()
    assert (gone.is_active, held(gone), gone.has_usable_password()) == (True, {"inspector"}, False)


def test_a_link_goes_out_when_the_first_role_is_confirmed(desk, officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        join(desk)
    (told,) = mail.outbox
    assert told.to == ["privacy@example.org"]
    assert "Nieuw" not in told.body + told.subject
    with django_capture_on_commit_callbacks(execute=True):
        confirm(officer, only())
    assert mail.outbox[1].to == ["nieuw@example.org"]
    assert "/account/wachtwoord/" in mail.outbox[1].body


def test_another_address_waits_and_no_link_goes_there(desk, officer, django_capture_on_commit_callbacks):
    colleague = account("collega", "inspector", email="collega@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        credentials.change_details(
            actor=acting(desk), at=NOW, user=colleague, display_name="Collega", email="mine@example.net", reason=WHY
        )
        credentials.send_password_link(actor=acting(desk), at=NOW, user=colleague)
    colleague.refresh_from_db()
    assert colleague.email == "collega@example.org"
    sent = {address: letter.body for letter in mail.outbox for address in letter.to}
    assert set(sent) == {"collega@example.org", "privacy@example.org"}
    assert "mine@example.net" not in str([letter.body + letter.subject for letter in mail.outbox])
    confirm(officer, only())
    colleague.refresh_from_db()
    assert colleague.email == "mine@example.net"


def test_an_address_asks_a_reason_only_where_it_waits(desk):
    colleague, light = account("collega", "inspector"), account("licht", "council_member", email="old@example.org")
    given = {"actor": acting(desk), "at": NOW, "display_name": "X", "email": "new@example.org"}
    assert refused(lambda: credentials.change_details(user=colleague, **given)) == ["no_reason"]
    credentials.change_details(user=light, **given)
    light.refresh_from_db()
    assert light.email == "new@example.org"


def test_who_waits_for_a_role_cannot_get_another_address_meanwhile(desk, officer):
    user = join(desk)
    given = {"actor": acting(desk), "at": NOW, "user": user, "display_name": "Nieuw", "email": "mine@example.net"}
    credentials.change_details(**given, reason=WHY)
    user.refresh_from_db()
    assert user.email == "nieuw@example.org"


def test_the_old_address_of_any_account_is_told(desk, django_capture_on_commit_callbacks):
    light = account("licht", "council_member", email="old@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        credentials.change_details(actor=acting(desk), at=NOW, user=light, display_name="L", email="new@example.org")
    assert [letter.to for letter in mail.outbox] == [["old@example.org"]]


def test_a_token_that_reaches_cases_works_once_confirmed(desk, officer):
    robot = account("robot", "inspector", kind=Kind.SERVICE)

    def make(scope, reason=WHY):
        return service_tokens.make_token(
            actor=acting(desk), at=NOW, user=robot, name="x", scope=scope, expires_at=NOW + 9 * DAY, reason=reason
        )

    _light, works = make(["observe.picture.view"], "")
    assert actor_for_token(f"Bearer {works}", NOW)
    assert refused(lambda: make(["act.case.view"], "")) == ["no_reason"]
    _row, token = make(["act.case.view", "observe.picture.view"])
    assert actor_for_token(f"Bearer {token}", NOW) is None
    confirm(officer, only())
    assert actor_for_token(f"Bearer {token}", NOW).permissions == {"act.case.view", "observe.picture.view"}
    row, token = make(["act.case.view"])
    account_changes.decline(actor=acting(officer), at=NOW, change=only(), reason=WHY)
    row.refresh_from_db()
    assert (row.revoked_at, actor_for_token(f"Bearer {token}", NOW)) == (NOW, None)
    row, _token = make(["act.case.view"])
    service_tokens.revoke_token(actor=acting(desk), at=NOW, token=row)
    assert refused(lambda: confirm(officer, only())) == ["gone"]
    assert ServiceToken.objects.get(pk=row.pk).waits


def test_nobody_confirms_what_is_about_themselves(desk, officer):
    give(desk, officer, "council_member")
    do(MatrixChange(municipality=town(), role="council_clerk", permission="access.log.view", granted=True).save)
    asked = give(desk, officer, "council_clerk")
    assert refused(lambda: confirm(officer, asked)) == ["subject"]


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"system", "privacy_officer", "administrator"}))
def test_no_other_role_confirms_or_declines(desk, role):
    partner = make_partner(town()) if role == "partner" else None
    somebody = account("somebody", role, partner=partner)
    join(desk)
    for attempt in (
        lambda: confirm(somebody, only()),
        lambda: account_changes.decline(actor=acting(somebody), at=NOW, change=only(), reason=WHY),
        lambda: account_changes.withdraw(actor=acting(somebody), at=NOW, change=only()),
    ):
        with pytest.raises(Denied), transaction.atomic():
            attempt()


def test_nobody_of_another_municipality_decides(desk):
    elsewhere = town("GM9001", "Elders")
    theirs = account("elders", "privacy_officer", elsewhere)
    join(desk)
    with pytest.raises(Denied), transaction.atomic():
        confirm(theirs, only())


def test_the_first_keys_are_given_at_once_and_the_log_says_so():
    first = account("beheer", "administrator")
    second = join(first, "administrator")
    assert held(second) == {"administrator"}
    assert AuditEntry.objects.get(action="account.joined").detail["alone"] is True
    third = join(first, "inspector", username="derde")
    assert held(third) == set(), "cases wait, also while there is nobody"


def test_once_there_is_somebody_else_nothing_is_given_at_once(desk):
    for role in ("privacy_officer", "administrator"):
        assert held(join(desk, role, username=role.replace("_", "-"))) == set()


def test_who_got_the_keys_from_the_asker_alone_confirms_only_where_nobody_else_can():
    first = account("beheer", "administrator")
    puppet = join(first, "administrator", username="pop")
    puppet.set_password("four words make one")
    puppet.save()
    asked = give(first, account("collega", "council_member"), "inspector")
    assert four_eyes.may_confirm(first.pk, town().pk, TODAY) == {puppet.pk}
    officer = account("privacy", "privacy_officer")
    assert refused(lambda: confirm(puppet, asked)) == ["tied"]
    theirs = give(puppet, account("ander", "council_member"), "inspector")
    assert refused(lambda: confirm(first, theirs)) == ["tied"], "nor the other way round"
    confirm(officer, asked)
    confirm(officer, theirs)


def test_nobody_takes_away_the_last_who_looks_along(desk, officer):
    row = officer.assignments.get()
    me = acting(desk)
    for attempt in (
        lambda: identity.leave(actor=me, at=NOW, user=officer, reason=WHY),
        lambda: identity.end_role(actor=me, at=NOW, assignment=row, reason=WHY),
        lambda: identity.move(actor=me, at=NOW, user=officer, role="council_member", since=TODAY, reason=WHY),
    ):
        assert refused(attempt) == ["last_confirmer"]
    account("tweede", "administrator")
    identity.leave(actor=me, at=NOW, user=officer, reason=WHY)


def test_what_waits_lapses_after_fourteen_days_and_is_asked_anew(desk, officer):
    user = account("collega", "council_member")
    asked = give(desk, user, "inspector")
    assert refused(lambda: give(desk, user, "inspector")) == ["asked"]
    later = NOW + 14 * DAY
    assert refused(lambda: confirm(officer, asked, later)) == ["lapsed"]
    confirm(officer, give(desk, user, "inspector", later), later)
    assert held(user, later) == {"council_member", "inspector"}


def test_a_role_asked_for_yesterday_begins_when_it_is_confirmed(desk, officer):
    asked = give(desk, account("collega", "council_member"), "inspector")
    confirm(officer, asked, NOW + 3 * DAY)
    assert RoleAssignment.objects.get(role="inspector").valid_from == TODAY + 3 * DAY


def test_what_became_impossible_meanwhile_is_refused(desk, officer):
    user = account("collega", "council_member")
    asked = give(desk, user, "inspector", until=TODAY + DAY)
    assert "period" in refused(lambda: confirm(officer, asked, NOW + 5 * DAY))
    identity.leave(actor=acting(desk), at=NOW, user=user, reason=WHY)
    assert refused(lambda: confirm(officer, asked)) == ["decided"]


def test_declined_and_withdrawn_change_nothing_and_are_final(desk, officer):
    user = account("collega", "council_member")
    for way, outcome in (("decline", Outcome.DECLINED), ("withdraw", Outcome.WITHDRAWN)):
        asked = give(desk, user, "inspector")
        if way == "decline":
            assert refused(
                lambda it=asked: account_changes.decline(actor=acting(desk), at=NOW, change=it, reason=WHY)
            ) == ["own"]
            assert refused(
                lambda it=asked: account_changes.decline(actor=acting(officer), at=NOW, change=it, reason="nee")
            ) == ["no_reason"]
            done = account_changes.decline(actor=acting(officer), at=NOW, change=asked, reason=WHY)
        else:
            done = account_changes.withdraw(actor=acting(desk), at=NOW, change=asked)
        assert (done.outcome, held(user)) == (outcome, {"council_member"})
        assert refused(lambda it=asked: confirm(officer, it)) == ["decided"]


def test_baken_itself_acts_at_once():
    user = identity.join(
        actor=system_actor(town()), at=NOW, username="nieuw", display_name="N", email="n@example.org", role="mayor",
        since=TODAY, reason=WHY,
    )  # fmt: skip
    assert held(user) == {"mayor"}


def test_the_database_refuses_one_person_as_both(desk):
    user = account("collega", "council_member")
    asked = give(desk, user, "inspector")
    asked.outcome, asked.decided_by, asked.decided_at = Outcome.CONFIRMED, desk, NOW
    with pytest.raises(IntegrityError), transaction.atomic():
        do(asked.save)


def test_the_address_that_was_asked_is_not_readable_in_the_database(desk):
    user = account("collega", "inspector", email="old@example.org")
    credentials.change_details(
        actor=acting(desk), at=NOW, user=user, display_name="C", email="mine@example.net", reason=WHY
    )
    stored = str(AccountChange.objects.values().get())
    assert "mine@example.net" not in stored
    assert WHY not in stored


@pytest.mark.parametrize(
    ("has", "more", "slugs"),
    [
        ("data_protection_officer", "council_member", ["supervisor_alone"]),
        ("council_member", "data_protection_officer", ["supervisor_alone"]),
        ("administrator", "inspector", ["separation"]),
        ("inspector", "privacy_officer", ["separation"]),
        ("privacy_officer", "on_call_officer", ["separation"]),
        ("privacy_officer", "administrator", ["decides_both"]),
        ("administrator", "privacy_officer", ["decides_both"]),
        ("privacy_officer", "council_member", []),
        ("source_keeper", "undermining_coordinator", ["source_apart"]),
        ("trafficking_officer", "source_keeper", ["source_apart"]),
        ("source_keeper", "council_member", []),
        ("inspector", "port_team", []),
    ],
)
def test_which_roles_one_person_may_not_hold_together(desk, has, more, slugs):
    user = account("een", has)
    account("derde", "administrator")
    if slugs:
        assert refused(lambda: give(desk, user, more)) == slugs
    else:
        give(desk, user, more)
