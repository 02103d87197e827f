# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From text to a document: which keys a file has. `docs/kadernota-file.md` says the same for people."""

from typing import Any

from django.utils.translation import gettext as _

from .claims import read_test
from .documents import (
    ClaimItem,
    EffortItem,
    FrameworkFile,
    LineItem,
    NamedItem,
    NotPrioritisedItem,
    OutputItem,
    PlanFile,
    PriorityItem,
    ProgrammeItem,
    TargetItem,
)
from .fields import Fields
from .problems import Problem
from .source import MAX_BYTES, load

__all__ = ["FRAMEWORK", "MAX_BYTES", "PLAN", "read"]

FRAMEWORK = "baken-framework/1"
PLAN = "baken-plan/1"
ONGOING = "doorlopend"
CLAIM_KINDS = ("worse", "better", "mismatch", "trend", "gap", "effect")


def read(text: str | bytes) -> tuple[FrameworkFile | PlanFile | None, list[Problem]]:
    """Return the document as far as it could be read, and every problem of form. Never raises on bad input."""
    root, problems = load(text)
    if root is None:
        return None, problems
    fields = Fields(root, _("het document"), problems)
    kind = fields.choice("format", (FRAMEWORK, PLAN))
    if not kind:
        return None, problems
    found = _framework(fields) if kind == FRAMEWORK else _plan(fields)
    fields.finish()
    return found, problems


def _document(f: Fields) -> dict[str, Any]:
    period = f.group(
        "period", lambda p: (p.day("from", required=True), p.day("to", required=True)), _("period"), required=True
    )
    return {
        **_common(f),
        "slug": f.slug("slug"),
        "title": f.text("title", required=True, limit=200),
        "period_from": period[0] if period else None,
        "period_to": period[1] if period else None,
        "status": f.choice("status", ("draft", "adopted")),
        "adopted_by": f.text("adopted_by", limit=80),
        "adopted_on": f.day("adopted_on"),
        "source": f.text("source", limit=300),
    }


def _framework(f: Fields) -> FrameworkFile:
    return FrameworkFile(
        **_document(f),
        previous=f.slug("previous", required=False),
        foreword=f.items("foreword", _line, _("een regel van het voorwoord")),
        context=f.items("context", _line, _("een regel van de inleiding")),
        adjustment=f.items("adjustment", _line, _("een regel over bijsturen")),
        council_goals=f.items("council_goals", _goal, _("een doel van de raad")),
        claims=f.items("claims", _claim, _("een uitspraak over het veiligheidsbeeld")),
        priorities=f.items("priorities", _priority, _("een prioriteit")),
        preconditions=f.items("preconditions", _precondition, _("een randvoorwaarde")),
        statutory_tasks=f.items("statutory_tasks", _task, _("een wettelijke taak")),
        not_prioritised=f.items("not_prioritised", _not_prioritised, _("wat niet geprioriteerd is")),
        themes=f.items("themes", _theme, _("een thema")),
    )


def _plan(f: Fields) -> PlanFile:
    return PlanFile(
        **_document(f),
        framework=f.slug("framework"),
        fictitious=f.flag("fictitious"),
        programmes=f.items("programmes", _programme, _("een uitvoeringsprogramma")),
        targets=f.items("targets", _priority_target, _("een doel van een prioriteit")),
        efforts=f.items("efforts", _effort, _("een inspanning"), required=True),
    )


def _common(f: Fields) -> dict[str, Any]:
    return {"line": f.line, "lines": f.lines, "references": f.references()}


def _line(f: Fields) -> LineItem:
    return LineItem(**_common(f), text=f.text("text", required=True))


def _goal(f: Fields) -> NamedItem:
    return NamedItem(**_common(f), slug=f.slug("slug"), text=f.text("text", required=True))


def _theme(f: Fields) -> NamedItem:
    return NamedItem(
        **_common(f),
        slug=f.slug("slug"),
        title=f.text("title", required=True, limit=200),
        text=f.text("evaluation", required=True),
        continued_as=f.text("continued_as", limit=200),
    )


def _precondition(f: Fields) -> NamedItem:
    return NamedItem(
        **_common(f),
        slug=f.slug("slug"),
        title=f.text("title", required=True, limit=200),
        text=f.text("text", required=True),
    )


def _task(f: Fields) -> NamedItem:
    return NamedItem(
        **_common(f),
        slug=f.slug("slug"),
        title=f.text("title", required=True, limit=200),
        law=f.text("law", required=True, limit=200),
    )


def _claim(f: Fields) -> ClaimItem:
    return ClaimItem(
        **_common(f),
        slug=f.slug("slug"),
        kind=f.choice("kind", CLAIM_KINDS),
        text=f.text("text", required=True),
        areas=f.words("areas"),
        indicators=f.words("indicators"),
        tests=f.items("tests", read_test, _("een toets van een uitspraak")),
    )


def _priority(f: Fields) -> PriorityItem:
    return PriorityItem(
        **_common(f),
        slug=f.slug("slug"),
        title=f.text("title", required=True, limit=200),
        short=f.text("short", required=True, limit=60),
        why=f.text("why", required=True),
        ambitions=f.items("ambitions", _line, _("een ambitie")),
        indicators=f.items("indicators", _target, _("een indicator")),
    )


def _not_prioritised(f: Fields) -> NotPrioritisedItem:
    return NotPrioritisedItem(
        **_common(f),
        slug=f.slug("slug"),
        title=f.text("title", required=True, limit=200),
        why=f.text("why", required=True),
        again=f.text("again", required=True, limit=200),
        priority=f.slug("priority", required=False),
        example=f.flag("example"),
    )


def _programme(f: Fields) -> ProgrammeItem:
    return ProgrammeItem(
        **_common(f),
        year=f.year("year", required=True),
        title=f.text("title", required=True, limit=200),
        adopted_on=f.day("adopted_on"),
    )


def _target(f: Fields, priority: str = "") -> TargetItem:
    return TargetItem(
        **_common(f),
        priority=priority,
        indicator=f.text("indicator", required=True, limit=80),
        area=f.text("area", required=True, limit=120),
        direction=f.choice("direction", ("lower", "higher")),
        baseline_year=f.year("baseline_year", required=True),
        baseline=f.number("baseline"),
        target=f.number("target"),
        target_year=f.year("target_year"),
        note=f.text("note", limit=300),
        example=f.flag("example"),
    )


def _priority_target(f: Fields) -> TargetItem:
    return _target(f, f.slug("priority"))


def _output(f: Fields) -> OutputItem:
    return OutputItem(
        line=f.line,
        lines=f.lines,
        unit=f.text("unit", required=True, limit=60),
        done=f.count("done"),
        goal=f.count("goal"),
    )


def _effort(f: Fields) -> EffortItem:
    term = f.term("term", ONGOING)
    return EffortItem(
        **_common(f),
        slug=f.slug("slug"),
        priority=f.slug("priority"),
        title=f.text("title", required=True, limit=200),
        owner=f.text("owner", required=True, limit=120),
        year=f.year("year"),
        partners=f.words("partners"),
        areas=f.words("areas"),
        hours_planned=f.count("hours_planned"),
        hours_used=f.count("hours_used"),
        budget=f.count("budget"),
        spent=f.count("spent"),
        starts=f.day("starts"),
        expected=f.day("expected"),
        term=None if isinstance(term, str) else term,
        ongoing=isinstance(term, str),
        done_on=f.day("done_on"),
        risk=f.text("risk"),
        result=f.text("result"),
        output=f.group("output", _output, _("output")),
        indicators=f.items("indicators", _target, _("een indicator")),
    )
