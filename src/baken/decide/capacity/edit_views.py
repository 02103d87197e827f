# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages that change teams and streams. Whoever may look but not change sees the form's figures on the overview."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.access.facade import Request, municipality_of
from baken.kernel import moment
from baken.kernel.errors import Denied, Refused
from baken.ui.answering import either, posted

from . import actions, queries
from .answering import answer, reader
from .counted import Counted, counted
from .forms import StreamForm, TeamForm, stage_initial
from .models import Team, WorkStream
from .models.sourced import Basis
from .policies import MANAGE

TEAM, STREAM = "capacity/team.html", "capacity/stream.html"


@either
def team_new(request: Request) -> HttpResponse:
    """Add a team."""
    actor = reader(request, MANAGE)
    form = TeamForm(posted(request))
    context = {"heading": _("Nieuw team"), "button": _("Bewaar")}

    def act() -> None:
        actions.add_team(actor=actor, at=moment.now(), municipality=municipality_of(actor), values=_team_values(form))

    return answer(request, form, act, context, told=_("Het team is bewaard."), template=TEAM)


@either
def team(request: Request, slug: str) -> HttpResponse:
    """Change a team."""
    actor = reader(request, MANAGE)
    it = queries.team_or_404(actor, slug)
    start: dict[str, Any] = {name: getattr(it, name) for name in (*actions.TEAM_FIELDS, "version")}
    form = TeamForm(posted(request), initial=start | {"skills": "\n".join(it.skills)})
    context = {"heading": it.name, "button": _("Bewaar"), "it": it}

    def act() -> None:
        seen = form.cleaned_data["version"] or 0
        actions.change_team(actor=actor, at=moment.now(), team=it, seen=seen, values=_team_values(form))

    return answer(request, form, act, context, told=_("De wijziging is bewaard."), template=TEAM, record=it)


@require_POST
def team_remove(request: Request, slug: str) -> HttpResponse:
    """Take a team away."""
    actor = reader(request, MANAGE)
    it = queries.team_or_404(actor, slug)
    return _removed(request, it, lambda: actions.remove_team(actor=actor, at=moment.now(), team=it))


@either
def stream_new(request: Request) -> HttpResponse:
    """Add a stream with its steps."""
    actor = reader(request, MANAGE)
    form = StreamForm(posted(request), actor=actor)
    context = {"heading": _("Nieuwe werkstroom"), "button": _("Bewaar")}

    def act() -> None:
        actions.add_stream(
            actor=actor,
            at=moment.now(),
            municipality=municipality_of(actor),
            values=form.values(),
            stages=form.stages(),
        )

    return answer(request, form, act, context, told=_("De werkstroom is bewaard."), template=STREAM)


@either
def stream(request: Request, slug: str) -> HttpResponse:
    """Change a stream and its steps."""
    actor = reader(request, MANAGE)
    it = queries.stream_or_404(actor, slug)
    start: dict[str, Any] = {name: getattr(it, name) for name in (*actions.STREAM_FIELDS, "version")}
    start |= {"running": "yes" if it.running else "no", **stage_initial(list(it.stages.all()))}
    found = counted(actor, it.priority.slug if it.priority else "")
    taken = next((one for one in found if one.slug == request.GET.get("geteld")), None)
    if taken is not None:
        start |= _taken(taken)
    form = StreamForm(posted(request), initial=start, actor=actor)
    context = {"heading": it.name, "button": _("Bewaar"), "it": it, "counted": found, "taken": taken}

    def act() -> None:
        actions.change_stream(
            actor=actor,
            at=moment.now(),
            stream=it,
            seen=form.cleaned_data["version"] or 0,
            values=form.values(),
            stages=form.stages(),
        )

    return answer(request, form, act, context, told=_("De wijziging is bewaard."), template=STREAM, record=it)


@require_POST
def stream_remove(request: Request, slug: str) -> HttpResponse:
    """Take a stream away."""
    actor = reader(request, MANAGE)
    it = queries.stream_or_404(actor, slug)
    return _removed(request, it, lambda: actions.remove_stream(actor=actor, at=moment.now(), stream=it))


def _team_values(form: TeamForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in actions.TEAM_FIELDS}


def _taken(one: Counted) -> dict[str, Any]:
    """Return what the form starts with where its number is taken from own records."""
    note = _("eigen registratie: %(title)s, %(first)s tot en met %(last)s") % {
        "title": one.title, "first": f"{one.first:%Y-%m}", "last": f"{one.last:%Y-%m}",
    }  # fmt: skip
    return {"per_week": one.per_week, "basis": Basis.COUNTED, "basis_note": note[:200], "basis_on": one.counted_on}


def _removed(request: Request, it: Team | WorkStream, act: Any) -> HttpResponse:
    try:
        act()
    except Denied:
        raise
    except Refused as refused:
        return render(request, "capacity/kept.html", {"it": it, "reasons": refused.reasons}, status=409)
    messages.success(
        request, _("“%(name)s” is weggehaald. Bewaarde scenario’s blijven zoals ze zijn.") % {"name": it.name}
    )
    return redirect(reverse("capacity:overview"))
