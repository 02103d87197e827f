# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.urls import reverse

from baken.access.facade import Covenant, GuardedPart, GuardedRecord, Partner, User, Vault
from baken.kernel.encryption import EncryptedTextField
from baken.kernel.models import Record
from baken.kernel.papers.sealed import SealedPaperFields

from .category import Category
from .concern import Concern


class Packet(Record):
    """What went of one concern to one partner: an act, with its purpose, basis and covenant, and what may be done with it.

    The partner takes part in the packet (`guarded`), never in the concern. `onward` is the ceiling on further use.
    Without partner: what was brought to another register of ours (`to_vault`), where it is tested anew; `to_reference` is
    what came of it there. With `asks` something is asked of that register (a measure, by the slug of the feature whose
    register it is): `to_reference` is then the file there, and told only to who may open it.
    `effect_due` is the day by which the partner tells what came of it: at least once a year (Wet gegevensverwerking door
    samenwerkingsverbanden, 1.7 lid 4). Recalled: its parts are removed and its participation ended.
    """

    guarded = models.OneToOneField(GuardedRecord, on_delete=models.PROTECT, related_name="packet")
    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, null=True, on_delete=models.SET_NULL, related_name="packets")
    reference = models.CharField(max_length=14)
    category = models.ForeignKey(Category, null=True, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    covenant = models.ForeignKey(Covenant, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to_vault = models.ForeignKey(Vault, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to_reference = models.CharField(max_length=14, blank=True)
    asks = models.SlugField(max_length=40, blank=True)
    purpose = models.CharField(max_length=40)
    basis = models.CharField(max_length=200)
    onward = models.CharField(max_length=12)
    why = EncryptedTextField()
    shared_at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    first_read_at = models.DateTimeField(null=True, blank=True)
    effect_due = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    recalled_at = models.DateTimeField(null=True, blank=True)
    recalled_because = EncryptedTextField(blank=True)
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-shared_at", "-id")
        indexes = (
            models.Index(fields=("concern", "-shared_at"), name="packet_concern"),
            models.Index(fields=("municipality", "partner", "-shared_at"), name="packet_partner"),
            models.Index(fields=("municipality", "effect_due"), name="packet_effect_due"),
            models.Index(
                fields=("municipality", "to_vault", "to_reference"), name="packet_asks", condition=~models.Q(asks="")
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=("municipality", "reference"), name="packet_reference"),
            models.CheckConstraint(
                condition=models.Q(partner__isnull=False, covenant__isnull=False, to_vault__isnull=True)
                | models.Q(partner__isnull=True, covenant__isnull=True, to_vault__isnull=False),
                name="packet_one_recipient",
            ),
        )

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("concerns:packet", args=[self.reference])


class PacketPart(GuardedPart):
    """One part of what was shared, as it was on that day, after what had to stay out was taken out."""

    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="+")
    text = EncryptedTextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("municipality", "guarded", "part"), name="packet_part_once"),)

    def __str__(self) -> str:
        return self.part


class PacketFile(SealedPaperFields, GuardedPart):
    """A paper that went along: a copy of its own, sealed anew, without what a picture tells beside the picture."""

    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.pk)


class PacketEffect(Record):
    """What a partner, or the register of which something was asked, told of what came of a packet: used or not, and why."""

    packet = models.ForeignKey(Packet, on_delete=models.CASCADE, related_name="effects")
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    used = models.BooleanField()
    text = EncryptedTextField()

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return str(self.pk)
