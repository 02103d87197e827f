# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
import json
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.access.facade import DeskPart, Partner, User
from baken.kernel.encryption import EncryptedTextField
from baken.kernel.papers.sealed import SealedPaperFields

from .inspection import Inspection, Target
from .programme import Checklist


class Answer(models.TextChoices):
    IN_ORDER = "in_order", _("in orde")
    NOT_IN_ORDER = "not_in_order", _("niet in orde")
    NOT_SEEN = "not_seen", _("niet gezien")
    NOT_APPLICABLE = "not_applicable", _("niet van toepassing")


class Finding(DeskPart):
    """What one inspector saw of one item, or beside the list. `part` is that of the discipline.

    Never changed and never overwritten: a second inspector's answer to the same item is a second row, and a correction is a
    row that `corrects` an earlier one. `key` is drawn on the phone, so that the same entry sent twice is kept once.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="findings")
    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="findings")
    discipline = models.SlugField(max_length=30)
    checklist = models.ForeignKey(Checklist, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    item = models.SlugField(max_length=60, blank=True, help_text="of the checklist; empty for what stands beside it")
    question = models.CharField(max_length=300, blank=True, help_text="as it was asked")
    answer = models.CharField(max_length=14, choices=Answer.choices)
    note = EncryptedTextField(blank=True)
    seen_at = models.DateTimeField(help_text="by the phone's clock")
    sent_at = models.DateTimeField()
    key = models.CharField(max_length=80)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_role = models.CharField(max_length=40, blank=True)
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="corrected_by")

    class Meta:
        base_manager_name = "objects"
        ordering = ("seen_at", "id")
        constraints = (models.UniqueConstraint(fields=("municipality", "key", "item"), name="inspection_finding_once"),)
        indexes = (models.Index(fields=("inspection", "target", "seen_at"), name="inspection_finding_of"),)

    def __str__(self) -> str:
        return f"{self.discipline} {self.item} {self.answer}"


class FindingPhoto(DeskPart, SealedPaperFields):
    """A photo of a thing with a finding, kept encrypted."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="photos")
    added_at = models.DateTimeField()

    class Meta:
        base_manager_name = "objects"
        ordering = ("added_at", "id")
        indexes = (models.Index(fields=("finding", "added_at"), name="inspection_photo_of"),)

    def __str__(self) -> str:
        return str(self.pk)


class FollowUp(DeskPart):
    """What is done about a finding, by whom, before which day, and what came of it."""

    class Outcome(models.TextChoices):
        OPEN = "", _("loopt nog")
        SOLVED = "solved", _("opgelost")
        WARNED = "warned", _("waarschuwing")
        REPORT = "report", _("proces-verbaal of boeterapport")
        MEASURE = "measure", _("bestuurlijke maatregel voorgesteld")
        SIGNAL = "signal", _("als signaal doorgegeven")
        PASSED_ON = "passed_on", _("overgedragen")
        NOTHING = "nothing", _("geen vervolg")

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="follow_ups")
    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="follow_ups")
    finding = models.ForeignKey(Finding, null=True, blank=True, on_delete=models.SET_NULL, related_name="follow_ups")
    discipline = models.SlugField(max_length=30)
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, blank=True, help_text="of our own people, where no partner is named")
    what = EncryptedTextField()
    due_on = models.DateField()
    first_due_on = models.DateField(null=True, blank=True, help_text="the day that was set first, where it was moved")
    moves = EncryptedTextField(
        blank=True, help_text="JSON: [from, to, why, on] of each time the day was moved, oldest first"
    )
    done_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default=Outcome.OPEN)
    outcome_text = EncryptedTextField(blank=True)

    class Meta:
        base_manager_name = "objects"
        ordering = ("due_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(outcome="") | models.Q(done_on__isnull=False), name="inspection_follow_up_done"
            ),
        )
        indexes = (
            models.Index(fields=("inspection", "due_on"), name="inspection_follow_up_of"),
            models.Index(
                fields=("municipality", "partner", "due_on"),
                name="inspection_follow_up_due",
                condition=models.Q(done_on__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.discipline} {self.due_on}"

    @property
    def moved(self) -> list[tuple[date, date, str, date]]:
        """Return each time its day was moved, oldest first: from, to, why, and on which day."""
        days = date.fromisoformat
        return [(days(a), days(b), because, days(on)) for a, b, because, on in json.loads(self.moves or "[]")]


class InspectionReport(DeskPart, SealedPaperFields):
    """A report as it was made: of one discipline (its part), or of all (`inspection_joint`). Kept, never remade."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="reports")
    discipline = models.SlugField(max_length=30, blank=True)
    told = EncryptedTextField(help_text="JSON: what it was made from")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        base_manager_name = "objects"
        ordering = ("-made_at", "-id")
        indexes = (models.Index(fields=("inspection", "-made_at"), name="inspection_report_of"),)

    def __str__(self) -> str:
        return f"{self.discipline or 'joint'} {self.pk}"
