# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The StatLine tables that Baken can pull: where each stands, what is taken from it, and under which dataset it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ...facts import Dataset

CRIME, NUISANCE = "crime", "nuisance"
LICENCE = "CC BY 4.0"
FIRST_YEAR = 2012
"""The first year of the police's figures."""
FIRST_MONTHS = 2021
"""Months, and yearly totals of the picture, from here: the year with which the figures that come along begin."""

POLICE = "Politie"
STATISTICS = "CBS"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of StatLine.

    `host` names the address in settings.STATLINE and with it the version of OData. `years` and `months` are the datasets for
    figures of a year and of a month, empty when those aren't taken. `measures`: how the key of a measure begins, and the
    indicator it is ("" where the type tells that). `types` says which code list the types are of. `everyone`: the totals of
    all municipalities and the country come along with a pull of one, so that they stay comparable.
    """

    id: str
    title: Any
    publisher: str
    host: str
    measures: tuple[tuple[str, str], ...]
    years: str = ""
    months: str = ""
    types: str = ""
    only_total: bool = False
    everyone: bool = False
    margins: bool = False
    first_year: int = FIRST_YEAR
    edition: str = ""
    note: Any = ""
    caveats: tuple[Any, ...] = ()

    @property
    def url(self) -> str:
        """Return where people find the table."""
        if self.host == "police":
            return f"https://data.politie.nl/#/Politie/nl/dataset/{self.id}/table"
        return f"https://opendata.cbs.nl/statline/#/CBS/nl/dataset/{self.id}/table"

    @property
    def dataset(self) -> str:
        """Return the dataset by which people know the table: that of the newest periods."""
        return self.months or self.years

    @property
    def others(self) -> tuple[str, ...]:
        """Return the further datasets of the table."""
        return tuple(slug for slug in (self.years,) if slug and slug != self.dataset)

    @property
    def periods(self) -> Any:
        """Return in words what the figures are of."""
        if self.edition:
            return self.edition
        if self.months and self.years:
            return _("maanden en jaren")
        return _("maanden") if self.months else _("jaren")

    def datasets(self) -> dict[str, Dataset]:
        """Return what the fact store keeps beside the figures, by dataset id."""
        found = [self.years] if self.years == self.months else [self.years, self.months]
        return {slug: self._dataset(slug) for slug in found if slug}

    def _dataset(self, slug: str) -> Dataset:
        title = f"{self.title}, {_('per maand')}" if slug.endswith("-month") else str(self.title)
        return Dataset(
            id=slug,
            title=title,
            publisher=self.publisher,
            table=self.id,
            licence=LICENCE,
            url=self.url,
            note=str(self.note),
            caveats=tuple(str(text) for text in self.caveats),
        )


WHERE = _("Geteld is waar het voorval gebeurde, niet waar dader of slachtoffer woont.")
LATER = _("De politie werkt cijfers later nog bij. Vooral de nieuwste maanden zijn nog niet volledig.")
WITHHELD = _("Een leeg cijfer is niet gepubliceerd. Dat is iets anders dan nul.")
TODAY_AREAS = _("Alle jaren staan in de indeling in wijken en buurten van nu.")
NO_SEXUAL = _("Zedenmisdrijven publiceert de politie niet per wijk en buurt.")
ATTEMPTS = _("Pogingen tellen mee.")
JULY_2018 = _("Sinds juli 2018 legt de politie samenhangende misdrijven apart vast. Sommige soorten stegen daardoor.")
REPORTS = _("Een melding zegt dat iemand hinder ervoer. Zij zegt niet dat iemand iets strafbaars deed.")
E33 = _("E33 telt voorvallen, geen personen. Misdrijven en pogingen tot zelfdoding tellen niet mee.")
UNKNOWN_PLACE = _(
    "Misdrijven zonder bekende buurt tellen alleen mee voor gemeente en land. Samen zijn de wijken dus iets lager."
)
CAME_ALONG = _(
    "Eerdere versies van deze cijfers kwamen mee met Baken. Daarin waren wijk, gemeente en land de som van hun buurten."
)
OTHER_COUNT = _("Het CBS telt anders dan de politie, met andere groepen misdrijven. Dit is een eigen reeks.")
ROUNDED = _("De aantallen zijn afgerond op vijf.")
RESIDENTS = _("Het CBS rondt het aantal inwoners van wijken en buurten af op vijf.")
SURVEYED = _(
    "Het CBS geeft alleen gemeenten met genoeg ondervraagden, meestal vanaf 70.000 inwoners. Wijken staan er niet in."
)
BREAK_2021 = _("In 2021 veranderde de manier van vragen. Vergelijk jaren daarvoor en daarna niet met elkaar.")

AS_PUBLISHED = _("Elk cijfer is dat van de uitgever zelf, opgehaald uit StatLine. Baken telt niets op.")
SUMMED = _(
    "Elk cijfer is dat van de uitgever zelf, opgehaald uit StatLine. Alleen waar de uitgever geen jaarcijfer geeft, is een jaar "
    "de som van twaalf gepubliceerde maanden."
)

SURVEY_MEASURES = (
    ("VoeltZichWeleensOnveilig", "survey_safety_feeling"),
    ("DenktDatErVeelCriminaliteitInBuurt", "survey_perceived_crime"),
    ("Slachtoffers/traditionelecriminaliteit", "survey_victim_traditional"),
    ("Slachtoffers/onlinecriminaliteit", "survey_victim_online"),
    ("EenOfMeerVormenVanSocialeOverlast", "survey_social_nuisance"),
    ("EenOfMeerVormenFysiekeVerloedering", "survey_decay"),
    ("RapportcijferLeefbaarheidWoonbuurt", "survey_liveability"),
    ("SocialeCohesieSchaalscore", "survey_cohesion"),
    ("OordeelFunctionerenGemeenteAlgemeen", "survey_municipality"),
    ("GediscrimineerdGevoeld", "survey_discrimination"),
)
"""Measures of the Veiligheidsmonitor. After a slash stands the group that the measure must be in: many have one name."""

_CRIMES = (("GeregistreerdeMisdrijven", ""),)
_REPORTS = (("GeregistreerdeOverlast", ""),)

_POLICE = (
    Table(
        "47018NED", _("Geregistreerde misdrijven per soort, wijk en buurt"), POLICE, "police", _CRIMES,
        years="47018NED", types=CRIME, note=AS_PUBLISHED,
        caveats=(WHERE, ATTEMPTS, LATER, WITHHELD, NO_SEXUAL, JULY_2018, TODAY_AREAS),
    ),
    Table(
        "47022NED", _("Geregistreerde misdrijven per wijk en buurt"), POLICE, "police", _CRIMES,
        years="47022NED-year", months="47022NED-month", types=CRIME, everyone=True, first_year=FIRST_MONTHS, note=SUMMED,
        caveats=(WHERE, ATTEMPTS, LATER, WITHHELD, UNKNOWN_PLACE, TODAY_AREAS, CAME_ALONG),
    ),
    Table(
        "47013NED", _("Geregistreerde misdrijven per gemeente"), POLICE, "police", _CRIMES,
        years="47013NED-year", months="47013NED-month", types=CRIME, first_year=FIRST_MONTHS, note=SUMMED,
        caveats=(WHERE, ATTEMPTS, LATER, WITHHELD),
    ),
    Table(
        "47021NED", _("Geregistreerde overlast per gemeente"), POLICE, "police", _REPORTS,
        years="47021NED", months="47021NED", types=NUISANCE, note=SUMMED, caveats=(REPORTS, E33, LATER, WITHHELD),
    ),
    Table(
        "47024NED", _("Geregistreerde overlast per wijk en buurt"), POLICE, "police", _REPORTS,
        years="47024NED", months="47024NED", types=NUISANCE, note=SUMMED,
        caveats=(REPORTS, E33, LATER, WITHHELD, TODAY_AREAS),
    ),
)  # fmt: skip

_STATISTICS = (
    Table(
        "83648NED", _("Geregistreerde criminaliteit per gemeente (CBS)"), STATISTICS, "cbs",
        (("TotaalGeregistreerdeMisdrijven", "crime_total"), ("GeregistreerdeMisdrijvenPer1000Inw", "crime_rate_published")),
        years="83648NED-year", types=CRIME, only_total=True, first_year=2010, note=AS_PUBLISHED,
        caveats=(OTHER_COUNT, ROUNDED, WITHHELD),
    ),
    Table(
        "85146NED", _("Veiligheidsmonitor per gemeente"), STATISTICS, "cbs", SURVEY_MEASURES,
        years="85146NED", margins=True, first_year=2019, note=AS_PUBLISHED, caveats=(SURVEYED, BREAK_2021, WITHHELD),
    ),
)  # fmt: skip

_KEY_FIGURES = Table(
    "", _("Inwoners"), STATISTICS, "v4", (("AantalInwoners", "population"),), years="-", everyone=True, note=AS_PUBLISHED,
    caveats=(RESIDENTS,),
)  # fmt: skip
EDITIONS: Mapping[str, str] = MappingProxyType({"84799NED": "2020", "85984NED": "2024", "86165NED": "2025"})
"""Key figures of areas (Kerncijfers wijken en buurten) and the year of each edition. What the table says itself must agree."""


def _edition(table: str, year: str) -> Table:
    title = format_lazy(_("Inwoners op 1 januari {year}"), year=year)
    return replace(_KEY_FIGURES, id=table, title=title, years=f"{table}-{year}", edition=year)


TABLES: Mapping[str, Table] = MappingProxyType(
    {table.id: table for table in (*_POLICE, *_STATISTICS, *(_edition(*found) for found in EDITIONS.items()))}
)
FROZEN = frozenset({"47004NED", "47005NED"})
"""Tables that stopped in 2018. Not offered; who asks for one is told which took their place."""
