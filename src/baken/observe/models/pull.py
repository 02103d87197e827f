# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from baken.access.facade import User
from baken.kernel.models import Record


class PullStatus(models.TextChoices):
    QUEUED = "queued", _("wacht")
    RUNNING = "running", _("bezig")
    STORED = "stored", _("opgeslagen")
    FAILED = "failed", _("mislukt")
    CANCELLED = "cancelled", _("gestopt")


UNDER_WAY = (PullStatus.QUEUED, PullStatus.RUNNING)
ENDED = (PullStatus.STORED, PullStatus.FAILED, PullStatus.CANCELLED)


class Pull(Record):
    """One time that figures were asked of a publisher: which tables, by whom, how it went and what it changed.

    `asked_by` is empty when the schedule asked. `attempt` rises with each resume: a worker that was taken for dead and
    comes back finds that the pull isn't its own any more. `outcome` lists what the store said, per dataset.
    """

    status = models.CharField(max_length=12, choices=PullStatus.choices, default=PullStatus.QUEUED)
    tables = models.JSONField(help_text="ids of remote tables")
    area = models.CharField(max_length=6, blank=True, help_text="CBS code of a municipality; empty: the whole country")
    asked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    attempt = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    stop_asked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stop_asked_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)
    outcome = models.JSONField(default=list, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    fictitious = models.BooleanField(default=False, help_text="of the example: nothing was asked of any publisher")

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality",), condition=Q(status__in=["queued", "running"]), name="pull_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(status="running") | Q(started_at__isnull=False), name="pull_running_has_start"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["stored", "failed", "cancelled"]) | Q(ended_at__isnull=False),
                name="pull_ended_has_end",
            ),
            models.CheckConstraint(
                condition=Q(stop_asked_by__isnull=True) | Q(stop_asked_at__isnull=False), name="pull_stop_has_moment"
            ),
            models.CheckConstraint(condition=~Q(status="failed") | ~Q(problem=""), name="pull_failed_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M} {self.status}"


class PullMeter(models.Model):
    """How far a pull is, and the worker's last sign of life. Written once a second at most; tells nothing afterwards.

    Apart from the pull: a meter isn't a decision of anybody, so it needs no action and no row in the log, and whoever
    presses stop isn't told that the pull changed since they looked.
    """

    pull = models.OneToOneField(Pull, primary_key=True, on_delete=models.CASCADE, related_name="meter")
    attempt = models.PositiveSmallIntegerField(default=1)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True, blank=True)
    what = models.CharField(max_length=200, blank=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.done} / {self.total}"


class Every(models.TextChoices):
    OFF = "off", _("uit")
    WEEK = "week", _("elke week")
    MONTH = "month", _("elke maand")
    QUARTER = "quarter", _("elk kwartaal")


class PullSchedule(Record):
    """When Baken itself asks a source for all its tables. `day`: 1 (Monday) to 7 by week, else the day of the month."""

    source = models.SlugField(max_length=40)
    every = models.CharField(max_length=8, choices=Every.choices, default=Every.OFF)
    day = models.PositiveSmallIntegerField(default=1)
    hour = models.PositiveSmallIntegerField(default=6)
    next_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("source",)
        constraints = (
            models.UniqueConstraint(fields=("municipality", "source"), name="pull_schedule_per_source"),
            models.CheckConstraint(
                condition=Q(every="off", next_at__isnull=True) | (~Q(every="off") & Q(next_at__isnull=False)),
                name="pull_schedule_has_next",
            ),
            models.CheckConstraint(
                condition=Q(day__gte=1, day__lte=28, hour__lte=23) & (~Q(every="week") | Q(day__lte=7)),
                name="pull_schedule_day_and_hour",
            ),
        )

    def __str__(self) -> str:
        return f"{self.source} {self.every}"
