# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Leases: of several processes, one does a job, and when that one dies another takes over.

A lease is a row with an end. Its holder renews it well before then; whoever finds it past its end may take it. The moment
is the caller's, so machines that share a database must have their clocks within a fraction of `length` of each other.
"""

from datetime import UTC, datetime, timedelta

from django.db.models import Q

from .models import Lease

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def take(name: str, holder: str, *, at: datetime, length: timedelta) -> bool:
    """Take or renew lease `name` until `at` + `length`; return whether `holder` has it now.

    One UPDATE with its condition in it: both databases look at the condition again when they have waited for another
    writer, so of those who try at once exactly one succeeds.
    """
    Lease.objects.get_or_create(name=name, defaults={"holder": "", "until": NEVER})
    free = Q(holder=holder) | Q(until__lte=at)
    return bool(Lease.objects.filter(free, name=name).update(holder=holder, until=at + length))


def give_back(name: str, holder: str) -> None:
    """End the lease now, if `holder` has it: another needn't wait for its end."""
    Lease.objects.filter(name=name, holder=holder).update(until=NEVER)


def holder_of(name: str, *, at: datetime) -> str:
    """Return who has the lease at that moment, or an empty text."""
    return str(Lease.objects.filter(name=name, until__gt=at).values_list("holder", flat=True).first() or "")
