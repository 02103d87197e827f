# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The toets vooraf: one form with three ways out."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.access.facade import Request
from baken.kernel import moment
from baken.ui import answering

from ..doors import confidential
from ..models import Status
from ..policies import HANDLE
from ..queries import Seen
from ..triage import pages as triage_pages
from . import checks
from .forms import AgainForm, CheckForm

ADMIT, REFUSE, POLICE = "admit", "refuse", "police"
STEPS = {ADMIT: checks.admit, REFUSE: checks.refuse, POLICE: checks.to_police_register}


@require_POST
@confidential("page", HANDLE)
def check(request: Request, seen: Seen) -> HttpResponse:
    """Write down the outcome of the toets vooraf."""
    outcome = request.POST.get("oordeel", "")
    if outcome not in STEPS:
        raise Http404
    form = CheckForm(request.POST, vault=seen.concern.vault)

    def act() -> HttpResponse:
        STEPS[outcome](
            actor=seen.actor, at=moment.now(), purpose=seen.purpose, concern=seen.concern,
            seen=form.cleaned_data["version"], tested=form.tested,
        )  # fmt: skip
        messages.success(request, told(outcome))
        return redirect(reverse("concerns:overview") if outcome == POLICE else seen.concern.get_absolute_url())

    return answering.answer(form, act, page_with(request, seen, check_form=form), actor=seen.actor, record=seen.concern)


@require_POST
@confidential("page", HANDLE)
def retest(request: Request, seen: Seen) -> HttpResponse:
    """Have a refused concern tested once more."""
    if seen.concern.status != Status.REFUSED:
        raise Http404
    form = AgainForm(request.POST)

    def act() -> HttpResponse:
        checks.test_again(
            actor=seen.actor, at=moment.now(), purpose=seen.purpose, concern=seen.concern,
            seen=form.cleaned_data["version"], reason=form.cleaned_data["reason"],
        )  # fmt: skip
        messages.success(request, _("Het signaal kan opnieuw worden getoetst."))
        return redirect(seen.concern)

    return answering.answer(form, act, page_with(request, seen, again_form=form), actor=seen.actor, record=seen.concern)


def page_with(request: Request, seen: Seen, **forms: Any) -> answering.Page:
    """Return what shows the page of the concern with a form as it was sent; as the concern is now, where that changed."""

    def page(status: int, **more: Any) -> HttpResponse:
        if more.get("overtaken"):
            seen.concern.refresh_from_db()
        context = triage_pages.concern(seen, moment.now(), **forms, **more)
        return render(request, "concerns/triage/concern.html", context, status=status)

    return page


def told(outcome: str) -> str:
    """Return what happened, in words."""
    return {
        ADMIT: _("Het signaal mag worden behandeld. Hieronder staat wat erop lijkt."),
        REFUSE: _("Het signaal mag niet worden behandeld. Vanaf vandaag loopt de bewaartermijn."),
        POLICE: _("Het signaal is overgebracht naar het register voor opsporing. Hier is het niet meer te lezen."),
    }[outcome]
