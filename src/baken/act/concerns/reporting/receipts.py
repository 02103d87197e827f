# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Receipt codes: by which somebody comes back to a concern without an account and without a name.

Eighty random bits in Crockford's base 32 (no I, L, O, U), in groups of four: nobody guesses one. The database finds a concern by
a keyed hash; the code itself stands encrypted, so that the hash can be made anew with another key.
"""

import hashlib
import hmac
import re
import secrets

from baken.kernel import keys

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS = 16
_SAME = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SHAPE = re.compile(f"[{ALPHABET}]{{{LETTERS}}}")


def drawn() -> str:
    """Return a new code, as XXXX-XXXX-XXXX-XXXX."""
    bits = secrets.randbits(5 * LETTERS)
    plain = "".join(ALPHABET[bits >> 5 * place & 31] for place in range(LETTERS))
    return shown(plain)


def plain(told: str) -> str:
    """Return a code as somebody typed it without spaces and lines, small letters and look-alikes put right; "" for none."""
    if len(told) > 60:
        return ""
    found = re.sub(r"[\s.\-–—_]", "", told).upper().translate(_SAME)
    return found if _SHAPE.fullmatch(found) else ""


def shown(code: str) -> str:
    """Return a code in groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def hashes(code: str, municipality_id: object) -> list[str]:
    """Return the hashes under which a code may stand: one for each search key that is in use, the current one first."""
    ring = keys.ring()
    current = ring.current("search")
    others = [key for key in ring.all("search") if key.id != current.id]
    return [_hash(key, plain(code), municipality_id) for key in (current, *others)]


def hash_now(code: str, municipality_id: object) -> str:
    """Return the hash by the current key."""
    return _hash(keys.ring().current("search"), plain(code), municipality_id)


def _hash(key: keys.Key, code: str, municipality_id: object) -> str:
    return hmac.digest(key.secret, f"receipt|{municipality_id}|{code}".encode(), hashlib.sha256).hex()
