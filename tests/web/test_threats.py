# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""docs/threats.md names a test for each side door: each is there, and each door that the brief names has its row."""

import inspect
import re
from importlib import import_module
from pathlib import Path
from uuid import UUID

from django_tasks.base import Task

DOORS = (
    "search", "counts", "autocomplete", "map", "feed", "export", "mail", "error text", "timing", "e-tag", "attachment",
    "task queue", "log of the server", "home page", "breadcrumbs", "API", "backup", "database dump",
)  # fmt: skip
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def absent(text: str, root: Path) -> list[str]:
    """The tests that a text names and that aren't there."""
    found = []
    for path, name in NAMED.findall(text):
        file = root / path
        if not file.is_file() or (name and f"def {name}(" not in file.read_text(encoding="utf-8")):
            found.append(f"{path}::{name}")
    return found


def test_every_test_that_is_named_is_there(repo_root: Path) -> None:
    text = (repo_root / "docs" / "threats.md").read_text(encoding="utf-8")
    assert absent(text, repo_root) == []
    assert absent("`tests/web/test_threats.py::test_no` `tests/no.py`", repo_root) == [
        "tests/web/test_threats.py::test_no",
        "tests/no.py::",
    ]


def test_every_side_door_has_a_row_with_a_test(repo_root: Path) -> None:
    text = (repo_root / "docs" / "threats.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in text.partition("## Side doors")[2].splitlines() if line.startswith("| ")]
    doors = {cells[1]: cells[3] for cells in rows[1:]}
    assert [
        door for door in DOORS if not any(door in told and NAMED.search(test) for told, test in doors.items())
    ] == []


def test_work_in_the_background_is_told_keys_and_no_texts(repo_root: Path) -> None:
    tasks = []
    for file in (repo_root / "src" / "baken").rglob("*.py"):
        if re.search(r"^@task\b", file.read_text(encoding="utf-8"), re.MULTILINE):
            name = ".".join(file.relative_to(repo_root / "src").with_suffix("").parts)
            tasks += [one for one in vars(import_module(name)).values() if isinstance(one, Task)]
    assert tasks
    for one in tasks:
        for argument in inspect.signature(one.func).parameters.values():
            assert argument.annotation in ("str", "int", str, int, UUID), argument
            assert re.search(r"(^|_)(id|pk|key|attempt)$", argument.name), f"{one.func.__name__}: {argument.name}"
