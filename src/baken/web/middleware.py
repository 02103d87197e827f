# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Turns refusals into pages. A denied object does not exist: 404, never 403."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from baken.kernel.encryption import Undecipherable
from baken.kernel.errors import Denied, Reason, Refused, StaleVersion
from baken.kernel.keys import UnknownKey, WrongKey
from baken.kernel.papers.kept import PaperDamaged
from baken.kernel.rate_limits import TooMany
from baken.ui.headers import told_length
from baken.ui.json_problems import problem


def refusal_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer what actions and checks raise."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # Whoever isn't logged in is asked to; a page that needs no login never answers 404 for want of one.
        if (
            response.status_code == 404
            and getattr(request, "_baken_denied", False)
            and not request.user.is_authenticated
        ):
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        return response

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Denied):
            request._baken_denied = True  # type: ignore[attr-defined]
            return render(request, "404.html", status=404)
        if isinstance(exception, TooMany):
            response = render(request, "web/refused.html", {"reasons": exception.reasons}, status=429)
            response["Retry-After"] = str(exception.seconds)
            return response
        if isinstance(exception, Refused):
            return render(request, "web/refused.html", {"reasons": exception.reasons}, status=409)
        if isinstance(exception, StaleVersion):
            return render(request, "web/stale.html", status=409)
        if isinstance(exception, WrongKey | UnknownKey | Undecipherable | PaperDamaged):
            logging.getLogger("baken").error("%s", exception)  # says which key or place, holds nothing of the content
            told = Reason(
                "unreadable", _("Dit kan nu niet worden gelezen. Er is niets veranderd. De beheerder weet meer.")
            )
            return render(request, "web/refused.html", {"reasons": (told,)}, status=503)
        return None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def nul_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 404 to an address with a NUL in it: no page has one, and PostgreSQL refuses the letter."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return render(request, "404.html", status=404)
        return get_response(request)

    return middleware


THEIR_OWN = ("/melden/", "/bibob/vragenlijst/")
"""Where visitors may send photos or papers: the views there hold what comes to a size of their own, before they read any of it.
Their answers are their own too: a page of the house would set a cookie, and take a personal link along in what it loads."""
API = "/api/"


def size_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 413 to who sends much without being logged in, before anything of it is read: visitors send no files but photos.

    Django would write the files in it to disk to look for a CSRF token.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(THEIR_OWN):
            return get_response(request)
        if told_length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and not request.user.is_authenticated:
            if request.path_info.startswith(API):
                return problem(413, _("Er is te veel verstuurd."))
            text = _("Er is te veel verstuurd. Log eerst in als u een bestand wilt sturen.")
            reason = Reason("too_much", text)
            return render(request, "web/refused.html", {"reasons": (reason,)}, status=413)
        return get_response(request)

    return middleware
