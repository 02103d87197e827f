# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.kernel.models import Record


class Basis(models.TextChoices):
    ASSUMED = "assumed", _("aanname")
    COUNTED = "counted", _("geteld")
    GIVEN = "given", _("opgegeven")


class Sourced(Record):
    """Abstract: figures that say where they come from. What is assumed is shown as still to be checked.

    `basis_note` says in words who counted or told it, `basis_on` when.
    """

    basis = models.CharField(max_length=8, choices=Basis.choices, default=Basis.ASSUMED)
    basis_note = models.CharField(max_length=200, blank=True)
    basis_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def unchecked(self) -> bool:
        return self.basis == Basis.ASSUMED
