# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of remedies: one that was lodged, its decision, and putting that off."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Request
from baken.kernel import moment
from baken.ui import answering
from baken.ui.answering import either

from .. import queries
from ..doors import confidential
from ..files.pages import frame
from ..models import Remedy
from ..policies import HANDLE
from ..queries import Seen
from . import actions
from .forms import DecideForm, LodgeForm, PutOffForm
from .terms import waits_for_service

TEMPLATE = "measures/files/act.html"


@either
@confidential("page", HANDLE)
def lodge(request: Request, seen: Seen) -> HttpResponse:
    """Note that somebody objects, appeals or asks for interim relief."""
    measure, at = seen.file, moment.now()
    start = {"version": measure.version, "on": timezone.localdate(at)}
    form = LodgeForm(answering.posted(request), initial=start)

    def page(status: int, **more: Any) -> HttpResponse:
        context = {**frame(seen, at), "heading": _("Bezwaar of beroep vastleggen"), "form": form, **more}
        context["lede"] = _("Wat te laat komt, legt u ook vast: Baken zegt erbij dat het te laat is.")
        return render(request, TEMPLATE, context, status=status)

    def act() -> HttpResponse:
        told = form.cleaned_data
        made = actions.lodge(
            actor=seen.actor, at=at, purpose=seen.purpose, measure=measure, seen=told["version"], kind=told["kind"],
            on=told["on"], by=told["by"], committee=told["committee"],
        )  # fmt: skip
        if made.late:
            messages.warning(request, _("Vastgelegd. Het kwam na de termijn: beoordeel of dat te verontschuldigen is."))
        elif made.kind == Remedy.Kind.OBJECTION and waits_for_service(measure):
            messages.success(
                request, _("Vastgelegd. De termijn om te beslissen begint als het besluit bekend is gemaakt.")
            )
        elif made.kind == Remedy.Kind.OBJECTION:
            messages.success(request, _("Vastgelegd. De termijn om te beslissen staat op de lijst."))
        else:
            messages.success(request, _("Vastgelegd. Leg ook de uitspraak van de rechter vast, zodra die er is."))
        return redirect("measures:measure", measure.reference)

    again = answering.repeated(request, measure)
    return answering.answer(form, act, page, actor=seen.actor, record=measure, again=again)


@either
@confidential("page", HANDLE)
def decide(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Note how it was decided."""
    measure, at, it = seen.file, moment.now(), queries.row(seen, Remedy, key)
    form = DecideForm(it.kind, answering.posted(request), initial={"version": it.version})

    def page(status: int, **more: Any) -> HttpResponse:
        what = Remedy.Kind(it.kind).label
        context = {
            **frame(seen, at),
            "heading": _("Beslissing vastleggen: %(what)s") % {"what": what},
            "form": form,
            **more,
        }
        context["lede"] = _("Baken trekt niets vanzelf in: wat de uitkomst betekent, beslist u.")
        return render(request, TEMPLATE, context, status=status)

    def act() -> HttpResponse:
        told = form.cleaned_data
        actions.decide(
            actor=seen.actor, at=at, purpose=seen.purpose, measure=measure, remedy=it, seen=told["version"],
            **form.ruling,
        )  # fmt: skip
        messages.success(request, told_of(form.cleaned_data["outcome"]))
        return redirect("measures:measure", measure.reference)

    return answering.answer(form, act, page, actor=seen.actor, record=it)


def told_of(outcome: str) -> str:
    """Return what the outcome of a remedy means for the decision."""
    if outcome == Remedy.Outcome.SUSPENDED:
        return _("Vastgelegd. Het besluit geldt niet zolang de schorsing duurt: voer het niet uit.")
    if outcome == Remedy.Outcome.UPHELD:
        return _("De beslissing is vastgelegd. Kijk of het besluit zelf moet veranderen.")
    return _("De beslissing is vastgelegd. Het besluit zelf verandert er niet door.")


@either
@confidential("page", HANDLE)
def put_off(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Put off the decision on an objection by six weeks."""
    measure, at, it = seen.file, moment.now(), queries.row(seen, Remedy, key)
    start = {"version": it.version, "on": timezone.localdate(at)}
    form = PutOffForm(answering.posted(request), initial=start)

    def page(status: int, **more: Any) -> HttpResponse:
        context = {**frame(seen, at), "heading": _("Beslissing op bezwaar verdagen"), "form": form, **more}
        context["lede"] = _(
            "Dat kan één keer, met zes weken (Awb 7:10, lid 3). Laat het de indiener schriftelijk weten."
        )
        return render(request, TEMPLATE, context, status=status)

    def act() -> HttpResponse:
        told = form.cleaned_data
        actions.put_off(
            actor=seen.actor,
            at=at,
            purpose=seen.purpose,
            measure=measure,
            remedy=it,
            seen=told["version"],
            on=told["on"],
        )
        messages.success(request, _("Verdaagd. De nieuwe laatste dag staat op de lijst."))
        return redirect("measures:measure", measure.reference)

    return answering.answer(form, act, page, actor=seen.actor, record=it)
