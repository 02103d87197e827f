# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading claims and their outcomes, always as one actor."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet
from django.http import Http404

from baken.access.facade import Actor, visible_to
from baken.decide.policy.facade import (
    VIEW_FRAMEWORK,
    Claim,
    Framework,
    framework_in_force,
    frameworks,
    parts,
)

from .models import ClaimOutcome
from .rules import Outcome
from .trying import Tried, from_data
from .words import claim_sentence

SLUG = re.compile(r"[-a-zA-Z0-9_]{1,50}")


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim with its outcome in force; `row` is None where it hasn't been tried yet."""

    claim: Claim
    row: ClaimOutcome | None

    @property
    def outcome(self) -> str:
        return self.row.outcome if self.row else Outcome.NOT_TESTABLE.value

    @property
    def tests(self) -> tuple[Tried, ...]:
        return tuple(from_data(data) for data in self.row.tests) if self.row else ()

    @property
    def why(self) -> str:
        return claim_sentence(self.outcome, self.tests)

    @property
    def needs(self) -> tuple[str, ...]:
        """Datasets that would make more of it testable."""
        return tuple(dict.fromkeys(need for tried in self.tests for need in tried.needs))

    @property
    def testable(self) -> int:
        return sum(tried.outcome != Outcome.NOT_TESTABLE for tried in self.tests)


def outcomes(actor: Actor) -> QuerySet[ClaimOutcome]:
    """Return the outcomes that `actor` may see, past ones too."""
    return visible_to(ClaimOutcome.objects.all(), actor, VIEW_FRAMEWORK)


def with_claims(actor: Actor) -> list[Framework]:
    """Return the visible frameworks that claim something, newest first."""
    return list(frameworks(actor).filter(claims__isnull=False).distinct())


def chosen_framework(actor: Actor, slug: str, on: date) -> Framework | None:
    """Return the framework of that slug, else the one in force on the day `on`; None where there is none to see.

    Raises `Http404` for a slug that names none.
    """
    if slug:
        found = frameworks(actor).filter(slug=slug).first() if SLUG.fullmatch(slug) else None
        if found is None:
            raise Http404
        return found
    return framework_in_force(actor, on)


def lines(actor: Actor, framework: Framework) -> list[ClaimLine]:
    """Return the claims of `framework` in its order, with the outcomes in force: two queries."""
    now = {row.slug: row for row in outcomes(actor).filter(framework=framework, until__isnull=True)}
    return [ClaimLine(claim, now.get(claim.slug)) for claim in parts(Claim.objects.all(), actor, framework)]


def line(actor: Actor, framework: Framework, slug: str) -> ClaimLine:
    """Return one claim with its outcome, or raise `Http404`."""
    claim = parts(Claim.objects.all(), actor, framework).filter(slug=slug).first()
    if claim is None:
        raise Http404
    row = outcomes(actor).filter(framework=framework, slug=slug, until__isnull=True).first()
    return ClaimLine(claim, row)


def history(actor: Actor, framework: Framework, slug: str) -> Sequence[ClaimOutcome]:
    """Return every outcome that a claim ever had, newest first."""
    return list(outcomes(actor).filter(framework=framework, slug=slug).order_by("-tested_at", "-id"))


def turned(actor: Actor, since: datetime) -> QuerySet[ClaimOutcome]:
    """Return outcomes since a moment that differ from the one before, newest first."""
    rows = outcomes(actor).filter(tested_at__gte=since).exclude(previous="").exclude(previous=F("outcome"))
    return rows.select_related("framework").order_by("-tested_at", "-id")
