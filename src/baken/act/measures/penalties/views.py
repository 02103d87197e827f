# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of penalty orders that were broken, and of costs of coercion."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Request
from baken.kernel import moment
from baken.ui import answering
from baken.ui.answering import either

from .. import queries
from ..documents import actions as papers
from ..documents.drafting import draft
from ..doors import confidential
from ..files.pages import frame
from ..models import DocumentKind, Forfeiture
from ..policies import HANDLE
from ..queries import Seen
from . import actions
from .forms import BreachForm, CostsForm, CostsPaidForm, StepForm, WaiveForm
from .papers import about_of
from .rules import EXECUTION, REMINDER, WRIT

TEMPLATE = "measures/files/act.html"
Act = Callable[..., Any]
INTERRUPTS_LEDE = gettext_lazy("Vanaf de dag erna begint de verjaring opnieuw (Awb 4:106 en 4:110, te controleren).")
STEPS: Mapping[str, tuple[Act, type[StepForm], Any, Any]] = {
    "voornemen": (
        actions.announce, StepForm, gettext_lazy("Voornemen tot invordering verstuurd"),
        gettext_lazy("De betrokkene kan dan nog zeggen wat hij ervan vindt."),
    ),
    "besluit": (
        actions.decide, StepForm, gettext_lazy("Invorderingsbesluit bekendgemaakt"),
        gettext_lazy("Vanaf die dag begint de verjaring opnieuw (Awb 5:37a)."),
    ),
    "aanmaning": (
        partial(actions.interrupt, what=REMINDER), StepForm, gettext_lazy("Aanmaning verstuurd"),
        gettext_lazy(
            "De betrokkene krijgt twee weken om te betalen; daarna kan een dwangbevel (Awb 4:112 en 4:117). Vanaf de dag na de "
            "aanmaning begint de verjaring opnieuw (Awb 4:106 en 4:110). Te controleren."
        ),
    ),
    "dwangbevel": (
        partial(actions.interrupt, what=WRIT), StepForm, gettext_lazy("Dwangbevel betekend"), INTERRUPTS_LEDE,
    ),
    "tenuitvoerlegging": (
        partial(actions.interrupt, what=EXECUTION), StepForm, gettext_lazy("Dwangbevel ten uitvoer gelegd"),
        INTERRUPTS_LEDE,
    ),
    "betaald": (actions.pay, StepForm, gettext_lazy("Dwangsom betaald"), gettext_lazy("Het hele bedrag is binnen.")),
    "niet": (
        actions.waive, WaiveForm, gettext_lazy("Niet invorderen"),
        gettext_lazy("Het bedrag telt wel mee voor het maximum: het is van rechtswege verbeurd."),
    ),
    "verjaard": (
        actions.lapse, StepForm, gettext_lazy("Verjaard"),
        gettext_lazy("Er kan niet meer worden ingevorderd (Awb 5:35)."),
    ),
}  # fmt: skip


@either
@confidential("page", HANDLE)
def breach(request: Request, seen: Seen) -> HttpResponse:
    """Note that the order was broken."""
    measure = seen.file
    form = BreachForm(answering.posted(request), initial={"version": measure.version})
    return _answer(
        request, seen, form, _("Overtreding van de last vastleggen"),
        _("Daarmee is de dwangsom van rechtswege verbeurd (Awb 5:33): er beginnen twee termijnen."),
        lambda given, told: actions.note_breach(
            **given, seen=told["version"], on=told["on"], found=told["found"]
        ),
        _("Vastgelegd. Betalen moet binnen zes weken; invorderen kan een jaar lang."), record=measure,
    )  # fmt: skip


@either
@confidential("page", HANDLE)
def step(request: Request, seen: Seen, key: UUID, name: str) -> HttpResponse:
    """Take a step with one forfeiture."""
    if name not in STEPS:
        raise Http404
    it = queries.row(seen, Forfeiture, key)
    act, form_of, heading, lede = STEPS[name]
    start = {"version": it.version, "on": timezone.localdate(moment.now())}
    form = form_of(answering.posted(request), initial=start)

    def run(given: dict[str, Any], told: dict[str, Any]) -> None:
        more = {"reason": told["reason"]} if "reason" in told else {}
        act(**given, forfeiture=it, seen=told["version"], on=told["on"], **more)

    return _answer(request, seen, form, str(heading), str(lede), run, _("Vastgelegd."), record=it)


@either
@confidential("page", HANDLE)
def collection(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Read the collection decision about one breach as it would be, and make it."""
    it, measure, at = queries.row(seen, Forfeiture, key), seen.file, moment.now()
    about = about_of(measure, it)
    drafted = draft(
        measure, DocumentKind.COLLECTION, timezone.localdate(at), forfeiture=it, total=about.total,
        pay_until=about.pay_until,
    )  # fmt: skip
    form = django_forms.Form(answering.posted(request))

    def page(status: int, **more: Any) -> HttpResponse:
        context = {
            "seen": seen,
            "measure": measure,
            "kind": DocumentKind.COLLECTION,
            "it": drafted,
            "form": form,
            **more,
        }
        return render(request, "measures/documents/prepare.html", context, status=status)

    def act() -> HttpResponse:
        papers.make(
            actor=seen.actor, at=at, purpose=seen.purpose, measure=measure, kind=DocumentKind.COLLECTION, about=about
        )
        messages.success(request, _("Het invorderingsbesluit is gemaakt. Laat het ondertekenen en maak het bekend."))
        return redirect("measures:measure", measure.reference)

    again = answering.repeated(request, measure)
    return answering.answer(form, act, page, actor=seen.actor, again=again)


@either
@confidential("page", HANDLE)
def costs(request: Request, seen: Seen) -> HttpResponse:
    """Note what coercion cost and when that was decided."""
    measure = seen.file
    start = {"version": measure.version, "amount": measure.costs}
    form = CostsForm(answering.posted(request), initial=start)
    return _answer(
        request, seen, form, _("Kosten van bestuursdwang"),
        _("De overtreder betaalt, tenzij dat redelijkerwijs niet voor zijn rekening komt (Awb 5:25)."),
        lambda given, told: actions.set_costs(
            **given, seen=told["version"], amount=told["amount"], decided_on=told["decided_on"]
        ),
        _("De kosten zijn vastgelegd."), record=measure,
    )  # fmt: skip


@either
@confidential("page", HANDLE)
def costs_paid(request: Request, seen: Seen) -> HttpResponse:
    """Note that the costs were paid."""
    measure = seen.file
    start = {"version": measure.version, "on": timezone.localdate(moment.now())}
    form = CostsPaidForm(answering.posted(request), initial=start)
    return _answer(
        request, seen, form, _("Kosten betaald"), "",
        lambda given, told: actions.pay_costs(**given, seen=told["version"], on=told["on"]),
        _("Vastgelegd."), record=measure,
    )  # fmt: skip


def _answer(
    request: Request, seen: Seen, form: Any, heading: str, lede: str, run: Act, done: str, record: Any
) -> HttpResponse:
    measure = seen.file

    def page(status: int, **more: Any) -> HttpResponse:
        context = {**frame(seen, moment.now()), "heading": heading, "lede": lede, "form": form, **more}
        return render(request, TEMPLATE, context, status=status)

    def act() -> HttpResponse:
        given = {"actor": seen.actor, "at": moment.now(), "purpose": seen.purpose, "measure": measure}
        run(given, form.cleaned_data)
        messages.success(request, done)
        return redirect("measures:measure", measure.reference)

    again = answering.repeated(request, measure)
    return answering.answer(form, act, page, actor=seen.actor, record=record, again=again)
