# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of what supervision keeps of its own work, and how long."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Request, municipality_of, recognised_recently
from baken.kernel import moment
from baken.kernel.errors import Denied, Refused
from baken.kernel.processing import processes

from ..answering import reader
from ..policies import MANAGE_RETENTION, VIEW_RETENTION
from . import rows as row_retention
from .due import row_kinds


@require_safe
@processes("supervision")
def own_rows(request: Request) -> HttpResponse:
    """How each kind stands."""
    actor = reader(request, VIEW_RETENTION)
    return _page(request, manage=actor.may(MANAGE_RETENTION))


@require_POST
@processes("supervision")
def own_rows_destroy(request: Request, slug: str) -> HttpResponse:
    """Approve the destruction of what is due of one kind, take that back, or destroy and show the certificate."""
    reader(request, MANAGE_RETENTION)  # before anybody is asked for a password
    found = _destroy(request, slug)
    assert isinstance(found, HttpResponse)
    return found


@recognised_recently
def _destroy(request: Request, slug: str) -> HttpResponse:
    actor = request.actor
    kind = next((kind for kind in row_kinds() if kind.slug == slug), None)
    if kind is None:
        raise Http404
    whole: dict[str, Any] = {
        "actor": actor, "at": moment.now(), "municipality": municipality_of(actor), "kind": kind
    }  # fmt: skip
    step = request.POST.get("step", "")
    try:
        if step == "approve":
            row_retention.approve_rows(**whole)
            messages.success(request, _("Vernietiging is goedgekeurd. Er is nog niets weg."))
            return redirect("privacy:own_rows")
        if step == "withdraw":
            row_retention.withdraw_rows(**whole)
            messages.success(request, _("De goedkeuring is ingetrokken."))
            return redirect("privacy:own_rows")
        certificate = row_retention.destroy_rows(**whole)
    except Denied:
        raise
    except Refused as refused:
        return _page(request, manage=True, reasons=refused.reasons, status=409)
    messages.success(request, _("Vernietigd. Dit is de verklaring."))
    return redirect(certificate)


def _page(request: Request, *, manage: bool, status: int = 200, reasons: object = ()) -> HttpResponse:
    rows = row_retention.standings(request.actor, moment.now())
    due = sum(row.due for row in rows)
    context = {"rows": rows, "due": due, "manage": manage, "reasons": reasons}
    return render(request, "privacy/own_rows.html", context, status=status)
