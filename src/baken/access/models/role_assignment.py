# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from baken.kernel.encryption import EncryptedTextField
from baken.kernel.models import Record

from .partner import Partner
from .user import User


class RoleAssignment(Record):
    """A user holds a role from one date until another. `role` is a slug of `access.roles.ROLES`."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=40)
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text="last day")
    reason = EncryptedTextField(blank=True, help_text="why it was given")
    given_at = models.DateTimeField(null=True, blank=True, help_text="when it was given, or confirmed")
    given_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="empty: Baken itself"
    )
    confirmed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("user", "role")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "user", "role", "valid_from"), name="role_assignment_once"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="role_assignment_period",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"
