# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages inside the house: the register of publications, a new one, a draft, and one that was made."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from baken.access.facade import Actor, Request, municipality_of, require, visible_or_404
from baken.kernel.errors import Denied, Refused
from baken.kernel.models import Municipality
from baken.kernel.moment import now
from baken.observe import facade as observe

from .. import queries as packs
from ..models import FigureDraft, FigureRelease
from . import actions, queries
from .forms import NewForm, PublishForm, WithdrawForm

R = TypeVar("R")
SHOWN = 500


@require_GET
def register(request: Request) -> HttpResponse:
    """Drafts that wait for somebody, every publication of own figures, and all that was ever made public."""
    actor = request.actor
    require(actor, queries.VIEW)
    may_see_drafts = actor.may(queries.DRAFT) or actor.may(queries.PUBLISH)
    context = {
        "municipality": municipality_of(actor),
        "drafts": list(queries.drafts(actor).defer(*queries.HEAVY)) if may_see_drafts else None,
        "figures": list(
            queries.releases(actor).defer(
                *queries.HEAVY, *(f"{to}__{name}" for to in ("withdraws", "withdrawal") for name in queries.HEAVY)
            )[:SHOWN]
        ),
        "releases": packs.releases(actor)[:SHOWN],
        "may_draft": actor.may(queries.DRAFT),
        "me": actor.id,
    }
    return render(request, "accounting/figures/register.html", context)


