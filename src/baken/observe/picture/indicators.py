# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The indicators of the safety picture: what each counts, how it is judged, where its figures come from, what to beware of."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .. import reference


class IndicatorKind(StrEnum):
    """How a figure behaves: a count of events, a survey share in per cent, or a survey mark from 0 to 10."""

    COUNT = "count"
    SHARE = "share"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. `datasets` in order of preference: counts of a municipality come from the first that has any, a survey
    figure from the first that has that area and year.

    `worse` says which direction is undesirable, for the standing of priorities; empty where that can't be said.
    """

    id: str
    title: Any
    kind: IndicatorKind
    unit: Any
    datasets: tuple[str, ...]
    method: Any
    caveats: tuple[Any, ...] = ()
    theme: str = ""
    worse: str = "higher"
    alerts_at_buurt: bool = True

    @property
    def is_count(self) -> bool:
        return self.kind is IndicatorKind.COUNT


CRIME_DATASETS = ("47018NED", "47025NED-national", "example-47018NED")
NUISANCE_DATASETS = ("47024NED", "47021NED", "47021NED-national", "example-47024NED")
SURVEY_DATASETS = ("local-survey", "85146NED", "example-survey")

REGISTERED = _("Aantal misdrijven dat de politie registreerde, op de plek waar ze gebeurden.")
REGISTERED_CAVEATS = (
    _("Geregistreerd is niet hetzelfde als gebeurd. Wie geen aangifte doet, telt niet mee."),
    _("Het cijfer telt misdrijven op de plek waar ze gebeuren, niet waar slachtoffers wonen."),
    _("De politie werkt cijfers later nog bij. Het laatste jaar kan nog veranderen."),
)
NUISANCE = _("Aantal meldingen van overlast dat de politie registreerde.")
NUISANCE_CAVEATS = (
    _("Het aantal hangt ook af van hoe vaak mensen bellen en hoe de politie registreert."),
    _("Eén voorval kan meer meldingen geven. Het zijn geen personen."),
)
E33_CAVEATS = (
    _("E33 telt voorvallen, geen personen."),
    _("Misdrijven en pogingen tot zelfdoding tellen niet mee."),
    _("Hoe trouw de politie registreert, verschilt per jaar en per team. Cijfers worden later bijgewerkt."),
)
SURVEY = _("Uitkomst van de Veiligheidsmonitor: een vragenlijst onder inwoners van 15 jaar en ouder.")
SURVEY_CAVEATS = (
    _("Een steekproef heeft een marge. Alleen een verschil dat groter is dan de marge telt."),
    _("In 2021 veranderde de manier van vragen. Vergelijk jaren daarvoor en daarna niet met elkaar."),
    _("Cijfers per wijk zijn er alleen als de gemeente extra mensen laat ondervragen."),
)

SENSITIVE = frozenset(
    {"crime_human_trafficking", "crime_child_prostitution", "crime_sexual_offence", "crime_discrimination"}
)
"""Left out of alerts at buurt level: so few, and so telling of the people behind them."""

SURVEY_INDICATORS: tuple[tuple[str, Any, IndicatorKind, str, str], ...] = (
    ("survey_safety_feeling", _("Voelt zich wel eens onveilig"), IndicatorKind.SHARE, "perception", "higher"),
    (
        "survey_perceived_crime",
        _("Denkt: hier gebeurt veel criminaliteit"),
        IndicatorKind.SHARE,
        "perception",
        "higher",
    ),
    (
        "survey_victim_traditional",
        _("Slachtoffer van traditionele criminaliteit"),
        IndicatorKind.SHARE,
        "victimisation",
        "higher",
    ),
    ("survey_victim_online", _("Slachtoffer van onlinecriminaliteit"), IndicatorKind.SHARE, "victimisation", "higher"),
    ("survey_social_nuisance", _("Ervaart veel sociale overlast"), IndicatorKind.SHARE, "liveability", "higher"),
    ("survey_decay", _("Ziet veel verloedering"), IndicatorKind.SHARE, "liveability", "higher"),
    ("survey_liveability", _("Cijfer voor de leefbaarheid"), IndicatorKind.MARK, "liveability", "lower"),
    ("survey_cohesion", _("Cijfer voor de sociale samenhang"), IndicatorKind.MARK, "liveability", "lower"),
    ("survey_municipality", _("Tevreden over hoe de gemeente werkt"), IndicatorKind.SHARE, "trust", "lower"),
    ("survey_discrimination", _("Voelt zich wel eens gediscrimineerd"), IndicatorKind.SHARE, "trust", "higher"),
)
METHOD_BREAKS: frozenset[int] = frozenset({2021})
"""Years from which the Veiligheidsmonitor asked in another way (CBS, 2021)."""


class _TypeTitle:
    """The title of a type in the language of the reader; the pack holds both."""

    def __init__(self, dutch: str, english: str) -> None:
        self.dutch, self.english = dutch, english

    def __str__(self) -> str:
        return self.english if (get_language() or "nl").startswith("en") else self.dutch


def _registered(entry: reference.TypeEntry) -> Indicator:
    nuisance = entry.kind == reference.NUISANCE
    caveats = NUISANCE_CAVEATS if nuisance else REGISTERED_CAVEATS
    if entry.indicator == "nuisance_confused_person":
        caveats = E33_CAVEATS
    if entry.indicator == "crime_total":
        title: Any = _("Geregistreerde misdrijven")
        datasets: tuple[str, ...] = ("47022NED-year",)
    else:
        title = _TypeTitle(entry.title_nl, entry.title_en)
        datasets = NUISANCE_DATASETS if nuisance else CRIME_DATASETS
    return Indicator(
        id=entry.indicator,
        title=title,
        kind=IndicatorKind.COUNT,
        unit=_("meldingen per 1.000 inwoners") if nuisance else _("misdrijven per 1.000 inwoners"),
        datasets=datasets,
        method=NUISANCE if nuisance else REGISTERED,
        caveats=caveats,
        theme="nuisance" if nuisance else entry.group,
        alerts_at_buurt=entry.indicator not in SENSITIVE,
    )


@cache
def catalogue() -> Mapping[str, Indicator]:
    """Return every indicator by id: registered crime and nuisance by type, then the survey."""
    found = {entry.indicator: _registered(entry) for entry in (*reference.crime_types(), *reference.nuisance_types())}
    for slug, title, kind, theme, worse in SURVEY_INDICATORS:
        found[slug] = Indicator(
            id=slug,
            title=title,
            kind=kind,
            unit=_("cijfer van 0 tot 10")
            if kind is IndicatorKind.MARK
            else _("% van de inwoners van 15 jaar en ouder"),
            datasets=SURVEY_DATASETS,
            method=SURVEY,
            caveats=SURVEY_CAVEATS,
            theme=theme,
            worse=worse,
        )
    return MappingProxyType(found)


HEADLINE = (
    "crime_total",
    "nuisance_youth",
    "nuisance_confused_person",
    "nuisance_alcohol_drugs",
    "crime_burglary_home",
    "crime_assault",
    "crime_vandalism",
    "crime_drug_trade",
    "crime_cyber",
    "crime_fraud_horizontal",
    *(row[0] for row in SURVEY_INDICATORS),
)
"""What the picture shows first; the rest of the types are one click away."""
