# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The role matrix: what may be changed, what is refused, and that a change counts from the next request on."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.access.facade import PERMISSIONS, ROLES, MatrixChange, RoleAssignment, change_matrix, matrix_of
from baken.access.roles import SUPERVISE
from baken.access.supervision.matrix import CASES, GOVERNS, ONLY_TOLD, SEES_WHAT, SEES_WHO, against, permissions_shown
from baken.kernel.audit import personal_of
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import AuditEntry
from baken.kernel.moment import now
from tests.access.desk import REASON, account, acting, browser
from tests.kernel.towns import do, person, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    """The privacy officer, and an administrator: so nobody is locked out at the start."""
    account("administrator")
    return account("privacy_officer")


def change(officer, role, permission, granted, reason=REASON, **more):
    change_matrix(
        actor=acting(officer), at=now(), role=role, permission=permission, granted=granted, reason=reason, **more
    )


def refused(officer, role, permission, granted, **more):
    before = matrix_of(town().pk)
    with pytest.raises(Refused) as found:
        change(officer, role, permission, granted, **more)
    assert not isinstance(found.value, Denied)
    assert matrix_of(town().pk) == before
    return {reason.slug for reason in found.value.reasons}


def test_a_change_counts_at_the_next_request_and_only_in_this_municipality(officer):
    user = account("mayor")
    elsewhere = account("mayor", "elsewhere", municipality=town("GM9001", "Elders"))
    reads = browser(user)
    assert reads.get("/toezicht/noodtoegang/").status_code == 404
    change(officer, "mayor", "access.emergency.view", True)
    assert reads.get("/toezicht/noodtoegang/").status_code == 200
    assert not acting(elsewhere).may("access.emergency.view")
    change(officer, "mayor", "access.emergency.view", False)
    assert reads.get("/toezicht/noodtoegang/").status_code == 404


def test_only_what_differs_is_kept_and_each_change_leaves_a_row_with_its_reason(officer):
    change(officer, "mayor", "access.emergency.view", True)
    assert list(MatrixChange.objects.values_list("role", "permission", "granted")) == [
        ("mayor", "access.emergency.view", True)
    ]
    change(officer, "mayor", "access.emergency.view", False)
    assert not MatrixChange.objects.exists()
    rows = list(AuditEntry.objects.filter(action="matrix.changed").order_by("sequence"))
    assert [(row.actor_id, row.detail["granted"]) for row in rows] == [(officer.pk, True), (officer.pk, False)]
    assert [personal_of(row) for row in rows] == [{"reason": REASON}] * 2
    assert REASON not in str(rows[0].detail)


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"system", "privacy_officer"}))
def test_no_other_role_changes_the_matrix(officer, role):
    with pytest.raises(Denied):
        change_matrix(
            actor=person(town(), role),
            at=now(),
            role="mayor",
            permission="access.log.view",
            granted=True,
            reason=REASON,
        )
    assert not MatrixChange.objects.exists()


@pytest.mark.parametrize(
    ("role", "permission", "granted", "slugs"),
    [
        ("superuser", "access.log.view", True, {"unknown_role"}),
        ("system", "access.log.view", False, {"system_role"}),
        ("mayor", "access.everything", True, {"unknown_permission"}),
        ("mayor", "access.account.make", True, {"of_baken"}),
        ("mayor", "observe.picture.view", True, {"same"}),
        ("mayor", "access.log.view", False, {"same"}),
        ("data_protection_officer", "privacy.register.manage", True, {"supervisor"}),
        ("data_protection_officer", "act.case.contribute", True, {"supervisor"}),
        ("partner", "access.log.view", True, {"partner"}),
        ("administrator", "act.case.view", True, {"separation"}),
        ("administrator", "access.emergency.use", True, {"separation"}),
        ("administrator", "access.matrix.manage", True, {"decides_both"}),
        ("privacy_officer", "act.case.manage", True, {"separation", "own_role"}),
        ("privacy_officer", "access.account.manage", True, {"decides_both", "own_role"}),
        ("privacy_officer", "access.emergency.use", True, {"separation", "own_role"}),
        ("privacy_officer", "account.pack.view_draft", True, {"own_role"}),
        ("data_protection_officer", "act.case.view", True, {"supervisor"}),
        ("data_protection_officer", "access.log.view", False, {"supervises"}),
        ("data_protection_officer", "privacy.reads.view", False, {"supervises"}),
        ("partner", "act.case.manage", True, {"partner"}),
        ("partner", "decide.meeting.manage", True, {"partner"}),
        ("partner", "observe.figures.load", True, {"partner"}),
        ("undermining_coordinator", "access.account.manage", True, {"separation"}),
        ("inspector", "access.matrix.manage", True, {"separation"}),
        ("superuser", "access.everything", True, {"unknown_role", "unknown_permission"}),
    ],
)
def test_what_would_break_a_wall_is_refused_with_every_reason(officer, role, permission, granted, slugs):
    assert refused(officer, role, permission, granted) == slugs


