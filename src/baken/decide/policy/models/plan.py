# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.urls import reverse

from baken.kernel.models import Record

from .document import Document
from .framework import Framework


class Plan(Document):
    """An IVP: how the executive carries the framework out for two years. `fictitious` marks an invented example."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="plans")
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-period_from",)
        constraints = (models.UniqueConstraint(fields=("municipality", "slug"), name="plan_slug"),)

    def get_absolute_url(self) -> str:
        return reverse("decide:plan", args=[self.slug])


class Programme(Record):
    """The execution programme of one year of a plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="programmes")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    adopted_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("plan", "year")
        constraints = (models.UniqueConstraint(fields=("municipality", "plan", "year"), name="programme_year"),)

    def __str__(self) -> str:
        return self.title
