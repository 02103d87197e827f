# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of requests of data subjects: what changes it and what reads it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, require_in, visible_or_404, visible_to
from baken.cores.terms import Computation, DutchCalendar, Event, EventKind, TermError, explain
from baken.kernel import audit, clocks
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.models import Municipality, fresh

from ..models import DataRequest, RequestKind
from ..policies import MANAGE_REQUESTS, VIEW_REQUESTS
from ..stepping import step
from .workflow import REQUEST, RULE, RUNNING, TERM

CALENDAR = DutchCalendar()
DECIDES = frozenset({"answer", "refuse", "withdraw"})


@action
def add_request(
    *,
    actor: Actor,
    at: datetime,
    municipality: Municipality,
    kind: str,
    received_on: date,
    handler: str,
    name: str,
    contact: str = "",
    fictitious: bool = False,
) -> DataRequest:
    """Note a request; its term starts on the day on which it was received. Raises `Refused` with every reason."""
    require_in(actor, MANAGE_REQUESTS, municipality.id)
    problems = []
    if received_on > timezone.localdate(at):
        problems.append(Reason("day_to_come", _("De dag moet nog komen.")))
    if not handler.strip() or not name.strip():
        problems.append(Reason("empty", _("Vul in van wie het verzoek is en wie het behandelt.")))
    if problems:
        raise Refused(tuple(problems))
    row = DataRequest(
        municipality=municipality,
        reference=_next_reference(municipality, received_on.year),
        kind=RequestKind(kind),
        received_on=received_on,
        handler=handler.strip(),
        name=name.strip(),
        contact=contact.strip(),
        fictitious=fictitious,
    )
    row.save()
    clocks.tell(row, RULE, EventKind.STARTED, on=received_on, basis=TERM)
    audit.record("data_request.received", row, kind=str(row.kind))
    return row


@action
def change_request(
    *, actor: Actor, at: datetime, request: DataRequest, seen: int, values: Mapping[str, str]
) -> DataRequest:
    """Change who handles it, the name or how to reach who asks (`handler`, `name`, `contact`). Raises `StaleVersion`."""
    require(actor, MANAGE_REQUESTS, request)
    row = fresh(request, seen)
    if unknown := set(values) - {"handler", "name", "contact"}:
        raise TypeError(f"a request takes no {', '.join(sorted(unknown))}")
    for field, value in values.items():
        setattr(row, field, value.strip())
    if not row.handler or not row.name:
        raise Refused((Reason("empty", _("Vul in van wie het verzoek is en wie het behandelt.")),))
    row.save()
    audit.record("data_request.changed", row, fields=sorted(values))
    return row


@action
def step_request(
    *,
    actor: Actor,
    at: datetime,
    request: DataRequest,
    seen: int,
    name: str,
    on: date | None = None,
    reason: str = "",
    months: int | None = None,
) -> DataRequest:
    """Take one step (`request_workflow.REQUEST`) that happened on the day `on`, today where none is named.

    `reason` is for an extension or a refusal, `months` for an extension. Raises `Refused` with every reason.
    """
    today = timezone.localdate(at)
    on = on or today
    events = clocks.ledger(request, RULE)
    given = {
        "seen": seen,
        "on": on,
        "today": today,
        "after": max((event.at for event in events), default=request.received_on),
        "reason": reason,
        "months": months,
        "in_time": _in_time(events, on, months),
    }
    stamps: dict[str, Any] = {}
    if name in DECIDES:
        stamps["decided_on"] = on
    if name == "extend":
        stamps["extended_because"] = reason.strip()
    if name == "refuse":
        stamps["refused_because"] = reason.strip()
    if name == "close":
        stamps["closed_at"] = at
    return step(actor, at, REQUEST, request, name, given, **stamps)


def requests(actor: Actor) -> QuerySet[DataRequest]:
    """Return the requests that `actor` may see, newest first."""
    return visible_to(DataRequest.objects.all(), actor, VIEW_REQUESTS)


def request_under_way(municipality: Municipality, reference: str) -> DataRequest | None:
    """Return the request with this number where it is being handled, so where it is known who asks; else None.

    For who must act on it elsewhere and doesn't see the register of requests. Asked as Baken itself.
    """
    rows = DataRequest.objects.filter(municipality=municipality, reference=reference)
    return rows.filter(status__in=("handling", "extended")).first()


def request_or_404(actor: Actor, pk: UUID) -> DataRequest:
    """Return one request, or raise `Http404`."""
    return visible_or_404(DataRequest.objects.all(), actor, VIEW_REQUESTS, pk=pk)


def sums(rows: Iterable[DataRequest]) -> dict[UUID, Computation]:
    """Return how the term of each request stands. One query."""
    found = clocks.ledgers(DataRequest, [row.pk for row in rows])
    return {pk: explain(RULE, ledgers[RULE.slug], CALENDAR) for pk, ledgers in found.items() if RULE.slug in ledgers}


def runs(request: DataRequest) -> bool:
    """Whether somebody still has to answer."""
    return request.status in RUNNING


def forget_clocks(rows: QuerySet[DataRequest]) -> None:
    """Delete the ledgers of requests that are destroyed: nothing ties them by a foreign key. Part of an action."""
    clocks.forget_many(DataRequest, list(rows.values_list("pk", flat=True)))


def _in_time(events: tuple[Event, ...], on: date, months: int | None) -> bool:
    if months is None:
        return False
    try:
        explain(RULE, [*events, Event(EventKind.EXTENDED, on, TERM, months, RULE.unit)], CALENDAR)
    except TermError:
        return False
    return True


def _next_reference(municipality: Municipality, year: int) -> str:
    """Return the next number of a year. The municipality's row is locked, so two at one moment get two numbers."""
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    rows = DataRequest.objects.filter(municipality=municipality, reference__startswith=f"AVG-{year}-")
    last = max((int(reference.rpartition("-")[2]) for reference in rows.values_list("reference", flat=True)), default=0)
    return f"AVG-{year}-{last + 1:03d}"
