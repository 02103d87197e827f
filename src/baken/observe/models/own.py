# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q

from baken.kernel.models import Record


class ClosedMonth(Record):
    """One month of one source of own records of which the totals were drawn up. Rows are only ever added.

    A closed month stays as it is: what is changed or destroyed in the records later doesn't change it, so that a figure in
    last year's publication can be found again after the records went. `example` says that what was counted is invented.
    """

    ONLY_ADDED = True

    source = models.SlugField(max_length=40)
    month = models.DateField(help_text="its first day")
    closed_at = models.DateTimeField()
    example = models.BooleanField(default=False)

    class Meta:
        ordering = ("source", "month")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "source", "month"), name="closed_month_once"),
            models.CheckConstraint(condition=Q(month__day=1) & ~Q(source=""), name="closed_month_first_day"),
        )

    def __str__(self) -> str:
        return f"{self.source} {self.month:%Y-%m}"


class OwnTotal(Record):
    """How many records of one kind a month had in one area: a number, and nothing of the records. Rows are only ever added.

    Every area of the level has a row, also with 0, and so has what could not be placed (`UNKNOWN`): they add up to the
    municipality. Confidential: on PostgreSQL only who may see own figures finds any row (row-level security).
    """

    ONLY_ADDED = True

    closed = models.ForeignKey(ClosedMonth, on_delete=models.PROTECT, related_name="totals")
    indicator = models.SlugField(max_length=60)
    area = models.CharField(max_length=10, help_text='CBS code, or "unknown"')
    level = models.CharField(max_length=12, help_text="level of the areas among which it was counted: wijk or buurt")
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ("closed", "indicator", "area")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "closed", "indicator", "area"), name="own_total_once"),
            models.CheckConstraint(condition=Q(level__in=["wijk", "buurt"]) & ~Q(area=""), name="own_total_level"),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.area}"
