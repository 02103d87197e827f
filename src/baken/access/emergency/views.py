# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Emergency access for whoever is on call, its review for the privacy officer, and "why don't I see this" for everybody."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.kernel import moment
from baken.kernel.errors import Denied
from baken.kernel.processing import processes, touched
from baken.ui.answering import either

from ..authorization import why
from ..authorization.need_to_know import EMERGENCY
from ..authorization.policy import authorize, visible_or_404
from ..authorization.sight import opened
from ..http import Request
from ..models import EmergencyAccess
from ..supervision import pages as supervision_pages
from ..supervision.answering import answer, reader, sensitive
from ..supervision.forms import EmergencyForm, ReviewForm
from . import actions as emergency
from . import reads as emergency_reads


@processes("emergency-access")
@either
@sensitive(emergency.USE)
def use(request: Request) -> HttpResponse:
    """Ask for emergency access to one object, and see what one has now."""
    actor = reader(request, emergency.USE)
    at = moment.now()
    form = EmergencyForm(request.POST if request.method == "POST" else None)
    context = {"running": emergency.now_open(actor, at), "tries": emergency.TRIES}

    def act() -> HttpResponse:
        given = emergency.take(actor=actor, at=at, kept=form.kept, **form.cleaned_data)
        for access in given:
            touched(request, "case", access.guarded_id, purpose=EMERGENCY)
        told = _("U hebt noodtoegang tot %(what)s, tot %(time)s. De privacy officer beoordeelt dit achteraf.")
        what = ", ".join(access.reference for access in given)
        messages.success(request, told % {"what": what, "time": why.clock(given[0].ends_at)})
        return redirect("supervision:emergency")

    return answer(request, form, act, context, template="emergency")


@processes("emergency-access")
@require_POST
def end(request: Request, key: UUID) -> HttpResponse:
    """End emergency access before the hour is over."""
    actor = request.actor
    reviews = actor.may(emergency.REVIEW)
    if not reviews:
        reader(request, emergency.USE)
    wanted = emergency.REVIEW if reviews else emergency.USE
    access = visible_or_404(EmergencyAccess.objects.all(), actor, wanted, pk=key)
    emergency.end(actor=actor, at=moment.now(), access=access)
    messages.success(request, _("De noodtoegang is beëindigd."))
    return redirect("supervision:emergencies" if reviews else "supervision:emergency")


@processes("emergency-access")
@require_safe
def emergencies(request: Request) -> HttpResponse:
    """Every use of emergency access: what waits for review first."""
    actor = reader(request, emergency.VIEW)
    rows = list(supervision_pages.emergencies(actor)[:200])
    context = {
        "rows": rows,
        "waiting": sum(1 for row in rows if row.reviewed_at is None),
        "reviews": actor.may(emergency.REVIEW),
        "now": moment.now(),
    }
    return render(request, "access/emergencies.html", context)


@processes("emergency-access")
@either
def review(request: Request, key: UUID) -> HttpResponse:
    """One use of emergency access, and what the review makes of it."""
    wanted = emergency.REVIEW if request.method == "POST" else emergency.VIEW
    actor = reader(request, wanted)
    rows = EmergencyAccess.objects.select_related("user", "reviewed_by", "guarded__vault")
    with opened(actor):  # which register it was, is told to whoever oversees
        access = visible_or_404(rows, actor, wanted, pk=key)
    form = ReviewForm(request.POST if request.method == "POST" else None, initial={"version": access.version})
    context = {
        "access": access,
        "now": moment.now(),
        "opened": emergency_reads.opened_in(access),
        "may_review": bool(authorize(actor, emergency.REVIEW, access)) and access.user_id != actor.id,
    }

    def act() -> HttpResponse:
        emergency.review(
            actor=actor, at=moment.now(), access=access, seen=form.cleaned_data["version"],
            justified=form.cleaned_data["justified"] == "yes", note=form.cleaned_data["note"],
        )  # fmt: skip
        messages.success(request, _("De noodtoegang is beoordeeld."))
        return redirect("supervision:emergencies")

    return answer(request, form, act, context, record=access, template="emergency_review")


@processes("accounts")
@require_safe
def why_not(request: Request) -> HttpResponse:
    """Why one sees something or doesn't: what the rule makes of the reader, without any object."""
    actor = request.actor
    if actor.municipality_id is None:
        raise Denied(())
    return render(request, "access/why.html", {"mine": why.mine(actor, moment.now())})
