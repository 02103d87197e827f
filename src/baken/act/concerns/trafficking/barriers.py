# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The barrier model, read once from `barriers.yaml`: six phases, and in each what a service can do by administrative means.

Made after the barrier model that Dutch municipalities and the Labour Authority work with, in words of our own.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ruamel.yaml import YAML


@dataclass(frozen=True, slots=True)
class Barrier:
    """One barrier. `signs`: how it looks; `what`: what can be done; `service`: slug of `rules.OWNERS`; `article`: by which law.

    `verified` is False where nobody read the article for it.
    """

    slug: str
    title: str
    signs: str
    what: str
    service: str
    article: str
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of exploitation, with its barriers."""

    slug: str
    title: str
    what: str
    barriers: tuple[Barrier, ...]


@cache
def phases() -> tuple[Phase, ...]:
    """Return the model, in the order in which somebody is exploited."""
    text = (files(__package__) / "barriers.yaml").read_text(encoding="utf-8")
    return tuple(
        Phase(one["slug"], one["title"], one["what"], tuple(Barrier(**it) for it in one["barriers"]))
        for one in YAML(typ="safe").load(text)
    )


@cache
def by_slug() -> dict[str, Barrier]:
    """Return every barrier by its slug."""
    return {barrier.slug: barrier for phase in phases() for barrier in phase.barriers}
