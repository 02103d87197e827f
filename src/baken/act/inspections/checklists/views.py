# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of checklists: all of them, one with its versions, a new one, the next version, and the end of one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.access.facade import Actor, Request, municipality_of
from baken.kernel import moment
from baken.ui import answering
from baken.ui.answering import either

from ..doors import reader
from ..models import Branch, Checklist
from ..parts import DISCIPLINES
from ..policies import PLAN
from . import actions, queries
from .forms import ChecklistForm, EndForm, NewChecklistForm, initial_of


@require_safe
def checklists(request: Request) -> HttpResponse:
    """All lists by discipline."""
    lists = queries.latest(reader(request, PLAN))
    groups = [(label, [_line(one) for one in lists if one.discipline == slug]) for slug, label in DISCIPLINES.items()]
    context = {"groups": [(label, found) for label, found in groups if found]}
    return render(request, "inspections/checklists/all.html", context)


@require_safe
def checklist(request: Request, slug: str) -> HttpResponse:
    """One list as inspectors see it, with its versions; `?versie=` shows an older one as it was asked."""
    actor = reader(request, PLAN)
    versions = _found(actor, slug)
    asked = request.GET.get("versie", "")
    shown = next((one for one in versions if str(one.version_number) == asked), versions[0])
    context = {
        **_frame(versions[0]),
        "shown": shown,
        "older": shown is not versions[0],
        "versions": [_line(one) for one in versions],
    }
    return render(request, "inspections/checklists/one.html", context)


@either
def new(request: Request) -> HttpResponse:
    """A new list."""
    actor = reader(request, PLAN)
    municipality = municipality_of(actor)
    form = NewChecklistForm(answering.posted(request), initial={"valid_from": moment.today()})

    def page(status: int, **more: Any) -> HttpResponse:
        return render(request, "inspections/checklists/form.html", {"form": form, **more}, status=status)

    def act() -> HttpResponse:
        told = form.cleaned_data
        made = actions.add_checklist(
            actor=actor, at=moment.now(), municipality=municipality, slug=told["slug"], discipline=told["discipline"],
            **form.values(),
        )  # fmt: skip
        messages.success(request, _("De lijst is er. Inspecteurs krijgen haar bij hun volgende controle."))
        return redirect("inspections:checklist", made.slug)

    return answering.answer(form, act, page, actor=actor)


@either
def edit(request: Request, slug: str) -> HttpResponse:
    """The next version of a list."""
    actor = reader(request, PLAN)
    versions = _found(actor, slug)
    it, filled_in = versions[0], _filled_in(request, versions)
    start = {**initial_of(it), "valid_from": moment.today()}
    form = ChecklistForm(answering.posted(request), initial=start, discipline=it.discipline, before=it.items)

    def page(status: int, **more: Any) -> HttpResponse:
        context = {**_frame(it), "form": form, **more}
        return render(request, "inspections/checklists/form.html", context, status=status)

    def act() -> HttpResponse:
        told = form.cleaned_data
        actions.change_checklist(
            actor=actor,
            at=moment.now(),
            checklist=filled_in,
            seen=told["version"],
            reason=told["reason"],
            **form.values(),
        )
        messages.success(request, _("De nieuwe versie is er. Wat al was vastgelegd, blijft zoals het is gevraagd."))
        return redirect("inspections:checklist", slug)

    return answering.answer(form, act, page, actor=actor, record=it)


@either
def end(request: Request, slug: str) -> HttpResponse:
    """Take a list out of use."""
    actor = reader(request, PLAN)
    versions = _found(actor, slug)
    it, filled_in = versions[0], _filled_in(request, versions)
    form = EndForm(answering.posted(request), initial={"version": it.version})

    def page(status: int, **more: Any) -> HttpResponse:
        context = {**_frame(it), "form": form, "ends": True, **more}
        return render(request, "inspections/checklists/form.html", context, status=status)

    def act() -> HttpResponse:
        told = form.cleaned_data
        actions.end_checklist(
            actor=actor, at=moment.now(), checklist=filled_in, seen=told["version"], reason=told["reason"]
        )  # fmt: skip
        messages.success(request, _("De lijst is uit gebruik."))
        return redirect("inspections:checklist", slug)

    return answering.answer(form, act, page, actor=actor, record=it)


def _frame(it: Checklist) -> dict[str, Any]:
    return {"checklist": it, "discipline": DISCIPLINES.get(it.discipline, it.discipline), "line": _line(it)}


def _line(it: Checklist) -> dict[str, Any]:
    today = moment.today()
    ended = it.valid_until is not None and it.valid_until <= today
    return {
        "checklist": it,
        "number": len(it.items),
        "branches": ", ".join(str(Branch(one).label) for one in it.branches if one in Branch.values),
        "ended": ended,
        "to_come": it.valid_from > today,
    }


def _filled_in(request: Request, versions: list[Checklist]) -> Checklist:
    """Return the version of which the form was filled in: by now there may be a newer one."""
    told = request.POST.get("of", "")
    return next((one for one in versions if str(one.version_number) == told), versions[0])


def _found(actor: Actor, slug: str) -> list[Checklist]:
    found = queries.versions(actor, slug)
    if not found:
        raise Http404
    return found
