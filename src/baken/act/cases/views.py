# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of cases, one case, one part of it, and its stages."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Request, Vault, municipality_of
from baken.kernel import moment
from baken.kernel.errors import Denied, Reason, Refused
from baken.kernel.processing import processes
from baken.ui.answering import either
from baken.ui.free_text import acting

from . import actions, lists, pages, places
from .doors import ACTIVITY, answer, confidential, for_purpose, form_page, in_register, reader
from .forms import CaseForm, OpenForm, StepForm
from .policies import MANAGE
from .queries import Seen
from .workflow import CASE


@processes(ACTIVITY)
@require_safe
def overview(request: Request) -> HttpResponse:
    """The cases in which the reader takes part, for one purpose at a time."""
    actor = reader(request)
    context = lists.overview(actor, request.GET)
    for_purpose(request, actor, context["purpose"])
    response = render(request, "cases/overview.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@processes(ACTIVITY)
@either
def new(request: Request) -> HttpResponse:
    """Open a case."""
    actor = reader(request, MANAGE)
    openings = lists.openings(actor)
    form = OpenForm(request.POST if request.method == "POST" else None, places=openings, **_choices(request))
    context = {"heading": _("Nieuwe casus"), "button": _("Open casus"), "openings": openings}
    if request.method != "POST":
        return form_page(request, form, context)

    def act() -> HttpResponse:
        values = dict(form.cleaned_data)
        slug, purpose, role = values.pop("place").split("|")
        municipality = municipality_of(actor)
        vault = Vault.objects.get(municipality=municipality, slug=slug)
        in_register(request, vault)
        made = actions.open_case(
            actor=actor, at=moment.now(), purpose=purpose, municipality=municipality,
            vault=vault, role=role, values=values,
        )  # fmt: skip
        messages.success(request, _("De casus is geopend. U leidt hem. Kies nu wie er meedoet."))
        return redirect(made)

    return answer(request, form, act, context)


@require_safe
@confidential("page")
def case(request: Request, seen: Seen) -> HttpResponse:
    """One case, as far as the reader sees it."""
    return render(request, "cases/case.html", {**pages.case(seen, moment.now()), "step_form": StepForm()})


@require_safe
@confidential("section")
def section(request: Request, seen: Seen, part: str) -> HttpResponse:
    """One part. A part that the reader doesn't see isn't there."""
    if not seen.sights.get(part):
        raise Http404
    return render(request, "cases/section.html", pages.section(seen, part, moment.now()))


@either
@confidential("page", MANAGE)
def edit(request: Request, seen: Seen) -> HttpResponse:
    """Change what a case says of itself."""
    it = seen.case
    start = {name: getattr(it, name) for name in (*actions.FIELDS, "version")}
    if it.next_meeting:
        start["next_meeting"] = timezone.localtime(it.next_meeting)
    form = CaseForm(request.POST if request.method == "POST" else None, initial=start, **_choices(request))
    context = {**pages.frame(seen, None, moment.now()), "heading": _("Casus wijzigen"), "button": _("Bewaar")}
    if request.method != "POST":
        return form_page(request, form, context)

    def act() -> HttpResponse:
        values = dict(form.cleaned_data)
        actions.change_case(
            actor=seen.actor, at=moment.now(), purpose=seen.purpose, case=it, seen=values.pop("version"), values=values
        )
        messages.success(request, _("De casus is gewijzigd."))
        return redirect(it)

    return answer(request, form, act, context, record=it)


@require_POST
@confidential("page", MANAGE)
def step(request: Request, seen: Seen) -> HttpResponse:
    """Take one step of the workflow."""
    name = request.POST.get("step", "")
    if name not in {one.name for one in CASE.leaving(seen.case.stage)}:
        raise Http404
    form = StepForm(request.POST)
    reasons: tuple[Reason, ...] = ()
    if form.is_valid():
        try:
            step_by_name = partial(
                actions.step, actor=seen.actor, at=moment.now(), purpose=seen.purpose, case=seen.case, name=name
            )
            acting(form, seen.actor, lambda: step_by_name(reason=form.cleaned_data["reason"]))
            messages.success(request, _("De fase van de casus is veranderd."))
            return redirect(seen.case)
        except Denied:
            raise
        except Refused as refused:
            reasons = refused.reasons
    context = {**pages.case(seen, moment.now()), "reasons": reasons, "step_form": form}
    return render(request, "cases/case.html", context, status=409 if form.is_valid() else 422)


def _choices(request: Request) -> dict[str, list[tuple[str, str]]]:
    on = moment.today()
    return {
        "areas": sorted(places.area_names(request.actor, on).items(), key=lambda pair: pair[1]),
        "priorities": [(one.slug, one.short_title) for one in places.priorities(request.actor, on)],
    }
