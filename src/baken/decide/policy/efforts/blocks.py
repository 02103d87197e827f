# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What higher features show on the page of an effort (progress, actions, commitments): they register a block here."""

from collections.abc import Callable
from dataclasses import dataclass

from baken.access.facade import Actor
from baken.ui.panels import Panel

from ..models import Effort


@dataclass(frozen=True, slots=True)
class BlockLink:
    """One line of a block: what it is, where it leads (nowhere, if empty), and a few words about it."""

    title: str
    url: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class EffortBlock:
    """A block on an effort's page: a table, a list, or both; `actions` are what the reader may do here.

    The empty texts say what is missing and what to do next, where there is neither table nor list.
    """

    slug: str
    title: str
    panel: Panel | None = None
    links: tuple[BlockLink, ...] = ()
    actions: tuple[BlockLink, ...] = ()
    notes: tuple[str, ...] = ()
    empty_title: str = ""
    empty_text: str = ""
    example: bool = False


Provider = Callable[[Actor, Effort], EffortBlock | None]
"""Takes who reads and an effort that the reader may see; returns None for who may see none of the block."""

_providers: list[Provider] = []


def register_effort_block(provider: Provider) -> None:
    """Register a block, once, when an app starts."""
    if provider not in _providers:
        _providers.append(provider)


def effort_blocks(actor: Actor, effort: Effort) -> list[EffortBlock]:
    """Return the blocks that `actor` may see on the page of `effort`."""
    return [block for provider in _providers if (block := provider(actor, effort)) is not None]
