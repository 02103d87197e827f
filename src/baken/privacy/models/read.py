# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q
from django.urls import reverse

from baken.access.facade import User
from baken.kernel.encryption import EncryptedTextField
from baken.kernel.models import Record


class ReadLook(Record):
    """Up to which row of the audit log the reads of a municipality were looked at, and when."""

    sequence = models.PositiveBigIntegerField(default=0)
    looked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("municipality",), name="read_look_once"),)

    def __str__(self) -> str:
        return str(self.sequence)


class ChainCheck(Record):
    """When the audit log of a municipality was last checked, and where it broke first (0: it was whole)."""

    checked_at = models.DateTimeField()
    rows = models.PositiveBigIntegerField()
    problems = models.PositiveIntegerField(default=0)
    first_problem = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("municipality",), name="chain_check_once"),)

    def __str__(self) -> str:
        return f"{self.checked_at:%Y-%m-%d %H:%M}"


class FollowUp(models.TextChoices):
    """What follows when a read stays unexplained."""

    TALK = "talk", "talk"
    BREACH = "breach", "reported as data breach"
    ACCESS_ENDED = "access_ended", "access ended"


OPEN = Q(settled_at__isnull=True) | (~Q(follow_up="") & Q(follow_up_done_at__isnull=True))
"""A question that isn't over: not settled, or what was to follow isn't done yet."""


class ReadReview(Record):
    """Reads of one record by one person on one day that one or more rules call outside the pattern of work.

    `rules` are slugs of `privacy.reads.rules`; `told` what each saw (numbers, no names). The guarded record is named by key,
    kind and reference, without foreign key: the question outlives it. What reader and privacy officer write is encrypted.
    Where it stays unexplained, `follow_up` says what follows, `follow_up_who` sees to it and by which day.
    """

    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    guarded_key = models.UUIDField()
    kind = models.CharField(max_length=40, blank=True)
    reference = models.CharField(max_length=40, blank=True)
    day = models.DateField()
    serial = models.PositiveSmallIntegerField(
        default=1, help_text="of that day: above 1 after an earlier one was settled"
    )
    first_at = models.DateTimeField()
    reads = models.PositiveIntegerField(default=1)
    purpose = models.CharField(max_length=80, blank=True)
    rules = models.JSONField(default=list)
    told = models.JSONField(default=dict)
    status = models.CharField(max_length=20, default="open")
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    explanation = EncryptedTextField(blank=True, default="")
    explained_at = models.DateTimeField(null=True, blank=True)
    note = EncryptedTextField(blank=True, default="")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    follow_up = models.CharField(max_length=20, blank=True, choices=FollowUp.choices)
    follow_up_who = models.CharField(max_length=120, blank=True, help_text="a function")
    follow_up_by = models.DateField(null=True, blank=True)
    follow_up_note = EncryptedTextField(blank=True, default="")
    follow_up_done_at = models.DateTimeField(null=True, blank=True)
    follow_up_done_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-first_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "reader", "guarded_key", "day", "serial"), name="read_review_once"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["open", "asked", "answered", "explained", "unexplained"]),
                name="read_review_status",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["explained", "unexplained"]) | Q(settled_at__isnull=False),
                name="read_review_settled",
            ),
            models.CheckConstraint(
                condition=Q(asked_at__isnull=False) | Q(asked_by__isnull=True), name="read_review_asked"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=False) | Q(settled_by__isnull=True), name="read_review_settler"
            ),
            models.CheckConstraint(
                condition=Q(follow_up="", follow_up_done_at__isnull=True)
                | Q(status="unexplained", follow_up__in=["talk", "breach", "access_ended"], follow_up_by__isnull=False),
                name="read_review_follow_up",
            ),
        )
        indexes = (models.Index(fields=("municipality", "status", "-first_at"), name="read_review_queue"),)

    def __str__(self) -> str:
        return f"{self.reference} {self.day}"

    def get_absolute_url(self) -> str:
        return reverse("privacy:read", args=[self.pk])
