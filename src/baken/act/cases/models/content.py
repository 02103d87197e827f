# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.access.facade import GuardedPart, Partner, User
from baken.kernel.encryption import EncryptedTextField


class Section(GuardedPart):
    """One part of a case with its conclusion: what also those may read who don't see the content (level INTERNAL)."""

    conclusion = EncryptedTextField(blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.CharField(max_length=120, blank=True, help_text="organisation or function, no person")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("municipality", "guarded", "part"), name="case_section_once"),
            models.CheckConstraint(
                condition=models.Q(concluded_at__isnull=True, concluded_by="")
                | (models.Q(concluded_at__isnull=False) & ~models.Q(concluded_by="")),
                name="case_section_concluded",
            ),
        )

    def __str__(self) -> str:
        return self.part


class SubjectKind(models.TextChoices):
    PERSON = "person", _("persoon")
    COMPANY = "company", _("onderneming")
    PREMISES = "premises", _("pand")


class CaseSubject(GuardedPart):
    """Whom or what the case is about. The same person in another register is another row: nothing links them."""

    kind = models.CharField(max_length=10, choices=SubjectKind.choices, default=SubjectKind.PERSON)
    name = EncryptedTextField()
    birth_date = EncryptedTextField(blank=True, help_text="ISO date")
    note = EncryptedTextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=("guarded", "part"), name="case_subject_part"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Entry(GuardedPart):
    """One note in a part: what happened at a moment, and who wrote it."""

    at = models.DateTimeField()
    text = EncryptedTextField()
    author = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    author_partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    author_role = models.CharField(max_length=40, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("guarded", "-at"), name="case_entry_newest"),)

    def __str__(self) -> str:
        return f"{self.part} {self.at:%Y-%m-%d}"
