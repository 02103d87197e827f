# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tokens of service accounts: no more than their scope, no longer than their time, and nothing by guessing."""

import hashlib
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from baken.access.accounts import identity, service_tokens
from baken.access.accounts.service_tokens import actor_for_token
from baken.access.facade import MatrixChange
from baken.access.models import Kind, ServiceToken
from baken.kernel.errors import Denied, Refused
from baken.kernel.models import AuditEntry
from tests.access.signing_in import account, acting, log_in
from tests.kernel.towns import NOW, do, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_hasher")]
WHY = "because the test says so"
VIEW, PLAN = "observe.picture.view", "decide.plan.view"


@pytest.fixture
def desk():
    return account("beheer", "administrator")


@pytest.fixture
def robot(desk):
    return identity.join(
        actor=acting(desk), at=NOW, username="zaaksysteem", display_name="Zaaksysteem", email="", role="council_member",
        since=NOW.date(), kind=Kind.SERVICE, reason=WHY,
    )  # fmt: skip


def make(desk, robot, **more):
    given = {"name": "test", "scope": [VIEW], "expires_at": NOW + timedelta(days=30), **more}
    return service_tokens.make_token(actor=acting(desk), at=NOW, user=robot, **given)


def bearer(token):
    return f"Bearer {token}"


def test_a_token_is_the_service_account_with_the_permissions_of_its_scope(desk, robot):
    _row, token = make(desk, robot, scope=[PLAN, VIEW])
    actor = actor_for_token(bearer(token), NOW)
    assert (actor.id, actor.municipality_id, actor.roles) == (robot.pk, town().pk, {"council_member"})
    assert actor.permissions == {VIEW, PLAN}
    assert actor.may(PLAN)
    assert not actor.may("decide.meeting.view")
    assert actor.at == NOW


def test_only_a_hash_is_stored(desk, robot):
    row, token = make(desk, robot)
    secret = token.split("_", 2)[2]
    assert len(secret) == 43
    assert row.digest == hashlib.sha256(secret.encode()).hexdigest()
    assert secret not in str(ServiceToken.objects.values().get())
    entry = AuditEntry.objects.get(action="service_token.made")
    assert (entry.actor_id, entry.detail["scope"]) == (desk.pk, [VIEW])
    assert secret not in str(entry.detail)
    assert row.digest not in str(entry.detail)


def test_a_forged_or_swapped_token_is_nobody(desk, robot):
    tokens = [make(desk, robot)[1] for _ in range(2)]
    (_, one, first), (_, two, second) = (token.split("_", 2) for token in tokens)
    flipped = first[:-1] + ("A" if first[-1] != "A" else "B")
    for wrong in (
        f"baken_{one}_{second}", f"baken_{two}_{first}", f"baken_{one}_{flipped}", f"baken_{'0' * 12}_{first}",
        f"baken_{one}_", f"{one}_{first}", first, f"baken_{one}_{first}x", f"baken_{one}_{first}\n", f" baken_{one}",
        f"baken_{one}_{hashlib.sha256(first.encode()).hexdigest()[:43]}",
    ):  # fmt: skip
        assert actor_for_token(bearer(wrong), NOW) is None, wrong
    for header in ("", "Bearer", tokens[0], f"Basic {tokens[0]}", "Bearer \0", bearer("x" * 10_000_000), "Bearer ünï"):
        assert actor_for_token(header, NOW) is None, header[:40]
    assert actor_for_token(bearer(tokens[0]), NOW)


def test_a_token_works_until_the_moment_at_which_it_expires(desk, robot):
    expires = NOW + timedelta(days=30)
    _row, token = make(desk, robot, expires_at=expires)
    assert actor_for_token(bearer(token), expires - timedelta(microseconds=1))
    assert actor_for_token(bearer(token), expires) is None


