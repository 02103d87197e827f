# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the law says of each instrument, as data: by which article, which body, whether it is published; and the words of a file.

Articles that weren't read in the source have `verified=False`: the page says "te controleren".
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .models import DocumentKind, Instrument
from .policies import EXECUTIVE, MAYOR

Kind = Instrument


@dataclass(frozen=True, slots=True)
class Power:
    """By which article an instrument is used, and for which purposes (so: by which body).

    `of_premises`: it is about an address; else about a person. `published`: the law, or what follows from it, has the closing
    made known to anybody.
    """

    article: str
    purposes: tuple[str, ...]
    of_premises: bool
    published: bool = False
    verified: bool = True


POWERS: dict[str, Power] = {
    Kind.OPIUM_CLOSING: Power("Opiumwet 13b", (MAYOR,), of_premises=True, published=True),
    Kind.DISTURBANCE_CLOSING: Power("Gemeentewet 174a", (MAYOR,), of_premises=True, published=True),
    Kind.AREA_BAN: Power("Gemeentewet 172a", (MAYOR,), of_premises=False),
    Kind.PARENTAL_ORDER: Power("Gemeentewet 172b", (MAYOR,), of_premises=False),
    Kind.LIGHT_ORDER: Power("Gemeentewet 172, lid 3", (MAYOR,), of_premises=False, verified=False),
    Kind.RESIDENCE_ORDER: Power("Gemeentewet 151d", (MAYOR,), of_premises=True, verified=False),
    Kind.PENALTY: Power("Gemeentewet 125; Awb 5:32", (EXECUTIVE,), of_premises=True, verified=False),
    Kind.COERCION: Power("Gemeentewet 125; Awb 5:21", (EXECUTIVE,), of_premises=True, verified=False),
    Kind.WARNING: Power("Awb 4:81 (beleidsregel)", (MAYOR, EXECUTIVE), of_premises=True, verified=False),
}
PUBLISHED = frozenset(slug for slug, power in POWERS.items() if power.published)
"""Instruments of which the closing is made known."""

SERVED: dict[str, Any] = {
    "handed": _("uitgereikt"),
    "posted": _("per post, aangetekend"),
    "left": _("achtergelaten op het adres"),
    "electronic": _("elektronisch"),
    "published": _("door publicatie (Awb 3:42)"),
}
"""How a decision was made known to whom it is addressed (Awb 3:41)."""

EVENTS: dict[str, Any] = {
    "received": _("Rapportage ontvangen"),
    "changed": _("Gegevens veranderd"),
    "reasons": _("Redenen geschreven"),
    "party": _("Betrokkene toegevoegd"),
    "party_gone": _("Betrokkene verwijderd"),
    "note": _("Aantekening"),
    "document": _("Brief of besluit gemaakt"),
    "breach": _("Overtreding van de last vastgesteld"),
    "forfeiture": _("Verbeurde dwangsom"),
    "costs": _("Kosten vastgelegd"),
    "costs_paid": _("Kosten betaald"),
    "remedy": _("Bezwaar, beroep of voorlopige voorziening"),
    "published": _("Openbaar bekendgemaakt"),
    "moved": _("Einde van de maatregel veranderd"),
}
"""What stands on the timeline besides the steps of the workflow."""

UNOBJECTED = frozenset({Kind.WARNING})
"""Instruments against which no objection runs: a warning by a policy rule mostly is no decision (to be checked by a lawyer)."""
MATRIX = frozenset({Kind.OPIUM_CLOSING})
"""Instruments that are judged by a policy matrix, where the municipality adopted one."""
MANDATE_IN_DOUBT = frozenset({Kind.DISTURBANCE_CLOSING, Kind.AREA_BAN, Kind.PARENTAL_ORDER, Kind.LIGHT_ORDER})
"""Powers of the mayor (Gemeentewet 172-176a) of which Gemeentewet 177(2) may forbid a mandate to decide. Not read in the source,
so the pages warn and nothing is refused."""
OF_A_DECISION = frozenset({DocumentKind.DECISION, DocumentKind.EXTENSION, DocumentKind.WITHDRAWAL})
CLOSINGS = frozenset({Kind.OPIUM_CLOSING, Kind.DISTURBANCE_CLOSING})
ORDERS = frozenset({Kind.AREA_BAN, Kind.PARENTAL_ORDER, Kind.LIGHT_ORDER, Kind.RESIDENCE_ORDER})
WITH_GRACE = CLOSINGS | {Kind.PENALTY, Kind.COERCION}
"""Instruments that give time to do it oneself (Awb 5:24, 5:32a)."""

FEWEST_VIEW_DAYS = 3
"""Days that somebody at least gets to give a view: what is fair differs; fewer is urgency (Awb 4:11), with its reason."""
MOST_VIEW_DAYS = 70
PERIOD_YEARS = 5
"""How far back earlier measures at the address count for the number that is suggested; the policy itself decides."""
MOST_MONTHS: dict[str, int] = {
    Kind.OPIUM_CLOSING: 60,
    Kind.DISTURBANCE_CLOSING: 60,
    Kind.AREA_BAN: 3,
    Kind.PARENTAL_ORDER: 3,
    Kind.RESIDENCE_ORDER: 60,
    Kind.WARNING: 60,
}
"""Longest stretch that can be filled in. The three months are the law's (172a, 172b); sixty only keeps typing errors out."""
MOST_EXTENSION = 3
"""Months of one extension (Gemeentewet 172a)."""


def decision_kind(instrument: str) -> str:
    """Return the kind of document by which an instrument is decided."""
    return DocumentKind.WARNING if instrument == Kind.WARNING else DocumentKind.DECISION
