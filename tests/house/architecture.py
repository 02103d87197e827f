# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may know whom in the house, for what import-linter can't see.

The order of the layers is read from ``.importlinter``, so that it stands in one place. Each check takes what it looks
at and returns problems as text: tests run them over the real house and over a planted violation.
"""

from __future__ import annotations

import ast
import configparser
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PACKAGE = "baken"
COMMON = frozenset({"cores", "kernel", "ui"})  # every feature builds with these, so they have no front desk
NUMBERS = frozenset({"numpy", "scipy", "holidays"})  # holidays: loaded on first use, tests/cores holds it to that
ASSEMBLY = frozenset({"apps", "urls"})  # what config may name of a feature beside its facade
COMMANDS = frozenset(
    {"command", "commands"}
)  # what the command line and the example may name of a feature beside its facade
TAG = re.compile(r"{%-?\s*(?:extends|include)\s+(?P<quote>['\"])(?P<name>[^'\"]+)(?P=quote)")


@dataclass(frozen=True)
class Room:
    """A feature and its height: higher may know lower. Rooms of one height don't know each other."""

    feature: str
    height: float

    def may_know(self, other: Room) -> bool:
        """Whether something in this room may refer to something in ``other``."""
        return self.feature == other.feature or self.height > other.height


class House:
    """The layers, lowest first, each a set of features; and the order of the apps within a step that has several."""

    def __init__(self, layers: Iterable[Iterable[str]], decide: Iterable[Iterable[str]] = ()) -> None:
        self.heights = {name: float(height) for height, names in enumerate(layers) for name in names}
        inner = list(decide)
        # a fraction, so that the whole group stays under the next layer
        self.within = {name: height / (len(inner) + 1) for height, names in enumerate(inner) for name in names}

    @classmethod
    def from_importlinter(cls, path: Path) -> House:
        """Read the contracts ``house`` and ``decide``; brackets (not built yet) and bars (side by side) are notation."""
        parser = configparser.ConfigParser()
        parser.read_string(path.read_text(encoding="utf-8"))

        def layers(contract: str) -> list[list[str]]:
            lines = parser[f"importlinter:contract:{contract}"]["layers"].split("\n")
            return [[name.strip(" ()") for name in line.split("|")] for line in reversed(lines) if line.strip()]

        return cls(layers("house"), layers("decide"))

    def room(self, module: str) -> Room | None:
        """The room of a dotted module name; None for what isn't ours.

        Under ``act`` and ``decide`` every app is a room of its own: those of ``act`` side by side with the journeys
        above them, those of ``decide`` in the order of its contract.
        """
        parts = module.split(".")
        if parts[0] != PACKAGE or len(parts) < 2 or parts[1] not in self.heights:
            return None
        height = self.heights[parts[1]]
        if len(parts) < 3 or parts[1] not in {"act", "decide"}:
            return Room(parts[1], height)
        if parts[1] == "decide":
            return Room(f"decide.{parts[2]}", height + self.within[parts[2]]) if parts[2] in self.within else None
        return Room(f"act.{parts[2]}", height + (0.5 if parts[2] == "journeys" else 0))

    def room_of_file(self, path: Path, source: Path) -> Room | None:
        """The room of a file under ``source`` (the folder that holds the package)."""
        return self.room(module_name(path, source))


def module_name(path: Path, source: Path) -> str:
    """Dotted name of a file: ``source/baken/observe/facade.py`` is ``baken.observe.facade``."""
    parts = list(path.relative_to(source).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, source: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted target of each import in a file, relative ones resolved, imported names included."""
    package = module_name(path, source).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{origin}.{alias.name}") for alias in node.names)


def import_problems(house: House, source: Path) -> list[str]:
    """Imports that go up or aside, and imports of another feature that pass by its facade."""
    problems = []
    for path in sorted((source / PACKAGE).rglob("*.py")):
        here = house.room_of_file(path, source)
        if here is None:
            continue
        for line, target in imports(path, source):
            there = house.room(target)
            if there is None or there.feature == here.feature:
                continue
            where = f"{path.relative_to(source)}:{line} imports {target}"
            if not here.may_know(there):
                problems.append(f"{where}: {here.feature} doesn't stand above {there.feature}")
            elif there.feature not in COMMON and not _by_the_facade(here, there, target):
                problems.append(f"{where}: only {PACKAGE}.{there.feature}.facade may be imported by others")
    return problems


def _by_the_facade(here: Room, there: Room, target: str) -> bool:
    rest = target.removeprefix(f"{PACKAGE}.{there.feature}").strip(".").split(".")
    # config, demo and cli aren't features: nothing stands above them that would need a facade
    return (
        rest[0] == "facade"
        or there.feature in {"cli", "demo", "config"}
        or (here.feature == "config" and rest[0] in ASSEMBLY)
        or (here.feature in {"cli", "demo"} and rest[0] in COMMANDS)
    )


def core_problems(source: Path) -> list[str]:
    """Imports in ``cores`` of anything but Python itself, ``cores`` and the libraries of ``NUMBERS``."""
    return [
        f"{path.relative_to(source)}:{line} imports {target}"
        for path in sorted((source / PACKAGE / "cores").rglob("*.py"))
        for line, target in imports(path, source)
        if not f"{target}.".startswith(f"{PACKAGE}.cores.")
        and target.partition(".")[0] not in sys.stdlib_module_names | NUMBERS
    ]


def foreign_key_problems(house: House, models: Iterable[Any]) -> list[str]:
    """Relations of Django models to a model of a higher or neighbouring feature."""
    problems = []
    for model in models:
        here = house.room(model._meta.app_config.name)
        if here is None:
            continue
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            target = field.remote_field.model if field.remote_field else None
            there = house.room(target._meta.app_config.name) if target else None
            if there and not here.may_know(there):
                problems.append(
                    f"{model._meta.label}.{field.name} refers to {target._meta.label}: "
                    f"{here.feature} doesn't stand above {there.feature}"
                )
    return problems


def template_problems(house: House, source: Path) -> list[str]:
    """Templates that extend or include one of a higher or neighbouring feature, and one name that two features use."""
    owners: dict[str, Room] = {}
    files: list[tuple[Path, Room]] = []
    problems = []
    for path in sorted((source / PACKAGE).rglob("templates/**/*")):
        here = house.room_of_file(path, source)
        if not path.is_file() or here is None:
            continue
        parts = path.parts
        name = "/".join(parts[parts.index("templates", len(source.parts)) + 1 :])
        if owners.setdefault(name, here) != here:
            problems.append(f"{name} stands in both {owners[name].feature} and {here.feature}")
        files.append((path, here))
    for path, here in files:
        for found in TAG.finditer(path.read_text(encoding="utf-8")):
            there = owners.get(found["name"].split("#")[0])
            if there and not here.may_know(there):
                problems.append(
                    f"{path.relative_to(source)} uses {found['name']}: "
                    f"{here.feature} doesn't stand above {there.feature}"
                )
    return problems
