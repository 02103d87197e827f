# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a file says, as frozen data. Each item keeps the line on which it starts and those of its keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Words = tuple[tuple[int, str], ...]
"""Words with the line of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Base of everything in a file. Two items that say the same are equal, wherever they stand."""

    line: int = field(default=1, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    references: tuple[str, ...] = ()

    def at(self, key: str) -> int:
        """Return the line of `key`, or of the item where the key is absent."""
        return self.lines.get(key, self.line)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineItem(Item):
    """One line of text: foreword, context, an ambition."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetItem(Item):
    indicator: str
    area: str
    direction: str
    baseline_year: int | None
    baseline: float | None = None
    target: float | None = None
    target_year: int | None = None
    note: str = ""
    example: bool = False
    priority: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityItem(Item):
    slug: str
    title: str
    short: str
    why: str
    ambitions: tuple[LineItem, ...]
    indicators: tuple[TargetItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedItem(Item):
    """An item with slug and title; `text`, `law`, `evaluation` where its kind has them."""

    slug: str
    title: str = ""
    text: str = ""
    law: str = ""
    continued_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPrioritisedItem(Item):
    slug: str
    title: str
    why: str
    again: str
    priority: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTestItem(Item):
    """One test of a claim: what the figures of `indicator` would show (`expect`) if the claim held.

    Years are calendar years; without `end` the newest year with a figure is taken. `beside` is the indicator of
    victimisation of a mismatch, `efforts` (slugs) say where something was done.
    """

    indicator: str
    expect: str
    start: int | None = None
    end: int | None = None
    areas: Words = ()
    beside: str = ""
    efforts: Words = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimItem(Item):
    slug: str
    kind: str
    text: str
    areas: Words = ()
    indicators: Words = ()
    tests: tuple[ClaimTestItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFile(Item):
    """What both kinds of file have. `period` is (first day, last day); a missing day has already been told."""

    slug: str
    title: str
    period_from: date | None
    period_to: date | None
    status: str
    adopted_by: str = ""
    adopted_on: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkFile(DocumentFile):
    previous: str = ""
    foreword: tuple[LineItem, ...] = ()
    context: tuple[LineItem, ...] = ()
    adjustment: tuple[LineItem, ...] = ()
    council_goals: tuple[NamedItem, ...] = ()
    claims: tuple[ClaimItem, ...] = ()
    priorities: tuple[PriorityItem, ...] = ()
    preconditions: tuple[NamedItem, ...] = ()
    statutory_tasks: tuple[NamedItem, ...] = ()
    not_prioritised: tuple[NotPrioritisedItem, ...] = ()
    themes: tuple[NamedItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeItem(Item):
    year: int | None
    title: str
    adopted_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputItem(Item):
    """What an effort counts of itself: 11 of 16 inspections."""

    unit: str = ""
    done: int | None = None
    goal: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortItem(Item):
    slug: str
    priority: str
    title: str
    owner: str
    year: int | None = None
    partners: Words = ()
    areas: Words = ()
    hours_planned: int | None = None
    hours_used: int | None = None
    budget: int | None = None
    spent: int | None = None
    starts: date | None = None
    expected: date | None = None
    term: date | None = None
    ongoing: bool = False
    done_on: date | None = None
    risk: str = ""
    result: str = ""
    output: OutputItem | None = None
    indicators: tuple[TargetItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile(DocumentFile):
    framework: str
    fictitious: bool = False
    programmes: tuple[ProgrammeItem, ...] = ()
    targets: tuple[TargetItem, ...] = ()
    efforts: tuple[EffortItem, ...] = ()
