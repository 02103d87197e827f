# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of screenings at the Bibob desk, and one file."""

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
from ..doors import confidential, of_desk, reader
from ..models import ScreeningPaper
from ..parts import ACTIVITY
from ..queries import Seen
from . import lists, pages


@processes(ACTIVITY)
@require_safe
def overview(request: Request) -> HttpResponse:
    """The screenings at the desk, and what was handed in."""
    actor = reader(request)
    of_desk(request, actor)
    response = render(request, "bibob/file/overview.html", lists.overview(actor, request.GET, moment.now()))
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@confidential("page")
def screening(request: Request, seen: Seen) -> HttpResponse:
    """One file."""
    return render(request, "bibob/file/screening.html", pages.screening(seen, request.GET, moment.now()))


@require_safe
@confidential("download")
def paper(request: Request, seen: Seen, key: UUID) -> FileResponse:
    """A paper of this file; under another file's address it isn't there, nor before the subject sent it in."""
    row = queries.row(seen, ScreeningPaper, key)
    if not queries.papers(seen).filter(pk=row.pk).exists():
        raise Http404
    try:
        shows_alone(request, row.pk)
        return download(row)
    except PaperDamaged as damaged:
        raise Http404 from damaged
