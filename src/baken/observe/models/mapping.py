# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q

from baken.kernel.models import Record


class ColumnMapping(Record):
    """Which column of a municipality's own file is what, kept under a name for next time.

    `layout` is `local_files.mapping.Mapping` as JSON. `method` tells readers of the figures how they were made;
    `fictitious` says that what is read in by it was made up to practise with, so that it is stored as example figures.
    """

    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=80)
    method = models.CharField(max_length=500, blank=True)
    layout = models.JSONField()
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("title", "slug")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "slug"), name="column_mapping_slug"),
            models.CheckConstraint(condition=~Q(slug="") & ~Q(title=""), name="column_mapping_named"),
        )

    def __str__(self) -> str:
        return self.title
