# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""docs/coverage.toml: each line names a page that answers and a test that exists."""

import ast
import re
import tomllib
from collections import Counter
from pathlib import Path

from tests.demo.served import Served


def lines(repo_root: Path) -> dict[str, dict[str, str | list[str]]]:
    return tomllib.loads((repo_root / "docs" / "coverage.toml").read_text(encoding="utf-8"))


def nodes_of(entry: dict[str, str | list[str]]) -> list[str]:
    named = entry["test"]
    return [named] if isinstance(named, str) else list(named)


def test_every_number_exists_and_every_page_answers(repo_root: Path, demo: Served) -> None:
    found = lines(repo_root)
    assert found
    for number, entry in found.items():
        assert re.fullmatch(r"S([1-9]|[1-9]\d|1[0-2]\d|13[0-5])", number), number
        assert {"page", "test"} <= set(entry) <= {"page", "test", "who"}, number
        assert entry["page"] != "/", number
        reply = demo.person(str(entry.get("who", "adviseur"))).get(str(entry["page"]))
        assert reply.status == 200, f"{number}: {entry['page']} answers {reply.status}"


def test_every_test_exists_and_at_most_three_numbers_share_one(repo_root: Path) -> None:
    shared = Counter(node for entry in lines(repo_root).values() for node in nodes_of(entry))
    for node, count in shared.items():
        path, _, name = node.partition("::")
        tree = ast.parse((repo_root / path).read_text(encoding="utf-8"))
        functions = {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}
        assert name.split("[")[0] in functions, node
        assert count <= 3, node
