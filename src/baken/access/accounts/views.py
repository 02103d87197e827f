# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of accounts and roles: who joins, moves and leaves. Each parses, calls one action or query, and renders."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.kernel import moment
from baken.kernel.errors import Denied, Refused
from baken.kernel.processing import processes
from baken.ui.answering import either

from ..actors import Actor
from ..authorization.policy import municipality_of
from ..http import Request
from ..login import sessions
from ..login.second_factor import has_second_factor
from ..models import AccountChange, Kind, User
from ..roles import role_label
from ..supervision.answering import answer, reader, sensitive
from . import change_queries, credentials, four_eyes, identity, queries
from .forms import AccountFilter, AccountForm, DetailsForm, RoleForm, WhyForm, assignable
from .role_rules import MANAGE

PAGE = 50


@require_safe
@processes("accounts")
def accounts(request: Request) -> HttpResponse:
    """Every account of the municipality, with search, filter and pages."""
    actor = _overseer(request)
    at = moment.now()
    words = queries.state_words()
    form = AccountFilter(request.GET, choices={"rol": assignable(), "stand": list(words.items())})
    wanted = form.chosen()
    page = Paginator(queries.accounts(actor, wanted, timezone.localdate(at)), PAGE).get_page(
        request.GET.get("bladzijde")
    )
    rows = [queries.account_row(user, at) for user in page.object_list]
    context = {"form": form, "filtered": bool(wanted), "page": page, "rows": rows, "manage": actor.may(MANAGE)}
    context["waiting"] = change_queries.changes_waiting(actor, at)
    return render(request, "access/accounts/accounts.html", context)


@require_safe
@processes("accounts")
def account(request: Request, key: UUID) -> HttpResponse:
    """One account: its roles over time, how it logs in, its tokens, and what may be done."""
    actor = _overseer(request)
    it = queries.account_or_404(actor, key)
    return render(request, "access/accounts/account.html", _page(request, it))


@either
@sensitive(MANAGE)
@processes("accounts")
def account_new(request: Request) -> HttpResponse:
    """A joiner: a new account with its first role; a person is mailed a link to choose a password."""
    actor = reader(request, MANAGE)
    form = AccountForm(request.POST if request.method == "POST" else None, municipality=municipality_of(actor))

    def act() -> HttpResponse:
        made = identity.join(actor=actor, at=moment.now(), **form.cleaned_data)
        if made.asked_changes.exists():
            text = _("Het account is gemaakt, nog zonder rol. Een tweede persoon moet de rol bevestigen.")
            messages.success(request, text)
            return redirect("accounts:account", made.pk)
        messages.success(request, _("Het account is gemaakt."))
        if made.kind == Kind.PERSON:
            _mail_link(request, made)
        return redirect("accounts:account", made.pk)

    context = {"heading": _("Nieuw account"), "button": _("Maak account")}
    return answer(request, form, act, context, template="accounts/form")


@either
@sensitive(MANAGE)
@processes("accounts")
def role_give(request: Request, key: UUID) -> HttpResponse:
    """Give one role more."""

    def act(it: User, given: dict[str, Any]) -> None:
        made = identity.give_role(actor=request.actor, at=moment.now(), user=it, **given)
        done = _("De rol is gegeven. Zij geldt vanaf de volgende klik, of vanaf de eerste dag.")
        messages.success(request, waits() if isinstance(made, AccountChange) else done)

    return _role_page(request, key, act, heading=_("Rol geven"), button=_("Geef deze rol"))


@either
@sensitive(MANAGE)
@processes("accounts")
def move(request: Request, key: UUID) -> HttpResponse:
    """A mover: another role in place of all that somebody has."""

    def act(it: User, given: dict[str, Any]) -> None:
        made = identity.move(actor=request.actor, at=moment.now(), user=it, **given)
        messages.success(request, waits() if isinstance(made, AccountChange) else _("De overstap is vastgelegd."))

    lede = _("De rollen van nu eindigen de dag voor de eerste dag van de nieuwe rol. Begint die vandaag, dan meteen.")
    heading, button = _("Overstap naar een andere rol"), _("Leg de overstap vast")
    return _role_page(request, key, act, heading=heading, button=button, lede=lede)


@either
@sensitive(MANAGE)
@processes("accounts")
def leave(request: Request, key: UUID) -> HttpResponse:
    """A leaver: close the account now."""
    actor = reader(request, MANAGE)
    it = queries.account_or_404(actor, key)
    form = WhyForm(request.POST if request.method == "POST" else None)

    def act() -> HttpResponse:
        identity.leave(actor=actor, at=moment.now(), user=it, reason=form.cleaned_data["reason"])
        messages.success(request, _("Het account is gesloten. Wie er nog in zat, is bij de volgende klik afgemeld."))
        return redirect("accounts:account", it.pk)

    return answer(request, form, act, _page(request, it), template="accounts/leave")


