# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of screenings at the Bibob desk, and one file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baken.access.facade import Request
from baken.kernel import moment
from baken.kernel.processing import processes

from ..doors import confidential, of_desk, reader
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
