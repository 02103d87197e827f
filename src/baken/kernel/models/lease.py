# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models


class Lease(models.Model):
    """One job that only one process may do at a time, and until when its holder has it. See `kernel.leases`."""

    name = models.CharField(max_length=60, primary_key=True)
    holder = models.CharField(max_length=80, blank=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.holder} {self.until:%Y-%m-%d %H:%M:%S}"
