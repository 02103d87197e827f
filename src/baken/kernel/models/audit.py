# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The audit log: append-only and hash-chained per municipality. Without foreign keys, so it outlives its subjects."""

from django.db import models

from ..ids import uuid7


class AuditChain(models.Model):
    """Head of one municipality's chain; locked while a row is appended. The nil UUID heads the installation's own."""

    municipality_id = models.UUIDField(primary_key=True)
    length = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default="")


class AuditEntry(models.Model):
    """One thing that happened. Holds no names or personal data: only keys, slugs and the reasons."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality_id = models.UUIDField(db_index=True)
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    action = models.CharField(max_length=80)
    resource_type = models.CharField(max_length=80)
    resource_id = models.CharField(max_length=80)
    purpose = models.CharField(max_length=80, blank=True)
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "audit entries"
        ordering = ("municipality_id", "sequence")
        constraints = (models.UniqueConstraint(fields=("municipality_id", "sequence"), name="audit_sequence"),)
        indexes = (models.Index(fields=("municipality_id", "resource_type", "resource_id"), name="audit_resource"),)

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"
