# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a template and facts to paragraphs: pure, and in one pass, so that what stands in a fact or a reason is never filled.

A template names a fact as {{fact}}. Reasons and facts are text: braces or marks of a typesetter in them mean nothing.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .fact_names import FACTS

NAME = re.compile(r"\{\{([^{}]*)\}\}")
"""The spaces around a name are taken off afterwards: a pattern that looks for them too takes hours for a line of spaces."""
BREAK = re.compile(r"\n\s*\n")
KEPT_CONTROLS = frozenset("\n")
SENTENCE_ENDS = ".?!"
INVISIBLE = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})
"""Categories of signs that show nothing or turn the line around: a name must not read otherwise than it is written."""


@dataclass(frozen=True, slots=True)
class Names:
    """The facts that a text names, in order, once each: those that exist, and those that don't."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One section, filled: heading, paragraphs, and the reasons it prints as (label, paragraphs)."""

    heading: str
    paragraphs: tuple[str, ...]
    reasons: tuple[tuple[str, tuple[str, ...]], ...] = ()


def names_in(text: str) -> Names:
    """Return which facts a template's text names."""
    found = list(dict.fromkeys(name.strip() for name in NAME.findall(text)))
    return Names(
        tuple(name for name in found if name in FACTS), tuple(name or "{{}}" for name in found if name not in FACTS)
    )


def told_by_name(text: str) -> str:
    """Return a template's text for who reads it: each fact by what it is, between brackets, instead of by its name."""

    def told(found: re.Match[str]) -> str:
        name = found.group(1).strip()
        return f"[{FACTS.get(name, name)}]"

    return NAME.sub(told, text)


def named_by(sections: Iterable[Mapping[str, Any]]) -> Names:
    """Return which facts a whole template names."""
    return names_in("\n".join(str(section.get("text", "")) for section in sections))


def readable(text: str) -> str:
    """Return a text without signs that show nothing or turn the reading order; line ends are those of Unix."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(
        sign for sign in text if sign in KEPT_CONTROLS or unicodedata.category(sign) not in INVISIBLE
    ).strip()


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text: an empty line parts them."""
    return tuple(part.strip() for part in BREAK.split(readable(text)) if part.strip())


def filled(
    sections: Iterable[Mapping[str, Any]],
    facts: Mapping[str, str],
    reasons: Mapping[str, str],
    labels: Mapping[str, Any],
) -> tuple[Section, ...]:
    """Fill a template. A fact that isn't there leaves an ellipsis: whoever makes a document checks for that first."""

    def fact(found: re.Match[str]) -> str:
        told = readable(facts.get(found.group(1).strip(), "")) or "…"
        before = found.string[: found.start()].rstrip()
        return told[:1].upper() + told[1:] if not before or before[-1] in SENTENCE_ENDS else told

    made = []
    for section in sections:
        told = tuple(
            (str(labels.get(slug, slug)), paragraphs(reasons[slug]))
            for slug in section.get("topics", ())
            if reasons.get(slug, "").strip()
        )
        text = paragraphs(str(section.get("text", "")))
        made.append(Section(str(section.get("heading", "")), tuple(NAME.sub(fact, part) for part in text), told))
    return tuple(made)
