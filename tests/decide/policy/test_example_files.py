# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example's files: complete, in our own words, marked as invented where they are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from baken.decide.policy.file import FrameworkFile, PlanFile

from .builders import document_of
from .conftest import demo_text

FILES = ("kadernota-2019-2022.yaml", "kadernota-2023-2026.yaml", "ivp-2025-2026.yaml")
WANTED = {
    f"S{number}"
    for number in (*range(1, 4), 5, 8, 10, *range(13, 16), *range(21, 26), 30, *range(32, 97), 128)
}  # fmt: skip


def references(node: Any) -> set[str]:
    """Return every reference anywhere in a file."""
    if isinstance(node, dict):
        own = set(node.get("s", ()))
        return own.union(*(references(value) for value in node.values()))
    if isinstance(node, list):
        return set().union(*(references(value) for value in node)) if node else set()
    return set()


def test_together_they_refer_to_all_that_the_kadernota_says() -> None:
    found = set().union(*(references(YAML(typ="safe").load(demo_text(name))) for name in FILES))
    assert found >= WANTED, sorted(WANTED - found)
    assert found <= {f"S{number}" for number in range(1, 136)}


def test_every_item_says_what_it_rests_on() -> None:
    for name in FILES:
        document = document_of(demo_text(name))
        items: list[Any] = [document]
        for key in document.__slots__:
            value = getattr(document, key)
            if isinstance(value, tuple):
                items += value
        without = [item for item in items if hasattr(item, "slug") and not item.references]
        assert without == [], name


def test_the_plan_is_marked_as_invented() -> None:
    plan = document_of(demo_text("ivp-2025-2026.yaml"))
    assert isinstance(plan, PlanFile)
    assert plan.fictitious
    assert len(plan.efforts) == 31
    assert all(target.example for target in plan.targets if target.target is not None)
    assert "voorbeeld" in plan.title


def test_the_framework_names_no_date_and_no_target_that_the_kadernota_does_not() -> None:
    framework = document_of(demo_text("kadernota-2023-2026.yaml"))
    assert isinstance(framework, FrameworkFile)
    assert framework.adopted_on is None
    assert all(target.target is None for priority in framework.priorities for target in priority.indicators)
    assert [priority.slug for priority in framework.priorities] == [
        "ondermijning",
        "polarisatie",
        "onbegrepen-gedrag",
        "jeugd",
        "cybercriminaliteit",
    ]


def words(text: str) -> list[str]:
    return re.findall(r"[a-zà-ÿ0-9]+", text.casefold())


@pytest.mark.needs_shared
@pytest.mark.parametrize("name", FILES)
def test_no_eight_words_in_a_row_come_from_the_kadernota(shared: Path, name: str) -> None:
    seed = words((shared / "seed" / "kadernota-veiligheid-velsen-2023-2026.txt").read_text(encoding="utf-8"))
    theirs = {tuple(seed[i : i + 8]) for i in range(len(seed) - 7)}
    own = words(demo_text(name))
    assert not [" ".join(own[i : i + 8]) for i in range(len(own) - 7) if tuple(own[i : i + 8]) in theirs]
