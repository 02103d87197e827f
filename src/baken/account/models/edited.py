# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.kernel.papers.kept import PaperFields

from .pack import CouncilPack


class EditedOrigin(models.TextChoices):
    ADDED = "added", _("zoals toegevoegd")
    REFRESHED = "refreshed", _("bijgewerkt met nieuwe cijfers")


class EditedWord(PaperFields):
    """A pack's Word file that people went on with, as it was added or as Baken brought its figures up to date.

    Every one is kept, in order of `number`: bringing up to date makes a new one and never touches what it was made from.
    `content_digest` is of the pack's content whose figures it now holds; empty for one as added. `report` counts what the
    refresh did: changed, kept, added, gone, missing.
    """

    pack = models.ForeignKey(CouncilPack, on_delete=models.CASCADE, related_name="edited")
    number = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=10, choices=EditedOrigin.choices)
    added_at = models.DateTimeField()
    content_digest = models.CharField(max_length=64, blank=True)
    report = models.JSONField(default=dict)

    class Meta:
        ordering = ("pack", "-number")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "pack", "number"), name="edited_number"),
            models.CheckConstraint(
                condition=models.Q(origin="added", content_digest="")
                | (models.Q(origin="refreshed") & ~models.Q(content_digest="")),
                name="edited_refreshed_with_figures",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"
