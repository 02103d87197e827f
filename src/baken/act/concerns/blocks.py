# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of a concern shows below what was told: each room of this feature gives its own block.

A block is a function `(seen, at)` that returns the template and its context, or None where it has nothing to say.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .queries import Seen


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the page: its template gets `context` as `block`, beside `seen` and `concern`."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Maker = Callable[[Seen, datetime], Block | None]
_makers: dict[int, Maker] = {}


def register_block(place: int, maker: Maker) -> None:
    """Have a block shown at a place: 5 victims, 10 toets, 20 similar, 30 looked up, 40 weighing,
    45 reporter, 47 barriers, 50 sharing, 60 source, 70 links, 80 notes.
    """
    _makers[place] = maker


def blocks(seen: Seen, at: datetime) -> list[Block]:
    """Return the blocks of one concern, in their order."""
    made = (maker(seen, at) for _place, maker in sorted(_makers.items()))
    return [block for block in made if block is not None]
