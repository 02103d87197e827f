# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the command line may ask about keys: `baken keys make | show | rotate | drop`. No secret is ever told."""

from collections.abc import Callable
from pathlib import Path

from django.db import DatabaseError
from django.utils.translation import override

from .. import keys
from ..errors import BakenError
from ..moment import now
from . import checks as key_checks
from . import rotation as key_rotation
from .file import KeyringFile


class Wrong(BakenError):
    """What was asked can't be done, and nothing was changed; the message says why."""


def hold() -> None:
    """Raise `WrongKey` unless the keyring is the one of this database: asked before serving and working."""
    try:
        keys.ring()
    except DatabaseError:
        return  # there is no database yet, or it doesn't answer: the command itself tells


def make(path: Path) -> str:
    """Make a keyring in a new file and return what to do with it. Raises `Wrong` when there is one, or must be one."""
    where = KeyringFile(path.resolve())
    if path.exists():
        raise Wrong(f"{path} is there already; a keyring is never overwritten")
    try:
        known = key_checks.knows_keys()
    except DatabaseError:
        known = False  # it isn't there yet: the usual order is keys first
    if known:
        raise Wrong("this database was written with keys already: put that keyring back from your backup")
    try:
        where.make(keys.new_ring())
    except OSError as problem:
        raise Wrong(f"{path} can't be written: {problem.strerror}") from None
    return f"made {path}. Set BAKEN_KEYS={path.resolve()}, and keep a copy apart from the backups of the database: docs/keys.md"


def show() -> str:
    """Return a line per key: its use, id, day, and what still needs it."""
    ring = keys.ring()
    lines = [f"keyring {keys.provider().where()}"]
    for use in keys.USES:
        for key in ring.all(use):
            if key.id == ring.current(use).id:
                state = "current"
            else:
                needed = key_rotation.used(use, key.id)
                state = f"old, needed for {needed}" if needed else "old, not needed: may be dropped"
            lines.append(f"{use:<7} {key.id:<10} {key.made}  {state}")
    return "\n".join(lines)


def rotate(use: str | None, say: Callable[[str], object]) -> bool:
    """Put a new key in use, for one use or all; return whether everything could be rewritten."""
    failed = sum(key_rotation.rotate(one, at=now(), say=say) for one in ([use] if use else keys.USES))
    if failed:
        say(f"{failed} things can't be opened with any key in the ring; they were left as they are")
    else:
        say("old keys stay readable; `baken keys show` tells which may be dropped")
    return not failed


def drop(key_id: str) -> str:
    """Take an old key out of the ring. Raises `Wrong` while something needs it."""
    try:
        with override("nl"):
            key_rotation.drop(key_id, at=now())
    except (key_rotation.InUse, keys.UnknownKey) as problem:
        raise Wrong(str(problem)) from None
    return f"dropped {key_id}; backups from before need the copy of the keyring from that time"
