# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.urls import reverse

from baken.kernel.models import Record


class Dpia(Record):
    """The data protection impact assessment (AVG art. 35) of one module: when it was done, when it is looked at again.

    `document` names the text in the documentation. `risks` and `measures` have one a line.
    """

    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    document = models.CharField(max_length=120, blank=True)
    done_on = models.DateField(null=True, blank=True)
    review_on = models.DateField()
    risks = models.TextField(blank=True)
    measures = models.TextField(blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = "DPIA"
        constraints = (models.UniqueConstraint(fields=("municipality", "slug"), name="dpia_slug"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("privacy:dpia", args=[self.slug])
