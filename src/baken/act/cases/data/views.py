# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The other doors to a case: timeline, chart, export, document. Each shows what the page would, and no more."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from baken.access.facade import Request
from baken.kernel import moment
from baken.kernel.papers.kept import PaperDamaged
from baken.kernel.papers.sealed import download
from baken.privacy.facade import shows_alone

from .. import pages, queries
from ..doors import confidential
from ..models import CaseDocument, Entry
from ..queries import Seen
from . import exports
from .charts import entries_chart


@require_safe
@confidential("fragment")
def timeline(request: Request, seen: Seen) -> HttpResponse:
    """The whole timeline: a page, or the list alone where htmx asks for it."""
    context = pages.timeline(seen, moment.now(), request.GET.get("onderdeel", ""))
    template = "cases/_lines.html" if getattr(request, "htmx", False) else "cases/timeline.html"
    return render(request, template, context)


@require_safe
@confidential("chart")
def chart(request: Request, seen: Seen) -> HttpResponse:
    """The number of notes per month, as a drawing."""
    days = [timezone.localdate(at) for at in queries.rows(seen, Entry).values_list("at", flat=True)]
    return HttpResponse(entries_chart(days, moment.today()), content_type="image/svg+xml; charset=utf-8")


@require_safe
@confidential("export")
def export_json(request: Request, seen: Seen) -> HttpResponse:
    """What the reader may see, as JSON."""
    response = JsonResponse(exports.as_data(seen), json_dumps_params={"ensure_ascii": False, "indent": 1})
    return _saved(response, f"casus-{seen.case.reference}.json")


@require_safe
@confidential("export")
def export_csv(request: Request, seen: Seen) -> HttpResponse:
    """The same for a spreadsheet."""
    response = HttpResponse(exports.as_csv(exports.as_data(seen)), content_type="text/csv; charset=utf-8")
    return _saved(response, f"casus-{seen.case.reference}.csv")


@require_safe
@confidential("download")
def document(request: Request, seen: Seen, key: UUID) -> FileResponse:
    """A document of this case, to be saved; under another case's address it isn't there."""
    row = queries.row(seen, CaseDocument, key)
    try:
        shows_alone(request, row.pk, part=row.part)
        return download(row)
    except PaperDamaged as damaged:
        raise Http404 from damaged


def _saved(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
