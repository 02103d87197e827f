# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of files that together are the facts. Data files never change; replacing this one file is the commit.

A reader sees the manifest from before a load or from after it, never between, also when the writer dies half-way.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from baken.observe.facts.schema import Dataset, FactError, Load

NAME = "manifest.json"
VERSION = 1


@dataclass
class Manifest:
    """``files``: dataset -> indicator -> path below the root; ``retired``: paths no longer current -> since when."""

    sequence: int = 0
    datasets: dict[str, Dataset] = field(default_factory=dict)
    files: dict[str, dict[str, str]] = field(default_factory=dict)
    loads: list[Load] = field(default_factory=list)
    retired: dict[str, datetime] = field(default_factory=dict)

    def current(self) -> set[str]:
        """The paths of all current data files."""
        return {path for files in self.files.values() for path in files.values()}

    def to_json(self) -> str:
        content = {"version": VERSION, **asdict(self)}
        return json.dumps(content, default=_plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        content = json.loads(text)
        if content.get("version") != VERSION:
            raise FactError(f"manifest version {content.get('version')!r} is not {VERSION}")
        return cls(
            sequence=content["sequence"],
            datasets={key: Dataset(**_with_caveats(value)) for key, value in content["datasets"].items()},
            files=content["files"],
            loads=[Load(**_with_moments(value)) for value in content["loads"]],
            retired={path: datetime.fromisoformat(since) for path, since in content["retired"].items()},
        )


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value)} has no place in a manifest")


def _with_caveats(value: dict[str, Any]) -> dict[str, Any]:
    return value | {"caveats": tuple(value["caveats"])}


def _with_moments(value: dict[str, Any]) -> dict[str, Any]:
    return value | {name: datetime.fromisoformat(value[name]) for name in ("retrieved_at", "known_from")}


def read(root: Path) -> Manifest:
    """The manifest as it is now; an empty one where nothing was loaded yet."""
    try:
        return Manifest.from_json((root / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Manifest()


class Reader:
    """Reads the manifest once per change: size, inode and time of the file tell whether it was replaced."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._seen: tuple[tuple[int, int, int] | None, Manifest] | None = None

    def get(self) -> Manifest:
        """The current manifest; treat it as read-only, other threads hold the same one."""
        mark = self._mark()
        seen = self._seen
        if seen is None or seen[0] != mark:
            # The mark is from before reading: a replacement in between only means reading once more next time.
            seen = (mark, read(self._root))
            self._seen = seen
        return seen[1]

    def _mark(self) -> tuple[int, int, int] | None:
        try:
            found = (self._root / NAME).stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_ino, found.st_size


def replace(root: Path, manifest: Manifest) -> None:
    """Make this manifest the current one: written aside, flushed to disk, moved over the old one in one step."""
    aside = root / f"{NAME}.new"
    with aside.open("w", encoding="utf-8") as file:
        file.write(manifest.to_json())
        file.flush()
        os.fsync(file.fileno())
    aside.replace(root / NAME)
    sync_folder(root)


def sync_folder(folder: Path) -> None:
    """Flush a folder, so that names written in it survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def locked(root: Path, *, patience: float) -> Iterator[None]:
    """Be the only writer, across processes and threads; waits ``patience`` seconds at most, then FactError.

    The lock belongs to an open file, so the operating system lets go of it when a writer dies.
    """
    root.mkdir(parents=True, exist_ok=True)
    with (root / "lock").open("a") as file:
        until = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise FactError(f"another load is still writing after {patience:g} seconds") from None
                time.sleep(0.02)
        yield
