# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files to practise with: made-up figures of the own wijken, one sound and one with everything that goes wrong.

Both carry a column that says so; a file with that column is never stored as real figures.
"""

import csv
import io
from datetime import datetime

from baken.access.facade import Actor
from baken.kernel.models import Municipality
from baken.registry.facade import areas
from baken.ui.csv_export import BOM, plain_number, safe

from ..models import ColumnMapping
from . import actions
from .mapping import INVENTED, PRACTICE, guess
from .table import Table

HEADINGS = (
    "Wijk",
    "Jaar",
    "n",
    "Voelt zich wel eens onveilig",
    "Voelt zich wel eens onveilig ondergrens",
    "Voelt zich wel eens onveilig bovengrens",
    "Cijfer voor de leefbaarheid",
    "Cijfer voor de leefbaarheid ondergrens",
    "Cijfer voor de leefbaarheid bovengrens",
    PRACTICE,
)
SOUND, FAULTY = "oefenbestand", "oefenbestand-met-fouten"


def practice_file(municipality: Municipality, name: str, year: int) -> str:
    """Return a practice file as CSV text with a byte order mark: `SOUND` or `FAULTY`, with figures of year `year`."""
    wijken = [a.name for a in areas(municipality=municipality.code, year=year, level="wijk").values()]
    rows = [_row(wijk, year, at) for at, wijk in enumerate(wijken)]
    if name == FAULTY:
        rows = _spoilt(rows)
    out = io.StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\r\n")
    write.writerows([HEADINGS, *rows])
    return BOM + out.getvalue()


def _row(wijk: str, year: int, at: int) -> list[str]:
    unsafe, mark, n = 24.0 + 2.5 * (at * 7 % 9), 7.9 - 0.2 * (at * 5 % 8), 280 + 15 * (at * 3 % 10)
    figures = [unsafe, unsafe - 4.5, unsafe + 4.5, mark, mark - 0.2, mark + 0.2]
    return [safe(wijk), str(year), str(n), *(plain_number(round(f, 1)) for f in figures), INVENTED]


def _spoilt(rows: list[list[str]]) -> list[list[str]]:
    """Put one mistake in each of the first rows, as people make them."""
    mistakes = (
        (0, 0, "Wijk Onbekend"),  # no such area
        (1, 4, "99,0"),  # lower bound above the figure
        (2, 2, "310,5"),  # half a respondent
        (3, 6, "7.4"),  # a decimal point
        (4, 3, "134,0"),  # above 100
        (5, 1, "1-1-2025"),  # a date
    )
    for row, column, text in mistakes:
        if row < len(rows):
            rows[row][column] = text
    return [*rows, *rows[-1:]]  # and one twice


def play_local_files(*, actor: Actor, at: datetime, municipality: Municipality) -> None:
    """Give the example a saved mapping, by which the practice file is read in. Does nothing when there is one."""
    if ColumnMapping.objects.filter(municipality=municipality).exists():
        return
    lines = list(
        csv.reader(io.StringIO(practice_file(municipality, SOUND, at.year - 1).removeprefix(BOM)), delimiter=";")
    )
    table = Table(tuple(lines[0]), 1, tuple((row, tuple(cells)) for row, cells in enumerate(lines[1:], start=2)))
    actions.save_mapping(
        actor=actor,
        at=at,
        municipality=municipality,
        title="Veiligheidsmonitor per wijk (oefenbestand)",
        method="Verzonnen: cijfers om het inlezen mee te oefenen.",
        mapping=guess(table),
    )
