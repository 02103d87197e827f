# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from baken.kernel.models import Record

from .framework import Framework


class Precondition(Record):
    """What must always be possible beside the priorities, such as room for what happens unexpectedly."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="preconditions")
    order = models.PositiveSmallIntegerField()
    slug = models.SlugField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    references = models.JSONField(default=list)

    class Meta:
        ordering = ("framework", "order")
        constraints = (models.UniqueConstraint(fields=("municipality", "framework", "slug"), name="precondition_slug"),)

    def __str__(self) -> str:
        return self.title


class StatutoryTask(Record):
    """A task that the law lays on the municipality: done whatever the priorities are. `law` cites act and article."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="statutory_tasks")
    order = models.PositiveSmallIntegerField()
    slug = models.SlugField()
    title = models.CharField(max_length=200)
    law = models.CharField(max_length=200)
    references = models.JSONField(default=list)

    class Meta:
        ordering = ("framework", "order")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "framework", "slug"), name="statutory_task_slug"),
        )

    def __str__(self) -> str:
        return self.title
