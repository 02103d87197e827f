# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What framework and plan share: a name, a period, and whether they have been adopted."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.kernel.models import Record


class DocumentStatus(models.TextChoices):
    DRAFT = "draft", _("concept")
    ADOPTED = "adopted", _("vastgesteld")


class Document(Record):
    """Abstract base of a policy document. Periods are whole days, both ends included; they never overlap per kind."""

    slug = models.SlugField()
    title = models.CharField(max_length=200)
    period_from = models.DateField()
    period_to = models.DateField(help_text="last day")
    status = models.CharField(max_length=10, choices=DocumentStatus.choices, default=DocumentStatus.DRAFT)
    adopted_by = models.CharField(max_length=80, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True, help_text="where the document can be found")
    references = models.JSONField(default=list)
    edition = models.PositiveIntegerField(default=1, help_text="rises with each import that changed something")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def years(self) -> str:
        """The period as people say it: 2023–2026."""
        first, last = self.period_from.year, self.period_to.year
        return f"{first}–{last}" if first != last else str(first)

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the period."""
        return self.period_from <= day <= self.period_to

    @property
    def adopted(self) -> bool:
        return self.status == DocumentStatus.ADOPTED
