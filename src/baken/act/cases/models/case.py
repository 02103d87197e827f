# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from baken.access.facade import GuardedRecord, User, role_label
from baken.kernel.encryption import EncryptedTextField
from baken.kernel.models import Record


class Stage(models.TextChoices):
    INTAKE = "intake", _("intake")
    INVESTIGATE = "investigate", _("onderzoek")
    ACT = "act", _("aanpak")
    AFTERCARE = "aftercare", _("nazorg")
    CLOSED = "closed", _("gesloten")


class Case(Record):
    """One case about premises. Who takes part sees this row; what more they see depends on the part.

    `reference` is drawn, not counted: a next number would tell how many cases there are. `address_hash` (keyed, of the
    normalised address) is for finding a case by its exact address in acute danger; the address itself stands encrypted.
    """

    guarded = models.OneToOneField(GuardedRecord, on_delete=models.PROTECT, related_name="case")
    reference = models.CharField(max_length=9)
    kind = models.CharField(max_length=20, default="premises")
    title = EncryptedTextField()
    address = EncryptedTextField()
    address_hash = models.CharField(max_length=64, blank=True)
    summary = EncryptedTextField(blank=True)
    area = models.CharField(max_length=10, blank=True, help_text="CBS code of the wijk")
    priority = models.SlugField(blank=True)
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.INTAKE)
    owner_role = models.CharField(max_length=40)
    owner = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closed_because = EncryptedTextField(blank=True)
    next_meeting = models.DateTimeField(null=True, blank=True)
    origin = EncryptedTextField(blank=True, help_text="reference of the record that it began with: no key leads there")
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-opened_on", "-id")
        indexes = (
            models.Index(fields=("municipality", "-opened_on", "-id"), name="case_newest"),
            models.Index(fields=("municipality", "address_hash"), name="case_address"),
        )
        constraints = (
            models.UniqueConstraint(fields=("municipality", "reference"), name="case_reference"),
            models.CheckConstraint(
                condition=~models.Q(stage="closed") | models.Q(closed_on__isnull=False), name="case_closed"
            ),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def owner_told(self) -> str:
        """Who leads: the account that opened the case, or the function to which the lead was handed over."""
        if self.owner is not None:
            return self.owner.display_name
        return role_label(self.owner_role)

    def get_absolute_url(self) -> str:
        return reverse("cases:case", args=[self.reference])
