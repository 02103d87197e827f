# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must be protected is one table, to which participation, retention and (later) row-level security attach."""

from django.db import models

from baken.kernel.models import Record

from .partner import Partner


class Level(models.IntegerChoices):
    """How far knowledge of a record may spread within those who take part."""

    INTERNAL = 1
    CONFIDENTIAL = 2
    SECRET = 3


class Vault(Record):
    """A closed register (*afgeschermd register*): one controller, one legal basis, the purposes it serves."""

    slug = models.SlugField()
    name = models.CharField(max_length=120)
    controller = models.CharField(max_length=20, choices=[("mayor", "burgemeester"), ("executive", "college")])
    basis = models.CharField(max_length=200)
    purposes = models.JSONField(default=list, help_text="purpose slugs for which this register may be used")

    class Meta:
        ordering = ("slug",)
        constraints = (models.UniqueConstraint(fields=("municipality", "slug"), name="vault_slug"),)

    def __str__(self) -> str:
        return self.name


class GuardedRecord(Record):
    """The guard of one confidential object. A feature's object has exactly one."""

    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="guarded")
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.CONFIDENTIAL)
    retention_from = models.DateField(null=True, blank=True)
    hold = models.BooleanField(default=False, help_text="a legal hold wins over destruction")

    class Meta:
        indexes = (models.Index(fields=("municipality", "vault", "level"), name="guarded_vault"),)

    def __str__(self) -> str:
        return str(self.id)


class Participation(Record):
    """A partner takes part in a guarded record from one date until another."""

    guarded = models.ForeignKey(GuardedRecord, on_delete=models.CASCADE, related_name="participations")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="participations")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text="last day")

    class Meta:
        indexes = (models.Index(fields=("partner", "guarded"), name="participation_partner"),)

    def __str__(self) -> str:
        return f"{self.partner_id} in {self.guarded_id}"
