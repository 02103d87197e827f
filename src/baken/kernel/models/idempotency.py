# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from ..ids import uuid7
from .municipality import Municipality


class Idempotency(models.Model):
    """A request that made something, by the key that its sender gave it. Neither key nor body can be read from it.

    `scope` says who sent it and where: one sender's keys never meet another's.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+", db_index=False)
    scope = models.CharField(max_length=80)
    key_hash = models.CharField(max_length=64)
    body_hash = models.CharField(max_length=64)
    record_id = models.UUIDField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("municipality", "scope", "key_hash"), name="idempotency_once"),)

    def __str__(self) -> str:
        return self.scope
