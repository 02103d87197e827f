# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the register per address: as who holds the right to it, and nothing of the files behind it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from baken.access.facade import Actor, opened, visible_to
from baken.kernel.address_hash import address_hashes

from .. import queries as files
from ..models import AddressMeasure
from ..policies import REGISTER


def holding(actor: Actor, on: date) -> QuerySet[AddressMeasure]:
    """Return what holds on a day, newest first."""
    still = (Q(until__isnull=True) | Q(until__gt=on)) & (Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    free = Q(suspended_from__isnull=True) | Q(suspended_from__gt=on) | Q(suspended_until__lte=on)
    return everything(actor).filter(still, free, since__lte=on)


def at_address(actor: Actor, address: str) -> QuerySet[AddressMeasure]:
    """Return what holds or held at one exact address, newest first; capitals, accents and spaces don't count."""
    return everything(actor).filter(address_hash__in=address_hashes(actor.municipality_id, address))


def everything(actor: Actor) -> QuerySet[AddressMeasure]:
    """Return the rows of the register, newest first."""
    return visible_to(AddressMeasure.objects.all(), actor, REGISTER).order_by("-since", "-id")


def own_files(actor: Actor, rows: Iterable[AddressMeasure]) -> dict[UUID, tuple[str, str]]:
    """Return for which of the rows the actor may open the file anyway: key of the measure -> reference and purpose.

    One query for each register at which the actor comes; none for others.
    """
    keys = [row.measure_key for row in rows]
    found: dict[UUID, tuple[str, str]] = {}
    for purpose in files.purposes(actor) if keys else ():
        with opened(actor, purpose):
            mine = files.measures(actor, purpose).filter(pk__in=keys).values_list("pk", "reference")
            found |= {key: (reference, purpose) for key, reference in mine}
    return found
