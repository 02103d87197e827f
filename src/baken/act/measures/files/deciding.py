# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The decision: signed by who may, made known to whom it is addressed, and published where the law wants it."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, authorize
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.ui.format import day

from .. import addresses
from ..documents.checks import stops
from ..models import Measure, MeasureParty
from ..policies import HANDLE, SIGN
from ..policy.mandates import mandate_for, may_sign
from ..remedies.terms import start_waiting
from ..rules import PUBLISHED, SERVED, UNOBJECTED, decision_kind
from .days import against_named_days, earlier_days, keep_grace, named_days, start_objection
from .steps import locked, note, step, write

MAX_WHERE = 300


@action
def sign(*, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int) -> Measure:
    """Sign the decision that lies ready: by the body itself, or with a mandate of that day (Awb 10:3).

    Whose role signs for the body takes the step of the body; whoever prepares needs a mandate. Refused for who has neither,
    and where a reason that must be written went missing meanwhile.
    """
    own = bool(authorize(actor, SIGN, measure, purpose))
    it = locked(actor, SIGN if own else HANDLE, measure, purpose, seen)
    on, kind = timezone.localdate(at), decision_kind(it.instrument)
    against = [*may_sign(actor, it, kind, on), *stops(it, kind, on)]
    it.signed_at, it.signed_by_id = at, actor.id
    it.mandate = mandate_for(actor, it, kind, on)
    return step(actor, at, purpose, it, "signed" if own else "mandated", on=on, against=against)


@action
def serve(
    *,
    actor: Actor,
    at: datetime,
    purpose: str,
    measure: Measure,
    seen: int,
    on: date,
    how: str,
    published_on: date | None = None,
    published_where: str = "",
) -> Measure:
    """Say on which day and how the decision was made known (Awb 3:41): from then on one can object.

    Refused where it names nobody, where its grace term was over already, and for single days that lie before it.
    """
    it = locked(actor, HANDLE, measure, purpose, seen)
    against = []
    if how not in SERVED:
        against.append(Reason("how", _("Kies hoe het besluit bekend is gemaakt.")))
    if how != "published" and not MeasureParty.objects.filter(measure=it, addressee=True).exists():
        against.append(Reason("nobody", _("Noem eerst tot wie het besluit is gericht.")))
    if it.grace_until is not None and on > it.grace_until:
        text = _("De begunstigingstermijn liep tot en met %(day)s. Trek dit besluit in en neem een nieuw.")
        against.append(Reason("grace_over", text % {"day": day(it.grace_until)}))
    against += against_named_days(named_days(it), on, earlier_days(it))
    if published_on is not None:
        against += _against_publication(it, published_on, published_where, timezone.localdate(at), on)
    it.served_on, it.served_how = on, how
    it.published_on, it.published_where = published_on, published_where.strip()
    moved = step(actor, at, purpose, it, "served", on=on, against=against, text=str(SERVED.get(how, "")))
    if moved.instrument not in UNOBJECTED:
        start_objection(moved, on)
        start_waiting(moved)
    if moved.grace_until is not None:
        keep_grace(moved)
    return moved


@action
def publish(*, actor: Actor, at: datetime, purpose: str, measure: Measure, seen: int, on: date, where: str) -> Measure:
    """Say where and on which day a closing was made known to anybody: on the premises, in the bulletin."""
    it = locked(actor, HANDLE, measure, purpose, seen)
    reasons = _against_publication(it, on, where, timezone.localdate(at), it.served_on)
    if it.published_on is not None:
        reasons.append(Reason("published", _("De openbare bekendmaking staat al vast.")))
    if reasons:
        raise Refused(tuple(reasons))
    it.published_on, it.published_where = on, where.strip()
    it.save()
    write(it, actor, at, "published", on, where)
    addresses.note(it)
    note(it, "published", purpose)
    return it


def _against_publication(it: Measure, on: date, where: str, today: date, served: date | None) -> list[Reason]:
    found = []
    if it.instrument not in PUBLISHED:
        found.append(Reason("unpublished", _("Deze maatregel wordt niet openbaar bekendgemaakt.")))
    if served is None:
        found.append(Reason("unserved", _("Maak het besluit eerst bekend aan wie het is gericht.")))
    elif on < served:
        found.append(Reason("before", _("Openbaar maken kan niet vóór de bekendmaking van het besluit.")))
    if on > today:
        found.append(Reason("future", _("Deze dag komt nog. Leg vast wat is gebeurd.")))
    if not where.strip() or len(where) > MAX_WHERE:
        found.append(
            Reason("where", _("Noem waar het bekend is gemaakt, in hoogstens %(max)d tekens.") % {"max": MAX_WHERE})
        )
    return found
