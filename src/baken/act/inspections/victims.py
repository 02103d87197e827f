# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a victim is reported who is met at a sex business: never here. Which kind of signal that is, the municipality set up."""

from collections.abc import Callable
from uuid import UUID

Category = Callable[[UUID], str]
_category: list[Category] = []


def register_victims(category: Category) -> None:
    """Have `category(municipality)` tell the slug of the kind of signal; "" where there is none."""
    _category[:] = [category]


def victims_category(municipality: UUID) -> str:
    """Return the slug of the kind of signal by which a victim is reported; "" where it isn't known: then somebody chooses."""
    return _category[0](municipality) if _category else ""
