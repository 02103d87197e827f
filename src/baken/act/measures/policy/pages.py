# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""View models of the rules: all of them with what holds today, and one version as a table or text."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from baken.access.facade import Actor, role_label, visible_to
from baken.ui.format import day

from ..documents.fact_names import FACTS
from ..documents.filling import told_by_name
from ..documents.topics import GROUPS, TOPICS
from ..models import DecisionTemplate, DocumentKind, Instrument, Mandate, MatrixRule, PolicyMatrix, PremisesKind
from ..policies import VIEW
from .checks import doubts_about
from .versions import KINDS, Version, bodies_of, may_adopt

PATHS = {"matrix": "matrix", "sjabloon": "template", "mandaat": "mandate"}
"""How a kind is called in an address, and in code."""
WORDS = {slug: word for word, slug in PATHS.items()}


@dataclass(frozen=True, slots=True)
class Line:
    """One rule on the page of all: the version to open, and how it stands."""

    version: Version
    about: str
    stand: str
    word: str
    versions: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a matrix: what was found in which kind of premises, and what follows each time."""

    label: str
    premises: str
    steps: tuple[str, ...]
    notes: tuple[str, ...]


def versions(actor: Actor, kind: str) -> list[Any]:
    """Return every version of a kind that the actor may see, by name, newest first."""
    rows = KINDS[kind].objects.order_by("slug", "-version_number")
    return list(visible_to(rows, actor, VIEW))


def holds(version: Version, on: date) -> bool:
    """Return whether a version is the rule on a day."""
    begun = version.adopted_on is not None and version.valid_from <= on
    return begun and (version.valid_until is None or on < version.valid_until)


def stand_of(version: Version, on: date) -> tuple[str, str]:
    """Return how a version stands on a day, as mark and word."""
    if version.adopted_on is None:
        return "attention", _("concept")
    if version.valid_from > on:
        return "attention", _("geldt vanaf %(day)s") % {"day": day(version.valid_from)}
    if version.valid_until is not None and version.valid_until <= on:
        return "not_assessable", _("gold tot %(day)s") % {"day": day(version.valid_until)}
    return "on_course", _("geldt nu")


def lines(actor: Actor, kind: str, on: date) -> list[Line]:
    """Return the rules of a kind: of each the version that holds, else the newest. One query."""
    made = []
    for _slug, group in groupby(versions(actor, kind), key=lambda one: one.slug):
        mine = list(group)
        shown = next((one for one in mine if holds(one, on)), mine[0])
        stand, word = stand_of(shown, on)
        if shown is not mine[0]:
            word = _("%(now)s; versie %(n)d is concept") % {"now": word, "n": mine[0].version_number}
            stand = stand if mine[0].adopted_on else "attention"
            if mine[0].adopted_on:
                word = f"{stand_of(shown, on)[1]}; {stand_of(mine[0], on)[1]}"
        made.append(Line(shown, about(shown), stand, word, len(mine)))
    return made


def about(version: Version) -> str:
    """Return what a rule is about, in words."""
    if isinstance(version, Mandate):
        return str(capfirst(role_label(version.role)))
    word = str(capfirst(Instrument(version.instrument).label))
    return f"{word}: {DocumentKind(version.kind).label}" if isinstance(version, DecisionTemplate) else word


def one(actor: Actor, kind: str, found: list[Any], version: Version, on: date) -> dict[str, Any]:
    """Return everything for the page of one version; `found` are all versions of its rule."""
    stand, word = stand_of(version, on)
    context: dict[str, Any] = {
        "kind": kind, "path": WORDS[kind], "it": version, "about": about(version), "stand": stand, "word": word,
        "versions": [(each, *stand_of(each, on)) for each in found], "draft": version.adopted_on is None,
        "may_adopt": may_adopt(actor, version), "newest": found[0] == version,
        "has_draft": found[0].adopted_on is None,
        "bodies": ", ".join(role_label(one) for one in sorted(bodies_of(version))),
    }  # fmt: skip
    if isinstance(version, PolicyMatrix):
        context |= matrix_rows(version)
    if isinstance(version, DecisionTemplate):
        context["sections"] = [
            (
                part["heading"],
                told_by_name(part["text"]),
                [TOPICS[slug].label for slug in part["topics"] if slug in TOPICS],
            )
            for part in version.sections
        ]
    if isinstance(version, Mandate):
        context["doubts"] = doubts_about(version)
        context["instruments"] = [Instrument(one).label for one in version.instruments if one in Instrument.values]
        context["kinds"] = [DocumentKind(one).label for one in version.kinds if one in DocumentKind.values]
    return context


def matrix_rows(matrix: PolicyMatrix) -> dict[str, Any]:
    """Return a matrix as rows by finding and premises, with as many steps as the longest row has. One query."""
    cells: dict[tuple[str, str], list[MatrixRule]] = {}
    for cell in MatrixRule.objects.filter(matrix=matrix).order_by("order", "id"):
        cells.setdefault((cell.finding_label, cell.premises_kind), []).append(cell)
    most = max((len(row) for row in cells.values()), default=0)
    rows = []
    for (label, premises), row in cells.items():
        row.sort(key=lambda cell: cell.offence_number)
        steps = [step_word(cell) for cell in row]
        notes = tuple(dict.fromkeys(cell.note for cell in row if cell.note))
        kind = str(PremisesKind(premises).label)
        rows.append(Row(label, kind, (*steps, *([_("zoals de vorige keer")] * (most - len(steps)))), notes))
    return {"rows": rows, "times": [_("%(n)de keer") % {"n": number} for number in range(1, most + 1)]}


def step_word(cell: MatrixRule) -> str:
    """Return what a cell of a matrix prescribes, in words."""
    if cell.outcome == "warning":
        return _("waarschuwing")
    return _("sluiting %(n)d maanden") % {"n": cell.months} if cell.months != 1 else _("sluiting 1 maand")


def legend() -> dict[str, Any]:
    """Return the facts and reasons that a template may name, for who writes one."""
    groups = [(label, [topic for topic in TOPICS.values() if topic.group == slug]) for slug, label in GROUPS.items()]
    return {"facts": [(f"{{{{{name}}}}}", label) for name, label in FACTS.items()], "topic_groups": groups}
