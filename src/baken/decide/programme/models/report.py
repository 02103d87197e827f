# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.decide.policy.facade import Effort
from baken.kernel.models import Record

from .request import ProgressRequest


class Outlook(models.TextChoices):
    """How the owner says that it stands. The state that Baken shows follows from it and from the dates, by rule."""

    ON_COURSE = "on_course", _("op koers")
    AT_RISK = "at_risk", _("loopt risico")
    STOPPED = "stopped", _("gestopt")
    DONE = "done", _("klaar")


class ProgressReport(Record):
    """What an owner told of an effort, as told: never changed afterwards. Hours are whole hours, `spent` whole euros."""

    effort = models.ForeignKey(Effort, on_delete=models.CASCADE, related_name="progress_reports")
    request = models.ForeignKey(
        ProgressRequest, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports"
    )
    owner = models.CharField(max_length=120)
    at = models.DateTimeField()
    outlook = models.CharField(max_length=10, choices=Outlook.choices)
    hours_used = models.PositiveIntegerField(null=True, blank=True)
    spent = models.PositiveIntegerField(null=True, blank=True, help_text="euros")
    expected_on = models.DateField(null=True, blank=True)
    done = models.TextField(blank=True)
    needed = models.TextField(blank=True)

    class Meta:
        ordering = ("-at",)
        constraints = (models.UniqueConstraint(fields=("municipality", "request"), name="progress_report_once"),)
        indexes = (models.Index(fields=("municipality", "effort", "at"), name="progress_report_effort"),)

    def __str__(self) -> str:
        return f"{self.effort_id} {self.at:%Y-%m-%d}"
