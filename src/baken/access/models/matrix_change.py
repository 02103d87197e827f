# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from baken.kernel.models import Record


class MatrixChange(Record):
    """Where a municipality's role matrix differs from the one that comes along (`access.roles`)."""

    role = models.CharField(max_length=40)
    permission = models.CharField(max_length=80)
    granted = models.BooleanField()

    class Meta:
        ordering = ("role", "permission")
        constraints = (models.UniqueConstraint(fields=("municipality", "role", "permission"), name="matrix_once"),)

    def __str__(self) -> str:
        return f"{self.role} {'+' if self.granted else '-'} {self.permission}"
