# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of a screening shows below its head: each room of this feature gives its own block.

A block is a function `(seen, at)` that returns the template and its context, or None where it has nothing to say. The list of
screenings takes blocks too, as functions `(actor, purpose, at)`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from baken.access.facade import Actor

from .queries import Seen


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page: its template gets `context` as `block`, beside `seen` and `screening`."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Maker = Callable[[Seen, datetime], Block | None]
ListMaker = Callable[[Actor, str, datetime], Block | None]
_makers: dict[int, Maker] = {}
_list_makers: dict[int, ListMaker] = {}


def register_block(place: int, maker: Maker) -> None:
    """Have a block shown on the page of a file: 10 questionnaire, 20 sources, 30 relations, 40 indicators, 50 advice of the
    LBB, 60 view and conclusion, 70 duties, 75 disclosures, 80 papers, 85 hours.
    """
    _makers[place] = maker


def register_list_block(place: int, maker: ListMaker) -> None:
    """Have a block shown on the list of screenings: 10 handed in, 50 workload."""
    _list_makers[place] = maker


def blocks(seen: Seen, at: datetime) -> list[Block]:
    """Return the blocks of one screening, in their order."""
    made = (maker(seen, at) for _place, maker in sorted(_makers.items()))
    return [block for block in made if block is not None]


def list_blocks(actor: Actor, purpose: str, at: datetime) -> list[Block]:
    """Return the blocks of the list, in their order."""
    made = (maker(actor, purpose, at) for _place, maker in sorted(_list_makers.items()))
    return [block for block in made if block is not None]
