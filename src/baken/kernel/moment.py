# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one place that asks what time it is.

Actions take the moment as an argument; only the edges (views, commands) call this.
"""

from datetime import UTC, date, datetime

from django.utils import timezone


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(tz=UTC)


def today() -> date:
    """Return today's date in the Netherlands: terms and periods are Dutch calendar days."""
    return timezone.localdate()
