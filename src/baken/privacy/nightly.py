# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the worker does once a day: look at reads, check the audit log, destroy what was approved, clear old lines
and files that no row has."""

import logging
import time
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.apps import apps
from django.utils import timezone
from django.utils.translation import override

from baken.access.facade import Actor, opened, require_in, system_actor
from baken.kernel import audit, idempotency
from baken.kernel.actions import action
from baken.kernel.models import Municipality
from baken.kernel.papers import sealed as sealed_papers
from baken.kernel.papers.sealed import SealedPaperFields

from .models import ChainCheck, ProcessingRecord, ReadLook, RetentionRule
from .policies import MANAGE_RETENTION
from .reads import actions as reads
from .register.actions import check_chain
from .retention import destruction
from .retention import rows as row_retention
from .retention.days import latest_start

logger = logging.getLogger(__name__)
LOGBOOK = "processing_log"
"""The kind under which a retention rule says how long lines of the logbook are kept."""
STRAY_FOR = 24 * 3_600
MOST_STRAYS = 100


_failed: dict[UUID, date] = {}
"""On which day the work of a municipality failed in this process: it isn't tried again each round."""


def nightly(at: datetime) -> int:
    """Do the day's work for each municipality that still waits for it; return for how many. Cheap when there is none.

    What fails is told in the server's log and tried again the next day, or by another process.
    """
    today, done, towns = timezone.localdate(at), 0, list(Municipality.objects.all())
    checked = dict(ChainCheck.objects.values_list("municipality", "checked_at"))
    looked = dict(ReadLook.objects.values_list("municipality", "looked_at"))
    for municipality in towns:
        last = (checked.get(municipality.pk), looked.get(municipality.pk))
        if all(one is not None and timezone.localdate(one) >= today for one in last):
            continue
        if _failed.get(municipality.pk) == today:
            continue
        try:
            with override("nl"):
                _one(municipality, at)
            done += 1
        except Exception:
            _failed[municipality.pk] = today
            logger.exception("the nightly work of supervision failed for %s", municipality.slug)
    if done:
        try:
            clear_strays(towns)
        except Exception:
            logger.exception("sealed files without a row could not be removed")
    return done


def clear_strays(towns: Sequence[Municipality]) -> int:
    """Remove sealed files that no row has had for a day, by the clock of this machine; return how many.

    An action that failed leaves them. Which rows there are is asked as Baken itself in each municipality. More strays than
    `MOST_STRAYS` and than rows point to a database that isn't this folder's: then nothing is removed, and that is logged.
    """
    before = time.time() - STRAY_FOR
    known: set[UUID] = set()
    for municipality in towns:
        with opened(system_actor(municipality), system=True):
            for model in apps.get_models():
                if issubclass(model, SealedPaperFields):
                    known.update(model._base_manager.values_list("file", flat=True))
    gone = list(sealed_papers.strays(known, before=before))
    if len(gone) > max(MOST_STRAYS, len(known)):
        logger.error("%d sealed files have no row, of %d rows: nothing was removed", len(gone), len(known))
        return 0
    for file in gone:
        sealed_papers.remove(file)
    if gone:
        logger.info("%d sealed files without a row were removed", len(gone))
    return len(gone)


def _one(municipality: Municipality, at: datetime) -> None:
    actor = system_actor(municipality)
    reads.look(actor=actor, at=at, municipality=municipality)
    while reads.behind(municipality):
        reads.look(actor=actor, at=at, municipality=municipality)
    clear_logbook(actor=actor, at=at, municipality=municipality)
    destruction.destroy_what_may(actor=actor, at=at, municipality=municipality)
    row_retention.destroy_what_may(actor=actor, at=at, municipality=municipality)
    found = check_chain(actor=actor, at=at, municipality=municipality)
    if found.problems:
        logger.error("the audit log of %s is broken from row %d", municipality.slug, found.first_problem)


@action
def clear_logbook(*, actor: Actor, at: datetime, municipality: Municipality) -> int:
    """Delete the lines of the logbook that the municipality keeps no longer; return how many. No verified rule: none.

    Keys of requests go by themselves after `idempotency.KEPT`: nobody can read what was sent, so no term is needed.
    """
    require_in(actor, MANAGE_RETENTION, municipality.id)
    rule = RetentionRule.objects.filter(municipality=municipality, kind=LOGBOOK, vault="", verified=True).first()
    gone = 0
    if rule is not None:
        start = latest_start(timezone.localdate(at), rule.years, rule.months)
        old = ProcessingRecord.objects.filter(municipality=municipality, start_time__date__lte=start)
        gone = old.delete()[0]
    keys = idempotency.forget_old(municipality.pk, at)
    audit.record("logbook.cleared", municipality, lines=gone, keys=keys)
    return gone
