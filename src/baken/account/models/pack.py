# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from baken.kernel.models import Record

FIRST_YEAR, LAST_YEAR = 2005, 2100
"""Years a council pack may be about: the oldest Dutch safety survey is of 2005."""


class PackStatus(models.TextChoices):
    DRAFT = "draft", _("concept")
    ISSUED = "issued", _("vastgesteld")
    PUBLISHED = "published", _("gepubliceerd")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class CouncilPack(Record):
    """A council pack (*raadsdossier*) of one year.

    `content` is the canonical JSON of its sections (see `account.content`); page, PDF, Word and CSV are all made from it.
    A draft's content is replaced when it is made again. From issue on, content and files stay as they are.
    """

    year = models.PositiveSmallIntegerField()
    edition = models.PositiveSmallIntegerField(
        default=1, help_text="1 for the first of the year, one more each new draft"
    )
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=12, choices=PackStatus.choices, default=PackStatus.DRAFT)
    as_of = models.DateTimeField(help_text="figures as they were known at this moment")
    made_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=400, blank=True)
    content = models.TextField()
    content_digest = models.CharField(max_length=64, help_text="SHA-256 of content")
    code_version = models.CharField(max_length=40)
    facts_digest = models.CharField(max_length=64, help_text="SHA-256 over the figures' sources and states")

    class Meta:
        ordering = ("-year", "-edition")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "year", "edition"), name="pack_edition"),
            models.UniqueConstraint(
                fields=("municipality", "year"), condition=Q(status="draft"), name="pack_one_draft"
            ),
            models.CheckConstraint(condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="pack_year"),
            models.CheckConstraint(condition=Q(status="draft") | Q(issued_at__isnull=False), name="pack_issued"),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False), name="pack_published"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(published_at__gte=F("issued_at")),
                name="pack_published_later",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="pack_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="pack_withdrawn_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.edition})"

    @property
    def is_frozen(self) -> bool:
        """Whether its files are stored and served as they are."""
        return self.status != PackStatus.DRAFT

    @property
    def stem(self) -> str:
        """Return the file name without ending: council-pack-2025, council-pack-2025-2 for a second edition."""
        return f"council-pack-{self.year}" + (f"-{self.edition}" if self.edition > 1 else "")
