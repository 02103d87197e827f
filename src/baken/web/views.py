# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Home, search, the step "act", and pages about Baken itself."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from baken.access.facade import ROLES, require
from baken.decide.facade import explanation
from baken.kernel.audit import broken_links
from baken.kernel.models import AuditEntry, Municipality
from baken.kernel.moment import now, today
from baken.observe.facade import store

from . import home as rooms
from .searching import find


def home(request: HttpRequest) -> HttpResponse:
    """The house at a glance, as far as the reader's role goes; for a visitor the way to the public pages."""
    actor = request.actor  # type: ignore[attr-defined]
    if not actor.municipality_id:
        return render(request, "web/welcome.html", {"municipalities": Municipality.objects.all()})
    municipality = Municipality.objects.get(pk=actor.municipality_id)
    context = rooms.rooms(actor, municipality, now()) | {"municipality": municipality, "today": today()}
    return render(request, "web/home.html", context)


def act(request: HttpRequest) -> HttpResponse:
    """Who does what, and when: the efforts by their dates."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, "decide.framework.view")
    return render(
        request, "web/act.html", rooms.work(actor, Municipality.objects.get(pk=actor.municipality_id), today())
    )


def search(request: HttpRequest) -> HttpResponse:
    """Search areas, policy and documents, among what the reader may see."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, "observe.picture.view")
    asked = request.GET.get("q", "").strip()[:100]
    return render(request, "web/search.html", {"asked": asked, "found": find(actor, asked) if asked else []})


def method(request: HttpRequest) -> HttpResponse:
    """How Baken computes: rates, intervals, verdicts, comparisons, standing."""
    return render(request, "web/method.html", {"rule": explanation()})


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "web/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """What is processed, why, and for how long; which role may do what."""
    matrix = [role for role in ROLES.values() if role.slug != "system"]
    return render(request, "web/privacy.html", {"roles": matrix})


def about(request: HttpRequest) -> HttpResponse:
    """What Baken is, its licence, and where its code is."""
    return render(request, "web/about.html")


def log(request: HttpRequest) -> HttpResponse:
    """The audit log of the municipality, newest first; for the privacy officer and the FG."""
    actor = request.actor  # type: ignore[attr-defined]
    require(actor, "access.log.view")
    entries = AuditEntry.objects.filter(municipality_id=actor.municipality_id).order_by("-sequence")
    page = Paginator(entries, 50).get_page(request.GET.get("bladzijde"))
    return render(request, "web/log.html", {"page": page, "broken": list(broken_links(actor.municipality_id))})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
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


def health(request: HttpRequest) -> JsonResponse:
    """For monitoring: whether the database and the facts answer."""
    told: dict[str, Any] = {"database": True, "facts": True}
    try:
        connection.ensure_connection()
    except Exception:
        told["database"] = False
    told["facts"] = bool(store().datasets())
    return JsonResponse(told, status=200 if all(told.values()) else 503)
