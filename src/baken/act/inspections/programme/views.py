# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the programme of a year."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Actor, Request, municipality_of, require, visible_or_404, visible_to
from baken.kernel import moment
from baken.kernel.errors import Denied, Reason
from baken.kernel.processing import processes
from baken.ui import answering
from baken.ui.answering import either

from ..doors import ACTIVITY
from ..models import InspectionProgramme, ProgrammeLine
from ..planning import choices
from ..policies import PLAN
from . import actions, pages
from .entries import ENTRIES, FORM
from .forms import NewForm


@processes(ACTIVITY)
@require_safe
def overview(request: Request, year: int = 0) -> HttpResponse:
    """The programme of a year: without one that of now, or the newest where there is none."""
    actor = _reader(request, pages.reading(request.actor))
    rows = pages.programmes(actor)
    found = next((row for row in rows if row.year == (year or moment.today().year)), None)
    found = found if found or year else next(iter(rows), None)
    if year and found is None:
        raise Http404
    if found is None:
        return render(request, "inspections/programme/none.html", {"may_plan": actor.may(PLAN)})
    context = pages.page(actor, municipality_of(actor), found, moment.today())
    return render(request, "inspections/programme/programme.html", context)


@processes(ACTIVITY)
@either
def new(request: Request) -> HttpResponse:
    """Make a programme."""
    actor = _reader(request, PLAN)
    form = NewForm(answering.posted(request), initial={"year": moment.today().year})
    del form.fields["version"]

    def act() -> InspectionProgramme:
        given = {name: form.cleaned_data[name] for name in ("year", "goal")}
        return actions.make(actor=actor, at=moment.now(), municipality=municipality_of(actor), **given)

    return _form_page(request, actor, form, act, _("Nieuw jaarprogramma"), _("Maak het programma"))


@processes(ACTIVITY)
@either
def write(request: Request, year: int, name: str) -> HttpResponse:
    """Write one thing in the programme of a year (`entries.ENTRIES`)."""
    it = ENTRIES[name]
    actor, programme = _asked(request, year, it.permission, state=it.state)
    more = {"areas": choices.areas(programme.municipality, moment.today())} if it.placed else {}
    form = it.form(answering.posted(request), initial=it.start(programme), **more)

    def act() -> None:
        it.act({"actor": actor, "at": moment.now(), "programme": programme}, form)

    return _form_page(request, actor, form, act, it.heading, it.button, programme, it.lede, it.template)


@require_POST
@processes(ACTIVITY)
def line_remove(request: Request, year: int, key: UUID) -> HttpResponse:
    """Take a line out."""
    actor, it = _asked(request, year)
    found = visible_or_404(ProgrammeLine.objects.filter(programme=it), actor, PLAN, pk=key)
    actions.remove_line(actor=actor, at=moment.now(), programme=it, line=found)
    messages.success(request, _("De regel is eruit."))
    return redirect("inspections:programme", year=year)


def _reader(request: Request, permission: str) -> Actor:
    actor: Actor = request.actor
    require(actor, permission)
    if actor.partner_id is not None:
        raise Denied((Reason("partner", _("Dit is alleen voor de eigen organisatie.")),))
    return actor


def _asked(
    request: Request, year: int, permission: str = PLAN, *, state: str = ""
) -> tuple[Actor, InspectionProgramme]:
    """Return who asks and the programme of a year; with `state` only while it is in that state."""
    actor = _reader(request, permission)
    rows = visible_to(InspectionProgramme.objects.select_related("municipality"), actor, permission)
    found = rows.filter(year=year).first()
    if found is None or (state and request.method != "POST" and found.state != state):
        raise Http404
    return actor, found


def _form_page(
    request: Request, actor: Actor, form: forms.Form, act: Callable[[], Any], heading: Any, button: Any,
    it: InspectionProgramme | None = None, lede: Any = "", template: str = FORM,
) -> HttpResponse:  # fmt: skip
    def to(row: InspectionProgramme | None) -> str:
        return reverse("inspections:programme", args=[row.year]) if row else reverse("inspections:programmes")

    def done() -> HttpResponse:
        made = act()
        messages.success(request, _("Bewaard."))
        return redirect(to(it or made))

    def page(status: int, **more: Any) -> HttpResponse:
        context = {
            "form": form,
            "heading": heading,
            "button": button,
            "lede": lede,
            "programme": it,
            "to": to(it),
            **more,
        }
        return render(request, template, context, status=status)

    return answering.answer(
        form, done, page, actor=actor, record=it, again=answering.repeated(request, to(it))
    )  # fmt: skip
