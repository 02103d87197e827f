# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The work itself, as a task for `baken worker`."""

import logging
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from baken.access.facade import Actor, actor_for, system_actor
from baken.kernel.errors import Denied, Refused
from baken.kernel.moment import now

from ..facts import FactError
from ..models import Pull, PullStatus
from ..sources.base import PullFailed
from . import actions
from .meter import Meter, NoLongerOurs, StopAsked, WorkerStops
from .queries import newest_periods

logger = logging.getLogger(__name__)


@task()
def pull_figures(pull_id: str, attempt: int) -> str:
    """Do one pull, and return how it ended (a status, or "gone" when there is nothing to do any more)."""
    pull = Pull.objects.select_related("municipality", "asked_by").filter(pk=UUID(pull_id)).first()
    if pull is None or (pull.status, pull.attempt) != (PullStatus.QUEUED, attempt):
        return "gone"
    actor = _actor(pull)
    try:
        actions.start_pull(actor=actor, at=now(), pull=pull, attempt=attempt)
    except Denied:
        told = _("Wie dit vroeg, mag geen cijfers meer laden. Laat een collega die dat mag opnieuw ophalen.")
        actions.fail_pull(actor=system_actor(pull.municipality), at=now(), pull=pull, attempt=attempt, problem=told)
        return str(PullStatus.FAILED)
    except Refused:
        return "gone"
    try:
        return _run(pull, actor, attempt)
    except (NoLongerOurs, Refused):
        logger.warning("pull %s was taken for broken while it was under way; nothing more is written", pull.pk)
        return "gone"


def _run(pull: Pull, actor: Actor, attempt: int) -> str:
    """Pull and load; end the pull as it went. Only what can't be foreseen is raised on, after it was told."""
    from ..pulling import pull_tables  # httpx and the publishers' formats: only for who pulls

    meter = Meter(pull.pk, attempt)
    own: dict[str, Any] = {"actor": system_actor(pull.municipality), "pull": pull, "attempt": attempt}
    try:
        with meter.beating():
            result = pull_tables(
                actor=actor, at=now(), tables=tuple(pull.tables), area=pull.area or None, progress=meter
            )
    except StopAsked:
        actions.cancel_pull(at=now(), **own)
    except WorkerStops:
        told = _("Baken werd gestopt tijdens het ophalen. Wat al binnen is, blijft bewaard. Ga verder.")
        actions.fail_pull(at=now(), problem=told, **own)
    except PullFailed as problem:
        actions.fail_pull(at=now(), problem=str(problem), **own)
    except FactError as problem:
        told = _(
            "Wat de uitgever stuurde, past niet bij wat Baken kent. Er is niets opgeslagen. Het eerste: %(problem)s"
        )
        actions.fail_pull(at=now(), problem=told % {"problem": problem.problems[0]}, **own)
    except NoLongerOurs:
        raise
    except SystemExit:
        told = _("Baken werd gestopt tijdens het ophalen. Wat al binnen is, blijft bewaard. Ga verder.")
        actions.fail_pull(at=now(), problem=told, **own)
        raise
    except BaseException:
        told = _("Er ging iets mis in Baken zelf. Er is niets opgeslagen. Meld het aan de beheerder.")
        actions.fail_pull(at=now(), problem=told, **own)
        raise
    else:
        finish = {**own, "actor": actor}
        actions.finish_pull(at=now(), outcome=outcome_of(result, pull.area), warnings=warnings_of(result), **finish)
        return str(PullStatus.STORED)
    return str(Pull.objects.values_list("status", flat=True).get(pk=pull.pk))


def outcome_of(result: Any, area: str) -> list[dict[str, Any]]:
    """Return what the store did, per dataset, as plain data for the pull's record."""
    newest = newest_periods((row.dataset for row in result.loads), area)
    return [
        {
            "table": row.table,
            "dataset": row.dataset,
            "title": row.title,
            "added": row.added,
            "revised": row.revised,
            "unchanged": row.unchanged,
            "newest": newest.get(row.dataset, ""),
        }
        for row in result.loads
    ]


def warnings_of(result: Any) -> Sequence[str]:
    """Return what the reader should know of the figures, as sentences."""
    return [str(line)[:400] for line in result.warnings][:50]


def _actor(pull: Pull) -> Actor:
    """Return who asked, with the roles of today; Baken itself where the schedule asked."""
    if pull.asked_by is None:
        return system_actor(pull.municipality)
    return actor_for(pull.asked_by, on=timezone.localdate(), municipality_id=pull.municipality_id)
