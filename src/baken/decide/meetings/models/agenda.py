# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from baken.kernel.models import Record
from baken.kernel.papers.kept import PaperFields

from .kind import Meeting


class ItemState(models.TextChoices):
    TAKEN = "taken", _("op de agenda")
    SKIPPED = "skipped", _("overgeslagen")


class AgendaItem(Record):
    """One point of an agenda, and its minutes in `note`.

    `source` and `source_key` say from which agenda source it was taken over (both empty: somebody's own point), so that
    a proposal that was taken over or skipped doesn't come back. An `internal` point is seen by our own people only; a
    `confidential` one, about a record that not everybody may know of, only by who has a seat at the table. Its title
    tells nothing of what is in that record.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True, help_text="address within Baken")
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.TAKEN)
    internal = models.BooleanField(default=False)
    confidential = models.BooleanField(default=False)
    source = models.SlugField(blank=True)
    source_key = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("meeting", "order", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "meeting", "source", "source_key"),
                condition=~Q(source=""),
                name="agenda_item_source_once",
            ),
            models.CheckConstraint(
                condition=Q(confidential=False) | Q(internal=True) & ~Q(source=""), name="agenda_item_confidential"
            ),
        )
        indexes = (
            models.Index(
                fields=("municipality", "source", "source_key"), condition=~Q(source=""), name="agenda_item_source"
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#punt-{self.pk}"


class Paper(PaperFields):
    """A paper with a point of the agenda. An `internal` one is seen by our own people only."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="papers")
    internal = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("item", "id")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "item", "digest"), name="agenda_paper_once"),
            models.CheckConstraint(condition=Q(size__gt=0), name="agenda_paper_size"),
        )

    def __str__(self) -> str:
        return self.name


class Outcome(models.TextChoices):
    TAKEN_OVER = "taken_over", _("overgenomen in het regionale plan")
    PARTLY = "partly", _("deels overgenomen")
    NOT_TAKEN_OVER = "not_taken_over", _("niet overgenomen")


class Decision(Record):
    """What was decided on a point. `outcome` is for input into the regional plan: what became of it."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="decisions")
    text = models.TextField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)

    class Meta:
        ordering = ("item", "id")

    def __str__(self) -> str:
        return self.text[:80]


class Correction(Record):
    """A change in settled minutes: what was written, what it became, and why. Rows are only ever added."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="corrections")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="corrections")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.CASCADE, related_name="corrections")
    at = models.DateTimeField()
    was = models.TextField(blank=True)
    becomes = models.TextField()
    reason = models.CharField(max_length=400)

    class Meta:
        ordering = ("meeting", "at", "id")
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="meeting_correction_reason"),)

    def __str__(self) -> str:
        return f"{self.item_id} {self.at:%Y-%m-%d}"
