# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.urls import reverse

from baken.kernel.models import Record
from baken.registry.facade import Area, Organisation

from ..efforts.rules import FACTS, EffortFacts
from .plan import Plan, Programme
from .priority import Priority

PROGRESS_FIELDS = (
    "hours_used",
    "spent",
    "done_on",
    "expected_on",
    "result",
    "output_unit",
    "output_done",
    "output_goal",
)
"""How far it is, as opposed to what was agreed."""


class Effort(Record):
    """An inspanning: what is done for a priority, by whom, with what, and by when.

    `term` is the last day agreed; an `ongoing` effort has none. `expected_on` is the day its owner now expects, and
    `risk_reported` whether the owner sees a risk, both as told in the last progress report. `progress_on` is the day on
    which progress was last recorded in Baken itself: from then on a file no longer changes `PROGRESS_FIELDS`. Whether it is
    on time follows from these (`decide.policy.efforts.rules`). Hours are whole hours, budget and what is spent of it whole
    euros.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="efforts")
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.SET_NULL, related_name="efforts")
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="efforts")
    order = models.PositiveSmallIntegerField()
    slug = models.SlugField()
    title = models.CharField(max_length=200)
    owner = models.CharField(max_length=120, help_text="a function, not a person's name")
    hours_planned = models.PositiveIntegerField(null=True, blank=True)
    hours_used = models.PositiveIntegerField(null=True, blank=True)
    budget = models.PositiveIntegerField(null=True, blank=True, help_text="euros")
    spent = models.PositiveIntegerField(null=True, blank=True, help_text="euros")
    starts_on = models.DateField(null=True, blank=True)
    term = models.DateField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    risk_reported = models.BooleanField(default=False)
    progress_on = models.DateField(null=True, blank=True)
    ongoing = models.BooleanField(default=False)
    done_on = models.DateField(null=True, blank=True)
    stopped_on = models.DateField(null=True, blank=True)
    stopped_because = models.CharField(max_length=400, blank=True)
    risk = models.TextField(blank=True)
    result = models.TextField(blank=True)
    output_unit = models.CharField(max_length=60, blank=True, help_text="what is counted, e.g. controles")
    output_done = models.PositiveIntegerField(null=True, blank=True)
    output_goal = models.PositiveIntegerField(null=True, blank=True)
    references = models.JSONField(default=list)
    partners = models.ManyToManyField(Organisation, through="EffortPartner", related_name="efforts")
    areas = models.ManyToManyField(Area, through="EffortArea", related_name="efforts")

    class Meta:
        ordering = ("plan", "priority__order", "order")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "plan", "slug"), name="effort_slug"),
            models.CheckConstraint(
                condition=models.Q(ongoing=False) | models.Q(term__isnull=True), name="effort_ongoing_has_no_term"
            ),
            models.CheckConstraint(
                condition=models.Q(stopped_on__isnull=True, stopped_because="")
                | (models.Q(stopped_on__isnull=False, done_on__isnull=True) & ~models.Q(stopped_because="")),
                name="effort_stopped_with_reason",
            ),
        )
        indexes = (models.Index(fields=("municipality", "term"), name="effort_term"),)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("decide:effort", args=[self.plan.slug, self.slug])

    @property
    def facts(self) -> EffortFacts:
        """Return what the rule of its state looks at."""
        return EffortFacts(**{name: getattr(self, name) for name in FACTS})


class EffortPartner(Record):
    """An organisation takes part in an effort."""

    effort = models.ForeignKey(Effort, on_delete=models.CASCADE, related_name="partner_links")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="effort_links")

    class Meta:
        ordering = ("effort", "organisation")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "effort", "organisation"), name="effort_partner_once"),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.effort_id}"


class EffortArea(Record):
    """An effort is meant for an area. No row: for the whole municipality."""

    effort = models.ForeignKey(Effort, on_delete=models.CASCADE, related_name="area_links")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="effort_links")

    class Meta:
        ordering = ("effort", "area")
        constraints = (models.UniqueConstraint(fields=("municipality", "effort", "area"), name="effort_area_once"),)

    def __str__(self) -> str:
        return f"{self.effort_id} in {self.area_id}"
