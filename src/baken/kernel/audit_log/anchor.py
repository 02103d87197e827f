# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The anchor of the audit log: outside the database is kept how far each chain came.

One file a chain in the folder BAKEN_AUDIT_ANCHOR, lines of JSON, written after each commit. Whoever can write to the
database but not to this folder can't cut off a chain's tail unseen. The folder knows nothing of the database's address: a
database that is brought back somewhere else is held to the same anchor.
"""

import fcntl
import json
import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

LARGE = 64 * 1024
"""Bytes from which a file is compacted."""
KEPT = 50
"""Lines that compacting leaves, besides the last one of each first row."""

logger = logging.getLogger("baken.audit")


@dataclass(frozen=True, slots=True)
class Head:
    """The last row of a chain at a moment; `first` is the key of its very first row, by which a chain is known again."""

    chain: UUID
    first: UUID
    sequence: int
    hash: str
    at: str


def folder() -> Path:
    """Return where the anchor is kept."""
    return Path(settings.AUDIT_ANCHOR)


def keep(reached: Iterable[Head]) -> None:
    """Write heads, never one that is behind what is written already.

    When that fails it is told loudly, and nothing more: the work is committed, and a chain may be ahead of its anchor.
    """
    try:
        with _locked():
            for head in reached:
                _append(folder() / f"{head.chain}.jsonl", head)
    except OSError as problem:
        logger.critical(
            "the audit log's anchor could NOT be written (%s): until it is mended, a cut-off tail of the log can't be seen",
            problem,
        )


def chains() -> list[UUID]:
    """Return the chains that are anchored."""
    found = []
    for path in sorted(folder().glob("*.jsonl")):
        try:
            found.append(UUID(path.stem))
        except ValueError:
            continue
    return found


def heads(chain: UUID) -> list[Head]:
    """Return what is anchored of a chain, oldest first. A line that was cut short by a crash is passed over."""
    try:
        content = (folder() / f"{chain}.jsonl").read_bytes()
    except FileNotFoundError:
        return []
    return [head for line in content.splitlines() if (head := _parse(line)) is not None]


@contextmanager
def _locked() -> Iterator[None]:
    """Be the only one who writes. A file of its own: compacting replaces the others."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(folder() / "lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _append(path: Path, head: Head) -> None:
    handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_APPEND, 0o600)
    try:
        there = os.pread(handle, os.fstat(handle).st_size, 0)
        before = _last(there, head.first)
        if before is not None and before.sequence >= head.sequence:
            return
        line = _line(head)
        if there and not there.endswith(b"\n"):  # a crash cut the last line short
            line = b"\n" + line
        written = os.write(handle, line)
        if written != len(line):
            raise OSError(f"{path.name}: only {written} of {len(line)} bytes fitted")
    finally:
        os.close(handle)
    if len(there) + len(line) > LARGE:
        _compact(path)


def _last(content: bytes, first: UUID) -> Head | None:
    """Return the last whole line of the chain that begins with row `first`."""
    end = len(content)
    while (found := content.rfind(str(first).encode(), 0, end)) >= 0:
        begin = content.rfind(b"\n", 0, found) + 1
        stop = content.find(b"\n", found)
        head = _parse(content[begin : stop if stop >= 0 else len(content)])
        if head is not None and head.first == first:
            return head
        end = begin
    return None


def _compact(path: Path) -> None:
    told = [head for line in path.read_bytes().splitlines() if (head := _parse(line)) is not None]
    last = {head.first: head for head in told}
    kept = [head for place, head in enumerate(told) if last[head.first] is head or place >= len(told) - KEPT]
    own = path.with_suffix(".new")
    handle = os.open(own, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.writelines(_line(head) for head in kept)
        file.flush()
        os.fsync(file.fileno())
    own.replace(path)


def _line(head: Head) -> bytes:
    return json.dumps(asdict(head), default=str, separators=(",", ":")).encode() + b"\n"


def _parse(line: bytes) -> Head | None:
    try:
        told = json.loads(line)
        return Head(UUID(told["chain"]), UUID(told["first"]), int(told["sequence"]), str(told["hash"]), str(told["at"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
