# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Generated figures: made by rule from the residents of an area, so that each run serves the same. None of them is real.

What is real is the form: keys that end in spaces, codes of years between those of months, figures that are withheld, types
that add up others, one that Baken doesn't know, a year and a month that aren't over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from zlib import crc32

from baken.observe import reference

SEASON = (0.080, 0.074, 0.082, 0.082, 0.087, 0.088, 0.090, 0.089, 0.085, 0.086, 0.081, 0.076)
LABEL = "gegenereerd om te proberen, geen echte cijfers"
MODIFIED = "2026-11-15T02:00:00"
UNKNOWN, ROLLUP = "9.9.9", "1.1"
MARGINS = (
    ("MW00000", "Waarde", 0.0),
    ("MOG0095", "Ondergrens 95%-interval", -2.5),
    ("MBG0095", "Bovengrens 95%-interval", 2.5),
)
YEARS = range(2012, 2027)


@dataclass(frozen=True)
class Entry:
    """An entry of a code list."""

    key: str
    title: str
    status: str | None = None


@dataclass(frozen=True)
class Column:
    """A measure: its key in version 3, its code in version 4, its title, unit and the title of its group."""

    key: str
    code: str
    title: str
    unit: str = "aantal"
    group: str = ""


@dataclass
class Made:
    """A table: its code lists by column (in the order of the columns), its measures, when it was changed, its edition."""

    id: str
    title: str
    lists: dict[str, list[Entry]]
    kinds: dict[str, str]
    columns: list[Column]
    modified: str = MODIFIED
    covers: str = "2012-2026"
    factor: float = 1.0
    withheld: bool = True
    extra: dict[str, float] = field(default_factory=dict)

    def value(self, column: Column, at: dict[str, str]) -> float | None:
        """The figure of a cell; `at` gives the key per column, without spaces."""
        return VALUES[self.id[:5]](self, column, at)


def tables() -> dict[str, Made]:
    """Return a fresh set of tables, to change at will."""
    made = [_police(*row) for row in POLICE]
    made += [_crime_of_cbs(), _survey(), *(_residents(table, year) for table, year in EDITIONS)]
    return {table.id: table for table in made}


SMALL_AREAS = frozenset(
    {"NL00", "NL01", "PV27", "GM0453", "GM0014", "WK045308", "WK045305", "BU04530801", "BU04530802"}
)
SMALL_TYPES = frozenset({"0.0.0", ROLLUP, UNKNOWN, "1.1.1", "1.4.1", "1.4.5", "3.7.4", "E33", "E35"})


def few() -> dict[str, Made]:
    """Return the same tables with a handful of areas, types and years: for tests."""
    found = tables()
    for table in found.values():
        for name, entries in table.lists.items():
            if name in {"WijkenEnBuurten", "RegioS"}:
                table.lists[name] = [entry for entry in entries if entry.key.strip() in SMALL_AREAS]
            elif name in {"SoortMisdrijf", "Overlast"} and table.id != "83648NED":
                table.lists[name] = [entry for entry in entries if entry.key.strip() in SMALL_TYPES]
            elif name == "Perioden":
                table.lists[name] = [entry for entry in entries if entry.key >= "2023"]
    return found


POLICE = (
    (
        "47018NED",
        "Geregistreerde misdrijven; soort misdrijf, wijk, buurt, jaarcijfers",
        "SoortMisdrijf",
        "crime",
        True,
        "J",
    ),
    (
        "47022NED",
        "Geregistreerde misdrijven; soort misdrijf, wijk, buurt, maandcijfers",
        "SoortMisdrijf",
        "crime",
        True,
        "JM",
    ),
    (
        "47013NED",
        "Geregistreerde misdrijven en aangiften; soort misdrijf, gemeente",
        "SoortMisdrijf",
        "crime",
        False,
        "JM",
    ),
    ("47021NED", "Geregistreerde overlast; soort overlast, gemeente", "Overlast", "nuisance", False, "JM"),
    ("47024NED", "Geregistreerde overlast; soort overlast, wijk, buurt", "Overlast", "nuisance", True, "JM"),
)
EDITIONS = (("84799NED", "2020"), ("85984NED", "2024"), ("86165NED", "2025"))


