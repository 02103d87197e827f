# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from baken.kernel.models import Record

from .framework import Framework
from .priority import Priority


class NotPrioritised(Record):
    """What is deliberately not done in this period, why, and when it is looked at again. The council sees it too.

    `moved_on` is set where it was an effort that was moved here in Baken: a file that doesn't know of it leaves it.
    """

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="not_prioritised")
    priority = models.ForeignKey(
        Priority, null=True, blank=True, on_delete=models.CASCADE, related_name="not_prioritised"
    )
    order = models.PositiveSmallIntegerField()
    slug = models.SlugField()
    title = models.CharField(max_length=200)
    why = models.TextField()
    again = models.CharField(max_length=200, help_text="when it is looked at again")
    moved_on = models.DateField(null=True, blank=True)
    fictitious = models.BooleanField(default=False)
    references = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "not prioritised"
        ordering = ("framework", "order")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "framework", "slug"), name="not_prioritised_slug"),
        )

    def __str__(self) -> str:
        return self.title
