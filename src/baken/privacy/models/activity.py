# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.urls import reverse

from baken.kernel.models import Record


class ProcessingActivity(Record):
    """One processing activity (*verwerkingsactiviteit*): an entry of the register that AVG art. 30 asks.

    `slug` is what code and the logbook call it. Texts that list several things have one a line. `vault` is the slug of
    the closed register in which it happens, `dpia` that of the impact assessment; both may be empty.
    """

    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    controller = models.CharField(max_length=120)
    purpose = models.TextField()
    basis = models.TextField()
    persons = models.TextField()
    categories = models.TextField()
    recipients = models.TextField(blank=True)
    retention = models.TextField()
    security = models.TextField()
    processor = models.TextField(blank=True)
    vault = models.SlugField(blank=True)
    dpia = models.SlugField(max_length=60, blank=True)
    review_on = models.DateField()
    shipped = models.BooleanField(default=False, help_text="came along with Baken; code may name its slug")

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "processing activities"
        constraints = (models.UniqueConstraint(fields=("municipality", "slug"), name="activity_slug"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("privacy:activity", args=[self.slug])
