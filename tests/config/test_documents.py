# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The documents that are made from the program are as the program is now."""

from pathlib import Path

import pytest

from baken.access.facade import PERMISSIONS, ROLES
from baken.kernel.workflow import workflows
from baken.web import docs
from baken.web.rooms import Room, house


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


def test_every_folder_says_what_it_holds():
    rooms = [room for floor in house() for room in (floor, *floor.within(), *floor.apps())]
    rooms += [room for floor in house() for app in floor.apps() for room in app.within()]
    assert [room.path for room in rooms if not room.holds] == []
    assert {"act", "act/concerns", "act/concerns/triage", "act/journeys/zgw", "cores/terms"} <= {
        room.path for room in rooms
    }


def test_an_app_within_has_a_heading_of_its_own_and_its_rooms_below_it():
    room = Room("act/cases/work", "Work.", (), app=False)
    app = Room("act/cases", "Cases.", (room,), app=True)
    text = docs.room_document([Room("act", "The step.", (app, Room("act/more", "More.", (), app=False)), app=False)])
    assert "## `act`\nThe step.\n" in text
    assert text.index("| `more` | More. |") < text.index("### `act/cases`\nCases.\n") < text.index("| `work` | Work. |")


def test_writing_changes_only_what_differs(tmp_path: Path):
    assert sorted(path.name for path in docs.write(tmp_path)) == ["roles.md", "rooms.md", "workflows.md"]
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
