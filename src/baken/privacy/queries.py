# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What others read of privacy, as far as the actor may see it."""

from django.db.models import QuerySet

from baken.access.facade import Actor, visible_to

from .models import Dpia, ProcessingActivity
from .policies import VIEW_REGISTER


def activities(actor: Actor) -> QuerySet[ProcessingActivity]:
    """Return the register of processing activities."""
    return visible_to(ProcessingActivity.objects.all(), actor, VIEW_REGISTER)


def dpias(actor: Actor) -> QuerySet[Dpia]:
    """Return the impact assessments."""
    return visible_to(Dpia.objects.all(), actor, VIEW_REGISTER)
