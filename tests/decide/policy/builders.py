# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small files to break in one place."""

from __future__ import annotations

from datetime import date

from baken.decide.policy.file import FrameworkFile, PlanFile, Problem, World, check, read

FRAMEWORK = """\
format: baken-framework/1
slug: 2023-2026
title: Kadernota
period:
  from: 2023-01-01
  to: 2026-12-31
status: adopted
claims:
  - slug: velserbroek
    kind: mismatch
    areas: [Velserbroek]
    indicators: [crime_total]
    text: Een uitspraak.
    s: [S39]
priorities:
  - slug: ondermijning
    title: Ondermijning
    short: Ondermijning
    why: Daarom.
    s: [S40]
    ambitions:
      - text: Minder.
    indicators:
      - indicator: crime_total
        area: WK045305
        direction: lower
        baseline_year: 2022
"""
PLAN = """\
format: baken-plan/1
slug: 2025-2026
framework: 2023-2026
title: IVP
period:
  from: 2025-01-01
  to: 2026-12-31
status: adopted
programmes:
  - year: 2026
    title: Programma
efforts:
  - slug: controles
    priority: ondermijning
    title: Controles
    owner: adviseur
    year: 2026
    partners: [politie]
    areas: [Velsen-Noord]
    hours_planned: 400
    hours_used: 310
    term: 2026-09-30
"""
WORLD = World(
    today=date(2026, 11, 24),
    indicators=frozenset({"crime_total", "nuisance_youth"}),
    areas={
        "Velserbroek": ("WK045308",),
        "Velsen-Noord": ("WK045305",),
        "WK045305": ("WK045305",),
        "Driehuis": ("BU04530003", "BU04530004"),
    },
    organisations=frozenset({"politie", "halt"}),
    frameworks={"2023-2026": frozenset({"ondermijning"})},
)


def problems_of(text: str | bytes, world: World = WORLD) -> list[Problem]:
    """Return every problem, as an import would name them."""
    document, problems = read(text)
    if document is not None:
        problems = [*problems, *check(document, world)]
    return sorted(set(problems))


def changed(text: str, old: str, new: str) -> str:
    """Return the text with one piece replaced; the piece must be there."""
    assert text.count(old) >= 1, old
    return text.replace(old, new, 1)


def line_of(text: str, piece: str) -> int:
    """Return the number of the first line that has the piece."""
    return next(number for number, line in enumerate(text.splitlines(), start=1) if piece in line)


def document_of(text: str) -> FrameworkFile | PlanFile:
    """Return the document in a file without problems of form."""
    document, problems = read(text)
    assert document is not None
    assert not problems
    return document
