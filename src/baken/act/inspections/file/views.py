# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of inspections, one inspection, and its briefing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baken.access.facade import Request
from baken.kernel import moment
from baken.kernel.processing import processes

from ..doors import ACTIVITY, confidential, in_registers, reader
from ..queries import Seen
from . import lists, one


@processes(ACTIVITY)
@require_safe
def overview(request: Request) -> HttpResponse:
    """The inspections that the reader may see: those of the register, or those in which an organisation takes part."""
    actor = reader(request)
    in_registers(request, actor)
    response = render(request, "inspections/file/overview.html", lists.overview(actor, request.GET, moment.now()))
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@confidential("page")
def inspection(request: Request, seen: Seen) -> HttpResponse:
    """One inspection, with the blocks of every room."""
    return render(request, "inspections/file/inspection.html", one.page(seen, moment.now()))


@require_safe
@confidential("page")
def briefing(request: Request, seen: Seen) -> HttpResponse:
    """What everybody must know, on one sheet or one phone."""
    return render(request, "inspections/file/briefing.html", one.briefing(seen, moment.now()))
