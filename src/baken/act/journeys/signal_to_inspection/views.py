# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on which an address of a signal comes in the plan of an inspection."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from baken.access.facade import Request
from baken.act.concerns import facade as concerns
from baken.kernel import moment
from baken.ui import answering
from baken.ui.answering import either

from .forms import VisitForm
from .visiting import drafts, may_visit
from .visiting import visit as visit_address


@either
@concerns.confidential("page", concerns.SHARE)
def visit(request: Request, seen: concerns.Seen) -> HttpResponse:
    """Put an address in the plan of an inspection."""
    it = seen.concern
    if request.method != "POST" and not may_visit(seen):
        raise Http404
    company = concerns.rows(seen, concerns.ConcernObject).filter(kind="company").first()
    start = {
        "version": it.version,
        "address": it.address,
        "business": company.name if company else "",
    }
    form = VisitForm(answering.posted(request), initial=start, offered=drafts(seen.actor))

    def act() -> HttpResponse:
        visit_address(
            actor=seen.actor, at=moment.now(), purpose=seen.purpose, concern=it, seen=form.cleaned_data["version"],
            visited=form.visited(it.area),
        )  # fmt: skip
        messages.success(request, _("Het adres staat in het plan van de controle, met de gronden."))
        return redirect(it)

    def page(status: int, **more: Any) -> HttpResponse:
        context = {**concerns.frame(seen, moment.now()), "form": form, **more}
        return render(request, "journeys/visit.html", context, status=status)

    return answering.answer(form, act, page, actor=seen.actor, record=it, again=answering.repeated(request, it))
