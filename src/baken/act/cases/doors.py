# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The doors to a case: every view of one goes through `confidential`, which finds it, opens its context and leaves a trace."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from baken.access.facade import Actor, Request, Vault, note_read, opened, require
from baken.kernel import moment
from baken.kernel.models import Record
from baken.kernel.processing import processes, touched, within
from baken.privacy.facade import activity_in
from baken.ui import answering

from . import queries
from .policies import VIEW

ACTIVITY = "casework-premises"
"""What views name. Which activity a request belongs to follows from the register in which its case stands."""
View = Callable[..., HttpResponseBase]
R = TypeVar("R", bound=HttpResponseBase)


def reader(request: Request, permission: str = VIEW) -> Actor:
    """Return who asks, after asking whether the role goes this far at all; who isn't logged in is asked to."""
    actor: Actor = request.actor
    require(actor, permission)
    return actor


def in_register(request: HttpRequest, vault: Vault) -> None:
    """Have the logbook name the activity of this register."""
    within(request, activity_in(vault, ACTIVITY))


def for_purpose(request: HttpRequest, actor: Actor, purpose: str) -> None:
    """Have the logbook name the activity of the registers that serve a purpose: a list has one purpose, and shows no other.

    Where they don't agree the usual one stays.
    """
    rows = Vault.objects.filter(municipality=actor.municipality_id, desk=False)
    mine = [vault for vault in rows if purpose in vault.purposes]
    found = {activity_in(vault, ACTIVITY) for vault in mine}
    if len(found) == 1:
        within(request, found.pop())


def confidential(door: str, permission: str = VIEW) -> Callable[[View], View]:
    """Make a view of one case: `view(request, seen, …)`, wholly inside the actor's context, rendering included.

    What isn't open answers 404 whatever the method. A page that was shown is written down as read, with its purpose
    (`?doel=` chooses another), or it isn't shown.
    """

    def wrap(view: View) -> View:
        @processes(ACTIVITY)
        @wraps(view)
        def answered(request: Request, reference: str, **more: Any) -> HttpResponseBase:
            actor = reader(request, permission)
            seen = queries.find(actor, reference, request.GET.get("doel", ""))
            in_register(request, seen.case.guarded.vault)
            with opened(actor, seen.purpose):
                require(actor, permission, seen.case, seen.purpose)
                response = view(request, seen, **more)
                if response.status_code < 300 or response.status_code in (409, 422):
                    part, rows = more.get("part"), getattr(response, "baken_rows", ())
                    part = getattr(response, "baken_part", part)
                    note_read(
                        actor=actor,
                        at=moment.now(),
                        guarded=seen.case.guarded,
                        purpose=seen.purpose,
                        parts=(part,) if part else tuple(seen.sights),
                        door=door,
                        rows=rows,
                    )
            touched(request, "case", seen.case.guarded_id, purpose=seen.purpose)
            response["Cache-Control"] = "private, no-store"
            return response

        return answered

    return wrap


def read_only(response: R, part: str, *keys: UUID) -> R:
    """Have the trace name this part alone, and the rows in it that were opened, of an answer that shows no more."""
    response.baken_part, response.baken_rows = part, tuple(str(key) for key in keys)  # type: ignore[attr-defined]
    return response


def form_page(
    request: Request, form: forms.Form, context: Mapping[str, Any], *, status: int = 200, template: str = "form"
) -> HttpResponse:
    """Return a page with one form."""
    return render(request, f"cases/{template}.html", {**context, "form": form}, status=status)


def answer(
    request: Request,
    form: forms.Form,
    act: Callable[[], HttpResponse],
    context: Mapping[str, Any],
    *,
    record: Record | None = None,
    template: str = "form",
    again: str = "",
) -> HttpResponse:
    """Answer with the page of one form, as `ui.answering.answer`. A form that comes twice leads to the page `again`, by
    default the case's own.
    """

    def repeated() -> HttpResponse:
        messages.info(request, _("Dit was al bewaard. Er is niets dubbel gemaakt."))
        case = context.get("case")
        return redirect(again or (case.get_absolute_url() if case else reverse("cases:overview")))

    def page(status: int, **more: Any) -> HttpResponse:
        return form_page(request, form, {**context, **more}, status=status, template=template)

    return answering.answer(form, act, page, actor=request.actor, record=record, again=repeated)
