# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where else a case may lead, as other features tell: steps that whoever leads it can take."""

from collections.abc import Callable

from .queries import Seen

Maker = Callable[[Seen], tuple[str, str] | None]
_makers: list[Maker] = []


def register_onward(maker: Maker) -> None:
    """Have the page of a case ask `maker(seen)` for words and address of a step; None for who can't take it."""
    if maker not in _makers:
        _makers.append(maker)


def onward(seen: Seen) -> list[tuple[str, str]]:
    """Return the steps that the reader can take from this case into another feature."""
    return [found for maker in _makers if (found := maker(seen)) is not None]
