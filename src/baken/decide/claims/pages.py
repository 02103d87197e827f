# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each page of claims needs, put together once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from baken.access.facade import Actor
from baken.decide.policy.facade import IMPORT, ClaimNote, Framework
from baken.ui.panels import Panel

from . import panels, queries
from .explain import rule_of, rules
from .figures import Figure, figures_of_test
from .marks import outcome_mark
from .models import ClaimOutcome
from .queries import ClaimLine
from .trying import Tried
from .words import OUTCOMES, outcome_word, question, sentence


def claim_url(framework: Framework, slug: str) -> str:
    """Return the page of a claim. The framework is named: two may make a claim of the same name."""
    return f"{reverse('claims:claim', args=[slug])}?kadernota={framework.slug}"


@dataclass(frozen=True, slots=True)
class LineView:
    """One claim in the list."""

    line: ClaimLine
    about: str
    href: str
    needs: str | None


@dataclass(frozen=True, slots=True)
class TestView:
    """One test on the page of a claim."""

    tried: Tried
    question: str
    sentence: str
    rule: str
    figures: tuple[Figure, ...]
    needs: str | None


@dataclass(frozen=True, slots=True)
class PastView:
    """One outcome in the history of a claim: in the words that were kept with it."""

    row: ClaimOutcome
    sentences: tuple[str, ...]


def overview(actor: Actor, slug: str, chosen: str, on: date) -> dict[str, Any]:
    """Everything for the list. `chosen` is an outcome to narrow to; an unknown one narrows nothing."""
    framework = queries.chosen_framework(actor, slug, on)
    every = queries.lines(actor, framework) if framework else []
    chosen = chosen if chosen in OUTCOMES else ""
    lines = [line for line in every if not chosen or line.outcome == chosen]
    others = [other for other in queries.with_claims(actor) if framework is None or other.pk != framework.pk]
    return {
        "framework": framework,
        "others": others,
        "lines": [_line_view(framework, line) for line in _ordered(lines) if framework],
        "all": len(every),
        "chosen": chosen,
        "counts": [(word, sum(line.outcome == word for line in every)) for word in OUTCOMES],
        "title": panels.title_of([line.outcome for line in every]),
        "untried": sum(line.row is None for line in every),
        "tested_at": max((line.row.tested_at for line in every if line.row), default=None),
        "rules": rules(),
        "may_test": actor.may(IMPORT),
    }


def _ordered(lines: list[ClaimLine]) -> list[ClaimLine]:
    """Put what asks for a talk first; within an outcome the order of the document."""
    return sorted(lines, key=lambda line: list(OUTCOMES).index(line.outcome))


def overview_panel(actor: Actor, slug: str, chosen: str, on: date) -> Panel | None:
    """Return the list as a panel for the CSV; None where there is no framework to see."""
    framework = queries.chosen_framework(actor, slug, on)
    if framework is None:
        return None
    lines = [line for line in queries.lines(actor, framework) if chosen not in OUTCOMES or line.outcome == chosen]
    return panels.overview_panel(framework, [told(framework, line) for line in _ordered(lines)], None)


def told(framework: Framework, line: ClaimLine) -> panels.Told:
    """Return a line of the list for a panel."""
    return panels.Told(
        line.claim,
        line.outcome,
        line.tests,
        claim_url(framework, line.claim.slug),
        line.row.tested_at if line.row else None,
    )


def _line_view(framework: Framework, line: ClaimLine) -> LineView:
    return LineView(
        line, panels.about(line.claim), claim_url(framework, line.claim.slug), panels.needs_text(line.needs)
    )


def claim(actor: Actor, framework: Framework, slug: str) -> dict[str, Any]:
    """Everything for the page of one claim."""
    line = queries.line(actor, framework, slug)
    past = queries.history(actor, framework, slug)
    tested_at = line.row.tested_at if line.row else None
    return {
        "framework": framework,
        "line": line,
        "claim": line.claim,
        "about": panels.about(line.claim),
        "tests": [
            TestView(
                tried,
                question(tried),
                sentence(tried),
                rule_of(tried.test["expect"]),
                figures_of_test(tried, tested_at),
                panels.needs_text(tried.needs),
            )
            for tried in line.tests
        ],
        "history": [PastView(row, _kept(row)) for row in past],
        "word": outcome_word(line.outcome),
    }


def _kept(row: ClaimOutcome) -> tuple[str, ...]:
    return tuple(test.get("sentence", "") for test in row.tests)


def notes(actor: Actor, framework: Framework) -> dict[str, ClaimNote]:
    """Return what the page of a framework shows beside each claim that has been tried."""
    lines: Sequence[ClaimLine] = queries.lines(actor, framework)
    return {
        line.claim.slug: ClaimNote(outcome_mark(line.outcome), line.why, claim_url(framework, line.claim.slug))
        for line in lines
        if line.row is not None
    }
