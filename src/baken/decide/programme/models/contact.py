# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from baken.kernel.models import Record


class OwnerContact(Record):
    """Where mail for an owner goes. `owner` is a function as efforts name it; `key` the same without capitals."""

    owner = models.CharField(max_length=120, help_text="a function, not a person's name")
    key = models.CharField(max_length=120)
    email = models.EmailField(max_length=254)

    class Meta:
        ordering = ("key",)
        constraints = (models.UniqueConstraint(fields=("municipality", "key"), name="owner_contact_once"),)

    def __str__(self) -> str:
        return self.owner
