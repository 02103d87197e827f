# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The keyring: secrets that stand outside the database, so that a dump of the database alone tells nobody's story.

A key has one use. Each use has a current key, with which new things are written; older keys stay readable until they
are dropped. Whoever writes something with a key stores the key's id beside it::

    key = keys.ring().current("audit")
    ...
    key = keys.ring().get("audit", row.key_id)

Where the ring is kept is the provider's matter: a file (`kernel.keyring.file`), or what ``KEY_PROVIDER`` names.
`kernel.keyring.checks` holds the ring to what the database knows of it.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from .errors import BakenError

__all__ = [
    "USES",
    "Key",
    "Provider",
    "Ring",
    "UnknownKey",
    "WrongKey",
    "new_key",
    "new_ring",
    "provider",
    "register_reindexer",
    "reindexers",
    "ring",
]

USES = ("field", "search", "audit", "paper")
"""Encrypted fields, search tokens, the seal of the audit log, sealed papers."""
BYTES = 32


class WrongKey(BakenError):
    """The keyring is missing, damaged or not the one of this database. Nothing was written."""


class UnknownKey(BakenError):
    """Something was written with a key that isn't in the keyring (any more)."""


@dataclass(frozen=True, slots=True)
class Key:
    """One secret of 32 bytes. `made` is the day on which it was made, as ISO text."""

    id: str
    secret: bytes = field(repr=False)
    use: str
    made: str = ""

    def derive(self, purpose: str) -> bytes:
        """Return another secret of 32 bytes for one purpose, from which neither the key nor another purpose's follows."""
        return hmac.digest(self.secret, b"baken:" + purpose.encode(), hashlib.sha256)


class Ring:
    """Keys by use and id, and which of each use is the current one. Frozen: a change makes another ring."""

    def __init__(self, keys: Iterable[Key], current: Mapping[str, str]):
        """Raise `WrongKey` unless each use has a current key that is there."""
        self._keys = {(key.use, key.id): key for key in keys}
        self._current = {use: self._keys.get((use, current.get(use, ""))) for use in USES}
        for use, key in self._current.items():
            if key is None:
                raise WrongKey(f"De sleutelbos heeft geen sleutel voor {use} (the keyring has no current key for it).")

    def current(self, use: str) -> Key:
        """Return the key with which new things of this use are written."""
        key = self._current[use]
        if key is None:  # the constructor saw to it
            raise UnknownKey(use)
        return key

    def get(self, use: str, key_id: str) -> Key:
        """Return a key by its id. Raises `UnknownKey`."""
        key = self._keys.get((use, key_id))
        if key is None:
            raise UnknownKey(f"Sleutel {key_id!r} voor {use} staat niet in de sleutelbos (no such key in the keyring).")
        return key

    def all(self, use: str = "") -> tuple[Key, ...]:
        """Return every key (of one use), in the order in which they were made."""
        return tuple(key for key in self._keys.values() if use in ("", key.use))

    def with_key(self, key: Key) -> "Ring":
        """Return a ring in which `key` is the current one of its use; the former one stays readable."""
        return Ring([*self.all(), key], {**self.currents(), key.use: key.id})

    def without(self, use: str, key_id: str) -> "Ring":
        """Return a ring without a key. Raises `UnknownKey`, or `WrongKey` for a current one."""
        gone = self.get(use, key_id)
        return Ring([key for key in self.all() if key is not gone], self.currents())

    def currents(self) -> dict[str, str]:
        """Return the id of the current key per use."""
        return {use: self.current(use).id for use in USES}


class Provider(Protocol):
    """Where a keyring is kept. Another one (a hardware module, a vault service) is named in ``KEY_PROVIDER``."""

    def where(self) -> str:
        """Return what to call the place in a message to people."""
        ...

    def signature(self) -> Hashable:
        """Return something cheap that changes when the ring changes; asked at each use."""
        ...

    def load(self) -> Ring | None:
        """Return the ring, or None when there is none. Raises `WrongKey` when it can't be read."""
        ...

    def may_make(self) -> bool:
        """Whether a ring may be made by itself where there is none: in the demo only."""
        ...

    def make(self, ring: Ring) -> None:
        """Keep a first ring, for us alone. Where another process was first, its ring stays."""
        ...

    def change(self, how: Callable[[Ring], Ring]) -> Ring:
        """Replace the ring, whole or not at all, one process at a time; return the new one."""
        ...


def provider() -> Provider:
    """Return the provider of these settings."""
    return _provider(str(getattr(settings, "KEY_PROVIDER", "") or "baken.kernel.keyring.file.KeyringFile"))


@lru_cache(maxsize=8)
def _provider(name: str) -> Provider:
    made: Provider = import_string(name)()
    return made


def database() -> tuple[Any, ...]:
    """Return what tells this database from another one of this process."""
    told = connection.settings_dict
    return told["ENGINE"], told["HOST"], told["PORT"], told["NAME"]


_loaded: tuple[Hashable, Ring] | None = None


def ring() -> Ring:
    """Return the keyring: read once per process and per settings, and again when it changed (after a rotation).

    Raises `WrongKey` when it is missing, can't be read or isn't the one with which this database was written.
    """
    global _loaded
    source = provider()
    signature = (database(), source.signature())
    held = _loaded
    if held is not None and held[0] == signature:
        return held[1]
    from .keyring import checks as key_checks

    found = source.load()
    if found is None:
        key_checks.refuse_to_make(source)
        source.make(new_ring())
        found = source.load()
        signature = (database(), source.signature())
    if found is None:
        raise WrongKey(f"De sleutelbos {source.where()} verdween (the keyring vanished).")
    key_checks.hold(found, source.where())
    _loaded = (signature, found)
    return found


def new_key(use: str) -> Key:
    """Return a new random key."""
    from django.utils import timezone

    return Key(secrets.token_hex(4), secrets.token_bytes(BYTES), use, timezone.now().date().isoformat())


def new_ring() -> Ring:
    """Return a new ring with one key per use."""
    made = [new_key(use) for use in USES]
    return Ring(made, {key.use: key.id for key in made})


_reindexers: list[Callable[[], Any]] = []


def register_reindexer(function: Callable[[], Any]) -> Callable[[], Any]:
    """Have `function` called after the search key was rotated: it makes the search tokens anew, resumable."""
    if function not in _reindexers:
        _reindexers.append(function)
    return function


def reindexers() -> tuple[Callable[[], Any], ...]:
    """Return what makes search tokens anew."""
    return tuple(_reindexers)
