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
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baken.access.facade import Actor, Request, municipality_of, require, visible_or_404, visible_to
from baken.kernel import moment
from baken.kernel.errors import Denied, Reason
from baken.kernel.processing import processes
from baken.ui import answering

from ..doors import ACTIVITY
from ..models import InspectionProgramme, ProgrammeLine
from ..planning import choices
from ..policies import PLAN, VIEW
from . import actions, pages
from .forms import AdoptForm, EvaluationForm, GoalForm, LineForm, MoneyForm, NewForm, ReceptionForm, ScanForm

SCAN = "inspections/programme/scan.html"
either = require_http_methods(["GET", "HEAD", "POST"])


@processes(ACTIVITY)
@require_safe
def overview(request: Request, year: int = 0) -> HttpResponse:
    """The programme of a year, or of the newest one."""
    actor = _reader(request, VIEW)
    rows = pages.programmes(actor)
    found = next((row for row in rows if row.year == year), None) if year else next(iter(rows), None)
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
def goal(request: Request, year: int) -> HttpResponse:
    """Write what the year is for."""
    actor, it = _asked(request, year, draft=True)
    form = GoalForm(answering.posted(request), initial={"goal": it.goal, "version": it.version})

    def act() -> InspectionProgramme:
        return actions.change_goal(
            actor=actor, at=moment.now(), programme=it, seen=form.cleaned_data["version"], goal=form.cleaned_data["goal"]
        )  # fmt: skip

    return _form_page(request, actor, form, act, _("Doel van het jaar"), _("Bewaar"), it)


@processes(ACTIVITY)
@either
def line(request: Request, year: int) -> HttpResponse:
    """Add a line."""
    actor, it = _asked(request, year, draft=True)
    form = LineForm(answering.posted(request), areas=choices.areas(it.municipality, moment.today()))

    def act() -> None:
        actions.add_line(actor=actor, at=moment.now(), programme=it, line=form.line())

    return _form_page(request, actor, form, act, _("Regel toevoegen"), _("Voeg toe"), it)


@require_POST
@processes(ACTIVITY)
def line_remove(request: Request, year: int, key: UUID) -> HttpResponse:
    """Take a line out."""
    actor, it = _asked(request, year)
    found = visible_or_404(ProgrammeLine.objects.filter(programme=it), actor, PLAN, pk=key)
    actions.remove_line(actor=actor, at=moment.now(), programme=it, line=found)
    messages.success(request, _("De regel is eruit."))
    return redirect("inspections:programme", year=year)


@processes(ACTIVITY)
@either
def adopt(request: Request, year: int) -> HttpResponse:
    """Write that the mayor adopted it."""
    actor, it = _asked(request, year, draft=True)
    form = AdoptForm(answering.posted(request), initial={"on": moment.today(), "version": it.version})

    def act() -> None:
        actions.adopt(
            actor=actor, at=moment.now(), programme=it, seen=form.cleaned_data["version"], on=form.cleaned_data["on"]
        )  # fmt: skip

    lede = _("Daarna veranderen de regels niet meer.")
    return _form_page(request, actor, form, act, _("Programma vaststellen"), _("Stel vast"), it, lede)


@processes(ACTIVITY)
@either
def evaluation(request: Request, year: int) -> HttpResponse:
    """Write what the year brought."""
    actor, it = _asked(request, year)
    form = EvaluationForm(
        answering.posted(request), initial={"evaluation": it.evaluation, "version": it.version}
    )  # fmt: skip

    def act() -> None:
        actions.evaluate(
            actor=actor, at=moment.now(), programme=it, seen=form.cleaned_data["version"],
            evaluation=form.cleaned_data["evaluation"],
        )  # fmt: skip

    return _form_page(request, actor, form, act, _("Evaluatie"), _("Bewaar de evaluatie"), it)


@processes(ACTIVITY)
@either
def money(request: Request, year: int) -> HttpResponse:
    """Write who pays for the approach, how much, and what was spent of it."""
    actor, it = _asked(request, year)
    start = {"funder": it.funder, "budget": it.budget, "spent": it.spent or 0, "version": it.version}
    form = MoneyForm(answering.posted(request), initial=start)

    def act() -> None:
        given = {name: form.cleaned_data[name] for name in ("funder", "budget", "spent")}
        actions.fund(actor=actor, at=moment.now(), programme=it, seen=form.cleaned_data["version"], **given)

    return _form_page(request, actor, form, act, _("Geld voor dit jaar"), _("Bewaar"), it)


@processes(ACTIVITY)
@either
def scan(request: Request, year: int) -> HttpResponse:
    """Keep a quick scan."""
    actor, it = _asked(request, year)
    form = ScanForm(answering.posted(request), areas=choices.areas(it.municipality, moment.today()))

    def act() -> None:
        actions.add_scan(actor=actor, at=moment.now(), programme=it, scan=form.scan())

    lede = _("Hoe weerbaar is een branche? Vul alleen aantallen in, nooit wat één bedrijf zei.")
    return _form_page(request, actor, form, act, _("Quickscan vastleggen"), _("Bewaar de quickscan"), it, lede, SCAN)


@processes(ACTIVITY)
@either
def reception(request: Request, year: int) -> HttpResponse:
    """Keep how businesses received the approach."""
    actor, it = _asked(request, year)
    form = ReceptionForm(answering.posted(request))

    def act() -> None:
        actions.add_reception(actor=actor, at=moment.now(), programme=it, heard=form.heard())

    lede = _("Vraag het na een controle of bijeenkomst. Wat niet is beantwoord, telt niet als neutraal.")
    return _form_page(request, actor, form, act, _("Hoe ontving het bedrijfsleven dit?"), _("Bewaar"), it, lede)


def _reader(request: Request, permission: str) -> Actor:
    actor: Actor = request.actor
    require(actor, permission)
    if actor.partner_id is not None:
        raise Denied((Reason("partner", _("Dit is alleen voor de eigen organisatie.")),))
    return actor


def _asked(request: Request, year: int, *, draft: bool = False) -> tuple[Actor, InspectionProgramme]:
    """Return who asks and the programme of a year; with `draft` only while its lines may still change."""
    actor = _reader(request, PLAN)
    rows = visible_to(InspectionProgramme.objects.select_related("municipality"), actor, PLAN)
    found = rows.filter(year=year).first()
    if found is None or (draft and request.method != "POST" and found.adopted_on is not None):
        raise Http404
    return actor, found


def _form_page(
    request: Request, actor: Actor, form: forms.Form, act: Callable[[], Any], heading: str, button: str,
    it: InspectionProgramme | None = None, lede: str = "", template: str = "inspections/programme/form.html",
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
