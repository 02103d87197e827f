# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q

from baken.kernel.models import Record

from .pack import CouncilPack


class FileKind(models.TextChoices):
    PDF = "pdf"
    DOCX = "docx"
    CSV_ZIP = "csv_zip"
    CSV = "csv"
    JSON = "json"


class PackFile(Record):
    """One file of an issued pack. Never remade: served from `path` under DOCUMENTS_ROOT, after its hash was compared."""

    pack = models.ForeignKey(CouncilPack, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=8, choices=FileKind.choices)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(help_text="bytes")
    path = models.CharField(max_length=300, help_text="relative to DOCUMENTS_ROOT")

    class Meta:
        ordering = ("pack", "kind", "name")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "pack", "name"), name="pack_file_name"),
            models.CheckConstraint(condition=Q(size__gt=0), name="pack_file_size"),
        )

    def __str__(self) -> str:
        return self.name
