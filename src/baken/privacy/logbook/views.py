# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Logboek Dataverwerkingen: to look at, narrowed, as CSV in words, and as lines of JSON in the fields of the standard."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from baken.access.facade import Actor, Request, municipality_of, visible_to
from baken.kernel.processing import processes

from ..answering import reader
from ..models import ProcessingActivity, ProcessingRecord
from ..policies import VIEW_LOG
from .forms import LogFilter
from .lines import as_csv, in_words, outcome_words, with_outcome

PAGE = 50
LIMIT = 1_000
"""Counts stop here; the pages too: whoever looks further back narrows the period."""
MOST_EXPORTED = 100_000
MOST_IN_WORDS = 20_000


def _narrowed(request: Request, actor: Actor) -> tuple[LogFilter, QuerySet[ProcessingRecord], dict[str, str]]:
    mine = municipality_of(actor)
    names = dict(ProcessingActivity.objects.filter(municipality=mine).values_list("slug", "name"))
    form = LogFilter(request.GET, choices={"verwerking": sorted(names.items()), "status": [*outcome_words().items()]})
    rows = visible_to(ProcessingRecord.objects.all(), actor, VIEW_LOG)
    chosen: dict[str, Any] = form.chosen()
    if slug := chosen.get("verwerking"):
        rows = rows.filter(processing_activity_id=slug)
    if status := chosen.get("status"):
        rows = rows.filter(with_outcome(status))
    if since := chosen.get("vanaf"):
        rows = rows.filter(start_time__gte=_midnight(since))
    if until := chosen.get("tot"):
        rows = rows.filter(start_time__lt=_midnight(until) + timedelta(days=1))
    return form, rows, names


def _midnight(day: date) -> datetime:
    safe = min(max(day, date(2000, 1, 1)), date(2100, 1, 1))
    return timezone.make_aware(datetime.combine(safe, time()))


@require_safe
@processes("audit")
def logbook(request: Request) -> HttpResponse:
    """The newest lines."""
    actor = reader(request, VIEW_LOG)
    form, rows, names = _narrowed(request, actor)
    number = rows.order_by()[: LIMIT + 1].count()
    keys = rows.values_list("pk", flat=True)[:LIMIT]
    page = Paginator(list(keys) if number else [], PAGE).get_page(request.GET.get("bladzijde"))
    found = ProcessingRecord.objects.filter(pk__in=list(page.object_list)).defer("data_subject_id")
    lines = in_words(sorted(found, key=lambda row: (row.start_time, str(row.pk)), reverse=True), names)
    context = {
        "form": form,
        "page": page,
        "lines": lines,
        "number": "1.000+" if number > LIMIT else number,
        "filtered": bool(form.chosen()),
    }
    return render(request, "privacy/logbook.html", context)


@require_safe
@processes("audit")
def logbook_lines(request: Request) -> StreamingHttpResponse:
    """The same, narrowed as the page is, as JSON lines; the persons' keys stay sealed."""
    actor = reader(request, VIEW_LOG)
    _form, rows, _names = _narrowed(request, actor)

    def lines() -> Iterator[str]:
        sealed = rows.values_list("pk", "data_subject_id")[:MOST_EXPORTED]
        for batch in _batches(sealed.iterator(chunk_size=500), 500):
            subjects = dict(batch)
            found = ProcessingRecord.objects.filter(pk__in=list(subjects)).defer("data_subject_id")
            by_key = {row.pk: row for row in found}
            for key, subject in batch:
                if key in by_key:
                    yield json.dumps(by_key[key].as_line(str(subject or "")), ensure_ascii=False) + "\n"

    response = StreamingHttpResponse(lines(), content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="logboek-dataverwerkingen.jsonl"'
    return response


@require_safe
@processes("audit")
def logbook_csv(request: Request) -> HttpResponse:
    """The same in words, for a spreadsheet: the newest lines of what is narrowed to."""
    actor = reader(request, VIEW_LOG)
    _form, rows, names = _narrowed(request, actor)
    text = as_csv(in_words(rows.defer("data_subject_id")[:MOST_IN_WORDS], names))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="logboek-dataverwerkingen.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def _batches(rows: Iterator[Any], size: int) -> Iterator[list[Any]]:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
