# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The documents that are made from the program are as the program is now."""

from pathlib import Path

import pytest

from baken.access.facade import PERMISSIONS, ROLES
from baken.kernel.workflow import workflows
from baken.web import docs


@pytest.mark.parametrize("name", docs.generated())
def test_a_generated_document_is_up_to_date(repo_root: Path, name: str):
    stored = (repo_root / "docs" / name).read_text(encoding="utf-8")
    assert stored == docs.generated()[name], "run `make docs`"


def test_every_workflow_stands_there_with_its_diagram():
    text = docs.generated()["workflows.md"]
    for flow in workflows():
        assert f"\n{flow.mermaid()}\n" in text
        assert all(f"`{status.slug}`" in text for status in flow.statuses)
        assert all(f"`{step.permission}`" in text for step in flow.transitions)


def test_the_role_matrix_is_the_matrix():
    lines = docs.generated()["roles.md"].splitlines()
    matrix = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines if line.count("|") > 5]
    head, _, *rows = matrix
    assert {row[0] for row in rows} == set(PERMISSIONS)
    for row in rows:
        held = {slug for slug, mark in zip(head[2:], row[2:], strict=True) if mark == "x"}
        assert held == {slug for slug, role in ROLES.items() if row[0] in role.permissions and slug != "system"}


def test_writing_changes_only_what_differs(tmp_path: Path):
    assert sorted(path.name for path in docs.write(tmp_path)) == ["roles.md", "workflows.md"]
    assert docs.write(tmp_path) == []
    (tmp_path / "roles.md").write_text("old", encoding="utf-8")
    assert [path.name for path in docs.write(tmp_path)] == ["roles.md"]


def test_a_translated_reader_gets_the_same_documents():
    from django.utils import translation

    with translation.override("en"):
        english = docs.generated()
    with translation.override("nl"):
        assert docs.generated() == english


def test_a_bar_in_a_name_does_not_break_the_table():
    assert docs._table(("a",), [("x|y",)]) == "| a |\n| --- |\n| x\\|y |\n"
