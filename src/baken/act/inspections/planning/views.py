# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages on which a plan is made: one form each."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, Request, municipality_of, opened
from baken.kernel import moment
from baken.kernel.processing import processes
from baken.ui import answering
from baken.ui.answering import either

from ..doors import ACTIVITY, confidential, in_registers, reader
from ..file import pages
from ..policies import PLAN, PURPOSE
from ..queries import Seen
from . import actions as planning
from . import choices
from .forms import PlanForm

TEMPLATE = "inspections/planning/form.html"


@processes(ACTIVITY)
@either
def new(request: Request) -> HttpResponse:
    """Open an inspection."""
    actor = reader(request, PLAN)
    in_registers(request, actor)
    vault = choices.vault_of(actor)
    if vault is None:
        raise Http404
    form = PlanForm(answering.posted(request), **_plan_choices(actor))

    def act() -> HttpResponse:
        with opened(actor, PURPOSE):
            made = planning.begin(actor=actor, at=moment.now(), vault=vault, plan=form.plan())
        messages.success(request, _("De controle is geopend. Voeg toe wie er meegaat en welke adressen u bezoekt."))
        return redirect(made)

    def page(status: int, **more: Any) -> HttpResponse:
        context = {"form": form, "heading": _("Nieuwe controle"), "button": _("Maak de controle"), **more}
        context["lede"] = _("Begin met waarom, waar en wanneer. Wie er meegaat en welke adressen volgen daarna.")
        response = render(request, TEMPLATE, context, status=status)
        response["Cache-Control"] = "private, no-store"
        return response

    again = answering.repeated(request, "inspections:overview")
    return answering.answer(form, act, page, actor=actor, again=again)


@either
@confidential("page", PLAN)
def plan(request: Request, seen: Seen) -> HttpResponse:
    """Write the plan anew."""
    it = seen.file
    local = timezone.localtime(it.starts_at) if it.starts_at else None
    names = ("title", "branch", "occasion", "goal", "area", "meeting_point", "briefing", "version")
    initial = {name: getattr(it, name) for name in names}
    initial |= {"line": str(it.line_id or ""), "day": local and local.date(), "time": local and local.time()}
    form = PlanForm(answering.posted(request), initial=initial, **_plan_choices(seen.actor))

    def act() -> None:
        planning.change(**given(seen), seen=form.cleaned_data["version"], plan=form.plan())

    return form_page(
        request, seen, form, act, _("Het plan is bewaard."), heading=_("Plan wijzigen"), button=_("Bewaar het plan"),
        lede=_("Wie er meegaat en welke adressen u bezoekt, wijzigt u op de pagina van de controle."),
    )  # fmt: skip


def given(seen: Seen) -> dict[str, Any]:
    """Return what every action about this inspection is given."""
    return {"actor": seen.actor, "at": moment.now(), "purpose": seen.purpose, "inspection": seen.file}


def form_page(
    request: Request, seen: Seen, form: forms.Form, act: Callable[[], Any], told: str, *, back: str = "",
    template: str = TEMPLATE, **context: Any,
) -> HttpResponse:  # fmt: skip
    """Answer with a page of one form about an inspection: the form, or what was done and back. Sent twice it works once."""
    to = f"{seen.file.get_absolute_url()}{back}"

    def done() -> HttpResponse:
        act()
        messages.success(request, told)
        return redirect(to)

    def page(status: int, **more: Any) -> HttpResponse:
        if more.get("overtaken"):
            seen.file.refresh_from_db()
        frame = pages.frame(seen, moment.now())
        return render(request, template, {**frame, "form": form, "to": to, **context, **more}, status=status)

    return answering.answer(
        form, done, page, actor=seen.actor, record=seen.file, again=answering.repeated(request, to)
    )  # fmt: skip


def _plan_choices(actor: Actor) -> dict[str, Any]:
    municipality = municipality_of(actor)
    return {"areas": choices.areas(municipality, moment.today()), "lines": choices.lines(municipality, moment.today())}
