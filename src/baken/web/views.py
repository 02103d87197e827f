# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Home, search, the step "act", and pages about Baken itself."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from baken.access.facade import ROLES, Request, asker, municipality_of, require
from baken.decide.policy.facade import explanation
from baken.kernel.audit import broken_links
from baken.kernel.models import AuditEntry, Municipality
from baken.kernel.moment import now, today
from baken.kernel.processing import processes
from baken.kernel.rate_limits import Limit
from baken.observe.facade import store

from . import home as rooms
from .searching import find

SEARCHES = Limit("search", 60, 60)
"""A search goes through all that one may see: enough for whoever types, too few for who tries words to learn what is there."""


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
    return render(request, "web/act.html", rooms.work(actor, municipality_of(actor), today()))


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
    """What is processed, why, and for how long; which role may do what."""
    matrix = [role for role in ROLES.values() if role.slug != "system"]
    return render(request, "web/privacy.html", {"roles": matrix})


def about(request: Request) -> HttpResponse:
    """What Baken is, its licence, and where its code is."""
    return render(request, "web/about.html")


@processes("audit")
def log(request: Request) -> HttpResponse:
    """The audit log of the municipality, newest first; for the privacy officer and the FG."""
    actor = request.actor
    require(actor, "access.log.view")
    municipality = municipality_of(actor)
    entries = AuditEntry.objects.filter(municipality_id=municipality.id).order_by("-sequence")
    page = Paginator(entries, 50).get_page(request.GET.get("bladzijde"))
    return render(request, "web/log.html", {"page": page, "broken": list(broken_links(municipality.id))})


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
