# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The audit log: append-only and chained per municipality. Without foreign keys, so it outlives its subjects."""

from django.db import models

from ..encryption import EncryptedTextField
from ..ids import uuid7


class AuditKind(models.TextChoices):
    """Whether something was changed, or confidential material was read."""

    CHANGE = "change", "change"
    READ = "read", "read"


class AuditChain(models.Model):
    """Head of one municipality's chain; locked while rows are appended. The nil UUID heads the installation's own."""

    municipality_id = models.UUIDField(primary_key=True)
    first_id = models.UUIDField(null=True)
    length = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default="")


class AuditEntry(models.Model):
    """One thing that happened. Holds no names or personal data: only keys, slugs and the reasons.

    `hash` is the row's seal: an HMAC over all other fields, with the key `key_id` of the keyring. `personal_digest` is the
    salted digest of the row's personal part, which stands in `AuditPersonal` until it is destroyed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality_id = models.UUIDField(db_index=True)
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    action = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=AuditKind, default=AuditKind.CHANGE)
    resource_type = models.CharField(max_length=80)
    resource_id = models.CharField(max_length=80)
    purpose = models.CharField(max_length=80, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    vault_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)
    personal_digest = models.CharField(max_length=64, blank=True)
    key_id = models.CharField(max_length=40)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "audit entries"
        ordering = ("municipality_id", "sequence")
        constraints = (
            models.UniqueConstraint(fields=("municipality_id", "sequence"), name="audit_sequence"),
            models.CheckConstraint(condition=models.Q(kind__in=AuditKind.values), name="audit_kind"),
        )
        indexes = (
            models.Index(fields=("municipality_id", "resource_type", "resource_id"), name="audit_resource"),
            models.Index(fields=("municipality_id", "at"), condition=models.Q(kind="read"), name="audit_reads"),
            # what the page of the log is narrowed by
            models.Index(fields=("municipality_id", "at"), name="audit_at"),
            models.Index(fields=("municipality_id", "actor_id", "sequence"), name="audit_actor"),
            models.Index(fields=("municipality_id", "action", "sequence"), name="audit_action"),
            models.Index(
                fields=("municipality_id", "purpose", "sequence"), condition=~models.Q(purpose=""), name="audit_purpose"
            ),
        )

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"


class AuditPersonal(models.Model):
    """The personal part of one audit row and its salt, as encrypted JSON. Deleted when its subject is destroyed.

    The row itself stays, with the digest. The salt is encrypted too: with it, a short part could be guessed from the digest.
    """

    entry_id = models.UUIDField(primary_key=True)
    municipality_id = models.UUIDField()
    resource_type = models.CharField(max_length=80)
    resource_id = models.CharField(max_length=80)
    content = EncryptedTextField()

    class Meta:
        verbose_name_plural = "audit personal parts"
        indexes = (
            models.Index(fields=("municipality_id", "resource_type", "resource_id"), name="audit_personal_resource"),
        )
