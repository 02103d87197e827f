# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of concerns at a desk, one concern, and the papers with it."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baken.access.facade import Request
from baken.kernel import moment
from baken.kernel.papers.kept import PaperDamaged
from baken.kernel.papers.sealed import download
from baken.kernel.processing import processes
from baken.privacy.facade import shows_alone

from .. import queries
from ..doors import ACTIVITY, confidential, for_purpose, reader
from ..models import Attachment
from ..queries import Seen
from . import lists as triage_lists
from . import pages as triage_pages


@processes(ACTIVITY)
@require_safe
def overview(request: Request) -> HttpResponse:
    """The concerns at one desk: a list, or a map of the same."""
    actor = reader(request)
    context = triage_lists.overview(actor, request.GET, moment.now())
    for_purpose(request, actor, context["purpose"])
    return private(render(request, "concerns/triage/overview.html", context))


@require_safe
@confidential("page")
def concern(request: Request, seen: Seen) -> HttpResponse:
    """One concern."""
    return render(request, "concerns/triage/concern.html", triage_pages.concern(seen, moment.now()))


@require_safe
@confidential("download")
def attachment(request: Request, seen: Seen, key: UUID) -> FileResponse:
    """A photo or paper of this concern; under another concern's address it isn't there. A photo is shown, not saved."""
    row = queries.row(seen, Attachment, key)
    try:
        shows_alone(request, row.pk)
        return download(row)
    except PaperDamaged as damaged:
        raise Http404 from damaged


def private(response: HttpResponse) -> HttpResponse:
    """Keep an answer out of every cache."""
    response["Cache-Control"] = "private, no-store"
    return response
