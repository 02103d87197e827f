# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Publications of figures from the municipality's own records: the draft, and the register of all that were ever made."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from baken.access.facade import User
from baken.kernel.encryption import EncryptedTextField
from baken.kernel.models import Record

from .release import ReleaseKind

MAX_TITLE = 120


class FigureLevel(models.TextChoices):
    WIJK = "wijk", _("per wijk, met het totaal van de gemeente")
    MUNICIPALITY = "municipality", _("alleen het totaal van de gemeente")


class FigureStatus(models.TextChoices):
    DRAFT = "draft", _("concept")
    PUBLISHED = "published", _("gepubliceerd")
    DISCARDED = "discarded", _("weggelegd")


class Figures(Record):
    """What draft and publication have in common.

    `content` is the canonical JSON of the panels as the public reads them, withheld cells already left out, and
    `content_digest` its SHA-256. `secret` is JSON too, as confidential as the counts: the release of the disclosure core
    with its true counts, cells that are exposed, cells that can't be there. `rule` is the threshold, width and treatment
    of zeros; `cells` and `withheld` count cells, `share_of_total` is the part of all that was counted which is withheld.
    """

    title = models.CharField(max_length=MAX_TITLE)
    indicators = models.JSONField(help_text="slugs of own indicators")
    years = models.JSONField(help_text="years, oldest first")
    level = models.CharField(max_length=12, choices=FigureLevel.choices)
    rule = models.JSONField()
    content = models.TextField()
    content_digest = models.CharField(max_length=64)
    secret = EncryptedTextField(blank=True)
    cells = models.PositiveIntegerField(default=0)
    withheld = models.PositiveIntegerField(default=0)
    share_of_total = models.FloatField(default=0)
    exposed = models.PositiveIntegerField(default=0, help_text="cells that can't be protected any more")
    code_version = models.CharField(max_length=40)
    example = models.BooleanField(default=False)

    class Meta(Record.Meta):
        abstract = True

    @property
    def percent_withheld(self) -> int:
        """Return the share of cells that is withheld, in whole percents."""
        return round(100 * self.withheld / self.cells) if self.cells else 0

    @property
    def percent_of_total(self) -> int:
        """Return the share of the total that is withheld, in whole percents. Inside the house only."""
        return round(100 * self.share_of_total)


class FigureDraft(Figures):
    """A publication in the making. `basis` tells on which earlier publications its protection was computed."""

    status = models.CharField(max_length=12, choices=FigureStatus.choices, default=FigureStatus.DRAFT)
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    basis = models.CharField(max_length=64, help_text="SHA-256 over the keys of the earlier publications")

    class Meta(Figures.Meta):
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return self.title


class FigureRelease(Figures):
    """One line of the register: figures that were made public, or taken back. Rows are only ever added.

    What was told can't be untold: a publication that was taken back still counts when a later one is protected.
    `reason` says why it was taken back, or what was decided on cells that were exposed already.
    """

    ONLY_ADDED = True

    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=ReleaseKind.choices)
    withdraws = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    prepared_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=400, blank=True)

    class Meta(Figures.Meta):
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("municipality", "number"), name="figure_release_number"),
            models.CheckConstraint(
                condition=Q(kind="published", withdraws__isnull=True)
                | (Q(kind="withdrawn", withdraws__isnull=False) & ~Q(reason="")),
                name="figure_release_kind",
            ),
            models.CheckConstraint(
                condition=Q(exposed=0) | ~Q(reason="") | Q(kind="withdrawn"), name="figure_release_exposed"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
