# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often one address may try: counted in Django's cache, per window of time.

With several processes and a cache of each its own, the limits hold per process. That is enough here: a link has 256 random
bits, the limits only keep the log and the mail quiet.
"""

from dataclasses import dataclass

from django.core.cache import cache

from .links import digest


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` in `seconds`."""

    name: str
    times: int
    seconds: int

    def spent(self, who: str) -> bool:
        """Whether `who` has no tries left."""
        return bool(cache.get(self._key(who), 0) >= self.times)

    def count(self, who: str) -> None:
        """Note one try of `who`; the window begins with the first."""
        key = self._key(who)
        if not cache.add(key, 1, self.seconds):
            try:
                cache.incr(key)
            except ValueError:  # the window ended in between
                cache.set(key, 1, self.seconds)

    def take(self, who: str) -> bool:
        """Note one try and return whether it was allowed."""
        if self.spent(who):
            return False
        self.count(who)
        return True

    def _key(self, who: str) -> str:
        return f"programme-{self.name}-{digest(who)}"


WRONG_LINKS = Limit("wrong-links", 30, 600)
"""Links that led nowhere, per address on the network."""
NEW_LINKS = Limit("new-links", 5, 3600)
"""Requests for a new link, per address on the network."""
MAILS = Limit("mails", 2, 3600)
"""New links per mail address."""
