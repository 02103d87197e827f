# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file that lies in a register with a desk, and the terms that run on it."""

from typing import ClassVar

from django.db import models

from baken.kernel.models import Record
from baken.kernel.terms import Whose

from .guarded import GuardedPart, GuardedRecord
from .vault import Vault


class DeskFile(Record):
    """Abstract base of a confidential file in a register with a desk: a measure, a screening, an inspection.

    Its key is that of its guarded record. `vault` repeats that of the guarded record, which never moves, so that a list is
    one index range. `reference` is drawn, not counted: a next number would tell how many files there are. `owner_role` is
    the function that works on it. See `access.desks.files`.
    """

    guarded = models.OneToOneField(GuardedRecord, on_delete=models.PROTECT, related_name="%(class)s")
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="+", db_index=False)
    reference = models.CharField(max_length=14)
    owner_role = models.CharField(max_length=40)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    fictitious = models.BooleanField(default=False)

    class Meta:
        abstract = True
        base_manager_name = "objects"
        ordering = ("-id",)
        indexes: ClassVar[tuple[models.Index, ...]] = (
            models.Index(fields=("municipality", "vault", "-id"), name="%(class)s_newest"),
        )
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=("municipality", "reference"), name="%(class)s_reference"),
            models.CheckConstraint(condition=models.Q(id=models.F("guarded")), name="%(class)s_is_its_guard"),
        )

    def __str__(self) -> str:
        return self.reference


class DeskPart(GuardedPart):
    """Abstract base of a row of such a file that partners who take part may see: it carries its register, as the file does."""

    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True
        base_manager_name = "objects"


class DeskTerm(Record):
    """One term that runs on a file at a desk, as `cores.terms` computed it from the ledger: kept for the list of terms alone.

    `kind` is the slug of its source of terms, `rule` that of a rule of `cores.terms`; empty for a day that was agreed, which
    `label` names. `subject` is the row on whose clock it runs: the file itself, or one of its own rows (a forfeiture).
    `due` is empty while it stands still. `reference` is the file's, so that a list needs no other table. `whose` says who must
    act by that day, `next_step` what we do when somebody else let it pass. `about`, `about_on`, `number` tell terms of one name
    in one file apart (each breach of an order has one to pay).
    """

    guarded = models.ForeignKey(GuardedRecord, on_delete=models.CASCADE, related_name="+", db_index=False)
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=60)
    reference = models.CharField(max_length=14)
    subject_type = models.CharField(max_length=80)
    subject = models.UUIDField()
    rule = models.CharField(max_length=80)
    label = models.CharField(max_length=200, blank=True)
    started = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    paused = models.BooleanField(default=False)
    done_on = models.DateField(null=True, blank=True)
    owner_role = models.CharField(max_length=40)
    fictitious = models.BooleanField(default=False)
    whose = models.CharField(
        max_length=8,
        default=Whose.OURS.value,
        choices=[(one.value, one.value) for one in Whose],
        help_text="who must act by that day",
    )
    next_step = models.CharField(max_length=120, blank=True, help_text="what we do when somebody else let the day pass")
    about = models.CharField(max_length=60, blank=True, help_text="what tells it from others of its name, with %(day)s")
    about_on = models.DateField(null=True, blank=True)
    number = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="which of that day, where there are more"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("municipality", "subject", "rule", "label"), name="desk_term_once"),
        )
        indexes = (
            models.Index(
                fields=("municipality", "vault", "whose", "due", "id"),
                name="desk_term_running",
                condition=models.Q(done_on__isnull=True),
            ),
            models.Index(
                fields=("municipality", "vault", "whose", "owner_role", "due", "id"),
                name="desk_term_owned",
                condition=models.Q(done_on__isnull=True),
            ),
            models.Index(
                fields=("municipality", "vault", "done_on"),
                name="desk_term_late",
                condition=models.Q(done_on__gt=models.F("due"), whose=Whose.OURS.value),
            ),
            models.Index(fields=("guarded",), name="desk_term_file"),
        )

    def __str__(self) -> str:
        return f"{self.reference} {self.rule or self.label}"
