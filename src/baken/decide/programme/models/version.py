# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from baken.decide.policy.facade import Plan
from baken.kernel.models import Record


class Origin(models.TextChoices):
    """Where a version comes from."""

    FILE = "file", _("ingelezen bestand")
    EXECUTIVE = "executive", _("besluit van het college")
    COUNCIL_SESSION = "council_session", _("raadssessie")


class ProgrammeVersion(Record):
    """The programme as it was at one moment: never changed afterwards.

    `content` is canonical JSON (see `content.py`) of every effort and of what isn't prioritised; `digest` its SHA-256.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    reason = models.CharField(max_length=400)
    origin = models.CharField(max_length=16, choices=Origin.choices)
    decided_on = models.DateField(null=True, blank=True)
    content = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("plan", "-number")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "plan", "number"), name="programme_version_number"),
        )

    def __str__(self) -> str:
        return f"{self.plan_id} {self.number}"

    @property
    def origin_word(self) -> str:
        """Where it comes from as people read it; without the day of a decision nobody is said to have decided."""
        if self.origin == Origin.EXECUTIVE and self.decided_on is None:
            return gettext("vastgelegd zonder besluit")
        return str(Origin(self.origin).label)
