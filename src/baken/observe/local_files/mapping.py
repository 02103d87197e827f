# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which column is what: the mapping, what can be wrong with it, and Baken's first guess. Pure."""

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from ..picture.indicators import catalogue
from .table import ABSENT, Percent, Table, key

LEFT_OUT = "-"
"""In `Mapping.words`: rows with this word are left out."""
PRACTICE = "voorbeeld"
"""Heading of the column by which Baken knows its own practice files; its cells say `INVENTED`."""
INVENTED = "verzonnen"


class Role(StrEnum):
    """What a column holds."""

    AREA = "area"
    YEAR = "year"
    INDICATOR = "indicator"
    VALUE = "value"
    N = "n"
    LOWER = "lower"
    UPPER = "upper"


ROLES: dict[Role, Any] = {
    Role.AREA: gettext_lazy("gebied (code of naam)"),
    Role.YEAR: gettext_lazy("jaar"),
    Role.INDICATOR: gettext_lazy("welk cijfer het is (in woorden)"),
    Role.VALUE: gettext_lazy("het cijfer zelf"),
    Role.N: gettext_lazy("aantal ondervraagden (n)"),
    Role.LOWER: gettext_lazy("ondergrens van de marge"),
    Role.UPPER: gettext_lazy("bovengrens van de marge"),
}


@dataclass(frozen=True, slots=True)
class Use:
    """One column that is used. `indicator` is empty where another column or the only value column tells it; an n without
    indicator goes with all values."""

    column: str
    role: Role
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a mapping. `column` is a heading, or `year`, or empty for the whole."""

    text: str
    column: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a file is read. `share`: percentages are written from 0 to 1; `comma`: decimals have a comma.

    `words` says which indicator is meant by each word of the indicator column. `year` holds for the whole file where no
    column has it; it isn't saved, since next time it is another.
    """

    uses: tuple[Use, ...]
    share: bool = False
    comma: bool = True
    year: int | None = None
    words: Dict[str, str] = field(default_factory=dict)
    sheet: str = ""
    fictitious: bool = False

    def of(self, role: Role) -> tuple[Use, ...]:
        """Return the columns with a role."""
        return tuple(use for use in self.uses if use.role is role)

    def only(self, role: Role) -> str:
        """Return the heading of the one column with a role, or nothing."""
        return next((use.column for use in self.of(role)), "")

    def beside(self, role: Role, indicator: str) -> str:
        """Return the heading of the n or bound that goes with a value column's indicator."""
        uses = self.of(role)
        own = [use for use in uses if use.indicator == indicator]
        shared = [use for use in uses if not use.indicator]
        alone = role is Role.N or len(self.of(Role.VALUE)) == 1
        return next((use.column for use in (*own, *(shared if alone else ()))), "")

    def indicators(self) -> tuple[str, ...]:
        """Return the indicators that the columns or words name, each once."""
        named = [use.indicator for use in self.of(Role.VALUE)] + list(self.words.values())
        return tuple(dict.fromkeys(slug for slug in named if slug and slug != LEFT_OUT))

    def missing(self, table: Table) -> tuple[str, ...]:
        """Return the headings that the mapping needs and the file hasn't."""
        return tuple(use.column for use in self.uses if table.column(use.column) is None)

    def renamed(self, table: Table) -> "Mapping":
        """Return the mapping with the headings as this file spells them, without the columns that it hasn't."""
        places = {use.column: table.column(use.column) for use in self.uses}
        uses = tuple(
            replace(use, column=table.headings[at]) for use in self.uses if (at := places[use.column]) is not None
        )
        return replace(self, uses=uses)

    def to_json(self) -> dict[str, Any]:
        """Return what is saved: all but the year."""
        return {
            "columns": [{"column": u.column, "role": u.role.value, "indicator": u.indicator} for u in self.uses],
            "share": self.share,
            "comma": self.comma,
            "words": dict(self.words),
            "sheet": self.sheet,
        }

    @classmethod
    def from_json(cls, layout: Dict[str, Any], *, year: int | None = None, fictitious: bool = False) -> "Mapping":
        """Return a saved mapping."""
        return cls(
            uses=tuple(Use(c["column"], Role(c["role"]), c["indicator"]) for c in layout["columns"]),
            share=bool(layout["share"]),
            comma=bool(layout["comma"]),
            year=year,
            words=dict(layout["words"]),
            sheet=str(layout["sheet"]),
            fictitious=fictitious,
        )


