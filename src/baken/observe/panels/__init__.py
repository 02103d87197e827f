# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Panels of the safety picture: what pages, downloads and documents show."""

from .area import area_panels, compare_sentence, perception_bars, perception_panel, trend_panel
from .change import change_panel
from .disparity import disparity_panel
from .indicator import ranking_of
from .indicator_table import indicators_panel
from .long_series import long_series_panel
from .national import municipalities_panel, national_trend_panel, national_types_panel
from .plain_words import lede, summary
from .provenance import figure_panel, versions_panel
from .ranking import map_panel, ranking_panel

__all__ = [
    "area_panels",
    "change_panel",
    "compare_sentence",
    "disparity_panel",
    "figure_panel",
    "indicators_panel",
    "lede",
    "long_series_panel",
    "map_panel",
    "municipalities_panel",
    "national_trend_panel",
    "national_types_panel",
    "perception_bars",
    "perception_panel",
    "ranking_of",
    "ranking_panel",
    "summary",
    "trend_panel",
    "versions_panel",
]
