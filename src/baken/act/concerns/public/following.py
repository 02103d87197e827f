# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coming back with a receipt code: how far it is, and adding something. The code is all that is asked, and all that is known.

What one sees is `feedback.public_status`, and nothing beside it.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, opened, system_actor
from baken.kernel import audit, idempotency
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.ids import uuid7
from baken.kernel.models import Municipality
from baken.kernel.papers.kept import CheckedPaper

from ..models import Attachment, Concern
from ..reporting import receipts
from ..reporting.intake import MAX_FILES, attach
from ..reporting.plain_text import plain
from ..weighing.feedback import PublicStatus, hear, public_status
from . import limits as public_limits

NO_CODE = "0" * receipts.LETTERS
"""Looked for in the place of what is no code: so that takes as long as a code that nobody has."""
MOST_FILES = 20
"""Of one report, however often something is added."""


def look(municipality: Municipality | None, code: str, at: datetime, who: str) -> PublicStatus | None:
    """Return what the holder of a code may know, or None: the same for a code that is unknown, malformed or destroyed.

    `who`: the address it comes from, of which what fails is counted. Raises `TooMany` after too many failures, whatever
    the code. `municipality`: None looks in all that are here.
    """
    public_limits.may_look(who)
    told = receipts.plain(code) or NO_CODE
    for town in [municipality] if municipality else Municipality.objects.all():
        if found := public_status(town, told, timezone.localdate(at)):
            return found
    public_limits.failed(who)
    return None


def owner(municipality: Municipality | None, code: str, who: str) -> Municipality | None:
    """Return the municipality in which a code leads somewhere, with the same limits as `look`."""
    public_limits.may_look(who)
    told = receipts.plain(code) or NO_CODE
    for town in [municipality] if municipality else Municipality.objects.all():
        with opened(system_actor(town), system=True):
            if _rows(town, told).exists():
                return town
    public_limits.failed(who)
    return None


@action
def add(
    *,
    actor: Actor,
    at: datetime,
    municipality: Municipality,
    code: str,
    text: str,
    reopen: bool = False,
    key: str = "",
    body: bytes = b"",
    files: Sequence[CheckedPaper] = (),
) -> bool:
    """Keep what the holder of a code adds: text, photos of things, a request to look again. Baken itself is the actor.

    Returns False for what came before under the same `key` (`kernel.idempotency`). Raises `Denied` where the code leads
    nowhere, `Refused` with the reasons.
    """
    if key:
        scope = f"concern-message:{receipts.hash_now(code, municipality.pk)[:32]}"
        made = uuid7()
        earlier = idempotency.take(municipality_id=municipality.pk, scope=scope, key=key, body=body, record_id=made)
        if earlier is not None:
            audit.record("concern.added_again", resource_type="concerns.concern", resource_id=str(earlier))
            return False
    hear(actor=actor, at=at, municipality=municipality, code=code, text=plain(text), reopen=reopen)
    if files:
        _keep(municipality, code, files, at)
    return True


def _keep(municipality: Municipality, code: str, files: Sequence[CheckedPaper], at: datetime) -> None:
    with opened(system_actor(municipality), system=True):
        concern = _rows(municipality, code).get()
        there = Attachment.objects.filter(concern=concern, from_reporter=True).count()
        if len(files) > MAX_FILES or there + len(files) > MOST_FILES:
            text = _("Voeg hoogstens %(max)d foto’s tegelijk toe, en %(most)d in totaal.")
            raise Refused((Reason("files", text % {"max": MAX_FILES, "most": MOST_FILES}),))
        for checked in files:
            attach(concern, checked, at=at, from_reporter=True)
        audit.record("concern.photos_added", concern, files=len(files))


def _rows(municipality: Municipality, code: str) -> "QuerySet[Concern]":
    return Concern.objects.filter(municipality=municipality, receipt__in=receipts.hashes(code, municipality.pk))
