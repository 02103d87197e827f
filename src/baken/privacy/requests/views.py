# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of requests of data subjects. The privacy officer handles them; the FG reads along."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.access.facade import Request, municipality_of
from baken.cores.terms import Computation, State
from baken.kernel import moment
from baken.kernel.processing import processes, touched
from baken.ui import term_words
from baken.ui.answering import either, posted

from ..answering import answer, reader
from ..models import DataRequest, RequestKind
from ..policies import MANAGE_REQUESTS, VIEW_REQUESTS
from . import actions as requests
from .forms import RequestChangeForm, RequestFilter, RequestForm, RequestStepForm
from .workflow import REQUEST, RULE, RUNNING

PAGE = 50
SOON = 10
"""Days before the last one from which a request asks for attention."""


@require_safe
@processes("data-subject-requests")
def register(request: Request) -> HttpResponse:
    """Every request by its number; nobody's name."""
    actor = reader(request, VIEW_REQUESTS)
    words = [("open", _("nog te beantwoorden")), *((status.slug, status.label) for status in REQUEST.statuses)]
    form = RequestFilter(request.GET, choices={"stand": words, "soort": list(RequestKind.choices)})
    chosen = form.chosen()
    rows = list(requests.requests(actor).defer("name", "contact", "extended_because", "refused_because"))
    found = requests.sums(rows)
    shown = [_shown(row, found.get(row.pk)) for row in rows if _matches(row, chosen)]
    shown.sort(key=lambda one: (one["order"], one["last"] or date.max))  # what stands still after what runs
    context = {
        "page": (page := Paginator(shown, PAGE).get_page(request.GET.get("bladzijde"))),
        "rows": page.object_list,
        "any": bool(rows),
        "late": sum(_shown(row, found.get(row.pk))["late"] for row in rows),
        "running": sum(requests.runs(row) for row in rows),
        "form": form,
        "filtered": bool(chosen),
        "manage": actor.may(MANAGE_REQUESTS),
        "rule": RULE,
        "fictitious": any(row.fictitious for row in rows),
    }
    return render(request, "privacy/requests.html", context)


def _matches(row: DataRequest, chosen: dict[str, str]) -> bool:
    stand = chosen.get("stand", "")
    if stand == "open" and not requests.runs(row):
        return False
    return stand in ("", "open", row.status) and chosen.get("soort", row.kind) == row.kind


def _shown(row: DataRequest, found: Computation | None) -> dict[str, Any]:
    last, today = (found.last_day if found else None), moment.today()
    paused = found is not None and found.state is State.SUSPENDED
    running = row.status in RUNNING
    late = last is not None and (last < today if running else row.decided_on is not None and row.decided_on > last)
    late = late and row.status != "withdrawn"
    soon = running and last is not None and 0 <= (last - today).days <= SOON
    if not running:
        mark = "behind" if late else "done"
    elif paused:
        mark = "not_assessable"
    else:
        mark = "behind" if late else "attention" if soon else "on_course"
    return {
        "it": row,
        "status": REQUEST.status(row.status).label,
        "last": last,
        "late": late,
        "paused": paused,
        "mark": mark,
        "order": 0 if running else 1,
        "steps": term_words.told(found.steps) if found else [],
    }


@either
@processes("data-subject-requests")
def new(request: Request) -> HttpResponse:
    """Note a request."""
    actor = reader(request, MANAGE_REQUESTS)
    form = RequestForm(posted(request), initial={"received_on": moment.today(), "handler": _("privacy officer")})
    context = {
        "heading": _("Nieuw verzoek"),
        "button": _("Noteer het verzoek"),
        "crumbs": _crumbs(),
        "lede": _("Baken geeft het een nummer en rekent uit wanneer u uiterlijk antwoordt."),
    }

    def act() -> str:
        row = requests.add_request(
            actor=actor, at=moment.now(), municipality=municipality_of(actor), **form.cleaned_data
        )
        messages.success(request, _("Het verzoek is genoteerd. De termijn loopt."))
        return row.get_absolute_url()

    return answer(request, form, act, context, again=lambda: reverse("privacy:requests"))


