# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.db import models

from baken.kernel.encryption import EncryptedTextField
from baken.kernel.ids import uuid7
from baken.kernel.models import Municipality


class Status(models.IntegerChoices):
    """How a processing ended, by the numbers of the standard."""

    UNSET = 0
    OK = 1
    ERROR = 2


class ProcessingRecord(models.Model):
    """One line of the Logboek Dataverwerkingen (standard of Logius, version 1.0): a request on personal data.

    No record of a feature but a log like the audit log: written by the middleware, never changed. Names no user: who did
    it stands in the audit log. `municipality` is empty where nobody was logged in and there are several. Keys of a trace
    are hexadecimal: 32 and 16 characters. `answer` is the status of HTTP, which the standard doesn't ask: by it a refusal
    differs from what was given.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT, related_name="+")
    trace_id = models.CharField(max_length=32)
    span_id = models.CharField(max_length=16)
    parent_span_id = models.CharField(max_length=16, blank=True)
    status_code = models.PositiveSmallIntegerField(choices=Status.choices, default=Status.UNSET)
    answer = models.PositiveSmallIntegerField(null=True)
    name = models.CharField(max_length=120)
    start_time = models.DateTimeField()
    end_time = models.DateTimeField()
    foreign_operation = models.JSONField(default=dict, blank=True)
    resource = models.JSONField(default=dict)
    processing_activity_id = models.SlugField(max_length=60, db_index=False)
    data_subject_id = EncryptedTextField(blank=True, default="")
    data_subject_id_type = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "privacy_logboek"
        ordering = ("-start_time", "-id")
        constraints = (models.CheckConstraint(condition=models.Q(status_code__in=[0, 1, 2]), name="logboek_status"),)
        indexes = (
            models.Index(fields=("municipality", "-start_time"), name="logboek_newest"),
            models.Index(fields=("municipality", "processing_activity_id", "-start_time"), name="logboek_activity"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.span_id}"

    def as_line(self, sealed_subject: str) -> dict[str, Any]:
        """Return the line as the standard names its fields; the subject stays sealed, as the standard asks."""
        attributes = {"dpl.core.processing_activity_id": self.processing_activity_id}
        if sealed_subject:
            attributes["dpl.core.data_subject_id"] = sealed_subject
            attributes["dpl.core.data_subject_id_type"] = self.data_subject_id_type
        return {
            "trace_id": self.trace_id,
            "span_id": self.span_id,
            "parent_span_id": self.parent_span_id or None,
            "status_code": self.status_code,
            "name": self.name,
            "start_time": int(self.start_time.timestamp() * 1000),
            "end_time": int(self.end_time.timestamp() * 1000),
            "foreign_operation": self.foreign_operation or None,
            "resource": self.resource,
            "attributes": attributes,
        }
