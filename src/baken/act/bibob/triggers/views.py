# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the Bibob policy, for who manages it: the lines, drafting, and what was adopted. Nothing of anybody is on them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Request, municipality_of, require
from baken.kernel import moment
from baken.ui import answering
from baken.ui.answering import either

from ..models import Trigger
from ..policies import MANAGE
from . import actions, queries, rules
from .forms import AdoptForm, EndForm, LineForm, told


@dataclass(frozen=True, slots=True)
class Shown:
    """One line as the page shows it."""

    row: Trigger
    when: str
    state: str
    holds: bool


@require_safe
def overview(request: Request) -> HttpResponse:
    """The policy by kind of application: what holds, what waits, what held before."""
    require(request.actor, MANAGE)
    today = timezone.localdate(moment.now())
    lines = queries.lines(municipality_of(request.actor))
    holding = {line.pk for line in rules.in_force(lines, today)}
    shown = [Shown(line, told(line), _state(line, today), line.pk in holding) for line in lines]
    groups = [
        (label, [one for one in shown if one.row.scope == scope and not _is_over(one.row, today)])
        for scope, label in queries.scopes()
    ]
    context = {"groups": groups, "over": [one for one in shown if _is_over(one.row, today)], "any": bool(lines)}
    return render(request, "bibob/triggers/overview.html", context)


@either
def new(request: Request) -> HttpResponse:
    """Draft a line."""
    require(request.actor, MANAGE)
    form = LineForm(answering.posted(request))

    def act() -> HttpResponse:
        line = actions.draft(
            actor=request.actor, at=moment.now(), municipality=municipality_of(request.actor), told=form.draft()
        )
        messages.success(request, _("Het concept is bewaard. Het geldt pas als het is vastgesteld."))
        return redirect("bibob:trigger", line.slug, line.version_number)

    again = answering.repeated(request, "bibob:triggers")
    return answering.answer(form, act, _form_page(request, form, None), actor=request.actor, again=again)


@require_safe
def one(request: Request, slug: str, number: int) -> HttpResponse:
    """One version of a line, with what can be done with it."""
    require(request.actor, MANAGE)
    return _page(request, queries.line_or_404(request.actor, slug, number), 200)


@either
def edit(request: Request, slug: str, number: int) -> HttpResponse:
    """Change a draft, or begin a next version of a line that was adopted."""
    require(request.actor, MANAGE)
    line = queries.line_or_404(request.actor, slug, number)
    form = LineForm(answering.posted(request), line=line)

    def act() -> HttpResponse:
        at = moment.now()
        if line.adopted_on is None:
            kept = actions.change_draft(
                actor=request.actor, at=at, line=line, seen=form.cleaned_data["version"] or line.version,
                told=form.draft(),
            )  # fmt: skip
        else:
            municipality = municipality_of(request.actor)
            kept = actions.draft(
                actor=request.actor, at=at, municipality=municipality, told=form.draft(), slug=line.slug
            )
        messages.success(request, _("Het concept is bewaard. Het geldt pas als het is vastgesteld."))
        return redirect("bibob:trigger", kept.slug, kept.version_number)

    record = line if line.adopted_on is None else None
    return answering.answer(form, act, _form_page(request, form, line), actor=request.actor, record=record)


@require_POST
def adopt(request: Request, slug: str, number: int) -> HttpResponse:
    """Note that a draft was adopted."""
    require(request.actor, MANAGE)
    line = queries.line_or_404(request.actor, slug, number)
    form = AdoptForm(request.POST, line=line, today=timezone.localdate(moment.now()))

    def act() -> HttpResponse:
        data = form.cleaned_data
        actions.adopt(
            actor=request.actor,
            at=moment.now(),
            line=line,
            seen=data["version"],
            on=data["on"],
            because=data["because"],
        )
        messages.success(request, _("De regel is vastgesteld."))
        return redirect("bibob:triggers")

    return answering.answer(form, act, _one_page(request, line, adopt_form=form), actor=request.actor, record=line)


@require_POST
def end(request: Request, slug: str, number: int) -> HttpResponse:
    """Have a line end."""
    require(request.actor, MANAGE)
    line = queries.line_or_404(request.actor, slug, number)
    form = EndForm(request.POST, line=line, today=timezone.localdate(moment.now()))

    def act() -> HttpResponse:
        data = form.cleaned_data
        actions.end(
            actor=request.actor, at=moment.now(), line=line, seen=data["version"], until=data["until"],
            because=data["because"],
        )  # fmt: skip
        messages.success(request, _("De regel eindigt. Aanvragen van daarvoor houden de regel van hun dag."))
        return redirect("bibob:triggers")

    return answering.answer(form, act, _one_page(request, line, end_form=form), actor=request.actor, record=line)


@require_POST
def drop(request: Request, slug: str, number: int) -> HttpResponse:
    """Throw a draft away."""
    require(request.actor, MANAGE)
    line = queries.line_or_404(request.actor, slug, number)
    form = _Seen(request.POST)

    def act() -> HttpResponse:
        actions.drop_draft(actor=request.actor, at=moment.now(), line=line, seen=form.cleaned_data["version"])
        messages.success(request, _("Het concept is weg."))
        return redirect("bibob:triggers")

    return answering.answer(form, act, _one_page(request, line), actor=request.actor, record=line)


class _Seen(forms.Form):
    version = forms.IntegerField(min_value=1, max_value=2_000_000_000)


def _page(request: Request, line: Trigger, status: int, **more: Any) -> HttpResponse:
    today = timezone.localdate(moment.now())
    draft = line.adopted_on is None
    context = {
        "line": line,
        "when": told(line),
        "state": _state(line, today),
        "adopt_form": AdoptForm(line=line, today=today) if draft else None,
        "end_form": EndForm(line=line, today=today) if rules.holds(line, today) and line.valid_until is None else None,
        "versions": [one for one in queries.lines(line.municipality) if one.slug == line.slug],
        **more,
    }
    return render(request, "bibob/triggers/one.html", context, status=status)


def _one_page(request: Request, line: Trigger, **shown: Any) -> answering.Page:
    return lambda status, **more: _page(request, line, status, **{**shown, **more})


def _form_page(request: Request, form: LineForm, line: Trigger | None) -> answering.Page:
    def page(status: int, **more: Any) -> HttpResponse:
        return render(request, "bibob/triggers/form.html", {"form": form, "line": line, **more}, status=status)

    return page


def _is_over(line: Trigger, today: date) -> bool:
    return line.valid_until is not None and line.valid_until <= today


def _state(line: Trigger, today: date) -> str:
    if line.adopted_on is None:
        return _("concept")
    if _is_over(line, today):
        return _("geldt niet meer")
    return _("geldt") if line.valid_from <= today else _("vastgesteld, geldt nog niet")
