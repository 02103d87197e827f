# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.access.facade import User
from baken.kernel.models import Record


class Scope(models.TextChoices):
    """To what the Wet Bibob applies, with its article."""

    PERMIT = "permit", _("vergunning")
    SUBSIDY = "subsidy", _("subsidie")
    PROCUREMENT = "procurement", _("inkoop en aanbesteding")
    REAL_ESTATE = "real_estate", _("vastgoed")


class Trigger(Record):
    """One line of the municipality's Bibob policy: when it screens. Versioned: an old screening shows the rule of its day.

    `when`: always, on a risk that `risk` describes, or as a sample of `sample_percent`. `tip` on a screening stands beside it
    (Wet Bibob 26): a tip of the prosecution needs no line.
    """

    slug = models.SlugField()
    version_number = models.PositiveSmallIntegerField(default=1)
    scope = models.CharField(max_length=12, choices=Scope.choices)
    title = models.CharField(max_length=200, help_text="e.g. vergunning voor een horecabedrijf")
    when = models.CharField(
        max_length=8, choices=[("always", _("altijd")), ("risk", _("bij een risico")), ("sample", _("steekproef"))]
    )
    risk = models.TextField(blank=True)
    sample_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    basis = models.CharField(max_length=200, help_text="article and policy rule")
    zaaktypes = models.JSONField(default=list, blank=True, help_text="identifications of case types that set it off")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True, help_text="first day on which it no longer holds")
    adopted_on = models.DateField(null=True, blank=True)
    adopted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    adopted_because = models.CharField(max_length=400, blank=True, help_text="decision by which, in words")
    order = models.PositiveSmallIntegerField(default=0)
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("order", "slug", "-version_number")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "slug", "version_number"), name="trigger_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.slug} v{self.version_number}"


class SampleDraw(Record):
    """That chance was asked whether one application is screened: once, whatever came out, and of nobody's person."""

    trigger = models.ForeignKey(Trigger, on_delete=models.PROTECT, related_name="draws")
    department = models.CharField(max_length=40, help_text="role")
    application = models.CharField(max_length=60)
    at = models.DateTimeField()
    percent = models.PositiveSmallIntegerField()
    drawn = models.BooleanField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("municipality", "department", "-at", "-id"), name="sample_draw_newest"),)
        constraints = (
            models.UniqueConstraint(fields=("municipality", "department", "application"), name="sample_draw_once"),
        )

    def __str__(self) -> str:
        return f"{self.trigger_id} {self.drawn}"
