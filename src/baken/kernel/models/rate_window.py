# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models


class RateWindow(models.Model):
    """How often one asker did one thing since the window opened. See `kernel.rate_limits`; the key tells nobody who it is."""

    key = models.CharField(max_length=64, primary_key=True, help_text="HMAC of what is counted and of whom")
    count = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.count} {self.until:%Y-%m-%d %H:%M:%S}"
