# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of policy. Each parses the address, asks `pages` or calls one action, and renders."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.access.facade import Actor, Request, municipality_of, require
from baken.kernel.models import Municipality
from baken.kernel.moment import now, today
from baken.ui.answering import either
from baken.ui.csv_export import panel_file

from . import pages, panels, queries
from .actions import import_document
from .file import FileRefused
from .forms import ImportForm
from .models import Framework
from .policies import IMPORT, VIEW_FRAMEWORK


def _actor(request: Request, permission: str = VIEW_FRAMEWORK) -> Actor:
    """Return who asks, after asking whether the role goes this far at all; who isn't logged in is asked to."""
    actor: Actor = request.actor
    require(actor, permission)
    return actor


def _municipality(actor: Actor) -> Municipality:
    assert actor.municipality_id is not None  # `_actor` refused who has none: no role, no permission
    return municipality_of(actor)


@require_safe
def overview(request: Request) -> HttpResponse:
    """Frameworks, plans, how the priorities stand, and what is due."""
    return render(request, "decide/overview.html", pages.overview(_actor(request), today()))


@require_safe
def framework(request: Request, slug: str) -> HttpResponse:
    """One kadernota: its priorities, or for a past one its themes with their evaluation."""
    actor = _actor(request)
    it = queries.framework_by_slug(actor, slug)
    return render(request, "decide/framework.html", pages.framework(actor, it, _municipality(actor), today()))


@require_safe
def priority(request: Request, framework: str, slug: str) -> HttpResponse:
    """One priority: ambition, line of sight, efforts, and why it stands as it does."""
    actor = _actor(request)
    it = queries.priority_by_slug(actor, framework, slug)
    chosen = request.GET.get("inspanning", "")
    return render(request, "decide/priority.html", pages.priority(actor, it, today(), chosen))


@require_safe
def plan(request: Request, slug: str) -> HttpResponse:
    """One IVP with all its efforts; narrowed by owner, priority, state or year."""
    actor = _actor(request)
    it = queries.plan_by_slug(actor, slug)
    return render(request, "decide/plan.html", pages.plan(actor, it, today(), request.GET))


@require_safe
def effort(request: Request, plan: str, slug: str) -> HttpResponse:
    """One effort."""
    actor = _actor(request)
    it = queries.effort_by_slug(actor, plan, slug)
    return render(request, "decide/effort.html", pages.effort(actor, it, today()))


@either
def import_file(request: Request) -> HttpResponse:
    """Read a kadernota or IVP in from a file; on trouble every problem by line, and nothing is stored."""
    actor = _actor(request, IMPORT)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    problems: tuple[object, ...] = ()
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["file"]
        try:
            document = import_document(actor=actor, at=now(), municipality=_municipality(actor), text=text)
        except FileRefused as refused:
            problems = refused.problems
        else:
            messages.success(request, _message(document))
            return redirect(document)
    status = 422 if problems or form.errors else 200
    return render(request, "decide/import.html", {"form": form, "problems": problems}, status=status)


@require_safe
def efforts_csv(request: Request, slug: str) -> HttpResponse:
    """The efforts of a plan as CSV, narrowed as the page is."""
    actor = _actor(request)
    it = queries.plan_by_slug(actor, slug)
    return panel_file(pages.plan(actor, it, today(), request.GET)["panel"], f"inspanningen-{it.slug}.csv")


@require_safe
def priorities_csv(request: Request, slug: str) -> HttpResponse:
    """The priorities of a framework with their standing as CSV."""
    actor = _actor(request)
    it = queries.framework_by_slug(actor, slug)
    on = today()
    found, _bound = queries.standings(it, on) if it.adopted else ({}, {})
    plan = queries.plan_in_force(queries.council_reader(it.municipality_id), it, on)
    panel = panels.priorities_panel(it, queries.priorities_of(actor, it), found, on, plan)
    return panel_file(panel, f"prioriteiten-{it.slug}.csv")


def _message(document: object) -> str:
    if isinstance(document, Framework):
        return _("De kadernota is ingelezen.")
    return _("Het IVP is ingelezen.")