def test_a_reason_is_asked_for(officer):
    for reason in ("", "te kort", " " * 40, "x" * 501, "a reason with \0 in it"):
        assert {"no_reason", "reason"} & refused(officer, "mayor", "access.log.view", True, reason=reason)


def test_the_supervisor_may_see_more_but_never_change(officer):
    change(officer, "data_protection_officer", "decide.meeting.view", False)
    change(officer, "data_protection_officer", "decide.meeting.view", True)
    assert all(p.endswith(".view") for p in matrix_of(town().pk)["data_protection_officer"])


@pytest.mark.parametrize("permission", ["access.matrix.manage", "access.account.manage"])
def test_a_matrix_that_locks_everyone_out_is_refused(officer, permission):
    role = "privacy_officer" if permission == "access.matrix.manage" else "administrator"
    assert refused(officer, role, permission, False) == {"locks_out"}
    change(officer, "council_member", permission, True)  # a role that nobody holds
    assert refused(officer, role, permission, False) == {"locks_out"}
    other = account("council_member", is_active=False)
    assert refused(officer, role, permission, False) == {"locks_out"}
    other.is_active = True
    other.save()
    change(officer, role, permission, False)
    assert not matrix_of(town().pk)[role] & {permission}


def test_two_people_keep_the_right_to_confirm(officer):
    """Else whoever is left with it would be alone, and could give the keys to anybody."""
    for role in ("privacy_officer", "administrator"):
        assert refused(officer, role, "access.account.confirm", False) == {"locks_out"}
    account("administrator", "second")
    change(officer, "privacy_officer", "access.account.confirm", False)


def test_accounts_that_cannot_log_in_or_whose_role_is_over_hold_nothing_open(officer, settings):
    for role in ("council_member", "council_clerk", "mayor"):
        if role != "mayor":
            change(officer, role, "access.account.manage", True)
    account("council_member", "robot", kind="service")
    over = account("council_clerk")
    row = RoleAssignment.objects.get(user=over)
    row.valid_to = row.valid_from
    do(row.save)
    assert refused(officer, "administrator", "access.account.manage", False) == {"locks_out"}
    account("council_member", "invented", fictitious=True)
    settings.DEMO = False
    assert refused(officer, "administrator", "access.account.manage", False) == {"locks_out"}
    settings.DEMO = True
    change(officer, "administrator", "access.account.manage", False)


def test_two_people_do_not_undo_each_other(officer):
    change(officer, "mayor", "access.log.view", True, seen=False)
    with pytest.raises(StaleVersion):
        change(officer, "mayor", "access.log.view", True, seen=False)
    assert MatrixChange.objects.count() == 1


CELLS = [permission for slugs in permissions_shown().values() for permission in slugs]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(ROLES)), st.sampled_from(CELLS), st.booleans()), max_size=25))
def test_whatever_is_tried_the_walls_stand(steps):
    """From the matrix that comes along, any series of changes that `against` lets through keeps what must be kept."""
    matrix = {role: ROLES[role].permissions for role in ROLES if role != "system"}
    for role, permission, granted in steps:
        if against(matrix, role, permission, granted=granted):
            continue
        changed = matrix[role] | {permission} if granted else matrix[role] - {permission}
        matrix = {**matrix, role: changed}
    for role, permissions in matrix.items():
        assert not (permissions & GOVERNS and any(p.startswith(CASES) for p in permissions - ONLY_TOLD)), role
        assert not (SEES_WHO in permissions and permissions & SEES_WHAT), role
        assert permissions <= set(PERMISSIONS)
    assert all(p.endswith(".view") for p in matrix["data_protection_officer"])
    assert not any(p.startswith(CASES) for p in matrix["data_protection_officer"])
    assert matrix["data_protection_officer"] >= SUPERVISE
    assert not any(p.startswith(("access.", "privacy.")) for p in matrix["partner"])
    assert not any(p.endswith((".manage", ".load", ".import", ".issue", ".draft")) for p in matrix["partner"])
    assert not any(permissions >= GOVERNS for permissions in matrix.values())


@pytest.mark.parametrize(
    ("role", "permission", "other"),
    [
        ("council_clerk", "access.matrix.manage", "council_member"),
        ("council_member", "act.case.view", "administrator"),
        ("council_member", "access.emergency.use", "privacy_officer"),
    ],
)
def test_a_change_that_parts_what_somebody_holds_together_is_refused_naming_the_role(officer, role, permission, other):
    """`other` stands for the second role; the first case needs one that works in cases."""
    both = account(role, "both")
    if other == "council_member":
        change(officer, "council_member", "act.case.view", True)
    row = RoleAssignment(municipality=town(), user=both, role=other, valid_from=date(2020, 1, 1))
    do(row.save)
    with pytest.raises(Refused) as found:
        change(officer, role, permission, True)
    (reason,) = found.value.reasons
    assert (reason.slug, str(ROLES[other].label) in reason.text, "both" in reason.text) == (
        "held_together",
        True,
        False,
    )
    do(row.delete)
    change(officer, role, permission, True)
