# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.kernel.encryption import EncryptedTextField
from baken.kernel.ids import uuid7

from .user import User


class Ending(models.TextChoices):
    """Why a session ended."""

    LOGOUT = "logout", _("uitgelogd")
    IDLE = "idle", _("een uur niets gedaan")
    AGE = "age", _("na tien uur")
    LIMIT = "limit", _("te veel sessies tegelijk")
    OWN = "own", _("elders afgemeld")
    PASSWORD = "password", _("wachtwoord gewijzigd")
    SECOND_FACTOR = "second_factor", _("tweede stap gewijzigd")
    LEFT = "left", _("account gesloten")


class UserSession(models.Model):
    """One time that somebody is logged in. Django's session carries its key; a page asks whether it still holds.

    Belongs to no municipality: one account may have roles in several.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sessions")
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="last request, to the minute")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_for = models.CharField(max_length=20, choices=Ending.choices, blank=True)
    browser = models.CharField(max_length=60, blank=True, help_text="kind of browser and system, as the browser says")
    origin = models.CharField(max_length=64, blank=True, help_text="keyed hash of the address on the network")

    class Meta:
        ordering = ("-begun_at",)
        indexes = (models.Index(fields=("user", "ended_at"), name="user_session_open"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_for="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(ended_for="")),
                name="user_session_ended",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.begun_at:%Y-%m-%d %H:%M}"


class SecondFactorSecret(models.Model):
    """The secret of a code app or of recovery codes, sealed. allauth's row holds only its key (`access.login.second_factor`)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    secret = EncryptedTextField()

    def __str__(self) -> str:
        return str(self.id)