def test_a_revoked_token_is_worthless_at_once(desk, robot):
    row, token = make(desk, robot)
    service_tokens.revoke_token(actor=acting(desk), at=NOW, token=row)
    assert actor_for_token(bearer(token), NOW) is None
    assert AuditEntry.objects.filter(action="service_token.revoked", resource_id=str(row.pk)).count() == 1
    service_tokens.revoke_token(actor=acting(desk), at=NOW + timedelta(days=1), token=row)
    row.refresh_from_db()
    assert row.revoked_at == NOW


def test_a_role_that_is_taken_away_takes_its_permissions_from_the_token(desk, robot):
    _row, token = make(desk, robot)
    change = MatrixChange(municipality=town(), role="council_member", permission=VIEW, granted=False)
    do(change.save)
    assert actor_for_token(bearer(token), NOW).permissions == frozenset()
    identity.end_role(actor=acting(desk), at=NOW, assignment=robot.assignments.get(), reason=WHY)
    assert actor_for_token(bearer(token), NOW) is None


def test_a_token_stays_in_its_municipality(desk, robot):
    from tests.access.signing_in import role_of

    _row, token = make(desk, robot)
    role_of(robot, "mayor", municipality=town("GM9001", "Elders"))
    actor = actor_for_token(bearer(token), NOW)
    assert (actor.municipality_id, actor.roles) == (town().pk, {"council_member"})


def test_what_no_token_can_be(desk, robot):
    def reasons(**more):
        user = more.pop("user", robot)
        with pytest.raises(Refused) as refused, transaction.atomic():
            make(desk, user, **more)
        return [reason.slug for reason in refused.value.reasons]

    assert reasons(user=account("mens", "inspector")) == ["person"]
    assert reasons(scope=[]) == ["scope"]
    assert reasons(scope=["decide.programme.manage"]) == ["scope"]
    assert reasons(scope=["everything"]) == ["scope"]
    assert reasons(expires_at=NOW) == ["expiry"]
    assert reasons(expires_at=NOW + timedelta(days=400)) == ["expiry"]
    assert reasons(scope=["x"], expires_at=NOW) == ["expiry", "scope"]
    assert not ServiceToken.objects.exists()


def test_only_who_manages_accounts_makes_and_revokes_and_only_here(desk, robot):
    row, token = make(desk, robot)
    outsider = account("elders", "administrator", town("GM9001", "Elders"))
    for somebody in (account("adviseur"), outsider):
        with pytest.raises(Denied), transaction.atomic():
            make(somebody, robot)
        with pytest.raises(Denied), transaction.atomic():
            service_tokens.revoke_token(actor=acting(somebody), at=NOW, token=row)
    assert actor_for_token(bearer(token), NOW)


def test_a_service_account_never_logs_in(desk, robot):
    robot.set_password("four words make one")
    robot.save()
    assert log_in(Client(), "zaaksysteem").status_code == 200
    client = Client()
    client.force_login(robot)
    assert not client.get("/over-baken/").wsgi_request.user.is_authenticated


def test_its_last_use_is_known_to_the_minute(desk, robot):
    row, token = make(desk, robot)
    for seconds in (0, 30, 90):
        actor_for_token(bearer(token), NOW + timedelta(seconds=seconds))
    row.refresh_from_db()
    assert (row.last_used_at, row.version) == (NOW + timedelta(seconds=90), 1)


def test_known_and_unknown_prefixes_cost_the_same_comparison(desk, robot, monkeypatch):
    _row, token = make(desk, robot)
    compared = []
    real = service_tokens.secrets.compare_digest
    monkeypatch.setattr(service_tokens.secrets, "compare_digest", lambda a, b: compared.append(1) or real(a, b))
    _, prefix, secret = token.split("_", 2)
    for wrong in (f"baken_{prefix}_{'A' * 43}", f"baken_{'0' * 12}_{secret}", "nonsense"):
        compared.clear()
        assert actor_for_token(bearer(wrong), NOW) is None
        assert len(compared) == 1
