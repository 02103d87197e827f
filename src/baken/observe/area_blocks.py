# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What higher features show on the page of an area (efforts, later concerns): they register a block here."""

from collections.abc import Callable
from dataclasses import dataclass

from baken.access.facade import Actor


@dataclass(frozen=True, slots=True)
class Link:
    """One line of a block: what it is, where it leads, and a few words about it."""

    title: str
    url: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class AreaBlock:
    """A block on an area's page. `empty` says what is missing and what to do next, when there are no links."""

    title: str
    links: tuple[Link, ...]
    empty_title: str
    empty_text: str
    more_url: str = ""
    more_label: str = ""
    example: bool = False


Provider = Callable[[Actor, str], AreaBlock | None]
"""Takes who reads and the area's code; returns None for who may see none of it."""

_providers: list[Provider] = []


def register_area_block(provider: Provider) -> None:
    """Register a block, once, when an app starts."""
    if provider not in _providers:
        _providers.append(provider)


def area_blocks(actor: Actor, area: str) -> list[AreaBlock]:
    """Return the blocks that `actor` may see on the page of `area`."""
    return [block for provider in _providers if (block := provider(actor, area)) is not None]
