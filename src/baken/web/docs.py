# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The documents that are made from the program itself, so that they can't be out of date. A test compares."""

from collections.abc import Iterable
from pathlib import Path

from django.utils import translation

from baken.access.facade import PERMISSIONS, ROLES
from baken.kernel.workflow import Transition, Workflow, workflows

from .rooms import Room, house

HEADER = """<!--
SPDX-FileCopyrightText: 2026 The Baken contributors
SPDX-License-Identifier: EUPL-1.2
-->
<!-- Made by `make docs`. Change the program, not this file. -->
"""


def generated() -> dict[str, str]:
    """Return every generated document: file name to text. What the interface says is given in Dutch."""
    with translation.override(None):  # the Dutch of the source, whether or not translations were compiled
        return {
            "workflows.md": workflow_document(workflows()),
            "roles.md": role_document(),
            "rooms.md": room_document(house()),
        }


def write(folder: Path) -> list[Path]:
    """Write the generated documents in `folder` and return which were changed."""
    changed = []
    for name, text in generated().items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def workflow_document(flows: Iterable[Workflow]) -> str:
    """Return each workflow's diagram, its statuses with their owners, and its transitions with what guards them."""
    parts = [
        f"{HEADER}# Workflows\n",
        "A step needs its permission, starts from one of its statuses, and passes all its guards. Every reason against is\n"
        "told at once. Each step that is taken leaves a row in the log.\n",
    ]
    for flow in flows:
        parts += [f"## `{flow.slug}`\n", f"```mermaid\n{flow.mermaid()}\n```\n"]
        statuses = [(f"`{s.slug}`", str(s.label), f"`{s.owner}`") for s in flow.statuses]
        parts += [_table(("status", "in Dutch", "whose turn"), statuses)]
        parts += [
            _table(("step", "in Dutch", "from", "to", "permission", "log", "guards"), map(_step, flow.transitions))
        ]
    return "\n".join(parts)


def role_document() -> str:
    """Return the role matrix: permissions down, roles across, and the roles by name."""
    roles = [role for role in ROLES.values() if role.slug != "system"]
    names = [(f"`{r.slug}`", str(r.label), "a partner" if r.external else "the municipality") for r in roles]
    matrix = [
        (f"`{permission}`", str(words), *("x" if permission in r.permissions else "" for r in roles))
        for permission, words in PERMISSIONS.items()
    ]
    return "\n".join(
        [
            f"{HEADER}# Roles\n",
            "How these are used: [access.md](access.md). Baken itself, for set-up and scheduled work, has a role of its own,\n"
            "which no person can hold.\n",
            _table(("role", "in Dutch", "held by people of"), names),
            "## What each may\n",
            _table(("permission", "in Dutch", *(f"`{r.slug}`" for r in roles)), matrix),
        ]
    )


def room_document(floors: Iterable[Room]) -> str:
    """Return the map: a heading for each top package and each app in it, with a table of its rooms."""
    parts = [
        f"{HEADER}# Rooms\n",
        "The folders of `src/baken`, each by the first lines of its `__init__.py`. Which modules each has, and which may know\n"
        "which: [CONTRIBUTING.md](../CONTRIBUTING.md).\n",
    ]
    for floor in floors:
        for level, app in (("##", floor), *(("###", app) for app in floor.apps())):
            parts.append(f"{level} `{app.path}`\n{app.holds}\n")
            rooms = [(f"`{room.path.removeprefix(f'{app.path}/')}`", room.holds) for room in app.within()]
            if rooms:
                parts.append(_table(("room", "holds"), rooms))
    return "\n".join(parts)


def _step(transition: Transition) -> tuple[str, ...]:
    guards = ", ".join(f"`{getattr(guard, '__name__', type(guard).__name__)}`" for guard in transition.guards)
    sources = ", ".join(f"`{source}`" for source in sorted(transition.sources))
    return (
        f"`{transition.name}`",
        str(transition.label),
        sources,
        f"`{transition.target}`",
        f"`{transition.permission}`",
        f"`{transition.audit}`",
        guards,
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    cells = ([cell.replace("|", "\\|") for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)
