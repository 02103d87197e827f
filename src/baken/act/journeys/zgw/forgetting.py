# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is kept of a zaak goes with its file: that the two belong together, the conclusion that was told, and tasks about it.

Once a day, whether the case system answers or not, and also where none is connected any more: what was destroyed in the night may
not live on in a link.
"""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from baken.access.facade import opened, system_actor
from baken.act.bibob import facade as bibob
from baken.act.measures import facade as measures
from baken.kernel.models import Municipality

from . import queue
from .models import Kind, ZgwLink, ZgwTask

_done: dict[UUID, date] = {}
"""On which day this process did it for a municipality: it isn't done again each round."""


def sweep(at: datetime) -> int:
    """Forget the links and tasks of files that aren't there any more, for each municipality; return how many links went."""
    today, gone = timezone.localdate(at), 0
    for municipality in Municipality.objects.all():
        if _done.get(municipality.pk) != today:
            _done[municipality.pk] = today
            gone += forget(municipality, at)
    return gone


def forget(municipality: Municipality, at: datetime) -> int:
    """Forget them for one municipality, with what was done long ago. Writes nothing where there is nothing to forget."""
    actor = system_actor(municipality)
    with opened(actor, system=True):
        links = list(ZgwLink.objects.filter(municipality=municipality).only("subject"))
        tasks = list(ZgwTask.objects.filter(municipality=municipality).only("kind", "subject", "state", "done_at"))
        if not links and not tasks:
            return 0
        subjects = {link.subject for link in links} | {key for key, _task in _about(tasks)}
        there = set(bibob.Standing.objects.filter(pk__in=subjects).values_list("pk", flat=True))
        there |= set(measures.Measure.objects.filter(pk__in=subjects).values_list("pk", flat=True))
    ended = [link for link in links if link.subject not in there]
    over = [task for key, task in _about(tasks) if key not in there]
    if ended or over or any(queue.is_old(task, at) for task in tasks):
        queue.tidy(actor=actor, at=at, municipality=municipality, links=ended, tasks=over)
    return len(ended)


def _about(tasks: list[ZgwTask]) -> Iterator[tuple[UUID, ZgwTask]]:
    """Yield the tasks that are about a file of ours, with its key; what is to be taken in is known by the zaak alone."""
    for task in tasks:
        if task.kind != Kind.TAKE_IN:
            yield UUID(task.subject), task
