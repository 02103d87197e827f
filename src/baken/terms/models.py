# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.utils.translation import gettext_lazy as _

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


class Deputy(Record):
    """A colleague who looks after the terms of another, from the first day up to and with the last.

    It gives no rights: the deputy sees what he or she may see anyway. Rows go when it ends; the log tells that it was so.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", help_text="who is away")
    deputy = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    since = models.DateField()
    until = models.DateField(help_text="last day")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("since", "id")
        constraints = (
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="deputy_period"),
            models.CheckConstraint(condition=~models.Q(user=models.F("deputy")), name="deputy_is_another"),
        )
        indexes = (
            models.Index(fields=("municipality", "deputy", "until"), name="deputy_for"),
            models.Index(fields=("municipality", "user", "until"), name="deputy_of"),
        )

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d} {self.until:%Y-%m-%d}"


class TermMail(Record):
    """That an account wants to be mailed how many terms wait: how often, and when it last was."""

    class Often(models.TextChoices):
        DAILY = "daily", _("elke werkdag")
        WEEKLY = "weekly", _("elke maandag")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    often = models.CharField(max_length=6, choices=Often.choices)
    last_on = models.DateField(null=True, blank=True, help_text="the day on which it was last looked at")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("municipality", "user"), name="term_mail_once"),)

    def __str__(self) -> str:
        return self.often
