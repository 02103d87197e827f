# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages that ask owners for progress, and where owners can be reached."""

from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Actor, Request, municipality_of
from baken.kernel.errors import Refused
from baken.kernel.moment import now, today
from baken.kernel.processing import processes
from baken.ui.answering import either
from baken.ui.free_text import acting

from .. import actions, pages, queries
from ..forms import ContactForm
from ..policies import MANAGE
from ..views import actor_of, plan_or_404
from . import asking


@processes("programme-owners")
@require_safe
def progress(request: Request) -> HttpResponse:
    """Who hasn't answered, whom to ask, and what was told last."""
    actor = actor_of(request, MANAGE)
    plan = plan_or_404(actor, request.GET.get("plan", ""), today())
    return render(request, "programme/progress.html", pages.progress(actor, plan, now(), today(), request.GET))


@processes("programme-owners")
@require_POST
def ask(request: Request) -> HttpResponse:
    """Mail the owners of the chosen efforts."""
    actor = actor_of(request, MANAGE)
    plan = plan_or_404(actor, request.POST.get("plan", ""), today())
    wanted = set(request.POST.getlist("inspanning"))
    efforts = [effort for effort in queries.efforts_in(actor, plan) if effort.slug in wanted]
    try:
        asked = asking.ask_progress(actor=actor, at=now(), municipality=municipality_of(actor), efforts=efforts)
    except Refused as refused:
        _warn(request, refused)
    else:
        _tell(request, asked)
    return redirect(_back(plan.slug, request.POST.get("terug", "")))


@processes("programme-owners")
@require_POST
def remind(request: Request) -> HttpResponse:
    """Remind everybody who has been silent for ten days."""
    actor = actor_of(request, MANAGE)
    plan = plan_or_404(actor, request.POST.get("plan", ""), today())
    wanted = set(request.POST.getlist("vraag"))
    rows = [row for row in queries.waiting(actor, plan) if not wanted or str(row.pk) in wanted]
    try:
        asked = asking.remind(actor=actor, at=now(), municipality=municipality_of(actor), requests=rows)
    except Refused as refused:
        _warn(request, refused)
    else:
        _tell(request, asked)
    return redirect(_back(plan.slug))


@processes("programme-owners")
@require_POST
def revoke(request: Request, pk: UUID) -> HttpResponse:
    """Make one link dead."""
    actor = actor_of(request, MANAGE)
    asking.revoke(actor=actor, at=now(), request=queries.request_or_404(actor, pk))
    messages.success(request, _("De link is ingetrokken en werkt niet meer."))
    return redirect("programme:progress")


@processes("programme-owners")
@require_safe
def owners(request: Request) -> HttpResponse:
    """Owners with the address where they can be reached."""
    actor = actor_of(request, MANAGE)
    plan = queries.plan_of(actor, request.GET.get("plan", ""), today())
    return render(request, "programme/owners.html", {"owners": pages.owners(actor, plan), "plan": plan})


@processes("programme-owners")
@either
def owner(request: Request) -> HttpResponse:
    """Keep the address of one owner."""
    actor = actor_of(request, MANAGE)
    asked = request.GET.get("eigenaar", "")[:120]
    kept = queries.contacts(actor).get(asked.casefold())
    form = ContactForm(request.POST or None, initial={"owner": asked, "email": kept.email if kept else ""})
    if request.method == "POST" and form.is_valid():
        try:
            _keep(actor, form)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(reason.slug if reason.slug in form.fields else None, str(reason.text))
        else:
            messages.success(request, _("Het adres is bewaard."))
            if kept is not None and kept.email.casefold() != form.cleaned_data["email"].casefold():
                messages.warning(
                    request, _("Links die naar het oude adres gingen, werken niet meer. Vraag zo nodig opnieuw.")
                )
            return redirect("programme:owners")
    return render(request, "programme/owner.html", {"form": form}, status=422 if form.errors else 200)


def _keep(actor: Actor, form: ContactForm) -> None:
    def act() -> None:
        actions.set_contact(actor=actor, at=now(), municipality=municipality_of(actor), **form.cleaned_data)

    acting(form, actor, act, at=now())


def _back(plan: str, query: str = "") -> str:
    kept = [(name, value) for name, value in parse_qsl(query) if name in {"prioriteit", "eigenaar", "jaar"}]
    return f"{reverse('programme:progress')}?{urlencode([('plan', plan), *kept])}"


def _tell(request: Request, asked: asking.Asked) -> None:
    if asked.mails:
        told = ngettext(
            "%(mails)d mail verstuurd, over %(n)d inspanning(en).",
            "%(mails)d mails verstuurd, over %(n)d inspanningen.",
            asked.mails,
        )
        messages.success(request, told % {"mails": asked.mails, "n": asked.efforts})
    if asked.failed:
        names = ", ".join(asked.failed)
        messages.error(request, _("Niet verstuurd, probeer het later nog eens: %(names)s.") % {"names": names})
    if asked.unknown:
        names = ", ".join(asked.unknown)
        messages.warning(request, _("Zonder e-mailadres, dus niet gevraagd: %(names)s.") % {"names": names})


def _warn(request: Request, refused: Refused) -> None:
    for reason in refused.reasons:
        messages.error(request, str(reason.text))
