# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages made of blocks that rooms give: whoever shows the page doesn't know them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, ParamSpec

Asked = ParamSpec("Asked")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page: its template gets `context` as `block`, beside what the page itself gives."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


class Blocks(Generic[Asked]):
    """The blocks of one kind of page. A maker returns None where it has nothing to say."""

    def __init__(self) -> None:
        self._makers: dict[int, Callable[Asked, Block | None]] = {}

    def register(self, place: int, maker: Callable[Asked, Block | None]) -> None:
        """Have a block shown at a place; one that was there gives way."""
        self._makers[place] = maker

    def made(self, *args: Asked.args, **kwargs: Asked.kwargs) -> list[Block]:
        """Return the blocks of one page, in their order."""
        found = (maker(*args, **kwargs) for _place, maker in sorted(self._makers.items()))
        return [block for block in found if block is not None]
