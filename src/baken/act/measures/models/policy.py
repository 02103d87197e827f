# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The municipality's own rules, versioned: an old decision shows the rule of its day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.access.facade import User
from baken.kernel.models import Record

from .instruments import Instrument, PremisesKind


class DocumentKind(models.TextChoices):
    INTENTION = "intention", _("voornemen")
    DECISION = "decision", _("besluit")
    EXTENSION = "extension", _("verlenging")
    WITHDRAWAL = "withdrawal", _("intrekking")
    REOPENING = "reopening", _("heropening")
    COLLECTION = "collection", _("invorderingsbesluit")
    COSTS = "costs", _("kostenbesluit")
    WARNING = "warning", _("waarschuwing")


class Versioned(models.Model):
    """Abstract: a text of the municipality with versions. A version that was adopted is never changed; a new one follows it.

    It holds from `valid_from` until the day before `valid_until`. `adopted_on` is empty while it is a draft.
    """

    version_number = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=300, blank=True, help_text="where it was published, e.g. CVDR number")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True, help_text="first day on which it no longer holds")
    adopted_on = models.DateField(null=True, blank=True)
    adopted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class PolicyMatrix(Record, Versioned):
    """A policy rule as a matrix: which step follows on which offence (Awb 4:81), one version of it."""

    slug = models.SlugField()
    instrument = models.CharField(max_length=20, choices=Instrument.choices)
    explanation = models.TextField(blank=True, help_text="when one may deviate (Awb 4:84), in plain words")

    class Meta:
        base_manager_name = "objects"
        ordering = ("slug", "-version_number")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "slug", "version_number"), name="matrix_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.slug} v{self.version_number}"


class MatrixRule(Record):
    """One cell of a matrix: what follows for this kind of premises, finding and number of offence."""

    matrix = models.ForeignKey(PolicyMatrix, on_delete=models.CASCADE, related_name="rules")
    premises_kind = models.CharField(max_length=10, choices=PremisesKind.choices)
    finding = models.SlugField(help_text="soft_drugs, hard_drugs, preparation, …: what was found")
    finding_label = models.CharField(max_length=120)
    offence_number = models.PositiveSmallIntegerField(help_text="first, second, … within the period of the policy")
    outcome = models.CharField(max_length=10, choices=[("warning", _("waarschuwing")), ("closing", _("sluiting"))])
    months = models.PositiveSmallIntegerField(null=True, blank=True, help_text="how long it closes")
    note = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "matrix", "premises_kind", "finding", "offence_number"), name="matrix_cell_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="closing") | models.Q(months__gte=1), name="matrix_cell_months"
            ),
        )

    def __str__(self) -> str:
        return f"{self.premises_kind} {self.finding} {self.offence_number}"


class DecisionTemplate(Record, Versioned):
    """A template of a letter or decision, one version of it.

    `sections` is a list of {"slug", "heading", "text", "topics"}: `text` may name facts of the file as {{fact}}; `topics` are the
    slugs of reasons that the section prints and that must have been written.
    """

    slug = models.SlugField()
    instrument = models.CharField(max_length=20, choices=Instrument.choices)
    kind = models.CharField(max_length=12, choices=DocumentKind.choices)
    sections = models.JSONField(default=list)

    class Meta:
        base_manager_name = "objects"
        ordering = ("slug", "-version_number")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "slug", "version_number"), name="template_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.slug} v{self.version_number}"


class Mandate(Record, Versioned):
    """Which function may sign which measures (Awb 10:3): the body itself, or whom it gave a mandate."""

    slug = models.SlugField()
    role = models.CharField(max_length=40)
    instruments = models.JSONField(default=list, help_text="slugs of instruments")
    kinds = models.JSONField(default=list, help_text="slugs of kinds of document")
    signs_as = models.CharField(max_length=160, help_text="how it stands under the letter: de burgemeester van …")

    class Meta:
        base_manager_name = "objects"
        ordering = ("slug", "-version_number")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "slug", "version_number"), name="mandate_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.slug} v{self.version_number}"
