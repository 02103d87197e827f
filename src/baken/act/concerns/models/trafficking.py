# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the designated officer did about a concern on trafficking. In fixed words: nothing here tells of a victim."""

from django.db import models

from baken.access.facade import User
from baken.kernel.encryption import EncryptedTextField
from baken.kernel.models import Record

from .concern import Concern


class HandOver(Record):
    """That a concern was handed over: to whom, on which day and ground, what was told (slugs of fixed words), what came of it.

    `consent`: what the victim said to it, where that must be asked. `their_reference`: the number at the one who took it.
    """

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="hand_overs")
    recipient = models.SlugField(max_length=20, help_text="slug of trafficking.rules.RECIPIENTS")
    on = models.DateField()
    basis = models.SlugField(max_length=20, help_text="slug of trafficking.rules.BASES")
    told = models.JSONField(default=list, help_text="slugs of trafficking.rules.TOLD")
    consent = models.SlugField(max_length=20, blank=True, help_text="slug of trafficking.rules.CONSENT")
    their_reference = EncryptedTextField(blank=True)
    answer_due = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    answer = models.SlugField(max_length=20, blank=True, help_text="slug of trafficking.rules.ANSWERS")
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("on", "id")
        indexes = (models.Index(fields=("concern", "on"), name="hand_over_of"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(answered_on__isnull=True, answer="")
                | models.Q(answered_on__isnull=False) & ~models.Q(answer=""),
                name="hand_over_answered",
            ),
            models.CheckConstraint(condition=models.Q(answer_due__gte=models.F("on")), name="hand_over_due"),
        )

    def __str__(self) -> str:
        return f"{self.recipient} {self.on}"


class ChosenBarrier(Record):
    """A barrier of the model (`trafficking.barriers`) that somebody puts up: which function, by when, and what came of it."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="barriers")
    barrier = models.SlugField(max_length=40)
    owner = models.SlugField(max_length=30, help_text="slug of trafficking.rules.OWNERS")
    agreed = EncryptedTextField(blank=True)
    chosen_on = models.DateField()
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    outcome = models.SlugField(max_length=20, blank=True, help_text="slug of trafficking.rules.OUTCOMES")
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("due", "id")
        indexes = (models.Index(fields=("concern", "due"), name="chosen_barrier_of"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(done_on__isnull=True, outcome="")
                | models.Q(done_on__isnull=False) & ~models.Q(outcome=""),
                name="chosen_barrier_done",
            ),
            models.UniqueConstraint(
                fields=("municipality", "concern", "barrier"),
                condition=models.Q(done_on__isnull=True),
                name="chosen_barrier_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.barrier} {self.due}"
