# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the worker does once a day for concerns: put the terms of retention right, and ask partners what came of packets, and
delete files that were never read in.

Terms first, destruction after it (`privacy.nightly`): so what had no follow-up goes on its date, whoever forgot to close it.
"""

import logging
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone

from baken.access.facade import Actor, GuardedRecord, opened, require_in, system_actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import Municipality

from ..files import waiting
from ..gatekeeper import tokens
from ..models import Concern, Packet, Reporter, Status
from ..policies import HANDLE
from ..sharing import mail as sharing_mail
from .destruction import SETTLED

logger = logging.getLogger(__name__)
BATCH = 500
REMIND_DAYS = 14
"""So long before its day a partner is reminded that an answer on a packet is due."""
_done: dict[UUID, date] = {}
"""On which day this process did the work of a municipality, or failed at it: it isn't done again each round."""


def nightly(at: datetime) -> int:
    """Do the day's work for each municipality that still waits for it; return for how many."""
    today, done = timezone.localdate(at), 0
    waits = [one for one in Municipality.objects.all() if _done.get(one.pk) != today]
    if waits:
        _sweep(at)
    for municipality in waits:
        _done[municipality.pk] = today
        try:
            actor = system_actor(municipality)
            align(actor=actor, at=at, municipality=municipality)
            remind(actor=actor, at=at, municipality=municipality)
            done += 1
        except Exception:
            logger.exception("the nightly work on concerns failed for %s", municipality.slug)
    return done


def _sweep(at: datetime) -> None:
    """Delete files that somebody began to read in a day ago and left."""
    try:
        waiting.sweep(at)
    except OSError:
        logger.exception("files that waited to be read in could not be deleted")


@action
def align(*, actor: Actor, at: datetime, municipality: Municipality) -> int:
    """Start the term of what was settled and has none, stop that of what was opened again; return how many changed.

    A merged concern follows the one that it went into, a reporter the concern. Repeatable.
    """
    require_in(actor, HANDLE, municipality.pk)
    with opened(actor, system=True):
        mine = Concern.objects.filter(municipality=municipality)
        changed = _started(mine, timezone.localdate(at)) + _stopped(mine) + _merged(mine) + _reporters(mine)
    audit.record("concern.terms_aligned", municipality, changed=changed)
    return changed


@action
def remind(*, actor: Actor, at: datetime, municipality: Municipality) -> int:
    """Ask partners, without telling about what, for the effect of packets whose day is near; once for each day."""
    require_in(actor, HANDLE, municipality.pk)
    today = timezone.localdate(at)
    with opened(actor, system=True):
        asked = Packet.objects.filter(
            Q(covenant__until__isnull=True) | Q(covenant__until__gt=at),
            municipality=municipality, recalled_at__isnull=True, partner__isnull=False,
            effect_due__lte=today + timedelta(days=REMIND_DAYS),
        )  # fmt: skip
        rows = Packet.objects.locked().filter(pk__in=list(asked.values_list("pk", flat=True)))
        due = [row for row in rows if row.reminded_on is None or row.reminded_on < _asked_from(row)]
        for row in due:
            row.reminded_on = today
            row.save()
        for partner in sorted({row.partner_id for row in due if row.partner_id is not None}):
            sharing_mail.on_commit(sharing_mail.REMINDED, partner, at)
    audit.record("concern.packets_reminded", municipality, packets=len(due))
    return len(due)


def _asked_from(packet: Packet) -> date:
    assert packet.effect_due is not None
    return packet.effect_due - timedelta(days=REMIND_DAYS)


def _started(mine: QuerySet[Concern], today: date) -> int:
    rows = mine.filter(status__in=SETTLED, guarded__retention_from__isnull=True)
    told = rows.values_list("guarded", "status", "closed_on", Max("weighings__at"), Max("checks__at"))
    return sum(
        _set(key, closed or _since(status, weighed, tested, today)) for key, status, closed, weighed, tested in told
    )


def _since(status: str, weighed: datetime | None, tested: datetime | None, today: date) -> date:
    """Return the day on which it was settled, where it wasn't closed."""
    settled = {Status.SET_ASIDE: weighed, Status.REFUSED: tested}.get(Status(status))
    return timezone.localdate(settled) if settled else today


def _stopped(mine: QuerySet[Concern]) -> int:
    rows = mine.exclude(status__in=[*SETTLED, Status.MERGED]).filter(guarded__retention_from__isnull=False)
    return sum(_set(key, None) for key in rows.values_list("guarded", flat=True))


def _merged(mine: QuerySet[Concern]) -> int:
    rows = mine.filter(status=Status.MERGED, merged_into__isnull=False)
    since, wanted = F("guarded__retention_from"), F("merged_into__guarded__retention_from")
    found = rows.values_list("guarded", since, wanted)
    return sum(_set(key, new) for key, old, new in found if old != new)


def _reporters(mine: QuerySet[Concern]) -> int:
    changed, every = 0, list(mine.filter(has_reporter=True).values_list("pk", "guarded__retention_from"))
    for start in range(0, len(every), BATCH):
        some = every[start : start + BATCH]
        known = {token: day for key, day in some for token in tokens.concern_tokens(key)}
        for row in Reporter.objects.filter(concern_token__in=list(known)).select_related("guarded"):
            if row.guarded.retention_from != known[row.concern_token]:
                changed += _set(row.guarded_id, known[row.concern_token])
    return changed


def _set(key: UUID, day: date | None) -> int:
    guarded = GuardedRecord.objects.locked().select_related(None).get(pk=key)
    guarded.retention_from = day
    guarded.save()
    audit.record("concern.retention", guarded, retention_from=day)
    return 1
