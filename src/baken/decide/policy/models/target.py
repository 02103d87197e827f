# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.kernel.models import Record
from baken.registry.facade import Area

from .effort import Effort
from .plan import Plan
from .priority import Priority


class Direction(models.TextChoices):
    LOWER = "lower", _("omlaag")
    HIGHER = "higher", _("omhoog")


class Target(Record):
    """An indicator of `observe` bound to a priority or an effort: where we start, where we want to be.

    `direction` says which way is better. `baseline` and `target` are in the unit of the indicator's value; without
    `baseline` the figure of `baseline_year` is read from the facts. `plan` is empty for what the framework binds.
    """

    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.CASCADE, related_name="targets")
    priority = models.ForeignKey(Priority, null=True, blank=True, on_delete=models.CASCADE, related_name="targets")
    effort = models.ForeignKey(Effort, null=True, blank=True, on_delete=models.CASCADE, related_name="targets")
    order = models.PositiveSmallIntegerField()
    indicator = models.SlugField(max_length=80)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="targets")
    direction = models.CharField(max_length=8, choices=Direction.choices)
    baseline_year = models.PositiveSmallIntegerField()
    baseline = models.FloatField(null=True, blank=True)
    target = models.FloatField(null=True, blank=True)
    target_year = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    fictitious = models.BooleanField(default=False, help_text="the target is invented; the figure may well be real")

    class Meta:
        ordering = ("priority", "effort", "order")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(priority__isnull=True, effort__isnull=False)
                | models.Q(priority__isnull=False, effort__isnull=True),
                name="target_of_priority_or_effort",
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.area_id}"
