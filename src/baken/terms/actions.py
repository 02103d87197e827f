# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is written about terms: why one was missed."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, require_in
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.models import Municipality

from .lists import term_of
from .models import MissedReason
from .policies import VIEW

MAX_REASON = 1000


@action
def explain_missed(
    *, actor: Actor, at: datetime, municipality: Municipality, kind: str, record: UUID, reason: str
) -> MissedReason:
    """Write down why a term was missed, or correct that, and return the row.

    Only who may act on the record itself (its source says so) may explain. Raises `Denied` for a term that the actor may
    not see or not explain, `Refused` with every reason: not missed, no reason, too long.
    """
    require_in(actor, VIEW, municipality.id)
    term = term_of(actor, municipality, timezone.localdate(at), kind, record)
    if term is None or not term.line.explainable:
        raise Denied((Reason("role", _("Uw rol geeft dit recht niet.")),))
    problems = []
    if not term.broken or term.line.due is None:
        problems.append(Reason("not_missed", _("Deze termijn is niet gemist.")))
    if not reason.strip():
        problems.append(Reason("no_reason", _("Schrijf op waarom.")))
    if len(reason.strip()) > MAX_REASON:
        told = _("De reden is te lang: gebruik hoogstens %(max)d tekens.")
        problems.append(Reason("long_reason", told % {"max": MAX_REASON}))
    if problems:
        raise Refused(tuple(problems))
    key = {"municipality": municipality, "kind": kind, "record": record, "due": term.line.due}
    row = MissedReason.objects.locked().filter(**key).first() or MissedReason(**key)
    if not row._state.adding:
        require(actor, VIEW, row)
    row.reason, row.written_at, row.written_by_id = reason.strip(), at, actor.id
    row.save()
    audit.record("term.explained", row, kind=kind, due=str(term.line.due))
    return row
