# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long records are kept, what keeps them longer, and the certificate of what was destroyed."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from baken.access.facade import GuardedRecord, User
from baken.kernel.encryption import EncryptedTextField
from baken.kernel.models import Record


class RetentionRule(Record):
    """How long one kind of record is kept: `years` and `months` from its `start`. `vault` empty: in any register.

    `verified` says whether somebody read it in the source: until then nothing is destroyed by it. `changed_by` set the
    present term (empty: it came along); somebody else verifies it. `verified_where`: what was read.
    """

    kind = models.CharField(max_length=40)
    vault = models.SlugField(blank=True)
    name = models.CharField(max_length=120)
    basis = models.CharField(max_length=200)
    start = models.CharField(max_length=120, help_text="the event that starts the term, in words")
    years = models.PositiveSmallIntegerField(default=0)
    months = models.PositiveSmallIntegerField(default=0)
    approval = models.BooleanField(default=True, help_text="destruction waits for approval")
    verified = models.BooleanField(default=False)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    verified_where = models.CharField(max_length=200, blank=True)
    changed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("name", "vault")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "kind", "vault"), name="retention_rule_once"),
            models.CheckConstraint(condition=Q(years__lte=100, months__lte=11), name="retention_rule_term"),
            models.CheckConstraint(condition=Q(years__gt=0) | Q(months__gt=0), name="retention_rule_some"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("privacy:rule", args=[self.pk])


class RuleChange(Record):
    """What happened to a retention rule: who made, changed or verified it, when and why. Never changed.

    `fields`: name -> [before, after].
    """

    rule = models.ForeignKey(RetentionRule, on_delete=models.PROTECT, related_name="changes")
    what = models.CharField(max_length=20, choices=[(slug, slug) for slug in ("made", "changed", "verified")])
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    fields = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d}"


class RowApproval(Record):
    """The approval that rows of one kind which were due on a day are destroyed; `used_at` once that was done.

    See `privacy.retention.rows`. Whoever approved doesn't carry it out by hand.
    """

    kind = models.CharField(max_length=40)
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-approved_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "kind"), condition=Q(used_at__isnull=True), name="row_approval_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.approved_at:%Y-%m-%d}"


class Hold(Record):
    """A legal hold: why a record may not be destroyed, from when, and what ended it."""

    guarded = models.ForeignKey(GuardedRecord, null=True, on_delete=models.SET_NULL, related_name="+")
    reference = models.CharField(max_length=40, blank=True)
    reason = EncryptedTextField()
    since = models.DateTimeField()
    placed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    released_because = EncryptedTextField(blank=True, default="")

    class Meta:
        ordering = ("-since",)
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "guarded"), condition=Q(released_at__isnull=True), name="hold_once"
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=False) | Q(released_by__isnull=True), name="hold_released"
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference} {self.since:%Y-%m-%d}"


class Destruction(Record):
    """The way of one record to its destruction. Once destroyed, a `Certificate` tells of it."""

    guarded = models.ForeignKey(GuardedRecord, null=True, on_delete=models.SET_NULL, related_name="+")
    reference = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=20, default="proposed")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(null=True, blank=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-begun_at",)
        constraints = (
            models.UniqueConstraint(fields=("municipality", "guarded"), name="destruction_once"),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "approved", "begun", "destroyed"]), name="destruction_status"
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=False) | Q(approved_by__isnull=True), name="destruction_approved"
            ),
            models.CheckConstraint(
                condition=~Q(status="destroyed") | Q(destroyed_at__isnull=False), name="destruction_done"
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference} {self.status}"


class Certificate(Record):
    """What was destroyed, by which rule, with whose approval. Tells nothing of what was in it, and is never changed."""

    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    kind_label = models.CharField(max_length=120)
    reference = models.CharField(max_length=40, blank=True)
    vault_name = models.CharField(max_length=120)
    rule_name = models.CharField(max_length=120)
    basis = models.CharField(max_length=200)
    retention_from = models.DateField()
    due_on = models.DateField()
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    destroyed_at = models.DateTimeField()
    destroyed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    counts = models.JSONField(default=dict, help_text="what was destroyed -> how many")

    class Meta:
        ordering = ("-destroyed_at", "-number")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "number"), name="certificate_number"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=False) | Q(approved_by__isnull=True), name="certificate_approved"
            ),
        )

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("privacy:certificate", args=[self.number])
