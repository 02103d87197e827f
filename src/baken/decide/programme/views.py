# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the programme and its versions. Each parses the address, asks `pages` or calls one action, and renders."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Actor, Request, require
from baken.decide.policy.facade import VIEW_EFFORT, VIEW_OWN_EFFORT, VIEW_PLAN, Plan
from baken.kernel.errors import Refused
from baken.kernel.moment import now, today
from baken.ui.csv_export import panel_file
from baken.ui.free_text import acting

from . import pages, panels, queries
from .forms import VersionForm
from .policies import MANAGE
from .versions.actions import save_version


def actor_of(request: Request, permission: str = "") -> Actor:
    """Return who asks, after asking whether the role goes this far at all; without one named: may see any effort."""
    actor: Actor = request.actor
    wanted = permission or (VIEW_EFFORT if actor.may(VIEW_EFFORT) else VIEW_OWN_EFFORT)
    require(actor, wanted)
    return actor


def plan_or_404(actor: Actor, slug: str, on: date) -> Plan:
    plan = queries.plan_of(actor, slug, on)
    if plan is None:
        raise Http404
    return plan


@require_safe
def programme(request: Request) -> HttpResponse:
    """The efforts under the priorities as board, table or timeline."""
    return render(request, "programme/programme.html", pages.programme(actor_of(request), today(), request.GET))


@require_safe
def programme_csv(request: Request) -> HttpResponse:
    """The same selection as CSV."""
    actor, on = actor_of(request), today()
    plan = plan_or_404(actor, request.GET.get("plan", ""), on)
    panel = panels.programme_panel(pages.selection(actor, plan, on, request.GET), plan, on)
    return panel_file(panel, f"programma-{plan.slug}.csv")


@require_safe
def versions(request: Request, plan: str) -> HttpResponse:
    """The versions of a plan, and what stands in none yet."""
    actor = actor_of(request, VIEW_PLAN)
    context = pages.versions(actor, plan_or_404(actor, plan, today()))
    return render(request, "programme/versions.html", context | {"form": VersionForm()})


@require_POST
def save(request: Request, plan: str) -> HttpResponse:
    """Keep the programme as it is now as a version."""
    actor = actor_of(request, MANAGE)
    found = plan_or_404(actor, plan, today())
    form = VersionForm(request.POST)
    if form.is_valid():
        try:
            made = acting(
                form, actor, lambda: save_version(actor=actor, at=now(), plan=found, **form.cleaned_data), at=now()
            )
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error("decided_on" if reason.slug == "future" else None, str(reason.text))
        else:
            messages.success(request, _("Versie %(number)d is vastgelegd.") % {"number": made.number})
            return redirect("programme:versions", found.slug)
    return render(request, "programme/versions.html", pages.versions(actor, found) | {"form": form}, status=422)


@require_safe
def version(request: Request, plan: str, number: int) -> HttpResponse:
    """One version: the programme as it was."""
    actor = actor_of(request, VIEW_PLAN)
    return render(request, "programme/version.html", pages.version(actor, plan_or_404(actor, plan, today()), number))


@require_safe
def differences(request: Request, plan: str) -> HttpResponse:
    """What differs between two versions."""
    actor = actor_of(request, VIEW_PLAN)
    found = plan_or_404(actor, plan, today())
    if not queries.versions(actor, found).exists():
        return redirect("programme:versions", found.slug)
    return render(request, "programme/differences.html", pages.differences(actor, found, request.GET))


@require_safe
def differences_csv(request: Request, plan: str) -> HttpResponse:
    """The same as CSV."""
    actor = actor_of(request, VIEW_PLAN)
    found = pages.differences(actor, plan_or_404(actor, plan, today()), request.GET)
    return panel_file(found["panel"], f"verschillen-{plan}-{found['since']}-{found['until']}.csv")
