# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from baken.kernel.models import Record


class Partner(Record):
    """An organisation whose people have accounts here and see only their part: police, prosecution, care, housing."""

    slug = models.SlugField()
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("municipality", "slug"), name="partner_slug"),)

    def __str__(self) -> str:
        return self.name
