# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The headings under which forms show categories, in their order."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..models import Category

GROUPS: Mapping[str, Any] = MappingProxyType(
    {
        "drugs": _("Drugs"),
        "undermining": _("Ondermijning en witwassen"),
        "port": _("De haven"),
        "exploitation": _("Mensenhandel en uitbuiting"),
        "care": _("Zorgen over iemand"),
        "youth": _("Jongeren"),
        "online": _("Internet"),
        "discrimination": _("Discriminatie"),
        "neighbourhood": _("Overlast in de buurt"),
    }
)


EASY: Mapping[str, str] = MappingProxyType(
    {
        "undermining": "Misdaad en zwart geld",
        "exploitation": "Iemand wordt gedwongen",
        "care": "Het gaat niet goed met iemand",
        "discrimination": "Iemand wordt slechter behandeld",
        "neighbourhood": "Last in de buurt",
    }
)
"""The same in easy Dutch, where the words above are hard."""


def grouped(categories: Iterable[Category], *, easy: bool = False) -> list[tuple[str, list[Category]]]:
    """Return the categories by heading, in the order of `GROUPS`; a heading that isn't known shows under its own slug."""
    found: dict[str, list[Category]] = {}
    for category in categories:
        found.setdefault(category.group, []).append(category)
    known = [slug for slug in GROUPS if slug in found]
    others = sorted(set(found) - set(GROUPS))
    words = {**GROUPS, **EASY} if easy else GROUPS
    return [(str(words.get(slug, slug)), found[slug]) for slug in (*known, *others)]
