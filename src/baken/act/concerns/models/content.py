# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.access.facade import User
from baken.kernel.encryption import EncryptedTextField
from baken.kernel.models import Record
from baken.kernel.papers.sealed import SealedPaperFields

from .concern import Concern


class ObjectKind(models.TextChoices):
    SHIP = "ship", _("schip")
    COMPANY = "company", _("bedrijf")
    CONTAINER = "container", _("container")
    VEHICLE = "vehicle", _("voertuig")
    PREMISES = "premises", _("pand")


class ConcernObject(Record):
    """A thing that a concern is about, no person. `token` is the keyed hash of its number or name, made after the toets."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="objects_named")
    kind = models.CharField(max_length=10, choices=ObjectKind.choices)
    name = EncryptedTextField(blank=True)
    number = EncryptedTextField(blank=True, help_text="IMO, KvK, container number, licence plate")
    token = models.CharField(max_length=32, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("concern",), name="concern_object_of"),
            models.Index(fields=("municipality", "token"), name="concern_object", condition=~models.Q(token="")),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Attachment(Record, SealedPaperFields):
    """A photo or paper with a concern, kept encrypted on disk under a name that tells nothing."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="attachments")
    added_at = models.DateTimeField()
    from_reporter = models.BooleanField(default=False)

    class Meta:
        ordering = ("added_at", "id")
        indexes = (models.Index(fields=("concern", "added_at"), name="concern_attachment"),)

    def __str__(self) -> str:
        return str(self.pk)


class Message(Record):
    """One message between the desk and who reported, by receipt code: no names on either side."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="messages")
    from_reporter = models.BooleanField()
    at = models.DateTimeField()
    text = EncryptedTextField()
    kind = models.CharField(max_length=12, default="message", help_text="message, question, received, handled, closed")
    author = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "id")
        indexes = (models.Index(fields=("concern", "at"), name="concern_message"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Note(Record):
    """What a handler wrote down about a concern, for colleagues at the same desk."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="notes")
    at = models.DateTimeField()
    text = EncryptedTextField()
    author = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    author_role = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("concern", "-at"), name="concern_note"),)

    def __str__(self) -> str:
        return str(self.pk)
