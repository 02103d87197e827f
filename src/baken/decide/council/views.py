# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of commitments, motions and questions. Each parses the address, calls one action or query, and renders."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Actor, Request, municipality_of
from baken.kernel import moment
from baken.kernel.papers.kept import PaperDamaged, download, keep
from baken.ui.answering import either, posted
from baken.ui.csv_export import panel_file
from baken.ui.format import day

from . import actions, pages, panels, queries
from .answering import answer, as_it_is, change, reader, step, uploaded
from .forms import AnswerForm, ItemChangeForm, ItemForm, PaperForm, TermForm, WithdrawForm
from .models import CouncilItem, ItemKind
from .policies import MANAGE
from .workflow import MOTION


@require_safe
def overview(request: Request) -> HttpResponse:
    """Every commitment, motion and question, late first."""
    return render(request, "council/overview.html", pages.overview(reader(request), moment.today(), request.GET))


@require_safe
def items_csv(request: Request) -> HttpResponse:
    """The same as CSV, narrowed as the page is."""
    actor, on = reader(request), moment.today()
    views = pages.selection(actor, on, request.GET, light=False)["views"]
    return panel_file(panels.items_panel(views, on), "toezeggingen-moties-vragen.csv")


@require_safe
def item(request: Request, pk: UUID) -> HttpResponse:
    """One item with its answer and papers."""
    actor = reader(request)
    return render(request, "council/item.html", pages.item(actor, queries.item_or_404(actor, pk), moment.today()))


@either
def item_new(request: Request) -> HttpResponse:
    """Note a commitment, motion or question."""
    actor = reader(request, MANAGE)
    year = _year(request.GET.get("sessie", ""))
    session = queries.sessions(actor).filter(year=year).first() if year else None
    kind = request.GET.get("soort", "")
    start: dict[str, Any] = {"kind": kind if kind in ItemKind.values else "", "made_on": moment.today()}
    if session is not None:
        start |= {
            "session": session,
            "made_in": _("Raadssessie veiligheid"),
            "made_on": min(session.on, moment.today()),
        }
    form = ItemForm(posted(request), initial=start, actor=actor, term=_term_told(actor))
    context = {"heading": _("Nieuwe toezegging, motie of raadsvraag"), "button": _("Bewaar"), "crumbs": _crumbs()}

    def act() -> CouncilItem:
        values = dict(form.cleaned_data)
        return actions.add_item(
            actor=actor, at=moment.now(), municipality=municipality_of(actor), kind=values.pop("kind"), values=values
        )

    return answer(request, form, act, context, told=_("Genoteerd."))


@either
def item_edit(request: Request, pk: UUID) -> HttpResponse:
    """Change an item."""
    actor = reader(request, MANAGE)
    it = queries.item_or_404(actor, pk)
    form = ItemChangeForm(posted(request), initial=as_it_is(it, actions.ITEM_FIELDS), actor=actor)
    context = {"heading": _("Wijzigen"), "button": _("Bewaar"), "crumbs": _crumbs(it), "lede": it.title}
    return change(
        request, form, partial(actions.change_item, item=it), context, told=_("De wijziging is bewaard."), it=it
    )


@either
def item_answer(request: Request, pk: UUID) -> HttpResponse:
    """Write down the answer, with its paper."""
    actor = reader(request, MANAGE)
    it = queries.item_or_404(actor, pk)
    start = {"answer": it.answer, "answered_on": it.answered_on or moment.today(), "version": it.version}
    form = AnswerForm(posted(request), uploaded(request), initial=start)
    context = {"heading": _("Antwoord"), "button": _("Bewaar"), "crumbs": _crumbs(it), "lede": it.title}

    def act() -> CouncilItem:
        values = form.cleaned_data
        paper = keep(values["file"]) if values["file"] else None
        return actions.answer_item(
            actor=actor,
            at=moment.now(),
            item=it,
            seen=values["version"],
            answer=values["answer"],
            answered_on=values["answered_on"],
            paper=paper,
        )

    return answer(request, form, act, context, told=_("Het antwoord is bewaard."), record=it)


