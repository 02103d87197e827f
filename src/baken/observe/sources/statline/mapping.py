# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the codes of StatLine to those of Baken: types to indicators, periods to years and months, and what is final.

Pure: no network, no clock. A key may end in spaces; compare keys only without them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ... import reference
from .tables import CRIME

TOTAL = "0.0.0"
_YEAR, _MONTH = re.compile(r"([12]\d{3})JJ00"), re.compile(r"([12]\d{3})MM(0[1-9]|1[0-2])")
_LEVELS = {
    "GM": ("municipality", r"GM\d{4}"),
    "WK": ("wijk", r"WK\d{4}[0-9A-Z]{2}"),
    "BU": ("buurt", r"BU\d{4}[0-9A-Z]{4}"),
}
NATION = "NL00"
NATIONS = frozenset({"NL00", "NL01"})
"""The country: CBS calls it NL01, or NL00 in tables of wijken and buurten."""


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of a code list as published: the key with its spaces, the title, and what it says of being final."""

    key: str
    title: str = ""
    status: str = ""

    @property
    def plain(self) -> str:
        return self.key.strip()


@dataclass(frozen=True, slots=True)
class Types:
    """The types of a table sorted out: key (without spaces) to indicator, and what was left out.

    `rollups` add up other types; `unknown` are types that Baken doesn't know; `renamed` are called otherwise than before.
    """

    known: Mapping[str, str]
    rollups: tuple[Code, ...] = ()
    unknown: tuple[Code, ...] = ()
    renamed: tuple[Code, ...] = ()


def type_indicators(kind: str) -> dict[str, str]:
    """Return {type code: indicator} of the police's crimes or nuisance, the total included."""
    found = reference.crime_types() if kind == CRIME else reference.nuisance_types()
    return {entry.code: entry.indicator for entry in found}


def sort_types(codes: Iterable[Code], kind: str) -> Types:
    """Sort the code list of a table of the police."""
    codes = tuple(codes)
    indicators = type_indicators(kind)
    entries = reference.crime_types() if kind == CRIME else reference.nuisance_types()
    names = {entry.code: _letters(entry.official_title) for entry in entries}
    known: dict[str, str] = {}
    rollups, unknown, renamed = [], [], []
    for code in codes:
        if code.plain in indicators:
            known[code.plain] = indicators[code.plain]
            if code.plain != TOTAL and code.title and _letters(code.title) != names[code.plain]:
                renamed.append(code)
        elif "totaal" in code.title.casefold() or any(c.plain.startswith(f"{code.plain}.") for c in codes):
            rollups.append(code)
        else:
            unknown.append(code)
    return Types(known, tuple(rollups), tuple(unknown), tuple(renamed))


def total_of(codes: Iterable[Code]) -> Code | None:
    """Return the type that adds up all others, also in a code list that isn't the police's ("Misdrijven, totaal")."""
    codes = tuple(codes)
    by_key = [code for code in codes if code.plain == TOTAL]
    by_title = [code for code in codes if _letters(code.title) in {"misdrijventotaal", "totaalmisdrijven"}]
    return next(iter(by_key or by_title), None)


def area_of(key: str) -> str | None:
    """Return the code of a nation, municipality, wijk or buurt as Baken knows it; None for any other region."""
    plain = key.strip()
    if plain in NATIONS:
        return NATION
    level = _LEVELS.get(plain[:2])
    return plain if level is not None and re.fullmatch(level[1], plain) else None


def level_of(area: str) -> str:
    """Return the level of an area code of Baken."""
    return "nation" if area == NATION else _LEVELS[area[:2]][0]


def municipality_of(area: str) -> str:
    """Return the municipality of an area code of Baken; the nation is its own."""
    return NATION if area == NATION else f"GM{area[2:6]}"


def period_of(key: str) -> str | None:
    """Return `2025JJ00` as "2025" and `2025MM03` as "2025-03"; None for quarters, half years and the like."""
    plain = key.strip()
    if found := _YEAR.fullmatch(plain):
        return found[1]
    if found := _MONTH.fullmatch(plain):
        return f"{found[1]}-{found[2]}"
    return None


def is_over(period: str, modified: date) -> bool:
    """Whether a period had ended when its publisher last changed the table: a year half done would read as a fall."""
    year, month = int(period[:4]), int(period[5:] or 12)
    return date(year + month // 12, month % 12 + 1, 1) <= modified


def is_provisional(code: Code, period: str, modified: date) -> bool:
    """Whether figures of a period may still change.

    As the code list says, by a status or a mark behind the title (`2023*`). Where it says nothing, as in tables of the police:
    the year before the last change of the table, and all after it.
    """
    told = f"{code.status} {code.title}".casefold()
    if "voorlopig" in told or code.title.rstrip().endswith("*"):
        return True
    if code.status.strip():
        return False
    return int(period[:4]) >= modified.year - 1


def stem(key: str) -> str:
    """Return the key of a measure (`AantalInwoners_5`) or its title ("Aantal inwoners") as letters to compare by."""
    return _letters(re.sub(r"_\d+$", "", key.strip()))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
