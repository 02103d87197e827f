# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Closed registers: one controller, one legal basis, the purposes they serve, and which of our roles work in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.kernel.models import Record


class Regime(models.TextChoices):
    """Under which law a register is kept."""

    GENERAL = "general", _("AVG")
    WPG = "wpg", _("Wet politiegegevens (boa’s)")
    WGS = "wgs", _("Wet gegevensverwerking door samenwerkingsverbanden")
    BIBOB = "bibob", _("Wet Bibob")
    SOURCE = "source", _("bescherming van melders")


NEVER_IN_EMERGENCY = frozenset({Regime.WGS, Regime.BIBOB, Regime.SOURCE})
"""No emergency access to a Bibob file, a WGS register or the identity of who reported (domain.md §4)."""


class Vault(Record):
    """A closed register (*afgeschermd register*): one controller, one legal basis, the purposes it serves."""

    slug = models.SlugField()
    name = models.CharField(max_length=120)
    controller = models.CharField(max_length=20, choices=[("mayor", _("burgemeester")), ("executive", _("college"))])
    basis = models.CharField(max_length=200)
    regime = models.CharField(max_length=20, choices=Regime.choices, default=Regime.GENERAL)
    purposes = models.JSONField(default=list, help_text="purpose slugs for which this register may be used")
    emergency = models.BooleanField(default=False, help_text="whether emergency access is possible at all")

    class Meta:
        ordering = ("slug",)
        constraints = (
            models.UniqueConstraint(fields=("municipality", "slug"), name="vault_slug"),
            models.CheckConstraint(
                condition=models.Q(emergency=False) | ~models.Q(regime__in=sorted(NEVER_IN_EMERGENCY)),
                name="vault_emergency",
            ),
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
