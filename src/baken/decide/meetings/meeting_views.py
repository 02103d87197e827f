# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of one meeting: its agenda, its minutes, its steps."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Request, municipality_of
from baken.kernel import moment
from baken.kernel.errors import Denied, Refused
from baken.ui.answering import either
from baken.ui.free_text import acting

from . import actions, guests, pages, queries
from .answering import answer, form_page, reader
from .forms import GuestForm, MeetingForm, PointForm, ReasonForm
from .models import Meeting
from .policies import PREPARE


@require_safe
def meeting(request: Request, kind: str, on: date) -> HttpResponse:
    """One meeting with its agenda, minutes, decisions and actions."""
    actor = reader(request)
    return _page(request, queries.meeting_on(actor, kind, on))


def _page(request: Request, it: Meeting, status: int = 200, **more: Any) -> HttpResponse:
    context = {**pages.meeting(request.actor, it, moment.today()), "cancel_form": ReasonForm(), **more}
    return render(request, "meetings/meeting.html", context, status=status)


def _act(request: Request, it: Meeting, act: Callable[[], Any], told: str) -> HttpResponse:
    """Run `act` and go back to the meeting; what is refused is told above it."""
    try:
        act()
    except Denied:
        raise
    except Refused as refused:
        return _page(request, it, 409, reasons=refused.reasons)
    messages.success(request, told)
    return redirect(it)


@either
def meeting_edit(request: Request, kind: str, on: date) -> HttpResponse:
    """Change when and where a meeting is, and who was there."""
    actor = reader(request, PREPARE)
    it = queries.meeting_on(actor, kind, on, PREPARE)
    start = {name: getattr(it, name) for name in ("on", "starts", "place", "present", "version")}
    form = MeetingForm(request.POST if request.method == "POST" else None, initial=start)
    context = {"heading": _("Overleg wijzigen"), "button": _("Bewaar"), "kind": it.kind, "meeting": it}
    if request.method != "POST":
        return form_page(request, form, context)

    def act() -> HttpResponse:
        values = dict(form.cleaned_data)
        changed = actions.change_meeting(actor=actor, at=moment.now(), meeting=it, seen=values.pop("version"), **values)
        messages.success(request, _("Het overleg is gewijzigd."))
        return redirect(changed)

    return answer(request, form, act, context, record=it)


@require_POST
def step(request: Request, kind: str, on: date) -> HttpResponse:
    """Note that a meeting was held, settle its minutes, or cancel it."""
    actor = reader(request, PREPARE)
    it = queries.meeting_on(actor, kind, on, PREPARE)
    form = ReasonForm(request.POST)
    chosen = request.POST.get("step", "")
    told = {
        "hold": _("Genoteerd: dit overleg is gehouden. Leg het verslag en de besluiten vast."),
        "settle": _("Het verslag is vastgesteld. Wijzigen kan nu alleen met een correctie."),
        "cancel": _("Het overleg is vervallen."),
    }
    if chosen not in told or (chosen == "cancel" and not form.is_valid()):
        return _page(request, it, 422, cancel_form=form, wrong_reason=chosen == "cancel")

    def act() -> None:
        if chosen == "hold":
            actions.hold_meeting(actor=actor, at=moment.now(), meeting=it)
        elif chosen == "settle":
            actions.settle_meeting(actor=actor, at=moment.now(), meeting=it)
        else:
            actions.cancel_meeting(actor=actor, at=moment.now(), meeting=it, reason=form.cleaned_data["reason"])

    return _act(request, it, lambda: acting(form, actor, act) if chosen == "cancel" else act(), told[chosen])


@either
def guest_add(request: Request, kind: str, on: date) -> HttpResponse:
    """Invite an organisation to one internal meeting, with the reason."""
    actor = reader(request, PREPARE)
    it = queries.meeting_on(actor, kind, on, PREPARE)
    form = GuestForm(request.POST if request.method == "POST" else None, municipality=municipality_of(actor))
    context = {
        "heading": _("Organisatie uitnodigen"),
        "lede": _("De organisatie ziet alleen dit overleg, en daarvan geen interne punten."),
        "button": _("Nodig uit"),
        "kind": it.kind,
        "meeting": it,
    }
    if request.method != "POST":
        return form_page(request, form, context)

    def act() -> HttpResponse:
        guests.invite_guest(actor=actor, at=moment.now(), meeting=it, **form.cleaned_data)
        messages.success(request, _("De organisatie is uitgenodigd."))
        return redirect(it)

    return answer(request, form, act, context)


@require_POST
def guest_remove(request: Request, key: UUID) -> HttpResponse:
    """Take an invitation back."""
    actor = reader(request, PREPARE)
    guest = queries.guest_by_key(actor, key)
    return _act(
        request,
        guest.meeting,
        lambda: guests.withdraw_guest(actor=actor, at=moment.now(), guest=guest),
        _("De uitnodiging is ingetrokken."),
    )


@require_POST
def proposal(request: Request, kind: str, on: date) -> HttpResponse:
    """Take a proposal over on the agenda, or skip it."""
    actor = reader(request, PREPARE)
    it = queries.meeting_on(actor, kind, on, PREPARE)
    take = request.POST.get("answer") == "take"

    def act() -> None:
        actions.answer_proposal(
            actor=actor,
            at=moment.now(),
            meeting=it,
            source=request.POST.get("source", ""),
            source_key=request.POST.get("source_key", ""),
            take=take,
        )

    return _act(request, it, act, _("Het punt staat op de agenda.") if take else _("Het voorstel is overgeslagen."))


@either
def item_add(request: Request, kind: str, on: date) -> HttpResponse:
    """Put a point of one's own on the agenda."""
    actor = reader(request, PREPARE)
    it = queries.meeting_on(actor, kind, on, PREPARE)
    form = PointForm(request.POST if request.method == "POST" else None)
    context = {"heading": _("Agendapunt toevoegen"), "button": _("Zet op de agenda"), "kind": it.kind, "meeting": it}
    if request.method != "POST":
        return form_page(request, form, context)

    def act() -> HttpResponse:
        made = actions.add_item(actor=actor, at=moment.now(), meeting=it, **form.cleaned_data)
        messages.success(request, _("Het punt staat op de agenda."))
        return redirect(made)

    return answer(request, form, act, context)


@require_POST
def item_place(request: Request, key: UUID) -> HttpResponse:
    """Move a point up or down, take it off the agenda, or put it back."""
    actor = reader(request, PREPARE)
    item = queries.item_by_key(actor, key, PREPARE)
    chosen = request.POST.get("place", "")

    def act() -> None:
        if chosen in {"up", "down"}:
            actions.move_item(actor=actor, at=moment.now(), item=item, up=chosen == "up")
        else:
            actions.set_item_state(actor=actor, at=moment.now(), item=item, taken=chosen == "back")

    told = {
        "up": _("Het punt staat hoger."),
        "down": _("Het punt staat lager."),
        "back": _("Het punt staat weer op de agenda."),
    }
    if chosen not in {*told, "skip"}:
        return _page(request, item.meeting, 422)
    return _act(request, item.meeting, act, told.get(chosen, _("Het punt is van de agenda.")))