def faults(mapping: Mapping, *, any_year: bool = False) -> list[Fault]:
    """Return everything that is wrong with a mapping in itself. `any_year`: the year may be told later."""
    found: list[Fault] = []
    for role, none in (
        (Role.AREA, _("Zeg welke kolom het gebied heeft.")),
        (Role.VALUE, _("Zeg welke kolom een cijfer heeft.")),
    ):
        if not mapping.of(role):
            found.append(Fault(none))
    for role in (Role.AREA, Role.YEAR, Role.INDICATOR):
        for use in mapping.of(role)[1:]:
            found.append(Fault(_("Er kan maar één kolom zijn met: %(what)s.") % {"what": ROLES[role]}, use.column))
    if not mapping.of(Role.YEAR) and mapping.year is None and not any_year:
        found.append(Fault(_("Geef het jaar, of zeg welke kolom het jaar heeft."), field="year"))
    if mapping.of(Role.YEAR) and mapping.year is not None:
        found.append(Fault(_("Het jaar staat al in een kolom. Laat dit leeg."), field="year"))
    found += _long(mapping) if mapping.of(Role.INDICATOR) else _wide(mapping)
    found += _kinds(mapping)
    return found


def kinds(indicators: Sequence[str]) -> set[bool]:
    """Return whether the indicators are counts: both, where a file mixes what may not be mixed."""
    known = catalogue()
    return {known[slug].is_count for slug in indicators if slug in known}


def _long(mapping: Mapping) -> list[Fault]:
    found = [
        Fault(_("Een andere kolom zegt al welk cijfer het is. Kies hier geen cijfer."), use.column)
        for use in mapping.uses
        if use.indicator
    ]
    for role in (Role.VALUE, Role.N, Role.LOWER, Role.UPPER):
        for use in mapping.of(role)[1:]:
            found.append(Fault(_("Er kan maar één kolom zijn met: %(what)s.") % {"what": ROLES[role]}, use.column))
    return found + _pairs(mapping, ("",) if mapping.of(Role.VALUE) else ())


def _wide(mapping: Mapping) -> list[Fault]:
    found: list[Fault] = []
    known = catalogue()
    values = mapping.of(Role.VALUE)
    named = [use.indicator for use in values if use.indicator]
    for use in values:
        if use.indicator not in known:
            found.append(Fault(_("Kies welk cijfer dit is."), use.column))
    for use in mapping.uses:
        beside = use.role in (Role.N, Role.LOWER, Role.UPPER)
        if beside and use.indicator and use.indicator not in named:
            found.append(Fault(_("Bij dit cijfer hoort geen kolom met het cijfer zelf."), use.column))
        if use.role in (Role.LOWER, Role.UPPER) and not use.indicator and len(values) > 1:
            found.append(Fault(_("Kies bij welk cijfer deze grens hoort."), use.column))
    for role in (Role.VALUE, Role.N, Role.LOWER, Role.UPPER):
        seen: set[str] = set()
        for use in mapping.of(role):
            if use.indicator in seen:
                found.append(Fault(_("Deze keuze staat ook bij een andere kolom."), use.column))
            seen.add(use.indicator)
    return found + _pairs(mapping, tuple(dict.fromkeys(named)))


def _pairs(mapping: Mapping, indicators: Sequence[str]) -> list[Fault]:
    found = []
    for indicator in indicators:
        lower, upper = mapping.beside(Role.LOWER, indicator), mapping.beside(Role.UPPER, indicator)
        if bool(lower) != bool(upper):
            found.append(Fault(_("Geef een ondergrens én een bovengrens, of geen van beide."), lower or upper))
    return found


def _kinds(mapping: Mapping) -> list[Fault]:
    told = kinds(mapping.indicators())
    if len(told) > 1:
        return [Fault(_("Een bestand heeft uitkomsten van een vragenlijst, of tellingen. Niet allebei."))]
    bounds = [*mapping.of(Role.LOWER), *mapping.of(Role.UPPER), *mapping.of(Role.N)]
    if told == {True} and bounds:
        return [
            Fault(_("Bij een telling horen geen marge en geen aantal ondervraagden."), use.column) for use in bounds
        ]
    return []


