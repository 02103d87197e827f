# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often one asker may do one thing: counted in the database, so that the limit holds over all processes.

One row per asker and thing, whose key is an HMAC: nobody reads from the table who asked. The window opens with the first
try, and the count begins anew with the first try after its end. A refused try isn't counted and doesn't make it longer.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from . import moment
from .errors import Reason, Refused
from .models import RateWindow

SWEPT = "0"
"""First letters of a key at whose first row old windows are deleted: once in sixteen."""


class TooMany(Refused):
    """Asked too often. `seconds`: when it is worth trying again, at the latest."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            (Reason("too_many", _("Dit ging te vaak in korte tijd. Wacht even en probeer het dan opnieuw.")),)
        )
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` in `seconds`, of each asker."""

    name: str
    times: int
    seconds: int

    def spent(self, who: str, *, at: datetime | None = None) -> bool:
        """Whether `who` has no tries left; counts nothing."""
        rows = RateWindow.objects.filter(pk=_key(self.name, who), until__gt=at or moment.now())
        return rows.filter(count__gte=self.times).exists()

    def take(self, who: str, *, at: datetime | None = None, tries: int = 1) -> bool:
        """Count one try of `who` (or several at once) and return whether it was allowed."""
        return hit(self.name, who, self.times, self.seconds, at=at, tries=tries)

    def require(self, who: str, *, at: datetime | None = None) -> None:
        """Count one try of `who`; raises `TooMany` when there was none left, which pages answer by 429."""
        if not self.take(who, at=at):
            raise TooMany(self.seconds)


class Guesses:
    """How often one address may try what leads nowhere: links, codes. Only tries that fail are counted.

    Once `ALL` fail in ten minutes, from whatever addresses, each address gets two tries: guessing from many is slow too.
    """

    ALL, EVERYBODY = 1_000, "everybody"

    def __init__(self, name: str) -> None:
        self.failures = Limit(f"{name} failed", 10, 600)
        self.few = Limit(f"{name} failed while many do", 2, 600)
        self.all = Limit(f"{name} failed by anybody", self.ALL, 600)

    def require(self, who: str) -> None:
        """Raise `TooMany` for an address that failed too often, whatever it tries now."""
        for limit in (self.failures, self.few):
            if limit.spent(who) and (limit is self.failures or self.all.spent(self.EVERYBODY)):
                raise TooMany(limit.seconds)

    def failed(self, who: str) -> None:
        """Count one try that led nowhere."""
        for limit, whose in ((self.failures, who), (self.few, who), (self.all, self.EVERYBODY)):
            limit.take(whose)


def hit(name: str, key: str, limit: int, seconds: int, *, at: datetime | None = None, tries: int = 1) -> bool:
    """Count one try (or `tries` at once) at `name` by `key` (an actor's id or an address); return whether all stay within
    the limit. What doesn't isn't counted.

    Of tries at the same moment exactly as many are allowed as there were left: the count is raised by an UPDATE with its
    condition in it, which both databases look at again after waiting for another writer.
    """
    if limit < tries:
        return False
    now = at or moment.now()
    row, until = _key(name, key), now + timedelta(seconds=seconds)
    open_, closed = (
        RateWindow.objects.filter(pk=row, until__gt=now),
        RateWindow.objects.filter(pk=row, until__lte=now),
    )
    room = open_.filter(count__lte=limit - tries)
    if room.update(count=F("count") + tries) or closed.update(count=tries, until=until):
        return True
    _, made = RateWindow.objects.get_or_create(pk=row, defaults={"count": tries, "until": until})
    if made and row.startswith(SWEPT):
        RateWindow.objects.filter(until__lte=now).delete()
    return made or bool(room.update(count=F("count") + tries))


def _key(name: str, who: str) -> str:
    return salted_hmac("baken.rate." + name, who, algorithm="sha256").hexdigest()
