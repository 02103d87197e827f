# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes in the twelve months ahead, by month and kind: counts, no records."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F
from django.db.models.functions import TruncDate
from django.utils import timezone

from baken.access.facade import Actor, GuardedRecord, opened, visible_to

from ..models import RetentionRule
from ..policies import VIEW_RETENTION
from .days import due_on, latest_start
from .due import due_by, kind_label, row_kinds

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Ahead:
    """The months (their first days), what is due already, and per kind the counts: (label, now, per month, total)."""

    months: tuple[date, ...]
    rows: tuple[tuple[str, int, tuple[int, ...], int], ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds in words, in the order of the numbers of a line."""
        return tuple(row[0] for row in self.rows)

    @property
    def lines(self) -> list[tuple[date | None, tuple[int, ...], int]]:
        """Return a line for what is due already (None), and one per month: the numbers per kind, and their sum."""
        found: list[tuple[date | None, tuple[int, ...], int]] = []
        for at, month in enumerate((None, *self.months)):
            numbers = tuple(row[2][at - 1] if at else row[1] for row in self.rows)
            found.append((month, numbers, sum(numbers)))
        return found

    @property
    def sums(self) -> tuple[int, ...]:
        """Return the sum of each kind."""
        return tuple(row[3] for row in self.rows)

    @property
    def total(self) -> int:
        """Return how many there are in all."""
        return sum(row[3] for row in self.rows)


def year_ahead(actor: Actor, on: date) -> Ahead:
    """Count what is or will be due until the end of the twelfth month, held or not. Ask inside `opened`.

    One query for all records, two for each kind of row. What has no rule, or no start yet, isn't in it.
    """
    months = tuple(_month(on, ahead) for ahead in range(MONTHS))
    end = _month(on, MONTHS)
    counts: dict[str, Counter[date | None]] = {}
    rules = list(RetentionRule.objects.filter(municipality=actor.municipality_id))
    closed = visible_to(GuardedRecord.objects.filter(due_by(rules, end)), actor, VIEW_RETENTION)
    grouped = closed.order_by().values_list("kind", "vault__slug", "retention_from").annotate(n=Count("pk"))
    terms = {(rule.kind, rule.vault): rule for rule in rules}
    for kind, vault, start, number in grouped:
        rule = terms.get((kind, vault)) or terms.get((kind, ""))
        if rule is not None:
            _count(counts, kind_label(kind), due_on(start, rule.years, rule.months), number, on, end)
    with opened(actor, system=True):  # counts alone: supervision sees no rows of other people's work
        for label, due, number in _rows(actor, terms, end):
            _count(counts, label, due, number, on, end)
    told = []
    for label, found in sorted(counts.items()):
        each = tuple(found[month] for month in months)
        told.append((label, found[None], each, found[None] + sum(each)))
    return Ahead(months, tuple(told))


def _rows(actor: Actor, terms: Mapping[tuple[str, str], RetentionRule], end: date) -> Iterator[tuple[str, date, int]]:
    """Yield of each kind of row, in words, the days on which some are due, and how many; until `end`."""
    here = timezone.get_current_timezone()
    for row_kind in row_kinds():
        rule = terms.get((row_kind.slug, ""))
        if rule is None or actor.municipality_id is None:
            continue
        rows = row_kind.rows(actor.municipality_id).order_by()
        due = rows.filter(**{row_kind.by_day("lte"): latest_start(end, rule.years, rule.months)})
        day = TruncDate(row_kind.since, tzinfo=here) if row_kind.at_moments else F(row_kind.since)
        for start, number in due.annotate(since_day=day).values_list("since_day").annotate(n=Count("pk")):
            yield str(row_kind.label), due_on(start, rule.years, rule.months), number


def _count(counts: dict[str, Counter[date | None]], label: str, due: date, number: int, on: date, end: date) -> None:
    if due < end:
        counts.setdefault(label, Counter())[None if due <= on else due.replace(day=1)] += number


def _month(on: date, ahead: int) -> date:
    year, month = divmod(on.year * 12 + on.month - 1 + ahead, 12)
    return date(year, month + 1, 1)
