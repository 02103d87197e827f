# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of trafficking: the officer's overview with the model, and four forms about one concern."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.access.facade import Actor, Request, desk_files, opened, require
from baken.kernel import moment
from baken.kernel.models import Record
from baken.kernel.processing import processes
from baken.ui import answering
from baken.ui.answering import either

from .. import doors, queries
from ..doors import confidential
from ..models import ChosenBarrier, HandOver
from ..policies import TRAFFICKING
from ..queries import Seen
from ..reporting.no_register import THEME
from ..triage import pages as triage_pages
from . import actions, pages, rules
from .actions import WORKED_ON
from .barriers import by_slug
from .forms import AnswerForm, BarrierForm, HandOverForm, OutcomeForm
from .terms import PURPOSE

TEMPLATE = "concerns/trafficking/form.html"


@require_safe
@processes(doors.ACTIVITY)
def overview(request: Request) -> HttpResponse:
    """What waits, what the year had, and the barrier model. Not there for who isn't admitted to the register."""
    actor: Actor = request.actor
    require(actor, TRAFFICKING)
    if not desk_files.purposes(actor, TRAFFICKING, (PURPOSE,)):
        raise Http404
    doors.for_purpose(request, actor, PURPOSE)
    with opened(actor, PURPOSE):
        return render(request, "concerns/trafficking/overview.html", pages.overview(actor, moment.today()))


def _step_page(
    request: Request, seen: Seen, form: forms.Form, act: Callable[[], Any], told: str, *, record: Record | None = None,
    **context: Any,
) -> HttpResponse:  # fmt: skip
    """Answer with the page of one form about a concern on trafficking; of any other it isn't there."""
    if seen.concern.theme != THEME:
        raise Http404

    def done() -> HttpResponse:
        act()
        messages.success(request, told)
        return redirect(seen.concern)

    def page(status: int, **more: Any) -> HttpResponse:
        frame = triage_pages.frame(seen, moment.now())
        return render(request, TEMPLATE, {**frame, "form": form, **context, **more}, status=status)

    return answering.answer(
        form, done, page, actor=seen.actor, record=record, again=answering.repeated(request, seen.concern)
    )


def _about(seen: Seen) -> dict[str, Any]:
    return {"actor": seen.actor, "at": moment.now(), "purpose": seen.purpose, "concern": seen.concern}


def _open(request: Request, seen: Seen) -> None:
    if request.method != "POST" and seen.concern.status not in WORKED_ON:
        raise Http404


@either
@confidential("page", TRAFFICKING)
def hand_over(request: Request, seen: Seen) -> HttpResponse:
    """Note that the concern was handed over."""
    _open(request, seen)
    today = moment.today()
    asked = request.GET.get("aan", "")
    start = {
        "on": today,
        "answer_due": today + timedelta(days=rules.ANSWER_DAYS),
        "recipient": asked if asked in rules.RECIPIENTS else "",
        "told": ["suspicion"],
    }
    form = HandOverForm(answering.posted(request), initial=start)
    return _step_page(
        request, seen, form, lambda: actions.hand_over(**_about(seen), given=form.given()),
        _("De overdracht is genoteerd."),
        heading=_("Noteer een overdracht"),
        lede=_("Bel eerst. Baken verstuurt niets: u noteert hier wat u deed, met wie, en wat u vertelde."),
        button=_("Noteer"),
    )  # fmt: skip


@either
@confidential("page", TRAFFICKING)
def answer(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Note what came back on a hand-over."""
    row = queries.row(seen, HandOver, key)
    start = {
        "version": row.version, "answer": row.answer, "on": row.answered_on or moment.today(),
        "their_reference": row.their_reference,
    }  # fmt: skip
    form = AnswerForm(answering.posted(request), initial=start)
    return _step_page(
        request, seen, form,
        lambda: actions.note_answer(
            **_about(seen), row=row, seen=form.cleaned_data["version"], on=form.cleaned_data["on"],
            answer=form.cleaned_data["answer"], their_reference=form.cleaned_data["their_reference"],
        ),
        _("Het antwoord is genoteerd."),
        record=row,
        heading=_("Wat kwam er terug?"),
        lede=str(rules.RECIPIENTS.get(row.recipient, row.recipient)),
        button=_("Bewaar"),
    )  # fmt: skip


@either
@confidential("page", TRAFFICKING)
def barrier(request: Request, seen: Seen) -> HttpResponse:
    """Choose a barrier that is put up."""
    _open(request, seen)
    known = by_slug().get(request.GET.get("barriere", ""))
    start = {
        "barrier": known.slug if known else "", "owner": known.service if known else "",
        "due": moment.today() + timedelta(days=28),
    }  # fmt: skip
    form = BarrierForm(answering.posted(request), initial=start)
    return _step_page(
        request, seen, form, lambda: actions.put_up(**_about(seen), given=form.given()),
        _("De barrière is gekozen."),
        heading=_("Kies een barrière"),
        lede=_("Alleen als het slachtoffer veilig is en wie onderzoekt er geen last van heeft."),
        button=_("Kies"),
        phases=pages.model(),
    )  # fmt: skip


@either
@confidential("page", TRAFFICKING)
def outcome(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Note what came of a barrier."""
    row = queries.row(seen, ChosenBarrier, key)
    start = {"version": row.version, "outcome": row.outcome, "on": row.done_on or moment.today()}
    form = OutcomeForm(answering.posted(request), initial=start)
    return _step_page(
        request, seen, form,
        lambda: actions.settle(
            **_about(seen), row=row, seen=form.cleaned_data["version"], on=form.cleaned_data["on"],
            outcome=form.cleaned_data["outcome"],
        ),
        _("De uitkomst is genoteerd."),
        record=row,
        heading=_("Hoe liep het af?"),
        lede=pages.barrier_row(row, moment.today()).title,
        button=_("Bewaar"),
    )  # fmt: skip
