# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every cell that is used is checked, and everything wrong is named. Pure: table, mapping and areas in, rows out."""

import math
import re
from collections.abc import Callable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..picture.indicators import Indicator, IndicatorKind, catalogue
from .mapping import LEFT_OUT, Mapping, Role, faults, is_practice, kinds, named_indicators
from .problems import Problems
from .table import ABSENT, Percent, Table, Value, key

FIRST_YEAR = 2000
NUMBER = {
    True: re.compile(r"[-+]?\d{1,12}(,\d{1,12})?"),
    False: re.compile(r"[-+]?\d{1,12}(\.\d{1,12})?"),
}
"""A number with a decimal comma (True) or point, without thousands separators."""
GROUPED = re.compile(r"[-+]?\d{1,3}([. ]\d{3})+(,\d+)?|[-+]?\d{1,3}([, ]\d{3})+(\.\d+)?")
NUMBERED = re.compile(r"^(wijk|buurt) \d+ ")
"""Statistics Netherlands writes "Wijk 08 Velserbroek"."""
LEVELS = {"GM": "municipality", "WK": "wijk", "BU": "buurt"}


@dataclass(frozen=True, slots=True)
class Places:
    """The areas of a municipality in one year: names by code, and codes by what a file may call them."""

    names: Dict[str, str]
    codes: Dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class World:
    """What a file is held against. `places` gives the areas of a year."""

    municipality: str
    name: str
    this_year: int
    places: Callable[[int], Places]


@dataclass(frozen=True, slots=True)
class Checked:
    """A sound file: rows for the fact store, and what is told of them."""

    rows: tuple[dict[str, Any], ...]
    counts: bool
    indicators: tuple[str, ...]
    years: tuple[int, ...]
    areas: int
    withheld: int
    left_out: int
    remarks: tuple[str, ...] = ()


class _Unreadable(Exception):
    """A cell that isn't what its column should hold; the message says what it is."""


@dataclass
class _Run:
    """One check under way."""

    table: Table
    mapping: Mapping
    world: World
    problems: Problems = field(default_factory=Problems)
    rows: list[dict[str, Any]] = field(default_factory=list)
    seen: dict[tuple[str, str, str], int] = field(default_factory=dict)
    counted: dict[tuple[int, str], int | bool | None] = field(default_factory=dict)
    left_out: int = 0


def check(table: Table, mapping: Mapping, world: World) -> Checked:
    """Return the rows that the file gives. Raises `FileProblems` naming everything that is wrong."""
    run = _Run(table, mapping, world)
    for name in mapping.missing(table):
        run.problems.add(_("deze kolom ontbreekt in het bestand"), table.heading_row, name)
    for fault in faults(mapping):
        run.problems.add(fault.text, 0, fault.column)
    if mapping.year is not None and not FIRST_YEAR <= mapping.year <= world.this_year:
        told = {"cell": str(mapping.year), "first": str(FIRST_YEAR), "last": str(world.this_year)}
        run.problems.add(_("Het jaar %(cell)s ligt niet tussen %(first)s en %(last)s.") % told)
    if is_practice(table) and not mapping.fictitious:
        run.problems.add(_("Dit is een oefenbestand met verzonnen cijfers. Zet het vinkje 'verzonnen' aan."))
    run.problems.refuse()
    words = {**named_indicators(), **{key(word): slug for word, slug in mapping.words.items()}}
    for row, cells in table.rows:
        _check_row(run, row, cells, words)
    indicators = tuple(dict.fromkeys(r["indicator"] for r in run.rows))
    if len(kinds(indicators)) > 1:
        run.problems.add(_("Een bestand heeft uitkomsten van een vragenlijst, of tellingen. Niet allebei."))
    run.problems.refuse()
    if not run.rows:
        run.problems.add(_("Geen enkele rij van dit bestand wordt gebruikt."))
        run.problems.refuse()
    return Checked(
        rows=tuple(run.rows),
        counts=kinds(indicators) == {True},
        indicators=indicators,
        years=tuple(sorted({int(r["period"]) for r in run.rows})),
        areas=len({r["area"] for r in run.rows}),
        withheld=sum(r["value"] is None for r in run.rows),
        left_out=run.left_out,
        remarks=tuple(_remarks(run, indicators)),
    )


