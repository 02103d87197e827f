# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Periods as people read them: until is stored as the first moment that no longer counts, and told as the last day."""

from typing import Any

from django import template

from baken.ui.format import last_day

register = template.Library()


@register.filter
def last(value: Any) -> str:
    """`{{ covenant.until|last }}`: 31 dec 2028; with the time where it ends within a day; nothing without an end."""
    return last_day(value)
