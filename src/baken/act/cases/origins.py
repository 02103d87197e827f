# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of a case shows of the record with which it began, where another feature made the case of it."""

from collections.abc import Callable
from typing import Any

from .queries import Seen

Maker = Callable[[Seen], tuple[str, str] | None]
_makers: list[Maker] = []


def register_origin(maker: Maker) -> None:
    """Have the page of a case ask `maker(seen)` for words and address of its origin; None for who may not open that."""
    if maker not in _makers:
        _makers.append(maker)


def origin(seen: Seen) -> tuple[str, str] | None:
    """Return words and address of what the case began with, as far as its reader may open it."""
    if not seen.case.origin:
        return None
    found: Any = (maker(seen) for maker in _makers)
    return next(filter(None, found), None)
