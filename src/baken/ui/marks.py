# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small marks in HTML: verdict, standing, example tag, and a table's cell. Word first, shape second, colour third."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from . import format as f
from .panels import Cell, Column, Kind

# slug: (class, what is drawn in a box of 12 by 12)
VERDICTS = {
    "higher": ("v-higher", '<path d="M6 1l5.5 10H.5z"/>'),
    "lower": ("v-lower", '<path d="M6 11L.5 1h11z"/>'),
    "no_significant_change": ("v-none", '<path d="M1 4h10M1 8h10" fill="none" stroke-width="2"/>'),
    "not_assessable": (
        "v-na",
        '<circle cx="6" cy="6" r="4.6" fill="none" stroke-width="1.5" stroke-dasharray="2 2"/>',
    ),
}
STANDINGS = {
    "on_course": ("s-ok", '<circle cx="6" cy="6" r="5.5" stroke="none"/>'),
    "attention": ("s-att", '<path d="M6 .6L11.4 6 6 11.4.6 6z" stroke="none"/>'),
    "behind": ("s-late", '<path d="M1 1h10v10H1z" stroke="none"/>'),
    "not_assessable": ("s-na", VERDICTS["not_assessable"][1]),
    "done": ("s-ok", '<path d="M1.2 6.6l3.2 3.2 6.4-7.4" fill="none" stroke-width="2.2"/>'),
}
TONES = {"higher": "hi", "lower": "lo", "no_significant_change": "no", "not_assessable": "no"}


def _mark(kind: str, css: str, shape: str, word: str) -> SafeString:
    svg = mark_safe(f'<svg viewBox="0 0 12 12" aria-hidden="true">{shape}</svg>')  # noqa: S308 (our own constants)
    return format_html('<span class="{} {}">{}{}</span>', kind, css, svg, word)


def verdict(slug: str, text: str = "") -> SafeString:
    """Return a verdict; `text` replaces the word ("beleving hoger"). Raises KeyError on an unknown slug."""
    css, shape = VERDICTS[slug]
    return _mark("verdict", css, shape, text or f.verdict_word(slug))


def standing(slug: str, text: str = "") -> SafeString:
    """Return a standing; `text` replaces the word ("op tijd"). Raises KeyError on an unknown slug."""
    css, shape = STANDINGS[slug]
    return _mark("stand", css, shape, text or f.standing_word(slug))


def example_tag(text: str = "") -> SafeString:
    """Return the violet tag for example figures ("voorbeeldcijfer") or invented content ("verzonnen")."""
    return format_html('<span class="vb-tag">{}</span>', text or _("voorbeeldcijfer"))


def cell(value: Cell, column: Column) -> SafeString:
    """Return a cell as HTML in the manner of its column.

    A missing value shows its note, never 0. An example figure is violet and has the word beside it, also when copied.
    """
    text = f.cell_text(value, column.kind)
    if value.value is None:
        inner = format_html('<span class="note">{}</span>', text)
    elif column.kind is Kind.VERDICT:
        inner = verdict(str(value.value))
    elif column.kind is Kind.STANDING:
        inner = standing(str(value.value))
    elif column.kind is Kind.STATUS and value.value == "example":
        return example_tag()
    else:
        inner = format_html("{}", text)
    if value.href:
        inner = format_html('<a href="{}">{}</a>', value.href, inner)
    if value.example and value.value is not None:
        inner = format_html('<span class="vb">{} <span class="vb-word">{}</span></span>', inner, _("voorbeeld"))
    return inner


def sentence_text(text: str, tone: str) -> SafeString:
    """Return a sentence with its verdict word, where it occurs, in the verdict's weight and colour."""
    css = TONES.get(tone)
    if css:
        word = f.verdict_word(tone)
        before, found, after = text.partition(word)
        if found:
            return format_html('{}<span class="{}">{}</span>{}', before, css, word, after)
    return format_html("{}", text)
