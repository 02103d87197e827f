# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages with one form each: a step of a file, something that is written beside its steps, and opening a file."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Request, opened, role_label, visible_or_404
from baken.kernel import moment
from baken.kernel.processing import processes
from baken.ui import answering
from baken.ui.answering import either

from .. import queries, screenings
from ..doors import confidential, of_desk, reader
from ..models import Standing
from ..parts import ACTIVITY
from ..policies import HANDLE, VIEW
from ..queries import Seen
from . import forms, pages
from .entries import ENTRIES
from .stepping import STEPS

TEMPLATE = "bibob/file/form.html"


def form_page(
    request: Request, seen: Seen, form: Form, act: Callable[..., Any], told: Any, *, anchor: str = "", **context: Any
) -> HttpResponse:
    """Answer with the page of one form, or do `act` and go back to the file. A form that is sent twice works once."""
    back = f"{seen.file.get_absolute_url()}{anchor}"

    def done() -> HttpResponse:
        act()
        messages.success(request, str(told))
        return redirect(back)

    def page(status: int, **more: Any) -> HttpResponse:
        if more.get("overtaken"):
            seen.file.refresh_from_db()
        frame = {**pages.frame(seen, moment.now()), **pages.beside(seen, moment.now())}
        return render(request, TEMPLATE, {**frame, "form": form, "back": back, **context, **more}, status=status)

    return answering.answer(
        form, done, page, actor=seen.actor, record=seen.file, again=answering.repeated(request, back)
    )


def _doing(seen: Seen, act: Callable[..., Any], form: forms.FileForm, **more: Any) -> Callable[[], Any]:
    def doing() -> Any:
        return act(actor=seen.actor, at=moment.now(), purpose=seen.purpose, screening=seen.file, **form.given(), **more)

    return doing


def _start(seen: Seen, **more: Any) -> dict[str, Any]:
    return forms.starting(seen.file.version, timezone.localdate(moment.now()), **more)


@either
@confidential("page", HANDLE)
def step(request: Request, seen: Seen, step: str) -> HttpResponse:
    """Take one step with a file. Where its status has no such step the page isn't there, unless somebody was just ahead."""
    it = STEPS.get(step)
    if it is None or (request.method != "POST" and seen.file.status not in it.statuses):
        raise Http404
    form = it.form(answering.posted(request), initial=_start(seen, **it.start(seen.file)), **it.more(seen.file))

    def act(**told: Any) -> Any:
        return it.act(**told, **({"seen": form.cleaned_data["version"]} if it.seen else {}))

    return form_page(
        request,
        seen,
        form,
        _doing(seen, act, form),
        it.told,
        heading=it.heading,
        lede=it.lede,
        button=it.link,
        aside="bibob/file/_weighed.html" if step == "conclusie" else "",
        facts=pages.facts(seen) if step == "conclusie" else [],
    )


@either
@confidential("page", HANDLE)
def entry(request: Request, seen: Seen, name: str, key: UUID | None = None) -> HttpResponse:
    """Write one thing beside the steps (`entries.ENTRIES`); with a `key`, about that row of this file."""
    it = ENTRIES[name]
    row = queries.row(seen, it.of, key, HANDLE) if it.of is not None and key is not None else None
    form = it.form(
        answering.posted(request),
        request.FILES or None,
        initial=_start(seen, **it.start(request, row)),
        **it.more(seen),
    )
    about = {it.row: row.pk} if row is not None else {}
    words = {"heading": it.heading, "lede": it.lede, **it.words(row)}
    return form_page(
        request, seen, form, _doing(seen, it.act, form, **about), it.told, anchor=it.anchor, button=it.button, **words
    )


@processes(ACTIVITY)
@either
def open_file(request: Request, application: str) -> HttpResponse:
    """Open a file for an application that a department handed in."""
    actor = reader(request, HANDLE)
    of_desk(request, actor)
    purpose = queries.purpose_of(actor)
    if not purpose:
        raise Http404
    with opened(actor, purpose):
        standing = visible_or_404(Standing.objects.all(), actor, VIEW, purpose, reference=application)
        start = {"on": timezone.localdate(moment.now()), "occasion": standing.asked_because}
        form = forms.OpenForm(answering.posted(request), initial=start)

        def done() -> HttpResponse:
            made = screenings.open_for(
                actor=actor, at=moment.now(), purpose=purpose, standing=standing, **form.cleaned_data
            )
            messages.success(request, _("Het dossier is geopend."))
            return redirect(made)

        def page(status: int, **more: Any) -> HttpResponse:
            context = {"form": form, "standing": standing, "department": role_label(standing.department), **more}
            return render(request, "bibob/file/open.html", context, status=status)

        answer = answering.answer(form, done, page, actor=actor, again=answering.repeated(request, "bibob:overview"))
    answer["Cache-Control"] = "private, no-store"
    return answer
