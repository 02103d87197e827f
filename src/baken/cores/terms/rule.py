# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A statutory term as dated data."""

from dataclasses import dataclass
from datetime import date

from baken.cores.terms.errors import TermError
from baken.cores.terms.units import Span, Unit, checked

LONGEST_UNDER_THE_ACT = {Unit.DAYS: 90, Unit.WEEKS: 12, Unit.MONTHS: 3, Unit.YEARS: 0}


@dataclass(frozen=True, slots=True)
class Rule:
    """How long a term lasts, from which article, and how far it may be stretched.

    slug: stable English name. title: what the Dutch interface calls it. article: the provision, as the law is cited.
    amount, unit: length. valid_from, valid_to: first and last day on which a term may start under this text; None means
    no bound known. verified: whether the source was read for this length; otherwise the interface says "to be checked".
    source: where it was read. max_extension: the most that one extension may add; None means none is possible.
    max_extensions: how many; None means no limit. max_pause: the longest that one suspension may last.
    extends_to_working_day: whether Atw 1 and 2 apply as far as Atw 4 lets them (see ``extended_by_act``).
    counts_first_day: True where the day of the event is itself the first day, as for an order in force at once.
    Raises TermError on impossible values.
    """

    slug: str
    title: str
    article: str
    amount: int
    unit: Unit
    valid_from: date | None = None
    valid_to: date | None = None
    verified: bool = False
    source: str = ""
    max_extension: Span | None = None
    max_extensions: int | None = None
    max_pause: Span | None = None
    extends_to_working_day: bool = True
    counts_first_day: bool = False

    def __post_init__(self) -> None:
        for name, span in (("length", self.span), ("extension", self.max_extension), ("pause", self.max_pause)):
            if span is not None:
                checked(f"{self}: {name}", span)
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise TermError(f"{self}: valid_to lies before valid_from")
        if self.max_extensions is not None and (self.max_extension is None or self.max_extensions < 1):
            raise TermError(f"{self}: max_extensions needs max_extension and is at least 1")

    def __str__(self) -> str:
        return f"{self.slug} ({self.article})"

    @property
    def span(self) -> Span:
        """Length without extensions."""
        return Span(self.amount, self.unit)

    @property
    def extended_by_act(self) -> bool:
        """Whether the end moves to a working day under the Algemene termijnenwet.

        Art. 4(a) leaves out terms of more than 90 days, twelve weeks or three months and terms in years; terms in hours
        can't be expressed here at all. A term in working days ends on one by itself.
        """
        limit = LONGEST_UNDER_THE_ACT.get(self.unit)
        return self.extends_to_working_day and limit is not None and self.amount <= limit

    def in_force(self, day: date) -> bool:
        """Return whether a term that starts on ``day`` falls under this text."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