def _check_row(run: _Run, row: int, cells: tuple[Value, ...], words: Dict[str, str]) -> None:
    mapping = run.mapping
    named = mapping.only(Role.INDICATOR)
    told = ""
    if named:
        word = _cell(run, cells, named)
        told = words.get(key(word), "")
        if told == LEFT_OUT:
            run.left_out += 1
            return
        if not told:
            run.problems.add(_("'%(word)s' is geen cijfer dat Baken kent") % {"word": word}, row, named)
    year = _year(run, row, cells)
    area = _area(run, row, cells, year)
    for use in mapping.of(Role.VALUE):
        slug = told or use.indicator
        if slug:
            _figure(run, row, cells, slug, use.column, use.indicator, area, year)


def _figure(
    run: _Run, row: int, cells: tuple[Value, ...], slug: str, column: str, beside: str, area: str, year: int | None
) -> None:
    """Read one figure with its n and margin, and keep it when area and year are known too."""
    mapping, indicator = run.mapping, catalogue()[slug]
    value = _number(run, row, cells, column, indicator)
    heads = {role: mapping.beside(role, beside) for role in (Role.LOWER, Role.UPPER, Role.N)}
    lower, upper = (
        _number(run, row, cells, heads[role], indicator) if heads[role] else None for role in (Role.LOWER, Role.UPPER)
    )
    n = _count(run, row, cells, heads[Role.N]) if heads[Role.N] else None
    if isinstance(value, bool) or isinstance(lower, bool) or isinstance(upper, bool) or isinstance(n, bool):
        return  # unreadable, which has been told
    _check_margin(run, row, heads, column, value, lower, upper, n)
    if not area or year is None:
        return
    found = (slug, area, str(year))
    if found in run.seen:
        told = {"row": run.seen[found], "what": indicator.title, "year": year}
        text = _("dubbel: '%(what)s' van dit gebied in %(year)d staat ook in rij %(row)d") % told
        run.problems.add(text, row, column)
        return
    run.seen[found] = row
    status = "withheld" if value is None else "example" if mapping.fictitious else "final"
    run.rows.append(
        {
            "indicator": slug, "area": area, "level": LEVELS[area[:2]], "municipality": run.world.municipality,
            "period": str(year), "value": value, "lower": lower, "upper": upper, "n": n, "status": status,
        }
    )  # fmt: skip


def _check_margin(
    run: _Run,
    row: int,
    heads: Dict[Role, str],
    column: str,
    value: float | None,
    lower: float | None,
    upper: float | None,
    n: int | None,
) -> None:
    add = run.problems.add
    if value is None:
        for bound, role in ((lower, Role.LOWER), (upper, Role.UPPER)):
            if bound is not None:
                add(_("hier staat een grens, maar er is geen cijfer"), row, heads[role])
        return
    if n == 0:
        add(_("er is een cijfer, maar niemand is ondervraagd (0)"), row, heads[Role.N])
    if lower is not None and upper is not None and lower > upper:
        add(_("de marges kruisen: de ondergrens ligt boven de bovengrens"), row, heads[Role.LOWER])
    elif lower is not None and lower > value:
        add(_("de ondergrens ligt boven het cijfer"), row, heads[Role.LOWER])
    elif upper is not None and upper < value:
        add(_("de bovengrens ligt onder het cijfer"), row, heads[Role.UPPER])
    if (lower is None) != (upper is None):
        role = Role.LOWER if lower is None else Role.UPPER
        if heads[role]:
            add(_("deze grens ontbreekt, de andere is er wel"), row, heads[role])


