# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on which a case is offered for a measure."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from baken.access.facade import Request
from baken.act.cases import facade as cases
from baken.kernel import moment
from baken.ui import answering
from baken.ui.answering import either

from .forms import OfferForm
from .measuring import offer as offer_case
from .measuring import onward


@either
@cases.confidential("page", cases.MANAGE)
def offer(request: Request, seen: cases.Seen) -> HttpResponse:
    """Offer a case to the legal adviser, for a measure."""
    it = seen.case
    if onward(seen) is None:
        raise Http404
    form = OfferForm(answering.posted(request), initial={"version": it.version, "title": it.title})

    def act() -> HttpResponse:
        offer_case(
            actor=seen.actor, at=moment.now(), purpose=seen.purpose, case=it, seen=form.cleaned_data["version"],
            offered=form.offered,
        )  # fmt: skip
        messages.success(request, _("Aangeboden. De juridisch adviseur beoordeelt of er een maatregel komt."))
        return redirect(it)

    def page(status: int, **more: Any) -> HttpResponse:
        return render(request, "journeys/offer.html", {"case": it, "form": form, **more}, status=status)

    return answering.answer(form, act, page, actor=seen.actor, record=it, again=answering.repeated(request, it))
