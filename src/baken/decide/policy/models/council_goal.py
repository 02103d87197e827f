# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from baken.kernel.models import Record

from .framework import Framework


class CouncilGoal(Record):
    """A goal of the council agreement on which the framework rests."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="council_goals")
    order = models.PositiveSmallIntegerField()
    slug = models.SlugField()
    text = models.TextField()
    references = models.JSONField(default=list)

    class Meta:
        ordering = ("framework", "order")
        constraints = (models.UniqueConstraint(fields=("municipality", "framework", "slug"), name="council_goal_slug"),)

    def __str__(self) -> str:
        return self.text[:60]
