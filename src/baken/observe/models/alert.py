# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from baken.kernel.models import Record


class AlertStatus(models.TextChoices):
    NEW = "new", _("nieuw")
    SEEN = "seen", _("gezien")
    EXPLAINED = "explained", _("verklaard")
    INVESTIGATING = "investigating", _("uitzoeken")


class AlertStepKind(models.TextChoices):
    FOUND = "found", _("gevonden")
    REVISED = "revised", _("cijfers herzien")
    GONE = "gone", _("na herziening geen attendering meer")
    BACK = "back", _("na herziening weer een attendering")
    SEE = "see", _("gezien")
    EXPLAIN = "explain", _("verklaard")
    INVESTIGATE = "investigate", _("uitzoeken")
    USEFUL = "useful", _("nuttig")
    NOT_USEFUL = "not_useful", _("niet nuttig")


class AlertWatch(Record):
    """When a municipality's series were last looked at, and when Baken looks by itself again.

    Apart from the runs: looking at figures that are the same makes no run, and changes nothing else.
    """

    looked_at = models.DateTimeField()
    next_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("municipality",), name="alert_watch_once"),)

    def __str__(self) -> str:
        return f"{self.looked_at:%Y-%m-%d}"


class AlertRun(Record):
    """One look at the month `period`, in force from `looked_at` until `until` (now, where empty). Never changed but for its end.

    `config` is the canonical JSON of everything that was set (`alerts.assess.settings_of`); `input_hash` the SHA-256 over the
    series that went in; `seed` that of the calibration's simulation. `found` is the result: what was raised, with its figures.
    `unassessed` counts series by reason; `waiting` lists months that there are figures of, but that don't count yet.
    """

    period = models.CharField(max_length=7)
    looked_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    code_version = models.CharField(max_length=40)
    config = models.CharField(max_length=2000)
    input_hash = models.CharField(max_length=64)
    seed = models.PositiveIntegerField(null=True, blank=True)
    method = models.CharField(max_length=40)
    assessed = models.PositiveIntegerField()
    unassessed = models.JSONField(default=dict, blank=True)
    waiting = models.JSONField(default=list, blank=True)
    found = models.JSONField(default=list, blank=True)
    example = models.BooleanField(default=False, help_text="made from example figures")

    class Meta:
        ordering = ("-period", "-looked_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "period"), condition=Q(until__isnull=True), name="alert_run_now"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("looked_at")), name="alert_run_until"
            ),
        )

    def __str__(self) -> str:
        return f"{self.period}: {len(self.found)}"


class Alert(Record):
    """An unusual rise of one theme in one area in one month, with what people made of it. Never about persons.

    The figures are those of the newest run that showed it (`run`); earlier ones stand in the earlier runs. `gone_at`: since
    when a newer run, on revised figures, doesn't show it any more. `p_value` is calibrated, never below its depth (`deepest`:
    rarer than that); `q_value` the same adjusted for all series that were looked at. `place`: 1 is read first. `months` holds
    what the chart shows: month, count, expected and upper bound, oldest first. `owner` is a role, never a person.
    `count` is None where it may not be published.
    """

    run = models.ForeignKey(AlertRun, on_delete=models.PROTECT, related_name="alerts")
    source = models.SlugField(max_length=80, help_text="dataset of the series")
    indicator = models.CharField(max_length=80)
    area = models.CharField(max_length=10)
    level = models.CharField(max_length=12)
    period = models.CharField(max_length=7)
    count = models.PositiveIntegerField(null=True, blank=True)
    expected = models.FloatField()
    upper = models.FloatField(null=True, blank=True)
    p_value = models.FloatField()
    deepest = models.BooleanField(default=False)
    q_value = models.FloatField()
    place = models.PositiveIntegerField()
    months = models.JSONField(default=list, blank=True)
    example = models.BooleanField(default=False)
    first_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)

    status = models.CharField(max_length=16, choices=AlertStatus.choices, default=AlertStatus.NEW)
    triaged_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True, help_text="what explains it")
    owner = models.SlugField(max_length=40, blank=True, help_text="role that finds out")
    due = models.DateField(null=True, blank=True)
    useful = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ("-period", "place", "id")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "indicator", "area", "period"), name="alert_once"),
            models.CheckConstraint(condition=~Q(status="explained") | ~Q(outcome=""), name="alert_explained_says_why"),
            models.CheckConstraint(
                condition=~Q(status="investigating") | (~Q(owner="") & Q(due__isnull=False)),
                name="alert_investigating_has_owner",
            ),
            models.CheckConstraint(
                condition=Q(useful__isnull=True) | ~Q(status="new"), name="alert_judged_after_triage"
            ),
            models.CheckConstraint(condition=Q(p_value__gt=0, p_value__lte=1), name="alert_p_value"),
        )
        indexes = (models.Index(fields=("municipality", "status"), name="alert_status"),)

    def __str__(self) -> str:
        return f"{self.indicator} {self.area} {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("observe:alert", args=[self.pk])


class AlertStep(Record):
    """What happened to an alert, in order. `by` is a role ("system": Baken itself); who it was stands in the log."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    kind = models.CharField(max_length=16, choices=AlertStepKind.choices)
    by = models.SlugField(max_length=40)
    note = models.TextField(blank=True)
    owner = models.SlugField(max_length=40, blank=True)
    due = models.DateField(null=True, blank=True)
    before = models.PositiveIntegerField(null=True, blank=True, help_text="count before a revision")
    after = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.kind}"
