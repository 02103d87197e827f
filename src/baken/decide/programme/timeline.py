# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Efforts as bars over the months of a plan. Pure: dates in, positions in per cent of the width out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from baken.decide.policy.facade import EffortView


@dataclass(frozen=True, slots=True)
class Bar:
    """One effort. `x`, `width` and `expected` are per cent; `width` is None where there is no end to draw to.

    `guessed`: no begin was agreed, the bar starts with its programme.
    """

    view: EffortView
    x: float
    width: float | None
    open_end: bool
    guessed: bool
    expected: float | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the axis, with its label."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars by priority, the axis, and where today is (None: outside the plan)."""

    groups: tuple[tuple[str, str, tuple[Bar, ...]], ...]
    axis: tuple[Mark, ...]
    today: float | None


def timeline(views: Sequence[EffortView], first: date, last: date, on: date) -> Timeline:
    """Return the bars of efforts between two days, in the order given, grouped by priority."""
    groups: dict[str, tuple[str, list[Bar]]] = {}
    for view in views:
        priority = view.effort.priority
        groups.setdefault(priority.slug, (priority.short_title, []))[1].append(_bar(view, first, last))
    return Timeline(
        groups=tuple((slug, title, tuple(bars)) for slug, (title, bars) in groups.items()),
        axis=tuple(_axis(first, last)),
        today=_at(on, first, last) if first <= on <= last else None,
    )


def _bar(view: EffortView, first: date, last: date) -> Bar:
    it = view.effort
    begin = it.starts_on or (date(it.programme.year, 1, 1) if it.programme else first)
    end = it.done_on or it.stopped_on or (last if it.ongoing else it.term)
    x = _at(begin, first, last)
    width = max(_at(end, first, last) - x, 0.6) if end else None
    expected = it.expected_on if it.done_on is None and it.stopped_on is None else None
    return Bar(
        view=view,
        x=x,
        width=width,
        open_end=it.ongoing and it.done_on is None and it.stopped_on is None,
        guessed=it.starts_on is None,
        expected=_at(expected, first, last) if expected else None,
    )


def _at(day: date, first: date, last: date) -> float:
    """Return the place of a day, held within the picture."""
    whole = (last - first).days or 1
    return min(max(100 * (day - first).days / whole, 0.0), 100.0)


def _axis(first: date, last: date) -> Iterable[Mark]:
    """Yield the first day of every quarter; the year stands at its first."""
    year, month = first.year, 1
    while date(year, month, 1) <= last:
        day = date(year, month, 1)
        if day >= first:
            yield Mark(_at(day, first, last), str(year) if month == 1 else "")
        year, month = (year, month + 3) if month < 10 else (year + 1, 1)
