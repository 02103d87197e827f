# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from baken.decide.policy.facade import Framework
from baken.kernel.models import Record


class OutcomeWord(models.TextChoices):
    SUPPORTED = "supported", _("onderbouwd")
    CONTRADICTED = "contradicted", _("tegengesproken")
    NO_SIGNIFICANT_CHANGE = "no_significant_change", _("geen aantoonbaar verschil")
    NOT_TESTABLE = "not_testable", _("niet te toetsen")


class ClaimOutcome(Record):
    """What the figures said of a claim from `tested_at` until `until` (now, where empty). Rows are only ever added.

    A claim is known by its framework and slug, not by a key: it may be taken out of the file, and what was once said of it
    stays. `tests` holds each test with its outcome, sentence and every figure that went in, so that an old dossier can be
    explained; `digest` is the SHA-256 over what went in. `previous` is the outcome that this one took the place of.
    """

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="claim_outcomes")
    slug = models.SlugField()
    text = models.TextField(help_text="the claim as it was tested")
    outcome = models.CharField(max_length=24, choices=OutcomeWord.choices)
    previous = models.CharField(max_length=24, choices=OutcomeWord.choices, blank=True)
    tested_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64)
    tests = models.JSONField(default=list)
    code_version = models.CharField(max_length=40)

    class Meta:
        ordering = ("framework", "slug", "-tested_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "framework", "slug"), condition=Q(until__isnull=True), name="claim_outcome_now"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("tested_at")), name="claim_outcome_until"
            ),
        )
        indexes = (models.Index(fields=("municipality", "tested_at"), name="claim_outcome_moment"),)

    def __str__(self) -> str:
        return f"{self.slug}: {self.outcome}"
