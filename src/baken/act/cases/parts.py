# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parts of a case about premises, on which sight is given, and the words for how far one sees."""

from typing import Any

from django.utils.translation import gettext_lazy as _

KIND = "case.premises"
"""Kind of the guarded record."""

PARTS: dict[str, Any] = {
    "premises": _("Pand"),
    "signals": _("Signalen"),
    "inspections": _("Controles"),
    "police": _("Politie-informatie"),
    "decisions": _("Besluiten"),
}
"""Slugs are also the kinds of data that a covenant lets through."""

LEVELS: dict[int, Any] = {1: _("Intern"), 2: _("Vertrouwelijk"), 3: _("Geheim")}
SIGHTS: dict[int, Any] = {0: _("niets"), 1: _("alleen de conclusie"), 2: _("inhoud"), 3: _("inhoud, ook wat geheim is")}
"""Up to which level a participation sees a part, in words."""


def part_label(slug: str) -> str:
    """Return what a part is called, or the slug itself for one that left the list."""
    return str(PARTS.get(slug, slug))
