# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fact store of this process."""

from functools import cache

from django.conf import settings

from .facts import FactStore


def store() -> FactStore:
    """Return the fact store under settings.FACTS_ROOT; one per process and folder."""
    return _at(str(settings.FACTS_ROOT))


@cache
def _at(root: str) -> FactStore:
    return FactStore(root)
