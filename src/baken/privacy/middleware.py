# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes the Logboek Dataverwerkingen: one line per request on a view that names its processing activity.

The line is written after the view, also when it failed or refused. It names no user: who did what stands in the audit log.
"""

import logging
import re
import secrets
from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib.metadata import version
from typing import Any

from django.http import HttpRequest, HttpResponse

from baken.kernel.models import Municipality
from baken.kernel.moment import now
from baken.kernel.processing import Touched, activity_of, touches

from .models import ProcessingRecord, Status

logger = logging.getLogger(__name__)

TRACEPARENT = re.compile(r"(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?")
"""W3C Trace Context, §3.2: version, trace, parent, flags; a later version may have more behind it."""
MOST_SUBJECTS = 50
"""Of one request so many lines are written at most."""


def logbook_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Note which activity the view names, and write its line when the answer is there."""

    def middleware(request: HttpRequest) -> HttpResponse:
        start = now()
        response = get_response(request)
        activity = getattr(request, "_baken_activity", "")
        if activity and not touches(request).nothing:
            activity = touches(request).activity or activity
            try:
                write(request, response.status_code, activity, start)
            except Exception:  # what the reader did is done: losing the answer would undo nothing
                logger.exception("a line of the logbook of processing could not be written")
        return response

    def process_view(request: HttpRequest, view: Any, arguments: Any, named: Any) -> None:
        request._baken_activity = activity_of(view)  # type: ignore[attr-defined]

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def write(request: HttpRequest, status: int, activity: str, start: datetime) -> None:
    """Write the lines of one request: one, or one for each of those whose data it touched, under one parent."""
    trace, parent, foreign = trace_of(request.headers.get("traceparent", ""))
    subjects: list[Touched | None] = [*touches(request).subjects[:MOST_SUBJECTS]] or [None]
    match = request.resolver_match
    first = secrets.token_hex(8)
    rows = []
    for number, subject in enumerate(subjects):
        rows.append(
            ProcessingRecord(
                municipality_id=_municipality(request),
                trace_id=trace,
                span_id=first if number == 0 else secrets.token_hex(8),
                parent_span_id=parent if number == 0 else first,
                status_code=Status.ERROR if status >= 500 else Status.OK,
                answer=status,
                name=f"{request.method} {match.view_name if match else ''}"[:120],
                start_time=start,
                end_time=now(),
                foreign_operation=foreign if number == 0 else {},
                resource=_resource(),
                processing_activity_id=activity,
                data_subject_id=subject.key if subject else "",
                data_subject_id_type=subject.kind[:40] if subject else "",
            )
        )
    if len(rows) == 1:
        rows[0].save(force_insert=True)  # one statement, without a transaction round it
    else:
        ProcessingRecord.objects.bulk_create(rows)


def trace_of(header: str) -> tuple[str, str, dict[str, str]]:
    """Return trace, parent span and foreign operation: from a valid `traceparent`, else a new trace without the others."""
    found = TRACEPARENT.fullmatch(header.strip()[:200])
    if found is None or not int(found[1], 16) or not int(found[2], 16) or (found[3] and header.startswith("00")):
        return secrets.token_hex(16), "", {}
    # The caller is another system: its span is foreign to this logbook, and is also the parent within the trace.
    return found[1], found[2], {"trace_id": found[1], "span_id": found[2]}


def _municipality(request: HttpRequest) -> Any:
    actor = getattr(request, "actor", None)
    if actor is not None and actor.municipality_id:
        return actor.municipality_id
    if told := touches(request).municipality_id:
        return told
    only = list(Municipality.objects.values_list("pk", flat=True)[:2])
    return only[0] if len(only) == 1 else None


@cache
def _resource() -> dict[str, str]:
    return {"name": "baken", "version": version("baken")}
