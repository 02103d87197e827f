# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the sources: what is at hand, asking for newer figures, how far that is, and the schedule."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from baken.access.facade import Request, municipality_of, require
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.moment import now, today

from ..queries import loads
from ..sources.base import remote_sources
from ..store import store
from ..workflow import LOAD
from . import actions, panels, queries
from .forms import ScheduleForm, StartForm

VIEW = "observe.picture.view"
PER_PAGE = 25


@require_GET
def sources(request: Request) -> HttpResponse:
    """Every dataset, real ones first; and for who may load: each publisher's tables, to pull."""
    require(request.actor, VIEW)
    return render(request, "observe/sources.html", _sources(request, None))


def _sources(request: Request, form: StartForm | None) -> dict[str, Any]:
    actor = request.actor
    datasets = sorted(store().datasets(), key=lambda d: (d.example, d.title))
    context: dict[str, Any] = {"rows": [(d, loads(d.id)) for d in datasets], "may_load": actor.may(LOAD)}
    if not actor.may(LOAD):
        return context
    municipality = municipality_of(actor)
    ticked = set(request.POST.getlist("tables")) if form is not None else set()
    return context | {
        "municipality": municipality,
        "form": form,
        "remote": [
            {
                "source": state.source,
                "next": panels.next_words(state.schedule),
                "every": panels.schedule_words(state.schedule),
                "tables": [_line(line, ticked) for line in state.tables],
            }
            for state in queries.sources(actor, municipality, today())
        ],
        "running": _view(pull) if (pull := queries.under_way(actor)) else None,
    }


def _line(line: queries.TableState, ticked: set[str]) -> dict[str, Any]:
    return {
        "table": line.table,
        "looked_at": line.looked_at,
        "newest": panels.period_words(line.newest),
        "newer": panels.newer_words(line.newest, line.maybe_newer),
        "maybe": line.maybe_newer,
        "ticked": line.table.id in ticked,
    }


def _view(pull: Any) -> panels.PullView:
    return panels.view_of(pull, now(), queries.titles())


@require_POST
def start(request: Request) -> HttpResponse:
    """Ask for the ticked tables, or for all."""
    require(request.actor, LOAD)
    form = StartForm(request.POST, offered=list(queries.titles().items()))
    if form.is_valid():
        try:
            pull = actions.request_pull(
                actor=request.actor,
                at=now(),
                municipality=municipality_of(request.actor),
                tables=form.cleaned_data["tables"],
            )
        except Denied:
            raise
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, str(reason.text))
        else:
            return redirect("observe:pull", pull.pk)
    return render(request, "observe/sources.html", _sources(request, form), status=422)


@require_GET
@never_cache
def one_pull(request: Request, pull_id: UUID) -> HttpResponse:
    """One pull: how far it is, or how it ended and what can be done."""
    pull = queries.pull_or_404(request.actor, pull_id)
    return render(request, "observe/pull.html", _context(pull))


@require_GET
@never_cache
def state(request: Request, pull_id: UUID) -> HttpResponse:
    """The meter of a pull alone, asked each second. A pull that ended makes the page load itself again."""
    pull = queries.pull_or_404(request.actor, pull_id)
    context = _context(pull)
    if request.headers.get("HX-Request") and not context["view"].live:
        return HttpResponseClientRefresh()
    return render(request, "observe/_pull_meter.html", context)


def _context(pull: Any) -> dict[str, Any]:
    view = _view(pull)
    return {
        "pull": pull,
        "view": view,
        "asked_at": panels.moment_words(pull.asked_at),
        "ended_at": panels.moment_words(pull.ended_at),
        "outcome": [row | {"newest": panels.period_words(row.get("newest", ""))} for row in pull.outcome],
        "no_worker": view.state == "queued" and not queries.worker_runs(now()),
    }


@require_POST
def stop(request: Request, pull_id: UUID) -> HttpResponse:
    """Ask a pull to stop."""
    pull = queries.pull_or_404(request.actor, pull_id)
    stopped = actions.stop_pull(actor=request.actor, at=now(), pull=pull)
    if stopped.ended_at is None:
        messages.info(request, _("Het ophalen stopt na de bladzijde waarmee het bezig is."))
    return redirect("observe:pull", pull.pk)


@require_POST
def resume(request: Request, pull_id: UUID) -> HttpResponse:
    """Take a failed or broken pull up again."""
    pull = queries.pull_or_404(request.actor, pull_id)
    actions.resume_pull(actor=request.actor, at=now(), pull=pull)
    return redirect("observe:pull", pull.pk)


@require_GET
def pulls(request: Request) -> HttpResponse:
    """The history of pulls, and when Baken asks by itself."""
    require(request.actor, LOAD)
    return render(request, "observe/pulls.html", _pulls(request, None, ""))


def _pulls(request: Request, form: ScheduleForm | None, of: str) -> dict[str, Any]:
    actor, at, titles = request.actor, now(), queries.titles()
    page = Paginator(queries.pulls(actor), PER_PAGE).get_page(request.GET.get("bladzijde"))
    rows = {row.source: row for row in queries.schedules_of(actor)}
    return {
        "page": page,
        "views": [(panels.view_of(p, at, titles), panels.moment_words(p.asked_at)) for p in page],
        "schedules": [
            {
                "source": source,
                "every": panels.schedule_words(rows.get(source.slug)),
                "next": panels.next_words(rows.get(source.slug)),
                "form": form
                if form is not None and source.slug == of
                else ScheduleForm(initial=ScheduleForm.values(rows.get(source.slug)), prefix=source.slug),
                "open": form is not None and source.slug == of,
            }
            for source in remote_sources()
        ],
        "worker_runs": queries.worker_runs(at),
        "problem_form": form,
    }


@require_POST
def schedule(request: Request, source: str) -> HttpResponse:
    """Set when Baken asks a source by itself."""
    actor = request.actor
    require(actor, LOAD)
    if source not in {found.slug for found in remote_sources()}:
        raise Http404
    form = ScheduleForm(request.POST, prefix=source)
    if not form.is_valid():
        return render(request, "observe/pulls.html", _pulls(request, form, source), status=422)
    given = form.cleaned_data
    try:
        row = actions.set_schedule(
            actor=actor,
            at=now(),
            municipality=municipality_of(actor),
            source=source,
            every=given["every"],
            day=form.chosen_day,
            hour=given["hour"],
            seen=given["version"],
        )
    except StaleVersion:
        return render(request, "observe/pulls.html", _conflict(request, form, source), status=409)
    next_time = panels.next_words(row)
    messages.success(
        request,
        _("Opgeslagen. Volgende keer: %(moment)s.") % {"moment": next_time}
        if next_time
        else _("Opgeslagen. Baken haalt deze bron niet meer zelf op."),
    )
    return redirect(reverse("observe:pulls") + f"#schema-{source}")


def _conflict(request: Request, form: ScheduleForm, source: str) -> dict[str, Any]:
    """Keep what was filled in, beside what somebody else stored meanwhile; sending again then overwrites that."""
    row = queries.schedules_of(request.actor).filter(source=source).first()
    kept = request.POST.copy()
    kept[form.add_prefix("version")] = str(row.version if row else 0)
    form.data = kept
    now_is = panels.schedule_words(row)
    form.add_error(
        None,
        _(
            "Een collega heeft dit intussen gewijzigd in: %(now)s. Uw keuze staat er nog. Sla opnieuw op om die te laten gelden."
        )
        % {"now": now_is},
    )
    return _pulls(request, form, source)
