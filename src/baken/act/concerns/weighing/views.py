# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of filling in, the GSO, weighing, closing and reopening: one form each, about one concern."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from baken.access.facade import Request
from baken.kernel import moment
from baken.ui import answering
from baken.ui.answering import either
from baken.ui.format import day

from ..doors import confidential
from ..models import Status
from ..policies import HANDLE
from ..queries import Seen
from ..triage import pages as triage_pages
from ..workflow import WEIGHABLE
from . import actions as weighing
from . import agenda
from . import pages as weighing_pages
from .feedback_texts import fixed, proposed
from .forms import AgendaForm, CloseForm, LookForm, ReasonForm, WeighForm, outcomes

TEMPLATE = "concerns/weighing/form.html"


def step_page(
    request: Request,
    seen: Seen,
    form: forms.Form,
    act: Callable[[], Any],
    told: str,
    *,
    statuses: frozenset[str] | None = None,
    template: str = TEMPLATE,
    **context: Any,
) -> HttpResponse:
    """Answer with the page of one step: the form, or what was done and back to the concern. A form sent twice works once.

    Where the concern has none of the `statuses` the page isn't there, unless somebody was just ahead: that is told by the action.
    """
    if statuses is not None and not form.is_bound and seen.concern.status not in statuses:
        raise Http404

    def done() -> HttpResponse:
        act()
        messages.success(request, told)
        return redirect(seen.concern)

    def page(status: int, **more: Any) -> HttpResponse:
        if more.get("overtaken"):
            seen.concern.refresh_from_db()
        frame = triage_pages.frame(seen, moment.now())
        if context.get("aside"):  # what is weighed stands beside the form
            frame["pieces"] = triage_pages.pieces(seen.concern.description)
            frame["discussed"] = weighing_pages.discussed(seen)
        return render(request, template, {**frame, "form": form, **context, **more}, status=status)

    return answering.answer(
        form, done, page, actor=seen.actor, record=seen.concern, again=answering.repeated(request, seen.concern)
    )


def _doing(seen: Seen, act: Callable[..., Any], form: forms.Form, **given: Any) -> Any:
    return act(
        actor=seen.actor, at=moment.now(), purpose=seen.purpose, concern=seen.concern,
        seen=form.cleaned_data["version"], **given,
    )  # fmt: skip


def _start(seen: Seen, **more: Any) -> dict[str, Any]:
    return {"version": seen.concern.version, **more}


@either
@confidential("page", HANDLE)
def look(request: Request, seen: Seen) -> HttpResponse:
    """Write which source was looked at, and why."""
    form = LookForm(answering.posted(request), initial=_start(seen))
    return step_page(
        request,
        seen,
        form,
        lambda: _doing(
            seen, weighing.look_up, form, **{name: form.cleaned_data[name] for name in ("source", "why", "result")}
        ),
        _("Genoteerd wat u nakeek."),
        statuses=WEIGHABLE,
        heading=_("Noteren wat u nakeek"),
        lede=_("Wie later vraagt waarom er in een bron is gekeken, leest het hier."),
        button=_("Bewaar"),
    )


@either
@confidential("page", HANDLE)
def put_on_agenda(request: Request, seen: Seen) -> HttpResponse:
    """Bring a concern to the GSO."""
    tables = weighing.chances(seen.actor, moment.now())
    form = AgendaForm(
        answering.posted(request),
        initial=_start(seen, meeting=str(tables[0].pk) if tables else ""),
        meetings=[(str(one.pk), f"{one.kind.name}, {day(one.on)}") for one in tables],
    )
    return step_page(
        request,
        seen,
        form,
        lambda: _doing(seen, weighing.put_on_agenda, form, meeting=form.cleaned_data["meeting"]),
        _("Het signaal gaat naar het signalenoverleg."),
        statuses=frozenset() if agenda.against(seen.concern) else frozenset({Status.ADMITTED, Status.ENRICHING}),
        heading=_("Op de agenda van het signalenoverleg"),
        lede=_("Het overleg bespreekt elk signaal apart. Het besluit legt u daarna hier vast."),
        button=_("Zet op de agenda"),
    )


