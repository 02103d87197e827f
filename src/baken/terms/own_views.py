# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of what one arranges for oneself: who looks after one's terms, and mail on how many wait."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.access.facade import Actor, Request, require
from baken.kernel import moment
from baken.kernel.processing import processes
from baken.ui import answering
from baken.ui.answering import either

from . import deputies as rows
from . import mailing
from .forms import DeputyForm, MailForm
from .policies import VIEW


def reader(request: Request) -> Actor:
    """Return who asks, after asking whether the role goes this far at all."""
    actor: Actor = request.actor
    require(actor, VIEW)
    return actor


@either
@processes("terms")
def deputies(request: Request) -> HttpResponse:
    """Who looks after the reader's terms, for whom the reader does, and a form to name somebody."""
    actor, at = reader(request), moment.now()
    colleagues = rows.candidates(actor, at)
    form = DeputyForm(answering.posted(request), colleagues=colleagues, initial={"since": moment.today()})

    def page(status: int, **more: Any) -> HttpResponse:
        context = {"form": form, "named": rows.named(actor, at), "mine": rows.standing_in(actor, at), **more}
        return render(request, "terms/deputies.html", {**context, "colleagues": bool(colleagues)}, status=status)

    def act() -> HttpResponse:
        given = form.cleaned_data
        rows.name_deputy(actor=actor, at=at, deputy=UUID(given["deputy"]), since=given["since"], until=given["until"])
        messages.success(request, _("Uw vervanger is opgegeven. U ziet beiden dat dit zo is."))
        return redirect("terms:deputies")

    return answering.answer(form, act, page, actor=actor, again=answering.repeated(request, "terms:deputies"))


@require_POST
@processes("terms")
def deputy_end(request: Request, pk: UUID) -> HttpResponse:
    """End a period."""
    actor = reader(request)
    rows.end_deputy(actor=actor, at=moment.now(), row=rows.own(actor, pk))
    messages.success(request, _("De vervanging is gestopt."))
    return redirect("terms:deputies")


@either
@processes("accounts")
def mail(request: Request) -> HttpResponse:
    """Whether the reader is mailed how many terms wait, and how often."""
    actor = reader(request)
    row = mailing.mail_of(actor)
    form = MailForm(answering.posted(request), initial={"often": row.often if row else ""})

    def page(status: int, **more: Any) -> HttpResponse:
        context = {"form": form, "row": row, "address": mailing.address_of(actor), **more}
        return render(request, "terms/mail.html", context, status=status)

    def act() -> HttpResponse:
        if row is not None or form.cleaned_data["often"]:
            mailing.set_mail(actor=actor, at=moment.now(), often=form.cleaned_data["often"])
        messages.success(request, _("Uw keuze is bewaard."))
        return redirect("terms:mail")

    return answering.answer(form, act, page, actor=actor)
