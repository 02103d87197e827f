# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""View models of the register per address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.ui.format import day

from ..models import AddressMeasure, Instrument
from .queries import own_files

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One measure at an address: what it is, how it stands, whom it may be told, and the file for who may open it."""

    row: AddressMeasure
    what: str
    mark: str
    word: str
    reference: str
    purpose: str


def lines(actor: Actor, rows: Iterable[AddressMeasure], on: date) -> list[Line]:
    """Return the rows as lines, with a link to the files that the actor may open anyway."""
    there = list(rows)
    mine = own_files(actor, there)
    return [
        Line(row, str(Instrument(row.instrument).label), *_stand(row, on), *mine.get(row.measure_key, ("", "")))
        for row in there
    ]


def _stand(row: AddressMeasure, on: date) -> tuple[str, str]:
    over = min((one for one in (row.until, row.ended_on) if one is not None), default=None)
    if over is not None and over <= on:
        return "done", _("gold tot en met %(day)s") % {"day": day(over - ONE)}
    if row.suspended_from is not None and row.suspended_from <= on:
        if row.suspended_until is None:
            return "not_assessable", _("geldt nu niet")
        if on < row.suspended_until:
            return "not_assessable", _("geldt nu niet, weer vanaf %(day)s") % {"day": day(row.suspended_until)}
    if row.until is None:
        return "attention", _("geldt, zonder einddatum")
    return "attention", _("geldt tot en met %(day)s") % {"day": day(row.until - ONE)}
