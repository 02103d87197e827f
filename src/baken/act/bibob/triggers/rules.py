# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which line of the Bibob policy holds on a day, whether a new one may be adopted, and what chance says. Pure."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from baken.kernel.errors import Reason

ALWAYS, RISK, SAMPLE = "always", "risk", "sample"
EARLIEST = date(2003, 6, 1)
"""The Wet Bibob came into force on that day."""


class Line(Protocol):
    """What these rules ask of a line of policy."""

    slug: str
    version_number: int
    scope: str
    when: str
    risk: str
    sample_percent: int | None
    valid_from: date
    valid_until: date | None
    adopted_on: date | None


L = TypeVar("L", bound=Line)


def holds(line: Line, on: date) -> bool:
    """Whether an adopted line holds on a day. A draft holds on none."""
    if line.adopted_on is None or line.valid_from > on:
        return False
    return line.valid_until is None or on < line.valid_until


def in_force(lines: Iterable[L], on: date) -> list[L]:
    """Return the lines that hold on a day: of each name at most one, the newest version."""
    newest: dict[str, L] = {}
    for line in lines:
        if holds(line, on) and (line.slug not in newest or line.version_number > newest[line.slug].version_number):
            newest[line.slug] = line
    return [line for line in lines if newest.get(line.slug) is line]


def against(line: Line) -> list[Reason]:
    """Return every reason why a line can't be kept as it stands."""
    found = []
    if line.when == RISK and not line.risk.strip():
        found.append(Reason("risk", _("Beschrijf bij welk risico u onderzoekt.")))
    if line.when == SAMPLE and not 1 <= (line.sample_percent or 0) <= 99:
        found.append(Reason("sample_percent", _("Een steekproef is 1 tot en met 99 procent.")))
    if line.valid_from < EARLIEST:
        found.append(Reason("valid_from", _("De Wet Bibob geldt pas vanaf 1 juni 2003.")))
    return found


def against_adopting(line: Line, on: date, today: date, because: str) -> list[Reason]:
    """Return every reason why a draft can't be adopted on a day: once, not in the future, with the decision named."""
    found = against(line)
    if line.adopted_on is not None:
        found.append(Reason("adopted", _("Deze regel is al vastgesteld. Maak een nieuwe versie.")))
    if on > today:
        found.append(Reason("on", _("Een besluit dat nog moet vallen kunt u niet vastleggen.")))
    if on < EARLIEST:
        found.append(Reason("on", _("De Wet Bibob geldt pas vanaf 1 juni 2003.")))
    if line.valid_from < on:
        found.append(Reason("valid_from", _("Een regel kan niet gelden voor de dag waarop hij is vastgesteld.")))
    if not because.strip():
        found.append(Reason("because", _("Noem het besluit waarmee de regel is vastgesteld.")))
    return found


def is_drawn(percent: int, below: Callable[[int], int]) -> bool:
    """Whether chance says yes, `percent` times in a hundred. `below(n)`: an even draw from 0 up to, not including, n.

    Nothing of the application goes into it.
    """
    return below(100) < percent
