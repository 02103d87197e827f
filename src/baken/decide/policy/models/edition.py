# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from baken.kernel.models import Record


class Edition(Record):
    """One import of a document that changed something: the file as it was, and how much it changed."""

    kind = models.CharField(max_length=10, choices=[("framework", "framework"), ("plan", "plan")])
    slug = models.SlugField()
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file")
    text = models.TextField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    removed = models.PositiveIntegerField()

    class Meta:
        ordering = ("kind", "slug", "number")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "kind", "slug", "number"), name="edition_number"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.slug} {self.number}"
