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


def handing_over() -> str:
    """Return what handing over the lead does."""
    return _(
        "Eén functie leidt de casus en beslist wie meedoet en wat ieder ziet. Na het overdragen kunt u dat niet meer. "
        "Uw functie blijft wel meedoen, tot de nieuwe leiding dat beëindigt."
    )


def nobody_to_lead() -> str:
    """Return that no other function can lead a case."""
    return _(
        "Geen andere functie is toegelaten tot dit register en mag een casus leiden. De privacy officer regelt dat."
    )
