# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of a deciding department: its applications, handing one in, one of them, and what was decided."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Request, municipality_of
from baken.kernel import moment
from baken.kernel.processing import touched
from baken.ui import answering
from baken.ui.answering import either

from ..models import Standing
from ..policies import ASK
from ..triggers import queries as policy
from . import actions, pages, queries, rules
from .doors import of_department, of_standing
from .forms import AskForm, DecideForm


@require_safe
@of_department()
def overview(request: Request) -> HttpResponse:
    """The department's applications, newest first, with where each stands."""
    actor = request.actor
    page = Paginator(queries.standings(actor), pages.PAGE).get_page(request.GET.get("bladzijde"))
    found = pages.lines(page, timezone.localdate(moment.now()))
    for line in found:
        touched(request, "standing", line.row.pk)
    context = {"page": page, "lines": found, **pages.overview(actor)}
    return render(request, "bibob/departments/overview.html", context)


@either
@of_department(ASK)
def new(request: Request) -> HttpResponse:
    """Hand an application in."""
    actor, at = request.actor, moment.now()
    municipality, scopes = municipality_of(actor), rules.scopes_of(actor.roles)
    lines = [line for line in policy.in_force(municipality, timezone.localdate(at)) if line.scope in scopes]
    form = AskForm(answering.posted(request), scopes=scopes, lines=lines)

    def page(status: int, **more: Any) -> HttpResponse:
        return render(request, "bibob/departments/new.html", {"form": form, "lines": lines, **more}, status=status)

    def act() -> HttpResponse:
        handed = actions.ask(actor=actor, at=at, municipality=municipality, told=form.application_of())
        if handed.standing is None:
            messages.info(request, _("Niet in de steekproef: Bibob-onderzoek is niet nodig. Dit is vastgelegd."))
            return redirect("standings:overview")
        touched(request, "standing", handed.standing.pk)
        messages.success(request, _("Aangemeld. De Bibob-coördinator kijkt ernaar; hier leest u hoe ver het is."))
        return redirect(handed.standing)

    return answering.answer(
        form, act, page, actor=actor, again=answering.repeated(request, "standings:overview")
    )  # fmt: skip


@require_safe
@of_standing()
def standing(request: Request, row: Standing) -> HttpResponse:
    """One application: how far it is, the conclusion, until when to decide."""
    context = pages.standing(request.actor, row, timezone.localdate(moment.now()))
    return render(request, "bibob/departments/standing.html", context)


@require_POST
@of_standing(ASK)
def decide(request: Request, row: Standing) -> HttpResponse:
    """Tell what was decided."""
    at = moment.now()
    today = timezone.localdate(at)
    form = DecideForm(request.POST, standing=row, today=today)

    def page(status: int, **more: Any) -> HttpResponse:
        shown = queries.find(request.actor, row.reference) if more.get("overtaken") else row
        context = pages.standing(request.actor, shown, today, form)
        return render(request, "bibob/departments/standing.html", {**context, **more}, status=status)

    def act() -> HttpResponse:
        told = form.cleaned_data
        actions.decide(
            actor=request.actor, at=at, standing=row, seen=told["version"], decision=told["decision"], on=told["on"],
            because=told["because"],
        )  # fmt: skip
        messages.success(request, _("Vastgelegd. De Bibob-coördinator hoort wat u besloot."))
        return redirect(row)

    return answering.answer(form, act, page, actor=request.actor, record=row)
