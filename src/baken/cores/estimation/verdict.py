# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The four things that can be said about a difference, and why sometimes nothing can."""

from enum import StrEnum


class Verdict(StrEnum):
    """What the uncertainty allows one to say. ``no_significant_change`` never means "stayed the same"."""

    HIGHER = "higher"
    LOWER = "lower"
    NO_SIGNIFICANT_CHANGE = "no_significant_change"
    NOT_ASSESSABLE = "not_assessable"


class Reason(StrEnum):
    """Why a figure or a verdict is missing; stored as the slug, worded by the interface."""

    COUNT_UNKNOWN = "count_unknown"
    POPULATION_UNKNOWN = "population_unknown"
    POPULATION_TOO_SMALL = "population_too_small"
    TOO_FEW = "too_few"
    TOO_FEW_AREAS = "too_few_areas"
    UNLIKE_OTHERS = "unlike_others"
    DISPERSION_UNKNOWN = "dispersion_unknown"
    VALUE_UNKNOWN = "value_unknown"
    MARGIN_UNKNOWN = "margin_unknown"
    METHOD_BREAK = "method_break"
