# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The kind of guarded record, and its parts: a partner sees the plan and the findings of its own discipline."""

from typing import Any

from django.utils.translation import gettext_lazy as _

KIND = "inspection"
PLAN = "inspection_plan"
JOINT = "inspection_joint"
DISCIPLINES: dict[str, Any] = {
    "permits": _("vergunningen en openbare orde (gemeente)"),
    "building": _("bouw en brandveiligheid"),
    "environment": _("milieu (Omgevingsdienst)"),
    "labour": _("arbeid (Nederlandse Arbeidsinspectie)"),
    "tax": _("belastingen (Belastingdienst)"),
    "customs": _("douane"),
    "border": _("grensbewaking (Marechaussee)"),
    "police": _("politie"),
    "social": _("sociale zekerheid"),
    "sex_work": _("seksbedrijven (gemeente)"),
}


def part_of(discipline: str) -> str:
    """Return the part in which the findings of a discipline lie."""
    return f"findings_{discipline}"


PARTS: dict[str, Any] = {
    PLAN: _("Plan van de controle"),
    JOINT: _("Gezamenlijk rapport van de controle"),
    **{part_of(slug): label for slug, label in DISCIPLINES.items()},
}
"""Slugs are also the kinds of data that a covenant lets through."""