@either
@sensitive(MANAGE)
@processes("accounts")
def role_end(request: Request, key: UUID) -> HttpResponse:
    """End one role now."""
    actor = reader(request, MANAGE)
    row = queries.assignment_or_404(actor, key)
    form = WhyForm(request.POST if request.method == "POST" else None)
    label = role_label(row.role)
    lede = _("Wat deze rol gaf, is bij de volgende klik weg.")
    context = {"heading": _("Rol beëindigen: %(role)s") % {"role": label}, "lede": lede, "it": row.user}

    def act() -> HttpResponse:
        identity.end_role(actor=actor, at=moment.now(), assignment=row, reason=form.cleaned_data["reason"])
        messages.success(request, _("De rol is beëindigd."))
        return redirect("accounts:account", row.user_id)

    return answer(request, form, act, {**context, "button": _("Beëindig nu")}, template="accounts/form")


@require_POST
@sensitive(MANAGE)
@processes("accounts")
def password_link(request: Request, key: UUID) -> HttpResponse:
    """Mail a link to choose a password."""
    it = queries.account_or_404(reader(request, MANAGE), key)
    return _button(request, it, lambda: _mail_link(request, it), done="")


@require_POST
@sensitive(MANAGE)
@processes("accounts")
def second_factor_reset(request: Request, key: UUID) -> HttpResponse:
    """Take a lost code app away."""
    actor = reader(request, MANAGE)
    it = queries.account_or_404(actor, key)
    return _button(
        request, it,
        lambda: credentials.reset_second_factor(actor=actor, at=moment.now(), user=it),
        done=_("De tweede stap is eraf. De persoon stelt die bij de volgende keer inloggen opnieuw in."),
    )  # fmt: skip


@either
@sensitive(MANAGE)
@processes("accounts")
def details(request: Request, key: UUID) -> HttpResponse:
    """Change name and mail address."""
    actor = reader(request, MANAGE)
    it = queries.account_or_404(actor, key)
    start = {"display_name": it.display_name, "email": it.email}
    heavy = four_eyes.heavy_account(municipality_of(actor).pk, it, moment.now())
    form = DetailsForm(request.POST if request.method == "POST" else None, initial=start, heavy=heavy)

    def act() -> HttpResponse:
        asked = credentials.change_details(actor=actor, at=moment.now(), user=it, **form.cleaned_data)
        if asked:
            text = _("Het nieuwe adres wacht op een tweede persoon. Tot dan blijft het oude staan.")
        messages.success(request, text if asked else _("De gegevens zijn gewijzigd."))
        return redirect("accounts:account", it.pk)

    context = {"heading": _("Gegevens wijzigen"), "button": _("Bewaar"), "it": it}
    return answer(request, form, act, context, template="accounts/form")


def waits() -> str:
    """Return what is said of a change that needs a second person."""
    return _("Dit is gevraagd. Een tweede persoon moet het bevestigen; tot dan verandert er niets.")


def _overseer(request: Request) -> Actor:
    """Return who asks, where the role goes so far as to see accounts."""
    return reader(request, queries.seeing(request.actor))


def _role_page(request: Request, key: UUID, do: Callable[[User, dict[str, Any]], None], **context: Any) -> HttpResponse:
    actor = reader(request, MANAGE)
    it = queries.account_or_404(actor, key)
    form = RoleForm(request.POST if request.method == "POST" else None, municipality=municipality_of(actor))

    def act() -> HttpResponse:
        do(it, dict(form.cleaned_data))
        return redirect("accounts:account", it.pk)

    return answer(request, form, act, {**context, "it": it}, template="accounts/form")


def _button(request: Request, it: User, do: Callable[[], None], *, done: str) -> HttpResponse:
    """Run what one button does; what is refused stands on the page where the button is."""
    try:
        do()
    except Denied:
        raise
    except Refused as refused:
        context = {**_page(request, it), "reasons": refused.reasons}
        return render(request, "access/accounts/account.html", context, status=409)
    if done:
        messages.success(request, done)
    return redirect("accounts:account", it.pk)


def _mail_link(request: Request, it: User) -> None:
    """Mail the link; an account that was made stays when the mail can't go."""
    try:
        credentials.send_password_link(actor=request.actor, at=moment.now(), user=it)
    except OSError:
        messages.error(request, _("De mail met de link is niet verstuurd. Probeer het straks opnieuw met de knop."))
    else:
        messages.success(request, _("De link om een wachtwoord te kiezen is gemaild."))


def _page(request: Request, it: User) -> dict[str, Any]:
    at = moment.now()
    actor = request.actor
    it.refresh_from_db()
    rows = queries.assignments(actor).filter(user=it).select_related("partner")
    shown = queries.role_rows(rows, at)
    service = it.kind == Kind.SERVICE
    return {
        "it": it,
        "own": actor.id == it.pk,
        "manage": actor.may(MANAGE),
        "may_change": actor.may(MANAGE) and actor.id != it.pk,
        "roles": [row for row in shown if row.when != "past"],
        "past": [row for row in shown if row.when == "past"],
        "service": service,
        "tokens": queries.tokens_of(actor, it) if service else [],
        "open_sessions": len(sessions.open_sessions(it, at)),
        "second_factor": has_second_factor(it),
        "has_password": it.has_usable_password(),
        "waiting": change_queries.changes_waiting(actor, at, it),
        "history": change_queries.history(actor, it),
        "at": at,
    }
