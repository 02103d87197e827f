# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What screening took, a year at a time and by kind of application, beside the hours that the team has (S107, S109).

To be asked inside `opened(actor, purpose)`: it counts what the reader may see.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Max, Q, Sum
from django.db.models.fields import IntegerField
from django.db.models.functions import Cast, ExtractYear
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.decide.capacity import facade as capacity
from baken.ui import format as fmt
from baken.ui.panels import Cell, Column, Kind, Panel, Row

from .. import queries
from ..blocks import Block
from ..models import Scope

YEARS = 3
WEEKS = 365.25 / 7
SKILL = "bibob"
"""A team screens when one of its skills says so."""


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of application in one year: files opened, hours on them, and hours each of those that were written on."""

    year: int
    scope: str
    opened: int
    hours: Decimal
    written: int
    """Files with hours."""
    example: bool

    @property
    def each(self) -> float | None:
        """Hours for one file, of those on which hours were written; None where nobody wrote any."""
        return float(self.hours) / self.written if self.written else None


def lines(actor: Actor, purpose: str, since: int) -> list[Line]:
    """Return the years from `since` on, newest first, by kind. One query."""
    rows = queries.screenings(actor, purpose).filter(opened_on__year__gte=since).order_by()
    grouped = (
        rows.annotate(year=ExtractYear("opened_on"))
        .values("year", "standing__scope")
        .annotate(
            opened=Count("pk"), spent=Sum("hours"), written=Count("pk", filter=Q(hours__gt=0)),
            invented=Max(Cast("fictitious", IntegerField())),
        )
    )  # fmt: skip
    order = {scope: place for place, scope in enumerate(Scope.values)}
    found = [
        Line(row["year"], row["standing__scope"], row["opened"], row["spent"], row["written"], bool(row["invented"]))
        for row in grouped
    ]
    return sorted(found, key=lambda line: (-line.year, order[line.scope]))


def hours_a_year(actor: Actor, on: date) -> tuple[float | None, bool]:
    """Return the hours a year that teams with this skill have for their work, and whether that is invented.

    None for who may not see capacity, and where no team has it. Three queries.
    """
    if not actor.may(capacity.VIEW):
        return None, False
    present = capacity.present(actor, on)
    mine = [team for team in present.inputs.teams if any(SKILL in skill.casefold() for skill in team.skills)]
    if not mine:
        return None, False
    return sum(max(team.net, 0) for team in mine) * WEEKS, present.example


def panel(found: Iterable[Line], available: float | None, available_example: bool, year: int) -> Panel:
    """Return the table of the years, with a finding about this one."""
    shown = list(found)
    words = dict(Scope.choices)
    now = [line for line in shown if line.year == year]
    number, spent = sum(line.opened for line in now), float(sum(line.hours for line in now))
    title = _("Nog geen Bibob-onderzoeken in %(year)d") % {"year": year}
    if number:
        told = {"n": fmt.count(number), "hours": fmt.decimal(spent, 0), "year": year}
        title = _("%(n)s onderzoeken in %(year)d, %(hours)s uur geschreven") % told
    notes = [_("Uren zijn van dossiers als geheel, niet van personen. Wat niet is opgeschreven, telt niet mee.")]
    if available is not None:
        text = _("De formatie voor Bibob is goed voor %(hours)s uur per jaar, na verlof en ziekte (zie Capaciteit).")
        notes.append(text % {"hours": fmt.decimal(available, 0)})
        if available_example:
            notes.append(_("Die formatie is verzonnen."))
    return Panel(
        key="bibob_workload",
        title=title,
        unit=_("onderzoeken en uren, naar het jaar waarin het dossier is geopend"),
        columns=(
            Column("year", _("Jaar")),
            Column("scope", _("Waarvoor")),
            Column("opened", _("Dossiers"), Kind.COUNT),
            Column("hours", _("Uren"), Kind.RATE),
            Column("each", _("Uren per dossier"), Kind.RATE),
        ),
        rows=tuple(
            Row(
                f"{line.year} {line.scope}",
                (
                    Cell(str(line.year)),
                    Cell(str(words[Scope(line.scope)]).capitalize()),
                    Cell(line.opened, example=line.example),
                    Cell(float(line.hours), example=line.example),
                    Cell(
                        line.each, note="" if line.each is not None else _("geen uren geschreven"), example=line.example
                    ),
                ),
            )
            for line in shown
        ),
        notes=tuple(notes),
        example=bool(shown) and all(line.example for line in shown),
    )


def list_block(actor: Actor, purpose: str, at: datetime) -> Block | None:
    """Return the workload for the list of screenings; None where there is none yet."""
    on = timezone.localdate(at)
    found = lines(actor, purpose, on.year - YEARS + 1)
    if not found:
        return None
    available, example = hours_a_year(actor, on)
    return Block("bibob/workload/_years.html", {"panel": panel(found, available, example, on.year)})
