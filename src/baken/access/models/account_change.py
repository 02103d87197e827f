# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
import json
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.kernel.encryption import EncryptedTextField
from baken.kernel.models import Record

from .user import User

LASTS = timedelta(days=14)
"""How long a change waits for its second person."""


class ChangeKind(models.TextChoices):
    """What is asked."""

    ROLE = "role", _("rol geven")
    MOVE = "move", _("overstap naar een andere rol")
    TOKEN = "token", _("sleutel van een koppeling")
    ADDRESS = "address", _("ander e-mailadres")


class Outcome(models.TextChoices):
    """How it was decided."""

    CONFIRMED = "confirmed", _("bevestigd")
    DECLINED = "declined", _("geweigerd")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class AccountChange(Record):
    """A change of an account that waits for a second person, or waited (`access.accounts.four_eyes`).

    `payload` is JSON with what was asked, as its kind takes it. Nobody but the action that carries it out reads it for rights.
    """

    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    account = models.ForeignKey(User, on_delete=models.PROTECT, related_name="asked_changes")
    payload = EncryptedTextField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = EncryptedTextField()
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    note = EncryptedTextField(blank=True, help_text="why it was declined")

    class Meta:
        ordering = ("-asked_at",)
        indexes = (models.Index(fields=("municipality", "outcome"), name="account_change_waiting"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(outcome="", decided_at__isnull=True, decided_by__isnull=True)
                | (~models.Q(outcome="") & models.Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="account_change_decided",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome=Outcome.CONFIRMED) | ~models.Q(decided_by=models.F("asked_by")),
                name="account_change_two_people",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.account_id}"

    @property
    def wanted(self) -> dict[str, Any]:
        """Return what was asked."""
        found: dict[str, Any] = json.loads(self.payload)
        return found

    @property
    def ends_at(self) -> datetime:
        return self.asked_at + LASTS

    def waits(self, at: datetime) -> bool:
        """Whether somebody may still decide on it."""
        return not self.outcome and at < self.ends_at