@require_safe
@processes("data-subject-requests")
def one_request(request: Request, pk: UUID) -> HttpResponse:
    """One request, with its sum and its next steps."""
    actor = reader(request, VIEW_REQUESTS)
    row = requests.request_or_404(actor, pk)
    touched(request, "data_request", row.pk)
    manage = actor.may(MANAGE_REQUESTS)
    context = {
        **_shown(row, requests.sums([row]).get(row.pk)),
        "manage": manage,
        "next": REQUEST.leaving(row.status) if manage else (),
        "rule": RULE,
    }
    return render(request, "privacy/request.html", context)


@either
@processes("data-subject-requests")
def edit(request: Request, pk: UUID) -> HttpResponse:
    """Change who asks or who handles it."""
    actor = reader(request, MANAGE_REQUESTS)
    row = requests.request_or_404(actor, pk)
    touched(request, "data_request", row.pk)
    start = {name: getattr(row, name) for name in ("handler", "name", "contact", "version")}
    form = RequestChangeForm(posted(request), initial=start)
    context = {"heading": _("Verzoek wijzigen"), "button": _("Bewaar"), "crumbs": _crumbs(row)}

    def act() -> str:
        values = dict(form.cleaned_data)
        seen = values.pop("version")
        requests.change_request(actor=actor, at=moment.now(), request=row, seen=seen, values=values)
        messages.success(request, _("De wijziging is bewaard."))
        return row.get_absolute_url()

    return answer(request, form, act, context, record=row)


@either
@processes("data-subject-requests")
def step(request: Request, pk: UUID, name: str) -> HttpResponse:
    """Take one step with a request."""
    actor = reader(request, MANAGE_REQUESTS)
    row = requests.request_or_404(actor, pk)
    touched(request, "data_request", row.pk)
    transition = next((one for one in REQUEST.leaving(row.status) if one.name == name), None)
    if transition is None and request.method == "POST":  # sent twice, or somebody else was first
        messages.info(request, _("Deze stap past niet meer bij het verzoek. Dit is hoe het nu staat."))
        return redirect(row)
    if transition is None:
        raise Http404
    form = RequestStepForm(posted(request), initial={"on": moment.today(), "version": row.version}, name=name)
    context = {"heading": transition.label, "button": _("Bewaar"), "crumbs": _crumbs(row), "lede": _told(name)}

    def act() -> str:
        values = dict(form.cleaned_data)
        requests.step_request(
            actor=actor, at=moment.now(), request=row, name=name, seen=values.pop("version"), **values
        )
        messages.success(request, _("De stap is bewaard."))
        return row.get_absolute_url()

    return answer(request, form, act, context, again=row.get_absolute_url)


def _told(name: str) -> str:
    """Return what a step does with the term."""
    return {
        "ask_identity": _("De termijn staat stil tot duidelijk is wie het verzoek doet. Vraag niet meer dan nodig is."),
        "identity_shown": _("De termijn loopt weer verder."),
        "take_up": _("De termijn loopt door."),
        "extend": _("Verlengen kan één keer, binnen de eerste maand. Vertel de verzoeker waarom."),
        "answer": _("De termijn eindigt op de dag van het antwoord."),
        "refuse": _("Vertel de verzoeker waarom, en dat hij of zij een klacht kan indienen."),
        "withdraw": _("De termijn eindigt. Dit telt niet als gemist."),
        "close": _("Vanaf nu loopt de bewaartermijn van dit verzoek."),
    }[name]


def _crumbs(row: DataRequest | None = None) -> list[tuple[str, str]]:
    found = [(_("Verzoeken van betrokkenen"), reverse("privacy:requests"))]
    return [*found, (row.reference, row.get_absolute_url())] if row is not None else found
