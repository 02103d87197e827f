# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q
from django.urls import reverse

from baken.kernel.models import Record


class Weight(models.IntegerChoices):
    """How likely something is, how much it would do, or what is left of it."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3


class Dpia(Record):
    """The data protection impact assessment (AVG art. 35) of one module: when it was done, when it is looked at again.

    `document` names the text in the documentation. `advice` is what the FG advised (art. 35(2)) on the day `advice_on`,
    written down by the privacy officer; `outcome` what the municipality decided.
    """

    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    document = models.CharField(max_length=120, blank=True)
    done_on = models.DateField(null=True, blank=True)
    review_on = models.DateField()
    advice = models.TextField(blank=True)
    advice_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = "DPIA"
        constraints = (
            models.UniqueConstraint(fields=("municipality", "slug"), name="dpia_slug"),
            models.CheckConstraint(condition=Q(advice="") | Q(advice_on__isnull=False), name="dpia_advice_dated"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("privacy:dpia", args=[self.slug])


class DpiaRisk(Record):
    """One risk of an assessment: how likely, how heavy, what is done, who sees to it, and what is left."""

    dpia = models.ForeignKey(Dpia, on_delete=models.PROTECT, related_name="weighed")
    order = models.PositiveSmallIntegerField(default=0)
    risk = models.TextField()
    likelihood = models.PositiveSmallIntegerField(choices=Weight.choices, default=Weight.MEDIUM)
    impact = models.PositiveSmallIntegerField(choices=Weight.choices, default=Weight.MEDIUM)
    measure = models.TextField(blank=True)
    owner = models.CharField(max_length=120, blank=True)
    left = models.TextField(blank=True, help_text="what is left of it, in words")
    rest = models.PositiveSmallIntegerField(choices=Weight.choices, default=Weight.LOW)

    class Meta:
        ordering = ("order", "id")
        verbose_name = "DPIA risk"
        constraints = (
            models.CheckConstraint(
                condition=Q(likelihood__in=[1, 2, 3], impact__in=[1, 2, 3], rest__in=[1, 2, 3]),
                name="dpia_risk_weights",
            ),
        )

    def __str__(self) -> str:
        return self.risk[:60]


class EarlierDpia(Record):
    """An assessment as it stood when the next one was begun. Never changed. `risks`: field values of its risks."""

    dpia = models.ForeignKey(Dpia, on_delete=models.PROTECT, related_name="earlier")
    done_on = models.DateField()
    review_on = models.DateField()
    advice = models.TextField(blank=True)
    advice_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    risks = models.JSONField(default=list)

    class Meta:
        ordering = ("-done_on", "-id")
        verbose_name = "earlier DPIA"

    def __str__(self) -> str:
        return f"{self.dpia_id} {self.done_on}"
