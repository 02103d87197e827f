# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from baken.access.facade import User
from baken.kernel.encryption import EncryptedTextField
from baken.kernel.models import Record


class MissedReason(Record):
    """Why a term was missed: of which kind of record, which one, and the day on which it should have been done.

    The record is named by key, without foreign key: it may be of any feature. What is written is encrypted, since nobody
    can promise that no person is named in it.
    """

    kind = models.CharField(max_length=60, help_text="slug of the source of terms")
    record = models.UUIDField()
    due = models.DateField()
    reason = EncryptedTextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-written_at",)
        constraints = (
            models.UniqueConstraint(fields=("municipality", "kind", "record", "due"), name="missed_reason_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.due}"


class CalendarFeed(Record):
    """The personal calendar address of an account in a municipality. Of its secret only the SHA-256 is kept.

    Whoever ends it deletes the row; the log tells that it was there.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("municipality", "user"), name="calendar_feed_once"),
            models.UniqueConstraint(fields=("municipality", "digest"), name="calendar_feed_digest"),
        )
        indexes = (models.Index(fields=("digest",), name="calendar_feed_found"),)

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"
