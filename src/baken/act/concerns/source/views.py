# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages on who reported: what is asked of the keeper of sources, and asking, reading and weighing the source at a concern."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Actor, Request, opened, role_label, visible_to
from baken.kernel import moment
from baken.kernel.errors import Denied, Refused
from baken.kernel.processing import processes
from baken.ui import answering
from baken.ui.answering import either

from ..blocks import Block
from ..doors import confidential, reader
from ..gatekeeper import tokens
from ..models import ReleaseRequest
from ..policies import HANDLE, RELEASE
from ..queries import Seen, may_handle
from ..reporting.reports import CONTENTS, SOURCES
from ..triage import pages as triage_pages
from . import actions as source
from .forms import AskForm, DecideForm, EvaluateForm

ACTIVITY = "concern-sources"
SHOWN_DAYS = 90
"""Decisions stay on the keeper's page so long."""


@require_safe
@processes(ACTIVITY)
def releases(request: Request) -> HttpResponse:
    """What is asked of the keeper, and what was decided lately."""
    actor = reader(request, RELEASE)
    with opened(actor):
        rows = list(_asked(actor, moment.now()).select_related("asked_by", "decided_by")[:200])
        waiting = [row for row in rows if row.granted is None]
        context = {"waiting": waiting, "decided": [row for row in rows if row.granted is not None], "at": moment.now()}
        return _private(render(request, "concerns/source/releases.html", context))


@either
@processes(ACTIVITY)
def decide(request: Request, key: UUID) -> HttpResponse:
    """One request, and the decision on it."""
    actor = reader(request, RELEASE)
    with opened(actor):
        asked = get_object_or_404(_asked(actor, moment.now()).select_related("asked_by"), pk=key)
        if asked.granted is not None:
            raise Http404
        form = DecideForm(answering.posted(request))

        def act() -> HttpResponse:
            source.decide(actor=actor, at=moment.now(), asked=asked, **form.cleaned_data)
            messages.success(request, _("Uw besluit is bewaard. De vrager ziet het bij het signaal."))
            return redirect("concerns:releases")

        def page(status: int, **more: Any) -> HttpResponse:
            context = {"asked": asked, "form": form, "who": _function(asked), **more}
            return _private(render(request, "concerns/source/decide.html", context, status=status))

        return answering.answer(form, act, page, actor=actor)


@either
@confidential("page", HANDLE)
def ask(request: Request, seen: Seen) -> HttpResponse:
    """Ask who reported this."""
    if not seen.concern.has_reporter:
        raise Http404
    form = AskForm(answering.posted(request))

    def act() -> HttpResponse:
        source.ask(actor=seen.actor, at=moment.now(), purpose=seen.purpose, concern=seen.concern, **form.cleaned_data)
        messages.success(request, _("Gevraagd. De bronbeheerder beslist; het antwoord komt hier te staan."))
        return redirect(seen.concern)

    def page(status: int, **more: Any) -> HttpResponse:
        context = {**triage_pages.frame(seen, moment.now()), "form": form, **more}
        return render(request, "concerns/source/ask.html", context, status=status)

    return answering.answer(form, act, page, actor=seen.actor, again=lambda: redirect(seen.concern))


@require_POST
@confidential("page", HANDLE)
def read(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Show who reported, once: the answer to a button, so that going back or reloading shows nothing again."""
    asked = asked_for(seen).filter(pk=key).first()
    if asked is None:
        raise Http404
    try:
        shown = source.read(
            actor=seen.actor, at=moment.now(), purpose=seen.purpose, concern=seen.concern, asked=asked
        )  # fmt: skip
    except Denied:
        raise
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, str(reason.text))
        return redirect(seen.concern)
    context = {**triage_pages.frame(seen, moment.now()), "shown": shown}
    return render(request, "concerns/source/read.html", context)


@require_POST
@confidential("page", HANDLE)
def evaluate(request: Request, seen: Seen) -> HttpResponse:
    """Write how reliable this is."""
    form = EvaluateForm(request.POST)

    def act() -> HttpResponse:
        given = dict(form.cleaned_data)
        source.evaluate(
            actor=seen.actor, at=moment.now(), purpose=seen.purpose, concern=seen.concern, seen=given.pop("version"), **given
        )  # fmt: skip
        messages.success(request, _("De betrouwbaarheid is bewaard."))
        return redirect(seen.concern)

    def page(status: int, **more: Any) -> HttpResponse:
        context = {**triage_pages.frame(seen, moment.now()), "form": form, "block": {"form": form}, **more}
        return render(request, "concerns/source/evaluate.html", context, status=status)

    return answering.answer(form, act, page, actor=seen.actor, record=seen.concern)


def block(seen: Seen, at: datetime) -> Block | None:
    """Return the block of a concern that tells whether the reporter is known, and how reliable this is."""
    it = seen.concern
    may = may_handle(seen)
    asked = list(asked_for(seen)[:5]) if may and it.has_reporter else []
    latest = asked[0] if asked else None
    start = {"version": it.version, "source": it.source_reliability, "content": it.content_reliability}
    return Block(
        "concerns/source/_block.html",
        {
            "known": it.has_reporter,
            "asked": latest,
            "readable": bool(
                latest and latest.granted and latest.read_at is None and latest.until and latest.until > at
            ),
            "may": may,
            "may_ask": may and it.has_reporter and (latest is None or latest.granted is not None),
            "source": SOURCES.get(it.source_reliability, ""),
            "content": CONTENTS.get(it.content_reliability, ""),
            "form": EvaluateForm(initial=start) if may else None,
        },
    )


def home_lines(actor: Actor) -> list[dict[str, str]]:
    """Return the line for the home page of who keeps the sources: how many ask for a decision, if any. One query."""
    if not actor.may(RELEASE):
        return []
    with opened(actor):
        number = visible_to(ReleaseRequest.objects.filter(granted__isnull=True), actor, RELEASE).count()
    text = _("Vragen wie een signaal gaf, die op uw besluit wachten: %(number)d.") % {"number": number}
    if not number:
        text = _("U bewaart wie signalen gaven. Niemand vraagt nu om een naam.")
    return [{"text": text, "url": reverse("concerns:releases"), "label": _("Naar herkomst")}]


def _asked(actor: Actor, at: datetime) -> QuerySet[ReleaseRequest]:
    lately = Q(granted__isnull=True) | Q(decided_at__gt=at - timedelta(days=SHOWN_DAYS))
    return visible_to(ReleaseRequest.objects.filter(lately), actor, RELEASE)


def asked_for(seen: Seen) -> QuerySet[ReleaseRequest]:
    """Return what the reader asked of who reported this concern, newest first."""
    known = tokens.concern_tokens(seen.concern.pk)
    rows = ReleaseRequest.objects.filter(asked_by=seen.actor.id, concern_token__in=known)
    return visible_to(rows, seen.actor, HANDLE)


def _function(asked: ReleaseRequest) -> str:
    return ", ".join(sorted({role_label(one.role) for one in asked.asked_by.assignments.all()}))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response
