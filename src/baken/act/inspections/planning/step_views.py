# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The steps of an inspection, each on a page that says what it does and what still lacks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Request
from baken.kernel import moment
from baken.kernel.errors import Reason
from baken.ui import answering
from baken.ui.answering import either

from ..doors import confidential
from ..models import Inspection
from ..policies import PLAN
from ..queries import Seen
from ..workflow import INSPECTION
from . import lifecycle
from .forms import ReasonForm, StepForm
from .views import form_page, given

Lacking = Callable[[Inspection, datetime], list[Reason]]


@dataclass(frozen=True, slots=True)
class StepPage:
    """How one step is asked: the action, its form, the words, and what still lacks (told before it is tried)."""

    act: Callable[..., Any]
    heading: Any
    lede: Any
    told: Any
    form: type[forms.Form] = StepForm
    fields: tuple[str, ...] = ()
    lacking: Lacking | None = None
    main: bool = True


STEPS: dict[str, StepPage] = {
    "planned": StepPage(
        lifecycle.adopt, gettext_lazy("Plan vaststellen"),
        gettext_lazy("U beoordeelt of de gronden per adres deugen en of iedere partij de eigen bevoegdheid heeft. "
                     "Daarna verandert het plan niet meer."),
        gettext_lazy("Het plan is vastgesteld."), lacking=lifecycle.lacking,
    ),
    "replanned": StepPage(
        lifecycle.open_plan, gettext_lazy("Plan weer openen"), gettext_lazy("Het plan kan dan weer veranderen."),
        gettext_lazy("Het plan is weer open."), ReasonForm, ("reason",), main=False,
    ),
    "briefed": StepPage(
        lifecycle.brief, gettext_lazy("Briefing is gehouden"),
        gettext_lazy("Iedereen kent het doel, de adressen en wie wat mag."), gettext_lazy("De briefing is vastgelegd."),
    ),
    "started": StepPage(
        lifecycle.start, gettext_lazy("Controle begint"),
        gettext_lazy("Vanaf nu kan iedereen die meedoet bevindingen vastleggen, ook op de telefoon."),
        gettext_lazy("De controle loopt. Leg bevindingen vast op de telefoon (Baken Veld) of hieronder."),
    ),
    "cancelled": StepPage(
        lifecycle.cancel, gettext_lazy("Controle gaat niet door"),
        gettext_lazy("Partners zien haar dan niet meer. De bewaartermijn begint."),
        gettext_lazy("De controle gaat niet door."), ReasonForm, ("reason",), main=False,
    ),
}  # fmt: skip
"""By the names of the workflow; other rooms add theirs by `add_step`."""


def add_step(name: str, page: StepPage) -> None:
    """Have a step of another room asked in the same way."""
    STEPS[name] = page


@either
@confidential("page", PLAN)
def step(request: Request, seen: Seen, name: str) -> HttpResponse:
    """One step: what it does, what lacks, and the button. A step that isn't there from this status isn't a page."""
    page, it = STEPS.get(name), seen.file
    possible = {one.name for one in INSPECTION.leaving(it.status)}
    if page is None or (request.method != "POST" and name not in possible):
        raise Http404
    asked = page
    form = asked.form(answering.posted(request), initial={"version": it.version})

    def act() -> None:
        told = {field: form.cleaned_data[field] for field in asked.fields}
        asked.act(**given(seen), seen=form.cleaned_data["version"] or 0, **told)

    lacking = asked.lacking(it, moment.now()) if asked.lacking is not None and not form.is_bound else []
    return form_page(
        request, seen, form, act, str(asked.told), heading=str(asked.heading), lede=str(asked.lede),
        button=str(asked.heading), lacking=lacking, template="inspections/planning/step.html",
    )  # fmt: skip


def possible(seen: Seen) -> list[tuple[str, StepPage]]:
    """Return the steps that can be taken now, those forward first."""
    names = [one.name for one in INSPECTION.leaving(seen.file.status) if one.name in STEPS]
    return sorted(((name, STEPS[name]) for name in names), key=lambda pair: not pair[1].main)


def words(name: str) -> str:
    """Return what a step is called."""
    return str(STEPS[name].heading) if name in STEPS else _("stap")
