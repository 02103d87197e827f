# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages on which colleagues and partners report, and see how far their own reports are."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.access.facade import Request, municipality_of, purposes_open_to
from baken.kernel import moment
from baken.kernel.processing import processes
from baken.registry.facade import place_ground
from baken.ui import answering
from baken.ui.answering import either
from baken.ui.headers import may_locate

from ..doors import ACTIVITY, in_register, reader
from ..models import Category
from ..policies import REPORT, TOPIC_REPORT, VIEW
from . import own_reports as reporting
from .forms import ReportForm
from .groups import grouped
from .intake import receive, register_of


@processes(ACTIVITY)
@either
def report(request: Request) -> HttpResponse:
    """Choose what it is about; then the form of that category (`?soort=`); then reference and code, shown once."""
    actor = reader(request, REPORT)
    municipality = municipality_of(actor)
    offered = reporting.offered_to(actor, municipality)
    chosen = request.GET.get("soort", "")
    if not chosen:
        context = {"groups": grouped(offered), "tells_topics": actor.may(TOPIC_REPORT), **_around(request)}
        return _private(render(request, "concerns/report/choose.html", context))
    category = next((one for one in offered if one.slug == chosen), None)
    if category is None:
        raise Http404
    in_register(request, category.vault)
    channel = reporting.channel_of(actor)
    form = ReportForm(
        answering.posted(request), request.FILES or None, category=category, channel=channel,
        boa=reporting.may_investigate(actor), ground=place_ground(municipality, moment.today()),
        initial={"source_kind": "professional", "nature": "supervision"},
    )  # fmt: skip

    def page(status: int, **more: Any) -> HttpResponse:
        context = {"form": form, "category": category, **_around(request), **more}
        return may_locate(_private(render(request, "concerns/report/form.html", context, status=status)))

    def act() -> HttpResponse:
        told = form.report()
        in_register(request, register_of(municipality, category, told))
        got = receive(
            actor=actor, at=moment.now(), municipality=municipality, category=category, report=told,
            channel=channel, source_kind=form.cleaned_data["source_kind"], files=form.cleaned_data["papers"],
        )  # fmt: skip
        context = {"got": got, "category": category, "sees": _sees(request, category, form), **_around(request)}
        return _private(render(request, "concerns/report/received.html", context))

    def again() -> HttpResponse:
        messages.info(request, _("Dit signaal was al doorgegeven. Er is niets dubbel gemaakt."))
        return redirect("concerns:mine")

    return answering.answer(form, act, page, actor=actor, again=again)


@processes(ACTIVITY)
@require_safe
def mine(request: Request) -> HttpResponse:
    """What the reader reported, and how far it is."""
    actor = reader(request, REPORT)
    rows = reporting.own_reports(actor, municipality_of(actor))
    return _private(render(request, "concerns/report/mine.html", {"rows": rows, **_around(request)}))


def _around(request: Request) -> dict[str, Any]:
    return {"handles": request.actor.may(VIEW), "partner": bool(request.actor.partner_id)}


def _sees(request: Request, category: Category, form: ReportForm) -> bool:
    """Whether the reader is admitted to the register, so that a link to the concern leads somewhere."""
    if not request.actor.may(VIEW):
        return False
    return form.report().investigation or category.purpose in purposes_open_to(request.actor, desk=True)


def _private(response: HttpResponse) -> HttpResponse:
    """Keep an answer out of every cache: on it may be a receipt code."""
    response["Cache-Control"] = "private, no-store"
    return response
