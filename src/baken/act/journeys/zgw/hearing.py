# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A screening went on: its zaak must hear of it. Loaded at the start, so without what talks with a case system."""

from baken.access.facade import opened, system_actor
from baken.act.bibob import facade as bibob
from baken.kernel import moment
from baken.kernel.models import Municipality

from . import queue
from .connection import WrongSettings, connection_of
from .models import Kind, ZgwLink

STANDING = "standing"


def heard(standing: bibob.Standing) -> None:
    """A standing changed: have its zaak told, where it goes with one. Part of the action that changed it."""
    municipality = Municipality.objects.get(pk=standing.municipality_id)
    try:
        if connection_of(municipality) is None:
            return
    except WrongSettings:
        return  # found by the next look, once the settings are mended
    actor = system_actor(municipality)
    with opened(actor, system=True):
        if ZgwLink.objects.filter(municipality=municipality, kind=STANDING, subject=standing.pk).exists():
            queue.ask(
                actor=actor, at=moment.now(), municipality=municipality, kind=Kind.TELL, subjects=[str(standing.pk)]
            )


def is_told(link: ZgwLink, standing: bibob.Standing) -> bool:
    """Whether the zaak has what the standing says."""
    return (link.stage, link.conclusion) == (standing.stage, standing.conclusion)
