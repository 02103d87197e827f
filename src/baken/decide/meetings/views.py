# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of kinds of meeting and the list of actions. Each parses the address, calls one action or query, and renders."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Request, municipality_of, require
from baken.kernel import moment
from baken.ui.answering import either
from baken.ui.csv_export import panel_file

from . import actions, agenda, minutes, pages, queries
from .answering import answer, form_page, reader
from .forms import KindChangeForm, KindForm, MemberForm, PlanForm, ReportForm
from .models import MeetingKind
from .policies import MANAGE, PREPARE


@require_safe
def overview(request: Request) -> HttpResponse:
    """What comes, what was, the kinds of meeting, and the reader's own actions."""
    actor = reader(request)
    return render(request, "meetings/overview.html", pages.overview(actor, moment.today()))


@require_safe
def kind(request: Request, kind: str) -> HttpResponse:
    """One kind of meeting: what for, who takes part, its meetings."""
    actor = reader(request)
    it = queries.kind_by_slug(actor, kind)
    return render(request, "meetings/kind.html", pages.kind(actor, it, moment.today()))


@either
def kind_new(request: Request) -> HttpResponse:
    """Add a kind of meeting."""
    actor = reader(request, MANAGE)
    form = KindForm(request.POST if request.method == "POST" else None, priorities=_priorities(request))
    context = {"heading": _("Nieuwe soort overleg"), "button": _("Maak soort overleg")}
    if request.method != "POST":
        return form_page(request, form, context)

    def act() -> HttpResponse:
        values = dict(form.cleaned_data)
        made = actions.make_kind(
            actor=actor, at=moment.now(), municipality=municipality_of(actor), slug=values.pop("slug"), values=values
        )
        messages.success(request, _("De soort overleg is gemaakt. Kies nu wie er deelneemt."))
        return redirect("meetings:members", made.slug)

    return answer(request, form, act, context)


@either
def kind_edit(request: Request, kind: str) -> HttpResponse:
    """Change a kind of meeting."""
    actor = reader(request, MANAGE)
    it = queries.kind_by_slug(actor, kind)
    start = {name: getattr(it, name) for name in (*actions.KIND_FIELDS, "version")}
    form = KindChangeForm(
        request.POST if request.method == "POST" else None, initial=start, priorities=_priorities(request)
    )
    context = {"heading": _("Soort overleg wijzigen"), "button": _("Bewaar"), "kind": it}
    if request.method != "POST":
        return form_page(request, form, context)

    def act() -> HttpResponse:
        values = dict(form.cleaned_data)
        actions.change_kind(actor=actor, at=moment.now(), kind=it, seen=values.pop("version"), values=values)
        messages.success(request, _("De soort overleg is gewijzigd."))
        return redirect(it)

    return answer(request, form, act, context, record=it)


@either
def members(request: Request, kind: str) -> HttpResponse:
    """Who takes part in a kind of meeting, and adding one."""
    actor = reader(request, MANAGE)
    it = queries.kind_by_slug(actor, kind)
    form = MemberForm(
        request.POST if request.method == "POST" else None, municipality=municipality_of(actor), internal=it.internal
    )
    context = pages.kind(actor, it, moment.today())
    if request.method != "POST":
        return form_page(request, form, context, template="members")

    def act() -> HttpResponse:
        actions.add_member(actor=actor, at=moment.now(), kind=it, **form.cleaned_data)
        messages.success(request, _("De deelnemer is toegevoegd."))
        return redirect("meetings:members", it.slug)

    return answer(request, form, act, context, template="members")


@require_POST
def member_remove(request: Request, key: UUID) -> HttpResponse:
    """End a membership."""
    actor = reader(request, MANAGE)
    it = queries.member_by_key(actor, key, MANAGE)
    slug = it.kind.slug
    actions.remove_member(actor=actor, at=moment.now(), member=it)
    messages.success(request, _("De deelnemer is weg, en ziet dit overleg niet meer."))
    return redirect("meetings:members", slug)


@either
def plan(request: Request, kind: str) -> HttpResponse:
    """Plan a meeting."""
    actor = reader(request, PREPARE)
    it: MeetingKind = queries.kind_by_slug(actor, kind, PREPARE)
    form = PlanForm(request.POST if request.method == "POST" else None)
    context = {"heading": _("%(kind)s plannen") % {"kind": it.name}, "button": _("Plan overleg"), "kind": it}
    if request.method != "POST":
        return form_page(request, form, context)

    def act() -> HttpResponse:
        made = actions.plan_meeting(actor=actor, at=moment.now(), kind=it, **form.cleaned_data)
        messages.success(request, _("Het overleg staat gepland. Kies nu wat er op de agenda komt."))
        return redirect(made)

    return answer(request, form, act, context)


@require_safe
def action_list(request: Request) -> HttpResponse:
    """Every action over all meetings that the reader may see, late ones first."""
    actor = reader(request)
    return render(request, "meetings/actions.html", pages.actions(actor, moment.today(), request.GET))


@require_safe
def actions_csv(request: Request) -> HttpResponse:
    """The list of actions as CSV, narrowed as the page is."""
    actor = reader(request)
    panel = pages.actions(actor, moment.today(), request.GET)["panel"]
    return panel_file(panel, "acties.csv")


@either
def action(request: Request, key: UUID) -> HttpResponse:
    """One action, and telling how it stands."""
    actor = reader(request)
    it = queries.action_by_key(actor, key)
    context = pages.action(actor, it, moment.today())
    form = ReportForm(request.POST if request.method == "POST" else None, steps=context["steps"])
    if request.method != "POST":
        return form_page(request, form, context, template="action")
    require(actor, "decide.meeting.report", it)

    def act() -> HttpResponse:
        minutes.report(
            actor=actor, at=moment.now(), made=it, step=form.cleaned_data["step"], text=form.cleaned_data["text"]
        )
        messages.success(request, _("Uw melding is bewaard."))
        return redirect(it)

    return answer(request, form, act, context, template="action")


def _priorities(request: Request) -> list[tuple[str, str]]:
    found = agenda.priorities_in_force(request.actor, moment.today())
    return [(priority.slug, priority.short_title) for priority in found]
