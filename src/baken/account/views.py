# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of accounting within the house: the packs, one pack, its files and its steps."""

from datetime import date, datetime, time
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from baken.access.facade import Actor, Request, authorize, municipality_of, require
from baken.kernel.errors import Refused
from baken.kernel.moment import now, today
from baken.ui.panels import Panel

from . import actions, content, files, queries
from .documents.csv import csv_names
from .forms import DraftForm, EditedWordForm, WithdrawForm
from .links import followable
from .models import CouncilPack, FileKind
from .serve import answer
from .word import edited


@require_GET
def overview(request: Request) -> HttpResponse:
    """Every pack that the reader may see, with how it stands and what comes next."""
    actor = request.actor
    require(actor, queries.VIEW)
    return render(
        request, "accounting/overview.html", _overview(request, DraftForm(initial={"year": today().year - 1}))
    )


def _overview(request: Request, form: DraftForm) -> dict[str, Any]:
    actor = request.actor
    municipality = municipality_of(actor)
    return {
        "municipality": municipality,
        "standings": queries.packs_standing(actor),
        "form": form if actor.may("account.pack.draft") else None,
        "may_see_figures": actor.may("account.release.view"),
    }


@require_GET
def pack(request: Request, year: int) -> HttpResponse:
    """One pack on screen, from the same panels as its files."""
    found = _found(request, year)
    return render(request, "accounting/pack.html", pack_context(request, found))


def pack_context(
    request: Request,
    found: CouncilPack,
    form: WithdrawForm | None = None,
    word_form: EditedWordForm | None = None,
) -> dict[str, Any]:
    """Return what the page of a pack shows; a form that was refused comes back with what was filled in."""
    actor = request.actor
    sections = content.load(found.content)
    names = iter(csv_names(content.panels_of(sections)))
    steps = queries.steps_for(found, actor)
    return {
        "pack": found,
        "standing": queries.standing(found, actor),
        "sections": [
            {
                "section": section,
                "figures": [
                    {"panel": followable(panel, actor), "csv": next(names), "draw": drawing(panel)}
                    for panel in section.panels
                ],
            }
            for section in sections
        ],
        "files": [{"kind": kind, "name": name} for kind, name in files.names_of(found) if kind != FileKind.CSV],
        "steps": [step.name for step in steps],
        "remake": found.status == "draft" and actor.may("account.pack.draft"),
        "withdraw_form": form or WithdrawForm(),
        "history": queries.history(found),
        "query": f"?editie={found.edition}",
        **_word(actor, found, word_form),
    }


def _word(actor: Actor, pack: CouncilPack, form: EditedWordForm | None) -> dict[str, Any]:
    """Return the part about the Word file that people go on with, for who may see drafts."""
    if not actor.may(edited.SHOW):
        return {"word": None}
    rows = list(edited.edited_of(actor, pack))
    may = bool(authorize(actor, edited.EDIT, pack))
    stale = bool(rows) and may and rows[0].content_digest != pack.content_digest
    return {"word": {"rows": rows, "form": (form or EditedWordForm()) if may else None, "stale": stale}}


def drawing(panel: Panel) -> str:
    """Return how the page draws a panel: rank, change, trend, bars, table, or words only."""
    if not panel.rows:
        return "words"
    keys = {column.key for column in panel.columns}
    drawn = {
        "interval": ("rank", "rate"),
        "change": ("change", "change"),
        "trend": ("trend", "rate"),
        "bars": ("bars", "rate"),
    }
    name, needed = drawn.get(panel.chart, ("table", ""))
    return name if needed in keys else "table"


@require_GET
def download(request: Request, year: int, name: str) -> HttpResponseBase:
    """One file of a pack."""
    file = files.current(_found(request, year), name)
    if file is None:
        raise Http404
    return answer(file)


@require_POST
def draft(request: Request) -> HttpResponse:
    """Make a year's draft, or make it again."""
    actor = request.actor
    require(actor, "account.pack.draft")
    form = DraftForm(request.POST)
    if form.is_valid():
        municipality = municipality_of(actor)
        moment = _end_of(form.cleaned_data["as_of"])
        try:
            made = actions.draft_pack(
                actor=actor, at=now(), municipality=municipality, year=form.cleaned_data["year"], as_of=moment
            )
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, str(reason.text))
        else:
            messages.success(request, _("Het concept is gemaakt."))
            return redirect(queries.address(made))
    return render(request, "accounting/overview.html", _overview(request, form), status=422)


def _end_of(day: date | None) -> datetime | None:
    if day is None or day >= today():
        return None
    return timezone.make_aware(datetime.combine(day, time.max))


@require_POST
def issue(request: Request, year: int, edition: int) -> HttpResponse:
    """Issue a draft, provided it is still what the reader saw."""
    found = queries.pack_or_404(request.actor, year, edition)
    seen = request.POST.get("content_digest", "")
    actions.issue_pack(actor=request.actor, at=now(), pack=found, seen=seen)
    messages.success(request, _("Het dossier is vastgesteld. Het verandert niet meer."))
    return redirect(queries.address(found))


@require_POST
def publish(request: Request, year: int, edition: int) -> HttpResponse:
    """Make an issued pack public."""
    found = queries.pack_or_404(request.actor, year, edition)
    actions.publish_pack(actor=request.actor, at=now(), pack=found)
    messages.success(request, _("Het dossier staat nu op de openbare pagina."))
    return redirect(queries.address(found))


@require_POST
def withdraw(request: Request, year: int, edition: int) -> HttpResponse:
    """Take a pack back, with a reason."""
    found = queries.pack_or_404(request.actor, year, edition)
    require(request.actor, "account.pack.issue", found)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return render(request, "accounting/pack.html", pack_context(request, found, form), status=422)
    actions.withdraw_pack(
        actor=request.actor,
        at=now(),
        pack=found,
        reason=form.cleaned_data["reason"],
    )
    messages.success(request, _("Het dossier is ingetrokken."))
    return redirect(queries.address(found))


@require_GET
def releases(request: Request) -> HttpResponse:
    """The register of releases."""
    actor = request.actor
    require(actor, queries.VIEW)
    return render(request, "accounting/releases.html", {"releases": queries.releases(actor)[:500]})


def _found(request: Request, year: int) -> CouncilPack:
    actor = request.actor
    require(actor, queries.VIEW)
    asked = request.GET.get("editie", "")
    if asked and not (asked.isascii() and asked.isdigit() and len(asked) < 5):
        raise Http404
    return queries.pack_or_404(actor, year, int(asked) if asked else None)
