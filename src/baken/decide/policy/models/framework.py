# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.urls import reverse

from .document import Document


class Framework(Document):
    """A kadernota: what the council finds important for four years.

    `foreword`, `context` and `adjustment` are lists of `{"text": str, "s": [str]}`: lines in our own words with the
    numbers of what they rest on. They are shown and never queried, so they are no table.
    """

    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors")
    foreword = models.JSONField(default=list)
    context = models.JSONField(default=list)
    adjustment = models.JSONField(default=list)

    class Meta:
        ordering = ("-period_from",)
        constraints = (models.UniqueConstraint(fields=("municipality", "slug"), name="framework_slug"),)

    def get_absolute_url(self) -> str:
        return reverse("decide:framework", args=[self.slug])
