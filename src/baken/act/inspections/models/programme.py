# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The yearly programme of joint inspections, quick scans of branches, and how businesses received it all. No persons."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.access.facade import User
from baken.kernel.models import Record


class Branch(models.TextChoices):
    PORT = "port", _("haven en kade")
    INDUSTRY = "industry", _("bedrijventerrein")
    HORECA = "horeca", _("horeca")
    RETAIL = "retail", _("winkels")
    GARAGE = "garage", _("autobedrijven")
    STORAGE = "storage", _("opslag en loodsen")
    LODGING = "lodging", _("logies en arbeidsmigranten")
    SEX_WORK = "sex_work", _("seksbedrijven en illegale prostitutie")
    OTHER = "other", _("overig")


class InspectionProgramme(Record):
    """What a year of joint inspections is for; a line says how many of which branch, and why.

    Who plans proposes it, the mayor adopts it or gives it back with a reason. While it is proposed its lines stay as they are.
    """

    year = models.PositiveSmallIntegerField()
    goal = models.TextField()
    proposed_on = models.DateField(null=True, blank=True, help_text="empty while it is worked at")
    proposed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    returned_because = models.TextField(blank=True, help_text="why the mayor gave it back, until it is proposed again")
    adopted_on = models.DateField(null=True, blank=True)
    adopted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    evaluation = models.TextField(blank=True)
    budget = models.PositiveIntegerField(null=True, blank=True, help_text="euros for the approach in this year")
    funder = models.CharField(max_length=200, blank=True, help_text="who pays: the municipality itself, a ministry, …")
    spent = models.PositiveIntegerField(null=True, blank=True, help_text="euros spent of it so far")
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-year",)
        constraints = (models.UniqueConstraint(fields=("municipality", "year"), name="inspection_programme_year"),)

    def __str__(self) -> str:
        return str(self.year)

    @property
    def state(self) -> str:
        """Return how far it is: draft, proposed or adopted."""
        if self.adopted_on is not None:
            return "adopted"
        return "proposed" if self.proposed_on is not None else "draft"


class ProgrammeLine(Record):
    """So many inspections of a branch in the year, with the grounds for choosing it."""

    programme = models.ForeignKey(InspectionProgramme, on_delete=models.CASCADE, related_name="lines")
    branch = models.CharField(max_length=10, choices=Branch.choices)
    area = models.CharField(max_length=10, blank=True, help_text="CBS code of the wijk; empty: the whole municipality")
    number = models.PositiveSmallIntegerField()
    grounds = models.TextField(help_text="which figures, signals or law: never nationality or origin")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "id")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "programme", "branch", "area"), name="programme_line_once"),
        )

    def __str__(self) -> str:
        return f"{self.branch} {self.number}"


class QuickScan(Record):
    """How resilient a branch or an area is to undermining crime: asked of businesses together, no one by name."""

    programme = models.ForeignKey(InspectionProgramme, on_delete=models.CASCADE, related_name="scans")
    branch = models.CharField(max_length=10, choices=Branch.choices)
    area = models.CharField(max_length=10, blank=True)
    on = models.DateField()
    businesses = models.PositiveSmallIntegerField(help_text="that took part")
    answers = models.JSONField(default=dict, help_text="slug of question -> {yes, no, unknown: numbers}")
    findings = models.TextField(blank=True)
    advice = models.TextField(blank=True)
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-on", "-id")
        constraints = (models.CheckConstraint(condition=models.Q(businesses__gte=1), name="quick_scan_businesses"),)

    def __str__(self) -> str:
        return f"{self.branch} {self.on}"


class Reception(Record):
    """How businesses received the approach, in numbers: asked after an inspection or a meeting (S64)."""

    programme = models.ForeignKey(InspectionProgramme, on_delete=models.CASCADE, related_name="receptions")
    branch = models.CharField(max_length=10, choices=Branch.choices)
    on = models.DateField()
    asked = models.PositiveSmallIntegerField()
    answered = models.PositiveSmallIntegerField()
    positive = models.PositiveSmallIntegerField()
    neutral = models.PositiveSmallIntegerField()
    negative = models.PositiveSmallIntegerField()
    told = models.TextField(blank=True, help_text="what businesses said, no names")
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-on", "-id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(answered__lte=models.F("asked"))
                & models.Q(answered=models.F("positive") + models.F("neutral") + models.F("negative")),
                name="reception_adds_up",
            ),
        )

    def __str__(self) -> str:
        return f"{self.branch} {self.on}"


class Checklist(Record):
    """What an inspector of one discipline looks at, in order; versioned data of the municipality.

    `items`: [{"slug", "question", "basis", "help"}]; each is answered in_order / not_in_order / not_seen / not_applicable.
    """

    slug = models.SlugField()
    version_number = models.PositiveSmallIntegerField(default=1)
    discipline = models.SlugField(max_length=30)
    title = models.CharField(max_length=200)
    branches = models.JSONField(default=list, help_text="branches for which it is offered; empty: all")
    items = models.JSONField(default=list)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("discipline", "slug", "-version_number")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "slug", "version_number"), name="checklist_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.slug} v{self.version_number}"
