# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Longer texts of the pages."""

from django.utils.translation import gettext as _

from .parts import PARTS


def heads() -> list[tuple[str, str]]:
    """Return slug and name of each part, for the heads of the rights table."""
    return [(slug, str(label)) for slug, label in PARTS.items()]


def sharing() -> str:
    """Return what sharing is."""
    return _(
        "Een register heeft één doel en één grondslag. Wat u eruit deelt, legt u vast: wat, met wie, waarvoor en op welke "
        "grondslag. De ontvanger krijgt geen toegang tot deze casus."
    )
