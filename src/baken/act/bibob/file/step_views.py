# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages with one form each: a step of a file, a source, relation, fact, duty, disclosure or paper, and opening a file."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from baken.access.facade import Request, opened, visible_or_404
from baken.kernel import moment
from baken.kernel.processing import processes
from baken.ui import answering

from .. import disclosing, duties, investigating, papers, queries, screenings
from ..doors import confidential, of_desk, reader
from ..models import Duty, Indicator, Relation, SourceLook, Standing
from ..parts import ACTIVITY
from ..policies import HANDLE, VIEW
from ..queries import Seen
from ..rules import DUTIES
from . import forms, pages
from .stepping import STEPS

either = require_http_methods(["GET", "HEAD", "POST"])
TEMPLATE = "bibob/file/form.html"


def form_page(
    request: Request, seen: Seen, form: Form, act: Callable[..., Any], told: Any, *, anchor: str = "", **context: Any
) -> HttpResponse:
    """Answer with the page of one form, or do `act` and go back to the file. A form that is sent twice works once."""
    back = f"{seen.file.get_absolute_url()}{anchor}"

    def done() -> HttpResponse:
        act()
        messages.success(request, str(told))
        return redirect(back)

    def page(status: int, **more: Any) -> HttpResponse:
        if more.get("overtaken"):
            seen.file.refresh_from_db()
        frame = pages.frame(seen, moment.now())
        return render(request, TEMPLATE, {**frame, "form": form, "back": back, **context, **more}, status=status)

    return answering.answer(
        form, done, page, actor=seen.actor, record=seen.file, again=answering.repeated(request, back)
    )


def _doing(seen: Seen, act: Callable[..., Any], form: forms.FileForm, **more: Any) -> Callable[[], Any]:
    def doing() -> Any:
        return act(actor=seen.actor, at=moment.now(), purpose=seen.purpose, screening=seen.file, **form.given(), **more)

    return doing


def _start(seen: Seen, **more: Any) -> dict[str, Any]:
    return forms.starting(seen.file.version, timezone.localdate(moment.now()), **more)


@either
@confidential("page", HANDLE)
def step(request: Request, seen: Seen, step: str) -> HttpResponse:
    """Take one step with a file. Where its status has no such step the page isn't there, unless somebody was just ahead."""
    it = STEPS.get(step)
    if it is None or (request.method != "POST" and seen.file.status not in it.statuses):
        raise Http404
    more: dict[str, Any] = {"scope": seen.file.standing.scope} if it.form is forms.AskForm else {}
    start = _start(seen)
    if it.form is forms.ConcludeForm and seen.file.refused_form:
        start["conclusion"] = "serious"
    form = it.form(answering.posted(request), initial=start, **more)

    def act(**told: Any) -> Any:
        return it.act(**told, **({"seen": form.cleaned_data["version"]} if it.seen else {}))

    return form_page(
        request,
        seen,
        form,
        _doing(seen, act, form),
        it.told,
        heading=it.heading,
        lede=it.lede,
        button=it.link,
        aside="bibob/file/_weighed.html" if step == "conclusie" else "",
        facts=pages.facts(seen) if step == "conclusie" else [],
    )


@either
@confidential("page", HANDLE)
def look(request: Request, seen: Seen) -> HttpResponse:
    """Write which source was looked at."""
    start = _start(seen, kind=request.GET.get("bron", ""))
    form = forms.LookForm(answering.posted(request), initial=start)
    return form_page(
        request,
        seen,
        form,
        _doing(seen, investigating.look, form),
        _("De bron is vastgelegd."),
        anchor="#bronnen",
        heading=_("Bron vastleggen"),
        lede=_("Baken zoekt zelf niets op. U kijkt in de bron, en schrijft hier op waarvoor en wat er stond."),
        button=_("Leg vast"),
    )


@either
@confidential("page", HANDLE)
def relate(request: Request, seen: Seen) -> HttpResponse:
    """Write who is related to the subject."""
    form = forms.RelateForm(answering.posted(request), initial=_start(seen), looks=_looks(seen))
    return form_page(
        request,
        seen,
        form,
        _doing(seen, _sourced(investigating.relate), form),
        _("De relatie is vastgelegd."),
        anchor="#relaties",
        heading=_("Relatie vastleggen"),
        lede=_(
            "Alleen wie volgens de wet in relatie staat tot betrokkene (Wet Bibob 3(4)), en alleen als een bron het zegt."
        ),
        button=_("Leg vast"),
    )


@either
@confidential("page", HANDLE)
def indicate(request: Request, seen: Seen) -> HttpResponse:
    """Write a fact that may point to danger."""
    relations = [(str(row.pk), row.name) for row in queries.rows(seen, Relation)]
    form = forms.IndicateForm(
        answering.posted(request), initial=_start(seen, outcome="fact"), looks=_looks(seen), relations=relations
    )
    return form_page(
        request,
        seen,
        form,
        _doing(seen, _sourced(investigating.indicate), form),
        _("Het feit is vastgelegd."),
        anchor="#feiten",
        heading=_("Feit vastleggen"),
        lede=_("Eén feit, met de bron die het zegt. Hoe het weegt, schrijft u daarna op."),
        button=_("Leg vast"),
    )


