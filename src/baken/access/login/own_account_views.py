# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of one's own account: open sessions, the second step, choosing a password by link, saying again who one is."""

from uuid import UUID

from allauth.account.internal.flows.reauthentication import resume_request
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlsafe_base64_decode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from baken.kernel import moment
from baken.kernel.processing import processes
from baken.ui.answering import either

from ..accounts import credentials
from ..accounts.forms import PasswordForm
from ..accounts.mail import tokens
from ..accounts.queries import role_rows
from ..http import Request
from ..models import Kind, RoleAssignment, User
from . import reauth, sessions
from .second_factor import has_second_factor

LINK = "baken_password_link"


@require_safe
@login_required
@processes("accounts")
def overview(request: Request) -> HttpResponse:
    """The reader's own account: roles, where one is logged in, password and second step."""
    at = moment.now()
    user = _reader(request)
    context = {
        "roles": role_rows(RoleAssignment.objects.filter(user=user).select_related("partner"), at),
        "sessions": sessions.open_sessions(user, at),
        "here": sessions.current_key(request),
        "second_factor": has_second_factor(user),
        "obliged": not settings.DEMO,
    }
    return render(request, "account/own.html", context)


@require_POST
@login_required
@processes("accounts")
def session_end(request: Request, key: UUID) -> HttpResponse:
    """End one of one's own sessions."""
    credentials.end_session(actor=request.actor, at=moment.now(), key=key)
    messages.success(request, _("Die sessie is afgemeld."))
    return redirect("own:account")


@login_required
def second_factor(request: Request) -> HttpResponse:
    """Where allauth sends one after a change of the second step."""
    return redirect("own:account")


@never_cache
@sensitive_post_parameters("confirm_password", "confirm_code")
@either
@login_required
@processes("accounts")
def confirm(request: Request) -> HttpResponse:
    """Say again who one is, for pages of allauth; pages of the house ask by `reauth.recent`."""
    form = reauth.ConfirmForm(request.POST if request.method == "POST" else None, user=_reader(request))
    if request.method == "POST" and form.is_valid():
        reauth.confirmed(request, form)
        back: HttpResponse = resume_request(request) or redirect("own:account")
        return back
    context = {"form": form, "kept": [("next", request.GET.get("next") or request.POST.get("next", ""))]}
    return render(request, "account/reauthenticate.html", context, status=422 if form.is_bound else 200)


@require_safe
@never_cache
@processes("accounts")
def password_link(request: Request, key: str, token: str) -> HttpResponse:
    """Take a link from a mail, and go on without it in the address: it would stand in the browser's history."""
    if _owner(key, token) is None:
        return render(request, "account/link_dead.html", status=404)
    request.session[LINK] = [key, token]
    return redirect("own:password_choose")


@either
@never_cache
@sensitive_post_parameters("password", "again")
@processes("accounts")
def password_choose(request: Request) -> HttpResponse:
    """Choose a password by the link that was taken."""
    key, token = request.session.get(LINK) or ("", "")
    user = _owner(key, token)
    if user is None:
        return render(request, "account/link_dead.html", status=404)
    form = PasswordForm(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and form.is_valid():
        credentials.change_own_password(user, form.cleaned_data["password"], by_link=True)
        request.session.flush()
        messages.success(request, _("Uw wachtwoord is bewaard. Log er nu mee in."))
        return redirect("account_login")
    return render(request, "account/password_choose.html", {"form": form}, status=422 if form.is_bound else 200)


def _reader(request: Request) -> User:
    """Return who is logged in: `login_required` saw to it."""
    assert isinstance(request.user, User)
    return request.user


def _owner(key: str, token: str) -> User | None:
    """Return whose link it is, or None where it is forged, used, too old, or of a closed account."""
    try:
        user = User.objects.filter(pk=UUID(urlsafe_base64_decode(key).decode())).first()
    except ValueError:
        return None
    if user is None or not user.is_active or user.kind != Kind.PERSON or (user.fictitious and not settings.DEMO):
        return None
    return user if tokens.check_token(user, token) else None
