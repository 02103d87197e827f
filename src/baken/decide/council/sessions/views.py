# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the yearly session: planning it, what lies before the council, and what it decides."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Request, municipality_of
from baken.kernel import moment
from baken.kernel.errors import Denied, Refused
from baken.ui.answering import either, posted
from baken.ui.csv_export import panel_file

from .. import pages, panels, queries
from ..answering import answer, as_it_is, change, form_page, reader
from ..models import ChangeKind, Session
from ..names import names_of
from ..policies import MANAGE, SETTLE
from . import actions as sessions
from .forms import ChangeForm, ChooseChange, SessionChangeForm, SessionForm, fields_of


@require_safe
def overview(request: Request) -> HttpResponse:
    """Every session, newest first."""
    return render(request, "council/sessions.html", pages.sessions(reader(request)))


@require_safe
def session(request: Request, year: int) -> HttpResponse:
    """One session."""
    return _page(request, queries.session_or_404(reader(request), year))


def _page(request: Request, it: Session, status: int = 200, **more: Any) -> HttpResponse:
    context = {**pages.session(request.actor, it, moment.today()), **more}
    return render(request, "council/session.html", context, status=status)


@require_safe
def state(request: Request, year: int) -> HttpResponse:
    """Figures and claims as known at the cut-off of a session."""
    actor = reader(request)
    return render(
        request, "council/state.html", pages.state(actor, queries.session_or_404(actor, year), moment.today())
    )


@require_safe
def changes_csv(request: Request, year: int) -> HttpResponse:
    """What a session was asked to change in the programme, as CSV."""
    actor = reader(request)
    it = queries.session_or_404(actor, year)
    panel = panels.changes_panel(it, queries.changes(actor, it), names_of(it.plan, moment.today()))
    return panel_file(panel, f"wijzigingen-raadssessie-{it.year}.csv")


@either
def new(request: Request) -> HttpResponse:
    """Plan a session."""
    actor = reader(request, MANAGE)
    year = moment.today().year
    form = SessionForm(posted(request), initial={"year": year, "figures_year": year - 1}, actor=actor)
    context = {"heading": _("Raadssessie plannen"), "button": _("Plan de sessie"), "crumbs": _crumbs()}

    def act() -> Session:
        values = dict(form.cleaned_data)
        return sessions.plan_session(
            actor=actor, at=moment.now(), municipality=municipality_of(actor), year=values.pop("year"), values=values
        )

    return answer(request, form, act, context, told=_("De raadssessie is gepland."))


@either
def edit(request: Request, year: int) -> HttpResponse:
    """Change day, cut-off, plan or words of a session."""
    actor = reader(request, MANAGE)
    it = queries.session_or_404(actor, year)
    form = SessionChangeForm(posted(request), initial=as_it_is(it, sessions.SESSION_FIELDS), actor=actor)
    context = {"heading": _("Raadssessie wijzigen"), "button": _("Bewaar"), "crumbs": _crumbs(it)}
    act = partial(sessions.change_session, session=it)
    return change(request, form, act, context, told=_("De raadssessie is gewijzigd."), it=it)


@require_POST
def step(request: Request, year: int) -> HttpResponse:
    """Declare a session prepared, take that back, or note that it was held."""
    actor = reader(request, MANAGE)
    it = queries.session_or_404(actor, year)
    name = request.POST.get("step", "")
    told = {
        "prepare": _("De sessie is voorbereid. De raad ziet haar nu."),
        "revise": _("De sessie is weer in voorbereiding. De raad ziet haar niet meer."),
        "hold": _("Genoteerd: de sessie is gehouden. Leg nu de besluiten vast."),
    }
    if name not in told:
        raise Http404
    return _act(
        request, it, lambda: sessions.step_session(actor=actor, at=moment.now(), session=it, name=name), told[name]
    )


