# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""By what the database knows its keys again. The keys themselves stand outside it."""

from django.db import models


class KeyCheck(models.Model):
    """One key with which something in this database may have been written."""

    use = models.CharField(max_length=20, help_text="field, search, audit or paper")
    key_id = models.CharField(max_length=40)
    fingerprint = models.CharField(
        max_length=64, help_text="HMAC of a constant with the key; the key can't be found by it"
    )
    replaced = models.BooleanField(default=False, help_text="a rotation went through all that was written with it")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["use", "key_id"], name="one_check_per_key")]

    def __str__(self) -> str:
        return f"{self.use} {self.key_id}"
