# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Covenants: on what ground, for what and how long partners may share. Without a valid one nothing is shared."""

from django.db import models

from baken.kernel.models import Record

from .partner import Partner


class Covenant(Record):
    """An agreement between the municipality and partners, in force in the period [since, until).

    `purposes` holds the slugs for which may be shared, `kinds` the parts of a guarded record that may be.
    """

    slug = models.SlugField()
    name = models.CharField(max_length=160)
    number = models.CharField(max_length=40, blank=True, help_text="under which the municipality filed it")
    signatory = models.CharField(max_length=120, blank=True, help_text="function that signed for the municipality")
    signed_on = models.DateField(null=True, blank=True, help_text="day on which the last of them signed")
    basis = models.CharField(max_length=300, help_text="legal basis, e.g. an article of law")
    purposes = models.JSONField(default=list)
    kinds = models.JSONField(default=list, help_text="kinds of data (slugs of parts) that may be shared")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True, help_text="first moment at which it no longer holds")
    partners = models.ManyToManyField(Partner, through="CovenantPartner", related_name="covenants")

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=("municipality", "slug"), name="covenant_slug"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="covenant_period",
            ),
        )

    def __str__(self) -> str:
        return self.name


class CovenantPartner(Record):
    """One partner that signed a covenant."""

    covenant = models.ForeignKey(Covenant, on_delete=models.CASCADE, related_name="signed_by")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="signed")
    signatory = models.CharField(max_length=120, blank=True, help_text="function that signed for the partner")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("municipality", "covenant", "partner"), name="covenant_once"),)

    def __str__(self) -> str:
        return f"{self.partner_id} in {self.covenant_id}"
