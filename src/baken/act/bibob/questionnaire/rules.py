# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The personal link and how long it works. Pure.

32 random bytes stand in the address; the database holds their SHA-256 alone. Looking up by it is as good as comparing in constant
time: whoever guesses learns nothing from how long that takes.
"""

import hashlib
import re
import secrets
from datetime import date, datetime, time, timedelta

from django.utils import timezone

DAYS = 14
"""Days in which the subject is asked to answer, unless the coordinator says otherwise."""
LEAST_DAYS, MOST_DAYS = 7, 56
GRACE = timedelta(days=14)
"""How long the link works after the day by which an answer was asked: who is late can still answer."""
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


def valid_until(due: date) -> datetime:
    """Return the moment at which a link stops working: the end of the day, some time after the last day to answer."""
    return timezone.make_aware(datetime.combine(due + GRACE + timedelta(days=1), time.min))
