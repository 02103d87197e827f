# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The work with the case system as a task for `baken worker`: nobody waits for it."""

from uuid import UUID

from django_tasks import task

from baken.kernel.models import Municipality
from baken.kernel.moment import now


@task()
def work_zgw(municipality_id: str) -> int:
    """Do what is due for one municipality, and return how much was done."""
    from .work import run  # httpx: only for who talks with a case system

    municipality = Municipality.objects.filter(pk=UUID(municipality_id)).first()
    return run(municipality, now()) if municipality is not None else 0
