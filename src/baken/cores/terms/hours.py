# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Terms in hours. They run on through nights, weekends and holidays, so no calendar and no ledger is needed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from baken.cores.terms.errors import TermError


@dataclass(frozen=True, slots=True)
class HourRule:
    """A term of ``hours`` after something happened or, if ``before``, ahead of something that is to happen.

    The other fields are those of ``Rule``. Raises TermError unless ``hours`` is a whole number above 0.
    """

    slug: str
    title: str
    article: str
    hours: int
    before: bool = False
    verified: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.hours, int) or isinstance(self.hours, bool) or self.hours < 1:
            raise TermError(f"{self}: hours must be a whole number above 0, got {self.hours!r}")

    def __str__(self) -> str:
        return f"{self.slug} ({self.article})"


HOUR_RULES: tuple[HourRule, ...] = (
    HourRule(
        slug="data_breach_notice",
        title="Datalek melden bij de Autoriteit Persoonsgegevens",
        article="AVG 33, lid 1",
        hours=72,
        source="general knowledge, not read. Regulation 1182/71 may give more (two working days); the shortest is told here",
    ),
    HourRule(
        slug="demonstration_notice",
        title="Kennisgeving van een demonstratie",
        article="Wom 4; APV van de gemeente",
        hours=48,
        before=True,
        source="general knowledge, not read: the municipality's own by-law (APV) sets it, often with its own weekends",
    ),
)


def moment_due(rule: HourRule, at: datetime) -> datetime:
    """Return the last moment, in the time zone of ``at``: whole hours that really passed, also when the clock is changed.

    TermError when ``at`` is no moment with a time zone.
    """
    if not isinstance(at, datetime) or at.utcoffset() is None:
        raise TermError(f"{rule}: at must be a moment with a time zone, got {at!r}")
    hours = timedelta(hours=-rule.hours if rule.before else rule.hours)
    try:
        return (at.astimezone(UTC) + hours).astimezone(at.tzinfo)
    except OverflowError:
        raise TermError(f"{rule}: at lies too far away, got {at!r}") from None
