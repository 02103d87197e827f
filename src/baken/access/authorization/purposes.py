# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""For what confidential records may be opened. A register, a covenant and an admission each name some of these.

Which regimes a purpose fits stands with the registers (`models.vault.REGIMES_OF`): the database holds to it too.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ..models.vault import REGIMES_OF, Regime
from .need_to_know import EMERGENCY

PURPOSES: dict[str, Any] = {
    "premises_approach": _("aanpak van overlast en ondermijning in panden"),
    "criminal_investigation": _("opsporing door boa’s"),
    "bibob_screening": _("Bibob-onderzoek"),
    "joint_casework": _("casusoverleg in een samenwerkingsverband"),
    "source_protection": _("bescherming van melders"),
    "signal_undermining": _("behandeling van signalen over ondermijning"),
    "signal_nuisance": _("behandeling van signalen over overlast en drugs"),
    "signal_trafficking": _("behandeling van signalen over mensenhandel"),
    "signal_care": _("behandeling van signalen over kwetsbare personen en onbegrepen gedrag"),
    "signal_youth": _("behandeling van signalen over jeugd"),
    "signal_cyber": _("behandeling van signalen over cybercriminaliteit"),
    "signal_discrimination": _("behandeling van signalen over discriminatie"),
    "measures_mayor": _("bestuurlijke maatregelen van de burgemeester"),
    "measures_executive": _("bestuurlijke handhaving door het college"),
    "joint_inspections": _("integrale controles"),
    EMERGENCY: _("acuut gevaar (noodtoegang)"),
}


def purpose_label(slug: str) -> str:
    """Return what the purpose is called, or the slug itself for one that left the list."""
    return str(PURPOSES.get(slug, slug))


def fitting(regime: str) -> tuple[str, ...]:
    """Return the purposes that a register of this regime may serve; emergency is none of them."""
    return tuple(slug for slug in PURPOSES if regime in REGIMES_OF.get(slug, ()))


def regimes_told(slug: str) -> str:
    """Return for registers of which regimes a purpose is, in words."""
    return ", ".join(str(regime.label) for regime in Regime if regime in REGIMES_OF.get(slug, ()))
