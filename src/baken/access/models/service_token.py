# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from baken.kernel.models import Record

from .user import User


class ServiceToken(Record):
    """One key of a service account: what it may do, and until when. The key itself is shown once and stored nowhere.

    `prefix` is the public half, by which the row is found; `digest` the SHA-256 of the secret half (32 random bytes).
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=16)
    digest = models.CharField(max_length=64)
    scope = models.JSONField(default=list, help_text="slugs of permissions; never more than the account's roles grant")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(help_text="first moment at which it no longer works")
    revoked_at = models.DateTimeField(null=True, blank=True)
    waits = models.BooleanField(default=False, help_text="works only once a second person has confirmed it")
    last_used_at = models.DateTimeField(null=True, blank=True, help_text="to the minute")

    class Meta:
        ordering = ("-made_at",)
        indexes = (models.Index(fields=("prefix",), name="service_token_prefix"),)
        constraints = (
            models.UniqueConstraint(fields=("municipality", "prefix"), name="service_token_once"),
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("made_at")), name="service_token_period"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.prefix}"
