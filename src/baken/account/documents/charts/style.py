# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Colours, shapes and letters of charts in documents: those of the screens."""

from typing import Any

INK, SOFT, LINE, STRONG, ACCENT = "#15212a", "#4b5862", "#d5dad9", "#75828a", "#0b4f63"
EXAMPLE, EXAMPLE_SOFT = "#66438f", "#f3eef8"
VERDICT_COLOURS = {
    "higher": "#a23b08",
    "lower": "#17599a",
    "no_significant_change": "#55616a",
    "not_assessable": "#55616a",
}
VERDICT_SHAPES = {
    "higher": "triangle-up",
    "lower": "triangle-down",
    "no_significant_change": "circle",
    "not_assessable": "circle",
}
FONT = "Baken Sans"
WIDTH = 330
"""Plot width in points; names stand left of it and labels right."""
ROW = 22
HATCH = "M-0.5,0.5L0.5,-0.5"

CONFIG: dict[str, Any] = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": SOFT,
        "labelFontSize": 10.5,
        "gridColor": LINE,
        "domainColor": STRONG,
        "tickColor": STRONG,
        "titleColor": SOFT,
        "titleFontSize": 10.5,
        "titleFontWeight": "normal",
    },
    "text": {"color": INK, "fontSize": 10.5},
    "background": "#ffffff",
    "padding": 4,
}
