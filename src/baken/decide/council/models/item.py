# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from baken.decide.policy.facade import Effort, Priority
from baken.kernel.models import Record
from baken.kernel.papers.kept import PaperFields

from .session import Session


class ItemKind(models.TextChoices):
    COMMITMENT = "commitment", _("toezegging")
    MOTION = "motion", _("motie")
    QUESTION = "question", _("raadsvraag")


class MotionOutcome(models.TextChoices):
    MOVED = "moved", _("ingediend")
    ADOPTED = "adopted", _("aangenomen")
    REJECTED = "rejected", _("verworpen")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class CouncilItem(Record):
    """What was promised to the council, moved by it, or asked by it. How it stands is a rule (`rules.item_state`).

    `made_on` and `made_in` say when and where; `asked_by` is a party or the council, `owner` a function: no persons.
    `due` is the last day to answer. `outcome` is for motions only: what the council decided. A withdrawn commitment or
    question says why.
    """

    kind = models.CharField(max_length=10, choices=ItemKind.choices)
    title = models.CharField(max_length=200)
    text = models.TextField()
    made_on = models.DateField()
    made_in = models.CharField(max_length=120, help_text="meeting or session, e.g. raadsvergadering")
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="items")
    asked_by = models.CharField(max_length=120, help_text="a party or the council, not a person's name")
    owner = models.CharField(max_length=120, help_text="a function, not a person's name")
    due = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=MotionOutcome.choices, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=400, blank=True)
    effort = models.ForeignKey(Effort, null=True, blank=True, on_delete=models.SET_NULL, related_name="council_items")
    priority = models.ForeignKey(
        Priority, null=True, blank=True, on_delete=models.SET_NULL, related_name="council_items"
    )
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-made_on", "title")
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="") | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="council_item_answered",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_because="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_because="")),
                name="council_item_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=(Q(kind="motion") & ~Q(outcome="")) | (~Q(kind="motion") & Q(outcome="")),
                name="council_item_outcome_of_motion",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=("", "moved")) | Q(decided_on__isnull=False),
                name="council_item_decided",
            ),
            models.CheckConstraint(
                condition=Q(due__isnull=True) | Q(due__gte=models.F("made_on")), name="council_item_due_after_made"
            ),
        )
        indexes = (models.Index(fields=("municipality", "kind", "due"), name="council_item_due"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("council:item", args=[self.pk])


class ItemPaper(PaperFields):
    """A paper with an item: the answer, a letter to the council, the motion as moved."""

    item = models.ForeignKey(CouncilItem, on_delete=models.CASCADE, related_name="papers")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("item", "id")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "item", "digest"), name="council_paper_once"),
            models.CheckConstraint(condition=Q(size__gt=0), name="council_paper_size"),
        )

    def __str__(self) -> str:
        return self.name
