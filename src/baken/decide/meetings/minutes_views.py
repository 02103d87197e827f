# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of one point of an agenda: its text and minutes, papers, decisions and actions, and corrections afterwards."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Request, municipality_of
from baken.kernel import moment
from baken.kernel.papers.kept import PaperDamaged, download
from baken.ui.answering import either

from . import actions, minutes, queries
from .agenda import PRIORITIES
from .answering import answer, form_page, reader
from .forms import ActionForm, CorrectionForm, DecisionChangeForm, DecisionForm, ItemForm, PaperForm
from .models import AgendaItem, Decision
from .policies import PREPARE


def _context(item: AgendaItem, **more: Any) -> dict[str, Any]:
    return {"item": item, "meeting": item.meeting, "kind": item.meeting.kind, **more}


@either
def item(request: Request, key: UUID) -> HttpResponse:
    """Change a point and its minutes."""
    actor = reader(request, PREPARE)
    it = queries.item_by_key(actor, key, PREPARE)
    start = {name: getattr(it, name) for name in ("title", "why", "internal", "note", "version")}
    form = ItemForm(request.POST if request.method == "POST" else None, initial=start, fixed=it.confidential)
    context = _context(it, heading=it.title, button=_("Bewaar"))
    if request.method != "POST":
        return form_page(request, form, context)

    def act() -> HttpResponse:
        values = {"title": it.title, "internal": it.internal, **form.cleaned_data}
        actions.change_item(actor=actor, at=moment.now(), item=it, seen=values.pop("version"), **values)
        messages.success(request, _("Het punt is bewaard."))
        return redirect(it)

    return answer(request, form, act, context, record=it)


@either
def paper_add(request: Request, key: UUID) -> HttpResponse:
    """Add a paper to a point."""
    actor = reader(request, PREPARE)
    it = queries.item_by_key(actor, key, PREPARE)
    form = PaperForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    context = _context(it, heading=_("Stuk toevoegen"), button=_("Voeg toe"), upload=True)
    if request.method != "POST":
        return form_page(request, form, context)

    def act() -> HttpResponse:
        minutes.add_paper(
            actor=actor,
            at=moment.now(),
            item=it,
            checked=form.cleaned_data["file"],
            internal=form.cleaned_data["private"],
        )
        messages.success(request, _("Het stuk is toegevoegd."))
        return redirect(it)

    return answer(request, form, act, context)


@require_safe
def paper(request: Request, key: UUID) -> FileResponse:
    """A paper, to be saved."""
    actor = reader(request)
    it = queries.paper_by_key(actor, key)
    try:
        return download(it)
    except PaperDamaged as problem:
        raise Http404 from problem


@require_POST
def paper_remove(request: Request, key: UUID) -> HttpResponse:
    """Take a paper away from a point."""
    actor = reader(request, PREPARE)
    it = queries.paper_by_key(actor, key, PREPARE)
    point = it.item
    minutes.remove_paper(actor=actor, at=moment.now(), paper=it)
    messages.success(request, _("Het stuk is weg."))
    return redirect(point)


@either
def decision_add(request: Request, key: UUID) -> HttpResponse:
    """Write down a decision on a point."""
    actor = reader(request, PREPARE)
    it = queries.item_by_key(actor, key, PREPARE)
    form = DecisionForm(request.POST if request.method == "POST" else None, regional=_regional(it))
    context = _context(it, heading=_("Besluit vastleggen"), button=_("Leg besluit vast"))
    if request.method != "POST":
        return form_page(request, form, context)

    def act() -> HttpResponse:
        minutes.decide(actor=actor, at=moment.now(), item=it, **form.cleaned_data)
        messages.success(request, _("Het besluit is vastgelegd. Voeg er acties aan toe als iemand iets moet doen."))
        return redirect(it)

    return answer(request, form, act, context)


@either
def decision(request: Request, key: UUID) -> HttpResponse:
    """Change a decision of minutes that aren't settled."""
    actor = reader(request, PREPARE)
    it = queries.decision_by_key(actor, key, PREPARE)
    start = {"text": it.text, "outcome": it.outcome, "version": it.version}
    form = DecisionChangeForm(
        request.POST if request.method == "POST" else None, initial=start, regional=_regional(it.item)
    )
    context = _context(it.item, heading=_("Besluit wijzigen"), button=_("Bewaar"), decision=it)
    if request.method != "POST":
        return form_page(request, form, context)

    def act() -> HttpResponse:
        data = form.cleaned_data
        minutes.change_decision(
            actor=actor,
            at=moment.now(),
            decision=it,
            seen=data["version"],
            text=data["text"],
            outcome=data.get("outcome", it.outcome),
        )
        messages.success(request, _("Het besluit is bewaard."))
        return redirect(it.item)

    return answer(request, form, act, context, record=it)


@require_POST
def decision_remove(request: Request, key: UUID) -> HttpResponse:
    """Take a decision without actions out of minutes that aren't settled."""
    actor = reader(request, PREPARE)
    it = queries.decision_by_key(actor, key, PREPARE)
    point = it.item
    minutes.remove_decision(actor=actor, at=moment.now(), decision=it)
    messages.success(request, _("Het besluit is weggehaald."))
    return redirect(point)


@either
def action_add(request: Request, key: UUID) -> HttpResponse:
    """Make a decision into an action."""
    actor = reader(request, PREPARE)
    it = queries.decision_by_key(actor, key, PREPARE)
    form = ActionForm(
        request.POST if request.method == "POST" else None, actor=actor, municipality=municipality_of(actor)
    )
    context = _context(it.item, heading=_("Actie toevoegen"), button=_("Voeg actie toe"), decision=it)
    if request.method != "POST":
        return form_page(request, form, context)

    def act() -> HttpResponse:
        data = form.cleaned_data
        minutes.add_action(
            actor=actor,
            at=moment.now(),
            decision=it,
            text=data["text"],
            due=data["due"],
            effort=data["effort"],
            **form.owned_by(),
        )
        messages.success(request, _("De actie staat op de lijst."))
        return redirect(it.item)

    return answer(request, form, act, context)


@either
def item_correct(request: Request, key: UUID) -> HttpResponse:
    """Correct the note of a point in settled minutes."""
    actor = reader(request, PREPARE)
    return _correct(request, queries.item_by_key(actor, key, PREPARE), None)


@either
def decision_correct(request: Request, key: UUID) -> HttpResponse:
    """Correct a decision in settled minutes."""
    actor = reader(request, PREPARE)
    it = queries.decision_by_key(actor, key, PREPARE)
    return _correct(request, it.item, it)


def _correct(request: Request, it: AgendaItem, decision: Decision | None) -> HttpResponse:
    was = it.note if decision is None else decision.text
    target = it if decision is None else decision
    start = {"becomes": was, "version": target.version}
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=start)
    heading = _("Verslag corrigeren") if decision is None else _("Besluit corrigeren")
    context = _context(it, heading=heading, button=_("Corrigeer"), was=was, correcting=True)
    if request.method != "POST":
        return form_page(request, form, context)

    def act() -> HttpResponse:
        data = form.cleaned_data
        minutes.correct(
            actor=request.actor,
            at=moment.now(),
            item=it,
            decision=decision,
            becomes=data["becomes"],
            reason=data["reason"],
            seen=data["version"],
        )
        messages.success(request, _("De correctie is vastgelegd. De vorige tekst blijft te lezen."))
        return redirect(it)

    return answer(request, form, act, context, record=target)


def _regional(item: AgendaItem) -> bool:
    return item.source == PRIORITIES.slug
