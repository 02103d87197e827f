# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the register per address: what holds now, and what holds at one address."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from baken.access.facade import Request, opened
from baken.kernel import moment
from baken.kernel.processing import processes
from baken.ui.answering import either, posted

from ..doors import ACTIVITY, reader
from ..policies import REGISTER
from . import pages, queries

PAGE = 50


class AddressForm(forms.Form):
    """Which address. It is sent in the body of the request, so that no log of addresses of pages keeps it."""

    address = forms.CharField(
        label=_("Adres"), max_length=300, help_text=_("Straat, nummer en plaats, zoals Voorbeeldkade 12, IJmuiden.")
    )


@processes(ACTIVITY)
@either
def register(request: Request) -> HttpResponse:
    """What holds where; with an address, all that holds or held there."""
    actor = reader(request, REGISTER)
    today = timezone.localdate(moment.now())
    form = AddressForm(posted(request))
    asked = form.cleaned_data["address"] if form.is_bound and form.is_valid() else ""
    with opened(actor):
        if asked:
            rows = list(queries.at_address(actor, asked)[:PAGE])
            page = None
        else:
            page = Paginator(queries.holding(actor, today), PAGE).get_page(request.GET.get("bladzijde"))
            rows = list(page)
    lines = pages.lines(actor, rows, today)
    context = {"form": form, "asked": asked, "lines": lines, "page": page}
    response = render(
        request, "measures/addresses/register.html", context, status=422 if form.is_bound and not asked else 200
    )
    response["Cache-Control"] = "private, no-store"
    return response
