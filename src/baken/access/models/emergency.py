# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from baken.kernel.encryption import EncryptedTextField
from baken.kernel.models import Record

from .guarded import GuardedRecord, Participation
from .user import User


class EmergencyAccess(Record):
    """One use of emergency access (*noodtoegang*): who, to what, why, and what the review made of it."""

    guarded = models.ForeignKey(GuardedRecord, null=True, on_delete=models.SET_NULL, related_name="+")
    reference = models.CharField(max_length=40)
    participation = models.ForeignKey(Participation, null=True, on_delete=models.SET_NULL, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = EncryptedTextField()
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    justified = models.BooleanField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("-started_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(reviewed_at__isnull=True, reviewed_by__isnull=True, justified__isnull=True)
                | models.Q(reviewed_at__isnull=False, reviewed_by__isnull=False, justified__isnull=False),
                name="emergency_review",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference} {self.started_at:%Y-%m-%d %H:%M}"
