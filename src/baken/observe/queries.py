# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the safety picture: areas from the registry, facts from the store, figures from `picture`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from baken.cores.estimation import Shrunken
from baken.kernel.errors import BakenError
from baken.registry.facade import AreaInfo, areas

from .facts import Dataset, Fact, Load
from .picture import judging as picture
from .picture import together
from .picture.figures import Beside, Figure
from .picture.indicators import HEADLINE, Indicator, catalogue
from .picture.peers import comparable
from .picture.series import POPULATION, Series, arrange, preference
from .store import store

NATION = "NL00"
MAIN = "crime_total"


class UnknownArea(BakenError):
    """An area code that Baken doesn't know; `codes` names each."""

    def __init__(self, codes: Sequence[str]):
        self.codes = tuple(codes)
        super().__init__(", ".join(codes))


class NoFigures(BakenError):
    """No figures were known for that year, or at that moment."""

    def __init__(self, year: int | None, years: Sequence[int]):
        self.year, self.years = year, tuple(years)
        super().__init__(f"no figures for {year}; there are {', '.join(map(str, years)) or 'none'}")


@dataclass
class Picture:
    """Everything known of one municipality in one year: areas, figures with verdicts, and what they are held against."""

    municipality: AreaInfo
    areas: Mapping[str, AreaInfo]
    year: int
    as_of: datetime | None
    indicators: Mapping[str, Indicator]
    series: Series
    peers: tuple[AreaInfo, ...] = ()
    everyone: Mapping[str, AreaInfo] = field(default_factory=dict)
    _wildness: dict[tuple[str, str], picture.Wildness | None] = field(default_factory=dict)
    _families: dict[tuple[str, str, int | None], dict[str, Figure]] = field(default_factory=dict)
    _estimates: dict[tuple[str, str], Mapping[str, Shrunken]] = field(default_factory=dict)

    @property
    def wijken(self) -> tuple[AreaInfo, ...]:
        return tuple(a for a in self.areas.values() if a.level == "wijk")

    @property
    def buurten(self) -> tuple[AreaInfo, ...]:
        return tuple(a for a in self.areas.values() if a.level == "buurt")

    @property
    def years(self) -> tuple[int, ...]:
        """Return all years of the main series, oldest first: what can be chosen."""
        return tuple(sorted(self.series.facts(MAIN, self.municipality.code)))

    @property
    def first_year(self) -> int:
        """Return the year with which the picture's trend starts."""
        return min(self.years[0], self.year)

    def figures(self, indicator: str, level: str, versus: int | None = None) -> dict[str, Figure]:
        """Return the figures of all areas of `level`, judged together, each also held against the rest."""
        key = (indicator, level, versus)
        if key not in self._families:
            self._families[key] = self._family(self.indicators[indicator], level, versus)
        return self._families[key]

    def figure(self, indicator: str, area: str, versus: int | None = None) -> Figure | None:
        """Return one figure, judged with its level; None when there is none."""
        info = self.areas.get(area)
        return self.figures(indicator, info.level, versus).get(area) if info else None

    def estimates(self, indicator: str, level: str) -> Mapping[str, Shrunken]:
        """Return the rates of areas of a level estimated with the others together; empty for survey figures."""
        key = (indicator, level)
        if key not in self._estimates:
            kind = self.indicators[indicator]
            codes = [a.code for a in self.areas.values() if a.level == level]
            wildness = self.dispersion(indicator, level)
            self._estimates[key] = (
                together.estimates(
                    self.series, kind, codes, self.year, picture.ONLY_CHANCE if wildness is None else wildness
                )
                if kind.is_count
                else {}
            )
        return self._estimates[key]

    def dispersion(self, indicator: str, level: str) -> picture.Wildness | None:
        """Return the dispersion by which `level` is judged: the municipality as a whole takes that of its wijken.

        None for survey figures, which bring their own margins.
        """
        if not self.indicators[indicator].is_count:
            return None
        parts = "wijk" if level == "municipality" else level
        if (indicator, parts) not in self._wildness:
            own = [a.code for a in self.areas.values() if a.level == parts]
            self._wildness[indicator, parts] = picture.dispersion(self.series, self.indicators[indicator], own)
        return self._wildness[indicator, parts]

    def _family(self, indicator: Indicator, level: str, versus: int | None) -> dict[str, Figure]:
        codes = [a.code for a in self.areas.values() if a.level == level]
        if level == "municipality" and indicator.is_count:
            return self._whole(indicator, versus)
        wildness = self.dispersion(indicator.id, level)
        told = picture.family(self.series, indicator, codes, self.year, versus=versus, wildness=wildness)
        if indicator.is_count and level in {"wijk", "buurt"}:
            whole = picture.figure(self.series, indicator, self.municipality.code, self.year)
            told = picture.beside_rest(told, whole, wildness)
        return told

    def _whole(self, indicator: Indicator, versus: int | None) -> dict[str, Figure]:
        wildness = self.dispersion(indicator.id, "municipality")
        if wildness is None and self.wijken:
            wildness = picture.ONLY_CHANCE
        return picture.alone(
            self.series, indicator, self.municipality.code, self.year, versus=versus, wildness=wildness
        )

    @cached_property
    def nation(self) -> Beside | None:
        """Return the municipality's crime rate held against the rest of the country."""
        one = self.figure(MAIN, self.municipality.code)
        whole = picture.figure(self.series, self.indicators[MAIN], NATION, self.year)
        if one is None or whole is None:
            return None
        wildness = self.dispersion(MAIN, "municipality")
        return picture.beside_rest({one.area: one}, whole, wildness)[one.area].rest

    @cached_property
    def alike(self) -> Beside | None:
        """Return the municipality's crime rate held against the comparable municipalities together."""
        one = self.figure(MAIN, self.municipality.code)
        others = [picture.figure(self.series, self.indicators[MAIN], peer.code, self.year) for peer in self.peers]
        known = [other for other in others if other is not None]
        return picture.against(one, known, self.dispersion(MAIN, "municipality")) if one else None


