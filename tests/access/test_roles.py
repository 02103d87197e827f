# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of permissions, the role matrix and the code agree."""

import ast
import re
from pathlib import Path

import pytest

from baken.access.actors import Actor
from baken.access.permissions import PERMISSIONS
from baken.access.roles import ROLES, Role, permissions_of

FEATURES = "kernel|access|terms|privacy|registry|observe|decide|act|account|api|web"
PERMISSION = re.compile(rf"(?:{FEATURES})\.[a-z_]+\.[a-z_]+")


def texts(path: Path) -> set[str]:
    """Every literal text in a Python file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def named(folder: Path) -> set[str]:
    """What looks like a permission (feature.noun.verb) in the code under a folder."""
    found = {text for path in folder.rglob("*.py") for text in texts(path) if PERMISSION.fullmatch(text)}
    return found - {str(path.relative_to(folder).with_suffix("")).replace("/", ".") for path in folder.rglob("*.py")}


def test_what_the_code_asks_for_is_in_the_list_and_the_list_holds_nothing_else(repo_root):
    source = repo_root / "src" / "baken"
    matrix = source / "access"
    assert named(source) == set(PERMISSIONS)
    used = {
        text
        for path in source.rglob("*.py")
        if path not in (matrix / "permissions.py", matrix / "roles.py")
        for text in texts(path)
    }
    assert set(PERMISSIONS) - used == set(), "nothing asks for these"


def test_the_search_sees_a_permission_that_is_not_in_the_list(tmp_path):
    (tmp_path / "views.py").write_text('require(actor, "decide.plan.burn")\nopen("decide.plan")\n', encoding="utf-8")
    assert named(tmp_path) == {"decide.plan.burn"}


def test_roles_grant_only_what_is_in_the_list():
    assert {p for role in ROLES.values() for p in role.permissions} <= set(PERMISSIONS)


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_each_permission_is_held_by_somebody_and_said_in_words(permission):
    assert any(permission in role.permissions for role in ROLES.values())
    assert str(PERMISSIONS[permission]).strip()


@pytest.mark.parametrize("role", ROLES.values(), ids=lambda role: role.slug)
def test_a_role_tells_in_words_all_that_it_grants(role):
    assert ROLES[role.slug] is role
    assert len(role.told) == len(role.permissions) > 0
    assert str(role.label).strip()


def test_roles_add_up_and_an_unknown_role_grants_nothing():
    both = permissions_of(frozenset({"partner", "mayor"}))
    assert both == ROLES["partner"].permissions | ROLES["mayor"].permissions
    assert permissions_of(frozenset({"superuser"})) == permissions_of(frozenset()) == frozenset()
    assert not Actor(id=None, municipality_id=None, roles=frozenset({"superuser"})).may("observe.picture.view")


def test_partners_get_only_what_partners_may():
    """A partner's people see the picture, the adopted policy, issued dossiers and their own part, also of cases. No more."""
    external = [role for role in ROLES.values() if role.external]
    assert [role.slug for role in external] == ["partner"]
    assert external[0].permissions == {
        "observe.picture.view", "decide.framework.view", "account.pack.view", "decide.effort.view_own", "decide.meeting.view",
        "decide.meeting.report", "act.case.view", "act.case.contribute", "terms.list.view", "act.concern.report",
        "act.topic.report", "act.packet.receive", "act.inspection.view", "act.inspection.record",
    }  # fmt: skip


def test_only_baken_itself_makes_accounts_and_only_supervisors_read_the_log():
    def holders(permission: str) -> set[str]:
        return {slug for slug, role in ROLES.items() if permission in role.permissions}

    assert holders("access.account.make") == {"system"}
    assert holders("access.log.view") == {"privacy_officer", "data_protection_officer", "system"}


def test_a_role_is_frozen():
    with pytest.raises(AttributeError):
        ROLES["partner"].permissions = frozenset(PERMISSIONS)
    assert isinstance(ROLES["partner"], Role)
