# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Holds sessions to their limits, puts the actor on the request, and speaks the user's language."""

from collections.abc import Callable
from contextlib import nullcontext

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from baken.kernel import moment

from .actors import ANYBODY, Actor, actor_for
from .authorization.remembering import remembering
from .login import sessions
from .login import trail as login_trail
from .login.second_factor import has_second_factor, is_proven
from .models import Ending

SET_UP = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "health",
        "field:shell",
        "field:manifest",
        "field:worker",
        "language",
        "web:about",
        "web:method",
        "web:accessibility",
        "web:privacy",
        "ui:styleguide",
        "own:password_link",
        "own:password_choose",
    }
)
"""Pages for whoever still has to set up the second step: those about that, and what visitors may see."""
PUBLIC = frozenset({"public", "progress", "reporting"})


def session_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Log out whose session is over: an hour idle, ten hours in all, ended elsewhere (`access.login.sessions`).

    Outermost of what knows accounts: what was refused is written when its answer has gone out (`access.login.trail`).
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and (why := sessions.ended(request, moment.now())):
            logout(request)
            if why not in (Ending.LOGOUT, Ending.LEFT):
                text = _("U bent afgemeld: %(why)s. Log opnieuw in als u verder wilt.") % {"why": why.label}
                messages.info(request, text)
        return login_trail.after(request, get_response(request))

    return middleware


def second_factor_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Outside the example: whoever gave no code in this session can do nothing but set up the second step."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        if settings.DEMO or not request.user.is_authenticated or is_proven(request):
            return None
        match = request.resolver_match
        if match is None or match.view_name in SET_UP or match.namespace in PUBLIC:
            return None
        if has_second_factor(request.user):  # set up in another session: this one never showed a code
            logout(request)
            return redirect("account_login")
        messages.info(request, _("Stel eerst de tweede stap in. Daarna kunt u verder."))
        return redirect("mfa_activate_totp")

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def actor_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.actor` (lazily: a page that asks nothing costs nothing); a page that only shows asks things once."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        with remembering() if request.method in {"GET", "HEAD"} else nullcontext():
            return get_response(request)

    return middleware


def language_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Choose the language: the cookie set by the switch, else the user's own, else Dutch.

    Browsers' headers don't count: the interface is Dutch first, and a page must look the same to two people who talk
    about it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get("baken_language", "")
        if chosen not in {"nl", "en"}:
            chosen = getattr(request.user, "language", "nl")
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = get_response(request)
        response.headers.setdefault("Content-Language", chosen)
        return response

    return middleware


def _actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return ANYBODY
    return actor_for(request.user, on=moment.today(), at=moment.now())