def latest_year(as_of: datetime | None = None) -> int | None:
    """Return the newest year of the main series that was known at `as_of`."""
    years = known_years(as_of)
    return years[-1] if years else None


def known_years(as_of: datetime | None = None) -> tuple[int, ...]:
    """Return the years of the main series known at `as_of`, oldest first."""
    facts = store().facts(
        [MAIN], areas=[NATION], period_kind="year", as_of=as_of, datasets=list(catalogue()[MAIN].datasets)
    )
    return tuple(sorted(int(fact.period) for fact in facts))


def picture_of(
    municipality: str,
    *,
    year: int | None = None,
    as_of: datetime | None = None,
    indicators: Iterable[str] = HEADLINE,
    outlines: bool = False,
    compared: bool = True,
    any_year: bool = False,
) -> Picture:
    """Return the picture of a municipality (CBS code). Three reads of facts, two of the database; one less of each
    without `compared`.

    `compared` also reads all municipalities and the country, of this year only; `any_year` takes a year that the main series
    doesn't have, for a survey of an earlier one. Raises `UnknownArea`, or `NoFigures` naming the
    years there are.
    """
    years = known_years(as_of)
    if year is None:
        year = years[-1] if years else None
    if year is None or (year not in years and not any_year):
        raise NoFigures(year, years)
    known = catalogue()
    wanted = {slug: known[slug] for slug in indicators}
    own = areas(municipality=municipality, year=year, outlines=outlines)
    if municipality not in own:
        raise UnknownArea([municipality])
    facts = store().facts([*wanted, POPULATION], municipality=municipality, period_kind="year", as_of=as_of)
    peers: tuple[AreaInfo, ...] = ()
    everyone: dict[str, AreaInfo] = {}
    if compared and MAIN in wanted:
        # All are divided by the number of residents in the same edition as the municipality's own.
        editions = {f.period for f in facts if f.indicator == POPULATION}
        others = store().facts(
            [MAIN, POPULATION], levels=["municipality", "nation"], periods=sorted({str(year), *editions}), as_of=as_of
        )
        facts = [*facts, *(fact for fact in others if fact.area != municipality)]
        residents = {f.area: f.value for f in facts if f.indicator == POPULATION and f.value}
        everyone = areas(level="municipality", year=year)
        peers = tuple(everyone[code] for code in comparable(municipality, everyone, residents))
    return Picture(own[municipality], own, year, as_of, wanted, arrange(facts, known), peers, everyone)


def dataset(slug: str) -> Dataset | None:
    """Return what the store knows of a dataset, or None."""
    return next((found for found in store().datasets() if found.id == slug), None)


def loads(slug: str) -> list[Load]:
    """Return the loads of a dataset, newest first."""
    return sorted(store().loads(slug), key=lambda load: load.known_from, reverse=True)


def versions(indicator: str, area: str, year: int) -> list[Fact]:
    """Return every version of a figure, oldest first, of all datasets of the indicator."""
    return store().history(indicator, area, str(year), datasets=datasets_of(catalogue()[indicator]))


def datasets_of(indicator: Indicator) -> list[str]:
    """Return the stored datasets that an indicator is read from, the preferred first."""
    ranked = [(rank, d.id) for d in store().datasets() if (rank := preference(indicator, d.id)) is not None]
    return [name for _rank, name in sorted(ranked)]
