# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts and partners are made by actions that refuse what would open more than was meant."""

import pytest
from django.db import IntegrityError, transaction

from baken.access.facade import ROLES, Partner, RoleAssignment, User, make_account, make_partner, system_actor
from baken.kernel.errors import Denied, Refused
from baken.kernel.models import AuditEntry
from tests.kernel import towns
from tests.kernel.towns import NOW, person, town

pytestmark = pytest.mark.django_db


def account(velsen, role="inspector", actor=None, **more):
    given = {"username": "a", "password": "secret words here", "display_name": "A", "since": NOW.date(), **more}
    return make_account(actor=actor or system_actor(velsen), at=NOW, municipality=velsen, role=role, **given)


def test_an_account_gets_its_role_a_hashed_password_and_an_audit_row_without_names():
    velsen = town()
    user = account(velsen, fictitious=True)
    stored = User.objects.get()
    assert stored == user
    assert stored.check_password("secret words here")
    assert stored.password.startswith("argon2")
    row = RoleAssignment.objects.get()
    assert (row.user, row.role, row.municipality, row.valid_from) == (user, "inspector", velsen, NOW.date())
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.resource_id, entry.municipality_id) == ("account.made", str(user.id), velsen.id)
    assert entry.detail == {"role": "inspector"}


def test_a_name_is_given_once_and_a_second_account_leaves_nothing():
    velsen = town()
    account(velsen)
    with pytest.raises(IntegrityError), transaction.atomic():
        account(velsen)
    assert (User.objects.count(), RoleAssignment.objects.count(), AuditEntry.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"system"}))
def test_no_role_of_people_makes_accounts(role):
    velsen = town()
    for make in (
        lambda: account(velsen, actor=person(velsen, role)),
        lambda: make_partner(actor=person(velsen, role), at=NOW, municipality=velsen, slug="x", name="X"),
    ):
        with pytest.raises(Denied) as denied:
            make()
        assert [reason.slug for reason in denied.value.reasons] == ["role"]
    assert not User.objects.exists()
    assert not Partner.objects.exists()


@pytest.mark.parametrize(
    ("role", "partner", "reasons"),
    [
        ("superuser", None, ["unknown_role"]),
        ("system", None, ["unknown_role"]),
        ("partner", None, ["no_partner"]),
        ("inspector", "GM0453", ["partner_staff"]),
        ("partner", "GM9001", ["other_municipality"]),
        ("system", "GM9001", ["unknown_role", "other_municipality"]),
    ],
)
def test_an_account_that_would_open_too_much_is_refused_with_every_reason(role, partner, reasons):
    velsen = town()
    organisation = towns.make_partner(town(partner, "Elders" if partner != "GM0453" else "Velsen")) if partner else None
    with pytest.raises(Refused) as refused:
        account(velsen, role, partner=organisation)
    assert [reason.slug for reason in refused.value.reasons] == reasons
    assert not User.objects.exists()


def test_a_partner_is_made_once_for_each_municipality():
    velsen, elsewhere = town(), town("GM9001", "Elders")
    made = [
        make_partner(actor=system_actor(t), at=NOW, municipality=t, slug="politie", name="Politie")
        for t in (velsen, velsen, elsewhere)
    ]
    assert made[0] == made[1] != made[2]
    assert Partner.objects.count() == 2
    assert account(velsen, "partner", partner=made[0]).assignments.get().partner == made[0]