@either
@confidential("page", HANDLE)
def weigh_fact(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Weigh one fact, in words."""
    row = queries.row(seen, Indicator, key, HANDLE)
    start = _start(seen, weighed=row.weighed, because=row.weighed_because, outcome=row.outcome, fact_on=row.on)
    form = forms.WeighFactForm(answering.posted(request), initial=start)
    return form_page(
        request,
        seen,
        form,
        _doing(seen, investigating.weigh, form, indicator=row.pk),
        _("De weging van dit feit is vastgelegd."),
        anchor="#feiten",
        heading=_("Feit wegen"),
        lede=row.text,
        button=_("Leg vast"),
    )


@either
@confidential("page", HANDLE)
def reuse(request: Request, seen: Seen) -> HttpResponse:
    """Use what an earlier file found."""
    form = forms.ReuseForm(answering.posted(request), initial=_start(seen))
    return form_page(
        request,
        seen,
        form,
        _doing(seen, investigating.reuse, form),
        _("Overgenomen, met het nummer van het eerdere dossier als bron."),
        anchor="#bronnen",
        heading=_("Overnemen uit een eerder dossier"),
        lede=_("Een advies of eigen bevindingen mag u vijf jaar gebruiken voor een andere beslissing (Wet Bibob 29)."),
        button=_("Neem over"),
    )


@either
@confidential("page", HANDLE)
def fulfil(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Write that a duty was done."""
    row = queries.row(seen, Duty, key, HANDLE)
    form = forms.FulfilForm(answering.posted(request), initial=_start(seen))
    kind = DUTIES[row.kind]
    return form_page(
        request,
        seen,
        form,
        _doing(seen, duties.fulfil, form, duty=row.pk),
        _("Vastgelegd dat dit is gedaan."),
        anchor="#plichten",
        heading=kind.label,
        lede=kind.article,
        button=_("Dit is gedaan"),
    )


@either
@confidential("page", HANDLE)
def disclose(request: Request, seen: Seen) -> HttpResponse:
    """Write what is given to whom."""
    form = forms.DiscloseForm(answering.posted(request), initial=_start(seen))
    return form_page(
        request,
        seen,
        form,
        _doing(seen, disclosing.disclose, form),
        _("De verstrekking is vastgelegd."),
        anchor="#verstrekt",
        heading=_("Iets verstrekken"),
        lede=_(
            "Wat in het dossier staat is geheim. Alleen wie artikel 28, lid 2, van de Wet Bibob noemt mag er iets uit krijgen."
        ),
        button=_("Leg vast"),
    )


@either
@confidential("page", HANDLE)
def add_papers(request: Request, seen: Seen) -> HttpResponse:
    """Add papers to a file."""
    form = forms.PaperForm(answering.posted(request), request.FILES or None, initial=_start(seen))
    return form_page(
        request,
        seen,
        form,
        _doing(seen, papers.add, form),
        _("De stukken staan in het dossier."),
        anchor="#stukken",
        heading=_("Stukken toevoegen"),
        lede=_("Stukken worden versleuteld bewaard. Wie er een opent, komt in het logboek."),
        button=_("Voeg toe"),
    )


@processes(ACTIVITY)
@either
def open_file(request: Request, application: str) -> HttpResponse:
    """Open a file for an application that a department handed in."""
    actor = reader(request, HANDLE)
    of_desk(request, actor)
    purpose = queries.purpose_of(actor)
    if not purpose:
        raise Http404
    with opened(actor, purpose):
        standing = visible_or_404(Standing.objects.all(), actor, VIEW, purpose, reference=application)
        start = {"on": timezone.localdate(moment.now()), "occasion": standing.asked_because}
        form = forms.OpenForm(answering.posted(request), initial=start)

        def done() -> HttpResponse:
            made = screenings.open_for(
                actor=actor, at=moment.now(), purpose=purpose, standing=standing, **form.cleaned_data
            )
            messages.success(request, _("Het dossier is geopend."))
            return redirect(made)

        def page(status: int, **more: Any) -> HttpResponse:
            context = {"form": form, "standing": standing, **more}
            return render(request, "bibob/file/open.html", context, status=status)

        answer = answering.answer(form, done, page, actor=actor, again=answering.repeated(request, "bibob:overview"))
    answer["Cache-Control"] = "private, no-store"
    return answer


def _looks(seen: Seen) -> list[tuple[str, str]]:
    rows = queries.rows(seen, SourceLook).order_by("-on", "-id")
    return [(str(row.pk), f"{row.get_kind_display()}, {pages.told_day(row.on)}: {row.purpose[:60]}") for row in rows]


def _sourced(act: Callable[..., Any]) -> Callable[..., Any]:
    def doing(*, look: str, **told: Any) -> Any:
        return act(look=UUID(look), **told)

    return doing
