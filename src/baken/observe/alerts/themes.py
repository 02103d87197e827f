# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is looked at, and how near: a table. Pure.

Few themes on purpose. Every series that is looked at makes it harder for each to be shown (Benjamini-Hochberg), and p-values
are known down to 0.0001 only: with thousands of series one clear rise would never pass.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .. import themes as shared

LEVELS = ("municipality", "wijk", "buurt")
"""From far to near."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One indicator that is looked at. `nearest`: the smallest level at which it may ever be shown."""

    indicator: str
    nearest: str = "wijk"


_TABLE = (
    Theme("crime_total", "buurt"),
    Theme("crime_burglary_home", "buurt"),
    Theme("crime_vandalism", "buurt"),
    Theme("crime_burglary_business"),
    Theme("crime_shoplifting"),
    Theme("crime_theft_of_bicycle"),
    Theme("crime_theft_from_vehicle"),
    Theme("crime_assault"),
    Theme("crime_threat"),
    Theme("crime_arson_explosion"),
    Theme("crime_drug_trade"),
    Theme("crime_weapons"),
    Theme("crime_cyber"),
    Theme("crime_fraud_horizontal"),
    Theme("nuisance_youth", "buurt"),
    Theme("nuisance_alcohol_drugs"),
    Theme("nuisance_noise_other"),
    Theme("nuisance_confused_person", "wijk"),
    Theme("crime_discrimination", "municipality"),
    Theme("crime_sexual_offence", "municipality"),
    Theme("crime_human_trafficking", "municipality"),
    Theme("crime_people_smuggling", "municipality"),
)
THEMES: Mapping[str, Theme] = MappingProxyType({theme.indicator: theme for theme in _TABLE})


OWN_THEMES: Mapping[str, str] = MappingProxyType(
    {
        "undermining": "wijk",
        "nuisance": "wijk",
        "drugs": "wijk",
        "youth": "wijk",
        "liveability": "wijk",
        "cyber": "wijk",
        "care": "municipality",
        "trafficking": "municipality",
        "discrimination": "municipality",
    }
)
"""Themes of own records (`observe.themes.THEMES`) with the nearest level: fewer and nearer than what the police count."""
OWN_LOOKED_AT = "concerns_"
"""Of own records only what people report is looked at: how many cases a municipality opens is its own doing."""


def nearest_of(indicator: str, theme: str = "") -> str:
    """Return the nearest level at which alerts of an indicator may exist; "" for one that isn't looked at."""
    if indicator in THEMES:
        return THEMES[indicator].nearest
    return OWN_THEMES.get(theme, "") if indicator.startswith(OWN_LOOKED_AT) else ""


def may_be_shown(indicator: str, level: str, theme: str = "") -> bool:
    """Whether alerts of this indicator may exist at this level; False for what isn't looked at.

    `theme` is told of own records. What is sensitive (`observe.themes`) never exists below the wijk, whatever the tables say.
    """
    nearest = nearest_of(indicator, theme)
    if not nearest or level not in LEVELS or not shared.may_be_shown(level, indicator=indicator, theme=theme):
        return False
    return LEVELS.index(level) <= LEVELS.index(nearest)
