# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from ..ids import uuid7


class Municipality(models.Model):
    """One municipality that this installation serves. Every domain row belongs to exactly one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=6, unique=True, help_text="CBS code, e.g. GM0453")
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)

    class Meta:
        verbose_name_plural = "municipalities"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