def _cell(run: _Run, cells: tuple[Value, ...], heading: str) -> Value:
    at = run.table.column(heading)
    assert at is not None  # `check` refused a file without a column it needs
    return cells[at]


def _number(run: _Run, row: int, cells: tuple[Value, ...], column: str, indicator: Indicator) -> float | bool | None:
    """Return a figure in the indicator's unit, None where none is given, or False after telling what is wrong."""
    cell = _cell(run, cells, column)
    try:
        number = number_of(cell, run.mapping.comma)
        if number is None:
            return None
        return _in_unit(number, indicator, share=run.mapping.share)
    except _Unreadable as wrong:
        run.problems.add(str(wrong), row, column)
        return False


def _in_unit(number: float | Percent, indicator: Indicator, *, share: bool) -> float:
    percent = isinstance(number, Percent)
    plain = number.value if isinstance(number, Percent) else number
    if indicator.kind is IndicatorKind.SHARE:
        top, unit = (1, 100) if share and not percent else (100, 1)
        if not 0 <= plain <= top:
            raise _Unreadable(_("%(value)s ligt niet tussen 0 en %(top)d") % {"value": shown(plain), "top": top})
        return round(plain * unit, 6)
    if percent:
        raise _Unreadable(_("dit is een percentage, en '%(what)s' is dat niet") % {"what": indicator.title})
    if indicator.kind is IndicatorKind.MARK:
        if not 0 <= plain <= 10:
            raise _Unreadable(_("%(value)s ligt niet tussen 0 en 10") % {"value": shown(plain)})
        return plain
    if plain < 0 or plain != int(plain):
        raise _Unreadable(_("%(value)s is geen telling: een heel getal van 0 of meer") % {"value": shown(plain)})
    return plain


def _count(run: _Run, row: int, cells: tuple[Value, ...], column: str) -> int | bool | None:
    """Return an n, as `_number` does; one column may go with several figures, and is told of once."""
    if (row, column) not in run.counted:
        run.counted[row, column] = _count_anew(run, row, cells, column)
    return run.counted[row, column]


def _count_anew(run: _Run, row: int, cells: tuple[Value, ...], column: str) -> int | bool | None:
    try:
        number = number_of(_cell(run, cells, column), run.mapping.comma)
        if number is None:
            return None
        if isinstance(number, Percent) or number < 0 or number != int(number):
            told = {"value": number if isinstance(number, Percent) else shown(number)}
            raise _Unreadable(_("%(value)s is geen aantal mensen: een heel getal van 0 of meer") % told)
        return int(number)
    except _Unreadable as wrong:
        run.problems.add(str(wrong), row, column)
        return False


def number_of(cell: Value, comma: bool) -> float | Percent | None:
    """Return the number in a cell, None where it says that there is none. Raises with what is there instead."""
    if isinstance(cell, Percent):
        return cell
    if isinstance(cell, date):
        raise _Unreadable(_("hier staat een datum (%(cell)s), geen getal") % {"cell": cell.isoformat()})
    if isinstance(cell, int | float):
        if not math.isfinite(cell):
            raise _Unreadable(_("hier staat geen getal"))
        return float(cell)
    text = cell.replace("−", "-").replace("\N{NO-BREAK SPACE}", " ").strip()
    if key(text) in ABSENT:
        return None
    percent = text.endswith("%")
    text = text.removesuffix("%").strip()
    if not text.isascii() or not NUMBER[comma].fullmatch(text):
        raise _Unreadable(_not_a_number(text, comma))
    number = float(text.replace(",", "."))
    return Percent(number) if percent else number


def _not_a_number(text: str, comma: bool) -> str:
    told = {"text": text if len(text) <= 40 else f"{text[:40]}…"}
    if NUMBER[not comma].fullmatch(text) and not GROUPED.fullmatch(text):
        if comma:
            return _("'%(text)s' heeft een punt, en de decimalen hebben in dit bestand een komma") % told
        return _("'%(text)s' heeft een komma, en de decimalen hebben in dit bestand een punt") % told
    if GROUPED.fullmatch(text):
        return _("'%(text)s': schrijf getallen zonder teken voor duizendtallen") % told
    return _("'%(text)s' is geen getal") % told


