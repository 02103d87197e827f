# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from baken.kernel.models import Record

from .framework import Framework


class Theme(Record):
    """A theme of a framework that has run its course, with what became of it."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="themes")
    order = models.PositiveSmallIntegerField()
    slug = models.SlugField()
    title = models.CharField(max_length=200)
    evaluation = models.TextField()
    continued_as = models.CharField(max_length=200, blank=True, help_text="where the theme went in the next framework")
    references = models.JSONField(default=list)

    class Meta:
        ordering = ("framework", "order")
        constraints = (models.UniqueConstraint(fields=("municipality", "framework", "slug"), name="theme_slug"),)

    def __str__(self) -> str:
        return self.title
