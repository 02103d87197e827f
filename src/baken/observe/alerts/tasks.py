# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking for rises as a task for `baken worker`: a load of figures needn't wait for it."""

from uuid import UUID

from django_tasks import task

from baken.access.facade import system_actor
from baken.kernel.models import Municipality
from baken.kernel.moment import now

from . import actions


@task()
def look_for_rises(municipality_id: str) -> int:
    """Look at the series of one municipality, and return the number of new runs."""
    municipality = Municipality.objects.filter(pk=UUID(municipality_id)).first()
    if municipality is None:
        return 0
    return len(actions.look(actor=system_actor(municipality), at=now(), municipality=municipality))
