# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.kernel.models import Record

from .framework import Framework


class ClaimKind(models.TextChoices):
    WORSE = "worse", _("minder goed dan gemiddeld")
    BETTER = "better", _("beter dan gemiddeld")
    MISMATCH = "mismatch", _("beleving en slachtofferschap lopen uiteen")
    TREND = "trend", _("ontwikkeling")
    GAP = "gap", _("verschillen tussen wijken")
    EFFECT = "effect", _("effect van maatregelen")


class Claim(Record):
    """What the framework says of the safety picture, of some areas or (no `areas`) of the whole municipality.

    `areas` holds names as the document writes them; `registry.area_names` says which CBS areas they are in a year.
    `indicators` are ids of `observe` whose figures are shown beside it. `tests` say
    what would have to be so in the figures if the claim holds; `decide.claims` tries them, nothing is decided here.
    """

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="claims")
    order = models.PositiveSmallIntegerField()
    slug = models.SlugField()
    kind = models.CharField(max_length=12, choices=ClaimKind.choices)
    text = models.TextField()
    areas = models.JSONField(default=list)
    indicators = models.JSONField(default=list)
    tests = models.JSONField(default=list)
    references = models.JSONField(default=list)

    class Meta:
        ordering = ("framework", "order")
        constraints = (models.UniqueConstraint(fields=("municipality", "framework", "slug"), name="claim_slug"),)

    def __str__(self) -> str:
        return self.text[:60]
