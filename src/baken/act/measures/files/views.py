# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of measures, and one measure."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baken.access.facade import Request
from baken.kernel import moment
from baken.kernel.processing import processes

from .. import queries
from ..blocks import blocks
from ..doors import ACTIVITY, confidential, for_purpose, reader
from ..queries import Seen


@processes(ACTIVITY)
@require_safe
def overview(request: Request) -> HttpResponse:
    """The measures in one register."""
    actor = reader(request)
    purpose = queries.first_purpose(actor, request.GET.get("doel", ""))
    for_purpose(request, actor, purpose)
    response = render(request, "measures/files/overview.html", {"purpose": purpose})
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@confidential("page")
def measure(request: Request, seen: Seen) -> HttpResponse:
    """One measure."""
    at = moment.now()
    context = {"seen": seen, "measure": seen.file, "at": at, "blocks": blocks(seen, at)}
    return render(request, "measures/files/measure.html", context)