def _police(id: str, title: str, dimension: str, kind: str, small: bool, periods: str) -> Made:  # noqa: A002
    region, geo = ("WijkenEnBuurten", "GeoDetail") if small else ("RegioS", "GeoDimension")
    measure = "GeregistreerdeMisdrijven_1" if kind == "crime" else "GeregistreerdeOverlast_1"
    columns = [Column(measure, "M1", "Geregistreerd")]
    if id == "47013NED":
        columns += [Column("Aangiften_2", "M2", "Aangiften"), Column("Internetaangiften_3", "M3", "Internetaangiften")]
    return Made(
        id,
        f"{title} ({LABEL})",
        {dimension: _types(kind), region: _regions(small, "NL00"), "Perioden": list(_periods(periods))},
        {dimension: "Dimension", region: geo, "Perioden": "TimeDimension"},
        columns,
    )


def _types(kind: str) -> list[Entry]:
    entries = reference.crime_types() if kind == "crime" else reference.nuisance_types()
    found = [Entry(entry.code.ljust(6), entry.official_title) for entry in entries]
    if kind == "crime":
        found.insert(1, Entry(ROLLUP.ljust(6), "1.1 Diefstal/inbraak, totaal"))
    return [*found, Entry(UNKNOWN.ljust(6), "9.9.9 Een soort die Baken niet kent")]


def _regions(small: bool, nation: str) -> list[Entry]:
    found = [Entry(nation.ljust(10), "Nederland"), Entry("PV27".ljust(10), "Noord-Holland (PV)")]
    for area in reference.areas():
        if area.level == "municipality" or (small and area.level in {"wijk", "buurt"}):
            found.append(Entry(area.code.ljust(10), area.name))
    return found


def _periods(kinds: str, *, status: bool = False, first: int = 2012) -> Iterator[Entry]:
    for year in YEARS:
        if year < first:
            continue
        if "M" in kinds:
            for month in range(1, 13 if year < 2026 else 12):
                yield Entry(f"{year}MM{month:02d}", f"{year} maand {month}")
            for quarter in range(1, 5 if year < 2026 else 4):
                yield Entry(f"{year}KW{quarter:02d}", f"{year} {quarter}e kwartaal")
        if "J" in kinds:
            early = year >= 2024
            told = ("Voorlopig" if early else "Definitief") if status else None
            yield Entry(f"{year}JJ00", f"{year}{'*' if status and early else ''}", told)


def _crime_of_cbs() -> Made:
    return Made(
        "83648NED",
        f"Geregistreerde criminaliteit; soort misdrijf, regio ({LABEL})",
        {
            "SoortMisdrijf": [Entry("T001161", "Misdrijven, totaal"), Entry("CRI1000", "1 Vermogensmisdrijven")],
            "RegioS": _regions(False, "NL01"),
            "Perioden": list(_periods("J", status=True)),
        },
        {"SoortMisdrijf": "Dimension", "RegioS": "GeoDimension", "Perioden": "TimeDimension"},
        [
            Column("TotaalGeregistreerdeMisdrijven_1", "M004200_2", "Totaal geregistreerde misdrijven"),
            Column("GeregistreerdeMisdrijvenRelatief_2", "M004200_4", "Geregistreerde misdrijven, relatief", "%"),
            Column("GeregistreerdeMisdrijvenPer1000Inw_3", "M004200_3", "Geregistreerd per 1000 inw.", "per 1 000 inwoners"),
        ],
    )  # fmt: skip


SURVEY = (
    ("SocialeCohesieSchaalscore", 6.2, "schaalscore", ""),
    ("RapportcijferLeefbaarheidWoonbuurt", 7.4, "rapportcijfer", ""),
    ("OordeelFunctionerenGemeenteAlgemeen", 37.0, "%", ""),
    ("EenOfMeerVormenFysiekeVerloedering", 13.0, "%", ""),
    ("EenOfMeerVormenVanSocialeOverlast", 14.0, "%", ""),
    ("VoeltZichWeleensOnveilig", 33.0, "%", ""),
    ("VoeltZichVaakOnveilig", 2.0, "%", ""),
    ("DenktDatErVeelCriminaliteitInBuurt", 11.0, "%", ""),
    ("GediscrimineerdGevoeld", 9.0, "%", ""),
    ("Slachtoffers", 20.0, "%", "Traditionele criminaliteit, totaal"),
    ("Slachtoffers", 5.0, "%", "Geweldsdelicten, totaal"),
    ("Slachtoffers", 16.0, "%", "Onlinecriminaliteit, totaal"),
)


def _survey() -> Made:
    columns = [
        Column(f"{name}_{at}", f"D{at}", name, unit, group)
        for at, (name, _level, unit, group) in enumerate(SURVEY, start=1)
    ]
    years = [entry for entry in _periods("J", status=True, first=2019) if int(entry.key[:4]) % 2]
    return Made(
        "85146NED",
        f"Veiligheidsmonitor; kerncijfers, regio ({LABEL})",
        {
            "Marges": [Entry(key, title) for key, title, _shift in MARGINS],
            "RegioS": _regions(False, "NL01"),
            "Perioden": years,
        },
        {"Marges": "Dimension", "RegioS": "GeoDimension", "Perioden": "TimeDimension"},
        columns,
    )


