# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the impact assessments: the list, one with its risks and what came before, and what changes it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Actor, Request, visible_or_404
from baken.kernel import moment
from baken.ui.answering import either, posted

from .. import panels, queries
from ..answering import answer, reader
from ..forms import Versioned
from ..models import Dpia, DpiaRisk
from ..policies import MANAGE_REGISTER, VIEW_REGISTER
from . import dpia_actions
from .forms import DpiaForm, RiskForm, weights
from .history import history

STANDINGS = {1: "done", 2: "attention", 3: "behind"}
"""By which mark a weight is shown: slugs of `ui.marks`."""


@require_safe
def dpias(request: Request) -> HttpResponse:
    """Every impact assessment, with its date."""
    actor = reader(request, VIEW_REGISTER)
    today = moment.today()
    rows = [(it, panels.dpia_standing(it, today)) for it in queries.dpias(actor)]
    context = {"rows": rows, "late": sum(it.review_on < today for it, _standing in rows)}
    return render(request, "privacy/dpias.html", {**context, "manage": actor.may(MANAGE_REGISTER)})


@require_safe
def dpia(request: Request, slug: str) -> HttpResponse:
    """One impact assessment."""
    actor = reader(request, VIEW_REGISTER)
    it = _dpia(actor, slug)
    context = {
        "it": it,
        "standing": panels.dpia_standing(it, moment.today()),
        "risks": [_weighed(one) for one in it.weighed.all()],
        "earlier": [(one, [_kept(values) for values in one.risks]) for one in it.earlier.all()],
        "activities": queries.activities(actor).filter(dpia=it.slug),
        "history": history(it, {name: field.label for name, field in DpiaForm.base_fields.items()}),
        "manage": actor.may(MANAGE_REGISTER),
    }
    return render(request, "privacy/dpia.html", context)


@either
def dpia_edit(request: Request, slug: str) -> HttpResponse:
    """Write down when an assessment was done, what the FG advised, and what was decided."""
    actor = reader(request, MANAGE_REGISTER)
    it = _dpia(actor, slug)
    start = {name: getattr(it, name) for name in (*dpia_actions.DPIA_FIELDS, "version")}
    form = DpiaForm(posted(request), initial=start)

    def act() -> str:
        values = dict(form.cleaned_data)
        seen = values.pop("version")
        dpia_actions.change_dpia(actor=actor, at=moment.now(), dpia=it, seen=seen, values=values)
        messages.success(request, _("De wijziging is bewaard."))
        return it.get_absolute_url()

    context = {"heading": _("DPIA bijwerken"), "button": _("Bewaar"), "crumbs": _crumbs(it), "lede": it.name}
    return answer(request, form, act, context, record=it)


@require_POST
def dpia_anew(request: Request, slug: str) -> HttpResponse:
    """Keep the assessment as it stands, and begin the next one."""
    actor = reader(request, MANAGE_REGISTER)
    it = _dpia(actor, slug)
    form = Versioned(request.POST)
    seen = form.cleaned_data["version"] if form.is_valid() else 0
    dpia_actions.begin_anew(actor=actor, at=moment.now(), dpia=it, seen=seen)
    messages.success(
        request, _("De vorige beoordeling is bewaard. Weeg de risico’s opnieuw, vraag de FG en stel vast.")
    )
    return redirect(it)


@either
def risk_new(request: Request, slug: str) -> HttpResponse:
    """Add a risk."""
    actor = reader(request, MANAGE_REGISTER)
    it = _dpia(actor, slug)
    form = RiskForm(posted(request))

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in dpia_actions.RISK_FIELDS}
        dpia_actions.add_risk(actor=actor, at=moment.now(), dpia=it, values=values)
        messages.success(request, _("Het risico is toegevoegd."))
        return it.get_absolute_url()

    context = {"heading": _("Risico toevoegen"), "button": _("Bewaar"), "crumbs": _crumbs(it), "lede": it.name}
    return answer(request, form, act, context)


@either
def risk_edit(request: Request, slug: str, pk: UUID) -> HttpResponse:
    """Weigh a risk anew, or take it out."""
    actor = reader(request, MANAGE_REGISTER)
    it = _dpia(actor, slug)
    risk = visible_or_404(DpiaRisk.objects.filter(dpia=it), actor, VIEW_REGISTER, pk=pk)
    if request.method == "POST" and request.POST.get("step") == "remove":
        given = Versioned(request.POST)
        seen = given.cleaned_data["version"] if given.is_valid() else 0
        dpia_actions.remove_risk(actor=actor, at=moment.now(), risk=risk, seen=seen)
        messages.success(request, _("Het risico is verwijderd."))
        return redirect(it)
    names = (*dpia_actions.RISK_FIELDS, "version")
    form = RiskForm(posted(request), initial={name: getattr(risk, name) for name in names})

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in dpia_actions.RISK_FIELDS}
        seen = form.cleaned_data["version"] or 0
        dpia_actions.change_risk(actor=actor, at=moment.now(), risk=risk, seen=seen, values=values)
        messages.success(request, _("De wijziging is bewaard."))
        return it.get_absolute_url()

    context = {
        "heading": _("Risico wegen"),
        "button": _("Bewaar"),
        "crumbs": _crumbs(it),
        "lede": it.name,
        "remove": _("Verwijder dit risico"),
    }
    return answer(request, form, act, context, record=risk)


def _dpia(actor: Actor, slug: str) -> Dpia:
    return visible_or_404(Dpia.objects.all(), actor, VIEW_REGISTER, slug=slug)


def _crumbs(it: Dpia) -> tuple[tuple[str, str], ...]:
    return ((_("DPIA’s"), reverse("privacy:dpias")), (it.name, it.get_absolute_url()))


def _weighed(risk: DpiaRisk) -> dict[str, Any]:
    return {"it": risk, **_kept({name: getattr(risk, name) for name in dpia_actions.RISK_FIELDS})}


def _kept(values: dict[str, Any]) -> dict[str, Any]:
    """Return a risk as the page shows it: its weights as mark and word."""
    words = weights()
    marks = {name: (STANDINGS[values[name]], str(words[values[name]])) for name in ("likelihood", "impact", "rest")}
    return {**values, **marks}