@require_POST
def settle(request: Request, year: int) -> HttpResponse:
    """Close a session; its adopted changes become a version of the programme."""
    actor = reader(request, SETTLE)
    it = queries.session_or_404(actor, year)
    told = _("De sessie is afgesloten. De besluiten zijn verwerkt.")
    return _act(request, it, lambda: sessions.settle_session(actor=actor, at=moment.now(), session=it), told)


@require_safe
def choose_change(request: Request, year: int) -> HttpResponse:
    """Choose what a change of the programme is about; the next page asks the change itself."""
    actor = reader(request, MANAGE)
    it = queries.session_or_404(actor, year)
    if it.plan is None or it.settled:
        raise Http404
    form = ChooseChange(request.GET or None, actor=actor, plan=it.plan, fields=fields_of(it.plan, moment.today()))
    context = {
        "heading": _("Wijziging van het programma voorstellen"),
        "button": _("Verder"),
        "crumbs": _crumbs(it),
        "method": "get",
    }
    if not form.is_bound or not form.is_valid():
        return form_page(request, form, context, status=422 if form.is_bound else 200)
    chosen = form.cleaned_data
    kind = chosen["kind"]
    parts = {
        ChangeKind.ADD: [kind],
        ChangeKind.SET: [kind, chosen["effort"], chosen["field"]],
    }.get(kind, [kind, chosen["effort"]])
    return redirect("council:change_new", it.year, *parts)


@either
def change_new(request: Request, year: int, kind: str, effort: str = "", field: str = "") -> HttpResponse:
    """Propose one change of the programme, with what is so now beside it."""
    actor = reader(request, MANAGE)
    it = queries.session_or_404(actor, year)
    if it.plan is None or it.settled:
        raise Http404
    fields = fields_of(it.plan, moment.today())
    chosen = ChooseChange({"kind": kind, "effort": effort, "field": field}, actor=actor, plan=it.plan, fields=fields)
    if not chosen.is_valid():
        raise Http404
    about = chosen.effort_chosen
    now = sessions.value_of(about, field) if about is not None and kind == ChangeKind.SET else None
    form = ChangeForm(posted(request), kind=kind, fields=fields, name=field, now=now)
    context = {
        "heading": capfirst(ChangeKind(kind).label),
        "button": _("Zet op de lijst"),
        "crumbs": _crumbs(it),
        "lede": about.title if about is not None else "",
        "now": sessions.told_now(it, about, field, moment.today()) if kind == ChangeKind.SET else None,
    }

    def act() -> Session:
        sessions.propose_change(
            actor=actor, at=moment.now(), session=it, kind=kind, effort=effort if about else "", **form.given()
        )
        return it

    return answer(request, form, act, context, told=_("De wijziging staat op de lijst van de sessie."))


@require_POST
def decide_change(request: Request, pk: UUID) -> HttpResponse:
    """Adopt or reject a change, take that decision back, or take an undecided change off the list."""
    actor = reader(request, MANAGE)
    it = queries.change_or_404(actor, pk)
    name = request.POST.get("step", "")
    if name == "drop":
        told = _("De wijziging is van de lijst gehaald.")
        return _act(request, it.session, lambda: sessions.drop_change(actor=actor, at=moment.now(), change=it), told)
    if name not in ("adopt", "reject", "reopen"):
        raise Http404
    told = _("Het besluit is bewaard.")
    return _act(
        request, it.session, lambda: sessions.decide_change(actor=actor, at=moment.now(), change=it, name=name), told
    )


def _act(request: Request, it: Session, act: Callable[[], Any], told: str) -> HttpResponse:
    """Run `act` and go back to the session; what is refused is told above it."""
    try:
        act()
    except Denied:
        raise
    except Refused as refused:
        return _page(request, queries.session_or_404(request.actor, it.year), 409, refused=refused.reasons)
    messages.success(request, told)
    return redirect(it)


def _crumbs(it: Session | None = None) -> list[tuple[str, str]]:
    found = [(_("Raadssessies"), reverse("council:sessions"))]
    return [*found, (_("Sessie %(year)d") % {"year": it.year}, it.get_absolute_url())] if it is not None else found
