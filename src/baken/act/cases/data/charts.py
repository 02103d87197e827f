# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The number of notes per month, as one drawing that stands on the page and at an address of its own."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from baken.ui.format import MONTHS, language

MONTHS_SHOWN = 12
WIDTH, HEIGHT, FOOT = 360, 120, 20
INK, LINE = "#0b4f63", "#75828a"
"""Also within the drawing itself: at its own address there is no style sheet."""


def entries_chart(days: Sequence[date], on: date) -> SafeString:
    """Return an SVG of how many of these days fall in each of the last twelve months, up to that of `on`."""
    last = on.year * 12 + on.month - 1
    counts = Counter(day.year * 12 + day.month - 1 for day in days)
    months = range(last - MONTHS_SHOWN + 1, last + 1)
    highest = max([counts[month] for month in months] + [1])
    step, top = WIDTH / MONTHS_SHOWN, HEIGHT - FOOT - 16
    bars = []
    for place, month in enumerate(months):
        height = counts[month] / highest * top
        x = place * step
        bars.append(
            (f"{x + 3:.1f}", f"{HEIGHT - FOOT - height:.1f}", f"{step - 6:.1f}", f"{height:.1f}",
             f"{x + step / 2:.1f}", f"{HEIGHT - FOOT - height - 4:.1f}", counts[month] or "",
             f"{x + step / 2:.1f}", MONTHS[language()][month % 12] if place % 2 or MONTHS_SHOWN < 8 else "")
        )  # fmt: skip
    total = sum(counts[month] for month in months)
    label = _("Aantal notities per maand in het laatste jaar, samen %(total)d") % {"total": total}
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="case-chart" viewBox="0 0 {} {}" role="img" aria-label="{}"'
        ' font-family="sans-serif" font-size="12"><title>{}</title>{}'
        '<line x1="0" x2="{}" y1="{}" y2="{}" stroke="{}"/></svg>',
        WIDTH, HEIGHT, label, label,
        format_html_join(
            "",
            '<rect x="{}" y="{}" width="{}" height="{}" fill="' + INK + '"/><text x="{}" y="{}" text-anchor="middle">{}</text>'
            '<text x="{}" y="' + str(HEIGHT - 5) + '" text-anchor="middle" fill="#4b5862">{}</text>',
            bars,
        ),
        WIDTH, HEIGHT - FOOT, HEIGHT - FOOT, LINE,
    )  # fmt: skip
