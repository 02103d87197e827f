# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A keyring in a file of JSON that only Baken's own account may read; docs/keys.md tells how to keep it."""

import base64
import binascii
import contextlib
import fcntl
import json
import os
import secrets
import stat
from collections.abc import Callable, Hashable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from ..keys import BYTES, USES, Key, Ring, WrongKey

VERSION = 1


class KeyringFile:
    """The provider that holds unless ``KEY_PROVIDER`` names another: the file ``BAKEN_KEYS``."""

    def __init__(self, path: Path | None = None):
        self._path = path

    def path(self) -> Path:
        """Return the file: BAKEN_KEYS, else keys.json in the folder of the example."""
        return self._path or Path(_told(getattr(settings, "KEYS", ""), settings.VAR))

    def where(self) -> str:
        return str(self.path())

    def signature(self) -> Hashable:
        path = str(self._path or _told(getattr(settings, "KEYS", ""), settings.VAR))
        try:
            found = os.stat(path)  # noqa: PTH116 - asked at each use; a Path costs ten times as much
        except OSError:
            return (path, None)
        return (path, found.st_ino, found.st_mtime_ns, found.st_size)

    def may_make(self) -> bool:
        return bool(settings.DEMO)

    def load(self) -> Ring | None:
        path = self.path()
        try:
            mode = path.stat().st_mode
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as problem:
            raise WrongKey(f"De sleutelbos {path} is niet te lezen (the keyring can't be read).") from problem
        if mode & stat.S_IRWXO:
            raise WrongKey(
                f"Iedereen op deze machine kan de sleutelbos {path} lezen of wijzigen; zet de rechten op 600 "
                "(the keyring is open to everybody on this machine: chmod 600)."
            )
        return parse(text, str(path))

    def make(self, ring: Ring) -> None:
        """Write a first ring, mode 600. Of several processes that start together, the first one's ring stays."""
        path = self.path()
        path.parent.mkdir(parents=True, exist_ok=True)
        own = _written(path, ring)
        with contextlib.suppress(FileExistsError):
            os.link(own, path)
        own.unlink()
        _sync(path.parent)

    def change(self, how: Callable[[Ring], Ring]) -> Ring:
        path = self.path()
        with (path.with_name(path.name + ".lock")).open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            ring = self.load()
            if ring is None:
                raise WrongKey(f"De sleutelbos {path} is er niet (the keyring is missing).")
            changed = how(ring)
            _written(path, changed).replace(path)
            _sync(path.parent)
        return changed


@lru_cache(maxsize=64)
def _told(file: str, var: Path) -> str:
    return file or str(Path(var) / "keys.json")


def parse(text: str, where: str) -> Ring:
    """Return the ring that a file's text holds. Raises `WrongKey`, which never shows any of the text."""
    wrong = f"De sleutelbos {where} is beschadigd of van een andere soort (the keyring is damaged or of another kind)."
    try:
        told: Any = json.loads(text)
        if told["version"] != VERSION:
            raise WrongKey(wrong)
        keys = [
            Key(str(one["id"]), base64.b64decode(one["secret"], validate=True), str(one["use"]), str(one["made"]))
            for one in told["keys"]
        ]
        current = {str(use): str(key_id) for use, key_id in told["current"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, binascii.Error, RecursionError):
        raise WrongKey(wrong) from None
    if any(len(key.secret) != BYTES or key.use not in USES or not key.id or ":" in key.id for key in keys):
        raise WrongKey(wrong)
    if len({(key.use, key.id) for key in keys}) != len(keys):
        raise WrongKey(wrong)
    return Ring(keys, current)


def dump(ring: Ring) -> str:
    """Return the text of a file with this ring."""
    keys = [
        {"id": key.id, "use": key.use, "made": key.made, "secret": base64.b64encode(key.secret).decode()}
        for key in ring.all()
    ]
    return json.dumps({"version": VERSION, "current": ring.currents(), "keys": keys}, indent=1) + "\n"


def _written(path: Path, ring: Ring) -> Path:
    """Write the ring to a file beside `path` and return that."""
    own = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(own, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(dump(ring))
        file.flush()
        os.fsync(file.fileno())
    return own


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