@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Choose what to publish; the answer is a draft with the tables as the public will read them."""
    actor = request.actor
    require(actor, queries.DRAFT)
    municipality = municipality_of(actor)
    offered, years = _offered(municipality)
    if request.method == "POST":
        form = NewForm(request.POST, offered=offered, years=years)
        if form.is_valid():
            made = _tried(
                form,
                lambda: actions.prepare_figures(actor=actor, at=now(), municipality=municipality, wanted=form.wanted()),
            )
            if made is not None:
                return redirect("account:figures_draft", made.pk)
    else:
        last = max(years, default=0)
        title = _("Eigen cijfers %(year)d") % {"year": last} if last else ""
        form = NewForm(offered=offered, years=years, initial={"title": title, "years": [str(last)]})
    context = {"form": form, "municipality": municipality, "years": years}
    return render(request, "accounting/figures/new.html", context, status=422 if form.errors else 200)


def _offered(municipality: Municipality) -> tuple[list[tuple[str, Any]], list[int]]:
    """Return the subjects of which any whole year is closed, ordinary ones first, and those years, newest first."""
    known, sources = observe.own_indicators(), observe.source_of_indicator()
    years_of = observe.closed_years(municipality)
    there = [one for slug, one in known.items() if years_of.get(sources[slug])]
    there.sort(key=lambda one: observe.is_sensitive(one.slug, one.theme))
    strict = _("strengere regel")
    offered = [
        (one.slug, f"{one.title} ({strict})" if observe.is_sensitive(one.slug, one.theme) else str(one.title))
        for one in there
    ]
    return offered, sorted({year for years in years_of.values() for year in years}, reverse=True)


@require_GET
@never_cache
def draft(request: Request, pk: UUID) -> HttpResponse:
    """One draft: the tables as the public will read them, what is withheld, and what comes next."""
    return _draft_page(request, _draft(request.actor, pk))


def _draft(actor: Actor, pk: UUID) -> FigureDraft:
    permission = queries.DRAFT if actor.may(queries.DRAFT) else queries.PUBLISH
    rows = FigureDraft.objects.select_related("municipality", "made_by")
    found = visible_or_404(rows, actor, permission, pk=pk)
    assert isinstance(found, FigureDraft)
    return found


def _draft_page(request: Request, found: FigureDraft, form: BaseForm | None = None) -> HttpResponse:
    actor = request.actor
    exposed = []
    if found.exposed and found.secret:
        from .protecting import Secret

        exposed = _told(found, Secret.from_json(found.secret).exposed)
    context = {
        "draft": found,
        "panels": queries.panels_of(found),
        "exposed": exposed,
        "form": form or PublishForm(initial={"content_digest": found.content_digest}, exposed=found.exposed),
        "may_draft": actor.may(queries.DRAFT) and found.status == "draft",
        "may_publish": actor.may(queries.PUBLISH) and found.status == "draft" and found.made_by_id != actor.id,
        "mine": found.made_by_id == actor.id,
        "stale": found.status == "draft" and found.basis != queries.basis(found.municipality, found.rule),
    }
    return render(request, "accounting/figures/draft.html", context, status=422 if form is not None else 200)


def _told(found: FigureDraft, keys: tuple[tuple[str, str, str], ...]) -> list[str]:
    """Return cells in words: subject, area, year."""
    known = observe.own_indicators()
    names = {row.key: str(row.cells[0].value) for panel in queries.panels_of(found) for row in panel.rows}
    return [
        f"{known[slug].title if slug in known else slug}, {names.get(area, area)}, {year}" for area, slug, year in keys
    ]


@require_POST
def again(request: Request, pk: UUID) -> HttpResponse:
    """Protect a draft anew, beside what is public now."""
    found = _draft(request.actor, pk)
    actions.prepare_again(actor=request.actor, at=now(), draft=found)
    messages.success(request, _("Het concept is opnieuw gemaakt. Bekijk het voordat een collega het publiceert."))
    return redirect("account:figures_draft", found.pk)


@require_POST
def publish(request: Request, pk: UUID) -> HttpResponse:
    """Make a draft public, as it was looked at."""
    found = _draft(request.actor, pk)
    form = PublishForm(request.POST, exposed=found.exposed)
    if form.is_valid():
        told = form.cleaned_data
        made = _tried(
            form,
            lambda: actions.publish_figures(
                actor=request.actor, at=now(), draft=found, seen=told["content_digest"], reason=told.get("reason", "")
            ),
        )
        if made is not None:
            messages.success(request, _("De cijfers staan nu op de openbare pagina."))
            return redirect("account:figures_release", made.number)
    return _draft_page(request, found, form)


@require_POST
def discard(request: Request, pk: UUID) -> HttpResponse:
    """Put a draft away."""
    actions.discard_figures(actor=request.actor, at=now(), draft=_draft(request.actor, pk))
    messages.success(request, _("Het concept is weggelegd."))
    return redirect("account:figures")


@require_GET
def release(request: Request, number: int) -> HttpResponse:
    """One line of the register, with the tables as they were made public."""
    return _release_page(request, _release(request.actor, number))


def _release(actor: Actor, number: int) -> FigureRelease:
    rows = queries.releases(actor).defer("secret", "withdraws__secret", "withdrawal__secret")
    found = visible_or_404(rows, actor, queries.VIEW, number=number)
    assert isinstance(found, FigureRelease)
    return found


def _release_page(request: Request, found: FigureRelease, form: WithdrawForm | None = None) -> HttpResponse:
    withdrawn = getattr(found, "withdrawal", None)
    stands = found.kind == "published" and withdrawn is None
    context = {
        "release": found,
        "withdrawn": withdrawn,
        "stands": stands,
        "panels": queries.panels_of(found),
        "form": (form or WithdrawForm()) if stands and request.actor.may(queries.PUBLISH) else None,
    }
    return render(request, "accounting/figures/release.html", context, status=422 if form is not None else 200)


@require_POST
def withdraw(request: Request, number: int) -> HttpResponse:
    """Take a publication off the public page."""
    found = _release(request.actor, number)
    require(request.actor, queries.PUBLISH, found)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        made = _tried(
            form,
            lambda: actions.withdraw_figures(
                actor=request.actor, at=now(), release=found, reason=form.cleaned_data["reason"]
            ),
        )
        if made is not None:
            messages.success(request, _("De cijfers staan niet meer op de openbare pagina."))
            return redirect("account:figures")
    return _release_page(request, found, form)


def _tried(form: BaseForm, act: Callable[[], R]) -> R | None:
    """Return what `act` made; None where it was refused, with its reasons on the form."""
    try:
        return act()
    except Denied:
        raise
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, str(reason.text))
        return None