@either
@confidential("page", HANDLE)
def weigh(request: Request, seen: Seen) -> HttpResponse:
    """Weigh one concern."""
    form = WeighForm(
        answering.posted(request),
        initial=_start(seen),
        usual=seen.concern.category.route,
        points=weighing_pages.points(seen),
    )
    return step_page(
        request,
        seen,
        form,
        lambda: _doing(seen, weighing.weigh, form, decided=form.decided()),
        _("De weging is vastgelegd."),
        statuses=WEIGHABLE,
        heading=_("Signaal wegen"),
        lede=_("U weegt één signaal. Schrijf op waarom, zodat een ander het kan volgen."),
        button=_("Leg de weging vast"),
        aside="concerns/weighing/_told.html",
    )


@either
@confidential("page", HANDLE)
def close(request: Request, seen: Seen) -> HttpResponse:
    """End a concern: first how it ended, then what its reporter hears."""
    found = weighing.OUTCOMES.get(seen.concern.status, ())
    chosen = request.GET.get("uitkomst", found[0] if len(found) == 1 else "")
    language, sensitive = seen.concern.language, seen.concern.sensitive
    if request.method != "POST" and not found:
        raise Http404
    if request.method != "POST" and chosen not in found:
        return _choose_outcome(request, seen, found)
    form = CloseForm(
        answering.posted(request),
        initial=_start(seen, message=proposed(chosen, language)),
        fixed=sensitive,
        outcome=chosen,
    )
    words = dict(outcomes(found)).get(chosen, "")
    return step_page(
        request,
        seen,
        form,
        lambda: _doing(seen, weighing.close, form, closing=form.closing()),
        _("Het signaal is afgerond. Vanaf vandaag loopt de bewaartermijn."),
        heading=_("Afronden: %(outcome)s") % {"outcome": words} if words else _("Afronden"),
        lede=_("Wie meldde, hoort wat ermee is gedaan, of u schrijft op waarom dat niet kan."),
        button=_("Rond af"),
        fixed_text=fixed("closed", language) if sensitive else "",
    )


def _choose_outcome(request: Request, seen: Seen, found: tuple[str, ...]) -> HttpResponse:
    language = seen.concern.language
    texts = [
        (slug, label, "" if seen.concern.sensitive else proposed(slug, language)) for slug, label in outcomes(found)
    ]
    frame = triage_pages.frame(seen, moment.now())
    context = {**frame, "heading": _("Hoe liep het af?"), "outcomes": texts}
    return render(request, "concerns/weighing/outcome.html", context)


def _with_reason(
    request: Request, seen: Seen, act: Callable[..., Any], statuses: frozenset[str], told: str, **context: Any
) -> HttpResponse:
    form = ReasonForm(answering.posted(request), initial=_start(seen))
    doing = partial(_doing, seen, act, form)
    return step_page(
        request, seen, form, lambda: doing(reason=form.cleaned_data["reason"]), told, statuses=statuses, **context
    )


@either
@confidential("page", HANDLE)
def off_agenda(request: Request, seen: Seen) -> HttpResponse:
    """Take a concern back from the GSO."""
    return _with_reason(
        request,
        seen,
        weighing.take_off_agenda,
        frozenset({Status.AGENDA}),
        _("Het signaal is van de agenda gehaald."),
        heading=_("Van de agenda halen"),
        lede=_("Wat al besproken is, blijft in het verslag van het overleg staan."),
        button=_("Haal van de agenda"),
    )


@either
@confidential("page", HANDLE)
def withdraw(request: Request, seen: Seen) -> HttpResponse:
    """Take the weighing back."""
    return _with_reason(
        request,
        seen,
        weighing.withdraw,
        frozenset({Status.ROUTED, Status.SET_ASIDE}),
        _("De weging is ingetrokken. Weeg het signaal opnieuw."),
        heading=_("Weging intrekken"),
        lede=_("De weging blijft in de geschiedenis staan, met uw reden. Wat al gedeeld is, trekt u apart in."),
        button=_("Trek de weging in"),
    )


@either
@confidential("page", HANDLE)
def reopen(request: Request, seen: Seen) -> HttpResponse:
    """Open a closed concern again."""
    return _with_reason(
        request,
        seen,
        weighing.reopen,
        frozenset({Status.CLOSED}),
        _("Het signaal is weer open. Toets eerst opnieuw of het mag worden behandeld."),
        heading=_("Weer openen"),
        lede=_("De bewaartermijn stopt. Voordat er iets mee gebeurt, wordt het signaal opnieuw getoetst."),
        button=_("Open weer"),
    )