def shown(number: float) -> str:
    """Return a number as a Dutch reader writes it."""
    return f"{number:g}".replace(".", ",")


def _year(run: _Run, row: int, cells: tuple[Value, ...]) -> int | None:
    column = run.mapping.only(Role.YEAR)
    if not column:
        return run.mapping.year
    cell = _cell(run, cells, column)
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    if isinstance(cell, date) or re.fullmatch(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}", text):
        told = {"cell": text}
        run.problems.add(_("hier staat een datum (%(cell)s); geef alleen het jaar, zoals 2025") % told, row, column)
        return None
    if not (text.isascii() and re.fullmatch(r"[12]\d{3}", text)):
        run.problems.add(_("'%(cell)s' is geen jaar") % {"cell": text[:40]}, row, column)
        return None
    if not FIRST_YEAR <= int(text) <= run.world.this_year:
        told = {"cell": text, "first": str(FIRST_YEAR), "last": str(run.world.this_year)}
        run.problems.add(_("%(cell)s ligt niet tussen %(first)s en %(last)s") % told, row, column)
        return None
    return int(text)


def _area(run: _Run, row: int, cells: tuple[Value, ...], year: int | None) -> str:
    """Return the code of the area, or nothing after telling what is wrong."""
    column = run.mapping.only(Role.AREA)
    text = str(_cell(run, cells, column))
    places = run.world.places(run.world.this_year if year is None else year)
    code = re.sub(r"\s+", "", text).upper()
    if code in places.names:
        return code
    found = places.codes.get(key(text)) or places.codes.get(NUMBERED.sub("", key(text)), ())
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        listed = ", ".join(f"{code} ({places.names[code]})" for code in found)
        told = {"name": text, "areas": listed}
        text = _("'%(name)s' is geen gebied waarover één cijfer kan gaan: %(areas)s. Geef een code") % told
    elif re.fullmatch(r"(GM\d{4}|WK\d{6}|BU\d{8})", code):
        text = _("%(code)s is geen gebied van %(name)s") % {"code": code, "name": run.world.name}
    elif not text:
        text = _("hier ontbreekt het gebied")
    else:
        text = _unknown(text[:60], places)
    run.problems.add(text, row, column)
    return ""


def _unknown(name: str, places: Places) -> str:
    near = get_close_matches(key(name), list(places.codes), n=1, cutoff=0.75)
    if near and len(places.codes[near[0]]) == 1:
        code = places.codes[near[0]][0]
        told = {"name": name, "near": places.names[code], "code": code}
        return _("'%(name)s' is geen bekend gebied; bedoelt u %(near)s (%(code)s)?") % told
    return _("'%(name)s' is geen bekend gebied") % {"name": name}


def _remarks(run: _Run, indicators: tuple[str, ...]) -> list[str]:
    found = []
    known = catalogue()
    survey = [r for r in run.rows if not known[r["indicator"]].is_count and r["value"] is not None]
    if survey and all(r["lower"] is None for r in survey):
        found.append(_("Er zijn geen marges. Baken kan dan niet zeggen of een verschil meer is dan toeval."))
    shares = [r["value"] for r in survey if known[r["indicator"]].kind is IndicatorKind.SHARE]
    if shares and max(shares) <= 1 and not run.mapping.share:
        found.append(_("Alle percentages zijn 1 of lager. Staan ze misschien als aandeel (0 tot 1) in het bestand?"))
    if run.left_out:
        told = ngettext("%(n)d rij is weggelaten.", "%(n)d rijen zijn weggelaten.", run.left_out)
        found.append(told % {"n": run.left_out})
    if run.table.encoding == "Windows-1252":
        found.append(_("De tekens zijn gelezen als Windows-1252. Kijk of letters met een accent kloppen."))
    return found
