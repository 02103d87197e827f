# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Personal links: 32 random bytes in the address, only their SHA-256 in the database. Pure.

A link is looked up by its hash, which is as good as a comparison in constant time: whoever guesses learns nothing from how
long an index search for a random-looking hash takes.
"""

import hashlib
import re
import secrets
from datetime import timedelta

VALID = timedelta(days=21)
REMIND_AFTER = timedelta(days=10)
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def new_token() -> str:
    """Return a fresh secret: 32 random bytes as 43 letters that may stand in an address."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return what is kept of a secret: its SHA-256, in hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def well_formed(token: str) -> bool:
    """Whether a text can be one of our secrets at all; anything else needn't be looked up."""
    return TOKEN.fullmatch(token) is not None
