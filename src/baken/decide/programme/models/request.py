# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from baken.decide.policy.facade import Effort
from baken.kernel.models import Record


class ProgressRequest(Record):
    """A question to an effort's owner how it stands, with a personal link.

    Only the SHA-256 of the link's 32 random bytes is kept (`token_digest`), and of the browser that it was opened in
    (`browser_digest`). A reminder gives a new link: the old one is then dead. An effort has one open request at most.
    """

    effort = models.ForeignKey(Effort, on_delete=models.CASCADE, related_name="progress_requests")
    owner = models.CharField(max_length=120)
    email = models.EmailField(max_length=254)
    asked_at = models.DateTimeField()
    token_digest = models.CharField(max_length=64, db_index=True)
    browser_digest = models.CharField(max_length=64, blank=True)
    valid_until = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at",)
        constraints = (
            models.UniqueConstraint(fields=("municipality", "token_digest"), name="progress_request_token"),
            models.UniqueConstraint(
                fields=("municipality", "effort"),
                condition=models.Q(answered_at__isnull=True, revoked_at__isnull=True),
                name="progress_request_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True) | models.Q(revoked_at__isnull=True),
                name="progress_request_answered_or_revoked",
            ),
        )

    def __str__(self) -> str:
        return f"{self.effort_id} {self.owner}"

    @property
    def open(self) -> bool:
        return self.answered_at is None and self.revoked_at is None
