# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.access.facade import Partner
from baken.kernel.models import Record


class OrganisationKind(models.TextChoices):
    MUNICIPAL = "municipal", _("gemeente")
    POLICE = "police", _("politie")
    PROSECUTION = "prosecution", _("Openbaar Ministerie")
    CARE = "care", _("zorg")
    YOUTH_WORK = "youth_work", _("jongerenwerk")
    HOUSING = "housing", _("woningcorporatie")
    GOVERNMENT = "government", _("andere overheid")
    BUSINESS = "business", _("ondernemers")
    EDUCATION = "education", _("onderwijs")
    OTHER = "other", _("overig")


class Organisation(Record):
    """An organisation that the policy names. `partner` is set where its people have accounts here."""

    slug = models.SlugField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations")

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("municipality", "slug"), name="organisation_slug"),)

    def __str__(self) -> str:
        return self.name
