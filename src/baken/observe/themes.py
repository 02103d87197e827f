# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Themes that are so few, and so telling of the people behind them, that no figure of them is shown below the wijk.

One table for everything that counts by area: totals of own records, publications and alerts. From domain.md §4: trafficking,
care and discrimination. It speaks of themes of own records and of indicators of the police alike.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

from .picture.indicators import SENSITIVE as SENSITIVE_CRIMES

THEMES: Mapping[str, Any] = MappingProxyType(
    {
        "undermining": _("ondermijning"),
        "nuisance": _("overlast"),
        "drugs": _("drugsoverlast"),
        "youth": _("jeugd"),
        "liveability": _("leefbaarheid"),
        "cyber": _("cybercrime"),
        "trafficking": _("mensenhandel"),
        "care": _("zorg en veiligheid"),
        "discrimination": _("discriminatie"),
        "handling": _("afhandeling van meldingen"),
        "inspections": _("integrale controles"),
        "bibob": _("Bibob-onderzoeken"),
    }
)
"""Themes of own records, with what the interface calls them."""

SENSITIVE_THEMES = frozenset({"trafficking", "care", "discrimination"})
SENSITIVE_INDICATORS = SENSITIVE_CRIMES | {"nuisance_confused_person", "survey_discrimination"}
"""Indicators of publishers that belong to such a theme, whatever group the publisher puts them in."""

BELOW_WIJK = "buurt"


def is_sensitive(indicator: str = "", theme: str = "") -> bool:
    """Whether an indicator or a theme may not be shown below the level of the wijk."""
    return indicator in SENSITIVE_INDICATORS or theme in SENSITIVE_THEMES


def may_be_shown(level: str, *, indicator: str = "", theme: str = "") -> bool:
    """Whether figures of it may be shown at `level` (nation, municipality, wijk, buurt), to anybody at all."""
    return level != BELOW_WIJK or not is_sensitive(indicator, theme)
