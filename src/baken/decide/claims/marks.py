# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""An outcome drawn: word first, shape second, colour third. A tick, a cross, two level lines, an open circle."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .words import outcome_word

SHAPES = {
    "supported": ("o-supported", '<path d="M1.2 6.6l3.2 3.2 6.4-7.4" fill="none" stroke-width="2.2"/>'),
    "contradicted": ("o-contradicted", '<path d="M2 2l8 8M10 2l-8 8" fill="none" stroke-width="2.2"/>'),
    "no_significant_change": ("o-none", '<path d="M1 4h10M1 8h10" fill="none" stroke-width="2"/>'),
    "not_testable": (
        "o-na",
        '<circle cx="6" cy="6" r="4.6" fill="none" stroke-width="1.5" stroke-dasharray="2 2"/>',
    ),
}
"""Slug: (class, what is drawn in a box of 12 by 12)."""


def outcome_mark(slug: str) -> SafeString:
    """Return an outcome with its shape. Raises KeyError on an unknown slug."""
    css, shape = SHAPES[slug]
    svg = mark_safe(f'<svg viewBox="0 0 12 12" aria-hidden="true">{shape}</svg>')  # noqa: S308 (our own constants)
    return format_html('<span class="outcome {}">{}{}</span>', css, svg, outcome_word(slug))
