# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys. UUIDv7 sorts by creation moment, so indexes stay compact and no key tells how many records there are."""

from datetime import datetime
from uuid import UUID

import uuid_utils


def uuid7(at: datetime | None = None) -> UUID:
    """Return a new UUIDv7 (RFC 9562 §5.7) as a standard library UUID; of the moment `at` where it is given, by milliseconds."""
    if at is None:
        return UUID(bytes=uuid_utils.uuid7().bytes)
    return UUID(bytes=uuid_utils.uuid7(nanoseconds=int(at.timestamp() * 1_000) * 1_000_000).bytes)
