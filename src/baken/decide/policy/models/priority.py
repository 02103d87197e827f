# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.urls import reverse

from baken.kernel.models import Record

from .framework import Framework


class Priority(Record):
    """One of the few things that the council puts first. How it stands is derived (`decide.policy.rules`), never stored."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="priorities")
    order = models.PositiveSmallIntegerField()
    slug = models.SlugField()
    title = models.CharField(max_length=200)
    short_title = models.CharField(max_length=60)
    why = models.TextField()
    references = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "priorities"
        ordering = ("framework", "order")
        constraints = (models.UniqueConstraint(fields=("municipality", "framework", "slug"), name="priority_slug"),)

    def __str__(self) -> str:
        return self.short_title

    def get_absolute_url(self) -> str:
        return reverse("decide:priority", args=[self.framework.slug, self.slug])


class Ambition(Record):
    """What the council wants to reach within a priority."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="ambitions")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    references = models.JSONField(default=list)

    class Meta:
        ordering = ("priority", "order")
        constraints = (models.UniqueConstraint(fields=("municipality", "priority", "order"), name="ambition_order"),)

    def __str__(self) -> str:
        return self.text[:60]
