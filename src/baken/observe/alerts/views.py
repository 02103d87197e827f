# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of alerts. Each parses the address, calls one action or query, and renders."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Actor, Request, municipality_of, require
from baken.kernel.moment import now, today
from baken.ui import answering

from ..models import Alert
from . import actions, pages, queries
from .forms import ExplainForm, SeeForm, UsefulForm
from .triage import TRIAGE, VIEW


def _reader(request: Request, permission: str = VIEW) -> Actor:
    """Return who asks, after asking whether the role goes this far at all; who isn't logged in is asked to."""
    actor: Actor = request.actor
    require(actor, permission)
    return actor


@require_safe
def overview(request: Request) -> HttpResponse:
    """The rises of the newest month that counts."""
    return render(
        request, "observe/alerts.html", pages.overview(_reader(request), request.GET.get("maand", ""), today())
    )


@require_safe
def record(request: Request) -> HttpResponse:
    """How often alerts were of use."""
    return render(request, "observe/alerts_record.html", pages.record(_reader(request)))


@require_safe
def how(request: Request) -> HttpResponse:
    """How it works, what is promised and what isn't."""
    _reader(request)
    return render(request, "observe/alerts_how.html", pages.how())


@require_POST
def look(request: Request) -> HttpResponse:
    """Look at the series now; Baken does so by itself each month and after each load."""
    actor = _reader(request, actions.LOAD)
    new = actions.look(actor=actor, at=now(), municipality=municipality_of(actor))
    number = sum(len(run.found) for run in new)
    if not new:
        messages.success(request, _("Gekeken: er is niets veranderd."))
    else:
        told = ngettext("Gekeken: %(n)d stijging.", "Gekeken: %(n)d stijgingen.", number)
        messages.success(request, told % {"n": number})
    return redirect("observe:alerts")


@require_safe
def alert(request: Request, key: UUID) -> HttpResponse:
    """One alert: its chart, what it doesn't mean, and what was made of it."""
    actor = _reader(request)
    return _page(request, actor, queries.alert_or_404(actor, key))


def _page(request: Request, actor: Actor, it: Alert, *, status: int = 200, **more: Any) -> HttpResponse:
    context = pages.one(actor, it, today()) | {
        "problem_form": None,
        "forms": pages.forms_of(it) if actor.may(TRIAGE) else {},
    }
    context["forms"] |= more.pop("bound", {})
    return render(request, "observe/alert.html", context | more, status=status)


@require_POST
def triage(request: Request, key: UUID) -> HttpResponse:
    """Take a step with an alert: seen, explained or to be found out."""
    actor = _reader(request, TRIAGE)
    it = queries.alert_or_404(actor, key)
    step = request.POST.get("step", "")
    made: dict[str, Callable[[], forms.Form]] = {
        "see": lambda: SeeForm(request.POST, auto_id="see_%s"),
        "explain": lambda: ExplainForm(request.POST, initial={"note": it.outcome}, auto_id="explain_%s"),
        "investigate": lambda: pages.investigate_form(request.POST, it),
    }
    if step not in made:
        raise Http404
    form = made[step]()

    def act() -> HttpResponse:
        given = form.cleaned_data
        actions.triage(
            actor=actor,
            at=now(),
            alert=it,
            name=step,
            note=given.get("note", ""),
            owner=given.get("owner", ""),
            due=given.get("due"),
            seen=given["version"],
        )
        messages.success(request, _("Bewaard."))
        return redirect("observe:alerts" if request.POST.get("back") else it)

    return _answer(request, actor, it, form, act, step)


@require_POST
def useful(request: Request, key: UUID) -> HttpResponse:
    """Say whether an alert was of use."""
    actor = _reader(request, TRIAGE)
    it = queries.alert_or_404(actor, key)
    form = UsefulForm(request.POST, auto_id="useful_%s")

    def act() -> HttpResponse:
        given = form.cleaned_data
        actions.judge_useful(
            actor=actor, at=now(), alert=it, useful=given["useful"] == "yes", note=given["note"], seen=given["version"]
        )
        messages.success(request, _("Bewaard. Dank: zo leert u of attenderingen de moeite waard zijn."))
        return redirect(it)

    return _answer(request, actor, it, form, act, "useful")


def _answer(
    request: Request, actor: Actor, it: Alert, form: forms.Form, act: Callable[[], HttpResponse], name: str
) -> HttpResponse:
    def page(status: int, **more: Any) -> HttpResponse:
        fresh = queries.alert_or_404(actor, it.pk)
        return _page(request, actor, fresh, status=status, bound={name: form}, problem_form=form, opened=name, **more)

    return answering.answer(form, act, page, actor=actor, record=it)
