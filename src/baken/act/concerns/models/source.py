# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from baken.access.facade import GuardedRecord, User, Vault
from baken.kernel.encryption import EncryptedTextField
from baken.kernel.models import Record


class Reporter(Record):
    """Who reported a concern, in the register of sources: apart from the concern, for other people.

    `concern_token` is the keyed hash of the concern's key: only Baken itself can find the one from the other. `id` is a random
    UUID, not one of the moment of receipt, and the same as `guarded_id`.
    """

    guarded = models.OneToOneField(GuardedRecord, on_delete=models.PROTECT, related_name="reporter")
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="+")
    concern_token = models.CharField(max_length=64)
    name = EncryptedTextField(blank=True)
    email = EncryptedTextField(blank=True)
    phone = EncryptedTextField(blank=True)
    wants_mail = models.BooleanField(default=False, help_text="a mail without content may tell that there is news")
    fictitious = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("municipality", "concern_token"), name="reporter_once"),)

    def __str__(self) -> str:
        return str(self.pk)


class ReleaseRequest(Record):
    """A handler asks who reported; whoever keeps the register of sources decides, with reasons, for a short time.

    `concern_reference` lets the keeper see about which concern it is, and nothing more of it.
    """

    guarded = models.ForeignKey(GuardedRecord, on_delete=models.CASCADE, related_name="+", help_text="of the reporter")
    concern_token = models.CharField(max_length=64)
    concern_reference = models.CharField(max_length=14)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    why = EncryptedTextField()
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    granted = models.BooleanField(null=True, blank=True)
    because = EncryptedTextField(blank=True)
    until = models.DateTimeField(null=True, blank=True, help_text="first moment at which it can't be read any more")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "-id")
        indexes = (models.Index(fields=("municipality", "concern_token"), name="release_concern"),)

    def __str__(self) -> str:
        return str(self.pk)
