# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the second person: a change of an account that waits, and who has which role."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.kernel import moment
from baken.kernel.errors import Denied, Refused
from baken.kernel.processing import processes
from baken.ui.csv_export import csv_file

from ..actors import Actor
from ..http import Request
from ..login.reauth import recent
from ..models import AccountChange
from ..supervision.answering import answer, reader
from . import change_queries as queries
from . import changes as account_changes
from .forms import WhyForm
from .queries import seeing


@require_safe
@processes("accounts")
def change(request: Request, key: UUID) -> HttpResponse:
    """One change that waits or waited: what, of whom, by whom, why."""
    actor = _reader(request)
    it = queries.change_or_404(actor, key)
    return render(request, "access/accounts/change.html", _page(actor, it))


@require_POST
@processes("accounts")
def change_decide(request: Request, key: UUID) -> HttpResponse:
    """Confirm, decline or withdraw a change."""
    _reader(request)
    answered: HttpResponse = _decide(request, key)
    return answered


@recent
def _decide(request: Request, key: UUID) -> HttpResponse:
    actor = _reader(request)
    it = queries.change_or_404(actor, key)
    wanted, at = request.POST.get("besluit"), moment.now()
    if wanted == "weiger":
        return _decline(request, actor, it)
    acts = {"bevestig": account_changes.confirm, "trek-in": account_changes.withdraw}
    if wanted not in acts:
        raise Http404
    try:
        acts[wanted](actor=actor, at=at, change=it)
    except Denied:
        raise
    except Refused as refused:
        context = {**_page(actor, it), "reasons": refused.reasons}
        return render(request, "access/accounts/change.html", context, status=409)
    done = {
        "bevestig": _("De wijziging is bevestigd. Zij geldt vanaf de volgende klik."),
        "trek-in": _("De wijziging is ingetrokken. Er is niets veranderd."),
    }
    messages.success(request, done[wanted])
    return redirect("accounts:change", it.pk)


def _decline(request: Request, actor: Actor, it: AccountChange) -> HttpResponse:
    form = WhyForm(request.POST)

    def act() -> HttpResponse:
        account_changes.decline(actor=actor, at=moment.now(), change=it, reason=form.cleaned_data["reason"])
        messages.success(request, _("De wijziging is geweigerd. Er is niets veranderd."))
        return redirect("accounts:change", it.pk)

    return answer(request, form, act, _page(actor, it), template="accounts/change")


@require_safe
@processes("accounts")
def people(request: Request) -> HttpResponse:
    """Who has which role, since when, by whom and why."""
    actor = reader(request, seeing(request.actor))
    at = moment.now()
    roles = queries.people_per_role(actor, at)
    held = sum(len(holders) for _label, holders in roles)
    context = {"roles": [one for one in roles if one[1]], "empty": [label for label, it in roles if not it], "n": held}
    return render(request, "access/accounts/people.html", context)


@require_safe
@processes("accounts")
def people_csv(request: Request) -> HttpResponse:
    """The same for a spreadsheet."""
    actor = reader(request, seeing(request.actor))
    reply = csv_file(queries.people_csv(actor, moment.now()), "wie-heeft-welke-rol.csv")
    reply["Cache-Control"] = "private, no-store"
    return reply


def _reader(request: Request) -> Actor:
    return reader(request, queries.seeing_changes(request.actor))


def _page(actor: Actor, it: AccountChange) -> dict[str, Any]:
    at = moment.now()
    it.refresh_from_db()
    return {
        "row": queries.change_row(it, at),
        "change": it,
        "account": it.account,
        "form": WhyForm(),
        **queries.may_decide(actor, it, at),
    }
