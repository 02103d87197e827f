# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of an inspection shows: each room of this feature gives its own block.

A block is a function `(seen, at)` that returns the template and its context, or None where it has nothing to say.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .queries import Seen


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the page: its template gets `context` as `block`, beside `seen` and `inspection`."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Maker = Callable[[Seen, datetime], Block | None]
_makers: dict[int, Maker] = {}


def register_block(place: int, maker: Maker) -> None:
    """Have a block shown at a place: 10 goal, 20 parties, 30 addresses, 40 homes, 50 findings, 60 follow-up, 70 reports,
    80 debrief.
    """
    _makers[place] = maker


def blocks(seen: Seen, at: datetime) -> list[Block]:
    """Return the blocks of one inspection, in their order."""
    made = (maker(seen, at) for _place, maker in sorted(_makers.items()))
    return [block for block in made if block is not None]
