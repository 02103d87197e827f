# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files as another feature may tell of them: number and status, for who may open them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from baken.access.facade import Actor, opened

from .. import queries
from ..workflow import FAMILY


@dataclass(frozen=True, slots=True)
class Known:
    """One file: its number, its address within Baken, and where it stands, in words."""

    reference: str
    url: str
    status: Any


def files_of(actor: Actor, keys: Iterable[UUID]) -> dict[UUID, Known]:
    """Return those of the files that `actor` may open, by key. One query for each register at which the actor comes."""
    wanted, found = list(keys), {}
    for purpose in queries.purposes(actor) if wanted else ():
        with opened(actor, purpose):
            for one in queries.measures(actor, purpose).filter(pk__in=wanted):
                status = FAMILY[one.instrument].status(one.status).label
                found[one.pk] = Known(one.reference, f"{one.get_absolute_url()}?doel={purpose}", status)
    return found
