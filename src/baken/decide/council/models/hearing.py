# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q
from django.urls import reverse

from baken.kernel.models import Record


class Hearing(Record):
    """The hearing of the council on a draft regional police plan, before the mayor adopts it (Politiewet 2012, 38b(2)).

    `draft_on` is the day of the draft, `heard_on` the day on which the council spoke of it, `view` what it said, `sent_on`
    the day on which that went to the regional consultation.
    """

    plan_name = models.CharField(max_length=200)
    draft_on = models.DateField()
    heard_on = models.DateField(null=True, blank=True)
    view = models.TextField(blank=True)
    sent_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True, help_text="what the regional consultation did with it")
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-draft_on",)
        constraints = (
            models.UniqueConstraint(fields=("municipality", "plan_name", "draft_on"), name="council_hearing_once"),
            models.CheckConstraint(
                condition=Q(heard_on__isnull=True) | (Q(heard_on__gte=models.F("draft_on")) & ~Q(view="")),
                name="council_hearing_heard",
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | Q(heard_on__isnull=False, sent_on__gte=models.F("heard_on")),
                name="council_hearing_sent",
            ),
        )

    def __str__(self) -> str:
        return self.plan_name

    def get_absolute_url(self) -> str:
        return reverse("council:hearing", args=[self.pk])
