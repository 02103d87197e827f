# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from baken.decide.policy.facade import Priority

from .sourced import Sourced


class Season(models.TextChoices):
    EVEN = "even", _("het hele jaar gelijk")
    SUMMER = "summer", _("drukker in de zomer (strand, haven)")
    SCHOOL = "school", _("drukker in schoolweken")
    WINTER = "winter", _("drukker in de winter")


class Swing(models.TextChoices):
    STEADY = "steady", _("zoals het toeval wil")
    RESTLESS = "restless", _("drukke en stille weken wisselen")
    ERRATIC = "erratic", _("moeilijk te voorspellen")


class Spread(models.TextChoices):
    SAME = "same", _("steeds ongeveer even lang")
    SOME = "some", _("soms langer, soms korter")
    MUCH = "much", _("loopt sterk uiteen")


class WorkStream(Sourced):
    """Cases of one kind, as numbers: how many come, how they vary, within how many working days they should be done.

    The basis is that of the number that comes in. `running` is False for what may come (S113): it counts only in a
    scenario that adds it. `precedence` 1 goes first. `growth` is per cent a year. `backlog` waits at the start.
    """

    slug = models.SlugField()
    name = models.CharField(max_length=80)
    per_week = models.FloatField()
    season = models.CharField(max_length=8, choices=Season.choices, default=Season.EVEN)
    swing = models.CharField(max_length=8, choices=Swing.choices, default=Swing.STEADY)
    growth = models.SmallIntegerField(default=0, help_text="per cent a year")
    precedence = models.PositiveSmallIntegerField(default=2)
    target_days = models.PositiveSmallIntegerField(null=True, blank=True, help_text="working days")
    backlog = models.PositiveSmallIntegerField(default=0)
    running = models.BooleanField(default=True)
    priority = models.ForeignKey(
        Priority, null=True, blank=True, on_delete=models.SET_NULL, related_name="work_streams"
    )
    note = models.CharField(max_length=300, blank=True)
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-running", "precedence", "name")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "slug"), name="capacity_stream_slug"),
            models.CheckConstraint(condition=Q(per_week__gt=0, growth__gt=-100), name="capacity_stream_numbers"),
            models.CheckConstraint(
                condition=Q(precedence__gte=1) & (Q(target_days__isnull=True) | Q(target_days__gte=1)),
                name="capacity_stream_order",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("capacity:stream", args=[self.slug])


class Stage(Sourced):
    """One step of a stream: the skill that it asks, hours for one case, and for which part of the cases (per cent).

    The basis is that of the hours.
    """

    stream = models.ForeignKey(WorkStream, on_delete=models.CASCADE, related_name="stages")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    skill = models.CharField(max_length=40)
    hours = models.FloatField()
    spread = models.CharField(max_length=8, choices=Spread.choices, default=Spread.SOME)
    share = models.PositiveSmallIntegerField(default=100, help_text="per cent of the cases")

    class Meta:
        ordering = ("stream", "order")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "stream", "order"), name="capacity_stage_order"),
            models.CheckConstraint(condition=Q(hours__gt=0, share__gte=1, share__lte=100), name="capacity_stage_hours"),
        )

    def __str__(self) -> str:
        return self.name
