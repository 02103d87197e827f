# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Closed registers: one controller, one legal basis, the purposes they serve, and which of our roles work in them."""

from django.db import models
from django.db.models.functions import Cast
from django.db.models.lookups import Contains
from django.utils.translation import gettext_lazy as _

from baken.kernel.models import Record


class Regime(models.TextChoices):
    """Under which law a register is kept."""

    GENERAL = "general", _("AVG")
    WPG = "wpg", _("Wet politiegegevens (boa’s)")
    WGS = "wgs", _("Wet gegevensverwerking door samenwerkingsverbanden")
    BIBOB = "bibob", _("Wet Bibob")
    SOURCE = "source", _("bescherming van melders")


EMERGENCY_REGIMES = frozenset({Regime.GENERAL})
"""No emergency access to a Bibob file, a WGS register or the identity of who reported (domain.md §4). To police data
neither: the Wpg has rules of its own for giving them, and a boa who must know takes part."""

REGIMES_OF: dict[str, frozenset[Regime]] = {
    "premises_approach": frozenset({Regime.GENERAL}),
    "criminal_investigation": frozenset({Regime.WPG}),
    "bibob_screening": frozenset({Regime.BIBOB}),
    "joint_casework": frozenset({Regime.WGS}),
    "source_protection": frozenset({Regime.SOURCE}),
    "signal_undermining": frozenset({Regime.GENERAL}),
    "signal_nuisance": frozenset({Regime.GENERAL}),
    "signal_trafficking": frozenset({Regime.GENERAL}),
    "signal_care": frozenset({Regime.GENERAL}),
    "signal_youth": frozenset({Regime.GENERAL}),
    "signal_cyber": frozenset({Regime.GENERAL}),
    "signal_discrimination": frozenset({Regime.GENERAL}),
    "measures_mayor": frozenset({Regime.GENERAL}),
    "measures_executive": frozenset({Regime.GENERAL}),
    "joint_inspections": frozenset({Regime.GENERAL}),
}
"""In registers of which regimes a purpose may be used; each has rules that another regime would go round."""


def _fits(purpose: str, regimes: frozenset[Regime]) -> models.CheckConstraint:
    """Return the constraint that a purpose lies in no register but those of its regimes: asked of the JSON as text, which
    SQLite and PostgreSQL write alike."""
    there = Contains(Cast("purposes", models.TextField()), f'"{purpose}"')
    return models.CheckConstraint(
        condition=models.Q(regime__in=sorted(regimes)) | ~models.Q(there), name=f"vault_{purpose}"
    )


class Vault(Record):
    """A closed register (*afgeschermd register*): one controller, one legal basis, the purposes it serves.

    With a `desk` (*vaste bezetting*) the roles admitted to it see all that lies in it, each for its own purposes.
    """

    slug = models.SlugField()
    name = models.CharField(max_length=120)
    controller = models.CharField(max_length=20, choices=[("mayor", _("burgemeester")), ("executive", _("college"))])
    basis = models.CharField(max_length=200)
    regime = models.CharField(max_length=20, choices=Regime.choices, default=Regime.GENERAL)
    purposes = models.JSONField(default=list, help_text="purpose slugs for which this register may be used")
    emergency = models.BooleanField(default=False, help_text="whether emergency access is possible at all")
    desk = models.BooleanField(
        default=False, help_text="whoever is admitted sees every record in it, without participation"
    )

    class Meta:
        ordering = ("slug",)
        constraints = (
            models.UniqueConstraint(fields=("municipality", "slug"), name="vault_slug"),
            models.CheckConstraint(
                condition=models.Q(emergency=False) | models.Q(regime__in=sorted(EMERGENCY_REGIMES)),
                name="vault_emergency",
            ),
            models.CheckConstraint(  # an emergency opens one record, a desk all of them
                condition=models.Q(desk=False) | models.Q(emergency=False), name="vault_desk"
            ),
            *(_fits(purpose, regimes) for purpose, regimes in REGIMES_OF.items()),
        )

    def __str__(self) -> str:
        return self.name


class VaultAdmission(Record):
    """One role of our own people may work in a vault, for these of its purposes."""

    vault = models.ForeignKey(Vault, on_delete=models.CASCADE, related_name="admissions")
    role = models.CharField(max_length=40)
    purposes = models.JSONField(default=list)

    class Meta:
        ordering = ("vault", "role")
        constraints = (models.UniqueConstraint(fields=("municipality", "vault", "role"), name="admission_once"),)

    def __str__(self) -> str:
        return f"{self.role} in {self.vault_id}"
