# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .sourced import Sourced


class TeamKind(models.TextChoices):
    OWN = "own", _("van de gemeente")
    PARTNER = "partner", _("van een partner")


class Team(Sourced):
    """People who share work: hours of all of them together, never of one. No names, and no lists of who is in it.

    `hours_per_week` are contract hours of the whole team; a partner's are those that it says to have for this work (S19,
    S99). `absence` is the share lost to leave, illness and training in per cent; `kept_free` the hours a week held for
    current events (S95). `skills` are words that stages of streams ask for.
    """

    slug = models.SlugField()
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=TeamKind.choices, default=TeamKind.OWN)
    partner = models.CharField(max_length=120, blank=True, help_text="an organisation, not a person's name")
    people = models.PositiveSmallIntegerField()
    hours_per_week = models.FloatField()
    absence = models.PositiveSmallIntegerField(default=0, help_text="per cent")
    kept_free = models.FloatField(default=0, help_text="hours a week")
    skills = models.JSONField(default=list)
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("kind", "name")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "slug"), name="capacity_team_slug"),
            models.CheckConstraint(condition=Q(people__gte=1), name="capacity_team_people"),
            models.CheckConstraint(
                condition=Q(hours_per_week__gt=0, kept_free__gte=0, absence__lt=100), name="capacity_team_hours"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("capacity:team", args=[self.slug])
