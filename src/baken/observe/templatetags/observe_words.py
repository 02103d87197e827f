# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of the picture within templates."""

from django import template

from baken.ui.format import percent, status_word

from ..panels.words import why_not
from ..picture.together import leans

register = template.Library()
register.filter("status_word", status_word)
register.filter("why_not", why_not)
register.filter("leans", leans)


@register.filter
def share(value: float) -> str:
    """A share of 1 in per cent."""
    return percent(100 * value)
