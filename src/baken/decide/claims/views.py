# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of claims. Each parses the address, asks `pages` or calls one action, and renders."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Actor, Request, require
from baken.decide.policy.facade import IMPORT, VIEW_FRAMEWORK, Framework
from baken.kernel.moment import now, today
from baken.ui.csv_export import panel_file

from . import pages, queries
from .actions import try_claims


def _actor(request: Request, permission: str = VIEW_FRAMEWORK) -> Actor:
    """Return who asks, after asking whether the role goes this far at all; who isn't logged in is asked to."""
    actor: Actor = request.actor
    require(actor, permission)
    return actor


def _framework(actor: Actor, slug: str) -> Framework:
    found = queries.chosen_framework(actor, slug, today())
    if found is None:
        raise Http404
    return found


@require_safe
def overview(request: Request) -> HttpResponse:
    """What the kadernota claims, with what the figures say of it."""
    actor = _actor(request)
    context = pages.overview(actor, request.GET.get("kadernota", ""), request.GET.get("uitkomst", ""), today())
    return render(request, "claims/overview.html", context)


@require_safe
def overview_csv(request: Request) -> HttpResponse:
    """The same list as CSV, narrowed as the page is."""
    actor = _actor(request)
    panel = pages.overview_panel(actor, request.GET.get("kadernota", ""), request.GET.get("uitkomst", ""), today())
    if panel is None:
        raise Http404
    return panel_file(panel, "beweringen.csv")


@require_safe
def claim(request: Request, slug: str) -> HttpResponse:
    """One claim: its tests with their figures, and what was said of it before."""
    actor = _actor(request)
    framework = _framework(actor, request.GET.get("kadernota", ""))
    return render(request, "claims/claim.html", pages.claim(actor, framework, slug))


@require_POST
def retest(request: Request) -> HttpResponse:
    """Try all claims of a framework again; Baken does so by itself when figures or the framework change."""
    actor = _actor(request, IMPORT)
    framework = _framework(actor, request.POST.get("kadernota", ""))
    new = try_claims(actor=actor, at=now(), framework=framework)
    if new:
        told = ngettext("Getoetst: %(n)d uitkomst is nieuw.", "Getoetst: %(n)d uitkomsten zijn nieuw.", len(new))
        messages.success(request, told % {"n": len(new)})
    else:
        messages.success(request, _("Getoetst: er is niets veranderd."))
    return redirect(f"{reverse('claims:overview')}?kadernota={framework.slug}")