def _residents(table: str, year: str) -> Made:
    return Made(
        table,
        f"Kerncijfers wijken en buurten {year} ({LABEL})",
        {"WijkenEnBuurten": _regions(True, "NL00")},
        {"WijkenEnBuurten": "GeoDetail"},
        [Column("AantalInwoners_5", "T001036", "Aantal inwoners"), Column("Mannen_6", "3000", "Mannen")],
        covers=year,
    )


# The figures


@cache
def _people() -> dict[str, int]:
    return {area.code: area.population_2024 or 0 for area in reference.areas()}


@cache
def _shares(kind: str) -> dict[str, float]:
    """Per type how often it occurs per resident and year: ever less, so that some types are rare."""
    types = reference.crime_types() if kind == "crime" else reference.nuisance_types()
    return {entry.code: 0.012 / (1 + at) for at, entry in enumerate(types) if entry.code != "0.0.0"}


def _noise(*key: str) -> float:
    return crc32("|".join(key).encode()) % 1000 / 1000


@cache
def _yearly(kind: str, code: str, area: str, year: int, factor: float) -> int:
    people = _people().get("NL00" if area in {"NL00", "NL01"} else area, 0)
    expected = _shares(kind).get(code, 0.0) * people * (0.85 + 0.3 * _noise(kind, code, area, str(year)))
    return round(factor * expected)


def _counted(made: Made, _column: Column, at: dict[str, str]) -> float | None:
    kind = "crime" if "SoortMisdrijf" in at else "nuisance"
    code, area = at.get("SoortMisdrijf") or at["Overlast"], at.get("WijkenEnBuurten") or at["RegioS"]
    year, period = int(at["Perioden"][:4]), at["Perioden"][4:]
    if made.withheld and area[:2] in {"WK", "BU"} and code in {"1.4.1", "3.2.1", "3.2.2"}:
        return None
    if made.withheld and area[:2] == "BU" and _noise("withheld", code, area, str(year)) < 0.05:
        return None
    if code == UNKNOWN:
        return 1
    codes = [code]
    if code in {"0.0.0", ROLLUP}:
        codes = [known for known in _shares(kind) if code == "0.0.0" or known.startswith(f"{code}.")]
    return sum(_part(_yearly(kind, known, area, year, made.factor), period) for known in codes)


def _part(yearly: int, period: str) -> int:
    """The part of a year: all twelve months add up to it."""
    if period.startswith("MM"):
        months = range(int(period[2:]) - 1, int(period[2:]))
    elif period.startswith("KW"):
        months = range(3 * int(period[2:]) - 3, 3 * int(period[2:]))
    else:
        return yearly
    before, after = sum(SEASON[: months.start]), sum(SEASON[: months.stop])
    return int(yearly * round(after, 6)) - int(yearly * round(before, 6))


def _cbs(made: Made, column: Column, at: dict[str, str]) -> float | None:
    people = _people().get("NL00" if at["RegioS"] == "NL01" else at["RegioS"], 0)
    if not people:
        return None
    count = 5 * round(0.041 * people * (0.9 + 0.2 * _noise(at["RegioS"], at["Perioden"])) * made.factor / 5)
    return count if column.unit == "aantal" else round(1000 * count / people, 1)


def _surveyed(made: Made, column: Column, at: dict[str, str]) -> float | None:
    level = next(row[1] for n, row in enumerate(SURVEY, start=1) if column.code == f"D{n}")
    shift = next(move for key, _title, move in MARGINS if key == at["Marges"])
    if at["RegioS"].startswith("PV"):
        return None
    value = level * (0.95 + 0.1 * _noise(column.key, at["RegioS"], at["Perioden"])) * made.factor
    return round(max(value + shift * (0.1 if level < 10 else 1.0), 0.0), 1)


def _lived(made: Made, column: Column, at: dict[str, str]) -> float | None:
    area = at["WijkenEnBuurten"]
    people = _people().get(area, 0)
    if made.withheld and area == "BU04530903":
        return None
    return round(people * made.factor * (1 if column.code == "T001036" else 0.5))


VALUES = {
    "47018": _counted, "47022": _counted, "47013": _counted, "47021": _counted, "47024": _counted,
    "83648": _cbs, "85146": _surveyed, "84799": _lived, "85984": _lived, "86165": _lived,
}  # fmt: skip
