# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q
from django.urls import reverse

from baken.kernel.models import Record


class Scenario(Record):
    """What a choice does to the work, as it was calculated and saved. Never edited: another choice is another scenario.

    `changes` are those of `rules.changes`; `inputs` the teams and streams of that moment, so that it can be calculated
    again; `panels` the outcome as canonical JSON (`ui.panels`), which pages and documents show as it stands. `digest` is
    the SHA-256 over inputs, changes, seed and replications. `made_by` is a role, no person.
    """

    name = models.CharField(max_length=120)
    question = models.TextField(blank=True, help_text="why somebody wanted to know")
    changes = models.JSONField(default=dict)
    inputs = models.JSONField(default=dict)
    panels = models.TextField()
    summary = models.CharField(max_length=400, help_text="the finding in one sentence, as saved")
    extra_hours = models.FloatField(null=True, blank=True, help_text="hours a week to ask for, all own teams together")
    weeks = models.PositiveSmallIntegerField()
    seed = models.PositiveIntegerField()
    replications = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    code_version = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80, help_text="a role")
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-made_at", "name")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "name"), name="capacity_scenario_name"),
            models.CheckConstraint(condition=~Q(panels=""), name="capacity_scenario_outcome"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("capacity:scenario", args=[self.pk])
