# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.urls import reverse

from baken.access.facade import Covenant, GuardedPart, Partner, User, Vault
from baken.kernel.encryption import EncryptedTextField
from baken.kernel.papers.sealed import SealedPaperFields


class CaseAction(GuardedPart):
    """Something to do in a part of the case: by whom (a function), and before when."""

    title = EncryptedTextField()
    due_on = models.DateField()
    owner = models.CharField(max_length=120, help_text="a function or organisation, no person")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("due_on", "id")
        indexes = (models.Index(fields=("guarded", "due_on"), name="case_action_due"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=False) | models.Q(done_by__isnull=True), name="case_action_done"
            ),
        )

    def __str__(self) -> str:
        return f"{self.part} {self.due_on}"


class CaseDocument(GuardedPart, SealedPaperFields):
    """A paper in a part of the case, kept encrypted on disk under a name that tells nothing."""

    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120, help_text="organisation or function, no person")

    class Meta:
        ordering = ("-added_at", "-id")
        indexes = (models.Index(fields=("guarded", "-added_at"), name="case_document_newest"),)

    def __str__(self) -> str:
        return f"{self.part} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("cases:document", args=[self.guarded.case.reference, self.pk])


class Sharing(GuardedPart):
    """What left a part of this case: to a partner, or into a case of another register. The act and its record are one.

    For whoever leads the case, and for supervision; nobody else who takes part sees it. `recipient` says who in words: an
    organisation or a register. A case elsewhere is named by its reference only, encrypted: no key leads from one register
    into another. `purpose` is one of the register's own.
    """

    what = EncryptedTextField()
    basis = EncryptedTextField()
    purpose = models.CharField(max_length=40)
    recipient = EncryptedTextField()
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    covenant = models.ForeignKey(Covenant, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to_vault = models.ForeignKey(Vault, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to_reference = EncryptedTextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("guarded", "-at"), name="case_sharing_newest"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(partner__isnull=False, covenant__isnull=False, to_vault__isnull=True)
                | models.Q(partner__isnull=True, covenant__isnull=True, to_vault__isnull=False),
                name="case_sharing_recipient",
            ),
        )

    def __str__(self) -> str:
        return f"{self.part} {self.at:%Y-%m-%d}"
