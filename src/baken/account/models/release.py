# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.kernel.models import Record


class ReleaseKind(models.TextChoices):
    PUBLISHED = "published", _("openbaar gemaakt")
    WITHDRAWN = "withdrawn", _("teruggetrokken")


class Release(Record):
    """One entry in the register of releases: what was made public or taken back, and when. Rows are only ever added.

    Together these rows say which figures anybody may know, which later releases need in order not to give away by
    subtraction what this one withheld.
    """

    ONLY_ADDED = True

    what = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=ReleaseKind.choices)
    at = models.DateTimeField()
    panels_digest = models.CharField(max_length=64)
    href = models.CharField(max_length=200)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("municipality", "at"), name="release_moment"),)

    def __str__(self) -> str:
        return f"{self.what} {self.kind}"
