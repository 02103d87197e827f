# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on which the keeper of sources does what a reporter asks of the own contact details.

All goes in the body of requests: no address holds a code, and going back or reloading shows nothing again.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from baken.access.facade import Request
from baken.kernel import moment
from baken.kernel.errors import Denied, Refused
from baken.kernel.processing import processes

from ..doors import reader
from ..policies import RELEASE
from . import rights
from .forms import OwnDetailsForm

ACTIVITY = "concern-sources"


@require_http_methods(["GET", "HEAD", "POST"])
@processes(ACTIVITY)
def own_details(request: Request) -> HttpResponse:
    """Find the details of a report by a request and the number or code; then correct or erase them."""
    actor, at = reader(request, RELEASE), moment.now()
    step = request.POST.get("stap", rights.SEE)
    form = OwnDetailsForm(request.POST or None)
    shown, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = {name: form.cleaned_data[name] for name in ("request", "report")}
            try:
                if step == rights.CORRECT:
                    new = {name: form.cleaned_data[name] for name in ("name", "email", "phone")}
                    rights.correct(actor=actor, at=at, **told, **new)
                    messages.success(request, _("De gegevens zijn veranderd. Laat het de privacy officer weten."))
                    return redirect("concerns:own_details")
                if step == rights.ERASE:
                    rights.erase(actor=actor, at=at, **told)
                    messages.success(request, _("De gegevens zijn gewist. Laat het de privacy officer weten."))
                    return redirect("concerns:own_details")
                shown, status = rights.see(actor=actor, at=at, **told), 200
            except Denied:
                raise
            except Refused as refused:
                for reason in refused.reasons:
                    form.add_error(None, str(reason.text))
    context: dict[str, Any] = {"form": form, "shown": shown}
    if shown is not None:
        start = {"name": shown.name, "email": shown.email, "phone": shown.phone}
        context["new"] = OwnDetailsForm(initial={**form.cleaned_data, **start})
        context["may_correct"] = shown.kind in rights.KINDS[rights.CORRECT]
        context["may_erase"] = shown.kind in rights.KINDS[rights.ERASE]
    response = render(request, "concerns/source/own_details.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response
