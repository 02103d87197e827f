# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of reading in show: first values, what would be stored, how a mapping reads."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from baken.kernel.models import Municipality
from baken.ui import format as fmt

from ..models import ColumnMapping
from ..picture.indicators import catalogue
from ..picture.series import LOCAL, LOCAL_SURVEY, PRACTICE
from . import queries
from .checks import Checked, World
from .datasets import dataset_of
from .mapping import LEFT_OUT, ROLES, Mapping, Role, kinds
from .table import Table

FIRST_ROWS = 5
ROWS_SHOWN = 30
VALUES_SHOWN = 3


def examples(table: Table) -> list[str]:
    """Return the first different values of each column, in one line."""
    found = []
    for at in range(len(table.headings)):
        values = dict.fromkeys(str(cells[at]) for _row, cells in table.rows if cells[at] != "")
        found.append(" · ".join(list(values)[:VALUES_SHOWN]))
    return found


def saved(mappings: Iterable[ColumnMapping]) -> list[dict[str, Any]]:
    """Return the saved mappings with what each reads."""
    return [
        {"record": record, "figures": _figures(Mapping.from_json(record.layout)), "dataset": _dataset(record)}
        for record in mappings
    ]


def _figures(mapping: Mapping) -> str:
    known = catalogue()
    titles = [str(known[slug].title) for slug in mapping.indicators() if slug in known]
    more = len(titles) - VALUES_SHOWN
    listed = "; ".join(titles[:VALUES_SHOWN])
    if more > 0:
        return _("%(listed)s en nog %(more)d") % {"listed": listed, "more": more}
    return listed or _("volgens de kolom '%(name)s'") % {"name": mapping.only(Role.INDICATOR)}


def _dataset(record: ColumnMapping) -> str:
    if record.fictitious:
        return PRACTICE
    counts = kinds(Mapping.from_json(record.layout).indicators()) == {True}
    return f"{LOCAL}{record.slug}" if counts else LOCAL_SURVEY


def told(record: ColumnMapping) -> list[tuple[str, str]]:
    """Return a mapping as pairs of words, to lay beside another version of it."""
    known = catalogue()
    mapping = Mapping.from_json(record.layout)
    pairs = [(_("Naam van de indeling"), record.title), (_("Hoe deze cijfers zijn gemaakt"), record.method or "–")]
    for use in mapping.uses:
        named = f": {known[use.indicator].title}" if use.indicator in known else ""
        pairs.append((use.column, f"{ROLES[use.role]}{named}"))
    for word, slug in mapping.words.items():
        pairs.append((word, _("weglaten") if slug == LEFT_OUT else str(known[slug].title) if slug in known else slug))
    pairs.append((_("Decimalen hebben een"), _("komma") if mapping.comma else _("punt")))
    pairs.append((_("Percentages staan als"), _("aandeel van 0 tot 1") if mapping.share else _("getal van 0 tot 100")))
    return pairs


def shown(
    municipality: Municipality, world: World, checked: Checked, mapping: Mapping, record: ColumnMapping | None
) -> dict[str, Any]:
    """Return what would be stored: counts, the first rows, and the figures that would be revised."""
    title = record.title if record else "nieuw"
    dataset = dataset_of(
        municipality,
        title=title,
        slug=record.slug if record else slugify(title),
        method="",
        counts=checked.counts,
        years=checked.years,
        fictitious=mapping.fictitious,
    )
    preview = queries.preview(dataset, checked.rows)
    return {
        "checked": checked,
        "preview": preview,
        "years": ", ".join(map(str, checked.years)),
        "rows": [_row(world, row) for row in checked.rows[:ROWS_SHOWN]],
        "changes": [_change(world, change) for change in preview.changes],
    }


def _row(world: World, row: dict[str, Any]) -> dict[str, str]:
    slug = row["indicator"]
    return {
        "area": world.places(int(row["period"])).names[row["area"]],
        "code": row["area"],
        "year": row["period"],
        "title": str(catalogue()[slug].title),
        "value": number(slug, row["value"]),
        "margin": margin(slug, row["lower"], row["upper"]),
        "n": fmt.count(row["n"]) if row["n"] is not None else "–",
    }


def _change(world: World, change: queries.Change) -> dict[str, str]:
    was = change.was
    return {
        "area": world.places(int(was.period)).names.get(was.area, was.area),
        "year": was.period,
        "title": str(catalogue()[was.indicator].title),
        "was": _whole(was.indicator, was.value, was.lower, was.upper, was.n),
        "now": _whole(was.indicator, change.value, change.lower, change.upper, change.n),
    }


def _whole(slug: str, value: float | None, lower: float | None, upper: float | None, n: int | None) -> str:
    parts: Sequence[str] = [number(slug, value)]
    if lower is not None:
        parts = [*parts, f"({margin(slug, lower, upper)})"]
    if n is not None:
        parts = [*parts, f"n = {fmt.count(n)}"]
    return " ".join(parts)


def number(slug: str, value: float | None) -> str:
    """Return a figure as people read it; where there is none, that it isn't published."""
    if value is None:
        return _("niet gepubliceerd")
    return fmt.count(value) if catalogue()[slug].is_count else fmt.decimal(value, 1)


def margin(slug: str, lower: float | None, upper: float | None) -> str:
    """Return a margin in words: 30,1 tot 38,9."""
    if lower is None or upper is None:
        return "–"
    return _("%(lower)s tot %(upper)s") % {"lower": number(slug, lower), "upper": number(slug, upper)}
