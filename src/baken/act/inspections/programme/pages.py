# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of a programme show: planned beside done, quick scans without small numbers, reception with its margin."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import Actor, opened, visible_to
from baken.kernel.models import Municipality
from baken.registry.facade import boundaries
from baken.ui.panels import Cell, Column, Kind, Panel, Row

from .. import queries
from ..models import Branch, InspectionProgramme, ProgrammeLine, QuickScan, Reception
from ..policies import ADOPT, PLAN, PURPOSE, VIEW
from .rules import LEAST_ASKED, QUESTIONS, Share, share, shown

DONE = ("under_way", "reported", "followed_up", "debriefed", "closed")
PLANNED = ("draft", "planned", "briefed")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the programme beside what was done of it."""

    row: ProgrammeLine
    branch: str
    area: str
    done: int
    planned: int
    standing: str
    word: str


@dataclass(frozen=True, slots=True)
class Scan:
    """One quick scan: `numbers` is (question, counts or None where they may not be shown)."""

    row: QuickScan
    branch: str
    area: str
    numbers: list[tuple[str, dict[str, int] | None]]


@dataclass(frozen=True, slots=True)
class Heard:
    """How one branch received the approach, with the share that was positive and its margin."""

    row: Reception
    branch: str
    share: Share | None
    words: str


def reading(actor: Actor) -> str:
    """Return by which permission somebody reads programmes: the mayor may adopt one and works at no inspection."""
    return VIEW if actor.may(VIEW) else ADOPT


def proposed(actor: Actor) -> list[InspectionProgramme]:
    """Return the programmes that wait for the mayor; those that came back, for who plans. One query."""
    rows = visible_to(InspectionProgramme.objects.filter(adopted_on=None), actor, reading(actor)).order_by("year")
    return [row for row in rows if row.proposed_on is not None or row.returned_because]


def programmes(actor: Actor) -> list[InspectionProgramme]:
    """Return the programmes of the municipality, newest first."""
    return list(visible_to(InspectionProgramme.objects.all(), actor, reading(actor)).order_by("-year"))


def page(actor: Actor, municipality: Municipality, it: InspectionProgramme, today: date) -> dict[str, Any]:
    """Return everything for the page of one programme: a fixed number of queries."""
    names = boundaries(municipality, date(it.year, 1, 1))
    done, planned = counted(actor, it.year)
    rows = list(visible_to(ProgrammeLine.objects.filter(programme=it), actor, reading(actor)).order_by("order", "id"))
    lines = [
        Line(
            row, str(capfirst(row.get_branch_display())), _named(names, row.area), done[str(row.pk)],
            planned[str(row.pk)], *_standing(row.number, done[str(row.pk)], it.year, today),
        )
        for row in rows
    ]  # fmt: skip
    outside = sum(number for key, number in done.items() if key.startswith("none:"))
    heard = receptions(actor, it)
    scans = visible_to(QuickScan.objects.filter(programme=it), actor, reading(actor)).order_by("-on", "-id")
    return {
        "programme": it,
        "lines": lines,
        "outside": outside,
        "total": sum(line.row.number for line in lines),
        "done": sum(line.done for line in lines),
        "panel": _panel(it, lines),
        "scans": [_scan(row, names) for row in scans],
        "receptions": heard,
        "council": council_text(it, heard),
        "may_plan": actor.may(PLAN),
        "may_adopt": actor.may(ADOPT),
        "counts": queries.may_open_list(actor),
        "years": [(one.year, one.year == it.year) for one in programmes(actor)],
        "least": LEAST_ASKED,
    }


def counted(actor: Actor, year: int) -> tuple[Counter[str], Counter[str]]:
    """Return done and planned inspections of a year by line; those of no line under "none:" and their branch."""
    done: Counter[str] = Counter()
    planned: Counter[str] = Counter()
    with opened(actor, PURPOSE):
        rows = queries.inspections(actor).filter(starts_at__year=year).order_by()
        for line, branch, status, number in rows.values_list("line", "branch", "status").annotate(n=Count("pk")):
            key = str(line) if line else f"none:{branch}"
            if status in DONE:
                done[key] += number
            elif status in PLANNED:
                planned[key] += number
    return done, planned


def receptions(actor: Actor, it: InspectionProgramme) -> list[Heard]:
    """Return how each branch received the approach, newest first."""
    rows = visible_to(Reception.objects.filter(programme=it), actor, reading(actor)).order_by("-on", "-id")
    return [_heard(row) for row in rows]


def council_text(it: InspectionProgramme, heard: list[Heard]) -> str:
    """Return reception as a text that can go to the council; "" where nothing was asked."""
    answered = sum(one.row.answered for one in heard)
    found = share(sum(one.row.positive for one in heard), answered)
    if found is None:
        return ""
    asked = sum(one.row.asked for one in heard)
    first = _(
        "In %(year)d vroegen we %(asked)d bedrijven hoe zij de integrale aanpak ervaren; %(answered)d antwoordden. "
        "Daarvan was %(percent)d%% positief (95%%-marge: %(lower)d tot %(upper)d%%)."
    ) % {
        "year": it.year, "asked": asked, "answered": answered, "percent": found.percent, "lower": found.lower,
        "upper": found.upper,
    }  # fmt: skip
    told = [f"{one.branch}: {one.words}" for one in heard if one.share is not None]
    last = _("Wie niet antwoordde, kan er anders over denken. Het cijfer zegt niet waardoor bedrijven dit vinden.")
    return "\n".join((first, *told, last))


def _heard(row: Reception) -> Heard:
    found = share(row.positive, row.answered)
    words = _("niemand antwoordde")
    if found is not None:
        words = ngettext(
            "%(percent)d%% positief (%(lower)d tot %(upper)d%%), van %(whole)d antwoord",
            "%(percent)d%% positief (%(lower)d tot %(upper)d%%), van %(whole)d antwoorden",
            found.whole,
        ) % {"percent": found.percent, "lower": found.lower, "upper": found.upper, "whole": found.whole}
    return Heard(row, str(capfirst(row.get_branch_display())), found, words)


def _scan(row: QuickScan, names: Any) -> Scan:
    numbers = [
        (str(label), shown(row.answers[slug], row.businesses))
        for slug, label in QUESTIONS.items()
        if slug in row.answers
    ]
    return Scan(row, str(capfirst(row.get_branch_display())), _named(names, row.area), numbers)


def _standing(number: int, done: int, year: int, today: date) -> tuple[str, str]:
    """Return how a line stands against the part of the year that is over."""
    if done >= number:
        return "done", _("gehaald")
    if today.year < year:
        return "not_assessable", _("moet nog beginnen")
    part = 1.0 if today.year > year else today.timetuple().tm_yday / 365
    if done >= round(number * part):
        return "on_course", _("op koers")
    return ("behind", _("niet gehaald")) if today.year > year else ("attention", _("loopt achter"))


def _panel(it: InspectionProgramme, lines: list[Line]) -> Panel:
    rows = tuple(
        Row(str(one.row.pk), (Cell(_place(one)), Cell(one.done, example=it.fictitious), Cell(one.row.number)))
        for one in lines
    )
    return Panel(
        key="inspection_programme",
        title=_("Uitgevoerd naast gepland, %(year)d") % {"year": it.year},
        unit=_("controles"),
        columns=(
            Column("name", _("Branche")), Column("done", _("Uitgevoerd"), Kind.COUNT),
            Column("number", _("Gepland"), Kind.COUNT),
        ),
        rows=rows,
        example=it.fictitious,
        chart="bars",
    )  # fmt: skip


def _place(line: Line) -> str:
    return f"{line.branch}, {line.area}" if line.row.area else line.branch


def _named(names: Any, code: str) -> str:
    if not code:
        return _("hele gemeente")
    found = names.located(code)
    return found.name if found else code


def branches() -> list[tuple[str, str]]:
    """Return the branches to choose from."""
    return [(slug, str(capfirst(label))) for slug, label in Branch.choices]