@cache
def named_indicators() -> dict[str, str]:
    """Return what an indicator may be called in a file: its id, its Dutch and its English title."""
    names: dict[str, str] = {}
    for language in ("nl", "en"):
        with override(language):
            names |= {key(indicator.title): slug for slug, indicator in catalogue().items()}
    return names | {key(slug): slug for slug in catalogue()}


def unknown_words(table: Table, heading: str) -> list[str]:
    """Return the words of the indicator column that aren't the name of an indicator, in their order."""
    at = table.column(heading)
    known = named_indicators()
    found = dict.fromkeys(str(cells[at]) for _row, cells in table.rows) if at is not None else {}
    return [word for word in found if word and key(word) not in known]


WORDS: dict[Role, frozenset[str]] = {
    Role.AREA: frozenset({"gebied", "wijk", "buurt", "wijkcode", "buurtcode", "gebiedscode", "kern", "area", "regio"}),
    Role.YEAR: frozenset({"jaar", "year", "periode", "period", "peiljaar"}),
    Role.INDICATOR: frozenset({"indicator", "onderwerp", "vraag", "soort", "cijfer"}),
    Role.VALUE: frozenset({"waarde", "value", "percentage", "aantal", "uitkomst"}),
    Role.N: frozenset({"n", "respondenten", "aantal respondenten", "ondervraagden", "aantal ondervraagden"}),
    Role.LOWER: frozenset({"ondergrens", "marge onder", "lower", "laag", "onder"}),
    Role.UPPER: frozenset({"bovengrens", "marge boven", "upper", "hoog", "boven"}),
}


def guess(table: Table) -> Mapping:
    """Return what the headings and the first rows suggest; the user has the last word."""
    uses: list[Use] = []
    taken: set[Role] = set()
    current = ""
    long = any(key(name) in WORDS[Role.INDICATOR] for name in table.headings)
    for name in table.headings:
        role, indicator = _guess_one(key(name))
        if role is None or (role in taken and role in (Role.AREA, Role.YEAR, Role.INDICATOR)):
            continue
        if role is Role.VALUE:
            current = indicator
        elif role in (Role.LOWER, Role.UPPER) and not indicator:
            indicator = current
        taken.add(role)
        uses.append(Use(name, role, "" if long else indicator))
    return Mapping(tuple(uses), share=_shares(table, uses), comma=_comma(table, uses), fictitious=is_practice(table))


def _guess_one(name: str) -> tuple[Role | None, str]:
    for role, words in WORDS.items():
        if name in words:
            return role, ""
    titles = named_indicators()
    if name in titles:
        return Role.VALUE, titles[name]
    for role in (Role.N, Role.LOWER, Role.UPPER):
        for word in sorted(WORDS[role], key=len, reverse=True):
            if name.endswith(f" {word}") and (rest := name.removesuffix(word).strip(" ,:-(")) in titles:
                return role, titles[rest]
    return None, ""


def is_practice(table: Table) -> bool:
    """Whether this is one of Baken's practice files, however it was edited since."""
    at = table.column(PRACTICE)
    return at is not None and any(key(cells[at]) == INVENTED for _row, cells in table.rows)


def _texts(table: Table, uses: Sequence[Use], roles: Sequence[Role]) -> list[Any]:
    places = [table.column(use.column) for use in uses if use.role in roles]
    return [
        cells[at] for _row, cells in table.rows[:200] for at in places if at is not None and cells[at] not in ABSENT
    ]


def _comma(table: Table, uses: Sequence[Use]) -> bool:
    texts = [t for t in _texts(table, uses, (Role.VALUE, Role.LOWER, Role.UPPER)) if isinstance(t, str)]
    return not any("." in text for text in texts) or any("," in text for text in texts)


def _shares(table: Table, uses: Sequence[Use]) -> bool:
    """Guess shares where all values lie between 0 and 1, and some do so truly."""
    numbers = []
    for cell in _texts(table, uses, (Role.VALUE,)):
        try:
            numbers.append(float(str(cell).replace(",", ".")) if not isinstance(cell, Percent) else 100.0)
        except ValueError:
            return False
    return bool(numbers) and max(numbers) <= 1 and any(0 < number < 1 for number in numbers)
