# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The map of the house for docs/rooms.md: every package by what its own docstring says. Files are read, nothing is imported."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import baken

FLOORS = (
    "observe", "decide", "act", "account", "registry", "terms", "privacy", "access", "ui", "kernel", "cores",
    "api", "web", "config", "demo", "cli",
)  # fmt: skip
"""The order of reading: the loop, what it stands on, what puts it together. Which layer may know which: `.importlinter`."""
SAME_EVERYWHERE = frozenset({"migrations", "models", "rules", "templatetags", "management", "formats"})
"""Folders that a feature may have anywhere: CONTRIBUTING.md says what stands in them."""


@dataclass(frozen=True, slots=True)
class Room:
    """A package: its path below `baken` (`act/bibob`), what it holds ("" where its docstring is missing), its rooms."""

    path: str
    holds: str
    rooms: tuple["Room", ...]
    app: bool

    def within(self) -> Iterator["Room"]:
        """Yield the rooms that belong to this one, however deep; apps within are no rooms of it."""
        for room in self.rooms:
            if not room.app:
                yield room
                yield from room.within()

    def apps(self) -> Iterator["Room"]:
        """Yield the apps within, however deep."""
        for room in self.rooms:
            if room.app:
                yield room
            yield from room.apps()


def house(root: Path | None = None) -> list[Room]:
    """Return the top packages in the order of `FLOORS`, others after them."""
    found = {floor.path: floor for floor in _room(root or Path(baken.__path__[0]), ()).rooms}
    return [found.pop(name) for name in FLOORS if name in found] + list(found.values())


def _room(folder: Path, path: tuple[str, ...]) -> Room:
    docstring = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    below = sorted(one.parent for one in folder.glob("*/__init__.py") if one.parent.name not in SAME_EVERYWHERE)
    return Room(
        path="/".join(path),
        holds=" ".join(docstring.partition("\n\n")[0].split()),
        rooms=tuple(_room(one, (*path, one.name)) for one in below),
        app=(folder / "apps.py").exists(),
    )
