# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keyed tokens by which concerns about the same place, thing or words are found, within one register and nowhere else.

Made only after the toets vooraf. Whoever reads the table without the key learns neither where something is nor which ship it
was: only that two rows of one register are about the same.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Iterable
from uuid import UUID

from baken.kernel import keys


def cell_token(vault: UUID, cell: str) -> str:
    """Return the token of a grid cell in one register."""
    return _token(None, vault, f"cell|{cell}")


def cell_tokens(vault: UUID, cells: Iterable[str]) -> list[str]:
    """Return the tokens of cells by every search key that is in use."""
    found = list(cells)
    return [_token(key, vault, f"cell|{cell}") for key in keys.ring().all("search") for cell in found]


def object_token(vault: UUID, kind: str, text: str, key: keys.Key | None = None) -> str:
    """Return the token of a thing by its number or name; letters and digits count, nothing else does. "" for nothing."""
    plain = _plain(text)
    return _token(key, vault, f"object|{kind}|{plain}") if plain else ""


def object_tokens(vault: UUID, kind: str, text: str) -> list[str]:
    """Return the tokens of a thing by every search key that is in use."""
    return [token for key in keys.ring().all("search") if (token := object_token(vault, kind, text, key))]


def concern_tokens(concern: UUID) -> list[str]:
    """Return the tokens by which the register of sources knows a concern, that of the current key first."""
    ring = keys.ring()
    current = ring.current("search")
    return [_of(key, concern) for key in (current, *(key for key in ring.all("search") if key.id != current.id))]


def _of(key: keys.Key, concern: UUID) -> str:
    return hmac.digest(key.secret, b"reporter|" + concern.bytes, hashlib.sha256).hex()


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum() and letter.isascii())


def _token(key: keys.Key | None, vault: UUID, what: str) -> str:
    secret = (key or keys.ring().current("search")).secret
    return hmac.digest(secret, vault.bytes + what.encode(), hashlib.sha256)[:16].hex()
