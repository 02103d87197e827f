# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Home, search, the step "act", and pages about Baken itself."""

from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import ROLES, Request, asker, municipality_of, require
from baken.decide.policy.facade import explanation
from baken.kernel.models import Municipality
from baken.kernel.moment import now, today
from baken.kernel.processing import processes
from baken.kernel.rate_limits import Limit
from baken.observe.facade import store
from baken.ui.csv_export import csv_file

from . import home as rooms
from . import navigation, privacy_page
from .log import lines as audit_log
from .searching import find

SEARCHES = Limit("search", 60, 60)
"""A search goes through all that one may see: enough for whoever types, too few for who tries words to learn what is there."""

WALKS = Limit("audit walk", 10, 3_600)
"""Checking a long log as a whole takes the server a while."""


def home(request: Request) -> HttpResponse:
    """The house at a glance, as far as the reader's role goes; for a visitor the way to the public pages."""
    actor = request.actor
    if not actor.municipality_id:
        return render(request, "web/welcome.html", {"municipalities": Municipality.objects.all()})
    municipality = municipality_of(actor)
    context = rooms.rooms(actor, municipality, now()) | {"municipality": municipality, "today": today()}
    return render(request, "web/home.html", context)


def act(request: Request) -> HttpResponse:
    """Who does what, and when: the efforts by their dates."""
    actor = request.actor
    require(actor, "decide.framework.view")
    context = rooms.work(actor, municipality_of(actor), today())
    return render(request, "web/act.html", {**context, "pages": navigation.pages_of(actor, "act")})


@processes("search")
def search(request: Request) -> HttpResponse:
    """Search areas, policy and documents, among what the reader may see."""
    actor = request.actor
    require(actor, "observe.picture.view")
    asked = request.GET.get("q", "").strip()[:100]
    if asked:
        SEARCHES.require(asker(request))
    return render(request, "web/search.html", {"asked": asked, "found": find(actor, asked) if asked else []})


def method(request: Request) -> HttpResponse:
    """How Baken computes: rates, intervals, verdicts, comparisons, standing."""
    return render(request, "web/method.html", {"rule": explanation()})


def accessibility(request: Request) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "web/accessibility.html")


def privacy(request: Request) -> HttpResponse:
    """What is processed, why, on which basis and for how long, whom to reach and which rights one has; which role may what."""
    matrix = [role for role in ROLES.values() if role.slug != "system"]
    context = {"roles": matrix, **privacy_page.page(request.actor, request.GET.get("gemeente", ""))}
    return render(request, "web/privacy.html", context)


def about(request: Request) -> HttpResponse:
    """What Baken is, its licence, and where its code is."""
    return render(request, "web/about.html")


@processes("audit")
@require_safe
def log(request: Request) -> HttpResponse:
    """The audit log of the municipality, newest first; for the privacy officer and the FG."""
    actor = request.actor
    require(actor, audit_log.VIEW)
    wholly = request.GET.get("controle") == "alles"
    if wholly:
        WALKS.require(asker(request))
    context = audit_log.page(actor, municipality_of(actor), request.GET, wholly=wholly)
    return render(request, "web/log.html", {**context, "manage": actor.may("privacy.retention.manage")})


@processes("audit")
@require_safe
def log_csv(request: Request) -> HttpResponse:
    """The same rows for a spreadsheet, narrowed as the page is. That somebody took them along is in the log too."""
    actor = request.actor
    require(actor, audit_log.VIEW)
    text = audit_log.export(actor=actor, at=now(), municipality=municipality_of(actor), asked=request.GET)
    response = csv_file(text, "logboek-van-handelingen.csv")
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def language(request: Request) -> HttpResponse:
    """Switch the language and return to the page."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = reverse("home")
    response = redirect(back)
    chosen = request.POST.get("language", "nl")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            "baken_language",
            chosen,
            max_age=31_536_000,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
        )
    return response


def health(request: Request) -> JsonResponse:
    """For monitoring: whether the database and the facts answer."""
    told: dict[str, Any] = {"database": True, "facts": True}
    try:
        connection.ensure_connection()
    except Exception:
        told["database"] = False
    told["facts"] = bool(store().datasets())
    return JsonResponse(told, status=200 if all(told.values()) else 503)