@either
def item_withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Note that a commitment lapsed or a question was withdrawn."""
    actor = reader(request, MANAGE)
    it = queries.item_or_404(actor, pk)
    form = WithdrawForm(posted(request), initial={"on": moment.today(), "version": it.version})
    context = {"heading": _("Laten vervallen"), "button": _("Bewaar"), "crumbs": _crumbs(it), "lede": it.title}

    def act() -> CouncilItem:
        values = form.cleaned_data
        return actions.withdraw_item(
            actor=actor,
            at=moment.now(),
            item=it,
            seen=values["version"],
            on=values["on"],
            reason=values["reason"],
        )

    return answer(request, form, act, context, told=_("Genoteerd: dit vervalt."), record=it)


@either
def item_decide(request: Request, pk: UUID) -> HttpResponse:
    """Note what the council decided on a motion."""
    actor = reader(request, MANAGE)
    it = queries.item_or_404(actor, pk)
    context = {"heading": _("Besluit over de motie"), "button": _("Bewaar"), "crumbs": _crumbs(it), "lede": it.title}
    act = partial(actions.decide_motion, item=it)
    return step(request, MOTION.leaving(it.outcome), act, context, told=_("Het besluit is bewaard."))


@either
def paper_add(request: Request, pk: UUID) -> HttpResponse:
    """Add a paper to an item."""
    actor = reader(request, MANAGE)
    it = queries.item_or_404(actor, pk)
    form = PaperForm(posted(request), uploaded(request))
    context = {"heading": _("Stuk toevoegen"), "button": _("Voeg toe"), "crumbs": _crumbs(it), "lede": it.title}

    def act() -> CouncilItem:
        actions.add_paper(actor=actor, at=moment.now(), item=it, paper=keep(form.cleaned_data["file"]))
        return it

    return answer(request, form, act, context, told=_("Het stuk is toegevoegd."))


@require_safe
def paper(request: Request, pk: UUID) -> HttpResponseBase:
    """One paper as a download."""
    it = queries.paper_or_404(reader(request), pk)
    try:
        return download(it)
    except PaperDamaged as problem:
        raise Http404 from problem


@require_POST
def paper_remove(request: Request, pk: UUID) -> HttpResponse:
    """Take a paper off an item."""
    actor = reader(request, MANAGE)
    it = queries.paper_or_404(actor, pk)
    actions.remove_paper(actor=actor, at=moment.now(), paper=it)
    messages.success(request, _("Het stuk is weggehaald."))
    return redirect(it.item)


@either
def term(request: Request) -> HttpResponse:
    """Within how many days questions are answered."""
    actor = reader(request, MANAGE)
    now = queries.answer_term(actor, moment.today())
    start: dict[str, Any] = {"valid_from": moment.today(), "days": 30}
    if now is not None:
        start |= {"days": now.days, "source": now.source}
    form = TermForm(posted(request), initial=start)
    context = {
        "heading": _("Termijn voor raadsvragen"),
        "button": _("Bewaar"),
        "crumbs": _crumbs(),
        "lede": _(
            "Hoe snel raadsvragen worden beantwoord, staat in het reglement van orde van uw eigen raad. Controleer het daar."
        ),
        "terms": list(queries.answer_terms(actor)),
    }

    def act() -> Any:
        actions.set_answer_term(actor=actor, at=moment.now(), municipality=municipality_of(actor), **form.cleaned_data)
        return reverse("council:overview")

    return answer(
        request, form, act, context, told=_("De termijn is bewaard. Vragen die er al zijn, houden hun datum.")
    )


def _crumbs(it: CouncilItem | None = None) -> list[tuple[str, str]]:
    return [(it.title, it.get_absolute_url())] if it is not None else []


def _term_told(actor: Actor) -> str:
    rule = queries.answer_term(actor, moment.today())
    if rule is None:
        return _("Er is nog geen termijn voor raadsvragen ingesteld. Vul zelf een datum in.")
    return _("Leeg bij een raadsvraag: %(days)d dagen na de vraag (eigen regel van de raad, sinds %(since)s).") % {
        "days": rule.days,
        "since": day(rule.valid_from),
    }


def _year(text: str) -> int:
    """Return a year in the address, or 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
