# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from baken.kernel.encryption import EncryptedTextField
from baken.kernel.models import Record


class RequestKind(models.TextChoices):
    """What a data subject asks (AVG 15-18, 20, 21)."""

    ACCESS = "access", _("inzage")
    RECTIFICATION = "rectification", _("rectificatie")
    ERASURE = "erasure", _("wissing")
    RESTRICTION = "restriction", _("beperking")
    OBJECTION = "objection", _("bezwaar")
    PORTABILITY = "portability", _("overdraagbaarheid")


class DataRequest(Record):
    """A request of a data subject about his or her own data: what is asked, when, who handles it, how far it is.

    Holds nothing of what is kept about that person: only the name and how to reach him or her, encrypted, with what was
    written to him or her as reason of an extension or refusal. `handler` is a function. Its term is on a clock.
    """

    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=RequestKind.choices)
    received_on = models.DateField()
    handler = models.CharField(max_length=120, help_text="a function, not a person's name")
    name = EncryptedTextField(help_text="of who asks")
    contact = EncryptedTextField(blank=True, default="", help_text="how to reach who asks")
    status = models.CharField(max_length=20, default="received")
    extended_because = EncryptedTextField(blank=True, default="")
    refused_because = EncryptedTextField(blank=True, default="")
    decided_on = models.DateField(null=True, blank=True, help_text="day of the answer, refusal or withdrawal")
    closed_at = models.DateTimeField(null=True, blank=True)
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("-received_on", "-reference")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "reference"), name="data_request_reference"),
            models.CheckConstraint(
                condition=Q(status__in=("received", "identity", "handling", "extended")) | Q(decided_on__isnull=False),
                name="data_request_decided",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(closed_at__isnull=False), name="data_request_closed"
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=models.F("received_on")),
                name="data_request_days",
            ),
        )
        indexes = (models.Index(fields=("municipality", "status"), name="data_request_open"),)

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("privacy:request", args=[self.pk])
